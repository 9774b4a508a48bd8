"""Editing a household on its genogram: who is added stands where the words of kinship say, and all can be undone."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hokatsu_desktop.drawing.new_relative import Relation
from hokatsu_desktop.drawing.relatives import TieKind
from hokatsu_desktop.drawing.style import DeadMark, DrawingStyle, MarriageLine
from hokatsu_desktop.models import Case, DrawingPlace, Kinship, Person
from hokatsu_desktop.services.drawing_places import GENOGRAM, change_style, drawing_style, forget_shifts, shifts_of
from hokatsu_desktop.services.genograms import household_picture
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.households import household_rows, save_household
from hokatsu_desktop.services.refusal import Gone, Refusal
from hokatsu_desktop.services.relatives import (
    RelativeFacts,
    add_relative,
    change_couple,
    change_relative,
    chosen_person,
    drag_person,
    set_dead,
    set_key_person,
    set_living_together,
    take_out,
)
from tests.services.test_story import received


@contextmanager
def refused(words: str) -> Iterator[None]:
    """Expects a refusal that says these words."""
    with pytest.raises(Refusal) as no:
        yield
    assert words in no.value.words


@pytest.fixture
def case(session: Session) -> Case:
    return session.get_one(Case, received(session).case_id)


def add(
    session: Session,
    case: Case,
    beside: int,
    relation: Relation,
    name: str,
    sex: str = "male",
    birth: str = "",
    *,
    other_parent_id: int | None = None,
    together: bool = True,
) -> int:
    facts = RelativeFacts(name=f"架空 {name}", sex=sex, birth=birth, lives_together=together)
    return add_relative(session, case.id, beside, relation, facts, other_parent_id=other_parent_id)


def words(session: Session, case: Case) -> list[str]:
    """Each person in words, without the head line."""
    return household_picture(session, case.id).words.splitlines()[1:]


def kinships(session: Session, case: Case) -> dict[str, str]:
    return {row["name"].removeprefix("架空 "): row["kinship"] for row in household_rows(session, case.id)}


def test_five_people_are_added_around_the_principal(session: Session, case: Case) -> None:
    me = case.principal_id
    husband = add(session, case, me, Relation.PARTNER, "健")
    add(session, case, me, Relation.CHILD, "陽太", "male", "2010", other_parent_id=husband)
    add(session, case, me, Relation.CHILD, "美咲", "female", "2008", other_parent_id=husband)
    add(session, case, me, Relation.CHILD, "蓮", "male", "2012", other_parent_id=husband)
    mother = add(session, case, me, Relation.MOTHER, "ヨネ", "female", together=False)
    assert kinships(session, case) == {
        "花子": "self",
        "健": "husband",
        "美咲": "child",
        "陽太": "child",
        "蓮": "child",
        "ヨネ": "mother",
    }
    heard = words(session, case)
    assert [line.split("、")[0] for line in heard] == ["本人", "夫", "長女", "長男", "次男", "母"]
    assert heard[2] == "長女、架空 美咲、女性、17歳か18歳、同居。"
    assert chosen_person(session, case.id, mother).title == "母　架空 ヨネ"


def test_kin_of_kin_gets_words_seen_from_the_principal(session: Session, case: Case) -> None:
    me = case.principal_id
    son = add(session, case, me, Relation.CHILD, "実")
    wife = add(session, case, son, Relation.PARTNER, "彩", "female")
    add(session, case, son, Relation.CHILD, "凪", "female", other_parent_id=wife)
    father = add(session, case, me, Relation.FATHER, "勇")
    add(session, case, father, Relation.MOTHER, "トメ", "female")
    add(session, case, father, Relation.SIBLING, "茂", "male")
    brother = add(session, case, me, Relation.SIBLING, "亮", "male", "1999")
    add(session, case, brother, Relation.PARTNER, "光", "female")
    heard = {line.split("、")[1].removeprefix("架空 "): line.split("、")[0] for line in words(session, case)}
    assert heard == {
        "花子": "本人",
        "実": "長男",
        "彩": "長男の妻",
        "凪": "長男の子",
        "勇": "父",
        "トメ": "父方の祖母",
        "茂": "父の弟",
        "亮": "弟",
        "光": "弟の妻",
    }


def test_children_of_two_marriages_and_a_child_before_the_wedding(session: Session, case: Case) -> None:
    me = case.principal_id
    first_child = add(session, case, me, Relation.CHILD, "一")
    former = add(session, case, me, Relation.PARTNER, "先", "male")
    assert chosen_person(session, case.id, first_child).missing_parents == ()  # adopted by the first partner
    change_couple(session, case.id, former, TieKind.FORMER)
    now = add(session, case, me, Relation.PARTNER, "今", "male")
    add(session, case, me, Relation.CHILD, "二", other_parent_id=now)
    assert {name for _, name in chosen_person(session, case.id, me).partners} == {"架空 先", "架空 今"}
    picture = household_picture(session, case.id)
    across = {mark.words.split("、")[1].removeprefix("架空 "): mark.box.left for mark in picture.marks}
    assert sorted(("一", "二"), key=across.__getitem__) == sorted(
        ("一", "二"), key=lambda name: across[{"一": "先", "二": "今"}[name]]
    )
    with refused("2人まで"):
        add(session, case, me, Relation.PARTNER, "三")
    with refused("相手が2人"):
        change_couple(session, case.id, me, TieKind.FORMER)


def test_parting_and_living_together_without_registration_change_the_words(session: Session, case: Case) -> None:
    me = case.principal_id
    husband = add(session, case, me, Relation.PARTNER, "健")
    for kind, word in ((TieKind.FORMER, "元夫"), (TieKind.UNREGISTERED, "夫（未届）"), (TieKind.MARRIED, "夫")):
        change_couple(session, case.id, husband, kind)
        assert words(session, case)[1].startswith(f"{word}、")
        assert chosen_person(session, case.id, me).couple is kind
    assert session.scalar(select(func.count()).select_from(Kinship)) == 1


def test_places_that_are_taken_are_refused_in_words(session: Session, case: Case) -> None:
    me = case.principal_id
    add(session, case, me, Relation.FATHER, "勇")
    with refused("父は、もう"):
        add(session, case, me, Relation.FATHER, "進")
    child = add(session, case, me, Relation.CHILD, "実")
    with refused("本人の印"):
        add(session, case, child, Relation.MOTHER, "彩", "female")
    with refused("本人は外せません"):
        take_out(session, case.id, me)
    with refused("相手が、図にありません"):
        change_couple(session, case.id, me, TieKind.FORMER)


def test_marks_can_be_set_corrected_taken_out_and_undone(session: Session, case: Case) -> None:
    me = case.principal_id
    child = add(session, case, me, Relation.CHILD, "実", "unknown")
    set_key_person(session, case.id, child, is_key_person=True)
    set_living_together(session, case.id, child, together=False)
    assert words(session, case)[1] == "子、架空 実、性別不明、別居、キーパーソン。"
    facts = RelativeFacts(name="架空 実穂", kana="カクウ ミホ", birth="2001-04-02", sex="female", lives_together=True)
    change_relative(session, case.id, child, facts, kinship="child", label="長女")
    assert words(session, case)[1] == "長女、架空 実穂、女性、25歳、同居、キーパーソン。"
    set_dead(session, case.id, child, is_dead=True)
    assert "故人" in words(session, case)[1]
    undo(session)
    assert "25歳" in words(session, case)[1]
    take_out(session, case.id, child)
    assert len(words(session, case)) == 1
    with pytest.raises(Gone):
        chosen_person(session, case.id, child)
    undo(session)
    assert len(words(session, case)) == 2
    assert session.get_one(Person, child).kana == "カクウ ミホ"


def test_kinship_written_in_the_table_goes_before_what_the_drawing_was_told(session: Session, case: Case) -> None:
    me = case.principal_id
    add(session, case, me, Relation.CHILD, "実")
    rows = household_rows(session, case.id)
    save_household(session, case.id, [rows[0], {**rows[1], "kinship": "younger_brother"}])
    assert words(session, case)[1].startswith("弟、")
    assert session.scalar(select(func.count()).select_from(Kinship)) == 0


def test_dragging_is_kept_printed_and_forgotten(session: Session, case: Case) -> None:
    me = case.principal_id
    child = add(session, case, me, Relation.CHILD, "実")
    sister = add(session, case, me, Relation.CHILD, "花", "female")
    before = household_picture(session, case.id)
    drag_person(session, case.id, sister, 14.0)
    after = household_picture(session, case.id)
    assert shifts_of(session, case.id, GENOGRAM) == {f"person:{sister}": (14.0, 0.0)}
    assert after.shapes != before.shapes
    session.commit()
    with refused("重なります"):
        drag_person(session, case.id, child, 20.0)
    session.rollback()
    assert household_picture(session, case.id) == after
    forget_shifts(session, case.id, GENOGRAM)
    assert household_picture(session, case.id) == before
    undo(session)
    assert household_picture(session, case.id) == after
    assert session.scalar(select(func.count()).select_from(DrawingPlace)) == 1


def test_office_style_is_kept_and_a_wrong_one_is_as_usual(session: Session, case: Case) -> None:
    style = DrawingStyle(DeadMark.BLACK, MarriageLine.DOUBLE)
    change_style(session, style)
    assert drawing_style(session) == style
    undo(session)
    assert drawing_style(session) == DrawingStyle()
