"""Answering what nobody knew at a meeting, from wherever the question is seen."""

from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, OpenQuestion
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.rows import follow_up


def answer_question(session: Session, question_id: int, found: str) -> OpenQuestion:
    """Write down what was found out; without words the question is open again. Its やること goes along."""
    question = still_there(session, OpenQuestion, question_id)
    with act(session, "answer_question", "分からなかったことの答えを書く"):
        question.found = found.strip()
        if not question.found:
            question.found_on = None
        follow_up(session, question, {"case": still_there(session, Case, question.case_id)})
    return question
