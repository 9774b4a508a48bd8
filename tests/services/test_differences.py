"""What was done in one copy since two parted: each act once, under its case; nothing of a case that is closed."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import ChangeEntry
from hokatsu_desktop.services.agencies import add_agency
from hokatsu_desktop.services.differences import Differences, differences_after
from hokatsu_desktop.services.notes import write_note
from hokatsu_desktop.services.papers import note_print
from hokatsu_desktop.services.staff import join_office
from hokatsu_desktop.services.veils import hide_case
from hokatsu_desktop.sheets.definition import Subject
from tests.services.test_veils import received, working


def parted(session: Session) -> int:
    """The last link that both copies have."""
    return session.scalar(select(func.max(ChangeEntry.id))) or 0


def print_sheet(session: Session, case_id: int) -> None:
    note_print(session, ["assessment"], subject=Subject.CASE, subject_id=case_id, to="printer")


def titles(found: Differences) -> tuple[list[list[str]], list[str]]:
    """What stands under the cases, and under nothing of a case; the newest first."""
    return [[act.title for act in case.acts] for case in found.cases], [act.title for act in found.others]


def test_each_act_stands_once_and_under_its_case(session: Session) -> None:
    case_id = received(session, "架空 次郎")
    link = parted(session)
    print_sheet(session, case_id)
    write_note(session, case_id, facts="電話で話した")
    print_sheet(session, case_id)
    add_agency(session, "架空の社協")
    under_cases, others = titles(differences_after(session, link))
    assert len(under_cases) == 1
    assert len(under_cases[0]) == 3
    assert under_cases[0][0] == under_cases[0][2] != under_cases[0][1]
    assert len(others) == 1


def test_nothing_is_told_of_a_closed_case(session: Session) -> None:
    secret, colleague = received(session, "秘川 花子"), join_office(session, "見本 ひろし").id
    hide_case(session, secret, colleague, "いとこ")
    link = parted(session)
    write_note(session, secret, facts="電話で話した")
    with working(session, colleague):
        assert titles(differences_after(session, link)) == ([], [])
    assert len(differences_after(session, link).cases) == 1
