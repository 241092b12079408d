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
IN_PICTURES = 16  # pixels of text in pictures, as far as it is known
IN_STEPS = 11  # of a sum in a small cell: the sentence below has it, too
MOST_BARE = 4  # slides of a deck, after a picture that is too wide to stand with them
# What may be told without a picture, formula, table or code on the slide.
TOLD = re.compile("Warm up|Find the slip|Summary|Exercises")
NOTEBOOKS = {path.stem: path for path in chosen()}
QUESTIONS = "document.querySelectorAll('.question').length"
# As it is printed, a deck shows all its slides at once, with all that their clicks have shown. Axe
# quotes what it finds with its attributes, where pictures stand as text: they are left out. Where
# Reveal's backgrounds lie below a slide, it does not decide on contrasts.
AXE = """async () => {
    document.querySelectorAll("img").forEach((one) => { one.src = "data:,"; });
    document.querySelectorAll(".slide-background").forEach((one) => one.remove());
    document.querySelectorAll("section").forEach((one) => {
        one.removeAttribute("aria-hidden");
        one.removeAttribute("hidden");
    });
    const said = await axe.run({resultTypes: ["violations"], preload: false});
    const undecided = said.incomplete.filter((one) => one.nodes.some((node) =>
        node.any.some((check) => check.data?.messageKey === "bgOverlap")));
    return [...said.violations, ...undecided].filter((one) => /serious|critical/.test(one.impact))
        .map((one) => [one.id, one.nodes.map((node) => node.html.slice(0, 200))]);
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
    """A deck that is shown, on 1280 by 720 pixels at first."""

    def __init__(self, chromium, deck, printed=False):
        self.context = chromium.new_context(offline=True)
        self.page = self.context.new_page()
        self.requests, self.complaints = [], []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(deck.resolve().as_uri() + "?print-pdf" * printed)
        self.page.wait_for_function("window.Reveal && Reveal.isReady()")
        if printed:
            self.page.wait_for_function("document.querySelectorAll('.pdf-page').length > 0")
            self.page.evaluate(Axe().axe_script)
        self.page.add_script_tag(path=Path(__file__).with_name("deck.js"))
        self.page.evaluate("document.fonts.ready")

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.context.close()

    def states(self, size, which):
        """Return what is shown in such a window, after each click or at the end of each slide."""
        width, height = size
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.wait_for_function("width => innerWidth === width", arg=width)
        return self.page.evaluate(f"deckTest.{which}()")

    def axe(self):
        """Return what axe finds serious on a deck as it is printed; its pictures are gone then."""
        return self.page.evaluate(AXE)


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
        least = IN_STEPS if alt.startswith("Step ") else IN_PICTURES
        if size == SIZES[0] and 0 < picture["text"] < least:
            yield f"{picture['text']:.1f} px", alt
        drawn = picture["drawn"] or picture["file"]
        needed = picture["shown"] * PROJECTOR / SIZES[0][0]
        if size == SIZES[0] and drawn > 600 and picture["file"] < 0.95 * needed:
            yield "not sharp", alt


def bare(states):
    """Yield the titles of slides of nothing but text that speak of a picture shown before them."""
    pictured = set()
    for state in states:
        if state["pictures"]:
            pictured.add(state["title"])
        elif not state["seen"] and state["title"] in pictured and not TOLD.match(state["title"]):
            yield state["title"]


def test_each_slide_is_whole_legible_sharp_and_open_to_everybody(chromium, built):
    found = []
    with Show(chromium, built) as show:
        count = show.page.evaluate("Reveal.getTotalSlides()")
        assert show.page.locator("aside.notes").count() == count
        levels = show.page.eval_on_selector_all(
            "h1, h2, h3, h4", "all => all.map((one) => Number(one.tagName[1]))"
        )
        for size, which in zip(SIZES, ("states", "ends"), strict=True):
            states = show.states(size, which)
            for state in states:
                found += [(size, state["title"], *fault) for fault in faults_of(state, size)]
            asked = [state["question"] for state in states].count("asked")
            assert asked == (show.page.evaluate(QUESTIONS) if which == "states" else 0)
        assert len(states) == count
        assert len(list(bare(states))) <= MOST_BARE
        assert not found, "\n".join(map(str, found))
        assert show.requests == [built.resolve().as_uri()]
        assert show.complaints == []
    with Show(chromium, built, printed=True) as show:
        assert show.page.locator(".pdf-page").count() == count
        assert show.axe() == []
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert built.stem[:2] == "00" or 15 <= count <= 40
    assert built.stat().st_size <= MOST_BYTES
    html = built.read_text(encoding="utf-8")
    assert str(Path.home()) not in html or Path.home() == Path("/")
    assert not re.search(r'(src|href)="(?!data:|#|")', html.split("<script>")[0])


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


@pytest.mark.parametrize("paper", PAPERS)
def test_a_handout_has_each_slide_with_its_last_state(chromium, example, paper):
    """Every slide is a page, and can be found by its title."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf(chromium, example, paper)))
    with Show(chromium, example) as show:
        titles = show.page.locator(".slide > h1, .slide > h2").all_text_contents()
        answers = show.page.locator(".question .answer b").all_text_contents()
    pages = [text_of(page) for page in document]
    across, down = (side * 72 / 25.4 for side in PAPERS[paper])
    assert [mark.get_title() for mark in document.get_toc()] == titles
    assert document[0].get_size() == pytest.approx((across, down), abs=1.5)
    assert all(title.split()[0] in page for title, page in zip(titles, pages, strict=True))
    assert all(answer in " ".join(pages) for answer in answers)
