"""もう一人の確認 as the second person sees it: their own passphrase, nobody else's, and in an office of one the sheet."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from hokatsu_desktop.models import ChangeEntry, StaffRole
from hokatsu_desktop.services.acts import head
from hokatsu_desktop.services.going_back import write_down_going_back
from hokatsu_desktop.services.office import give_key
from hokatsu_desktop.services.papers import Paper, imprint_of
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.second_person import Approval, TwoPersonAct
from hokatsu_desktop.sheets.load import load_sheet
from hokatsu_desktop.store.keys import Cost
from hokatsu_desktop.store.slots import renew_recovery_code
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.preview import Preview
from hokatsu_desktop.ui.print_window.file_kinds import file_kinds
from hokatsu_desktop.ui.print_window.job import Made, Output, PrintJob
from hokatsu_desktop.ui.print_window.many_cases import ManyCasesGate
from hokatsu_desktop.ui.second_person import SecondPersonDialog, ask_second_person
from hokatsu_desktop.ui.settings.restore_over_dialog import RestoreOverDialog
from hokatsu_desktop.ui.settings.staff_work import Newcomer, admit
from tests.ui.hands import press, show

Wait = Callable[[], None]
FLOOR = Cost.floor()
OWN, CHIEFS = "みどり色の 自転車と 夕やけ雲", "課長だけの 川と 橋と 朝の霧"


class Asked:
    """The window over another one, and what came of it."""

    def __init__(self, qtbot: QtBot, desk: Desk, wanted: TwoPersonAct = TwoPersonAct.DISPOSAL) -> None:
        self.approvals: list[Approval] = []
        self.behind = QWidget()
        show(qtbot, self.behind, 900, 700)
        self.dialog: SecondPersonDialog = ask_second_person(desk, wanted, self.approvals.append, self.behind)

    def words(self) -> str:
        """Everything the window says of what was typed."""
        return self.dialog.message.words() + self.dialog.question.note.words()

    def type(self, passphrase: str) -> None:
        """Types and presses Enter."""
        self.dialog.field.set_value(passphrase)
        press(self.dialog.field, Qt.Key.Key_Return)

    def type_sheet(self, digits: str) -> None:
        """Types the digits as from the paper."""
        self.dialog.digits.clear()
        self.dialog.digits.groups[0].field.setText(digits)
        self.dialog.digits.groups[0].field.left.emit()
        self.dialog.go_on.click()


def with_chief(desk: Desk) -> int:
    """The office gets a 所属長 with an own passphrase; the maker's own key is known too."""
    with desk.store.transaction() as session:
        give_key(session, desk.staff_id, desk.store.slot_id)
    return admit(desk.store, Newcomer("架空 課長", "", "課長", StaffRole.CHIEF, CHIEFS), FLOOR)


def test_the_chief_agrees_with_the_own_passphrase(qtbot: QtBot, desk: Desk, idle: Wait) -> None:
    chief_id = with_chief(desk)
    asked = Asked(qtbot, desk)
    asked.type(CHIEFS)
    idle()
    (approval,) = asked.approvals
    assert (approval.act, approval.maker_id, approval.approver_id) == (TwoPersonAct.DISPOSAL, desk.staff_id, chief_id)
    assert approval.approver_words == "架空 課長"


def test_the_makers_own_passphrase_and_a_wrong_one_agree_to_nothing(qtbot: QtBot, desk: Desk, idle: Wait) -> None:
    with_chief(desk)
    with desk.reading() as session:
        before = head(session)
    asked = Asked(qtbot, desk)
    for typed in ("", OWN, "どこにもない 合言葉と 青い空"):
        asked.type(typed)
        idle()
        assert asked.approvals == []
        assert asked.dialog.isVisible()
        assert "合言葉" in asked.words()
    assert "架空 課長さんの合言葉ではありません" in asked.words()
    asked.dialog.reject()
    with desk.reading() as session:
        assert head(session) == before


def test_of_several_the_right_one_is_chosen_first(qtbot: QtBot, desk: Desk, idle: Wait) -> None:
    first = with_chief(desk)
    second = admit(desk.store, Newcomer("架空 次長", "", "", StaffRole.CHIEF, "次長だけの 山と 谷と 夜の星"), FLOOR)
    asked = Asked(qtbot, desk)
    asked.type(CHIEFS)
    assert "確かめる人を選んで" in asked.words()
    asked.dialog.who.set_value(str(second))
    asked.type(CHIEFS)
    idle()
    assert asked.approvals == []
    asked.dialog.who.set_value(str(first))
    asked.type(CHIEFS)
    idle()
    assert [one.approver_id for one in asked.approvals] == [first]


