"""What a learner moves, types into and answers; every `explore_…` in this room is found."""

from importlib import import_module
from pkgutil import iter_modules

from helpers.widgets.black_boxes import name_boxes
from helpers.widgets.filtering import open_pixel
from helpers.widgets.layers import KernelLearner, train_on_edges
from helpers.widgets.own_picture import OwnPicture, try_on
from helpers.widgets.predictions import after, predict, then_and_now
from helpers.widgets.sound import hear
from helpers.widgets.stamps import ProductTable, lay_copies, read_columns, stamp_image
from helpers.widgets.stepper import ImageStepper, Stepper

for _found in iter_modules(__path__):
    _names = vars(import_module(f"{__name__}.{_found.name}"))
    globals().update({name: _names[name] for name in _names if name.startswith("explore_")})

__all__ = [
    "ImageStepper", "KernelLearner", "OwnPicture", "ProductTable", "Stepper", "after", "hear",
    "lay_copies", "name_boxes", "open_pixel", "predict", "read_columns", "stamp_image",
    "then_and_now", "train_on_edges", "try_on",
    *(name for name in globals() if name.startswith("explore_")),
]  # fmt: skip
