"""Participation support: what somebody likes stands on the plan, a day to ask how it goes is something to do."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import ParticipationPlace, Task
from hokatsu_desktop.services.case_history import history_of_case
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.participation import (
    day_rows,
    days_of,
    participation_of,
    place_rows,
    place_words,
    places_of,
    save_days,
    save_participation,
    save_places,
)
from hokatsu_desktop.services.refusal import Gone
from hokatsu_desktop.services.sheets import open_sheet, save_sheet
from hokatsu_desktop.services.tasks import open_tasks
from hokatsu_desktop.services.today.page import today_page
from hokatsu_desktop.sheets.answers import as_rows
from tests.services.test_case_sheets import plan_of
from tests.services.test_story import received

PLACE = {"place": "公民館 見本会", "what": "将棋", "goes_along": "社協 例示", "arranged": "休むときは電話"}


@pytest.fixture
def case_id(session: Session) -> int:
    return received(session).case_id


def asks(session: Session, case_id: int) -> list[tuple[str, str, date | None]]:
    return [(one.what, one.who, one.due_on) for one in open_tasks(session, case_id) if one.origin == "participation"]


def test_what_is_typed_on_the_screen_stands_on_the_plan_and_the_other_way_round(session: Session, case_id: int) -> None:
    plan = plan_of(session, case_id, "R8-001-P1", date(2026, 11, 23))
    save_participation(session, case_id, likes="将棋", wish="だれかと指したい")
    save_places(session, case_id, [{**PLACE, "state": "trying"}])
    save_days(session, case_id, [{"day": "2026-11-19", "place": "見本会", "how": "二局指した"}])
    answers = open_sheet(session, "participation_plan", plan.id).answers
    assert (answers["likes"], answers["wish"]) == ("将棋", "だれかと指したい")
    (place,) = as_rows(answers["places"])
    assert (place["place"], place["state"]) == ("公民館 見本会", "trying")
    assert [row["how"] for row in as_rows(answers["settling"])] == ["二局指した"]
    shown = {key: place[key] for key in ("_id", "place", "what", "how_often", "since", "state")}
    save_sheet(session, "participation_plan", plan.id, {"places": [{**shown, "state": "joining"}], "likes": "将棋と畑"})
    (row,) = place_rows(session, case_id)
    assert (row["state"], row["arranged"]) == ("joining", "休むときは電話")
    participation = participation_of(session, case_id)
    assert participation is not None
    assert (participation.likes, participation.began_on) == ("将棋と畑", date(2026, 11, 23))


def test_looking_at_the_plan_begins_nothing(session: Session, case_id: int) -> None:
    plan = plan_of(session, case_id, "R8-001-P1", date(2026, 11, 23))
    assert open_sheet(session, "participation_plan", plan.id).answers.get("likes") in (None, "")
    assert participation_of(session, case_id) is None


def test_a_day_to_ask_how_it_goes_comes_up_until_the_place_ended(session: Session, case_id: int) -> None:
    save_places(session, case_id, [{**PLACE, "follow_on": "2026-11-24"}])
    assert asks(session, case_id) == [("公民館 見本会でのようすを聞く", "社協 例示", date(2026, 11, 24))]
    row = next(row for group in today_page(session) for row in group.rows if row.kind == "participation")
    assert (row.case_id, row.target_id) == (case_id, places_of(session, case_id)[0].id)
    rows = place_rows(session, case_id)
    save_places(session, case_id, [{**rows[0], "ended": "2026-11-23", "ended_why": "合わなかった"}])
    assert asks(session, case_id) == []
    undo(session)
    assert len(asks(session, case_id)) == 1
    save_places(session, case_id, [])
    assert asks(session, case_id) == []
    assert session.scalars(select(Task).where(Task.case_id == case_id, Task.origin == "participation")).all() == []


def test_a_day_that_is_none_stays_as_words(session: Session, case_id: int) -> None:
    save_places(session, case_id, [{**PLACE, "since": "?春から", "follow_on": "?来月"}])
    assert place_rows(session, case_id)[0]["since"] == "?春から"
    (task,) = open_tasks(session, case_id)
    assert (task.due_on, task.due_words) == (None, "来月")


def test_places_are_told_in_words(session: Session, case_id: int) -> None:
    assert "まだ参加の場はありません" in place_words(places_of(session, case_id), days_of(session, case_id))
    save_places(
        session,
        case_id,
        [{**PLACE, "settled": "2026-11-01"}, {"place": "畑", "settled": "2026-10-01", "ended": "2026-11-02"}],
    )
    save_days(session, case_id, [{"day": "2026-11-05", "how": "笑った"}])
    words = place_words(places_of(session, case_id), days_of(session, case_id))
    assert words == "声をかけた場は2か所、行った日は1日です。続いているのは、公民館 見本会です。"


def test_the_history_tells_it_in_words(session: Session, case_id: int) -> None:
    save_participation(session, case_id, likes="花")
    save_places(session, case_id, [{**PLACE, "state": "visiting"}])
    save_days(session, case_id, [{"day": "2026-11-05", "how": "笑った"}])
    told = "\n".join(str(change) for one in history_of_case(session, case_id).acts[:3] for change in one.changes)
    for words in ("花", "見学・相談", "公民館 見本会", "笑った"):
        assert words in told


def test_what_is_no_word_of_it_or_no_case_is_refused(session: Session, case_id: int) -> None:
    with pytest.raises(KeyError):
        save_participation(session, case_id, nothing="x")
    for write in (
        lambda: save_participation(session, 987654, likes="花"),
        lambda: save_places(session, 987654, [PLACE]),
        lambda: save_days(session, 987654, [{"how": "笑った"}]),
    ):
        with pytest.raises(Gone):
            write()
    assert session.scalars(select(ParticipationPlace)).all() == []
    assert day_rows(session, case_id) == []
