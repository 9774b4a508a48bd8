"""○ for what applies and ◎ for what matters most, as on the paper: Space goes from nothing to ○ to ◎ and back."""

from PySide6.QtWidgets import QWidget

from hokatsu_desktop.sheets.answers import Marks
from hokatsu_desktop.sheets.lists import ChoiceList
from hokatsu_desktop.ui.widgets.option import Level, Option, Shape
from hokatsu_desktop.ui.widgets.option_group import OptionGroup

_NEXT = {Level.NONE: Level.ALSO, Level.ALSO: Level.MOST, Level.MOST: Level.NONE}


class MarksField(OptionGroup):
    """Only one value can be ◎; giving it to another turns the first into ○."""

    def __init__(self, key: str, name: str, choices: ChoiceList, parent: QWidget | None = None) -> None:
        super().__init__(key, name, choices.values, Shape.RING, parent)

    def value(self) -> Marks:
        """The value marked ◎ (or "") and those marked ○."""
        levels = self.levels()
        most = next((key for key, level in levels.items() if level is Level.MOST), "")
        return Marks(most=most, also=[key for key, level in levels.items() if level is Level.ALSO])

    def set_value(self, value: Marks) -> None:
        """Shows the marks; says nothing to `changed`."""
        levels = dict.fromkeys(filter(None, value["also"]), Level.ALSO)
        if value["most"]:
            levels[value["most"]] = Level.MOST
        self.set_levels(levels)

    def take(self, option: Option) -> None:
        level = _NEXT[option.level]
        if level is Level.MOST:
            for other in self.options():
                if other.level is Level.MOST:
                    other.set_level(Level.ALSO)
        option.set_level(level)
