"""この状態に戻す: records stand again as they stood, the log tells it, undo takes it back, and what must not go stays."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Base, Case, Note
from hokatsu_desktop.services.case_history import history_of_case
from hokatsu_desktop.services.cases import change_case
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.households import save_timeline
from hokatsu_desktop.services.notes import save_note, write_note
from hokatsu_desktop.services.papers import note_print
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.restoring import NOT_HERE, NOTHING_SINCE, STAGES, restore_state
from hokatsu_desktop.services.sheets import open_sheet, save_sheet
from hokatsu_desktop.services.timeline import timeline_rows
from tests.services.test_story import A_SHEET, received

LONG = "はじめの文です。" * 30


def number_of(session: Session, case_id: int, place: int = 0) -> int:
    """The number of one of the newest acts on the case."""
    return history_of_case(session, case_id).acts[place].number


def refused(act: Callable[[], object]) -> str:
    """The words with which an act is refused."""
    with pytest.raises(Refusal) as refusal:
        act()
    return refusal.value.words


def dump(session: Session) -> dict[str, list[dict[str, Any]]]:
    """Every row of the tables that people write."""
    quiet = {"change_entry", "search_entry"}
    return {
        table.name: [dict(row) for row in session.execute(select(table).order_by(table.c.id)).mappings()]
        for table in Base.metadata.sorted_tables
        if table.name not in quiet and "id" in table.c
    }


def test_a_case_stands_again_as_after_an_act_and_as_before_it(session: Session) -> None:
    case_id = received(session).case_id
    change_case(session, case_id, lead_supporter="地域包括支援センター")
    then = number_of(session, case_id)
    change_case(session, case_id, lead_supporter="社会福祉協議会")
    change_case(session, case_id, next_what="電話する", lead_supporter="水道課")
    assert restore_state(session, case_id, then) == 1
    case = session.get_one(Case, case_id)
    assert (case.lead_supporter, case.next_what) == ("地域包括支援センター", "")
    restore_state(session, case_id, then, before=True)
    assert session.get_one(Case, case_id).lead_supporter == ""
    assert history_of_case(session, case_id).acts[0].title == "前の状態に戻す"


def test_long_texts_come_back_letter_by_letter(session: Session) -> None:
    case_id = received(session).case_id
    note = write_note(session, case_id, facts=LONG)
    written = number_of(session, case_id)
    for number in range(5):
        save_note(session, note.id, facts=f"{LONG[: -20 - number]}なおした{number}。{LONG[-9:]}")
    restore_state(session, case_id, written)
    assert session.get_one(Note, note.id).facts == LONG


def test_a_removed_record_comes_back_and_undo_takes_all_of_it_back(session: Session) -> None:
    case_id = received(session).case_id
    save_timeline(session, case_id, [{"happened": "1975", "what": "町に移り住む", "source": "長女"}])
    made = number_of(session, case_id)
    save_timeline(session, case_id, [])
    before = dump(session)
    restore_state(session, case_id, made)
    assert [row["what"] for row in timeline_rows(session, case_id)] == ["町に移り住む"]
    undo(session)
    assert dump(session) == before


def test_a_record_of_a_sheet_comes_back(session: Session) -> None:
    referral = received(session)
    save_sheet(session, A_SHEET, referral.id, {"from_contact": "架空 一郎"})
    then = number_of(session, referral.case_id)
    save_sheet(session, A_SHEET, referral.id, {"from_contact": "架空 二郎"})
    restore_state(session, referral.case_id, then)
    assert open_sheet(session, A_SHEET, referral.id).answers["from_contact"] == "架空 一郎"


def test_what_did_not_change_since_and_prints_are_refused_with_words(session: Session) -> None:
    referral = received(session)
    change_case(session, referral.case_id, lead_supporter="水道課")
    before = dump(session)
    assert (
        refused(lambda: restore_state(session, referral.case_id, number_of(session, referral.case_id))) == NOTHING_SINCE
    )
    note_print(session, [A_SHEET], subject="referral", subject_id=referral.id, to="printer")
    assert refused(lambda: restore_state(session, referral.case_id, number_of(session, referral.case_id))) == NOT_HERE
    assert dump(session) == before


def test_the_way_back_never_crosses_a_change_of_the_stage(session: Session) -> None:
    case_id = received(session).case_id
    oldest = history_of_case(session, case_id).acts[-1].number
    before = dump(session)
    assert refused(lambda: restore_state(session, case_id, oldest)) == STAGES
    assert dump(session) == before


def test_another_case_is_not_turned_back(session: Session) -> None:
    first, second = received(session).case_id, received(session).case_id
    change_case(session, second, lead_supporter="水道課")
    number = number_of(session, second)
    change_case(session, second, lead_supporter="福祉課")
    assert refused(lambda: restore_state(session, first, number)) == NOT_HERE
    assert session.get_one(Case, second).lead_supporter == "福祉課"
