"""The sweeps need a module of the encrypted SQLite that lets its C functions through, as the one for Linux does."""

import sys

from tests.faults.watched_sqlite import can_watch

collect_ignore = [] if can_watch() else ["test_crash_states.py", "test_io_errors.py", "test_watching.py"]
if not sys.platform.startswith("linux"):
    collect_ignore.append("test_memory_and_traces.py")  # only Linux lets a program read another one's memory as a file
