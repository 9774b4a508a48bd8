"""同じパソコンで引き継ぐ: the user of one PC changes, without any medium; the store stays where it is."""

from datetime import date

from sqlalchemy.orm import Session

from hokatsu_desktop.models import Handover, Staff
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.handover import cases_to_hand_over
from hokatsu_desktop.services.office import present_staff
from hokatsu_desktop.services.refusal import Refusal


def possible_successors(session: Session) -> list[Staff]:
    """The colleagues who open the store with a passphrase that they chose themselves."""
    mine = session.info.get("staff_id")
    return [one for one in present_staff(session) if one.id != mine and one.key_slot and not one.temporary_key]


def hand_over_here(session: Session, successor_id: int | None, reason: str, effective_on: date | None) -> Handover:
    """Write down that a colleague goes on with the work: they get the reading list and their first week.

    Raises Refusal without somebody who can open the store. Taking the leaver's key away is an act of its own.
    """
    successor = next((one for one in possible_successors(session) if one.id == successor_id), None)
    if successor is None:
        raise Refusal(
            "後任の方を選んでください。先に「職員」で後任の方を加え、ご自分の合言葉で一度開いてもらいます。まだ何も変わっていません。"
        )
    staff_id = session.info.get("staff_id")
    giver = session.get(Staff, staff_id) if staff_id else None
    with act(session, "hand_over_here", "同じパソコンで引き継ぐ"):
        handover = Handover(begun_on=today(session))
        handover.from_id, handover.from_name = staff_id, giver.name if giver is not None else ""
        handover.to_name, handover.reason, handover.effective_on = successor.name, reason, effective_on
        handover.case_ids = [case.case_id for case in cases_to_hand_over(session)]
        handover.accepted_on, handover.accepted_by = today(session), successor.name
        session.add(handover)
        session.flush()
    return handover
