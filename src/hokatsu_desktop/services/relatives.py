"""Editing a household on its genogram: adding relatives, couples, where somebody lives, taking somebody out."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from hokatsu_desktop.drawing.drawn_kin import DrawnKin, kin_of, parents_of
from hokatsu_desktop.drawing.kinship_words import kind_of
from hokatsu_desktop.drawing.new_relative import Relation, is_self, words_for
from hokatsu_desktop.drawing.relatives import Relative, TieKind
from hokatsu_desktop.japanese.wareki import PartialDate
from hokatsu_desktop.models import Case, CasePerson, HouseholdMember, Kinship, Part, Person
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.consents import tasks_follow_consent
from hokatsu_desktop.services.drawing_places import GENOGRAM, keep_shift
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.genograms import (
    PARENT,
    TIE_KINDS,
    household_picture,
    mark_of,
    member_of,
    person_of,
    relatives_of,
)
from hokatsu_desktop.services.members import members_of
from hokatsu_desktop.services.naming import refresh_titles
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.rows import forget_ties

_TIE_NAMES = {kind: name for name, kind in TIE_KINDS.items()}
_FORMER_WORDS = {"husband": "元夫", "wife": "元妻"}
_SAME_PLACE_MM = 0.6
MOST_PARTNERS = 2
MOST_PARENTS = 2


@dataclass(frozen=True)
class RelativeFacts:
    """What is asked of one person; birth is the text of a PartialDate, kinship and sex are keys of lists."""

    name: str = ""
    kana: str = ""
    birth: str = ""
    sex: str = ""
    lives_together: bool = True


@dataclass(frozen=True)
class Chosen:
    """One person as the drawing has them: the facts, what can be changed, and with whom children can be."""

    person_id: int
    facts: RelativeFacts
    kinship: str
    label: str
    title: str  # 長男 みのる
    is_principal: bool
    is_dead: bool
    is_key_person: bool
    partners: tuple[tuple[int, str], ...]  # person id and name
    couple: TieKind | None  # how the one couple stands; None without one or with several
    missing_parents: tuple[Relation, ...]


def chosen_person(session: Session, case_id: int, person_id: int) -> Chosen:
    """Everything the buttons below the drawing ask about one person. Raises Gone."""
    case = still_there(session, Case, case_id)
    member, person = member_of(session, case, person_id)
    relatives = relatives_of(session, case)
    kin = kin_of(relatives, mark_of(person_id))
    me = next(one for one in relatives if one.key == mark_of(person_id))
    known = {one.key: one for one in relatives}
    sexes = {known[key].sex for key in kin.parents}
    return Chosen(
        person_id,
        RelativeFacts(person.name, person.kana, person.birth, person.sex, member.lives_together),
        member.kinship,
        member.second_label,
        f"{me.title}　{person.shown_name}".strip("　"),
        me.is_principal,
        me.has_died,
        member.key_person,
        tuple((person_of(key), known[key].name) for key, _ in kin.partners),
        kin.partners[0][1] if len(kin.partners) == 1 else None,
        tuple(
            relation
            for relation, sex in ((Relation.FATHER, "male"), (Relation.MOTHER, "female"))
            if sex not in sexes and len(kin.parents) < 2
        ),
    )


def add_relative(
    session: Session,
    case_id: int,
    person_id: int,
    relation: Relation,
    facts: RelativeFacts,
    *,
    other_parent_id: int | None = None,
) -> int:
    """Add somebody beside a person of the household; gives the new person's id.

    other_parent_id: with whom the new child is; None where only the person chosen is known to be a parent.
    Raises Refusal where that place is taken.
    """
    case = still_there(session, Case, case_id)
    relatives = relatives_of(session, case)
    _, chosen = member_of(session, case, person_id)
    anchor = next(one for one in relatives if one.key == mark_of(person_id))
    kin = kin_of(relatives, anchor.key)
    if reason := _why_not(anchor, relation, kin, relatives):
        raise Refusal(reason)
    is_elder = _is_earlier(facts.birth, chosen.birth)
    kinship, label = _words(relatives, anchor, relation, facts, other_parent_id, is_elder=is_elder)
    with act(session, "add_relative", "図に人を加える"):
        person = Person(name=facts.name.strip(), kana=facts.kana.strip(), birth=facts.birth, sex=facts.sex)
        session.add(person)
        session.flush()
        member = HouseholdMember(
            household_id=case.household_id,
            person_id=person.id,
            relative_to_id=case.principal_id,
            kinship=kinship,
            second_label=label,
            lives_together=facts.lives_together,
        )
        session.add_all([member, CasePerson(case_id=case_id, person_id=person.id, part=Part.FAMILY)])
        session.flush()
        parents = _parents_to_be(anchor, relation, kin, relatives, other_parent_id)
        siblings = [key for key, theirs in parents_of(relatives).items() if parents and set(theirs) == set(parents)]
        _stand_in_order(session, case, member, siblings)
        _tell(session, anchor, person.id, relation, kin, relatives)
        for key in parents:
            session.add(Kinship(person_id=person_of(key), other_id=person.id, tie=PARENT))
        session.flush()
        tasks_follow_consent(session, case_id)
    return person.id


def change_relative(
    session: Session, case_id: int, person_id: int, facts: RelativeFacts, *, kinship: str, label: str
) -> None:
    """Correct what is known of one person. A new kinship goes before the ties told of them."""
    case = still_there(session, Case, case_id)
    member, person = member_of(session, case, person_id)
    with act(session, "change_relative", "図の人を直す"):
        if kinship != member.kinship:
            forget_ties(member, person)
            label = "" if label == member.second_label else label
            member.kinship = kinship
        member.second_label = label.strip()
        member.lives_together = facts.lives_together
        person.name, person.kana = facts.name.strip(), facts.kana.strip()
        person.birth, person.sex = facts.birth, facts.sex
        session.flush()
        refresh_titles(session, case)


def set_living_together(session: Session, case_id: int, person_id: int, *, together: bool) -> None:
    """Inside or outside the line around those living together."""
    member, _ = member_of(session, still_there(session, Case, case_id), person_id)
    with act(session, "set_living_together", "同居・別居を直す"):
        member.lives_together = together
        session.flush()


def set_key_person(session: Session, case_id: int, person_id: int, *, is_key_person: bool) -> None:
    """With or without the star of a key person."""
    member, _ = member_of(session, still_there(session, Case, case_id), person_id)
    with act(session, "set_key_person", "キーパーソンを直す"):
        member.key_person = is_key_person
        session.flush()


def set_dead(session: Session, case_id: int, person_id: int, *, is_dead: bool) -> None:
    """Dead on a day not known, or alive after all."""
    _, person = member_of(session, still_there(session, Case, case_id), person_id)
    with act(session, "set_dead", "故人の印を直す"):
        person.died_on = PartialDate(None).text if is_dead else ""
        session.flush()


def change_couple(session: Session, case_id: int, person_id: int, kind: TieKind) -> None:
    """Married, without registration, or parted. Raises Refusal without a couple, or where two could be meant."""
    case = still_there(session, Case, case_id)
    relatives = relatives_of(session, case)
    partners = kin_of(relatives, mark_of(person_id)).partners
    if not partners:
        raise Refusal("この人の相手が、図にありません。先に「＋配偶者」で入れてください。")
    if len(partners) > 1:
        raise Refusal("相手が2人います。どちらとのことか分かるように、相手の方の印を選んでから押してください。")
    with act(session, "change_couple", "夫婦のつながりを直す"):
        _put_tie(session, person_id, person_of(partners[0][0]), _TIE_NAMES[kind])
        for one in (person_id, person_of(partners[0][0])):
            member, person = member_of(session, case, one)
            member.kinship, member.second_label = _couple_words(member, person, kind)
        session.flush()


def take_out(session: Session, case_id: int, person_id: int) -> None:
    """Take somebody out of the household; nobody is deleted. Raises Refusal for 本人."""
    case = still_there(session, Case, case_id)
    member, _ = member_of(session, case, person_id)
    if person_id == case.principal_id:
        raise Refusal("本人は外せません。本人を替えるときは、新しく受け付けてください。")
    with act(session, "take_out", "図から人を外す"):
        member.until_on = today(session)
        session.flush()


def drag_person(session: Session, case_id: int, person_id: int, right: float) -> None:
    """Keep a person's mark so many millimetres to the right of where the layout puts it.

    Raises Refusal where the mark would stand on others or their lines; then nothing is kept.
    """
    with act(session, "drag_mark", "図の位置をずらす"):
        keep_shift(session, case_id, GENOGRAM, mark_of(person_id), (right, 0.0))
        marks = {mark.key: mark for mark in household_picture(session, case_id).marks}
        if abs(marks[mark_of(person_id)].shift[0] - right) > _SAME_PLACE_MM:
            raise Refusal("そこに置くと、ほかの人や線と重なります。少しずらして置いてください。")


def _words(
    relatives: Sequence[Relative],
    anchor: Relative,
    relation: Relation,
    facts: RelativeFacts,
    other_parent_id: int | None,
    *,
    is_elder: bool,
) -> tuple[str, str]:
    """Kinship and own word of the one who is added."""
    own_children = [one for one in relatives if kind_of(one) == "child" and one.sex == facts.sex]
    kinship, label = words_for(anchor, relation, facts.sex, is_elder=is_elder, of_sex=len(own_children))
    parents = {anchor.key, mark_of(other_parent_id or 0)}
    if (
        relation is Relation.CHILD
        and kinship == "child"
        and not any(is_self(one) and one.key in parents for one in relatives)
    ):
        return "spouse_child", f"{anchor.title}の子"
    return kinship, label


def _couple_words(member: HouseholdMember, person: Person, kind: TieKind) -> tuple[str, str]:
    """The words of kinship of husband or wife of 本人 after a change; of others as they are."""
    own = "wife" if person.sex == "female" else "husband"
    is_former = member.second_label in _FORMER_WORDS.values()
    if not (is_former or member.kinship in (*_FORMER_WORDS, "husband_unregistered", "wife_unregistered")):
        return member.kinship, member.second_label
    match kind:
        case TieKind.FORMER:
            return own, _FORMER_WORDS[own]
        case TieKind.UNREGISTERED:
            return f"{own}_unregistered", "" if is_former else member.second_label
        case TieKind.MARRIED:
            return own, "" if is_former else member.second_label
    raise ValueError(kind)


def _why_not(anchor: Relative, relation: Relation, kin: DrawnKin, relatives: Sequence[Relative]) -> str:
    """Why nobody can be added there, in words; empty where one can."""
    if relation is Relation.PARTNER and len(kin.partners) >= MOST_PARTNERS:
        return "図に入れられる相手は2人までです。ほかの相手は、下の表に書けます。"
    if relation not in (Relation.FATHER, Relation.MOTHER):
        return ""
    own = [one for one in relatives if is_self(one) and one.key in kin.parents]
    if own:
        return "本人の子の父・母は、本人の印を選び、「＋夫」「＋妻」で入れてください。"
    sex = "male" if relation is Relation.FATHER else "female"
    taken = [one for one in relatives if one.key in kin.parents and one.sex == sex]
    word = "父" if relation is Relation.FATHER else "母"
    return f"この人の{word}は、もう図に入っています。" if taken or len(kin.parents) >= MOST_PARENTS else ""


def _parents_to_be(
    anchor: Relative, relation: Relation, kin: DrawnKin, relatives: Sequence[Relative], other_parent_id: int | None
) -> tuple[str, ...]:
    """The parents of the new one: of a child the person chosen and the other, of a sibling the same parents."""
    match relation:
        case Relation.CHILD:
            other = mark_of(other_parent_id) if other_parent_id is not None else ""
            return (anchor.key, other) if other in {one.key for one in relatives} else (anchor.key,)
        case Relation.SIBLING:
            return kin.parents
        case _:
            return ()


def _stand_in_order(session: Session, case: Case, member: HouseholdMember, siblings: Sequence[str]) -> None:
    """The new one in the household's list: before the first younger sibling, else behind all."""
    others = [one for one in members_of(session, case) if one[0] is not member]
    births = {mark_of(person.id): person.birth for _, person in others}
    birth = session.get_one(Person, member.person_id).birth
    younger = {key for key in siblings if _is_earlier(birth, births[key]) and key != mark_of(case.principal_id)}
    at = next((n for n, (_, person) in enumerate(others) if mark_of(person.id) in younger), len(others))
    for position, one in enumerate([*others[:at], (member, None), *others[at:]]):
        one[0].position = position


