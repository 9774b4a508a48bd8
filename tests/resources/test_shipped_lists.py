"""Every shipped choice list."""

import re
from pathlib import Path

import pytest

import hokatsu_desktop.models
from hokatsu_desktop.assets import resource
from hokatsu_desktop.models import ConsentState, MeetingBasis, PlanKind, Reply, Stage
from hokatsu_desktop.services.notes import NO_CONTACT
from hokatsu_desktop.sheets.lists import ChoiceList, all_lists, load_list
from hokatsu_desktop.sheets.load import all_sheets

LISTS = all_lists()

FIFTY = [
    "intake_mode",
    "route",
    "referrer",
    "visitor_relation",
    "sex",
    "age_band",
    "household_type",
    "kinship",
    "marital",
    "attribute",
    "topic",
    "issue_person",
    "issue_household",
    "work_status",
    "employment",
    "education",
    "housing",
    "income_source",
    "health_insurance",
    "pension",
    "arrears",
    "health",
    "certificate",
    "care_level",
    "capacity",
    "barrier",
    "consent",
    "outreach_stage",
    "urgency",
    "risk",
    "reply",
    "screening",
    "stage",
    "business",
    "agency_kind",
    "role",
    "support_kind",
    "contact_mode",
    "contact_with",
    "meeting_basis",
    "meeting_aim",
    "meeting_function",
    "plan_kind",
    "goal_result",
    "change",
    "close_reason",
    "monitor_cycle",
    "handout_rule",
    "resource_theme",
    "strength",
]
"""The fifty lists of the field, in their customary order."""

FOR_OUR_SHEETS = {
    "training_guest",
    "closing_left",
    "connect_reason",
    "consent_basis",
    "consent_category",
    "consent_method",
    "meeting_verdict",
    "naming_degree",
    "pass_on_check",
    "plan_verdict",
    "sharing_ground",
    "support_decision",
    "task_ending",
    "told_way",
    "resource_kind",
    "role_state",
    "when_closed",
    "member_seat",
    "contact_role",
    "voice_kind",
    "issue_outcome",
    "handover_reason",
    "handover_route",
    "medium_ending",
    "matching",
    "visit_met",
}

ABOUT_A_PERSON = [
    "visitor_relation",
    "sex",
    "age_band",
    "household_type",
    "kinship",
    "marital",
    "attribute",
    "issue_person",
    "issue_household",
    "work_status",
    "employment",
    "education",
    "housing",
    "income_source",
    "health_insurance",
    "pension",
    "arrears",
    "health",
    "certificate",
    "care_level",
    "capacity",
    "barrier",
    "risk",
    "strength",
]


def key_of(found: ChoiceList) -> str:
    return found.key


def test_the_lists_of_the_field_and_those_of_our_sheets_are_all_there() -> None:
    assert {path.stem for path in resource("lists").iterdir()} == {*FIFTY, *FOR_OUR_SHEETS}
    assert len(FIFTY) == 50
    assert {found.key for found in LISTS} == {*FIFTY, *FOR_OUR_SHEETS}


@pytest.mark.parametrize("found", LISTS, ids=key_of)
def test_labels_are_there_and_differ(found: ChoiceList) -> None:
    labels = [value.label for value in found.values]
    assert found.label.strip()
    assert all(label.strip() for label in labels)
    assert len(set(labels)) == len(labels) > 1


@pytest.mark.parametrize("found", LISTS, ids=key_of)
def test_other_always_opens_a_line(found: ChoiceList) -> None:
    others = [value for value in found.values if value.label.startswith("その他") and value.key != "mental_health"]
    assert all(value.free_text for value in others)


@pytest.mark.parametrize("key", ABOUT_A_PERSON)
def test_whoever_describes_a_person_may_not_know_or_not_have_asked(key: str) -> None:
    labels = {value.key: value.label for value in load_list(key).values}
    assert (labels["unknown"], labels["unconfirmed"]) == ("不明", "未確認")


@pytest.mark.parametrize(
    ("key", "states"),
    [
        ("stage", Stage),
        ("consent", ConsentState),
        ("reply", Reply),
        ("meeting_basis", MeetingBasis),
        ("plan_kind", PlanKind),
    ],
)
def test_the_rules_and_the_lists_know_the_same_values(key: str, states: type[Stage]) -> None:
    assert [value.key for value in load_list(key).values] == [state.value for state in states]


def test_every_list_that_the_models_name_is_there() -> None:
    models = Path(hokatsu_desktop.models.__file__).parent
    named = {
        name for path in models.glob("*.py") for name in re.findall(r"# .*\blist ([a-z_]+)", path.read_text("utf-8"))
    }
    assert named <= {found.key for found in LISTS}
    assert "contact_mode" in named


def test_the_values_that_services_write_or_ask_for_are_there() -> None:
    assert {value.key for value in load_list("contact_mode").values} >= NO_CONTACT
    assert "multi_agency" in {value.key for value in load_list("business").values}
    assert "self" in {value.key for value in load_list("kinship").values}


def test_the_six_answers_are_whole_sentences() -> None:
    replies = load_list("reply")
    assert replies.several
    assert [value.label.endswith("ます") or "ます（" in value.label for value in replies.values] == [True] * 5 + [False]


def test_sixteen_topics_may_be_marked() -> None:
    assert len(load_list("topic").values) == 16


def test_who_refers_is_also_an_agency() -> None:
    agencies = {value.key for value in load_list("agency_kind").values}
    assert {value.key for value in load_list("referrer").values} <= agencies


def test_several_may_be_ticked_exactly_where_the_list_says_so() -> None:
    for sheet in all_sheets():
        for blank in sheet.blanks:
            if blank.list:
                assert sheet.choice_list(blank.list).several is (blank.kind != "choice"), (sheet.key, blank.key)
            for column in blank.columns:
                assert not column.list or not sheet.choice_list(column.list).several
