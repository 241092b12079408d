"""The exercises: each has a module and a table here, called as in ``check.NAME``.

The module holds, as `OWN`, what is computed, and mistakes of its own. The table holds what the
exercise is about and belongs to, the mistakes that are looked for, the more frequent first, its
cases and what is said. Every module is found.
"""

from importlib import import_module
from pkgutil import iter_modules

from helpers.check.exercise import exercise

NAMES = [found.name for found in iter_modules(__path__)]
EXERCISES = {name: exercise(name, **import_module(f"{__name__}.{name}").OWN) for name in NAMES}
