"""The reading pages in a real browser, without a kernel and with the network off."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from publishing.files import chosen
from publishing.page import PAGES, page, page_name
from rebuild import replace

NOTEBOOKS = {path.stem: path for path in chosen()}
NAMES = {page_name(stem) for stem in NOTEBOOKS}
SERIOUS = """() => {
    document.querySelectorAll("img").forEach((one) => { one.src = "data:,"; });  // it quotes them
    return axe.run({resultTypes: ["violations"], preload: false}).then((said) =>
        said.violations.filter((one) => /serious|critical/.test(one.impact))
            .map((one) => [one.id, one.nodes[0].html.slice(0, 200)]));
}"""
TOO_WIDE = """() => [...document.querySelectorAll("main > *")]
    .filter((one) => one.getBoundingClientRect().right > window.innerWidth + 1)
    .map((one) => one.outerHTML.slice(0, 99))"""


def write(stem):
    """Write a page; return where it is."""
    PAGES.mkdir(parents=True, exist_ok=True)
    place = PAGES / page_name(stem)
    replace(place, page(NOTEBOOKS[stem]))
    return place


@pytest.fixture(scope="module", params=NOTEBOOKS)
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
    here.evaluate("document.fonts.ready.then(() => null)")
    yield here
    assert set(here.asked) == {built.resolve().as_uri()}
    assert here.complaints == []
    context.close()


def test_it_asks_for_nothing_that_it_does_not_have(opened, built):
    html, said = built.read_text(encoding="utf-8"), opened.locator("main").inner_text()
    assert str(Path(__file__).parents[1]) not in html
    assert "# Solution" not in said
    assert "nstructors" not in said
    for target in opened.eval_on_selector_all("a", "all => all.map((a) => a.getAttribute('href'))"):
        if not re.match("https?:", target):
            name, _, anchor = target.partition("#")
            assert not name or name in NAMES, target
            if anchor and not name:
                assert opened.locator(f"[id='{anchor}']").count() == 1, target


def test_questions_are_judged_and_lift_their_veils_and_answers_stay(opened):
    assert opened.locator(".veil[open]").count() == 0
    for question in opened.locator(".question").all():
        assert question.locator("input[data-right]").count() == 1
        for option in question.locator("input").all():
            option.check()
            verdict = question.locator(".verdict").inner_text()
            right = option.get_attribute("data-right")
            assert verdict.startswith("Yes. " if right else "No. ")
            assert verdict.endswith(option.get_attribute("data-why"))
    before = opened.locator(".verdict").all_inner_texts()
    opened.reload()
    assert opened.locator(".verdict").all_inner_texts() == before
    assert opened.locator(".question input:checked").count() == len(before)
    assert opened.locator(".veil:not([open])").count() == 0


def test_steppers_step_without_a_kernel(opened, built):
    for player in opened.locator("[data-views]").all():
        slider, caption = player.locator("input"), player.locator(".caption")
        previous, following = (
            player.get_by_text(text, exact=True) for text in ("◀ Previous", "Next ▶")
        )
        most = slider.get_attribute("max")

        def shown(player=player, caption=caption):
            alts = player.locator("img").evaluate_all("all => all.map((one) => one.alt)")
            return alts, caption.inner_html()

        first = shown()
        assert previous.is_disabled()
        following.click()
        second = shown()
        assert second != first
        slider.press("End")
        assert following.is_disabled()
        assert slider.input_value() == most != "0"
        slider.press("Home")
        assert shown() == first
        player.locator("img").first.click()
        opened.keyboard.press("ArrowRight")
        assert shown() == second
        previous.click()
        for choice in player.get_by_role("group").get_by_role("button").all()[1::-1]:
            choice.click()
            assert choice.get_attribute("aria-pressed") == "true"
        assert shown() == first


def test_it_can_be_read_by_everybody(opened):
    pictures = opened.eval_on_selector_all(
        "img", "all => all.map((one) => [one.alt.trim(), one.naturalWidth])"
    )
    assert all(alt and width for alt, width in pictures)
    for width in (500, 1100):
        opened.set_viewport_size({"width": width, "height": 900})
        assert opened.evaluate(TOO_WIDE) == []
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
    opened.evaluate(Axe().axe_script)
    assert opened.evaluate(SERIOUS) == []


@pytest.fixture(scope="module")
def example(chromium):
    """Return the page of the a/b example in the browser."""
    here = chromium.new_page()
    here.goto(write("02_convolution_1d").resolve().as_uri())
    yield here
    here.close()


def test_play_runs_to_the_end(example):
    player = example.locator("[data-views]:visible").first
    slider, label = player.locator("input"), player.locator("output")
    slider.press("End")
    last = label.inner_text()
    slider.press("ArrowLeft")
    player.get_by_role("button", name="Play").click()
    assert player.get_by_text("❚❚ Pause", exact=True).is_visible()
    player.get_by_text("▶ Play", exact=True).wait_for(timeout=10_000)
    assert label.inner_text() == last


def test_a_stepper_of_the_correlation_opens_as_one(example):
    pressed = example.locator("[data-views] [aria-pressed=true]").all_inner_texts()
    assert {"convolution", "correlation"} <= set(pressed)


def test_an_answer_that_cannot_be_kept_is_judged_all_the_same(chromium):
    here = chromium.new_page()
    here.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw 1; }})")
    here.goto(write("02_convolution_1d").resolve().as_uri())
    question = here.locator(".question").first
    question.locator("input[data-right]").check()
    assert question.locator(".verdict").inner_text().startswith("Yes. ")
    here.close()
