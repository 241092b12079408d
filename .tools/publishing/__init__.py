"""Slides and pages, made from the notebooks.

`executed` runs a notebook and keeps every frame of its interactives; `contents` turns cells into
pieces of HTML; `deck` and `page` put these together with what `assets` fetches; `files` writes.
"""
