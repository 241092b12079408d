"""The reading pages in a real browser, without a kernel and with the network off."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from publishing.files import chosen
from publishing.guide import GUIDE
from publishing.page import PAGES, page, page_name
from rebuild import replace

SOURCES = {page_name(path.stem): path for path in [*chosen(), GUIDE]}
SERIOUS = """() => axe.run({resultTypes: ["violations"]}).then((said) =>
    said.violations.filter((one) => /serious|critical/.test(one.impact))
        .map((one) => [one.id, one.nodes[0].html.slice(0, 200)]))"""
TOO_WIDE = """() => [...document.querySelectorAll("main > *")]
    .filter((one) => one.getBoundingClientRect().right > window.innerWidth + 1)
    .map((one) => one.outerHTML.slice(0, 99))"""


def write(name):
    """Write a page; return where it is."""
    PAGES.mkdir(parents=True, exist_ok=True)
    replace(PAGES / name, page(SOURCES[name]))
    return PAGES / name


@pytest.fixture(scope="module", params=SOURCES)
def built(request):
    """Return where a page is."""
    return write(request.param)


@pytest.fixture(scope="module")
def opened(chromium, built):
    """Return the page in the browser, and what it has asked for and complained of."""
    context = chromium.new_context(viewport={"width": 1100, "height": 900}, offline=True)
    here = context.new_page()
    here.asked, here.complaints = [], []
    here.on("request", lambda request: here.asked.append(request.url))
    here.on("console", lambda message: here.complaints.append(message.text))
    here.on("pageerror", lambda error: here.complaints.append(str(error)))
    here.goto(built.resolve().as_uri())
    yield here
    assert here.asked == [built.resolve().as_uri()]
    assert here.complaints == []
    context.close()


def players(opened):
    return opened.locator("[data-views]").all()


def test_axe_finds_nothing_serious(opened):
    opened.evaluate(Axe().axe_script)
    assert opened.evaluate(SERIOUS) == []


def test_every_picture_is_there_and_has_words(opened):
    pictures = opened.eval_on_selector_all(
        "img", "all => all.map((one) => [one.alt.trim(), one.naturalWidth])"
    )
    assert all(alt and width for alt, width in pictures)


@pytest.mark.parametrize("width", [1100, 500])
def test_nothing_is_wider_than_the_window(opened, width):
    opened.set_viewport_size({"width": width, "height": 900})
    assert opened.evaluate(TOO_WIDE) == []
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    opened.set_viewport_size({"width": 1100, "height": 900})


def test_steppers_step_without_a_kernel(opened, built):
    found = players(opened)
    assert found or built.stem[:2] in ("in", "fo")  # the index, the guide
    for player in found:
        slider, caption = player.locator("input"), player.locator(".caption")
        previous, following = (player.get_by_text(text, exact=True) for text in
                               ("◀ Previous", "Next ▶"))  # fmt: skip
        most = int(slider.get_attribute("max"))
        assert most > 0

        def shown(player=player, caption=caption):
            alts = [image.get_attribute("alt") for image in player.locator("img").all()]
            return alts, caption.inner_html()

        first = shown()
        assert previous.is_disabled()
        following.click()
        second = shown()
        assert second != first
        slider.press("End")
        assert following.is_disabled()
        assert slider.input_value() == str(most)
        slider.press("Home")
        assert shown() == first
        slider.press("ArrowRight")
        assert shown() == second
        previous.click()
        assert shown() == first
        choices = player.get_by_role("group").get_by_role("button")
        for choice in choices.all()[1:2]:
            choice.click()
            assert choice.get_attribute("aria-pressed") == "true"
            assert shown() != first or int(slider.get_attribute("max")) == most
            choices.first.click()
            assert shown() == first


def test_play_runs_to_the_end(chromium):
    here = chromium.new_page()
    here.goto(write("02_convolution_1d.html").resolve().as_uri())
    player = here.locator("[data-views]").first
    slider, label = player.locator("input"), player.locator("output")
    slider.press("End")
    slider.press("ArrowLeft")
    player.get_by_role("button", name="Play").click()
    assert player.get_by_text("❚❚ Pause", exact=True).is_visible()
    player.get_by_text("▶ Play", exact=True).wait_for(timeout=10_000)
    assert label.inner_text() == "n = 5"
    here.close()


def test_questions_say_what_an_answer_would_be_right_for(opened, built):
    for question in opened.locator(".question").all():
        for option in question.locator("input").all():
            option.check()
            verdict = question.get_by_role("status").inner_text()
            right = option.get_attribute("data-right")
            assert verdict.startswith("Yes. " if right else "No. ")
            assert verdict.endswith(option.get_attribute("data-why"))
        assert question.locator("input[data-right]").count() == 1


def test_every_link_leads_to_a_page(opened):
    anchors = opened.eval_on_selector_all("a", "all => all.map((one) => one.getAttribute('href'))")
    for target in anchors:
        if not re.match("https?:", target):
            name, _, anchor = target.partition("#")
            assert not name or name in SOURCES, target
            if anchor and not name:
                assert opened.locator(f"[id='{anchor}']").count() == 1, target


def test_solutions_are_folded(opened, built):
    for solution in opened.locator("details.solution").all():
        assert not solution.locator(".code").first.is_visible()


def test_a_page_tells_nothing_of_the_machine(built):
    html = built.read_text(encoding="utf-8")
    assert str(Path(__file__).parents[1]) not in html
