"""Informal resources (資源): writing them down, and finding a resource or an agency by what somebody needs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.assets import resource
from hokatsu_desktop.japanese.fold import fold
from hokatsu_desktop.models import Agency, Resource
from hokatsu_desktop.services.acts import act
from hokatsu_desktop.services.agencies import agencies
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.finding import still_there
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.sheets.lists import label_of

AROUND = 12  # characters of a text shown on each side of what was found in it


@dataclass(frozen=True)
class Helper:
    """A resource or an agency as it is searched: what is said of it, as (label, text, folded text)."""

    kind: str  # "resource" or "agency"
    record_id: int
    name: str
    said: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Match:
    """A helper that answers a need, and why it does."""

    helper: Helper
    reason: str


def add_resource(session: Session, name: str) -> Resource:
    """Write down a resource, which is known as of today. Raises Refusal without a name."""
    if not name.strip():
        raise Refusal("資源の名前を入れてください。")
    with act(session, "add_resource", "資源を加える"):
        made = Resource(name=name.strip(), confirmed_on=today(session))
        session.add(made)
        session.flush()
    return made


def retire_resource(session: Session, resource_id: int, *, is_over: bool) -> Resource:
    """Say that a resource is no more, or that it is there again; what was written stays."""
    found = still_there(session, Resource, resource_id)
    with act(session, "retire_resource", "資源を「終わった」にする" if is_over else "資源を戻す"):
        found.retired_on = today(session) if is_over else None
    return found


def resources(session: Session) -> list[Resource]:
    """All resources, those that are over last, by name."""
    return list(session.scalars(select(Resource).order_by(Resource.retired_on.is_not(None), Resource.name)))


def helpers(session: Session) -> list[Helper]:
    """Every resource and agency in use, resources first."""
    found = [resource_helper(one) for one in resources(session) if one.retired_on is None]
    return found + [agency_helper(one) for one in agencies(session)]


def resource_helper(one: Resource) -> Helper:
    """A resource as it is searched."""
    said = (
        ("名前", one.name),
        ("区分", label_of("resource_kind", one.kind) if one.kind else ""),
        ("地区", one.district),
        ("できること", one.can_do),
        ("好きなこと", one.interests),
        ("開いているとき", one.open_hours),
        ("頼み方", one.how_to_ask),
        ("世話をしている人", one.kept_by),
        ("ためしの参加", f"受けてくれる {one.trial_note}" if one.takes_trial else ""),
        ("そのほか", one.note),
    )
    return Helper("resource", one.id, one.name, with_folded(said))


def agency_helper(one: Agency) -> Helper:
    """An agency as it is searched; what it cannot do is left out: it is no help."""
    said = (
        ("名前", one.name),
        ("部署", one.department),
        ("区分", label_of("agency_kind", one.kind) if one.kind else ""),
        ("できること", one.can_do),
        ("つなぎ方", one.how_to_connect),
        ("そのほか", one.note),
    )
    return Helper("agency", one.id, one.name, with_folded(said))


def with_folded(said: Iterable[tuple[str, str]]) -> tuple[tuple[str, str, str], ...]:
    """The texts that are not empty with their folded form, so that typing need not fold them again."""
    return tuple((label, text, fold(text)) for label, text in said if text)


def answering(found: Iterable[Helper], need: str) -> list[Match]:
    """Those that have every word of a need, or a word that means the same; a word as typed comes before the others."""
    asked = [meaning(word) for word in need.split() if fold(word)]
    matches: list[tuple[bool, Match]] = []
    for helper in found:
        places = [place_of(helper, words) for words in asked]
        told = [place for place in places if place is not None]
        if asked and len(told) == len(asked):
            as_typed = all(is_own for is_own, _ in told)
            matches.append((not as_typed, Match(helper, "　".join(dict.fromkeys(words for _, words in told)))))
    return [match for _, match in sorted(matches, key=lambda pair: pair[0])]


def place_of(helper: Helper, words: Sequence[str]) -> tuple[bool, str] | None:
    """Where a helper has the first word or one that means the same: whether the first, and the reason in words."""
    for same in words:
        wanted = fold(same)
        for label, text, plain in helper.said:
            if wanted in plain:
                return same == words[0], reason_words(label, text, same)
    return None


def reason_words(label: str, text: str, word: str) -> str:
    """できること：…ごみの片付けの相談…"""
    flat = " ".join(text.split())
    place = flat.find(word)
    if place < 0 or len(flat) <= 2 * AROUND + len(word):
        return f"{label}：{flat[: 2 * AROUND + len(word)]}{'…' if len(flat) > 2 * AROUND + len(word) else ''}"
    start, end = max(0, place - AROUND), min(len(flat), place + len(word) + AROUND)
    return f"{label}：{'…' if start else ''}{flat[start:end]}{'…' if end < len(flat) else ''}"


def meaning(word: str) -> Sequence[str]:
    """The word itself first, then the words that mean the same in everyday speech."""
    wanted = fold(word)
    same = [other for group in synonyms() if wanted in map(fold, group) for other in group]
    return list(dict.fromkeys([word, *same]))


@cache
def synonyms() -> tuple[tuple[str, ...], ...]:
    """Groups of everyday words that ask for the same thing (resources/words/needs.txt)."""
    lines = resource("words", "needs.txt").read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split()) for line in lines if line.strip() and not line.startswith("#"))
