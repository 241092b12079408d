"""What a cell shows, as data for pages and slides where nothing is live."""

from helpers.drawing.canvas import sharp
from helpers.drawing.frames import Frame, Panels, Still, View, address, view_of_frames
from helpers.widgets.player import Interactive
from helpers.widgets.predictions import After, Comparison, Predictions, still_of


def views_of(thing):
    """Return all views of something that a cell shows."""
    if isinstance(thing, Frame):
        return [view_of_frames("", [thing], [""])]
    if isinstance(thing, Panels):
        return [View("", (Still("", thing.frames, ""),))]
    return thing.views() if hasattr(type(thing), "views") else []


def as_json(thing):
    """Return what a thing shows where nothing is live, for a page that is made of it."""
    if isinstance(thing, After):
        shown = as_json(thing.thing) or {"html": still_of(thing.thing)[0]}
        return shown | {"after": [question.key for question in thing.questions]}
    if isinstance(thing, Predictions | Comparison):
        kind = "questions" if isinstance(thing, Predictions) else "answers"
        return {kind: [vars(q) | {"options": list(q.options.items())} for q in thing.questions]}
    with sharp():
        views = [
            {"name": view.name, "stills": [_still_as_json(still) for still in view.stills]}
            for view in views_of(thing)
        ]
    if not views and isinstance(thing, Interactive):
        return {"html": thing.still()[0]}  # without the hint to run it
    return {"views": views} if views else None


def _still_as_json(still):
    panels = [
        {
            "title": "" if frame.caption == still.caption else frame.caption,
            "src": address(frame.png, quick=True),
            "width": frame.width,
            "height": frame.height,
            "text": frame.text,
            "alt": frame.alt,
        }
        for frame in still.panels
    ]
    return {"label": still.label, "caption": still.caption, "panels": panels}
