"""The sweeps need a module of the encrypted SQLite that lets its C functions through, as the one for Linux does."""

from tests.faults.watched_sqlite import can_watch

collect_ignore = [] if can_watch() else ["test_crash_states.py", "test_io_errors.py"]
