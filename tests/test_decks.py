"""The decks in a real browser, slide by slide and click by click, with the network off."""

import io
import itertools
import re
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from publishing.deck import SLIDES
from publishing.files import chosen
from publishing.pdf import PAPERS, pdf
from slides import write

MOST_BYTES = 6_000_000
SIZES = ((1280, 720), (1024, 768))
PROJECTOR = 1920
LEAST = 18  # pixels of text at 1280 by 720
NOTEBOOKS = {path.stem: path for path in chosen()}
QUESTIONS = "document.querySelectorAll('.question').length"
NEXT = """() => new Promise((done) => {
    Reveal.next();
    requestAnimationFrame(() => requestAnimationFrame(done));
})"""
# Other slides are emptied meanwhile: axe goes through all of a page, whatever it is asked for.
AXE = """async () => {
    const here = document.querySelector("section.present:not(.stack)");
    const others = [...document.querySelectorAll("section:not(.stack)")]
        .filter((one) => one !== here);
    const kept = others.map((one) => [...one.childNodes]);
    others.forEach((one) => one.replaceChildren());
    const said = await axe.run({resultTypes: ["violations"], preload: false});
    others.forEach((one, k) => one.replaceChildren(...kept[k]));
    const undecided = said.incomplete.filter((one) => one.nodes.some((node) =>
        node.any.some((check) => check.data?.messageKey === "bgOverlap")));
    return [...said.violations, ...undecided].filter((one) => /serious|critical/.test(one.impact));
}"""
WHERE = """() => [Reveal.getSlidePastCount() + 1, Reveal.getIndices().f,
    Reveal.isLastSlide() && !Reveal.availableFragments().next]"""
# What axe finds is quoted with its attributes, where pictures stand as text: they are left out.
# Where Reveal's backgrounds lie below a slide, axe does not decide on contrasts.
PREPARE = """() => {
    document.querySelectorAll("img").forEach((one) => { one.src = "data:,"; });
    document.querySelector(".backgrounds").style.display = "none";
}"""


@pytest.fixture(scope="module", params=NOTEBOOKS)
def built(request):
    """Return where the deck of a notebook is."""
    write(NOTEBOOKS[request.param], None)
    return SLIDES / f"{request.param}.html"


@pytest.fixture(scope="module")
def example():
    """Return where the deck of the a/b example is."""
    (path,) = chosen("02")
    write(path, None)
    return SLIDES / f"{path.stem}.html"


class Show:
    """A deck that is shown."""

    def __init__(self, chromium, deck, size=SIZES[0]):
        self.context = chromium.new_context(
            viewport=dict(zip(("width", "height"), size, strict=True)), offline=True
        )
        self.page = self.context.new_page()
        self.requests, self.complaints = [], []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(deck.resolve().as_uri())
        self.page.wait_for_function("window.Reveal && Reveal.isReady()")
        self.page.add_script_tag(path=Path(__file__).with_name("deck.js"))
        self.page.evaluate("document.fonts.ready")

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.context.close()

    def states(self):
        """Go through all slides and clicks as a clicker does; yield each place."""
        while True:
            *where, end = self.page.evaluate(WHERE)
            yield tuple(where)
            if end:
                return
            self.page.evaluate(NEXT)

    def slides(self):
        """Go through all slides, each with all that it shows at the end; yield each place."""
        for where in self.states():
            if not self.page.evaluate("Reveal.availableFragments().next"):
                yield where

    def prepare_axe(self):
        self.page.evaluate(PREPARE)
        self.page.evaluate(Axe().axe_script)

    def state(self):
        return self.page.evaluate("deckTest.state()")


def faults_of(state, size):
    """Yield what is wrong with a state of a slide."""
    yield from (("sticks out", name) for name in state["overflowing"])
    yield from ((f"{px:.1f} px", name) for px, name in state["texts"] if px < LEAST)
    if state["words"] <= 2:
        yield "empty", ""
    if state["question"] == "told too early":
        yield state["question"], ""
    for picture in state["pictures"]:
        alt = picture["alt"]
        if not picture["complete"] or not alt.strip():
            yield "not there, or without words", alt
        drawn = picture["drawn"] or picture["file"]
        needed = picture["shown"] * PROJECTOR / SIZES[0][0]
        if size == SIZES[0] and drawn > 600 and picture["file"] < 0.95 * needed:
            yield "not sharp", alt


