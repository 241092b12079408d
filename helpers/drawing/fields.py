"""The cone of inputs that one output of several layers sees."""

from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D

from helpers.drawing.canvas import KeptFigure
from helpers.drawing.style import CONTEXT, INPUT, KERNEL, OUTPUT
from helpers.models.fields import positions_on_page, ways


class FieldPicture(KeptFigure):
    """Rows of places, the input below and one output above, with a line for each weight used."""

    width, height = 800, 250

    def _lay_out(self, figure):
        ax = figure.add_axes((0.01, 0.03, 0.98, 0.94))
        ax.set(xlim=(-1, 1), ylim=(-0.35, 1.3))
        ax.set_axis_off()

    def png(self, layers):
        """Return the picture, a PNG, for layers as in `helpers.models.fields.receptive_field`."""
        rows, places = ways(layers), positions_on_page(layers)
        middle, reach = places[0][0], max(places[0][0], 1) * 1.06
        heights = [1 - row / len(layers) for row in range(len(rows))]
        most = max(rows[-1].values())

        def x(row, place):
            offset, step = places[row]
            return (offset + place * step - middle) / reach

        segments = []
        for row, (weights, stride, dilation) in enumerate(reversed(layers)):
            for place in rows[row]:
                for k in range(weights):
                    below = place * stride + k * dilation
                    segments.append(
                        [(x(row, place), heights[row]), (x(row + 1, below), heights[row + 1])]
                    )
        artists = [LineCollection(segments, colors=KERNEL.colour, linewidths=1.2)]
        for row, counts in enumerate(rows):
            role = OUTPUT if row == 0 else INPUT if row == len(rows) - 1 else None
            look = {"color": CONTEXT, "marker": "o"}
            if role:
                look = {"color": role.colour, "marker": role.marker}
            for place, count in counts.items():
                size = 7 + 7 * (count / most if role is INPUT else 0.3)
                artists.append(Line2D([x(row, place)], [heights[row]], markersize=size, **look))
        return self.draw(artists)
