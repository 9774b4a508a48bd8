"""役割ごとに: at a review, one line for each role: した・一部・まだ, who did it, what is not done and why."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import shown
from hokatsu_desktop.services.role_reviews import Reviewed, RoleToReview
from hokatsu_desktop.sheets.lists import load_list
from hokatsu_desktop.ui.cases.page import clear
from hokatsu_desktop.ui.widgets.choice_field import ChipChoice
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Words


class RoleReviewRow(QWidget):
    """One role."""

    def __init__(self, role: RoleToReview) -> None:
        super().__init__()
        self.role = role
        key = f"{role.origin}_{role.origin_id}"
        self.state = ChipChoice(f"state_{key}", f"{role.words}：どうなったか", load_list("role_state"))
        self.who = TextField(f"who_{key}", f"{role.words}：した人")
        self.who.setPlaceholderText("した人（ほかの人のとき）")
        self.why = TextField(f"why_{key}", f"{role.words}：できていないこと・わけ")
        self.why.setPlaceholderText("できていないこと・わけ")
        due = shown(role.due)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Words(f"{role.words}{f'（{due}）' if due else ''}", wrap=True))
        column.addWidget(self.state)
        self._more = QWidget()
        line = QHBoxLayout(self._more)
        line.setContentsMargins(0, 2, 0, 0)
        line.setSpacing(10)
        line.addWidget(self.who, 1)
        line.addWidget(self.why, 2)
        column.addWidget(self._more)
        self.state.changed.connect(self.show_more)
        self.show_more()

    def show_more(self) -> None:
        """Who did it and what is not done are asked once something was said of the role."""
        self._more.setVisible(bool(self.state.value() or self.who.value() or self.why.value()))

    def said(self) -> Reviewed:
        """What was said of the role."""
        return Reviewed(self.role, self.state.value(), self.who.value(), self.why.value())


class RoleReviewRows(QWidget):
    """The rows of a case. What is typed stays while the roles are the same."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[RoleReviewRow] = []
        self._shown: Sequence[RoleToReview] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)

    def set_roles(self, roles: Sequence[RoleToReview]) -> bool:
        """Shows these roles; True if the rows were made anew."""
        if list(roles) == list(self._shown):
            return False
        self._shown = roles
        clear(self._column)
        self.rows = [RoleReviewRow(one) for one in roles]
        for row in self.rows:
            self._column.addWidget(row)
            row.show()
        return True

    def fields(self) -> Mapping[str, TextField]:
        """The fields by a name that stays the same for the same role."""
        return {field.objectName(): field for row in self.rows for field in (row.who, row.why)}

    def said(self) -> list[Reviewed]:
        """What was said of each role."""
        return [row.said() for row in self.rows]

    def empty(self) -> None:
        """Forgets everything: the review was recorded."""
        self._shown = ()
        self.set_roles(())
