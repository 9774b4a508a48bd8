"""Any of a list: tick boxes in flowing lines; Space or a digit ticks, arrows move, Enter goes on."""

from PySide6.QtWidgets import QWidget

from hokatsu_desktop.sheets.lists import ChoiceList
from hokatsu_desktop.ui.widgets.option import Level, Option, Shape
from hokatsu_desktop.ui.widgets.option_group import OptionGroup


class ChoicesField(OptionGroup):
    """The answer is a list of value keys in the order of the choice list."""

    def __init__(self, key: str, name: str, choices: ChoiceList, parent: QWidget | None = None) -> None:
        super().__init__(key, name, choices.values, Shape.TICK, parent)

    def value(self) -> list[str]:
        """The keys of the ticked values."""
        return list(self.levels())

    def set_value(self, value: list[str]) -> None:
        """Shows what is ticked; says nothing to `changed`."""
        self.set_levels(dict.fromkeys(filter(None, value), Level.ALSO))

    def take(self, option: Option) -> None:
        option.set_level(Level.ALSO if option.level is Level.NONE else Level.NONE)