def test_each_slide_is_whole_legible_and_sharp(chromium, built):
    asked = 0
    for size in SIZES:
        with Show(chromium, built, size) as show:
            states = show.states() if size == SIZES[0] else show.slides()
            found = []
            for where in states:
                state = show.state()
                found += [(where, *fault) for fault in faults_of(state, size)]
                asked += state["question"] == "asked"
            assert not found, "\n".join(map(str, found))
            assert show.requests == [built.resolve().as_uri()]
            assert show.complaints == []
            questions = show.page.evaluate(QUESTIONS)
    assert asked == questions


def test_axe_finds_nothing_serious_and_the_speaker_has_notes(chromium, built):
    found = {}
    with Show(chromium, built) as show:
        count = show.page.evaluate("Reveal.getTotalSlides()")
        assert show.page.locator("aside.notes").count() == count
        show.prepare_axe()
        for number, _ in show.slides():
            for one in show.page.evaluate(AXE):
                found.setdefault(one["id"], (number, one["nodes"][0]["html"][:200]))
        levels = show.page.eval_on_selector_all(
            "h1, h2, h3, h4", "all => all.map((one) => Number(one.tagName[1]))"
        )
    assert found == {}
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert built.stat().st_size <= MOST_BYTES
    assert built.stem[:2] == "00" or 15 <= count <= 40


def test_axe_would_find_pale_text_and_a_picture_without_words(chromium, example):
    with Show(chromium, example) as show:
        show.prepare_axe()
        assert show.page.evaluate(AXE) == []
        show.page.add_style_tag(content=".slide h1 { color: #ccc; }")
        show.page.evaluate("document.querySelector('img').removeAttribute('alt')")
        assert {one["id"] for one in show.page.evaluate(AXE)} == {"color-contrast", "image-alt"}
        assert show.page.locator("section.future .slide").count() > 10  # all are there again


def test_steps_go_forward_and_back(chromium, example):
    with Show(chromium, example) as show:
        first = "section.present:not(.stack) .pictures img[alt^='Step 1 of 6']:visible"
        for _ in range(100):
            if show.page.locator(first).count():
                break
            show.page.keyboard.press("PageDown")
        shown = show.page.locator("section.present:not(.stack) .captions .step:visible")
        sums = ["1", "1", "1.5", "1.625", "0.75", "0.25"]
        seen = []
        for k in range(6):
            assert shown.count() == 1
            seen.append(shown.locator("b").last.inner_text())
            picture = show.page.locator("section.present:not(.stack) .pictures img:visible")
            assert picture.get_attribute("alt").startswith(f"Step {k + 1} of 6")
            show.page.keyboard.press("PageDown")
        assert seen == sums
        for value in [*reversed(sums)]:
            show.page.keyboard.press("PageUp")
            assert shown.locator("b").last.inner_text() == value


def test_the_speaker_sees_the_notes(chromium, example):
    with Show(chromium, example) as show:
        with show.context.expect_page() as opened:
            show.page.keyboard.press("s")
        notes = opened.value.locator(".speaker-controls-notes .value")
        notes.wait_for()
        assert re.search(r"\d min", notes.inner_text())


def text_of(page):
    return re.sub(r"\s+", " ", page.get_textpage().get_text_range())


def assert_each_slide_is_a_page(chromium, deck, paper):
    """Every slide is printed with its last state, and can be found by its title."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf(chromium, deck, paper)))
    with Show(chromium, deck) as show:
        titles = show.page.locator(".slide > h1, .slide > h2").all_text_contents()
        answers = show.page.locator(".question .answer b").all_text_contents()
    pages = [text_of(page) for page in document]
    across, down = (side * 72 / 25.4 for side in PAPERS[paper])
    assert [mark.get_title() for mark in document.get_toc()] == titles
    assert document[0].get_size() == pytest.approx((across, down), abs=1.5)
    assert all(title.split()[0] in page for title, page in zip(titles, pages, strict=True))
    assert all(answer in " ".join(pages) for answer in answers)


def test_a_handout_has_each_slide_with_its_last_state(chromium, built):
    assert_each_slide_is_a_page(chromium, built, "a4")


def test_a_handout_fits_the_other_paper(chromium, example):
    assert_each_slide_is_a_page(chromium, example, "letter")


def test_a_deck_tells_nothing_of_the_machine(built):
    html = built.read_text(encoding="utf-8")
    assert str(Path.home()) not in html or Path.home() == Path("/")
    assert not re.search(r'(src|href)="(?!data:|#|")', html.split("<script>")[0])
