"""No picture of our memory is left when the program fails: it would hold the key and names.

The calls of Windows have not been tried there yet.
"""

import sys
from contextlib import suppress

# werapi.h: no heap in a report of errors; errhandlingapi.h: no window that offers to send one
_WER_NO_HEAP = 0x1
_NO_FAULT_BOX = 0x2


def leave_no_dumps() -> None:
    """From now on the system keeps no copy of this process's memory when it fails; a system that cannot be asked is left alone."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.SetErrorMode(kernel.GetErrorMode() | _NO_FAULT_BOX)
        with suppress(OSError):  # a Windows without its reporting of errors
            ctypes.windll.wer.WerSetFlags(_WER_NO_HEAP)
    else:
        import resource

        _now, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, most))
