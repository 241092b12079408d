"""The exercises: each has a module and a table here, called as in ``check.NAME``.

The module holds what is computed, and mistakes of its own. The table holds what the exercise is
about and belongs to, the mistakes that are looked for, the more frequent first, its cases and what
is said. Every module is found.
"""

from importlib import import_module
from pkgutil import iter_modules

from helpers.check.exercise import MADE

for found in iter_modules(__path__):
    import_module(f"{__name__}.{found.name}")
EXERCISES = {one.key: one for one in MADE}
