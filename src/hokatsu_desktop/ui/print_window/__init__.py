"""The parts of the window that shows paper before it is printed."""
