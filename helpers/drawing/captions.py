"""What a step of a trace says in words: its sentence, its line of code, its text alternative."""

from html import escape

import numpy as np

from helpers.drawing.style import INPUT, KERNEL, OUTPUT, PRODUCT
from helpers.numbers import number, weights

MOST_NAMES, MOST_FACTORS, MOST_PRODUCTS = 4, 9, 25  # terms that are written out


def kernel_label(step):
    """Return how the kernel stands over the axis of a 1-D input, such as "b[3 − m]"."""
    n = step.n[0]
    if step.operation == "convolution":
        index = _index(n, "-", "m")
    else:
        index = f"m {'-' if n > 0 else '+'} {abs(n)}" if n else "m"
    return f"{step.names[1]}[{index}]".replace("-", "−")


def _index(constant, sign, variable):
    """Return an index as Python: "3 - m", "1 + u", "m", "-m"."""
    if constant:
        return f"{constant} {sign} {variable}"
    return f"-{variable}" if sign == "-" else variable


def code_line(step):
    """Return the line of Python that adds up a step: `c[3] += a[m] * b[3 - m]    # m = 1, 2, 3`."""
    if len(step.n) == 2:
        return _code_line_2d(step)
    n, label = step.n[0], kernel_label(step).replace("−", "-")
    runs = f"m = {', '.join(str(term.input_index[0]) for term in step.terms)}"
    if step.operation == "correlation":
        runs = f"lag {n}: {runs}"
    elif step.n != step.index:
        runs += f"; n = {n} is entry {step.index[0]}"
    return f"{step.entry} += {step.names[0]}[m] * {label}    # {runs}"


def _code_line_2d(step):
    """Return the line for two dimensions; where the boundary is not zero, of the padded input P."""
    x, h, y = step.names
    variables = "uv" if any(step.middle) else "mn"
    sign = "-" if step.operation == "convolution" else "+"
    bordered = step.boundary != "constant"
    at = np.add(step.place, [pair[0] * bordered for pair in step.pad]).tolist()
    at_x = [_index(place, sign, v) for place, v in zip(at, variables, strict=True)]
    at_h = [_index(m, "+", v) for m, v in zip(step.middle, variables, strict=True)]
    met = np.transpose([np.subtract(t.kernel_index, step.middle) for t in step.terms])
    one, other = (", ".join(map(str, np.unique(run))) for run in met)
    each = f"{variables[0]} = {one}; {variables[1]} = {other}"
    notes = [f"{', '.join(variables)} = {one}" if one == other else each]
    if step.place != step.index:
        notes.append(f"{step.entry} is {y}({', '.join(map(str, step.place))})")
    if bordered:
        even = len({width for pair in step.pad for width in pair}) == 1
        width = step.pad[0][0] if even else list(step.pad)
        notes.append(f'P = np.pad({x}, {width}, "{step.boundary}")')
    source = f"{'P' if bordered else x}[{', '.join(at_x)}]"
    return f"{step.entry} += {source} * {h}[{', '.join(at_h)}]    # {'; '.join(notes)}"


def sentence_html(step, kernel_values=None):
    """Return the sentence of the step in colours, without what would fill the page."""
    count, parts = len(step.terms), [f"<b>{ink(step.called, OUTPUT)}</b>"]
    if count <= MOST_NAMES:
        parts.append(_inked(step.factors))
    if count <= MOST_FACTORS:
        pairs, written = zip(step.values, step.terms, strict=True), kernel_values or {}
        parts.append(_inked((x, written.get(t.kernel_index, h)) for (x, h), t in pairs))
    if count > MOST_PRODUCTS:
        parts.append(ink(f"sum of {count} products", PRODUCT))
    elif count > 1:
        parts.append(ink(" + ".join(step.products), PRODUCT))
    return " = ".join(parts) + f" {step.equals} <b>{ink(number(step.total), OUTPUT)}</b>"


def _inked(pairs):
    return " + ".join(f"{ink(x, INPUT)}·{ink(h, KERNEL)}" for x, h in pairs)


def caption_html(step, kernel_values=None):
    """Return what stands below the picture of a step: its sentence and its line of code."""
    look = "white-space:pre-wrap;background:none;color:inherit"
    code = f'<code style="{look}">{escape(code_line(step))}</code>'
    return f"<div>{sentence_html(step, kernel_values)}</div>{code}"


def ink(text, role):
    """Return `text`, escaped, as HTML in the text colour of its role."""
    return f'<span class="course-{role.name}" style="color:{role.ink}">{escape(text)}</span>'


def text_alternative(x, h, steps, i):
    """Return what the picture of step `i` shows, numbers included."""
    step = steps[i]
    a, b, c = step.names
    convolved = step.operation == "convolution"
    lies = " is reversed and shifted to n =" if convolved else ", not reversed, is shifted to lag"
    met = ", ".join(
        f"{kernel} = {number(term.kernel_value)} under {entry} = {number(term.input_value)}"
        for (entry, kernel), term in zip(step.factors, step.terms, strict=True)
    ).replace(" under", " stands under", 1)
    before = ", ".join(f"{s.output} = {number(s.total)}" for s in steps[:i])
    return (
        f"Step {i + 1} of {len(steps)} of the {step.operation} of "
        f"{a} = {', '.join(map(number, x))} with {b} = {', '.join(map(number, h))}. "
        f"{b}{lies} {number(step.n[0])}: {met}. {_adding(step)} "
        + (f"Computed before: {before}." if before else f"Nothing of {c} was computed before.")
    )


def _adding(step):
    made = listing([number(term.product) for term in step.terms])
    several = len(step.terms) > 1
    adding = f"products are {made}; they add up to" if several else f"only product is {made}:"
    return f"The {adding} {step.output} {step.equals} {number(step.total)}."


def text_alternative_2d(x, h, steps, i):
    """Return what the picture of step `i` of a 2-D trace shows, numbers included."""
    step, before = steps[i], steps[i - 1]
    x_name, h_name, _ = step.names
    written = written_weights(h)
    turned, first = ", as it stands,", np.array(step.n)
    if step.operation == "convolution":
        turned, first = ", turned by 180°,", first - h.shape + 1
    spans = map(_span, ("row", "column"), first.tolist(), (first + h.shape - 1).tolist())
    met = ", ".join(f"{written[t.kernel_index]} on {number(t.input_value)}" for t in step.terms)
    past = f"The value before it is {before.output} = {number(before.total)}."
    return (
        f"Step {i + 1} of {len(steps)} of the {step.operation} of the {size_of(x)} input {x_name} "
        f"with the {size_of(h)} kernel {h_name}. {h_name}{turned} lies on {', '.join(spans)} of "
        f"{x_name}: {met}. {_adding(step)} {past if i else 'It is the first value.'}"
    )


def written_weights(h):
    """Return the entries of a 2-D kernel as text, by their indices."""
    return dict(zip(np.ndindex(h.shape), weights(h.ravel().tolist()), strict=True))


def size_of(array):
    """Return the shape of an array as text, such as "3×4"."""
    return "×".join(map(str, array.shape))


def in_rows(array, write=number):
    """Return an array as text, row by row."""
    return " / ".join(" ".join(map(write, row)) for row in np.asarray(array).tolist())


def _span(name, first, last):
    several = f"{name}s {number(first)} to {number(last)}"
    return several if first < last else f"{name} {number(first)}"


def listing(items):
    """Join texts as prose does: `["1", "2", "3"]` becomes "1, 2 and 3"."""
    *some, last = items
    return f"{', '.join(some)} and {last}" if some else last
