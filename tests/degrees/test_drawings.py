"""Drawings in letters: the genogram by ties and bands of age, whoever the ecomap names by what they are."""

from collections.abc import Sequence

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.drawing.shapes import Shape, Text
from hokatsu_desktop.models import Case, Degree, EcoTie
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.degrees import in_degree
from hokatsu_desktop.services.papers import Paper, newest_subject, paper_of
from hokatsu_desktop.sheets.definition import Subject


def b_sheet(session: Session) -> Paper:
    """The sheet with the genogram of the household of four."""
    case_id = session.scalars(select(Case.id).where(Case.title == "架空世帯")).one()
    subject_id = newest_subject(session, Subject.REFERRAL, case_id)
    assert subject_id is not None
    return paper_of(session, "tsunagi_takashima_b", subject_id)


def words_of(paper: Paper) -> str:
    return " ".join(words for shapes in paper.drawings.values() for words in texts_in(shapes))


def texts_in(shapes: Sequence[Shape]) -> list[str]:
    return [shape.words for shape in shapes if isinstance(shape, Text)]


def test_real_names_stand_in_the_genogram(town: Session) -> None:
    assert "みのる" in words_of(in_degree(town, [b_sheet(town)], Degree.NAMED).papers[0])


def test_letters_give_ties_and_bands_of_age(town: Session) -> None:
    words = words_of(in_degree(town, [b_sheet(town)], Degree.LETTERS).papers[0])
    assert all(said in words for said in ("Aさん", "長男", "長女", "夫", "80代", "50代"))
    assert not any(name in words for name in ("ハル", "みのる", "さちえ", "しょうさく", "82", "54"))


def test_anonymous_gives_no_age(town: Session) -> None:
    words = words_of(in_degree(town, [b_sheet(town)], Degree.ANONYMOUS).papers[0])
    assert "長男" in words
    assert not any(sign.isdigit() for sign in words)


@pytest.mark.parametrize(
    ("degree", "said"),
    [(Degree.LETTERS, "知人と喫茶みなもへ"), (Degree.ANONYMOUS, "知人とある場所へ")],
)
def test_whom_the_ecomap_names_gives_way_everywhere(town: Session, degree: Degree, said: str) -> None:
    paper = b_sheet(town)
    assert paper.case_id is not None
    with act(town, "draw", "エコマップを書く"):
        town.add_all(
            [
                EcoTie(case_id=paper.case_id, name="演田 よしろう", kind="person"),
                EcoTie(case_id=paper.case_id, name="喫茶みなも", kind="place"),
            ]
        )
    paper.answers["history"] = "演田よしろうさんと喫茶みなもへ"
    assert in_degree(town, [paper], degree).papers[0].answers["history"] == said
    town.rollback()


def ecomap_words(session: Session, degree: Degree) -> str:
    """All words of both ecomaps, joined as a reader joins them over the ends of lines."""
    case_id = session.scalars(select(Case.id).where(Case.title == "架空世帯")).one()
    paper = in_degree(session, [paper_of(session, "relations", case_id)], degree).papers[0]
    return "".join(words for key in ("eco_now", "eco_ahead") for words in texts_in(paper.drawings[key]))


def test_an_ecomap_in_letters_names_nobody_even_over_the_end_of_a_line(town: Session) -> None:
    case_id = town.scalars(select(Case.id).where(Case.title == "架空世帯")).one()
    with act(town, "draw", "エコマップを書く"):
        town.add_all(
            [
                EcoTie(case_id=case_id, name="となりの演田 よしろうさんの一家", kind="person", tense="now"),
                EcoTie(case_id=case_id, name="居住支援法人 すまいの糸", kind="agency", tense="ahead"),
            ]
        )
    named, hidden, anonymous = (ecomap_words(town, one) for one in (Degree.NAMED, Degree.LETTERS, Degree.ANONYMOUS))
    town.rollback()
    assert "架空世帯" in named
    assert "A世帯" in hidden
    assert "A世帯" in anonymous
    for words in (hidden, anonymous):
        assert not any(name in words for name in ("架空", "ハル", "みのる", "さちえ"))
    assert "すまいの糸" in named
    assert "すまいの糸" in hidden
    assert "すまいの糸" not in anonymous
    assert "住まいの支援機関" in anonymous
