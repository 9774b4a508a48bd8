"""What people and agencies are called when their names give way."""

import pytest

from hokatsu_desktop.models import Agency, Degree, HouseholdMember, Person
from hokatsu_desktop.services.degrees.calling import (
    GENERAL_WORDS,
    home_called,
    letters,
    parts_of_name,
    supporter_called,
    tie_of,
)
from hokatsu_desktop.sheets.lists import load_list


def test_letters_go_on_after_the_last() -> None:
    some = [letter for letter, _ in zip(letters(), range(28), strict=False)]
    assert some[:3] == ["A", "B", "C"]
    assert some[25:] == ["Z", "AA", "AB"]


@pytest.mark.parametrize(
    ("kinship", "label", "tie"),
    [
        ("child", "長男", "長男"),
        ("child", "", "子"),
        ("grandmother", "父方の祖母", "父方の祖母"),
        ("husband", "前夫", "前夫"),
        ("husband_unregistered", "", "夫"),
        ("grandchild", "", "孫"),
        ("mother_in_law", "", "義母"),
        ("child", "みのる", "子"),  # a name in the place of a word is not taken over
        ("", "", "家族"),
        ("unknown", "", "家族"),
    ],
)
def test_a_tie_is_a_word_for_a_person(kinship: str, label: str, tie: str) -> None:
    assert tie_of(HouseholdMember(household_id=1, person_id=1, kinship=kinship, second_label=label)) == tie


def test_every_kind_of_agency_has_a_general_word() -> None:
    assert set(GENERAL_WORDS) == {value.key for value in load_list("agency_kind").values}


@pytest.mark.parametrize(
    ("kind", "letters_word", "anonymous_word"),
    [
        ("water", "水道課職員", "水道の窓口の職員"),
        ("welfare_commissioner", "民生委員", "民生委員"),
        ("", "水道課職員", "支援機関の職員"),
    ],
)
def test_supporters_are_called_by_where_they_work(kind: str, letters_word: str, anonymous_word: str) -> None:
    agency = Agency(name="水道課", kind=kind)
    assert supporter_called(agency, "水道課", Degree.LETTERS) == letters_word
    assert supporter_called(agency, "水道課", Degree.ANONYMOUS) == anonymous_word
    assert supporter_called(None, "", Degree.LETTERS) == "支援者"


@pytest.mark.parametrize(
    ("address", "district", "in_letters", "anonymous"),
    [
        ("みどり町字川西12番地", "川西", "川西地区", "町内"),
        ("みどり町字川西12番地", "川西自治会", "川西自治会", "町内"),
        ("みどり町字川西12番地", "", "町内", "町内"),
        ("となり市本町3", "", "町外", "町外"),
        ("字川西12番地", "", "町内", "町内"),
    ],
)
def test_a_home_is_called_by_its_district_or_by_the_town(
    address: str, district: str, in_letters: str, anonymous: str
) -> None:
    person = Person(address=address, district=district)
    assert home_called(person, "みどり町", Degree.LETTERS) == in_letters
    assert home_called(person, "みどり町", Degree.ANONYMOUS) == anonymous


def test_a_name_without_a_space_may_be_cut_anywhere() -> None:
    assert parts_of_name("架空 ハル") == (["架空"], ["ハル"])
    assert parts_of_name("架空ハル") == (["架", "架空", "架空ハ"], ["空ハル", "ハル", "ル"])
    assert parts_of_name("") == ([], [])
