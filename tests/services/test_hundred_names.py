"""A hundred names with rare characters: stored unchanged, found as others type them, printed without a box."""

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Person
from hokatsu_desktop.printing.fonts import units
from hokatsu_desktop.printing.papers import print_papers
from hokatsu_desktop.services.papers import imprint_of, paper_of
from hokatsu_desktop.services.referrals import begin_referral, receive_referral
from hokatsu_desktop.services.search import find
from hokatsu_desktop.services.sheets import save_sheet
from tests.japanese.names import RARE_NAMES
from tests.printing.reading import squeezed, text_of

SHEET = "reception"
IN_NO_FONT = {
    "邉\U000e010f",
    "芦\ufe00",
}  # forms of a character that neither shipped font has: named, never printed as another


@pytest.fixture
def referrals(session: Session) -> dict[str, int]:
    """A referral for each name, by the name as it was typed."""
    made = {}
    for name, kana, _typed in RARE_NAMES:
        referral = begin_referral(session)
        save_sheet(session, SHEET, referral.id, {"person_name": name, "person_kana": kana})
        receive_referral(session, referral.id)
        made[name] = referral.id
    return made


def test_every_name_is_stored_as_it_was_typed(session: Session, referrals: dict[str, int]) -> None:
    stored = {person.name for person in session.query(Person)}
    assert stored == set(referrals)
    assert len(stored) == len(RARE_NAMES) == 100


def test_every_name_is_found_as_others_type_it(session: Session, referrals: dict[str, int]) -> None:
    for name, kana, typed in RARE_NAMES:
        for query in (name, kana, typed):
            assert any(name in hit.meta for hit in find(session, query)), (name, query)


def test_every_name_is_printed_or_its_missing_form_is_named(session: Session, referrals: dict[str, int]) -> None:
    papers = [paper_of(session, SHEET, referral_id) for referral_id in referrals.values()]
    printed = print_papers(papers, imprint_of(session), title="受付")
    assert {one.character for one in printed.missing} == IN_NO_FONT
    text = text_of(printed.pdf)
    names = [squeezed("".join(units(name))) for name, _kana, _typed in RARE_NAMES]
    assert [name for name in names if name not in text] == []
