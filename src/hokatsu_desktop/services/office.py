"""Founding the office of a new store, its staff, and remembering where each of them was."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import ChangeEntry, Office, ScreenState, Staff, StaffRole
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import at_office, today
from hokatsu_desktop.services.refusal import Refusal

OWN = "own"  # within Office.settings: what each member of staff set for themselves, by staff id


def found_office(session: Session, *, town: str, department: str, staff_name: str, practice: bool = False) -> Staff:
    """Write the office and its first member of staff into an empty store.

    Raises Refusal when a name is missing or the store already has an office.
    """
    missing = [
        label for label, value in (("町名", town), ("課名", department), ("お名前", staff_name)) if not value.strip()
    ]
    if missing:
        raise Refusal(f"{'と'.join(missing)}を入れてください。あとから直せます。")
    if has_office(session):
        raise Refusal("この保存場所には、すでに台帳があります。")
    with act(session, "found_office", "台帳を新しく作る"):
        session.add(Office(town=town.strip(), department=department.strip(), practice=practice))
        staff = Staff(name=staff_name.strip(), role=StaffRole.WORKER, joined_on=today(session))
        session.add(staff)
        session.flush()
        session.info["staff_id"] = staff.id
    return staff


def the_office(session: Session) -> Office:
    """The office of this store."""
    return session.scalars(select(Office)).one()


def has_office(session: Session) -> bool:
    """Whether the store has its office; one whose founding was broken off by a power cut has none."""
    return session.scalar(select(Office.id)) is not None


def begun_on(session: Session) -> date:
    """The day on which the office began to work with its store."""
    first = session.scalar(select(ChangeEntry.happened_at).order_by(ChangeEntry.id).limit(1))
    return at_office(session, first).date() if first is not None else today(session)


def present_staff(session: Session) -> list[Staff]:
    """The staff who have not left, in the order they joined."""
    return list(session.scalars(select(Staff).where(Staff.left_on.is_(None)).order_by(Staff.id)))


def give_key(session: Session, staff_id: int, slot_id: str) -> Staff:
    """Note which key slot of the store (its id in store.keys) is whose, so that the passphrase tells who is working."""
    staff = session.get_one(Staff, staff_id)
    with act(session, "give_key", "合言葉を職員に結びつける"):
        staff.key_slot = slot_id
    return staff


def change_office(session: Session, **values: Any) -> Office:
    """Change settings of the office, by attribute name."""
    office = the_office(session)
    with act(session, "save_office", "事務局の設定を直す"):
        for name, value in values.items():
            setattr(office, name, value)
    return office


def save_staff(session: Session, staff_id: int, **values: Any) -> Staff:
    """Change facts about a member of staff, by attribute name. Raises Refusal for a name left empty."""
    if "name" in values and not str(values["name"]).strip():
        raise Refusal("お名前を入れてください。前のお名前は残っています。")
    staff = session.get_one(Staff, staff_id)
    with act(session, "save_staff", "職員の名前や職名を直す"):
        for name, value in values.items():
            setattr(staff, name, value.strip() if isinstance(value, str) else value)
    return staff


def change_setting(session: Session, name: str, value: Any) -> None:
    """Keep one setting of the office that is no column of its own; the value must be plain JSON."""
    change_office(session, settings={**the_office(session).settings, name: value})


def own_setting(session: Session, staff_id: int, name: str, usual: Any) -> Any:
    """A setting of one member of staff, as Enter in forms; `usual` until it was changed."""
    return the_office(session).settings.get(OWN, {}).get(str(staff_id), {}).get(name, usual)


def change_own_setting(session: Session, staff_id: int, name: str, value: Any) -> None:
    """Keep one setting of one member of staff; the value must be plain JSON."""
    all_own: dict[str, Any] = the_office(session).settings.get(OWN, {})
    mine = {**all_own.get(str(staff_id), {}), name: value}
    change_setting(session, OWN, {**all_own, str(staff_id): mine})


def remember_place(session: Session, staff_id: int, place: dict[str, Any]) -> None:
    """Keep where a member of staff is (screen, record, blank), so that they come back to it. Not part of the log."""
    state = session.scalar(select(ScreenState).where(ScreenState.staff_id == staff_id))
    if state is None:
        session.add(ScreenState(staff_id=staff_id, place=place))
    else:
        state.place = place
    session.flush()


def remembered_place(session: Session, staff_id: int) -> dict[str, Any]:
    """Where the member of staff last was; empty at first."""
    state = session.scalar(select(ScreenState).where(ScreenState.staff_id == staff_id))
    return dict(state.place) if state else {}
