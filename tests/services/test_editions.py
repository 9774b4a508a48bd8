"""Editions: made with a reason, kept for ever, printed unchanged, taken to another town and back."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Degree, FilledSheet, SheetEdition
from hokatsu_desktop.printing.papers import print_papers
from hokatsu_desktop.services import edition_archive
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.case_papers import papers_of_case
from hokatsu_desktop.services.degrees import in_degree
from hokatsu_desktop.services.edition_archive import Origin, sheet_for_use
from hokatsu_desktop.services.editions import (
    draft_of,
    drafted,
    editions_of,
    go_back_to_standard,
    keep_draft,
    make_edition,
    newer_edition,
    own_editions,
    take_newest_edition,
)
from hokatsu_desktop.services.editions_file import digest, import_editions, read_editions, write_editions
from hokatsu_desktop.services.history import redo, undo
from hokatsu_desktop.services.papers import Imprint, paper_of
from hokatsu_desktop.services.referrals import begin_referral
from hokatsu_desktop.services.refusal import Gone, Refusal
from hokatsu_desktop.services.sheet_work import finish_sheet
from hokatsu_desktop.services.sheets import open_sheet, save_sheet, sheet_in_use
from hokatsu_desktop.sheets.definition import Kind, Sheet
from hokatsu_desktop.sheets.editing import add_blank, change_blank, move_blank, remove_blank
from hokatsu_desktop.sheets.editing_lists import change_value, lists_of, with_lists
from hokatsu_desktop.sheets.load import load_sheet
from tests.services.conftest import Clock

A_SHEET = "tsunagi_takashima_a"
WHY = "窓口で聞く順に並べかえました。"
IMPRINT = Imprint("みどり町", "福祉課", False, datetime(2026, 11, 23, 1, tzinfo=UTC), "井上", "1234-5678-9012")
LATER_WORDS = "次の版のプログラムの名前"


def referral(session: Session, name: str = "架空 花子") -> int:
    made = begin_referral(session)
    save_sheet(session, A_SHEET, made.id, {"person_name": name})
    return made.id


def first_section(sheet: Sheet) -> str:
    return sheet.sections[0].key


def own_blank(session: Session, label: str = "見守りの合図") -> str:
    """Make an edition with one more blank; gives its key."""
    sheet = sheet_for_use(session, A_SHEET)
    changed, key = add_blank(sheet, first_section(sheet), Kind.TEXT, label)
    make_edition(session, changed, WHY)
    return key


def pdf(session: Session, referral_id: int) -> bytes:
    return print_papers([paper_of(session, A_SHEET, referral_id)], IMPRINT, title="様式").pdf


def later_program(key: str) -> Sheet:
    """What the next version of the program ships: another title, and other words in a list."""
    sheet = replace(load_sheet(key), title=LATER_WORDS)
    return with_lists(change_value(sheet, lists_of(sheet)[0], first_value(sheet), label="次の版の言葉"))


def first_value(sheet: Sheet) -> str:
    return sheet.choice_list(lists_of(sheet)[0]).values[0].key


def test_the_shipped_sheet_is_archived_when_it_is_first_filled_in(session: Session) -> None:
    assert session.scalars(select(SheetEdition)).all() == []
    referral(session)
    (row,) = session.scalars(select(SheetEdition)).all()
    assert (row.sheet_key, row.edition, row.origin, row.staff_id) == (A_SHEET, 1, Origin.SHIPPED, None)
    assert session.scalars(select(FilledSheet.edition)).all() == [1]
    referral(session, "見本 次郎")
    assert len(session.scalars(select(SheetEdition)).all()) == 1


def test_a_sheet_finished_without_a_word_is_archived_as_well(session: Session) -> None:
    made = begin_referral(session)
    finish_sheet(session, A_SHEET, made.id)
    (row,) = session.scalars(select(SheetEdition)).all()
    assert edition_archive.same_paper(edition_archive.sheet_of(row), load_sheet(A_SHEET))
    assert newer_edition(session, A_SHEET, made.id) is None
    own_blank(session)
    assert newer_edition(session, A_SHEET, made.id) is None


def test_every_filled_in_sheet_stands_in_an_edition_that_is_kept(session: Session) -> None:
    referral(session)
    own_blank(session)
    referral(session, "見本 次郎")
    kept = {(row.sheet_key, row.edition) for row in session.scalars(select(SheetEdition))}
    assert {(one.sheet_key, one.edition) for one in session.scalars(select(FilledSheet))} <= kept


def test_undo_takes_the_archived_edition_back_with_the_first_sheet(session: Session) -> None:
    referral(session)
    undo(session)
    assert session.scalars(select(SheetEdition)).all() == []
    redo(session)
    assert len(session.scalars(select(SheetEdition)).all()) == 1


def test_a_sheet_of_edition_one_prints_the_same_bytes_after_two_and_three(session: Session) -> None:
    first = referral(session)
    before = pdf(session, first)
    own_blank(session)
    sheet = sheet_for_use(session, A_SHEET)
    make_edition(session, replace(sheet, title="つなぎの紙", stamps=("課長",), face="gothic"), WHY)
    assert sheet_in_use(session, A_SHEET).edition == 3
    assert pdf(session, first) == before
    assert pdf(session, referral(session)) != before


def test_the_next_program_does_not_change_what_was_filled_in(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    first = referral(session)
    before = pdf(session, first)
    monkeypatch.setattr(edition_archive, "standard_sheet", later_program)
    assert pdf(session, first) == before
    assert sheet_in_use(session, A_SHEET).title == LATER_WORDS
    second = referral(session)
    assert session.scalars(select(FilledSheet.edition).order_by(FilledSheet.id)).all() == [1, 2]
    assert open_sheet(session, A_SHEET, second).sheet.title == LATER_WORDS
    assert [(one.number, one.origin, one.sheets) for one in editions_of(session, A_SHEET)] == [
        (2, Origin.SHIPPED, 1),
        (1, Origin.SHIPPED, 1),
    ]


def test_the_next_program_leaves_the_offices_own_edition_in_use(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_blank(session)
    monkeypatch.setattr(edition_archive, "standard_sheet", later_program)
    assert sheet_in_use(session, A_SHEET).title == load_sheet(A_SHEET).title


def test_an_edition_needs_a_reason_and_a_change(session: Session) -> None:
    sheet = sheet_for_use(session, A_SHEET)
    with pytest.raises(Refusal) as no_reason:
        make_edition(session, replace(sheet, title="つなぎの紙"), " 　")
    assert "なぜ" in no_reason.value.words
    with pytest.raises(Refusal) as no_change:
        make_edition(session, sheet, WHY)
    assert "変わったところがありません" in no_change.value.words
    with pytest.raises(Refusal) as broken:
        make_edition(session, replace(sheet, title=""), WHY)
    assert "名前" in broken.value.words
    assert session.scalars(select(SheetEdition)).all() == []


def test_editions_are_listed_with_day_person_and_reason(session: Session, clock: Clock) -> None:
    assert [(one.number, one.made_on, one.in_use) for one in editions_of(session, A_SHEET)] == [(1, None, True)]
    referral(session)
    own_blank(session)
    newest, first = editions_of(session, A_SHEET)
    assert (newest.number, newest.made_on, newest.made_by, newest.why) == (2, clock().date(), "井上 まこと", WHY)
    assert (newest.origin, newest.in_use, newest.sheets) == (Origin.OFFICE, True, 0)
    assert (first.number, first.made_by, first.origin, first.in_use, first.sheets) == (1, "", Origin.SHIPPED, False, 1)
    assert own_editions(session) == {A_SHEET}


def test_a_sheet_edited_back_to_the_standard_follows_the_program_again(session: Session) -> None:
    key = own_blank(session)
    make_edition(session, remove_blank(sheet_for_use(session, A_SHEET), key), "要らない欄でした。")
    assert own_editions(session) == frozenset()
    assert editions_of(session, A_SHEET)[0].why == "要らない欄でした。"


def test_back_to_standard_is_a_new_edition_like_the_shipped_one(session: Session) -> None:
    with pytest.raises(Refusal):
        go_back_to_standard(session, A_SHEET)
    own_blank(session)
    assert go_back_to_standard(session, A_SHEET) == 3
    assert own_editions(session) == frozenset()
    in_use = sheet_in_use(session, A_SHEET)
    assert edition_archive.same_paper(in_use, load_sheet(A_SHEET))
    assert in_use.edition == 3
    undo(session)
    assert own_editions(session) == {A_SHEET}


def test_what_is_hidden_is_neither_shown_nor_printed_and_its_answer_stays(session: Session) -> None:
    key = own_blank(session)
    first = referral(session)
    save_sheet(session, A_SHEET, first, {key: "旗を立てる"})
    make_edition(session, change_blank(sheet_for_use(session, A_SHEET), key, hidden=True), WHY)
    take_newest_edition(session, A_SHEET, first)
    opened = open_sheet(session, A_SHEET, first)
    assert key not in {blank.key for blank in opened.sheet.blanks}
    assert opened.answers[key] == "旗を立てる"
    assert key in {blank.key for blank in open_sheet(session, A_SHEET, first, whole=True).sheet.blanks}
    save_sheet(session, A_SHEET, first, {"person_phone": "0155-00-1234"})
    assert open_sheet(session, A_SHEET, first).answers[key] == "旗を立てる"


def test_the_head_of_the_sheet_names_the_town_except_where_nobody_is_named(session: Session) -> None:
    sheet = replace(sheet_for_use(session, A_SHEET), header="みどり町　福祉課", logo=True)
    make_edition(session, sheet, "町の名前を入れました。")
    paper = paper_of(session, A_SHEET, referral(session))
    for degree in (Degree.NAMED, Degree.LETTERS, Degree.DISCLOSURE):
        (told,) = in_degree(session, [paper], degree).papers
        assert (told.sheet.header, told.sheet.logo) == ("みどり町　福祉課", True)
    (told,) = in_degree(session, [paper], Degree.ANONYMOUS).papers
    assert (told.sheet.header, told.sheet.logo) == ("", False)


def test_papers_are_called_what_the_office_calls_them(session: Session) -> None:
    referral_id = referral(session)
    make_edition(session, replace(sheet_for_use(session, A_SHEET), title="つなぎの紙"), WHY)
    case_id = open_sheet(session, A_SHEET, referral_id).case_id
    assert case_id is not None
    assert "つなぎの紙" in {paper.title for paper in papers_of_case(session, case_id)}


def test_answers_carry_over_to_the_newest_edition_and_survive_a_removed_blank(session: Session) -> None:
    key = own_blank(session)
    first = referral(session)
    save_sheet(session, A_SHEET, first, {key: "旗を立てる"})
    sheet = sheet_for_use(session, A_SHEET)
    gone = make_edition(session, remove_blank(sheet, key), WHY)
    assert open_sheet(session, A_SHEET, first).sheet.edition == 2
    assert newer_edition(session, A_SHEET, first) == gone
    assert take_newest_edition(session, A_SHEET, first) == gone
    assert open_sheet(session, A_SHEET, first).answers[key] == "旗を立てる"
    assert open_sheet(session, A_SHEET, first).answers["person_name"] == "架空 花子"
    back = make_edition(session, sheet, "やはり要る欄でした。")
    take_newest_edition(session, A_SHEET, first)
    opened = open_sheet(session, A_SHEET, first)
    assert (opened.sheet.edition, opened.answers[key]) == (back, "旗を立てる")
    undo(session)
    assert open_sheet(session, A_SHEET, first).sheet.edition == gone


def test_a_finished_sheet_and_one_in_the_newest_edition_stay(session: Session) -> None:
    first = referral(session)
    with pytest.raises(Refusal):
        take_newest_edition(session, A_SHEET, first)
    with pytest.raises(Gone):
        take_newest_edition(session, A_SHEET, first + 1)
    own_blank(session)
    with act(session, "finish", "書き終える"):
        session.scalars(select(FilledSheet)).one().finished_on = datetime(2026, 11, 23, tzinfo=UTC).date()
    with pytest.raises(Refusal) as finished:
        take_newest_edition(session, A_SHEET, first)
    assert "書き終えた" in finished.value.words


def test_a_draft_is_kept_until_the_edition_is_made(session: Session) -> None:
    sheet = replace(sheet_for_use(session, A_SHEET), title="つなぎの紙")
    keep_draft(session, sheet)
    keep_draft(session, replace(sheet, note="あとで読みます。"))
    found = draft_of(session, A_SHEET)
    assert found is not None
    assert (found.sheet.title, found.sheet.note, found.changed_by) == ("つなぎの紙", "あとで読みます。", "井上 まこと")
    assert drafted(session) == {A_SHEET}
    assert sheet_in_use(session, A_SHEET).title != "つなぎの紙"
    make_edition(session, found.sheet, WHY)
    assert draft_of(session, A_SHEET) is None


# The file for another town


def the_file(session: Session) -> bytes:
    """Two own editions of one sheet, and one of another."""
    own_blank(session)
    sheet = sheet_for_use(session, A_SHEET)
    make_edition(session, move_blank(sheet, sheet.blanks[1].key, -1), "呼び名を先に聞きます。")
    make_edition(session, replace(sheet_for_use(session, "agenda"), title="次第の紙"), "短くしました。")
    return write_editions(session)


def test_editions_come_back_in_another_town_with_their_reasons(session: Session, other_town: Session) -> None:
    content = the_file(session)
    file = read_editions(content)
    assert file.town == "みどり町"
    assert dict(file.sheets) == {"agenda": "次第の紙", A_SHEET: load_sheet(A_SHEET).title}
    titles = import_editions(other_town, file)
    assert sorted(titles) == sorted(["次第の紙", load_sheet(A_SHEET).title])
    assert edition_archive.same_paper(sheet_for_use(other_town, A_SHEET), sheet_for_use(session, A_SHEET))
    newest, second, first = editions_of(other_town, A_SHEET)
    assert [newest.origin, second.origin, first.origin] == [Origin.IMPORTED, Origin.IMPORTED, Origin.SHIPPED]
    assert newest.why == "みどり町の第3版（R8.11.23）を取り込みました。呼び名を先に聞きます。"
    assert WHY in second.why
    with pytest.raises(Refusal) as again:
        import_editions(other_town, file)
    assert "もう使われています" in again.value.words


def test_only_the_chosen_sheets_are_taken(session: Session, other_town: Session) -> None:
    file = read_editions(the_file(session))
    assert import_editions(other_town, file, {"agenda"}) == ["次第の紙"]
    assert own_editions(other_town) == {"agenda"}


def test_an_import_is_taken_back_by_undo(session: Session, other_town: Session) -> None:
    import_editions(other_town, read_editions(the_file(session)))
    undo(other_town)
    assert other_town.scalars(select(SheetEdition)).all() == []


def test_without_own_editions_there_is_nothing_to_write(session: Session) -> None:
    referral(session)
    with pytest.raises(Refusal):
        write_editions(session)


def test_a_file_names_no_member_of_staff(session: Session) -> None:
    assert "井上" not in the_file(session).decode()


def resealed(content: bytes, change: str, value: Any) -> bytes:
    """The file with one field of the first definition changed and its digest put right."""
    file = json.loads(content)
    file["editions"][0]["definition"][change] = value
    file["sha256"] = digest(file["editions"])
    return json.dumps(file).encode()


BAD_FILES = {
    "empty": (lambda _content: b"", "作ったファイルではありません"),
    "a picture": (lambda _content: b"\x89PNG\r\n\x1a\n\x00\xff", "作ったファイルではありません"),
    "another program's": (lambda _content: b'{"format": "something"}', "作ったファイルではありません"),
    "a list": (lambda _content: b"[]", "作ったファイルではありません"),
    "half of it": (lambda content: content[: len(content) // 2], "途中で切れている"),
    "its last byte missing": (lambda content: content[:-3], "途中で切れている"),
    "one character changed": (
        lambda content: content.replace("次第の紙".encode(), "次弟の紙".encode()),
        "途中で切れている",
    ),
    "a byte that is no text, outside what the digest covers": (
        lambda content: content.replace("みどり町".encode(), "みどり町".encode()[:-1] + b"\xff"),
        "作ったファイルではありません",
    ),
    "newer": (lambda content: content.replace(b'"version": 1', b'"version": 2'), "新しい版"),
    "huge": (lambda content: content + b" " * 20_000_000, "大きすぎます"),
    "deep": (lambda _content: b'{"format": "hokatsu-desktop-editions", "a": ' + b"[" * 200_000, "途中で切れている"),
    "an unknown sheet": (lambda content: resealed(content, "key", "moon_sheet"), "この版のほうかつデスクにない"),
    "an unknown field": (lambda content: resealed(content, "smell", "rose"), "この版のほうかつデスクにない"),
    "a field of the wrong kind": (lambda content: resealed(content, "stamps", 3), "この版のほうかつデスクにない"),
    "another subject": (lambda content: resealed(content, "subject", "office"), "取り込めません"),
    "no sections": (lambda content: resealed(content, "title", ""), "取り込めません"),
    "half a character": (
        lambda content: content.replace("次第の紙".encode(), b"\\ud842"),
        "途中で切れている",
    ),
}


@pytest.mark.parametrize(("spoil", "words"), BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_bad_file_is_refused_in_words(session: Session, spoil: Any, words: str) -> None:
    content = spoil(the_file(session))
    with pytest.raises(Refusal) as refusal:
        read_editions(content)
    assert words in refusal.value.words


def test_a_file_whose_keys_would_break_bound_blanks_is_refused(session: Session) -> None:
    content = the_file(session)
    sections = json.loads(content)["editions"][-1]["definition"]["section"]
    name = next(blank for section in sections for blank in section["blank"] if blank["bind"] == "person.name")
    for change, value in (("bind", "person.phone"), ("kind", "lines"), ("bind", "")):
        file = json.loads(content)
        for section in file["editions"][-1]["definition"]["section"]:
            for blank in section["blank"]:
                if blank["key"] == name["key"]:
                    blank[change] = value
        file["sha256"] = digest(file["editions"])
        with pytest.raises(Refusal) as refusal:
            read_editions(json.dumps(file).encode())
        assert "合いません" in refusal.value.words
