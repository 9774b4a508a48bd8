"""A page with steps of its own: Ctrl+Z takes these back before anything stored is taken back."""

from PySide6.QtWidgets import QWidget


class OwnSteps(QWidget):
    """While the keyboard is inside, 元に戻す and やり直す come here when the field itself has nothing to take back."""

    def step_back(self) -> None:
        """Takes back the last step; says so if there is none."""
        raise NotImplementedError

    def step_forward(self) -> None:
        """Does again the step taken back last; says so if there is none."""
        raise NotImplementedError