def test_in_an_office_of_one_the_sheet_counts_as_the_second(qtbot: QtBot, desk: Desk, idle: Wait) -> None:
    old, sheet = renew_recovery_code(desk.store, cost=FLOOR), renew_recovery_code(desk.store, cost=FLOOR)
    asked = Asked(qtbot, desk)
    asked.dialog.go_on.click()
    assert "復旧シートの数字" in asked.words()
    asked.type_sheet(old.printed)
    idle()
    assert "いまの復旧シートのものではありません" in asked.words()
    assert asked.approvals == []
    asked.type_sheet(sheet.printed)
    idle()
    (approval,) = asked.approvals
    assert approval.approver_id is None
    assert "復旧シート" in approval.approver_words


def test_the_window_does_not_go_while_a_passphrase_is_tried(qtbot: QtBot, desk: Desk, idle: Wait) -> None:
    with_chief(desk)
    asked = Asked(qtbot, desk)
    asked.type(CHIEFS)
    asked.dialog.reject()
    assert asked.dialog.isVisible()
    idle()
    assert len(asked.approvals) == 1


@pytest.mark.parametrize("desk", [True], indirect=True)
def test_in_the_practice_town_nothing_is_typed(qtbot: QtBot, desk: Desk) -> None:
    asked = Asked(qtbot, desk)
    asked.dialog.go_on.click()
    assert len(asked.approvals) == 1


def many(desk: Desk, count: int) -> Made:
    """Sheets of so many cases."""
    from hokatsu_desktop.printing.papers import print_papers

    with desk.reading() as session:
        imprint = imprint_of(session)
    papers = tuple(
        Paper(load_sheet("reply_note"), {}, f"R8-{number:03d}　架空世帯", case_id=number) for number in range(count)
    )
    return Made(print_papers(papers, imprint, title="ためし"), papers, imprint)


@pytest.mark.parametrize(("count", "alone"), [(10, True), (11, False)])
def test_a_file_of_many_cases_needs_a_second_person(
    qtbot: QtBot, desk: Desk, idle: Wait, tmp_path: Path, count: int, alone: bool
) -> None:
    with_chief(desk)
    told: list[Output] = []
    job = PrintJob(
        "ためし",
        many(desk, count),
        "ためし",
        lambda _made, output: told.append(output),
        kinds=file_kinds("ためし"),
        gate=ManyCasesGate(desk),
    )
    window = Preview(job)
    show(qtbot, window, 1240, 680)
    for kind in window.kinds():
        path = tmp_path / f"{kind.to}{kind.asks_password}.{kind.suffix}"
        window.write(kind, path, "Midori-2026")
        assert path.exists() is alone
        assert ("もう一人の確認が要ります" in window.message.words()) is not alone
    assert len(told) == (len(window.kinds()) if alone else 0)
    window.reject()


def test_the_print_window_asks_before_it_asks_where(qtbot: QtBot, desk: Desk, idle: Wait, tmp_path: Path) -> None:
    chief_id = with_chief(desk)
    told: list[Output] = []
    job = PrintJob(
        "ためし",
        many(desk, 11),
        "ためし",
        lambda _made, output: told.append(output),
        kinds=file_kinds("ためし"),
        gate=ManyCasesGate(desk),
    )
    window = Preview(job)
    show(qtbot, window, 1240, 680)
    window.save_as(window.kinds()[2])
    second = window.findChild(SecondPersonDialog)
    assert second is not None
    second.reject()
    approval = Approval(TwoPersonAct.BULK_EXPORT, desk.staff_id, chief_id, "架空 課長")
    window.write(window.kinds()[2], tmp_path / "表.csv", approval=approval)
    assert (tmp_path / "表.csv").exists()
    assert [one.approval for one in told] == [approval]
    window.reject()


def test_going_back_to_a_backup_needs_a_reason_and_a_second_person(qtbot: QtBot, desk: Desk, idle: Wait) -> None:
    chief_id = with_chief(desk)
    wanted: list[bool] = []
    desk.restore_wanted.connect(lambda: wanted.append(True))
    dialog = RestoreOverDialog(desk)
    show(qtbot, dialog, 600, 400)
    dialog.press()
    assert "わけを入れて" in dialog.message.words()
    dialog.why.set_value("まちがえて大量に書きかえた")
    dialog.press()
    assert dialog.asking is not None
    dialog.asking.reject()
    assert wanted == []
    dialog.press()
    dialog.asking.field.set_value(CHIEFS)
    dialog.asking.press()
    idle()
    assert wanted == [True]
    with desk.reading() as session:
        entries = session.scalars(select(ChangeEntry).where(ChangeEntry.act == "restore_over")).all()
    assert [entry.after for entry in entries] == [
        {"needed_for": "restore_over", "maker": desk.staff_id, "approver": chief_id, "by_sheet": False},
        {"why": "まちがえて大量に書きかえた"},
    ]
    with desk.store.transaction() as session, pytest.raises(Refusal) as no:
        write_down_going_back(session, "わけ", None)
    assert "もう一人の確認が要ります" in no.value.words
