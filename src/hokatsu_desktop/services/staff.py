"""Who works at the office: joining, leaving, what part each has, and what that means for the keys."""

from collections.abc import Collection
from datetime import date
from typing import assert_never

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Staff, StaffRole
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.office import change_setting, present_staff, the_office
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.veils import refuse_last_to_see

ROLES = {StaffRole.WORKER: "担当", StaffRole.CHIEF: "所属長", StaffRole.VIEWER: "閲覧のみ"}
REKEY_DUE = "rekey_due"  # within Office.settings: somebody who knew a passphrase has left


def join_office(
    session: Session,
    name: str,
    *,
    kana: str = "",
    post: str = "",
    role: StaffRole = StaffRole.WORKER,
    slot_id: str = "",
) -> Staff:
    """A new member of staff, with the key slot that opens the store for them. Raises Refusal without a name."""
    if not name.strip():
        raise Refusal("お名前を入れてください。まだ何も加えていません。")
    with act(session, "join_office", "職員を加える"):
        staff = Staff(
            name=name.strip(),
            kana=kana.strip(),
            post=post.strip(),
            role=role,
            key_slot=slot_id,
            joined_on=today(session),
        )
        session.add(staff)
        session.flush()
    return staff


def leave_office(session: Session, staff_id: int, *, on: date | None = None) -> Staff:
    """Somebody leaves: what they wrote keeps their name, and the keys are to be renewed if they had one.

    Raises Refusal for oneself, and when nobody who may write would be left.
    """
    staff = still_there(session, Staff, staff_id)
    if staff_id == session.info.get("staff_id"):
        raise Refusal("ご自分を外すことはできません。ほかの職員が開いて、外してください。何も変わっていません。")
    refuse_without_writer(session, leaving=staff_id)
    refuse_last_to_see(session, staff_id)
    with act(session, "leave_office", "職員の異動・退職"):
        staff.left_on = on or today(session)
        if staff.key_slot:
            change_setting(session, REKEY_DUE, True)
    return staff


def set_role(session: Session, staff_id: int, role: StaffRole) -> Staff:
    """Say what part a member of staff has.

    Raises Refusal when nobody who may write would be left, or see a case; and for making oneself 所属長, who sees all.
    """
    staff = still_there(session, Staff, staff_id)
    match role:
        case StaffRole.VIEWER:
            refuse_without_writer(session, leaving=staff_id)
            refuse_last_to_see(session, staff_id)
        case StaffRole.WORKER:
            refuse_last_to_see(session, staff_id, if_closed=True)
        case StaffRole.CHIEF:
            if staff_id == session.info.get("staff_id") and staff.role == StaffRole.WORKER:
                raise Refusal(
                    "ご自分を所属長にすることはできません。ほかの職員が決めてください。何も変わっていません。"
                )
        case _:
            assert_never(role)
    with act(session, "set_role", "職員の区分を決める"):
        staff.role = role
    return staff


def refuse_without_writer(session: Session, *, leaving: int) -> None:
    """Refuse when only people who may read would be left without this one."""
    if all(one.id == leaving or one.role == StaffRole.VIEWER for one in present_staff(session)):
        raise Refusal("書ける職員がいなくなります。先に、ほかの職員を「担当」か「所属長」にしてください。")


def may_only_read(session: Session, staff_id: int) -> bool:
    """Whether this member of staff is 閲覧のみ."""
    return session.scalar(select(Staff.role).where(Staff.id == staff_id)) == StaffRole.VIEWER


def rekey_is_due(session: Session) -> bool:
    """Whether somebody has left since the keys were last renewed."""
    return bool(the_office(session).settings.get(REKEY_DUE, False))


def keys_renewed(session: Session, temporary: Collection[int]) -> None:
    """The keys were renewed; these members of staff open with a passphrase that was made for them, until they choose."""
    with act(session, "renew_keys", "鍵を作り直す"):
        change_setting(session, REKEY_DUE, False)
        for staff_id in temporary:
            still_there(session, Staff, staff_id).temporary_key = True


def own_passphrase_chosen(session: Session, staff_id: int) -> None:
    """A member of staff has chosen a passphrase of their own."""
    with act(session, "choose_passphrase", "合言葉を決める"):
        still_there(session, Staff, staff_id).temporary_key = False
