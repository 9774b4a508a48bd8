"""What the page of a case says in plain words: functions from what is stored to labels and text, without a widget."""

from collections.abc import Sequence
from datetime import date

from hokatsu_desktop.japanese.ages import age_with_date
from hokatsu_desktop.japanese.wareki import PartialDate, full, short, shown
from hokatsu_desktop.models import Case, CasePeriod, Person, Referral
from hokatsu_desktop.services.cases import CasePage
from hokatsu_desktop.services.districts import Serving
from hokatsu_desktop.services.members import shown_age
from hokatsu_desktop.sheets.lists import label_of

Fact = tuple[str, str]


def joined(*words: str, by: str = "　") -> str:
    """The words that are there, with room between them."""
    return by.join(word for word in words if word)


def principal_words(person: Person, today: date) -> str:
    """「架空 ハル（カクウ ハル）　昭和19年5月3日生　82歳（R8.11.23現在）」."""
    name = f"{person.shown_name}（{person.kana}）" if person.kana else person.shown_name
    born = f"{shown(person.birth)}生" if person.birth and not person.birth.startswith("?") else person.birth[1:]
    return joined(name, born, age_words(person, today))


def age_words(person: Person, today: date) -> str:
    """The age with the day it is counted on, 故人 for the dead, empty when the birth is unknown."""
    if person.died_on:
        return "故人"
    try:
        return age_with_date(PartialDate.from_text(person.birth), today) if person.birth else ""
    except ValueError:
        return ""


def household_words(page: CasePage, today: date) -> str:
    """The other members in one line: 「長男 架空 みのる（54歳）、長女 見本 さちえ（58歳・別居）」."""
    words = []
    for member, person in page.members:
        if person.id == page.case.principal_id:
            continue
        tie = member.second_label or (label_of("kinship", member.kinship) if member.kinship else "")
        age = shown_age(person, today)
        apart = "" if member.lives_together or person.died_on else "別居"
        about = joined(age, apart, by="・")
        words.append(joined(tie, person.shown_name, by=" ") + (f"（{about}）" if about else ""))
    return "、".join(words)


def household_facts(page: CasePage, today: date) -> list[Fact]:
    """The household in short."""
    person = page.person
    referral = page.referrals[0][0] if page.referrals else None
    return [
        ("本人", principal_words(person, today)),
        ("住所・電話", joined(person.address, person.phone)),
        ("連絡の配慮", person.contact_care),
        ("世帯の人", household_words(page, today)),
        ("つなぎ", came_words(referral) if referral else ""),
        (
            "緊急度",
            joined(label_of("urgency", page.case.urgency), page.case.urgency_reason) if page.case.urgency else "",
        ),
    ]


def district_facts(person: Person, around: Sequence[Serving]) -> list[Fact]:
    """Where the household lives, and who looks after that district."""
    return [("地区", person.district), ("地区の人", "\n".join(one.shown for one in around))]


def came_words(referral: Referral) -> str:
    """When and by whom a referral came."""
    day = f"{short(referral.received_on)} 受付" if referral.received_on else "書きかけ"
    sender = joined(referral.from_agency_name, referral.from_contact_name)
    return joined(day, f"{sender}から" if sender else "")


def worry_facts(referral: Referral) -> list[Fact]:
    """What is difficult: ◎ and ○ of the referral, what the sender is stuck on, how they see it."""
    return [
        ("困りごと", worry_words(referral)),
        ("つないだ人が困っていること", referral.stuck_on),
        ("課題の見方", referral.issue_view),
    ]


def worry_words(referral: Referral) -> str:
    """The worries with ◎ first: 「◎ ひきこもり・不登校　○ 介護のこと」."""
    most = referral.worries.get("most", "")
    also = [key for key in referral.worries.get("also", []) if key and key != most]
    marked = [f"◎ {label_of('topic', most)}"] if most else []
    return joined(*marked, *(f"○ {label_of('topic', key)}" for key in also), referral.worries_other)


def next_words(case: Case, today: date) -> str:
    """What comes next and when, in one line."""
    if not case.is_open:
        return f"{full(case.closed_on)}に終結しました。" if case.closed_on else "進行中ではありません。"
    if case.next_on is None:
        return "▲ 次の日が決まっていません。"
    late = (today - case.next_on).days
    mark = f"▲ {late}日すぎています　" if late > 0 else "● きょう　" if late == 0 else "○ "
    return joined(f"{mark}{full(case.next_on)}", case.next_what)


def period_words(period: CasePeriod, *, is_newest: bool) -> list[Fact]:
    """One period: from when to when, why, and what was left behind; words of a closing only once it is closed."""
    begun = f"{short(period.opened_on)}から"
    if period.closed_on is None:
        until = "進行中" if is_newest else "（終結せずに、次の期へ）"
        return [(f"第{period.ordinal}期", f"{begun}{until}"), ("はじまり", period.opened_why)]
    return [
        (f"第{period.ordinal}期", f"{begun}{short(period.closed_on)}まで"),
        ("はじまり", period.opened_why),
        ("終結の理由", label_of("close_reason", period.close_reason)),
        ("まとめ", period.closing_summary),
        ("終結のあとの主担当", period.lead_supporter),
        ("そばにいる人", period.walks_along),
        ("世帯に残ること", period.leftovers),
        ("再開の目安", period.reopen_hint),
    ]
