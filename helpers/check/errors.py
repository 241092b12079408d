"""What an exception means to somebody who writes a convolution or a kernel."""

SAME_LENGTHS = (
    "Two arrays of different lengths or shapes meet in one operation. On NumPy arrays + and * work "
    "entry by entry (+ does not join them, as it does with lists)."
)
WHOLE_INDEX = "An index or a length must be a whole number: use // instead of /."
ARGUMENTS = "The check calls your function with the arguments {arguments}, in this order."

# Name of the exception, a part of its message, what it means. The first that fits is said.
MEANINGS = (
    (
        "IndexError",
        "too many indices",
        "The array has fewer axes than you give indices. How many axes have the inputs?",
    ),
    (
        "IndexError",
        "only integers",
        "An index is no whole number. " + WHOLE_INDEX,
    ),
    (
        "IndexError",
        "",
        "An index points outside of an array. Look at the arithmetic of the index in that "
        "line: for which values of the loop does it become negative, or too large?",
    ),
    ("ValueError", "broadcast", SAME_LENGTHS),
    ("ValueError", "not aligned", SAME_LENGTHS),
    ("ValueError", "mismatch", SAME_LENGTHS),
    ("ValueError", "same size", SAME_LENGTHS),
    (
        "ValueError",
        "truth value",
        "An `if` or `while` needs a single True or False, and gets a whole array. Compare one "
        "entry, or a length.",
    ),
    (
        "ValueError",
        "sequence",
        "A whole array is put where one number belongs. Is a sum, or an index, missing?",
    ),
    (
        "ValueError",
        "negative dimensions",
        "The length of an array becomes negative, where the second input is the longer one.",
    ),
    ("UnboundLocalError", "", "Give the name a value before the loop uses it, such as 0."),
    ("NameError", "", "Python does not know that name here. Is it spelled as where you made it?"),
    ("TypeError", "positional argument", ARGUMENTS),
    ("TypeError", "unexpected keyword", ARGUMENTS),
    ("TypeError", "required keyword", ARGUMENTS),
    ("TypeError", "interpreted as an integer", WHOLE_INDEX),
    ("TypeError", "sequence of integers", WHOLE_INDEX),
    ("TypeError", "non-int", WHOLE_INDEX),
    ("TypeError", "indices must be integers", WHOLE_INDEX),
    ("TypeError", "only integer scalar", WHOLE_INDEX),
    (
        "TypeError",
        "not callable",
        "Round brackets call a function; an entry of an array is read with square brackets.",
    ),
    (
        "TypeError",
        "not subscriptable",
        "Square brackets stand after something that has no entries, a number or a function.",
    ),
    (
        "TypeError",
        "not iterable",
        "A loop needs something to go through, such as `range(len({first}))` instead of "
        "`len({first})`.",
    ),
    (
        "TypeError",
        "nonetype",
        "One of the values is None: which call before that line returns nothing?",
    ),
    ("TypeError", "scalar", "A whole array is put where one number belongs. Is a sum missing?"),
    (
        "UFuncTypeError",
        "cast",
        "The array holds whole numbers only and cannot take decimals. `np.zeros(k)` makes one "
        "that can.",
    ),
    (
        "AttributeError",
        "ndarray",
        "The inputs are NumPy arrays, and those have no such method: `append`, for one, belongs "
        "to lists.",
    ),
    ("AttributeError", "", "The value before the dot has nothing of that name."),
    ("ZeroDivisionError", "", "What do you divide by there, and for which input is that zero?"),
    ("RecursionError", "", "Your function calls itself without an end: which case stops it?"),
    ("MemoryError", "", "Your function asks for far more memory than so few numbers need."),
    ("ModuleNotFoundError", "", "That library is not installed; NumPy is enough here."),
    ("SystemExit", "", "Leave out `exit`: a function hands over its result with `return`."),
    ("KeyboardInterrupt", "", "Leave that to the keyboard: a function returns its result."),
    ("AssertionError", "", "One of your own `assert` lines says no. Is it, or the value, wrong?"),
    ("EOFError", "", "Nothing can be typed while a check runs; use the arguments."),
    ("StdinNotImplementedError", "", "Nothing can be typed while a check runs; use the arguments."),
)


def meaning(outcome, arguments):
    """Say what an exception means.

    Parameters
    ----------
    outcome : Outcome
        A call that raised one.
    arguments : tuple of str
        What the arguments of the function are called.

    Returns
    -------
    str
        A sentence or two; "" for an exception that is not known.

    Examples
    --------
    >>> from helpers.check.runner import Outcome
    >>> meaning(Outcome("raised", error="RecursionError", what="maximum depth"), ("a", "b"))
    'Your function calls itself without an end: which case stops it?'
    """
    for error, part, text in MEANINGS:
        if outcome.error.endswith(error) and part in outcome.what.lower():
            return text.format(arguments=" and ".join(arguments), first=arguments[0])
    return ""


def is_placeholder(outcome):
    """Tell whether a call shows that a part is still to be written.

    Parameters
    ----------
    outcome : Outcome
        A call.

    Returns
    -------
    bool

    Examples
    --------
    >>> from helpers.check.runner import Outcome
    >>> is_placeholder(Outcome("raised", error="NotImplementedError"))
    True
    """
    return (
        outcome.kind == "placeholder"
        or outcome.error == "NotImplementedError"
        or (outcome.error in ("TypeError", "AttributeError") and "ellipsis" in outcome.what.lower())
    )
