"""The disclosure edition: what is not disclosed is gone from the file, and the paper says so."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pypdf
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, Degree, Note
from hokatsu_desktop.printing.papers import print_papers
from hokatsu_desktop.services.degrees import in_degree
from hokatsu_desktop.services.degrees.disclosing import NOT_DISCLOSED, bar
from hokatsu_desktop.services.notes import save_note
from hokatsu_desktop.services.papers import Paper, imprint_of, newest_subject, paper_of
from hokatsu_desktop.sheets.answers import BAR, Answers
from hokatsu_desktop.sheets.definition import Blank, Column, Confidential, Kind, Section, Sheet, Subject
from tests.degrees.reading import plain, streams, told_by
from tests.printing.reading import character_boxes, opened

TOLD = "角の家の人が、夜中に二階の明かりがついていると話していた。"
FELT = "行くたびに気持ちが重い。"
SEEN = "役場に来るのは月に一度。"
NOTE = Sheet(
    key="note_for_tests",
    title="支援経過記録",
    short_title="経過",
    subject=Subject.NOTE,
    sections=(
        Section(
            key="all",
            title="記録",
            blanks=(
                Blank(key="facts", label="事実", kind=Kind.LINES),
                Blank(
                    key="third", label="ほかの人から聞いたこと", kind=Kind.LINES, confidential=Confidential.THIRD_PARTY
                ),
                Blank(key="view", label="見立て", kind=Kind.LINES, confidential=Confidential.STAFF_VIEW),
                Blank(
                    key="issues",
                    label="課題",
                    kind=Kind.CHOICES,
                    list="issue_household",
                    confidential=Confidential.STAFF_VIEW,
                ),
                Blank(
                    key="heavy",
                    label="しんどさ",
                    kind=Kind.ROWS,
                    confidential=Confidential.SUPPORTER,
                    columns=(Column(key="what", label="こと"),),
                ),
                Blank(
                    key="not_seen", label="書かなかった見立て", kind=Kind.LINES, confidential=Confidential.STAFF_VIEW
                ),
            ),
        ),
    ),
)
ANSWERS: Answers = {
    "facts": SEEN,
    "third": TOLD,
    "view": FELT,
    "issues": ["hoarding"],
    "heavy": [{"what": FELT}],
}


@pytest.fixture
def note(town: Session) -> Iterator[Note]:
    """A note of the first household; what a test changes is taken back."""
    query = select(Note).join(Case).where(Case.title == "架空世帯", Note.third_party != "")
    found = town.scalars(query.order_by(Note.id)).first()
    assert found is not None
    yield found
    town.rollback()


def disclosed(session: Session, answers: Answers, note: Note) -> Paper:
    paper = Paper(NOTE, answers, case_id=note.case_id, subject_id=note.id)
    return in_degree(session, [paper], Degree.DISCLOSURE).papers[0]


def pdf_of(session: Session, *papers: Paper) -> bytes:
    return print_papers(papers, imprint_of(session), title="開示用").pdf


def test_what_is_withheld_is_gone_and_its_blank_says_so(town: Session, note: Note) -> None:
    pdf = pdf_of(town, disclosed(town, ANSWERS, note))
    text = told_by(pdf)
    assert plain(FELT) not in text
    assert plain(TOLD) not in text
    assert plain("ごみ屋敷") not in text  # the ticked value, and the squares of the others
    assert text.count(plain(NOT_DISCLOSED)) == 3
    assert plain(SEEN) in text
    assert plain("開示用") in text
    assert all(plain(blank.label) in text for blank in NOTE.blanks)


def test_a_blank_that_was_never_filled_does_not_say_that_something_is_withheld(town: Session, note: Note) -> None:
    text = told_by(pdf_of(town, disclosed(town, {"facts": SEEN}, note)))
    assert plain(NOT_DISCLOSED) not in text


def test_nothing_is_under_the_bar(town: Session, note: Note) -> None:
    pdf = pdf_of(town, disclosed(town, {"facts": SEEN, "third": TOLD}, note))
    assert BAR not in "".join(sign for sign, _ in character_boxes(pdf, 0))
    assert not {sign for sign, _ in character_boxes(pdf, 0)} & set("角夜灯屋階")
    extracted = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
    assert plain(TOLD)[:6] not in plain(extracted)
    empty = pdf_of(town, disclosed(town, {"facts": SEEN}, note))
    assert texts_shown(pdf) == texts_shown(empty)  # the bar adds no text, not even an unseen one


def texts_shown(pdf: bytes) -> list[bytes]:
    return re.findall(rb"BT .*?ET", streams(pdf), re.DOTALL)


def test_the_bar_is_black_on_paper(town: Session, note: Note) -> None:
    pdf = pdf_of(town, disclosed(town, {"facts": "", "third": TOLD}, note))
    with opened(pdf) as document:
        bitmap = document[0].render(scale=1, grayscale=True)
        rows = [
            bytes(bitmap.buffer)[at : at + bitmap.width]
            for at in range(0, bitmap.stride * bitmap.height, bitmap.stride)
        ]
    assert max(longest_black_run(row) for row in rows) > 100


def longest_black_run(row: bytes) -> int:
    return max(map(len, bytes(0 if grey < 60 else 255 for grey in row).split(b"\xff")))


def test_a_note_may_let_what_was_told_through(town: Session, note: Note) -> None:
    save_note(town, note.id, third_party_may_be_disclosed="yes")
    text = told_by(pdf_of(town, disclosed(town, ANSWERS, note)))
    assert plain(TOLD) in text
    assert plain(FELT) not in text


def test_the_household_keeps_its_names_and_others_are_barred(town: Session, note: Note) -> None:
    words = "架空 ハルさんと長男みのるさん。例山さんが来た。邉見本 きくさんの家でも同じことがあった。"
    paper = disclosed(town, {"facts": words}, note)
    assert (
        paper.answers["facts"] == f"架空 ハルさんと長男みのるさん。例山さんが来た。{bar('x')}の家でも同じことがあった。"
    )
    assert paper.answers["facts"] in paper.answers.values()
    assert plain("きく") not in told_by(pdf_of(town, paper))


def test_who_else_is_named_is_listed(town: Session, note: Note) -> None:
    words = "架空 ハルさんと例山さんと大家さん。隣の小林さんが見ていた。"
    paper = Paper(NOTE, {"facts": words, "third": "山口さんの話"}, case_id=note.case_id, subject_id=note.id)
    assert in_degree(town, [paper], Degree.DISCLOSURE).doubts == ("「小林さん」（経過・事実）",)


def test_a_bar_does_not_tell_how_long_the_words_were() -> None:
    assert len(bar("短い")) == len(bar("すこし長い言葉")) == 10
    assert len(bar(TOLD)) == 30


def test_shipped_sheets_withhold_the_supporters_difficulty(town: Session) -> None:
    case = town.scalars(select(Case).where(Case.title == "架空世帯")).one()
    subject_id = newest_subject(town, Subject.REFERRAL, case.id)
    assert subject_id is not None
    paper = paper_of(town, "tsunagi_takashima_b", subject_id)
    stuck_on = str(paper.answers["stuck_on"])
    text = told_by(pdf_of(town, *in_degree(town, [paper], Degree.DISCLOSURE).papers))
    assert plain(stuck_on) in told_by(pdf_of(town, replace(paper)))
    assert plain(stuck_on)[:12] not in text
    assert plain(NOT_DISCLOSED) in text
    assert plain("架空 ハル") in text
