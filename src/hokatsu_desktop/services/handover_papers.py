"""The papers of a handover: 事務引継書 of the office, and a ケース引継ぎ別紙 for each case that goes along."""

from sqlalchemy.orm import Session

from hokatsu_desktop.services.handover import BOOK, cases_to_hand_over, newest_handover
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.papers import Paper, paper_of

OF_A_CASE = "case_handover"


def papers_of_handover(session: Session) -> list[Paper]:
    """The book first, then the cases by their next date; before a handover was begun, every open case."""
    cases = cases_to_hand_over(session, newest_handover(session))
    book = paper_of(session, BOOK, the_office(session).id)
    return [book, *(paper_of(session, OF_A_CASE, case.case_id) for case in cases)]
