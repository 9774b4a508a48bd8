"""A small invented town for the meeting screens: two households, three agencies, and what hands do on a screen."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QWidget
from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, ConsentState, MeetingBasis, Staff
from hokatsu_desktop.services.agencies import add_agency, add_contact
from hokatsu_desktop.services.consents import record_consent
from hokatsu_desktop.services.looking_back import Fate, Span
from hokatsu_desktop.services.meetings import Invitee, MeetingCall, call_meeting
from hokatsu_desktop.services.office import found_office
from hokatsu_desktop.services.referrals import begin_referral, receive_referral
from hokatsu_desktop.services.sheets import save_sheet
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.focus_order import stops_in
from hokatsu_desktop.ui.meetings.section import MeetingsSection

NOW = datetime(2026, 11, 23, 10, 32, tzinfo=timezone(timedelta(hours=9)))
TODAY = NOW.date()
MEETING_DAY = date(2026, 11, 26)


@dataclass(frozen=True)
class Town:
    """The ids of what was founded."""

    staff_id: int
    without_consent: int  # case 架空世帯
    with_consent: int  # case 例示世帯
    yamamoto: int  # contact of 水道課, a member with a pledge
    kimura: int  # contact of 保健センター, a member


def found(session: Session) -> Town:
    """Founds the town in an empty store."""
    found_office(session, town="みどり町", department="福祉課", staff_name="井上 まこと", practice=True)
    staff = session.scalars(select(Staff)).one()
    water = add_agency(session, "水道課", inside_town_hall=True, can_do="使用水量の急な変化に気づく")
    health = add_agency(session, "保健センター", inside_town_hall=True, can_do="家庭訪問、ごみの片付けの相談")
    add_agency(session, "町立病院")
    yamamoto = add_contact(
        session, water.id, "山本", post="係長", registered_on=date(2026, 4, 1), pledged_on=date(2026, 4, 1)
    )
    kimura = add_contact(session, health.id, "木村", kana="キムラ", post="保健師", registered_on=date(2026, 4, 1))
    first = received(session, "架空 花子", "カクウ ハナコ")
    second = received(session, "例示 太郎", "レイジ タロウ")
    record_consent(session, second.id, second.principal_id, ConsentState.GIVEN)
    return Town(staff.id, first.id, second.id, yamamoto.id, kimura.id)


def received(session: Session, name: str, kana: str) -> Case:
    """A case that came from 水道課 山本."""
    referral = begin_referral(session)
    answers = {"person_name": name, "person_kana": kana, "from_agency": "水道課", "from_contact": "山本"}
    save_sheet(session, "tsunagi_takashima_a", referral.id, dict(answers))
    receive_referral(session, referral.id)
    return session.get_one(Case, referral.case_id)


def called(
    desk: Desk,
    town: Town,
    *,
    guest: bool = False,
    basis: MeetingBasis = MeetingBasis.SUPPORT,
    case_id: int | None = None,
) -> int:
    """A meeting on 架空世帯 or another household with 山本 and 木村; gives its id."""
    invitees = [Invitee(contact_id=town.yamamoto), Invitee(contact_id=town.kimura)]
    invitees += [Invitee(agency_name="架空商店", name="店主", kind="guest")] if guest else []
    call = MeetingCall(
        basis=basis,
        held_on=MEETING_DAY,
        case_ids=(case_id or town.without_consent,),
        goal="次に会う人が決まる",
        invitees=tuple(invitees),
    )
    return desk.act(lambda session: call_meeting(session, call)).id


@dataclass
class FakePrinter:
    """Notes what was asked to be printed."""

    asked: list[tuple[str, int]] = field(default_factory=list)

    def print_sheet(self, key: str, subject_id: int) -> None:
        """A filled-in sheet."""
        self.asked.append((key, subject_id))

    def print_blank(self, key: str) -> None:
        """A blank form."""
        self.asked.append((key, 0))

    def print_meeting_end(self, meeting_id: int) -> None:
        """What a meeting hands out at its end."""
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
        """All papers of a meeting."""
        self.asked.append(("packet", meeting_id))


class Host(QWidget):
    """Stands for the main window: Ctrl+Enter reaches the section."""

    def __init__(self, section: MeetingsSection) -> None:
        super().__init__()
        self.section = section
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(section)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(section.finish)


@dataclass
class Hands:
    """Presses keys and buttons, and counts what it does: S shortcuts, C clicks, f fields, k other keys."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys("SCfk", 0))

    def click(self, target: QAbstractButton) -> None:
        """One click with the mouse."""
        self.counts["C"] += 1
        QTest.mouseClick(target, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def shortcut(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.ControlModifier) -> None:
        """One shortcut, wherever the keyboard is."""
        self.counts["S"] += 1
        self._press(key, modifiers)

    def key(self, key: Qt.Key) -> None:
        """One key, wherever the keyboard is."""
        self.counts["k"] += 1
        self._press(key, Qt.KeyboardModifier.NoModifier)

    def fill(self, words: str, end: Qt.Key = Qt.Key.Key_Tab) -> None:
        """The content of one field, typed, and the key that leaves it."""
        self.counts["f"] += 1
        focus = focused()
        QTest.keyClicks(focus, words) if words.isascii() else commit(focus, words)
        self._press(end, Qt.KeyboardModifier.NoModifier)

    def said(self, workflow: str) -> str:
        """The counts in the words of the list of workflows."""
        return f"{workflow}: " + " + ".join(f"{count} {what}" for what, count in self.counts.items() if count)

    def _press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        QTest.keyClick(focused(), key, modifiers)
        QApplication.processEvents()


def focused() -> QWidget:
    """The widget the keyboard is in."""
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def commit(widget: QWidget, words: str) -> None:
    """Words as an input method sends them: composed first, then committed."""
    from tests.ui.hands import type_by_ime

    type_by_ime(widget, [words[:1], words], words)


def nameless(page: QWidget) -> list[str]:
    """The widgets Tab can reach that have no name for the ear."""
    return [f"{type(stop).__name__} {stop.objectName()}" for stop in stops_in(page) if not spoken_name(stop).strip()]


def spoken_name(stop: QWidget) -> str:
    """What a screen reader says: the accessible name, or the words of a button."""
    return stop.accessibleName() or (stop.text() if isinstance(stop, QAbstractButton) else "")
