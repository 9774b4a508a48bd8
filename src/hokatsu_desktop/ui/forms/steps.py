"""The sheet that is being edited, with the steps that led to it: every one can be taken back and done again."""

from hokatsu_desktop.sheets.definition import Sheet


class Steps:
    """Steps with the same name that follow each other count as one: typing a label is one step, not ten."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._past: list[Sheet] = []
        self._future: list[Sheet] = []
        self._name = ""

    def take(self, sheet: Sheet, name: str = "") -> bool:
        """One more step; False if it changes nothing."""
        if sheet == self.sheet:
            return False
        if not name or name != self._name:
            self._past.append(self.sheet)
        self._future.clear()
        self._name = name
        self.sheet = sheet
        return True

    def end_name(self) -> None:
        """What follows is a step of its own, even under the same name."""
        self._name = ""

    def back(self) -> bool:
        """Takes the last step back; False if there is none."""
        if not self._past:
            return False
        self._future.append(self.sheet)
        self.sheet = self._past.pop()
        self._name = ""
        return True

    def forward(self) -> bool:
        """Does the step again that was taken back last; False if there is none."""
        if not self._future:
            return False
        self._past.append(self.sheet)
        self.sheet = self._future.pop()
        self._name = ""
        return True
