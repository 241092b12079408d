"""Slides and pages, made from the notebooks.

`executed` runs a notebook and keeps every frame of its interactives, as `offline` tells it;
`contents` turns cells into pieces of HTML; `deck` and `page` put these together, in `templates`,
with what `assets` fetches; `pdf` prints decks, and `guide` reads the notes for instructors.
"""
