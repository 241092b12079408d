"""What a learner moves, types into and answers."""

from helpers.widgets.black_boxes import explore_boxes, name_boxes
from helpers.widgets.bright_pixel import explore_bright_pixel
from helpers.widgets.carried import explore_carried
from helpers.widgets.dice import explore_dice
from helpers.widgets.fields import explore_fields
from helpers.widgets.filtering import explore_filters
from helpers.widgets.finding import explore_templates
from helpers.widgets.image_stepper import ImageStepper
from helpers.widgets.kernel_learner import KernelLearner
from helpers.widgets.likeness import explore_pairs, explore_pixel, explore_weights
from helpers.widgets.open_pixel import open_pixel
from helpers.widgets.own_picture import OwnPicture
from helpers.widgets.patterns import explore_patterns
from helpers.widgets.positions import explore_positions
from helpers.widgets.predictions import predict
from helpers.widgets.product_table import ProductTable
from helpers.widgets.smoothing import (
    explore_blur,
    explore_borders,
    explore_gaussian,
    explore_series,
    explore_window,
)
from helpers.widgets.sound import hear
from helpers.widgets.stamps import lay_copies, read_columns, stamp_image
from helpers.widgets.stepper import Stepper
from helpers.widgets.then_and_now import then_and_now
from helpers.widgets.training import train_on_edges
from helpers.widgets.try_on import try_on
from helpers.widgets.veil import after

__all__ = [
    "ImageStepper",
    "KernelLearner",
    "OwnPicture",
    "ProductTable",
    "Stepper",
    "after",
    "explore_blur",
    "explore_borders",
    "explore_boxes",
    "explore_bright_pixel",
    "explore_carried",
    "explore_dice",
    "explore_fields",
    "explore_filters",
    "explore_gaussian",
    "explore_pairs",
    "explore_patterns",
    "explore_pixel",
    "explore_positions",
    "explore_series",
    "explore_templates",
    "explore_weights",
    "explore_window",
    "hear",
    "lay_copies",
    "name_boxes",
    "open_pixel",
    "predict",
    "read_columns",
    "stamp_image",
    "then_and_now",
    "train_on_edges",
    "try_on",
]
