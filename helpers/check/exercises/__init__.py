"""The exercises: each has a module here, called as in ``check.NAME``, and a table beside it.

The module holds what is computed, and mistakes of its own. The table holds what the exercise is
called and belongs to, its small cases, the mistakes that are looked for, the more frequent first,
and what is said. Every module that holds an `EXERCISE` is found.
"""

from importlib import import_module
from pkgutil import iter_modules


def discover():
    """Return all exercises by key, in the order of the notebooks."""
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    exercises = [module.EXERCISE for module in modules if hasattr(module, "EXERCISE")]
    return {one.key: one for one in sorted(exercises, key=lambda one: (one.notebook, one.order))}
