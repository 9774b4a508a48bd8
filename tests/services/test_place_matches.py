"""Places that could suit somebody: what they like meets what a resource is for, and is taken as a try."""

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fold import fold
from hokatsu_desktop.models import Case, Person, Resource
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.case_history import history_of_case
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.participation import place_rows, places_of, save_participation, save_places
from hokatsu_desktop.services.place_matches import place_matches, shared_interests, try_place
from hokatsu_desktop.services.refusal import Gone
from hokatsu_desktop.services.resources import add_resource, retire_resource
from tests.services.test_story import received


@pytest.fixture
def case_id(session: Session) -> int:
    return received(session).case_id


def place(session: Session, name: str, interests: str, **facts: object) -> Resource:
    made = add_resource(session, name)
    with act(session, "write", "書く"):
        for key, value in {"interests": interests, **facts}.items():
            setattr(made, key, value)
    return made


def names(session: Session, case_id: int) -> list[str]:
    return [one.name for one in place_matches(session, case_id)]


@pytest.mark.parametrize(
    ("interests", "told", "shared"),
    [
        ("将棋、編み物、料理", "「将棋なら一日でもできる」", ("将棋",)),
        ("園芸、体を動かすこと", "体を動かすのが好き。畑もしたい", ("園芸", "体を動かす")),
        ("ｼｮｳｷﾞ", "しょうぎ", ("ｼｮｳｷﾞ",)),
        ("本", "本当は人が苦手", ()),
        ("本", "図書館の本を読む", ("本",)),
        ("の", "将棋の会", ()),
        ("", "将棋", ()),
        ("将棋", "", ()),
    ],
)
def test_an_interest_is_shared_in_the_same_or_in_other_words(
    interests: str, told: str, shared: tuple[str, ...]
) -> None:
    assert shared_interests(interests, fold(told)) == shared


def test_places_that_share_most_are_near_and_take_a_trial_come_first(session: Session, case_id: int) -> None:
    place(session, "架空将棋会", "将棋")
    place(session, "見本将棋会", "将棋", takes_trial=True)
    place(session, "北の会", "将棋", district="川西")
    place(session, "なんでも会", "将棋、料理", barriers="段差あり")
    place(session, "釣りの会", "釣り")
    retire_resource(session, place(session, "昔の会", "将棋").id, is_over=True)
    assert names(session, case_id) == []  # nothing is known of the person yet
    with act(session, "write", "書く"):
        session.get_one(Person, session.get_one(Case, case_id).principal_id).district = "川西第2"
    save_participation(session, case_id, likes="将棋", wish="料理を習いたい", worries="釣りはこわい")
    assert names(session, case_id) == ["なんでも会", "北の会", "見本将棋会", "架空将棋会"]
    first, near = place_matches(session, case_id)[:2]
    assert (first.reason, first.about) == ("好きなこと・やってみたいこと：将棋・料理", "段差あり")
    assert near.reason.endswith("将棋、近く")


def test_a_place_is_taken_as_a_try_and_proposed_no_more(session: Session, case_id: int) -> None:
    there = place(
        session,
        "見本将棋会",
        "将棋",
        takes_trial=True,
        trial_note="3回まで無料",
        kept_by="例山",
        open_hours="木曜の午後",
    )
    other = place(session, "公園の会", "将棋")
    save_participation(session, case_id, likes="将棋")
    save_places(session, case_id, [{"place": "居場所"}])
    try_place(session, case_id, there.id)
    row = place_rows(session, case_id)[1]
    assert (row["place"], row["what"], row["state"]) == ("見本将棋会（例山）", "将棋", "trying")
    assert (row["how_often"], row["arranged"]) == ("木曜の午後", "3回まで無料")
    assert names(session, case_id) == ["公園の会"]
    assert try_place(session, case_id, other.id).state == "visiting"
    assert "見本将棋会" in str(history_of_case(session, case_id))
    session.commit()
    assert undo(session) == "合いそうな場所を、おためしに加える"
    assert [one.place for one in places_of(session, case_id)] == ["居場所", "見本将棋会（例山）"]


def test_a_resource_that_is_gone_is_refused_with_words(session: Session, case_id: int) -> None:
    with pytest.raises(Gone) as gone:
        try_place(session, case_id, 999)
    assert "なくな" in gone.value.words
