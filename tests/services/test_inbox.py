"""届いたつなぎ: each referral lies in one place, the weekly look is a record, and what is not told back is said."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, ReferralReview, Stage
from hokatsu_desktop.services.case_history import history_of_case
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.inbox import Heap, inbox
from hokatsu_desktop.services.looks import mark_looked, save_review
from hokatsu_desktop.services.papers import paper_of
from hokatsu_desktop.services.referrals import (
    answer_referral,
    begin_referral,
    end_accompanying,
    receive_referral,
    tell_back,
)
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.sheets import open_sheet, save_sheet
from hokatsu_desktop.services.today.page import today_page
from hokatsu_desktop.services.today.untold import not_told
from tests.services.conftest import Clock

A_SHEET, C_SHEET = "tsunagi_takashima_a", "tsunagi_takashima_c"


def came(session: Session, name: str = "架空 花子") -> int:
    referral = begin_referral(session)
    save_sheet(session, A_SHEET, referral.id, {"person_name": name, "from_agency": "水道課", "from_contact": "山本"})
    receive_referral(session, referral.id)
    return referral.id


def answered(session: Session, *replies: str) -> int:
    referral_id = came(session)
    save_sheet(session, C_SHEET, referral_id, {"replies": list(replies)})
    answer_referral(session, referral_id)
    return referral_id


def lying(session: Session) -> dict[Heap, list[int]]:
    return {heap.heap: [row.referral_id for row in heap.rows] for heap in inbox(session)}


def test_a_referral_moves_from_heap_to_heap_and_lies_on_one_at_a_time(session: Session) -> None:
    referral_id = came(session)
    assert lying(session) == {Heap.NEW: [referral_id]}
    assert "回答はR8.11.30まで" in inbox(session)[0].rows[0].meta
    mark_looked(session, referral_id, "電話してから決める")
    assert lying(session) == {Heap.WAITING: [referral_id]}
    save_sheet(session, C_SHEET, referral_id, {"replies": ["share"]})
    answer_referral(session, referral_id)
    assert lying(session) == {Heap.TO_TELL: [referral_id]}
    tell_back(session, referral_id, "保健センターに伝えました")
    assert lying(session) == {Heap.SHARED: [referral_id]}


def test_an_accompanied_household_stays_in_sight_after_telling(session: Session) -> None:
    referral_id = answered(session, "accompany")
    mark_looked(session, referral_id)
    tell_back(session, referral_id, "いっしょに訪ねます")
    assert lying(session) == {Heap.ACCOMPANIED: [referral_id]}


def test_after_the_visit_the_case_comes_back_and_leaves_the_box(session: Session) -> None:
    referral_id = answered(session, "accompany")
    case = session.scalars(select(Case)).one()
    mark_looked(session, referral_id)
    tell_back(session, referral_id, "いっしょに訪ねます")
    end_accompanying(session, case.id)
    assert case.stage == Stage.ARRANGING
    assert lying(session) == {}
    with pytest.raises(Refusal) as refused:
        end_accompanying(session, case.id)
    assert "同席・同行の途中" in refused.value.words
    undo(session)
    assert case.stage == Stage.ASSESSING


def test_a_draft_is_neither_shown_nor_looked_at(session: Session) -> None:
    draft = begin_referral(session)
    assert inbox(session) == []
    with pytest.raises(Refusal) as refused:
        mark_looked(session, draft.id)
    assert "受け付け" in refused.value.words
    assert session.scalars(select(ReferralReview)).all() == []


def test_one_review_a_day_holds_who_took_part_and_what_was_looked_at(session: Session) -> None:
    first, second = came(session), came(session, "例示 太郎")
    save_review(session, took_part="井上、木村")
    mark_looked(session, first, "保健師に聞く")
    mark_looked(session, second)
    mark_looked(session, first)  # again, without words: the earlier ones stay
    review = session.scalars(select(ReferralReview)).one()
    answers = open_sheet(session, "referral_review", review.id).answers
    assert answers["took_part"] == "井上、木村"
    rows = answers["looks"]
    assert isinstance(rows, list)
    assert [(row["next"], row["by"]) for row in rows if isinstance(row, dict)] == [
        ("保健師に聞く", "井上 まこと"),
        ("", "井上 まこと"),
    ]
    with pytest.raises(KeyError):
        save_review(session, held_on="2026-11-01")


def test_a_look_is_taken_back_by_undo_and_stands_in_the_history(session: Session) -> None:
    referral_id = came(session)
    case_id = session.scalars(select(Case.id)).one()
    mark_looked(session, referral_id, "電話する")
    changes = [change for one in history_of_case(session, case_id).acts for change in one.changes]
    assert ("つなぎの確認：このあと", "電話する") in [(change.label, change.after) for change in changes]
    undo(session)
    assert lying(session) == {Heap.NEW: [referral_id]}


def test_an_old_answered_referral_nobody_looked_at_is_not_new_for_ever(session: Session, clock: Clock) -> None:
    referral_id = answered(session, "pass_on")
    clock.moment += timedelta(days=29)
    assert lying(session) == {Heap.NEW: [referral_id]}
    clock.moment += timedelta(days=1)
    assert lying(session) == {Heap.TO_TELL: [referral_id]}


def test_what_is_not_told_back_within_the_days_shows_on_kyou(session: Session, clock: Clock) -> None:
    referral_id = answered(session, "pass_on")
    clock.moment += timedelta(days=13)
    assert "untold" not in [group.key for group in today_page(session)]
    clock.moment += timedelta(days=1)
    group = next(one for one in today_page(session) if one.key == "untold")
    assert [(row.target_id, row.kind, row.title) for row in group.rows] == [
        (referral_id, "referral", "架空世帯　結果を水道課に伝える")
    ]
    tell_back(session, referral_id, "伝えた")
    assert not_told(session, clock.moment.date()) == []


def test_the_note_to_who_referred_names_nobody_of_the_household(session: Session) -> None:
    referral_id = answered(session, "share")
    save_sheet(session, "reply_note", referral_id, {"told_back": "お話は保健センターが引きつぎました。"})
    tell_back(session, referral_id, "お話は保健センターが引きつぎました。")
    save_sheet(session, "reply_note", referral_id, {"told_back_way": "phone"})
    answers = open_sheet(session, "reply_note", referral_id).answers
    assert (answers["to_agency"], answers["told_back_on"], answers["told_back_way"]) == (
        "水道課",
        "2026-11-23",
        "phone",
    )
    assert "架空" not in str(answers)
    assert paper_of(session, "reply_note", referral_id).case_label == "R8-001"
