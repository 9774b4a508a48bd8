"""The ecomap of a case: lines suggested, written, dragged, undone, and what goes on paper."""

import pytest
from sqlalchemy.orm import Session

from hokatsu_desktop.drawing.new_relative import Relation
from hokatsu_desktop.drawing.shapes import Text
from hokatsu_desktop.models import Case, CaseAgency
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.drawing_places import forget_shifts, shifts_of
from hokatsu_desktop.services.ecomaps import (
    AHEAD,
    MOST_TIES,
    NOW,
    add_tie,
    carry_ahead,
    change_tie,
    drag_tie,
    eco_picture,
    suggestions,
    take_away_tie,
    ties_of,
)
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.papers import paper_of
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.relatives import RelativeFacts, add_relative, set_key_person
from tests.services.test_relatives import refused
from tests.services.test_story import received


@pytest.fixture
def case(session: Session) -> Case:
    case = session.get_one(Case, received(session).case_id)
    with act(session, "test", "ためし"):
        session.add_all([CaseAgency(case_id=case.id, agency_name=name) for name in ("水道課", "保健センター")])
        session.flush()
    return case


def names(session: Session, case: Case, tense: str = NOW) -> list[str]:
    return [tie.name for tie in ties_of(session, case.id, tense)]


def test_agencies_and_key_people_are_suggested_until_they_have_a_line(session: Session, case: Case) -> None:
    facts = RelativeFacts(name="架空 妹子", sex="female", lives_together=False)
    sister = add_relative(session, case.id, case.principal_id, Relation.SIBLING, facts)
    set_key_person(session, case.id, sister, is_key_person=True)
    assert [(one.name, one.kind) for one in suggestions(session, case.id, NOW)] == [
        ("水道課", "agency"),
        ("保健センター", "agency"),
        ("架空 妹子", "person"),
    ]
    add_tie(session, case.id, NOW, "水道課")
    assert [one.name for one in suggestions(session, case.id, NOW)] == ["保健センター", "架空 妹子"]
    assert suggestions(session, case.id, AHEAD)[0].name == "水道課"


def test_lines_are_changed_taken_away_and_undone(session: Session, case: Case) -> None:
    tie = add_tie(session, case.id, NOW, " 水道課 ")
    change_tie(session, tie, strength="strong", direction="to_person", person_id=case.principal_id, note="月1回")
    assert "水道課（本人と）、強いつながり、支援は本人・世帯へ、月1回。" in eco_picture(session, case.id, NOW).words
    take_away_tie(session, tie)
    assert names(session, case) == []
    undo(session)
    assert names(session, case) == ["水道課"]
    with pytest.raises(Refusal):
        add_tie(session, case.id, NOW, "  ")
    with pytest.raises(Refusal):
        change_tie(session, tie, name="")


def test_a_full_drawing_says_so(session: Session, case: Case) -> None:
    for number in range(MOST_TIES):
        add_tie(session, case.id, NOW, f"機関{number}")
    with refused("16本まで"):
        add_tie(session, case.id, NOW, "もう一つ")
    assert len(eco_picture(session, case.id, NOW).marks) == MOST_TIES


def test_today_is_carried_ahead_once(session: Session, case: Case) -> None:
    add_tie(session, case.id, NOW, "水道課", strength="weak")
    add_tie(session, case.id, AHEAD, "図書館", kind="place")
    assert carry_ahead(session, case.id) == 1
    assert carry_ahead(session, case.id) == 0
    assert names(session, case, AHEAD) == ["図書館", "水道課"]
    assert ties_of(session, case.id, AHEAD)[1].strength == "weak"


def test_a_dragged_circle_is_kept_and_forgotten(session: Session, case: Case) -> None:
    tie = add_tie(session, case.id, NOW, "水道課")
    add_tie(session, case.id, NOW, "税務課")
    before = eco_picture(session, case.id, NOW)
    drag_tie(session, case.id, NOW, f"tie:{tie}", (15.0, 3.0))
    assert shifts_of(session, case.id, "ecomap_now") == {f"tie:{tie}": (15.0, 3.0)}
    assert eco_picture(session, case.id, NOW) != before
    session.commit()
    with refused("重なります"):
        drag_tie(session, case.id, NOW, f"tie:{tie}", (0.0, 26.0))
    session.rollback()
    forget_shifts(session, case.id, "ecomap_now")
    assert eco_picture(session, case.id, NOW) == before


def test_sheet_carries_each_drawing_in_its_own_blank_and_the_lines_in_words(session: Session, case: Case) -> None:
    add_tie(session, case.id, NOW, "水道課", direction="both")
    add_tie(session, case.id, AHEAD, "図書館", kind="place")
    paper = paper_of(session, "relations", case.id)
    words = {
        key: [shape.words for shape in shapes if isinstance(shape, Text)] for key, shapes in paper.drawings.items()
    }
    assert set(words) == {"genogram", "eco_now", "eco_ahead"}
    assert "水道課" in words["eco_now"]
    assert "図書館" in words["eco_ahead"]
    assert "水道課" not in words["eco_ahead"]
    assert "対立・ストレス" in words["eco_now"]  # the legend
    assert "キーパーソン" in words["genogram"]
    rows = paper.answers["eco_ties"]
    assert isinstance(rows, list)
    assert [(row["tense"], row["name"], row["direction"]) for row in rows if isinstance(row, dict)] == [
        ("今", "水道課", "たがいに"),
        ("これから", "図書館", ""),
    ]


def test_drawing_without_lines_leaves_room_for_handwriting(session: Session, case: Case) -> None:
    assert paper_of(session, "relations", case.id).drawings["eco_now"] == ()
