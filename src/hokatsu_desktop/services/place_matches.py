"""合いそうな場所: resources whose interests meet what somebody likes or wishes to do, each taken as a try with one key."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fold import fold
from hokatsu_desktop.models import Case, ParticipationPlace, Person, Resource
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.districts import district_among, split
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.participation import begun_participation, participation_of, places_of
from hokatsu_desktop.services.resources import meaning

BETWEEN = re.compile(r"[、，,・／/\n]+")
SAID_MORE = re.compile(r"(?:をすること|すること|のこと|こと|が好き|好き)$")
ONE_KANJI = re.compile(r"[一-鿿]")


@dataclass(frozen=True)
class PlaceMatch:
    """A resource that could suit somebody, what they share, and what is to be known before going."""

    resource_id: int
    name: str
    shared: tuple[str, ...]
    takes_trial: bool
    is_near: bool  # it serves the district of 本人
    about: str  # 「木曜の午後　段差あり」

    @property
    def reason(self) -> str:
        """Why it is proposed, in words."""
        near = "、近く" if self.is_near else ""
        return f"好きなこと・やってみたいこと：{'・'.join(self.shared)}{near}"


def place_matches(session: Session, case_id: int) -> list[PlaceMatch]:
    """The places that could suit 本人 of a case and were not offered yet; those that share most come first."""
    case = still_there(session, Case, case_id)
    known = participation_of(session, case_id)
    told = fold(f"{known.likes}\n{known.wish}") if known is not None else ""
    if not told.strip():
        return []
    person = still_there(session, Person, case.principal_id)
    offered = fold("\n".join(one.place for one in places_of(session, case_id)))
    in_use = select(Resource).where(Resource.retired_on.is_(None), Resource.interests != "").order_by(Resource.name)
    found = [
        match_of(one, shared, person)
        for one in session.scalars(in_use)
        if (shared := shared_interests(one.interests, told)) and fold(one.name) not in offered
    ]
    return sorted(found, key=lambda one: (-len(one.shared), not one.is_near, not one.takes_trial))


def shared_interests(interests: str, told: str) -> tuple[str, ...]:
    """The interests of a resource that stand in what somebody said (folded), in these words or in ones that mean the same."""
    words = (SAID_MORE.sub("", one.strip()) for one in BETWEEN.split(interests))
    return tuple(dict.fromkeys(word for word in words if word and stands_in(word, told)))


def stands_in(word: str, told: str) -> bool:
    """Whether a word, or one that means the same, stands in a folded text."""
    return any(is_said(fold(same), told) for same in meaning(word))


def is_said(word: str, told: str) -> bool:
    """Whether a folded word stands there; a single kanji only by itself: 本 is not in 本当."""
    if len(word) > 1:
        return word in told
    kanji = ONE_KANJI.pattern
    return bool(ONE_KANJI.match(word)) and bool(re.search(f"(?<!{kanji}){word}(?!{kanji})", told))


def match_of(one: Resource, shared: Sequence[str], person: Person) -> PlaceMatch:
    """A resource as it is proposed to somebody."""
    about = "　".join(" ".join(words.split()) for words in (one.open_hours, one.cost, one.barriers) if words.strip())
    near = bool(district_among(split(one.district), person))
    return PlaceMatch(one.id, one.name, tuple(shared), one.takes_trial, near, about)


def try_place(session: Session, case_id: int, resource_id: int) -> ParticipationPlace:
    """Take a resource as a place to try, or to visit first where it takes nobody on trial; the rest is written there."""
    still_there(session, Case, case_id)
    one = still_there(session, Resource, resource_id)
    shared = next((match.shared for match in place_matches(session, case_id) if match.resource_id == one.id), ())
    with act(session, "try_place", "合いそうな場所を、おためしに加える"):
        begun_participation(session, case_id)
        last = max((place.position for place in places_of(session, case_id)), default=-1)
        place = ParticipationPlace(
            case_id=case_id,
            position=last + 1,
            place=f"{one.name}（{one.kept_by}）" if one.kept_by else one.name,
            what="・".join(shared),
            how_often=" ".join(one.open_hours.split()),
            state="trying" if one.takes_trial else "visiting",
            arranged="\n".join(filter(None, (one.trial_note, one.how_to_ask))),
        )
        session.add(place)
        session.flush()
    return place
