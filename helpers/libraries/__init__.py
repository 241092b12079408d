"""What libraries do when asked to convolve or to correlate: a table, checked by running them.

`registry` holds what each call does, `calls` how it is called, `probe` finds out what an unknown
filter does, and `verify` compares the two in every library that is installed.
"""

from helpers.libraries.table import Table
from helpers.libraries.verify import Report, verify_installed

__all__ = ["Report", "Table", "table", "verify_installed"]


def table():
    """Return the table of all calls.

    Returns
    -------
    Table
    """
    return Table()
