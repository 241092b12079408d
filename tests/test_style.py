"""One colour and one marker for each role, seen and read by everybody."""

import threading

import matplotlib
import numpy as np
from matplotlib.colors import to_rgb

from helpers.drawing.style import ROLES, course_style, use


def luminance(colour):
    parts = np.array(to_rgb(colour))
    linear = np.where(parts <= 0.03928, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def contrast_on_white(colour):
    return 1.05 / (luminance(colour) + 0.05)


def test_the_colours_can_be_seen_and_their_inks_be_read():
    for role in ROLES:
        assert contrast_on_white(role.colour) >= 2.99
        assert contrast_on_white(role.ink) >= 4.5
    assert len({role.marker for role in ROLES}) == len(ROLES)


def test_the_style_file_and_the_roles_name_the_same_colours():
    with course_style():
        cycle = matplotlib.rcParams["axes.prop_cycle"].by_key()
    assert cycle["color"] == [role.colour for role in ROLES]
    assert cycle["marker"] == [role.marker for role in ROLES]


def test_the_style_ends_with_its_block_unless_it_is_used():
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        before = dict(matplotlib.rcParams)
        with course_style():
            inside = dict(matplotlib.rcParams)
        assert dict(matplotlib.rcParams) == before != inside
        use()
        assert dict(matplotlib.rcParams) == inside


def test_two_threads_draw_one_after_the_other():
    """A widget is answered while a cell runs: neither may end the style of the other."""
    inside, seen, begun = threading.Event(), [], threading.Event()

    def draw():
        begun.set()
        with course_style():
            seen.append(inside.is_set())

    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        before = dict(matplotlib.rcParams)
        other = threading.Thread(target=draw)
        with course_style(), course_style():
            other.start()
            assert begun.wait(10)
            other.join(0.2)
            assert not seen
            inside.set()
        other.join(10)
        assert seen == [True]
        assert dict(matplotlib.rcParams) == before
