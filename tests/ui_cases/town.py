"""A small invented town for the case screens, and what the tests hear and print."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, MeetingBasis, Staff
from hokatsu_desktop.services.cases import add_family_member
from hokatsu_desktop.services.looking_back import Fate, Span
from hokatsu_desktop.services.meetings import Invitee, MeetingCall, call_meeting, finish_meeting, record_decision
from hokatsu_desktop.services.meetings import cases_of as cases_of_meeting
from hokatsu_desktop.services.notes import write_note
from hokatsu_desktop.services.office import found_office
from hokatsu_desktop.services.referrals import begin_referral, receive_referral
from hokatsu_desktop.services.sheets import save_sheet
from hokatsu_desktop.services.tasks import add_task
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.focus_order import stops_in
from hokatsu_desktop.ui.place import Place
from tests.ui.hands import commit

NOW = datetime(2026, 11, 23, 10, 32, tzinfo=timezone(timedelta(hours=9)))
TODAY = NOW.date()
CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True)
class Town:
    """The ids of what was founded."""

    staff_id: int
    main: int  # case 架空世帯: 本人 ハナ, son 一郎 (supported), daughter (family)
    other: int  # case 例示世帯
    son: int
    daughter: int


@dataclass
class Heard:
    """What was said in the message bar and where somebody wanted to go."""

    said: list[tuple[str, str]] = field(default_factory=list)
    wanted: list[Place] = field(default_factory=list)

    def kind(self) -> str:
        """The kind of the last thing said."""
        return self.said[-1][0]

    def words(self) -> str:
        """The last thing said."""
        return self.said[-1][1]


@dataclass
class FakePrinter:
    """Notes what was asked to be printed."""

    asked: list[tuple[str, int]] = field(default_factory=list)

    def print_sheet(self, key: str, subject_id: int) -> None:
        """A filled-in sheet."""
        self.asked.append((key, subject_id))

    def print_blank(self, key: str) -> None:
        """A sheet for handwriting."""
        self.asked.append((key, 0))

    def print_meeting_end(self, meeting_id: int) -> None:
        """A packet."""
        self.asked.append(("end", meeting_id))

    def print_looking_back(self, span: Span, fates: Sequence[Fate], narrowed: str) -> None:
        """What meetings decided."""
        self.asked.append(("looking_back", len(fates)))

    def print_handover(self) -> None:
        """事務引継書 and the 別紙."""
        self.asked.append(("handover", 0))

    def print_pledge(self, seat_id: int) -> None:
        """The 誓約書 of a member."""
        self.asked.append(("pledge", seat_id))

    def print_packet(self, meeting_id: int) -> None:
        """A packet."""
        self.asked.append(("packet", meeting_id))


def found(session: Session) -> Town:
    """Founds the town in an empty store."""
    found_office(session, town="みどり町", department="福祉課", staff_name="井上 まこと", practice=True)
    staff = session.scalars(select(Staff)).one()
    main = received(session, "架空 ハナ", "カクウ ハナ")
    son = add_family_member(
        session, main.id, subject=True, name="架空 一郎", birth="1972-01-20", sex="male", kinship="child"
    )
    daughter = add_family_member(
        session, main.id, name="見本 さち", sex="female", kinship="child", lives_together=False
    )
    other = received(session, "例示 太郎", "レイジ タロウ")
    add_task(session, "受診に同行する", case_id=main.id, waits_for_consent=True)
    write_note(
        session, main.id, facts="電話で話した", own_words="「また来て」", mode="phone", small_change="電話に出た"
    )
    return Town(staff.id, main.id, other.id, son.id, daughter.id)


def received(session: Session, name: str, kana: str) -> Case:
    """A case that came from 水道課 山本."""
    referral = begin_referral(session)
    answers = {
        "person_name": name,
        "person_kana": kana,
        "person_birth": "1944-05-03",
        "from_agency": "水道課",
        "from_contact": "山本",
        "worries": {"most": "withdrawal_truancy", "also": ["care"]},
    }
    save_sheet(session, "tsunagi_takashima_a", referral.id, dict(answers))  # type: ignore[arg-type]  # literals
    receive_referral(session, referral.id)
    return session.get_one(Case, referral.case_id)


def new_case(desk: Desk, name: str = "仮名 はな") -> int:
    """A case of the test's own."""
    return desk.act(lambda session: received(session, name, "カメイ ハナ")).id


def held_meeting(desk: Desk, case_id: int, verdict: str = "decided") -> int:
    """A 支援会議 on a case with one role and a verdict, held and finished; gives the meeting's id."""

    def hold(session: Session) -> int:
        call = MeetingCall(
            basis=MeetingBasis.SUPPORT,
            held_on=date(2026, 11, 20),
            case_ids=(case_id,),
            goal="次に会う人が決まる",
            invitees=(Invitee(agency_name="保健センター", name="木村"),),
        )
        meeting = call_meeting(session, call)
        meeting_case = cases_of_meeting(session, meeting.id)[0]
        record_decision(session, meeting_case.id, "保健センター　木村", "訪問する", "2026-12-01")
        save_sheet(session, "action_linkage", meeting_case.id, {"verdict": verdict})
        finish_meeting(session, meeting.id, goal_result="reached")
        return meeting.id

    return desk.act(hold)


class Keys:
    """Counts the keys of a user: commands and moves apart from the text of a field."""

    def __init__(self) -> None:
        self.pressed = 0
        self.fields = 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, wherever the keyboard is."""
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, modifiers)
        self.pressed += 1

    def type(self, words: str) -> None:
        """The text of one field, as an input method commits it."""
        focus = QApplication.focusWidget()
        assert focus is not None
        commit(focus, words)
        self.fields += 1


def names_of_stops(part: QWidget) -> list[str]:
    """What the ear hears at each stop of Tab."""
    names = []
    for stop in stops_in(part):
        heard = QAccessible.queryAccessibleInterface(stop)
        assert heard is not None, type(stop).__name__
        names.append(heard.text(QAccessible.Text.Name) or f"?{type(stop).__name__} {stop.objectName()}")
    return names
