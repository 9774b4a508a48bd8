"""Joining, leaving, reading only: who may not go, what is remembered, and that a reader changes nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.models import StaffRole
from hokatsu_desktop.services.acts import note_fact
from hokatsu_desktop.services.office import change_office, present_staff, the_office
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.staff import (
    join_office,
    keys_renewed,
    leave_office,
    may_only_read,
    own_passphrase_chosen,
    rekey_is_due,
    set_role,
)


@contextmanager
def refused(words: str) -> Iterator[None]:
    """A no that says these words."""
    with pytest.raises(Refusal) as no:
        yield
    assert words in no.value.words


def test_who_joins_is_there_and_who_leaves_is_not(session: Session) -> None:
    colleague = join_office(session, " 架空 花子 ", post="主事", slot_id="s-2")
    assert [one.name for one in present_staff(session)][-1] == "架空 花子"
    leave_office(session, colleague.id)
    assert colleague.id not in {one.id for one in present_staff(session)}
    assert rekey_is_due(session)


def test_who_never_had_a_key_leaves_without_new_keys(session: Session) -> None:
    leave_office(session, join_office(session, "架空 花子").id)
    assert not rekey_is_due(session)


def test_renewed_keys_are_no_longer_due_and_colleagues_have_to_choose(session: Session) -> None:
    stays, leaves = join_office(session, "残 花子", slot_id="s-2"), join_office(session, "去 太郎", slot_id="s-3")
    leave_office(session, leaves.id)
    keys_renewed(session, [stays.id])
    assert (rekey_is_due(session), stays.temporary_key) == (False, True)
    own_passphrase_chosen(session, stays.id)
    assert not stays.temporary_key


def test_nobody_takes_themselves_off(session: Session) -> None:
    join_office(session, "架空 花子")
    with refused("ご自分を外すことはできません"):
        leave_office(session, session.info["staff_id"])


def test_somebody_who_may_write_stays(session: Session) -> None:
    me = session.info["staff_id"]
    reader = join_office(session, "架空 花子", role=StaffRole.VIEWER)
    with refused("書ける職員がいなくなります"):
        set_role(session, me, StaffRole.VIEWER)
    session.info["staff_id"] = reader.id
    with refused("書ける職員がいなくなります"):
        leave_office(session, me)


def test_a_name_is_needed(session: Session) -> None:
    with refused("お名前"):
        join_office(session, "　")


def test_a_reader_changes_nothing_and_prints_are_still_noted(session: Session) -> None:
    reader = join_office(session, "架空 花子", role=StaffRole.VIEWER)
    assert may_only_read(session, reader.id)
    session.commit()
    session.info["may_only_read"] = True
    with refused("閲覧のみ"):
        change_office(session, phone="0000-00-0000")
    session.rollback()
    assert the_office(session).phone == ""
    note_fact(session, "print", "印刷", sheet="agenda")
