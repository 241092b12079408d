"""Steps and results as pictures, with their words."""

from helpers.drawing.arrays import show_channels, show_grids, show_growth, show_letters, show_matrix
from helpers.drawing.charts import show_costs, show_dice, show_errors, show_gaussian
from helpers.drawing.images import show_edges, show_images, show_score
from helpers.drawing.stems import show_stems
