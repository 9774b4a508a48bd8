"""Whoever may only read opens the store, also when there is housekeeping to do that only others may do."""

from collections.abc import Callable
from datetime import timedelta

from pytestqt.qtbot import QtBot

from hokatsu_desktop.models import Case, StaffRole
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import utc
from hokatsu_desktop.services.office import present_staff
from hokatsu_desktop.services.referrals import begin_referral
from hokatsu_desktop.services.staff import join_office
from hokatsu_desktop.services.trash import KEPT_DAYS, throw_away, trash_count
from hokatsu_desktop.store.keys import Cost, Passphrase
from hokatsu_desktop.store.slots import add_staff
from hokatsu_desktop.ui.start.program import Program
from tests.ui_start.conftest import NOON, WORDS, Made
from tests.ui_start.test_staff_leaves import opened
from tests.ui_start.test_unlock import PATIENCE, lock_screen, unlock

READS = "よむだけの 人の 合言葉は これです"


def with_old_trash_and_a_reader(made: Made) -> None:
    """A draft that has been in the trash for too long, and somebody who may only read."""
    store = opened(made, WORDS)
    slot = add_staff(store, Passphrase(READS), cost=Cost.floor())
    with store.session() as session:
        store.session_facts["staff_id"] = present_staff(session)[0].id
    with store.transaction() as session:
        join_office(session, "読 花子", role=StaffRole.VIEWER, slot_id=slot)
        case_id = begin_referral(session).case_id
        throw_away(session, case_id)
    with store.transaction() as session, act(session, "test", "ためし"):
        session.get_one(Case, case_id).trashed_at = utc(NOON) - timedelta(days=KEPT_DAYS + 1)
    store.close()


def test_a_reader_opens_although_the_trash_is_due(
    make_program: Callable[..., Program], made: Made, qtbot: QtBot
) -> None:
    with_old_trash_and_a_reader(made)
    program = make_program(made.folder)
    lock_screen(program)
    unlock(program, qtbot, READS)
    qtbot.waitUntil(lambda: program.main_window is not None, timeout=PATIENCE)
    program.end()
    store = opened(made, WORDS)
    with store.session() as session:
        assert trash_count(session) == 1
    store.close()
