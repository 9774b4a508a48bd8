"""Whom the words of kinship hang on whom."""

import pytest

from hokatsu_desktop.drawing.family import Family, Member, TieKind
from hokatsu_desktop.drawing.kinship_places import place
from hokatsu_desktop.drawing.relatives import Relative
from tests.drawing.families import keys_of, relative

UNNAMED = "○"


def name_of(member: Member) -> str:
    """The person's name, ○ for a small mark."""
    return member.relative.name if member.relative is not None else UNNAMED


def descents(family: Family) -> set[str]:
    """Each descent as 父+母>長女,長男."""
    return {
        "+".join(map(name_of, descent.parents)) + ">" + ",".join(map(name_of, descent.children))
        for descent in family.descents
    }


def ties(family: Family) -> set[str]:
    """Each couple from left to right."""
    return {f"{name_of(tie.left)}={name_of(tie.right)}" for tie in family.ties}


def aside(family: Family) -> list[tuple[int, str]]:
    """Those without a line, with their generation."""
    return [(generation, name_of(member)) for generation, member in family.aside]


def one(name: str, kinship: str, sex: str = "male", label: str = "") -> Relative:
    """A relative by name."""
    return relative(kinship, sex, label=label, name=name)


ME = one("私", "self", "female")


def test_children_of_a_couple_in_their_order_with_the_man_to_the_left() -> None:
    family = place([ME, one("夫", "husband"), one("一", "child"), one("二", "child", "female")])
    assert ties(family) == {"夫=私"}
    assert descents(family) == {"夫+私>一,二"}


def test_former_husband_stands_on_the_free_side_and_children_are_with_the_husband_of_today() -> None:
    family = place([ME, one("元", "other", label="元夫"), one("今", "husband"), one("子", "child")])
    assert [(name_of(tie.left), name_of(tie.right), tie.kind) for tie in family.ties] == [
        ("今", "私", TieKind.MARRIED),
        ("私", "元", TieKind.FORMER),
    ]
    assert descents(family) == {"今+私>子"}


@pytest.mark.parametrize(
    ("kinship", "sex", "label", "is_former"),
    [
        ("husband", "male", "元夫", True),
        ("husband", "male", "夫（離婚）", True),
        ("unknown", "male", "離婚した夫", True),
        ("other", "female", "前妻", True),
        ("other", "female", "元配偶者", True),
        ("other", "male", "元夫の母", False),
        ("housemate", "male", "元夫", False),
        ("husband", "male", "別居中", False),
    ],
)
def test_who_counts_as_divorced(kinship: str, sex: str, label: str, is_former: bool) -> None:
    family = place([relative("self", "unknown"), one("相手", kinship, sex, label)])
    assert any(tie.kind is TieKind.FORMER for tie in family.ties) == is_former


def test_grandchildren_hang_on_the_child_their_label_names() -> None:
    family = place(
        [
            ME,
            one("一", "child", label="長男"),
            one("二", "child", "female", "長女"),
            one("嫁", "child_wife", "female"),
            one("孫一", "grandchild", label="長男の子"),
            one("孫二", "grandchild", label="長女の長男"),
            one("孫三", "grandchild"),
            one("曾孫", "other", label="曾孫"),
        ]
    )
    assert ties(family) == {"一=嫁"}
    assert descents(family) == {"私>一,二", "一+嫁>孫一,孫三", "二>孫二", "孫一>曾孫"}


def test_those_between_whom_nobody_names_become_small_marks() -> None:
    family = place([ME, one("嫁", "child_wife", "female"), one("孫", "grandchild")])
    assert ties(family) == {"○=嫁"}
    assert descents(family) == {"私>○", "○+嫁>孫"}
    family = place([ME, one("祖母", "grandmother", "female"), one("義母", "mother_in_law", "female")])
    assert ties(family) == {"○=私"}
    assert descents(family) == {"祖母>○", "○>私", "義母>○"}


