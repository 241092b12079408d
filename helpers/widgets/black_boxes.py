"""Six functions without labels, and three questions; whoever reads on sees the answers."""

import ipywidgets as widgets
import numpy as np

from helpers.check import Verdict, Verdicts, keep_answer
from helpers.data.signals import bright_pixel, letter
from helpers.drawing.captions import in_rows
from helpers.drawing.images import panel
from helpers.operations import convolve, correlate
from helpers.widgets.controls import menu, row, toggles
from helpers.widgets.player import Explorer, Interactive, Words, way

PRINTS = {
    "convolution": "as it stands",
    "correlation": "turned by 180°",
    "left-right": "mirrored left–right",
    "upside down": "upside down",
    "transposed": "with rows and columns exchanged",
}
NAMES = (*PRINTS, "does not add up", "does not move along")
QUESTIONS = ("What does one bright pixel print?", "Does it move along?", "Does it add up?")


def _largest(image, kernel):
    """Take the largest product where a convolution takes the sum."""
    rows, columns = (side // 2 for side in kernel.shape)
    padded = np.pad(image, ((rows, rows), (columns, columns)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)
    return (windows * np.flip(kernel)).max(axis=(2, 3))


def _by_place(image, kernel):
    """Convolve what lies in the left half, correlate what lies right of it."""
    right = np.arange(image.shape[1]) > image.shape[1] // 2
    return convolve(image * ~right, kernel, "same") + correlate(image * right, kernel, "same")


SECRETS = {
    1: ("correlation", lambda image, kernel: correlate(image, kernel, "same")),
    2: ("does not move along", _by_place),
    3: ("convolution", lambda image, kernel: convolve(image, kernel, "same")),
    4: ("transposed", lambda image, kernel: convolve(image, kernel.T, "same")),
    5: ("does not add up", _largest),
    6: ("left-right", lambda image, kernel: convolve(image, kernel[:, ::-1], "same")),
}


def boxes():
    """Return the six functions by their numbers; each takes an image and a kernel of odd sides."""
    return {number: function for number, (_, function) in SECRETS.items()}


def check(names, *, keep=True):
    """Check what somebody found out about the boxes, and return the verdicts.

    Parameters
    ----------
    names, keep : dict of int to str, and bool
        For each box one of `NAMES`, or None while there is no answer; whether they are recorded.
    """
    verdicts = Verdicts(_judge(number, name) for number, name in names.items())
    for verdict, name in zip(verdicts, names.values(), strict=True) if keep else ():
        keep_answer(verdict, f"06/{verdict.name}", value=name)
    return verdicts


def _judge(number, name):
    box, (right, _) = f"box {number}", SECRETS[number]
    if name is None:
        return Verdict(box, None, None, ("There is no name yet.",))
    if name == right:
        return Verdict(box, True, None, ("That is what it does.",))
    if right not in PRINTS:
        mistake = "adds_up" if right == "does not add up" else "moves_along"
    elif name not in PRINTS:
        mistake = "is_convolution"
    else:
        mistake = "flip" if {name, right} == {"convolution", "correlation"} else "orientation"
    said = Words("box", name=name, lies=PRINTS.get(name))
    return Verdict(box, False, mistake, tuple(said[mistake.replace("flip", "orientation")]))


def explore_boxes():
    """Return an explorer of the boxes by what a pixel prints, moving along and adding up."""
    kernel, one = letter("F"), bright_pixel(9)
    other = np.roll(one, 2, axis=1)

    def draw(box, question):
        _, function = SECRETS[box]
        output = function(one, kernel)
        if question == QUESTIONS[0]:
            shown = {"input": one, f"box {box} prints": output}
            return _grids(shown, 1), f"Box {box} prints {in_rows(output[2:7, 2:7])}."
        if question == QUESTIONS[1]:
            expected, given = np.roll(output, 2, axis=1), other
            what = "the print of before, moved along"
        else:
            expected, given = output + function(other, kernel), one + other
            what = "sum of the two prints"
        output = function(given, kernel)
        differ = int(np.sum(output != expected))
        said = f"differ in {differ} of 81 pixels" if differ else "agree in all pixels"
        words = f"Box {box}: the output, and the {what.removeprefix('the ')}, {said}."
        return _grids({"input": given, f"box {box} gives": output, what: expected}, 2), words

    controls = {
        "box": toggles(SECRETS, description="box:"),
        "question": menu(QUESTIONS, "question:", 330, 70),
    }
    controls["box"].style.button_width = "36px"
    tour = {asked: way("box {box}", {"question": asked}, box=SECRETS) for asked in QUESTIONS}
    return Explorer(controls, draw, tour)


def _grids(images, most):
    """Return small images as panels, black for 0 and white for `most`; all rows are in words."""
    return [
        panel(255 * image / most, name, f"{name}, 9 rows: {in_rows(image)}.", width=198)
        for name, image in images.items()
    ]


class Naming(Interactive):
    """A menu of names for each box; each choice is checked at once, and may be mended."""

    def __init__(self):
        self.menus = {number: menu(["…", *NAMES], f"box {number}:", 270) for number in SECRETS}
        self.verdicts = widgets.HTML()
        for number, names in self.menus.items():
            names.observe(lambda change, number=number: self._judge(number), "value")
        super().__init__([row(*self.menus.values()), self.verdicts])

    def _judge(self, number):
        name = self.menus[number].value
        verdict = check({number: None if name == "…" else name})
        right = sum(bool(check({n: m.value}, keep=False)) for n, m in self.menus.items())
        said = verdict._repr_html_()
        self.verdicts.value = f'<div role="status">{said}<p>{right} of 6 are right.</p></div>'

    def still(self):
        """Return the names that there are."""
        plain = f"For each of the boxes 1 to 6 one of: {'; '.join(NAMES)}."
        return f"<p>{plain}</p>", plain


name_boxes = Naming
