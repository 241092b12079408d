"""Questions for numbers of weights: a dense map, a local one, and one that shares its weights."""

from functools import partial

from helpers.check.typed import Question
from helpers.models.neighbours import weight_counts

ROWS, COLUMNS = 8, 4  # of the image, which is no square
NAMES = {"weights, dense": "dense", "weights, local": "local", "weights, shared": "shared"}
ASK = {
    "dense": "Each output has a weight of its own for each input. How many outputs are there, and "
    "how many inputs?",
    "local": "Each output has weights of its own, one for each place of its 3×3 neighbourhood, at "
    "the border as well. How many outputs are there?",
    "shared": "All outputs use the same weights. How many does one output need?",
}
OTHER = {
    "dense": "each output looks at all inputs, with weights of its own",
    "local": "each output has weights of its own for its 3×3 neighbourhood",
    "shared": "all outputs use the same weights for their 3×3 neighbourhood",
}


def weight_question(name):
    """Ask for the number of weights of a map from an image to an image of the same size.

    Parameters
    ----------
    name : str
        One of `NAMES`.

    Returns
    -------
    Question

    Examples
    --------
    >>> weight_question("weights, local").right
    288
    """
    kind, counts = NAMES[name], weight_counts(ROWS, COLUMNS)
    known = [
        *((counts[other], other, OTHER[other]) for other in counts if other != kind),
        *{"dense": _dense, "local": _local, "shared": _shared}[kind](),
    ]
    right = counts[kind]
    return Question(
        name,
        right,
        tuple((value, key, clause) for value, key, clause in known if value != right),
        ASK[kind],
        partial(_cases, kind),
    )


def _dense():
    """Yield wrong numbers for the dense map."""
    n = ROWS * COLUMNS
    yield n, "one_each", "each output is given a single weight, or the pixels are counted"
    yield 2 * n, "added", "inputs and outputs are added"
    yield ROWS**2, "rows_only", "the rows are squared and the columns left out"
    yield COLUMNS**2, "columns_only", "the columns are squared and the rows left out"
    yield ROWS**4, "square", "the image is taken to have as many columns as rows"
    yield COLUMNS**4, "square", "the image is taken to have as many rows as columns"
    yield (ROWS + COLUMNS) ** 2, "sides_added", "rows and columns are added, not multiplied"
    yield n * (n - 1), "without_itself", "the weight of the pixel at the same place is left out"
    yield n * (n - 1) // 2, "pairs", "pairs are counted, but each pixel is an input and an output"
    yield n**2 + n, "biases", "a bias for each output is counted as well"
    yield weight_counts(28, 28)["dense"], "other_image", "the image of 28×28 is meant"


def _local():
    """Yield wrong numbers for the local map."""
    n = ROWS * COLUMNS
    inside = (3 * ROWS - 2) * (3 * COLUMNS - 2)
    inner = (ROWS - 2) * (COLUMNS - 2) * 9
    yield n, "one_each", "each output is given a single weight, or the pixels are counted"
    yield inside, "inside_only", "weights that stick out of the image are left out"
    yield inner, "inner_only", "outputs at the border are left out"
    yield n * 8, "without_itself", "the weight in the middle is left out"
    yield n * 3, "one_row", "a neighbourhood of three weights is meant, not of three times three"
    yield n * 4, "four", "the four direct neighbours are meant"
    yield n * 5, "four", "the pixel and its four direct neighbours are meant"
    yield ROWS**2 * 9, "square", "the image is taken to have as many columns as rows"
    yield COLUMNS**2 * 9, "square", "the image is taken to have as many rows as columns"
    yield (ROWS + COLUMNS) * 9, "sides_added", "rows and columns are added, not multiplied"
    yield n * 10, "biases", "a bias for each output is counted as well"
    yield n**2 * 9, "both", "the neighbourhood is counted on top of all inputs"
    yield weight_counts(28, 28)["local"], "other_image", "the image of 28×28 is meant"


def _shared():
    """Yield wrong numbers for the map with shared weights."""
    yield ROWS * COLUMNS, "one_each", "the pixels are counted"
    yield 1, "single", "a single weight is shared: the map would only make brighter or darker"
    yield 3, "one_row", "a neighbourhood of three weights is meant, not of three times three"
    yield 6, "sides_added", "rows and columns of the neighbourhood are added"
    yield 8, "without_itself", "the weight in the middle is left out"
    yield 10, "biases", "a bias is counted as well"
    yield 81, "squared", "the neighbourhood is squared"
    yield 4, "four", "the four direct neighbours are meant"
    yield 5, "four", "the pixel and its four direct neighbours are meant"


def _cases(kind, size):
    """Yield a case of a smaller image, or of another neighbourhood."""
    rows, columns, side = (3, 2, 5) if size == "small" else (5, 3, 7)
    n = rows * columns
    line = {
        "dense": f"{n} outputs, {n} inputs each: {n}·{n} = {n**2} weights",
        "local": f"{n} outputs, 3·3 inputs each: {n}·9 = {n * 9} weights",
        "shared": f"a neighbourhood of {side}×{side}, for all outputs: {side**2} weights",
    }[kind]
    yield (
        f"A case: an image of {rows} rows and {columns} columns, {n} pixels.",
        (line,),
        "What are these numbers for your image and its neighbourhoods?",
    )
