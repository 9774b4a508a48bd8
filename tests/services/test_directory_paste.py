"""Rows copied from Excel into the directory: read one by one, taken in one act, and what is wrong answered in words."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Agency, Contact
from hokatsu_desktop.services.agencies import add_agency, add_contact, contacts_of
from hokatsu_desktop.services.directory_paste import FILLED, MOST, NOTHING_NEW, read_lines, take_lines
from hokatsu_desktop.services.history import redo, undo
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.search import find

HEADING = ["機関名", "氏名", "役職", "地区", "電話番号", "備考"]


def counted(session: Session) -> tuple[int, int]:
    agencies, people = select(func.count(Agency.id)), select(func.count(Contact.id))
    return session.scalar(agencies) or 0, session.scalar(people) or 0


def test_rows_under_a_heading_go_to_their_columns_whatever_the_order(session: Session) -> None:
    rows = [
        HEADING,
        ["民生児童委員協議会", "何某 よしえ", "民生委員", "川西、駅前", "0155-00-0191", "来年改選"],
        ["民生児童委員協議会", "作例 いさむ", "会長", "中央", "", ""],
        ["税務課", "", "", "", "0155-00-0131", ""],
    ]
    taken = take_lines(session, rows)
    assert (taken.agencies, taken.people) == (2, 2)
    first = session.scalars(select(Agency).where(Agency.name == "民生児童委員協議会")).one()
    assert first.phone == "0155-00-0191"
    assert [(one.name, one.post, one.districts) for one in contacts_of(session, first.id)] == [
        ("何某 よしえ", "民生委員", "川西、駅前"),
        ("作例 いさむ", "会長", "中央"),
    ]
    assert [hit.title for hit in find(session, "作例")] == ["民生児童委員協議会"]


def test_without_a_heading_the_order_shown_counts_and_one_undo_takes_all_back(session: Session) -> None:
    before = counted(session)
    rows = [["自治会連合会", "自治会", "", "0155-00-0106", "稽古場 みつお", "", "会長", "自治会", "川西"]]
    rows += [[f"架空の店{number}", "", "", "", "例山", "", "", "", ""] for number in range(20)]
    assert [line.problem for line in read_lines(session, rows)] == [""] * 21
    take_lines(session, rows)
    session.commit()
    assert counted(session) == (before[0] + 21, before[1] + 21)
    agency = session.scalars(select(Agency).where(Agency.name == "自治会連合会")).one()
    (head,) = contacts_of(session, agency.id)
    assert (agency.kind, head.role, head.districts) == ("neighbourhood", "neighbourhood_head", "川西")
    assert undo(session) == "機関の表を貼り付ける"
    session.commit()
    assert counted(session) == before
    redo(session)
    assert counted(session) == (before[0] + 21, before[1] + 21)


def test_what_is_written_already_stays_and_only_empty_places_are_filled(session: Session) -> None:
    agency = add_agency(session, "水道課", phone="0155-00-0121")
    add_contact(session, agency.id, "例山 たかし", post="料金係長")
    row = ["水 道 課", "", "料金係", "0155-99-9999", "例山　たかし", "レイヤマ", "課長", "", "", ""]
    assert [line.what for line in read_lines(session, [row])] == [FILLED]
    take_lines(session, [row])
    (contact,) = contacts_of(session, agency.id)
    assert (agency.department, agency.phone) == ("料金係", "0155-00-0121")
    assert (contact.post, contact.kana) == ("料金係長", "レイヤマ")
    assert [line.what for line in read_lines(session, [row])] == [NOTHING_NEW]
    with pytest.raises(Refusal) as nothing:
        take_lines(session, [row])
    assert "加えられる行がありません" in nothing.value.words


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["", "", "", "", "例山"], "機関の名前がありません"),
        (["架空課", "ふしぎな区分"], "選べる言葉の中にありません"),
        (["架空課", "", "", "", "例山", "", "", "魔法使い"], "選べる言葉の中にありません"),
        (["架空課", "", "", "", "", "レイヤマ"], "窓口の人の名前がありません"),
        (["架空課", *[""] * 9, "多い"], "列が多すぎます"),
        (["架" * 201], "200文字より長い"),
    ],
)
def test_a_bad_row_is_answered_and_the_good_ones_are_taken(session: Session, row: list[str], words: str) -> None:
    good = ["良課", "", "", "", "例森"]
    bad, fine = read_lines(session, [row, good])
    assert words in bad.problem
    assert not fine.problem
    before = counted(session)
    take_lines(session, [row, good])
    assert counted(session) == (before[0] + 1, before[1] + 1)


def test_somebody_who_stands_there_twice_is_taken_once(session: Session) -> None:
    rows = [["架空課", "", "", "", "例山"], ["架空課", "", "", "", "例 山"], ["架空課", "", "", "", "例森"]]
    first, second, third = read_lines(session, rows)
    assert (first.problem, second.problem, third.problem) == ("", "1行目と同じです。", "")
    assert third.what == "窓口の人を加える"
    assert take_lines(session, rows).people == 2


def test_too_many_rows_at_once_are_refused_with_words(session: Session) -> None:
    with pytest.raises(Refusal) as refused:
        read_lines(session, [["架空課"]] * (MOST + 1))
    assert f"{MOST}行まで" in refused.value.words
