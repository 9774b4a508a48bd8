"""Resources found by need, voices put together and gathered, issues of a year, and the training log."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import (
    CommunityIssue,
    CommunityVoice,
    MeetingBasis,
    Resource,
    Training,
    VoiceKind,
    VoiceSource,
)
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.agencies import add_agency, save_agency
from hokatsu_desktop.services.case_history import history_of_case
from hokatsu_desktop.services.community_issues import issue_voices, raise_from_voice, raise_issue, year_issues
from hokatsu_desktop.services.figures.community import community_figures
from hokatsu_desktop.services.figures.training import training_figures
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.meetings import MeetingCall, call_meeting, cases_of, finish_meeting
from hokatsu_desktop.services.missing_resources import (
    gather,
    hear,
    names_in,
    put_together,
    ungathered,
    voices,
    wish_for,
)
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.refusal import Gone, Refusal
from hokatsu_desktop.services.resources import add_resource, answering, helpers, retire_resource, synonyms
from hokatsu_desktop.services.search import find
from hokatsu_desktop.services.sheets import open_sheet, save_sheet
from hokatsu_desktop.services.trainings import add_guest, add_training, guests_of, trainings_of_agency, year_trainings
from tests.services.test_story import received


def found_names(session: Session, need: str) -> list[str]:
    return [one.helper.name for one in answering(helpers(session), need)]


def meeting_wishing(session: Session, case_id: int, wish: str, *, held: bool = True) -> int:
    meeting = call_meeting(
        session, MeetingCall(basis=MeetingBasis.SUPPORT, held_on=date(2026, 6, 9), case_ids=(case_id,))
    )
    with act(session, "wish", "書く"):
        cases_of(session, meeting.id)[0].resource_wish = wish
    if held:
        finish_meeting(session, meeting.id, goal_result="reached")
    return meeting.id


# --- resources ---------------------------------------------------------------------------------------------------------


def test_a_need_is_answered_by_resources_and_agencies_with_the_reason(session: Session) -> None:
    add_agency(session, "環境課", can_do="大きな不用品の引き取り", cannot_do="話し相手")
    garden = add_resource(session, "見本の畑")
    save_sheet(session, "resource_card", garden.id, {"can_do": "お茶を飲んで話す", "district": "北地区"})
    (rubbish,) = answering(helpers(session), "ごみ")
    assert (rubbish.helper.name, rubbish.reason) == ("環境課", "できること：大きな不用品の引き取り")
    assert found_names(session, "話し相手") == ["見本の畑"]  # what an agency cannot do is no answer
    assert found_names(session, "話し相手　北地区") == ["見本の畑"]
    assert found_names(session, "話し相手　南地区") == []
    assert found_names(session, "　") == []


def test_the_word_as_typed_comes_before_one_that_means_the_same(session: Session) -> None:
    add_agency(session, "あの会", can_do="送迎")
    add_agency(session, "んの会", can_do="通院の付き添い")
    assert found_names(session, "通院") == ["んの会", "あの会"]


def test_a_resource_that_is_over_is_no_answer_but_can_be_read_and_comes_back(session: Session) -> None:
    shop = add_resource(session, "見本商店")
    retire_resource(session, shop.id, is_over=True)
    assert found_names(session, "見本商店") == []
    assert open_sheet(session, "resource_card", shop.id).answers["name"] == "見本商店"
    retire_resource(session, shop.id, is_over=False)
    assert found_names(session, "見本商店") == ["見本商店"]


def test_every_group_of_words_has_at_least_two_different_ones() -> None:
    assert len(synonyms()) > 10
    assert all(len(set(group)) > 1 for group in synonyms())


@pytest.mark.parametrize("words", ["", "　 "])
def test_nothing_is_kept_without_words(session: Session, words: str) -> None:
    for keep in (add_resource, wish_for, hear, raise_issue, add_training):
        with pytest.raises(Refusal):
            keep(session, words)
    for model in (Resource, CommunityVoice, CommunityIssue, Training):
        assert session.scalars(select(model)).all() == []


# --- voices ------------------------------------------------------------------------------------------------------------


def test_voices_that_are_alike_are_one_and_are_counted(session: Session) -> None:
    first = wish_for(session, "夜だけ 泊まれる部屋。")
    assert wish_for(session, "夜だけ泊まれる部屋").id == first.id
    assert hear(session, "夜だけ泊まれる部屋").id != first.id  # an あるある is no wish
    assert {(one.voice.kind, one.times) for one in voices(session)} == {("wish", 2), ("everyday", 1)}


def test_a_wish_is_gathered_once_and_only_from_what_is_over(session: Session) -> None:
    case_id = received(session).case_id
    other_id = received(session, "例示 太郎", "レイジ タロウ").case_id
    meeting_wishing(session, case_id, "・夜の居場所\n特になし\n・送ってくれる車")
    meeting_wishing(session, other_id, "まだ話していない", held=False)
    assert [one.words for one in ungathered(session)] == ["夜の居場所", "送ってくれる車"]
    assert gather(session) == 2
    assert (ungathered(session), gather(session)) == ([], 0)
    assert {source.case_id for source in session.scalars(select(VoiceSource))} == {case_id}
    assert "会議と終結から、あったらよい資源を集める" in [one.title for one in history_of_case(session, case_id).acts]


def test_a_wish_that_was_written_anew_is_not_gathered_again(session: Session) -> None:
    meeting_wishing(session, received(session).case_id, "夜の居場所")
    gather(session)
    (line,) = voices(session)
    save_sheet(session, "voice_card", line.voice.id, {"words": "夜に行けるところ"})
    assert ungathered(session) == []


def test_gathering_is_taken_back_as_one(session: Session) -> None:
    meeting_wishing(session, received(session).case_id, "夜の居場所\n送ってくれる車")
    gather(session)
    undo(session)
    assert voices(session) == []
    assert len(ungathered(session)) == 2


def test_two_voices_are_put_together_and_taken_apart_again(session: Session) -> None:
    one, other = wish_for(session, "移動の車"), wish_for(session, "送ってくれる車")
    wish_for(session, "送ってくれる車")
    put_together(session, other.id, one.id)
    (line,) = voices(session)
    assert (line.times, "送ってくれる車" in line.voice.note) == (3, True)
    with pytest.raises(Refusal):
        put_together(session, one.id, one.id)
    with pytest.raises(Gone):
        put_together(session, other.id, one.id)
    undo(session)
    assert sorted(line.times for line in voices(session)) == [1, 2]


def test_a_name_of_the_store_in_a_voice_is_told(session: Session) -> None:
    received(session, "試森 太郎", "タメシモリ タロウ")
    assert "試森" in names_in(session, "試森さんのような家が多い")
    assert names_in(session, "封筒を開けない家が多い") == []


# --- issues ------------------------------------------------------------------------------------------------------------


def test_a_voice_becomes_an_issue_once(session: Session) -> None:
    voice = wish_for(session, "書類を一緒に読んでくれる人")
    save_sheet(session, "voice_card", voice.id, {"theme": "procedures"})
    issue = raise_from_voice(session, voice.id)
    assert (issue.title, issue.theme) == ("書類を一緒に読んでくれる人", "procedures")
    assert raise_from_voice(session, voice.id).id == issue.id
    assert [row["times"] for row in issue_voices(session, issue)] == ["5件未満"]
    for _ in range(4):
        wish_for(session, "書類を一緒に読んでくれる人")
    assert [row["times"] for row in issue_voices(session, issue)] == ["5件"]
    assert open_sheet(session, "issue_card", issue.id).answers["voices"] == issue_voices(session, issue)


def test_the_list_of_the_year_has_what_is_new_and_what_still_waits(session: Session) -> None:
    states = {
        "今年の課題": {"outcome": "came_to_be", "outcome_on": "2026-06-01"},
        "待つ課題": {"raised_on": "2024-05-01", "outcome": "trying"},
        "終わった課題": {"raised_on": "2024-05-01", "outcome": "dropped", "outcome_on": "2025-05-01"},
    }
    for title, answers in states.items():
        save_sheet(session, "issue_card", raise_issue(session, title).id, dict(answers))
    assert {row["what"] for row in year_issues(session, the_office(session))} == {"今年の課題", "待つ課題"}


def test_an_issue_keeps_its_day_when_another_cannot_be_read(session: Session) -> None:
    issue = raise_issue(session, "課題")
    save_sheet(session, "issue_card", issue.id, {"raised_on": "そのうち", "outcome_on": "わからない"})
    assert (issue.raised_on, issue.outcome_on) == (date(2026, 11, 23), None)


# --- figures and search ------------------------------------------------------------------------------------------------


def test_trainings_are_counted_by_their_days(session: Session) -> None:
    for title, day, people in (("一", "2026-04-01", "5"), ("二", "2027-03-31", "7"), ("三", "2026-03-31", "9")):
        save_sheet(session, "training_record", add_training(session, title).id, {"held_on": day, "staff_count": people})
    save_sheet(session, "training_record", add_training(session, "四").id, {"held_on": "", "other_count": "たくさん"})
    times, people_came, _agencies, _names = training_figures(session, 2026)
    assert (times.months[0], times.months[11], times.year) == (1, 1, 2)
    assert (people_came.months[0], people_came.months[11], people_came.year) == (5, 7, 12)
    assert [row["title"] for row in year_trainings(session, the_office(session))] == ["一", "二"]


def test_who_came_is_known_by_name_counted_once_a_year_and_found(session: Session) -> None:
    first, second = (add_training(session, title) for title in ("守秘の研修", "書き方の研修"))
    guests = [
        {"agency_name": "水道課", "name": "例山 たかし", "came_as": "member"},
        {"agency_name": "水道課", "name": "試田 ゆい", "came_as": "other"},
    ]
    save_sheet(session, "training_record", first.id, {"held_on": "2026-05-01", "guests": guests})
    save_sheet(session, "training_record", second.id, {"held_on": "2026-07-01", "staff_count": "9"})
    add_guest(session, second.id, "水 道 課", "例山　たかし", "member")
    add_guest(session, second.id, "税務課", "控山 あや", "member")
    with pytest.raises(Refusal) as twice:
        add_guest(session, second.id, "水道課", "例山たかし", "member")
    assert "もう「来た人」に" in twice.value.words
    _times, people_came, came_from, names = training_figures(session, 2026)
    assert (people_came.months[1], people_came.months[3]) == (2, 9)  # names stand in where no number was written
    assert (came_from.months[1], came_from.months[3], came_from.year) == (1, 2, 2)
    assert (names.months[1], names.months[3], names.year) == (2, 2, 3)
    assert [row["people"] for row in year_trainings(session, the_office(session))] == ["2人", "9人"]
    told = [(one.title, who) for one, who in trainings_of_agency(session, "水道課")]
    assert told == [("書き方の研修", ["例山　たかし"]), ("守秘の研修", ["例山 たかし", "試田 ゆい"])]
    assert [hit.title for hit in find(session, "試田")] == ["守秘の研修"]
    save_sheet(session, "training_record", first.id, {"guests": guests[:1]})
    assert find(session, "試田") == []
    undo(session)
    assert [hit.title for hit in find(session, "試田")] == ["守秘の研修"]


def test_the_trainings_follow_an_agency_that_gets_a_new_name(session: Session) -> None:
    training = add_training(session, "守秘の研修")
    agency = add_agency(session, "見本大学")
    add_guest(session, training.id, "見本 大学", "例山 たかし", "member")
    add_guest(session, training.id, "", "控山 あや", "other")
    save_agency(session, agency.id, name="みほん大学", phone="000-0000-0000")
    assert [who for _one, who in trainings_of_agency(session, "みほん大学")] == [["例山 たかし"]]
    save_agency(session, agency.id, name="")
    save_agency(session, agency.id, name="試し大学")
    assert [one.agency_name for one in guests_of(session, training.id)] == ["みほん大学", ""]
    for _sitting in range(2):  # the two last names, and the first one with what followed it
        undo(session)
    assert [one.agency_name for one in guests_of(session, training.id)] == ["見本 大学", ""]


def test_issues_and_wishes_are_counted_once_and_what_came_to_be_on_its_day(session: Session) -> None:
    for day in (date(2026, 5, 1), date(2026, 7, 1)):
        wish_for(session, "夜の居場所", on=day)
    hear(session, "よくあること", VoiceKind.EVERYDAY, on=date(2026, 5, 1))
    issue = raise_issue(session, "課題")
    save_sheet(session, "issue_card", issue.id, {"outcome": "came_to_be", "outcome_on": "2027-01-05"})
    raised, wishes, came = community_figures(session, 2026)
    assert (raised.months[7], raised.year) == (1, 1)
    assert (wishes.months[1], wishes.year) == (1, 1)
    assert (came.months[9], came.year) == (1, 1)
    assert [one.year for one in community_figures(session, 2025)] == [0, 0, 0]


def test_things_of_the_town_are_found_and_forgotten_when_taken_back(session: Session) -> None:
    garden = add_resource(session, "見本の畑")
    save_sheet(session, "resource_card", garden.id, {"interests": "将棋"})
    save_sheet(session, "training_record", add_training(session, "守秘の研修").id, {"taken_along": "将棋の例え"})
    raise_issue(session, "将棋の場がない")
    hear(session, "将棋の相手がいない")
    assert {hit.kind for hit in find(session, "将棋")} == {"resource", "training", "issue", "voice"}
    undo(session)
    assert {hit.kind for hit in find(session, "将棋")} == {"resource", "training", "issue"}
