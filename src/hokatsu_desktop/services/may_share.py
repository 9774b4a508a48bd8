"""May a paper go out: to whom, what of it, and on what ground, in words. Consent decides, or the law of a meeting."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fold import fold
from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import CaseAgency, Consent, ConsentState
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.consents import newest_consent, people_who_must_agree
from hokatsu_desktop.sheets.bases import basis_on
from hokatsu_desktop.sheets.lists import label_of, load_list

BY_LAW = ("personal_information_69", "duty_to_report", "danger_to_life")  # of consent_basis: they carry any receiver
_BETWEEN = re.compile(r"[\n、，,]")
_AGREED = (ConsentState.GIVEN, ConsentState.PARTIAL)


class Ground(StrEnum):
    """On what ground a paper may go out, or why it may not; the keys of resources/lists/sharing_ground.toml."""

    CONSENT = "consent"
    LAW = "law"
    OWN = "own"  # 本人 gets what is their own
    HIDDEN = "hidden"  # nobody is named on it
    PARTIAL = "partial"  # some kinds of information are outside the consent
    WITHDRAWN = "withdrawn"
    UNBOUND = "unbound"  # somebody at the meeting is neither a member nor has pledged secrecy
    NOTHING = "nothing"


MAY_GO = (Ground.CONSENT, Ground.LAW, Ground.OWN, Ground.HIDDEN)


@dataclass(frozen=True)
class Receiver:
    """Who would get the paper."""

    shown: str  # as it is named in words: 「社会福祉協議会　見本」
    agency: str = ""
    basis: str = ""  # of the meeting at which it is handed out; empty outside a meeting
    is_bound: bool = True  # a member of the meeting, or has pledged secrecy
    is_self: bool = False  # 本人


@dataclass(frozen=True)
class Sharing:
    """The answer: the ground, why it is so, and which kinds of information are outside the consent."""

    case_id: int
    ground: Ground
    why: tuple[str, ...] = ()
    outside: frozenset[str] = frozenset()  # of the kinds asked for
    can_leave_out: bool = False  # something would be left on the paper
    about: str = ""  # number of the case, where several are asked for

    @property
    def may_go(self) -> bool:
        """Whether the paper may simply go out."""
        return self.ground in MAY_GO

    @property
    def heading(self) -> str:
        """The answer in one line."""
        return label_of("sharing_ground", self.ground)


@dataclass(frozen=True)
class Limit:
    """What one person's consent lets go to a receiver: kinds of information, and in words why no more."""

    allowed: frozenset[str]
    why: str
    by_law: bool = False
    is_withdrawn: bool = False


def may_share(session: Session, case_id: int, receiver: Receiver, kinds: Collection[str]) -> Sharing:
    """Whether these kinds of information (list consent_category) about a household may go to a receiver today."""
    if receiver.is_self:
        why = "ほかの人から聞いたことや職員の見立ては、「開示用」を選ぶと隠せます。"
        return Sharing(case_id, Ground.OWN, (why,))
    if receiver.basis and (answer := _by_meeting(session, case_id, receiver)) is not None:
        return answer
    limits = [
        limit_of(session, case_id, f"{person.shown_name}さん", newest_consent(session, case_id, person.id), receiver)
        for person in people_who_must_agree(session, case_id)
    ]
    return _together(case_id, limits, frozenset(kinds))


def limit_of(session: Session, case_id: int, name: str, consent: Consent | None, receiver: Receiver) -> Limit:
    """What one person's newest consent lets go to a receiver."""
    if consent is None:
        return Limit(frozenset(), f"{name}の同意は、まだ確かめていません。")
    if consent.state not in _AGREED:
        return _without_consent(name, consent)
    if not consent.give:
        return Limit(frozenset(), f"{name}は、関係機関へ伝えることには同意していません。")
    if reason := _not_for(session, case_id, name, consent, receiver):
        return Limit(frozenset(), reason)
    allowed = frozenset(consent.categories) or _every_kind()
    since = f"（{short(consent.obtained_on)}）" if consent.obtained_on else ""
    old = _to_review(consent, today(session))
    if allowed >= _every_kind():
        return Limit(allowed, f"{name}の同意があります{since}。{old}")
    named = "、".join(f"「{label_of('consent_category', one)}」" for one in _in_order(allowed))
    return Limit(allowed, f"{name}の同意{since}は、{named}だけです。{old}")


def hidden_sharing(case_id: int) -> Sharing:
    """The answer for an edition that names nobody."""
    return Sharing(case_id, Ground.HIDDEN, ("配る前に一度読みかえして、だれのことか分からないかを確かめてください。",))


