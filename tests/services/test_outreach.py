"""Outreach: visits are notes too, the next try follows the newest one, stages and who walks along stand on the sheets."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, Note, OutreachVisit
from hokatsu_desktop.services.case_history import history_of_case
from hokatsu_desktop.services.cases import change_case
from hokatsu_desktop.services.companions import companion_rows, save_companions
from hokatsu_desktop.services.history import redo, undo
from hokatsu_desktop.services.notes import write_note
from hokatsu_desktop.services.outreach import (
    notes_to_take_over,
    outreach_of,
    save_outreach,
    save_visits,
    take_over_notes,
    visit_rows,
    visit_words,
    visits_of,
)
from hokatsu_desktop.services.outreach_steps import save_steps, step_rows
from hokatsu_desktop.services.refusal import Gone
from hokatsu_desktop.services.search import find
from hokatsu_desktop.services.sheets import open_sheet, save_sheet
from hokatsu_desktop.services.tasks import open_tasks
from hokatsu_desktop.services.today.page import today_page
from hokatsu_desktop.sheets.answers import Row, as_rows
from tests.services.conftest import NOON, Clock
from tests.services.test_story import received

GONE = 987654


RECEIVED = date(2026, 10, 1)


@pytest.fixture
def case_id(session: Session, clock: Clock) -> int:
    """A case received on 1 October; today is 23 November."""
    clock.moment = datetime(2026, 10, 1, 1, 0, tzinfo=UTC)
    case_id = received(session).case_id
    clock.moment = NOON
    return case_id


def visit(day: str = "2026-11-20", **words: str) -> Row:
    return {"day": day, **words}


def notes(session: Session, case_id: int) -> list[Note]:
    query = select(Note).where(Note.case_id == case_id, Note.business == "outreach").order_by(Note.happened_on)
    return list(session.scalars(query))


def tries(session: Session, case_id: int) -> list[tuple[str, date | None]]:
    return [(one.what, one.due_on) for one in open_tasks(session, case_id) if one.origin == "visit"]


def test_a_visit_is_a_note_of_the_case_and_found_by_search(session: Session, case_id: int) -> None:
    save_visits(session, case_id, [visit(who="見本 保健師", met="met", noticed="縁側で柿をむいていた")])
    (note,) = notes(session, case_id)
    assert (note.happened_on, note.actor, note.facts) == (date(2026, 11, 20), "見本 保健師", "縁側で柿をむいていた")
    assert (note.mode, note.contact_with) == ("home_visit", ["self"])
    assert session.get_one(Case, case_id).last_contact_on == date(2026, 11, 20)
    assert [(hit.kind, hit.target_id) for hit in find(session, "縁側")] == [("note", note.id)]


@pytest.mark.parametrize("met", ["letter", "absent"])
def test_a_door_that_stays_shut_is_no_contact(session: Session, case_id: int, met: str) -> None:
    save_visits(session, case_id, [visit(met=met)])
    assert notes(session, case_id)[0].mode == "not_met"
    assert session.get_one(Case, case_id).last_contact_on == RECEIVED


def test_the_last_contact_goes_back_when_a_visit_is_put_right(session: Session, case_id: int) -> None:
    save_visits(session, case_id, [visit("2026-11-01", met="met"), visit("2026-11-20", met="met")])
    rows = visit_rows(session, case_id)
    save_visits(session, case_id, [rows[0], {**rows[1], "met": "absent"}])
    assert session.get_one(Case, case_id).last_contact_on == date(2026, 11, 1)


def test_the_next_try_is_something_to_do_and_the_case_s_next_date(session: Session, case_id: int) -> None:
    save_visits(session, case_id, [visit(met="absent", next_on="2026-11-25", next_what="手紙を持って行く")])
    assert tries(session, case_id) == [("訪問：手紙を持って行く", date(2026, 11, 25))]
    case = session.get_one(Case, case_id)
    assert (case.next_on, case.next_what) == (date(2026, 11, 25), "訪問：手紙を持って行く")
    row = next(row for group in today_page(session) for row in group.rows if row.kind == "visit")
    assert (row.target_id, row.case_id) == (visits_of(session, case_id)[0][0].id, case_id)
    save_visits(session, case_id, [*visit_rows(session, case_id), visit("2026-11-25", met="met")])
    assert tries(session, case_id) == []
    assert session.get_one(Case, case_id).next_on is None


def test_an_earlier_next_date_of_the_case_is_not_put_off(session: Session, case_id: int) -> None:
    change_case(session, case_id, next_on=date(2026, 11, 24), next_what="病院に付き添う")
    save_visits(session, case_id, [visit(next_on="2026-12-01")])
    assert session.get_one(Case, case_id).next_what == "病院に付き添う"


def test_a_next_date_in_words_stays_in_words(session: Session, case_id: int) -> None:
    save_visits(session, case_id, [visit(next_on="?雪がとけたら", next_what="")])
    (task,) = [one for one in open_tasks(session, case_id) if one.origin == "visit"]
    assert (task.what, task.due_on, task.due_words) == ("訪問する", None, "雪がとけたら")
    assert visit_rows(session, case_id)[0]["next_on"] == "?雪がとけたら"


def test_a_day_that_is_none_is_kept_as_typed_and_the_visit_is_of_today(session: Session, case_id: int) -> None:
    save_visits(session, case_id, [visit("?お盆のころ", noticed="留守")])
    assert visit_rows(session, case_id)[0]["day"] == "?お盆のころ"
    assert notes(session, case_id)[0].happened_on == date(2026, 11, 23)


def test_visits_stand_in_the_order_of_time_however_they_were_typed(session: Session, case_id: int) -> None:
    save_visits(session, case_id, [visit("2026-11-20", noticed="あと"), visit("2026-11-02", noticed="さき")])
    assert [row["noticed"] for row in visit_rows(session, case_id)] == ["さき", "あと"]
    assert [row["noticed"] for row in visit_rows(session, case_id, as_put=True)] == ["あと", "さき"]


def test_taking_a_visit_away_takes_its_note_unless_more_was_written_there(session: Session, case_id: int) -> None:
    save_visits(session, case_id, [visit("2026-11-02", noticed="一"), visit("2026-11-20", next_on="2026-11-30")])
    save_visits(session, case_id, visit_rows(session, case_id)[:1])
    assert ([one.facts for one in notes(session, case_id)], tries(session, case_id)) == (["一"], [])
    undo(session)
    assert len(notes(session, case_id)) == 2
    assert tries(session, case_id) == [("訪問する", date(2026, 11, 30))]
    redo(session)
    assert len(notes(session, case_id)) == 1


def test_notes_of_visits_written_before_are_taken_over_once_and_stay(session: Session, case_id: int) -> None:
    write_note(session, case_id, on=date(2026, 10, 5), facts="玄関で話した", mode="home_visit", contact_with=["self"])
    write_note(session, case_id, on=date(2026, 10, 9), facts="留守", mode="not_met")
    write_note(session, case_id, on=date(2026, 10, 12), facts="電話", mode="phone")
    assert take_over_notes(session, case_id) == 2
    assert [(row["day"], row["met"]) for row in visit_rows(session, case_id)] == [
        ("2026-10-05", "met"),
        ("2026-10-09", "absent"),
    ]
    outreach = outreach_of(session, case_id)
    assert outreach is not None
    assert outreach.began_on == date(2026, 10, 5)
    assert (notes_to_take_over(session, case_id), take_over_notes(session, case_id)) == ([], 0)
    save_visits(session, case_id, [])
    facts = session.scalars(select(Note.facts).where(Note.case_id == case_id).order_by(Note.happened_on))
    assert {"玄関で話した", "留守", "電話"} <= set(facts)


def test_the_plan_shows_the_visits_and_the_stage_and_keeps_what_it_does_not_show(
    session: Session, case_id: int
) -> None:
    save_visits(session, case_id, [visit(who="見本", met="family", noticed="母と話す", next_on="2026-12-01")])
    save_steps(session, case_id, [{"stage": "gathering", "reached": "2026-10-01", "why": "学校から聞く"}])
    answers = open_sheet(session, "outreach_plan", case_id).answers
    (row,) = as_rows(answers["visits"])
    assert (row["met"], row["noticed"], answers["stage"]) == ("family", "母と話す", "gathering")
    changed = {key: row[key] for key in ("_id", "day", "who", "met", "noticed")}
    save_sheet(
        session,
        "outreach_plan",
        case_id,
        {"stage": "family_contact", "visits": [{**changed, "noticed": "母と茶を飲む"}]},
    )
    (row,) = visit_rows(session, case_id)
    assert (row["noticed"], row["next_on"]) == ("母と茶を飲む", "2026-12-01")
    assert [(one["stage"], one["reached"]) for one in step_rows(session, case_id)] == [
        ("gathering", "2026-10-01"),
        ("family_contact", "2026-11-23"),
    ]
    save_sheet(session, "outreach_plan", case_id, {"stage": "short_contact"})
    assert [one["stage"] for one in step_rows(session, case_id)] == ["gathering", "short_contact"]


def test_the_stage_of_now_follows_the_steps_also_back_to_none(session: Session, case_id: int) -> None:
    save_steps(session, case_id, [{"stage": "gathering", "reached": "2026-09-01"}, {"stage": "talking"}])
    outreach = outreach_of(session, case_id)
    assert outreach is not None
    assert (outreach.stage, outreach.began_on) == ("talking", date(2026, 9, 1))
    save_steps(session, case_id, [])
    assert outreach.stage == ""


def test_the_history_tells_of_visits_stages_and_companions_in_words(session: Session, case_id: int) -> None:
    save_visits(session, case_id, [visit(met="absent")])
    save_steps(session, case_id, [{"stage": "gathering"}])
    save_companions(session, case_id, [{"who": "民生委員 見本", "how": "週に一度声をかける"}])
    save_outreach(session, case_id, connected_to="地域包括支援センター", connected_on=date(2026, 11, 23))
    acts = history_of_case(session, case_id).acts[:4]
    assert [one.title for one in acts] == ["アウトリーチを書く", "伴走者を書く", "関わりの段階を書く", "訪問を書く"]
    told = "\n".join(str(change) for one in acts for change in one.changes)
    for words in ("地域包括支援センター", "民生委員 見本", "情報収集", "会えなかった"):
        assert words in told


def test_who_walks_along_is_on_every_sheet_and_who_did_stays(session: Session, case_id: int) -> None:
    rows = [{"who": "民生委員 見本", "how": "声かけ", "since": "2026-04-01"}, {"who": "姉", "how": "", "since": ""}]
    save_companions(session, case_id, rows)
    assert session.get_one(Case, case_id).walks_along == "民生委員 見本、姉"
    rows = companion_rows(session, case_id)
    save_companions(session, case_id, [{**rows[0], "until": "2026-11-01"}, rows[1]])
    assert session.get_one(Case, case_id).walks_along == "姉"
    assert [row["who"] for row in companion_rows(session, case_id)] == ["民生委員 見本", "姉"]


def test_who_walks_along_by_a_decision_elsewhere_stands_in_the_rows(session: Session, case_id: int) -> None:
    save_companions(session, case_id, [{"who": "姉", "since": "2026-04-01"}])
    change_case(session, case_id, walks_along="民生委員 見本")
    rows = companion_rows(session, case_id)
    assert [(row["who"], row["since"], row["until"]) for row in rows] == [
        ("姉", "2026-04-01", "2026-11-23"),
        ("民生委員 見本", "2026-11-23", ""),
    ]


def test_visits_are_counted_in_words_and_nothing_is_a_score(session: Session, case_id: int) -> None:
    assert "まだ訪ねた記録はありません" in visit_words(visits_of(session, case_id))
    save_visits(session, case_id, [visit("2026-11-02", met="absent")])
    assert visit_words(visits_of(session, case_id)) == "1回訪ねました。本人には、まだ会えていません。"
    save_visits(session, case_id, [*visit_rows(session, case_id), visit(met="met"), visit("2026-11-21", met="family")])
    assert visit_words(visits_of(session, case_id)) == (
        "3回のうち1回、本人に会えました。前に会えたのはR8.11.20です。家族に会えたのは1回です。"
    )


def test_a_case_that_is_gone_is_refused_with_words(session: Session) -> None:
    for write in (
        lambda: save_visits(session, GONE, [visit()]),
        lambda: save_steps(session, GONE, [{"stage": "gathering"}]),
        lambda: save_companions(session, GONE, [{"who": "姉"}]),
        lambda: save_outreach(session, GONE, connected_to="窓口"),
        lambda: take_over_notes(session, GONE),
    ):
        with pytest.raises(Gone):
            write()
    assert session.scalars(select(OutreachVisit)).all() == []


def unmet(session: Session) -> list[tuple[int | None, str]]:
    return [(row.case_id, row.meta) for group in today_page(session) if group.key == "unmet" for row in group.rows]


def test_somebody_not_met_three_times_running_is_a_topic_until_met_or_ended(session: Session, case_id: int) -> None:
    doors = [visit("2026-11-02", met="letter"), visit("2026-11-09", met="absent")]
    save_visits(session, case_id, doors)
    assert unmet(session) == []
    save_visits(session, case_id, [*visit_rows(session, case_id), visit("2026-11-16", met="declined")])
    ((topic, words),) = unmet(session)
    assert topic == case_id
    assert "3回続けて会えていません　前に訪ねたのはR8.11.16" in words
    save_visits(session, case_id, [*visit_rows(session, case_id), visit("2026-11-20", met="family")])
    assert unmet(session) == []
    save_visits(session, case_id, visit_rows(session, case_id)[:3])
    assert len(unmet(session)) == 1
    save_outreach(session, case_id, ended_on=date(2026, 11, 23))
    assert unmet(session) == []


def test_a_visit_nobody_said_anything_of_is_not_taken_for_a_shut_door(session: Session, case_id: int) -> None:
    save_visits(session, case_id, [visit("2026-11-02"), visit("2026-11-09"), visit("2026-11-16")])
    assert unmet(session) == []
