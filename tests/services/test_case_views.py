"""Who opened a case: once a day and person in the log, apart from what was done, nothing of a closed case."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import ChangeEntry, StaffRole
from hokatsu_desktop.services.case_history import history_of_case
from hokatsu_desktop.services.case_views import OPENED, note_opened, views_of_case
from hokatsu_desktop.services.differences import differences_after
from hokatsu_desktop.services.history import undoable
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.staff import join_office, set_role
from hokatsu_desktop.services.veils import hide_case
from tests.services.conftest import Clock
from tests.services.test_veils import received, working


def links(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(ChangeEntry).where(ChangeEntry.act == OPENED)) or 0


def test_each_person_leaves_one_link_a_day_for_each_case(session: Session, clock: Clock) -> None:
    one, other = received(session, "架空 次郎"), received(session, "架空 三郎")
    colleague = join_office(session, "見本 ひろし").id
    assert note_opened(session, one)
    assert not note_opened(session, one)
    assert note_opened(session, other)
    with working(session, colleague):
        assert note_opened(session, one)
    clock.moment += timedelta(days=1)
    assert note_opened(session, one)
    assert links(session) == 4
    assert [view.by for view in views_of_case(session, one, most=8)] == ["井上 まこと", "見本 ひろし", "井上 まこと"]
    assert len(views_of_case(session, one, most=2)) == 2


def test_the_link_names_nobody_but_who_looked(session: Session) -> None:
    case_id = received(session, "架空 次郎")
    note_opened(session, case_id)
    link = session.scalars(select(ChangeEntry).where(ChangeEntry.act == OPENED)).one()
    assert (link.before, link.after) == (None, {"subject": "case", "subject_id": case_id})
    assert "架空" not in link.title


def test_looking_is_no_act_that_is_listed_undone_or_told_as_a_difference(session: Session) -> None:
    case_id = received(session, "架空 次郎")
    acts, last = history_of_case(session, case_id).acts, undoable(session)
    newest = session.scalar(select(func.max(ChangeEntry.id))) or 0
    note_opened(session, case_id)
    assert history_of_case(session, case_id).acts == acts
    assert undoable(session) == last
    found = differences_after(session, newest)
    assert (found.cases, found.others) == ((), ())


def test_a_reader_leaves_it_too_and_a_closed_case_is_not_told(session: Session) -> None:
    case_id, colleague = received(session, "秘川 花子"), join_office(session, "見本 ひろし").id
    note_opened(session, case_id)
    hide_case(session, case_id, colleague, "いとこ")
    with working(session, colleague), pytest.raises(Refusal):
        views_of_case(session, case_id, most=8)
    with working(session, colleague), pytest.raises(Refusal):
        note_opened(session, case_id)
    other = received(session, "架空 次郎")
    set_role(session, colleague, StaffRole.VIEWER)
    with working(session, colleague):
        session.info["may_only_read"] = True
        assert note_opened(session, other)
