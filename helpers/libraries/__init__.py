"""What libraries do when asked to convolve or to correlate: a table, checked by running them."""

from helpers.libraries.registry import Table
from helpers.libraries.verify import Report, verify_installed

table = Table  # says the same on every machine