def _by_meeting(session: Session, case_id: int, receiver: Receiver) -> Sharing | None:
    """The answer that the law of a meeting gives by itself; None where consent decides."""
    law = basis_on(receiver.basis, today(session))
    name = label_of("meeting_basis", receiver.basis).split("（")[0]
    match law:
        case None:
            return None
        case _ if law.inside:
            why = f"{name}は町の中の会議です。仕事に必要な範囲で使えます（{law.words}）。"
            return Sharing(case_id, Ground.LAW, (why,))
        case _ if not law.without_consent:
            return None
        case _ if receiver.is_bound:
            why = f"{name}の構成員には法律の守秘義務があるので、本人の同意がなくても伝え合えます（{law.words}）。"
            return Sharing(case_id, Ground.LAW, (why,))
        case _:
            why = (
                f"{receiver.shown}は、まだ構成員ではなく、誓約もしていません。"
                "会議のページで構成員に登録するか、誓約書をもらうか、匿名版にしてください。"
            )
            return Sharing(case_id, Ground.UNBOUND, (why,))


def _without_consent(name: str, consent: Consent) -> Limit:
    """What goes out without the consent of a person: all on a ground of law, else nothing."""
    if consent.basis_without in BY_LAW:
        ground = label_of("consent_basis", consent.basis_without)
        return Limit(_every_kind(), f"{name}の同意はありませんが、「{ground}」を根拠に伝えられます。", by_law=True)
    if consent.state == ConsentState.WITHDRAWN:
        since = f"{short(consent.withdrawn_on)}に" if consent.withdrawn_on else ""
        return Limit(frozenset(), f"{name}は、{since}同意を取りやめています。", is_withdrawn=True)
    state = label_of("consent", consent.state)
    only_there = "支援会議の中でなら伝え合えます。" if consent.basis_without else ""
    return Limit(frozenset(), f"{name}の同意の状態は「{state}」です。{only_there}")


def _not_for(session: Session, case_id: int, name: str, consent: Consent, receiver: Receiver) -> str:
    """Why this consent is not for the receiver, in words; empty when it is. Without names it is for all involved."""
    named = [name.strip() for name in _BETWEEN.split(consent.agencies) if name.strip()]
    if named:
        if _is_among(receiver.agency, named):
            return ""
        return f"{receiver.shown}は、{name}が同意した相手（{'、'.join(named)}）に入っていません。"
    involved = session.scalars(
        select(CaseAgency.agency_name).where(CaseAgency.case_id == case_id, CaseAgency.until_on.is_(None))
    )
    if receiver.basis or _is_among(receiver.agency, list(involved)):
        return ""
    return f"{receiver.shown}は、まだ「関わっている機関」に入っていません。{name}の同意は、関わる機関へのものです。"


def _together(case_id: int, limits: Sequence[Limit], kinds: frozenset[str]) -> Sharing:
    """One answer for the household: only what everybody's consent carries may go out."""
    why = tuple(limit.why for limit in limits) or ("このケースには、同意を確かめる人がまだいません。",)
    allowed = frozenset.intersection(*(limit.allowed for limit in limits)) if limits else frozenset()
    outside = kinds - allowed
    if limits and not outside:
        by_law = any(limit.by_law for limit in limits)
        return Sharing(case_id, Ground.LAW if by_law else Ground.CONSENT, why)
    if any(limit.is_withdrawn for limit in limits):
        return Sharing(case_id, Ground.WITHDRAWN, why, outside)
    if not allowed:
        return Sharing(case_id, Ground.NOTHING, why, outside)
    named = "、".join(f"「{label_of('consent_category', one)}」" for one in _in_order(outside))
    return Sharing(
        case_id,
        Ground.PARTIAL,
        (*why, f"この紙には、同意の外の{named}が書かれています。"),
        outside,
        bool(kinds & allowed),
    )


def _is_among(agency: str, names: Sequence[str]) -> bool:
    return bool(agency.strip()) and fold(agency) in {fold(name) for name in names}


def _to_review(consent: Consent, day: date) -> str:
    if consent.review_on is None or consent.review_on > day:
        return ""
    return f"見直す日（{short(consent.review_on)}）を過ぎています。本人にもう一度たずねてください。"


def _every_kind() -> frozenset[str]:
    return frozenset(choice.key for choice in load_list("consent_category").offered)


def _in_order(kinds: Collection[str]) -> list[str]:
    return [choice.key for choice in load_list("consent_category").values if choice.key in kinds]
