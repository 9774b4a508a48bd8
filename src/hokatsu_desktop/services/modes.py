"""How the town stands to the programme (事業の進め方) on a day, changing it from a day on, and the gates it sets for meetings."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Meeting, MeetingBasis, MeetingCase, OfficeMode, OfficeModeChange
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.sheets.bases import basis_on
from hokatsu_desktop.sheets.modes import Mode, first_entry, mode_of

NOTHING_CHANGED = "まだ何も変わっていません。"


@dataclass(frozen=True)
class ModeSpan:
    """A mode and the day from which it holds; None for the one the office began with."""

    mode: OfficeMode
    from_on: date | None


def mode_spans(session: Session) -> list[ModeSpan]:
    """The modes of the office in the order of their days, the one it began with first."""
    changes = session.scalars(select(OfficeModeChange).order_by(OfficeModeChange.from_on, OfficeModeChange.id))
    first = ModeSpan(OfficeMode(the_office(session).mode), None)
    return [first, *(ModeSpan(OfficeMode(one.mode), one.from_on) for one in changes)]


def mode_on(session: Session, day: date) -> Mode:
    """How the town stands to the programme on a day.

    A mode that the law did not know on that day yet stands as it was first written down.
    """
    key = [span.mode for span in mode_spans(session) if span.from_on is None or span.from_on <= day][-1]
    return mode_of(key, day) or first_entry(key)


def change_mode(session: Session, mode: OfficeMode, from_on: date) -> None:
    """Have another mode hold from a day on; one that was to begin on the same day gives way to it.

    Raises Refusal before the day from which the law knows the mode.
    """
    begins = first_entry(mode)
    if from_on < begins.valid_from:
        raise Refusal(
            f"「{begins.label}」は、{short(begins.valid_from)}からの進め方です（{begins.law}）。"
            f"その日か、あとの日を書いてください。{NOTHING_CHANGED}"
        )
    known = session.scalar(select(OfficeModeChange).where(OfficeModeChange.from_on == from_on))
    with act(session, "change_mode", "事業の進め方を変える"):
        if known is not None:
            known.mode = mode
        else:
            session.add(OfficeModeChange(mode=mode, from_on=from_on, staff_id=session.info.get("staff_id")))
        session.flush()


def forget_change(session: Session, from_on: date) -> None:
    """Take back a change of mode that has not begun yet. Raises Refusal once its day has come."""
    known = session.scalar(select(OfficeModeChange).where(OfficeModeChange.from_on == from_on))
    if known is None:
        return
    if from_on <= today(session):
        raise Refusal(f"もう始まった進め方は消せません。新しい進め方と日を書いてください。{NOTHING_CHANGED}")
    with act(session, "forget_mode_change", "予定した進め方の変更をやめる"):
        session.delete(known)
        session.flush()


def counted_in(session: Session, first: date, last: date) -> tuple[MeetingBasis, ...]:
    """The kinds of meeting that figures over these days count: those of each mode that held on one of them."""
    days = [first, *(span.from_on for span in mode_spans(session) if span.from_on and first < span.from_on <= last)]
    return tuple(dict.fromkeys(MeetingBasis(one) for day in days for one in mode_on(session, day).counted))


def basis_name(session: Session, basis: str, day: date) -> str:
    """A kind of meeting with its law as the town calls it on a day."""
    return mode_on(session, day).name_of(basis)


def bases_of(session: Session, meeting: Meeting) -> tuple[str, ...]:
    """The bases that a meeting is held on: those of its cases, its own first; its own alone while it has no case."""
    query = select(MeetingCase.basis).where(MeetingCase.meeting_id == meeting.id).order_by(MeetingCase.position)
    found = dict.fromkeys(session.scalars(query)) or {meeting.basis: None}
    return tuple(sorted(found, key=lambda one: one != meeting.basis))


def without_consent(session: Session, day: date) -> MeetingBasis:
    """The kind of meeting that takes a case without consent in this town on a day."""
    return MeetingBasis(mode_on(session, day).without_consent)


def why_it_closes_elsewhere(session: Session, basis: str, day: date) -> str:
    """Why a kind of meeting may not decide a closing in this town on a day, in words; empty when it may."""
    mode = mode_on(session, day)
    if basis in mode.closes_in:
        return ""
    first = mode.name_of(mode.closes_in[0])
    return f"{mode.name_of(basis)}では、終結を決められません。{first}など、ケースを話し合う会議で決めてください。"


def refuse_by_mode(session: Session, basis: str, day: date) -> None:
    """Refuse a kind of meeting that this town may not hold on that day; the offer is the kind that takes its place."""
    law, mode = basis_on(basis, day), mode_on(session, day)
    if law is not None and basis in mode.bases:
        return
    name = mode.name_of(basis)
    why = (
        f"事業の進め方が「{mode.label}」なので、{short(day)}に{name}は開けません。"
        if law is not None
        else f"{name}は、{short(day)}にはまだ始まっていない会議です。"
    )
    other = basis_on(mode.without_consent, day)
    if other is None or mode.without_consent == basis:
        raise Refusal(f"{why}会議の日か、会議の種類を選びなおしてください。{NOTHING_CHANGED}")
    raise Refusal(
        f"{why}{mode.name_of(mode.without_consent)}なら開けます（{other.words}）。"
        f"進め方は、設定の「事務局」で変えられます。{NOTHING_CHANGED}",
        offer=mode.without_consent,
    )
