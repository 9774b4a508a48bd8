"""What goes through the post or lies open at a meeting names nobody of a household: asked of the whole practice town."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, Meeting, Person
from hokatsu_desktop.printing.papers import print_papers
from hokatsu_desktop.services.papers import imprint_of, paper_of
from tests.printing.reading import squeezed, text_of
from tests.services.test_practice_town import TODAY, built


@pytest.fixture(scope="module")
def town() -> Iterator[Session]:
    with built(TODAY) as session:
        yield session


def told_of_households(session: Session) -> set[str]:
    """Names, readings, telephone numbers, addresses and titles of all households, as they would stand on paper."""
    words: set[str] = set()
    for person in session.scalars(select(Person)):
        words |= {person.name, person.kana, person.called, person.phone, person.address}
        words |= {name for name in (*person.name.split(), *person.kana.split()) if len(name) > 1}
    words |= set(session.scalars(select(Case.title)))
    return {squeezed(word) for word in words if word}


@pytest.mark.parametrize("key", ["invitation", "case_list"])
def test_no_household_is_named(town: Session, key: str) -> None:
    told = told_of_households(town)
    assert len(told) > 100
    meetings = town.scalars(select(Meeting.id)).all()
    assert len(meetings) == 7
    imprint = imprint_of(town)
    for meeting_id in meetings:
        paper = paper_of(town, key, meeting_id)
        text = text_of(print_papers([paper], imprint, title=paper.sheet.title).pdf).replace("みどり町（架空）", "")
        text = text.replace("練習用（架空の町）", "").replace("みどり町長（架空）", "")
        assert paper.case_label == ""
        assert [word for word in told if word in text] == []


def test_the_same_words_would_be_found_where_they_do_stand(town: Session) -> None:
    case = town.scalars(select(Case).where(Case.title == "架空世帯")).one()
    paper = paper_of(town, "note_list", case.id)
    text = text_of(print_papers([paper], imprint_of(town), title=paper.sheet.title).pdf)
    assert {"架空世帯", "ハル"} <= {word for word in told_of_households(town) if word in text}
