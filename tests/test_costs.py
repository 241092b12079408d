"""The cost of a convolution: counted as it should be, and measured at all."""

from helpers.drawing import charts


def test_each_size_is_measured_both_ways():
    found = charts.measure((3, 5), side=16)
    assert len(found) == 2
    assert all(time > 0 for pair in found for time in pair)


def test_the_chart_says_what_it_counts(monkeypatch):
    monkeypatch.setattr(charts, "measure", lambda sizes: [(1.0, 0.5), (40.0, 3.25)])
    alt = charts.show_costs((3, 31)).alt
    assert "at k = 31: 961 in one piece, 62 as column and row" in alt
    assert alt.endswith("40 in one piece, 3.2 as column and row.")
