"""Fifty planted names, places and numbers: none is left on any paper in letters or anonymous, all are there in L0."""

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.exchange.csv_text import write_csv
from hokatsu_desktop.exchange.excel import write_excel
from hokatsu_desktop.exchange.word import write_word
from hokatsu_desktop.models import Case, ChangeEntry, Degree, Meeting, MeetingCase
from hokatsu_desktop.printing.papers import print_packet, print_papers
from hokatsu_desktop.services.attachments import AttachedFile
from hokatsu_desktop.services.degrees import in_degree, packet_in_degree
from hokatsu_desktop.services.packets import packet_of
from hokatsu_desktop.services.papers import Imprint, Packet, Paper, imprint_of, newest_subject, paper_of
from hokatsu_desktop.sheets.answers import Answers, Row
from hokatsu_desktop.sheets.definition import Blank, Kind, Sheet
from hokatsu_desktop.sheets.load import all_sheets
from tests.degrees.planted import FIFTY
from tests.degrees.reading import around, plain, told_by

HOUSEHOLDS = ("架空世帯", "仮名世帯", "𠮷見本世帯")
HIDDEN = (Degree.LETTERS, Degree.ANONYMOUS)
ALL_WRITTEN = "。".join(one.written for one in FIFTY) + "。"
SHEETS = all_sheets()


def test_there_are_fifty() -> None:
    assert len(FIFTY) == 50
    assert len({one.written for one in FIFTY}) == 50


def planted(paper: Paper) -> Paper:
    """The paper with all fifty in every blank that holds free words, bound or not."""
    answers: Answers = dict(paper.answers)
    for number, blank in enumerate(paper.sheet.blanks):
        match blank.kind:
            case Kind.LINES:
                answers[blank.key] = ALL_WRITTEN
            case Kind.TEXT:
                answers[blank.key] = FIFTY[number % len(FIFTY)].written
            case Kind.ROWS | Kind.PEOPLE:
                answers[blank.key] = planted_rows(blank)
            case _:
                pass
    return replace(paper, answers=answers)


def planted_rows(blank: Blank) -> list[Row]:
    """Rows that hold each of the fifty once."""
    keys = [column.key for column in blank.columns if column.kind in (Kind.TEXT, Kind.LINES)]
    return [dict.fromkeys(keys, one.written) for one in FIFTY]


def imprint(session: Session) -> Imprint:
    """The imprint without the word for practice, which is a surname of the practice town, too."""
    return replace(imprint_of(session), practice=False, town="みどり町")


def left_over(text: str, degree: Degree) -> list[str]:
    return [one.written for one in FIFTY if one.is_secret_in(degree) and plain(one.secret) in text]


def papers_for(session: Session, sheet: Sheet, most: int = 1) -> list[Paper]:
    """The sheet of so many demo households that have one, else the bare form, with all fifty planted in it."""
    cases = [session.scalars(select(Case.id).where(Case.title == title)).one() for title in HOUSEHOLDS]
    found = [newest_subject(session, sheet.subject, case_id) for case_id in cases]
    papers = [paper_of(session, sheet.key, one) for one in dict.fromkeys(found) if one is not None]
    return [planted(paper) for paper in papers[:most] or [Paper(sheet, {})]]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_no_sheet_tells_any_of_the_fifty(town: Session, sheet: Sheet) -> None:
    papers = papers_for(town, sheet)
    companions = papers_for(town, next(one for one in SHEETS if one.key == "tsunagi_takashima_a"), most=3)
    for degree in HIDDEN:
        hidden = in_degree(town, [*papers, *companions], degree).papers[: len(papers)]
        pdf = print_papers(hidden, imprint(town), title=sheet.title).pdf
        assert left_over(told_by(pdf), degree) == []


def test_real_names_tell_all_fifty(town: Session) -> None:
    """Proves that what is not found above could have been found."""
    sheet = next(sheet for sheet in SHEETS if sheet.key == "action_linkage")
    degreed = in_degree(town, papers_for(town, sheet), Degree.NAMED)
    text = told_by(print_papers(degreed.papers, imprint(town), title=sheet.title).pdf)
    assert [one.written for one in FIFTY if plain(one.secret) not in text] == []
    assert degreed.doubts == ()
    assert degreed.warning == ""


