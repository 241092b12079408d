"""What was predicted in a notebook, looked back on at its end."""

from html import escape

from helpers.widgets.predictions import SURENESS, TEXT, Comparison


def then_and_now(*asked):
    """Look back on the predictions of a notebook.

    Parameters
    ----------
    *asked : Predictions
        What `predict` returned, in the order in which it was asked.

    Returns
    -------
    ThenAndNow
        Follows predictions that are made later; it gives away no answer that was not predicted.

    Examples
    --------
    >>> from helpers.widgets.predictions import predict
    >>> len(then_and_now(predict("02/length", "02/largest"), predict("02/digits")).predictions)
    3
    """
    return ThenAndNow(*(prediction for one in asked for prediction in one.predictions))


class ThenAndNow(Comparison):
    """“You predicted …; now you know: …”, a line for each question."""

    def _tell(self, change=None):
        lines = "".join(
            f"<li>{escape(p.question.ask)}<br>{escape(_line(p))}</li>" for p in self.predictions
        )
        said = escape(_summary(self.predictions))
        self.words.value = f'<div style="{TEXT}"><p><b>{said}</b></p><ul>{lines}</ul></div>'

    def still(self):
        """Return the look back."""
        lines = [f"- {p.question.ask} {_line(p)}" for p in self.predictions]
        plain = "\n".join([_summary(self.predictions), *lines])
        return self.words.value, plain


def _answer(prediction):
    """Return what was predicted; None where nothing was, or nothing that is still asked."""
    answer = prediction.kept.get("answer")
    return answer if answer in prediction.question.options else None


def _line(prediction):
    """Return one prediction beside what is so, as a sentence."""
    answer, right = _answer(prediction), prediction.question.answer
    if answer is None:
        return "You made no prediction here; it is not too late."
    sure = prediction.kept.get("sure")
    said = f"You predicted: {answer}{f' ({sure})' if sure else ''}."
    return f"{said} So it is." if answer == right else f"{said} Now you know: {right}."


def _summary(predictions):
    """Return how many predictions came true, and what that is good for."""
    made = [p for p in predictions if _answer(p) is not None]
    right = sum(_answer(p) == p.question.answer for p in made)
    if not made:
        return "Your predictions will stand here beside what came out."
    said = f"{right} of your {len(made)} prediction{'s' * (len(made) > 1)} came true."
    certain = any(
        p.kept.get("sure") == SURENESS[-1] and _answer(p) != p.question.answer for p in made
    )
    if certain:
        return f"{said} Where you were certain and it came out otherwise, you have learned most."
    if right < len(made):
        return f"{said} Say aloud, for each of the others, what you believed then."
    return said