def _tell(
    session: Session, anchor: Relative, new_id: int, relation: Relation, kin: DrawnKin, relatives: Sequence[Relative]
) -> None:
    """Keep the ties of the new one that the words of kinship may not say."""
    anchor_id = person_of(anchor.key)
    match relation:
        case Relation.PARTNER:
            _put_tie(session, anchor_id, new_id, _TIE_NAMES[TieKind.MARRIED])
            if not kin.partners:
                _adopt(session, kin.children, relatives, new_id)
        case Relation.FATHER | Relation.MOTHER:
            session.add(Kinship(person_id=new_id, other_id=anchor_id, tie=PARENT))
        case Relation.CHILD | Relation.SIBLING:
            pass  # their parents are told by the caller
        case _:
            raise ValueError(relation)


def _adopt(session: Session, children: Sequence[str], relatives: Sequence[Relative], parent_id: int) -> None:
    """Children of whom one parent was told are the first partner's too; whoever is not is told so afterwards."""
    told = {one.key for one in relatives if one.parents}
    for key in children:
        if key in told:
            session.add(Kinship(person_id=parent_id, other_id=person_of(key), tie=PARENT))


def _put_tie(session: Session, one_id: int, other_id: int, name: str) -> None:
    """Make this the one tie of the couple."""
    between = or_(
        and_(Kinship.person_id == one_id, Kinship.other_id == other_id),
        and_(Kinship.person_id == other_id, Kinship.other_id == one_id),
    )
    tie = session.scalar(select(Kinship).where(between, Kinship.tie != PARENT))
    if tie is None:
        session.add(Kinship(person_id=one_id, other_id=other_id, tie=name))
    else:
        tie.tie = name


def _is_earlier(birth: str, other: str) -> bool:
    """Whether the first is surely born before the second."""
    try:
        first, second = PartialDate.from_text(birth), PartialDate.from_text(other)
    except ValueError:
        return False
    return first.year is not None and second.year is not None and first.latest() < second.earliest()
