"""Services of the case page: who counts for consent, the household, papers, drafts, and words of a closing."""

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Case, ConsentState, Part
from hokatsu_desktop.services.case_papers import papers_of_case
from hokatsu_desktop.services.cases import add_family_member, case_list, set_part
from hokatsu_desktop.services.closing_looks import save_closing
from hokatsu_desktop.services.consents import consent_summary, record_consent
from hokatsu_desktop.services.genograms import household_picture
from hokatsu_desktop.services.households import household_rows, member_consents, save_household
from hokatsu_desktop.services.notes import begin_note, draft_of, drop_empty_draft, finish_note, save_note
from hokatsu_desktop.services.periods import open_period
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.tasks import add_task, open_tasks
from tests.services.test_story import received


def test_a_family_member_becomes_a_subject_and_is_one_no_longer(session: Session) -> None:
    case = session.get_one(Case, received(session).case_id)
    son = add_family_member(session, case.id, name="架空 一郎", kinship="child")
    record_consent(session, case.id, case.principal_id, ConsentState.GIVEN)
    assert consent_summary(session, case.id).state == ConsentState.GIVEN
    set_part(session, case.id, son.id, Part.SUBJECT)
    assert consent_summary(session, case.id).state == ConsentState.PARTIAL
    add_task(session, "受診に同行する", case_id=case.id, waits_for_consent=True)
    set_part(session, case.id, son.id, Part.FAMILY)
    assert [task.what for task in open_tasks(session, case.id)] == ["受診に同行する"]  # nobody is left to wait for


def test_the_principal_always_counts(session: Session) -> None:
    case = session.get_one(Case, received(session).case_id)
    son = add_family_member(session, case.id, name="架空 一郎")
    for person_id, part in ((case.principal_id, Part.FAMILY), (son.id, Part.PRINCIPAL)):
        with pytest.raises(Refusal):
            set_part(session, case.id, person_id, part)


def test_the_household_is_saved_as_rows(session: Session) -> None:
    case_id = received(session).case_id
    rows = household_rows(session, case_id)
    save_household(session, case_id, [*rows, {"name": "架空 一郎", "kinship": "child", "birth": "1972-01-20"}])
    members = member_consents(session, case_id)
    assert [(one.name, one.tie, one.counts) for one in members] == [
        ("架空 花子", "本人", True),
        ("架空 一郎", "子", False),
    ]
    assert "架空 一郎" in household_picture(session, case_id).words


def test_papers_of_a_case_name_what_they_hang_on(session: Session) -> None:
    case_id = received(session).case_id
    papers = papers_of_case(session, case_id)
    assert [paper.title for paper in papers][:2] == ["つむぎあいシート A票", "つむぎあいシート B票"]
    assert papers[0].about == "R8.11.23 受付　水道課から"


def test_a_list_narrows_to_the_cases_asked_for(session: Session) -> None:
    first = received(session).case_id
    received(session, "例示 太郎", "レイジ タロウ")
    assert [line.case_id for line in case_list(session, among=[first])] == [first]
    assert case_list(session, among=[]) == []
    assert case_list(session, among=[first])[0].meta == "○ 回答はR8.11.30まで"


def test_an_empty_draft_goes_and_a_written_one_stays(session: Session) -> None:
    case_id = received(session).case_id
    empty = begin_note(session, case_id)
    assert draft_of(session, case_id) is empty
    assert drop_empty_draft(session, empty.id)
    written = begin_note(session, case_id)
    save_note(session, written.id, facts="電話した")
    assert not drop_empty_draft(session, written.id)
    finish_note(session, written.id)
    assert draft_of(session, case_id) is None


def test_words_of_a_closing_are_kept_before_it_is_decided(session: Session) -> None:
    case_id = received(session).case_id
    save_closing(session, case_id, leftovers="長男の受診")
    period = open_period(session, case_id)
    assert period is not None
    assert (period.leftovers, period.closed_on) == ("長男の受診", None)
    with pytest.raises(KeyError):
        save_closing(session, case_id, closed_on="2026-11-23")
