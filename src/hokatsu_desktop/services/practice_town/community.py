"""What the practice town knows beside agencies and households: resources, voices, issues, trainings and visits."""

from collections.abc import Collection, Sequence
from typing import Any

from hokatsu_desktop.japanese.fiscal import fiscal_year
from hokatsu_desktop.models import CommunityIssue, VoiceKind
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.community_issues import add_to_issue, raise_issue
from hokatsu_desktop.services.figures.by_hand import ENTRIES, enter_by_hand, months_in_order
from hokatsu_desktop.services.figures.year_books import write_reason
from hokatsu_desktop.services.figures.yearly import months_begun
from hokatsu_desktop.services.missing_resources import hear
from hokatsu_desktop.services.practice_town.told import Told
from hokatsu_desktop.services.practice_town.town import Town
from hokatsu_desktop.services.resources import add_resource
from hokatsu_desktop.services.sheets import save_sheet
from hokatsu_desktop.services.surveys import add_round
from hokatsu_desktop.services.trainings import add_training


def settle_community(town: Town, told: Told) -> None:
    """Write down everything that is told of the community."""
    for one in told["resource"]:
        write(town, "resource_card", add_resource(town.session, one["name"]).id, one, but={"name"})
    for one in told["training"]:
        write(town, "training_record", add_training(town.session, one["title"]).id, one, but={"title"})
    for one in told["survey"]:
        write(town, "survey_round", add_round(town.session, one["name"]).id, one, but={"name"})
    raised = {one["key"]: raise_told(town, one) for one in told["issue"]}
    for one in told["voice"]:
        hear_told(town, one, raised)
    this_year = fiscal_year(today(town.session))
    for one in told["reason"]:
        write_reason(town.session, this_year - one["year"], one["group"], one["words"])
    for one in told["by_hand"]:
        enter_told(town, this_year - one["year"], one["months"])


def enter_told(town: Town, year: int, months: Sequence[Sequence[int]]) -> None:
    """Enter the numbers of a year by hand, of the months that have begun."""
    begun = months_in_order()[: months_begun(town.session, year)]
    for month, numbers in zip(begun, months, strict=False):
        enter_by_hand(town.session, year, month, {one.key: str(n) for one, n in zip(ENTRIES, numbers, strict=True)})


def raise_told(town: Town, told: Told) -> CommunityIssue:
    """Raise an issue, with what was made of it."""
    issue = raise_issue(town.session, told["title"])
    write(town, "issue_card", issue.id, told, but={"key", "title"})
    return issue


def hear_told(town: Town, told: Told, raised: dict[str, CommunityIssue]) -> None:
    """Hear a voice as often as it is told, and let it belong to its issue."""
    for mark in told["heard"]:
        voice = hear(town.session, told["words"], VoiceKind(told["kind"]), on=town.days.day(mark))
    write(town, "voice_card", voice.id, told, but={"kind", "words", "heard", "issue"})
    if "issue" in told:
        add_to_issue(town.session, voice.id, raised[told["issue"]].id)


def write(town: Town, sheet: str, record_id: int, told: Told, but: Collection[str]) -> None:
    """Fill in the sheet of a record with what is told of it."""
    answers: dict[str, Any] = {key: value for key, value in told.items() if key not in but}
    save_sheet(town.session, sheet, record_id, town.days.for_sheet(answers))