def test_siblings_stand_by_age_and_their_people_only_where_the_label_tells() -> None:
    people = [
        one("弟", "younger_brother"),
        ME,
        one("兄", "elder_brother"),
        one("嫂", "sibling_spouse", "female", "兄の妻"),
        one("甥", "nephew_niece", label="兄の子"),
        one("姪", "nephew_niece", "female"),
        one("婿", "sibling_spouse"),
    ]
    family = place(people)
    assert descents(family) == {"○+○>兄,私,弟", "兄+嫂>甥"}
    assert ties(family) == {"○=○", "兄=嫂"}
    assert aside(family) == [(1, "姪"), (0, "婿")]


def test_spouse_of_the_only_sibling_needs_no_label() -> None:
    family = place(
        [ME, one("母", "mother", "female"), one("妹", "younger_sister", "female"), one("夫君", "sibling_spouse")]
    )
    assert ties(family) == {"夫君=妹"}
    assert descents(family) == {"母>私,妹"}


def test_grandparents_uncles_and_great_grandparents_on_the_side_the_label_tells() -> None:
    family = place(
        [
            ME,
            one("父", "father"),
            one("母", "mother", "female"),
            one("父方祖父", "grandfather"),
            one("母方祖父", "grandfather", label="母方の祖父"),
            one("母方祖母", "grandmother", "female", "母方の祖母"),
            one("叔父", "uncle_aunt", label="母の弟"),
            one("伯母の夫", "uncle_aunt", label="父の姉の夫"),
            one("曾祖母", "other", "female", "母方の曾祖母"),
        ]
    )
    assert descents(family) == {"父+母>私", "父方祖父>父", "母方祖父+母方祖母>母,叔父", "曾祖母>母方祖父"}
    assert aside(family) == [(-1, "伯母の夫")]


def test_grandparents_are_above_the_only_parent() -> None:
    family = place([ME, one("母", "mother", "female"), one("祖父", "grandfather")])
    assert descents(family) == {"母>私", "祖父>母"}


def test_step_child_is_a_child_of_the_couple_with_a_line_of_its_own() -> None:
    family = place([ME, one("夫", "husband"), one("一", "child"), one("連", "spouse_child")])
    (descent,) = family.descents
    assert [name_of(member) for member in descent.step_children] == ["連"]
    assert descents(family) == {"夫+私>一,連"}


def test_seen_from_the_head_when_the_principal_is_a_child_of_the_head() -> None:
    child = Relative(name="子", sex="male", kinship="child", is_principal=True)
    family = place([child, one("主", "head"), one("妻", "wife", "female")])
    assert family.centre is not None
    assert name_of(family.centre) == "主"
    assert descents(family) == {"主+妻>子"}


def test_seen_from_the_principal_when_nobody_is_called_so() -> None:
    mother = Relative(name="母", sex="female", kinship="mother", label="母", is_principal=True)
    assert descents(place([mother, one("子", "child")])) == {"母>子"}


def test_seen_from_a_small_mark_when_nobody_is_the_centre() -> None:
    family = place([one("妻", "wife", "female"), one("子", "child")])
    assert ties(family) == {"○=妻"}
    assert descents(family) == {"○+妻>子"}
    assert place([one("客", "housemate")]).centre is None


def test_label_counts_where_the_choice_says_nothing() -> None:
    family = place(
        [ME, one("母", "unknown", "female", "実母"), one("子", "", label="二男"), one("友", "other", label="友人")]
    )
    assert descents(family) == {"母>私", "私>子"}
    assert aside(family) == [(0, "友")]


def test_residents_come_first_among_those_aside() -> None:
    family = place([ME, relative("housemate", name="外", away=True), one("内", "housemate"), one("主", "head")])
    assert aside(family) == [(0, "内"), (0, "主"), (0, "外")]


@pytest.mark.parametrize("kinship", keys_of("kinship"))
def test_every_choice_gives_one_mark_even_twice(kinship: str) -> None:
    people = [ME, *(one(name, kinship, "female") for name in "甲乙丙")]
    members = [name_of(member) for member in place(people).members() if member.is_named]
    assert sorted(members) == sorted(["私", "甲", "乙", "丙"])
