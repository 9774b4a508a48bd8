"""What a meeting still needs before it is held: what the store can see by itself, and what is ticked by hand."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from hokatsu_desktop.models import Meeting, MeetingBasis
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.called_meetings import MeetingPage
from hokatsu_desktop.services.finding import still_there

BY_HAND = (
    ("notice", "開催通知を送った"),
    ("room", "部屋を取った"),
    ("papers", "機関の書類は、前からあるもので足りるか確かめた"),
)


@dataclass(frozen=True)
class Check:
    """One thing to be ready: in words, whether it is, and the key of what is ticked by hand."""

    words: str
    is_done: bool
    key: str = ""


def checks_of(page: MeetingPage) -> list[Check]:
    """What there is to check before a meeting, in the order in which one does it."""
    meeting = page.meeting
    guests = [one.shown for one in page.attendances if one.id in page.to_bind]
    without = [
        one.case.title
        for one in page.cases
        if one.meeting_case.basis == MeetingBasis.LAYERED and not all(agreed for _, _, agreed in one.consents)
    ]
    over = page.agenda_minutes - meeting.minutes
    found = [
        Check("話し合うケースが決まっている", bool(page.cases or page.not_shown)),
        Check("到達点を書いた", bool(meeting.goal.strip())),
        Check("進行役が決まっている", bool(meeting.facilitator.strip())),
        Check(f"時間が{over}分足りません" if over > 0 else "時間の割り振りが収まっている", over <= 0),
        Check(
            f"同意がまだのケース：{'、'.join(without)}" if without else "同意が要るケースは、そろっている", not without
        ),
        Check(f"守秘の約束がまだの人：{'、'.join(guests)}" if guests else "守秘の約束がそろっている", not guests),
    ]
    attached = sum(len(one.attached) for one in page.cases)
    more = {"papers": f"（付けた書類　{attached}）" if attached else ""}
    return found + [Check(words + more.get(key, ""), key in meeting.readied, key) for key, words in BY_HAND]


def tick_ready(session: Session, meeting_id: int, key: str, *, done: bool) -> Meeting:
    """Tick what only a person can see, or take the tick back."""
    meeting = still_there(session, Meeting, meeting_id)
    with act(session, "tick_ready", "準備の確認をつける" if done else "準備の確認を外す"):
        rest = [one for one in meeting.readied if one != key]
        meeting.readied = [*rest, key] if done else rest
    return meeting
