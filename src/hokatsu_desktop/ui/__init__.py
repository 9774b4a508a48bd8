"""What the user sees and touches: everything that uses Qt."""

import ctypes
import sys

_MANY = 1 << 40


def _keep_the_constants_alive() -> None:
    """WORKAROUND for PySide6 6.12.0 on Python 3.11: its calls give None and True away without owning them.

    Each call of a method without a result (`widget.update()`) takes one reference from None, each `Signal.emit` one
    from True; after some thousand calls Python ends with "Fatal Python error: deallocating None". From Python 3.12 on
    these constants live forever (PEP 683); here they get so many references that it never matters.
    `tests/ui/test_constants.py` dies without this.
    """
    for constant in (None, True, False):
        ctypes.c_ssize_t.from_address(id(constant)).value += _MANY


if sys.version_info < (3, 12):
    _keep_the_constants_alive()
