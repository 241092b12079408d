"""Steps and results as pictures, with their words."""

from helpers.drawing.costs import show_costs
from helpers.drawing.dice import show_dice
from helpers.drawing.edges import show_edges, show_score
from helpers.drawing.error_chart import show_errors
from helpers.drawing.layer_pictures import show_channels, show_matrix
from helpers.drawing.learning_figures import show_growth
from helpers.drawing.panels import show_images
from helpers.drawing.pictures import show_gaussian, show_grids, show_letters, show_stems

__all__ = [
    "show_channels",
    "show_costs",
    "show_dice",
    "show_edges",
    "show_errors",
    "show_gaussian",
    "show_grids",
    "show_growth",
    "show_images",
    "show_letters",
    "show_matrix",
    "show_score",
    "show_stems",
]
