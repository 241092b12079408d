"""What a learner moves, types into and answers."""

from helpers.widgets.bright_pixel import explore_bright_pixel
from helpers.widgets.explorers import (
    explore_blur,
    explore_borders,
    explore_gaussian,
    explore_series,
    explore_window,
)
from helpers.widgets.filter_explorers import explore_filters
from helpers.widgets.image_stepper import ImageStepper
from helpers.widgets.kernel_learner import KernelLearner
from helpers.widgets.layer_explorers import explore_positions
from helpers.widgets.locality_explorers import explore_pairs, explore_pixel, explore_weights
from helpers.widgets.own_picture import OwnPicture
from helpers.widgets.predictions import predict
from helpers.widgets.stepper import Stepper
from helpers.widgets.tables import ProductTable
from helpers.widgets.templates import explore_templates
from helpers.widgets.training import show_bars, train_on_bars

__all__ = [
    "ImageStepper",
    "KernelLearner",
    "OwnPicture",
    "ProductTable",
    "Stepper",
    "explore_blur",
    "explore_borders",
    "explore_bright_pixel",
    "explore_filters",
    "explore_gaussian",
    "explore_pairs",
    "explore_pixel",
    "explore_positions",
    "explore_series",
    "explore_templates",
    "explore_weights",
    "explore_window",
    "predict",
    "show_bars",
    "train_on_bars",
]