def packet_with_all(session: Session) -> Packet:
    """The whole packet of the newest meeting about the first household, planted."""
    query = select(Meeting).join(MeetingCase).join(Case, Case.id == MeetingCase.case_id)
    meeting = session.scalars(query.where(Case.title == HOUSEHOLDS[0]).order_by(Meeting.held_on.desc())).first()
    assert meeting is not None
    packet = packet_of(session, meeting.id)
    assert {"previous_decisions", "whiteboard"} < {paper.sheet.key for paper in packet.papers}
    others = papers_for(session, next(one for one in SHEETS if one.key == "tsunagi_takashima_a"), most=3)
    return replace(packet, papers=(*(planted(paper) for paper in packet.papers), *others))


@pytest.mark.parametrize("degree", HIDDEN)
def test_no_packet_tells_any_of_the_fifty(town: Session, degree: Degree) -> None:
    packet = packet_with_all(town)
    assert len(packet.seats) > 2
    hidden, degreed = packet_in_degree(town, replace(packet, seats=packet.seats[:2]), degree)
    text = told_by(print_packet(hidden, imprint(town)).pdf)
    assert left_over(text, degree) == []
    assert plain({Degree.LETTERS: "記号版", Degree.ANONYMOUS: "匿名版"}[degree]) in text
    assert degreed.warning


def test_seats_give_way_even_where_only_the_papers_were_changed(town: Session) -> None:
    packet = packet_with_all(town)
    papers = in_degree(town, packet.papers[:1], Degree.ANONYMOUS).papers
    text = told_by(print_packet(replace(packet, papers=papers, seats=packet.seats[:3]), imprint(town)).pdf)
    assert [seat.name for seat in packet.seats if plain(seat.name) in text] == []


@pytest.mark.parametrize("degree", HIDDEN)
def test_no_file_for_the_office_tells_any_of_the_fifty(town: Session, degree: Degree) -> None:
    """Excel, Word and CSV of the very papers: everything that is packed in them."""
    papers = in_degree(town, packet_with_all(town).papers, degree).papers
    book = write_excel(papers, imprint(town), title="会議資料")
    document = write_word(papers, imprint(town), title="会議資料")
    told = "\n".join((write_csv(papers).decode("utf-8-sig"), *unpacked(book), *unpacked(document)))
    text = plain(re.sub("<[^>]*>", "", told))
    assert left_over(text, degree) == []
    assert all(plain(f"{letter}さん") in text for letter in "ABC")


def unpacked(file: bytes) -> list[str]:
    with ZipFile(BytesIO(file)) as parts:
        return [
            parts.read(name).decode("utf-8", "replace") for name in parts.namelist() if name.endswith((".xml", ".rels"))
        ]


@pytest.mark.parametrize("degree", list(Degree))
def test_the_files_own_facts_name_nobody(town: Session, degree: Degree) -> None:
    """Title and other metadata, and the contents pane, in real names too."""
    packet, _ = packet_in_degree(town, replace(packet_with_all(town), title=ALL_WRITTEN), degree)
    pdf = print_packet(replace(packet, papers=packet.papers[:3], seats=packet.seats[:1]), imprint(town)).pdf
    told = plain("\n".join(around(pdf)))
    assert told
    assert [one.written for one in FIFTY if plain(one.secret) in told] == []


@pytest.mark.parametrize("degree", [Degree.LETTERS, Degree.ANONYMOUS, Degree.DISCLOSURE])
def test_a_scan_of_anothers_paper_is_left_out(town: Session, degree: Degree) -> None:
    scan = AttachedFile("架空ハルの診断書", "application/pdf", 2, b"%PDF-1.4", "花田病院")
    paper = in_degree(town, [replace(papers_for(town, SHEETS[0])[0], attached=(scan,))], degree).papers[0]
    assert [(one.title, one.content, one.from_whom) for one in paper.attached] == [("", b"", "")]
    assert "2枚" in paper.notes


def test_nothing_stored_is_touched(town: Session) -> None:
    links = town.scalar(select(func.count()).select_from(ChangeEntry))
    in_degree(town, packet_with_all(town).papers, Degree.ANONYMOUS)
    assert not [*town.dirty, *town.new, *town.deleted]
    assert town.scalar(select(func.count()).select_from(ChangeEntry)) == links
