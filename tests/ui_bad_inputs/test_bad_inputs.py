"""Wrong and half-filled inputs across the screens: each is kept as a draft or answered with a sentence, none crashes."""

import pytest

from tests.ui_bad_inputs.office import BadInput, Office
from tests.ui_bad_inputs.table_of_cases import DATES, NOTES, TEXTS
from tests.ui_bad_inputs.table_of_files import FILES, HALF_COMPOSED
from tests.ui_bad_inputs.table_of_household import CONSENTS, PEOPLE, WORK
from tests.ui_bad_inputs.table_of_meetings import MEETINGS
from tests.ui_bad_inputs.table_of_town import FINDING, PRINTING, SETTINGS, TOWN

CASES = (*DATES, *TEXTS, *NOTES, *PEOPLE, *CONSENTS, *WORK)
TABLE = (*CASES, *MEETINGS, *TOWN, *SETTINGS, *FINDING, *PRINTING, *FILES, *HALF_COMPOSED)


@pytest.mark.parametrize("row", TABLE, ids=[row.name for row in TABLE])
def test_nothing_typed_is_lost_and_nothing_goes_wrong_in_silence(office: Office, row: BadInput) -> None:
    row.at(office)
    seen: list[str] = []
    for act in row.does:
        act(office)
        if row.says:
            seen += office.said_and_shown()
    for words in row.says:
        assert any(words in line for line in seen), f"not said: {words}; but: {office.heard.said}"
    office.leave()
    for words in row.keeps:
        assert office.holds(words), f"not kept: {words[:60]!r}"
    if row.comes_back is not None:
        name, words = row.comes_back
        office.go(office.place)
        assert office.shows(name) == words
