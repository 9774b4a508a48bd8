"""How an office is set up, as one file for a neighbour: rules, sheets and regular meetings, and nobody's name."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.fold import fold
from hokatsu_desktop.models import MeetingSeries, OfficeMode
from hokatsu_desktop.services.acts import act, note_fact
from hokatsu_desktop.services.clock import today
from hokatsu_desktop.services.editions_file import digest, is_whole
from hokatsu_desktop.services.modes import change_mode, mode_on
from hokatsu_desktop.services.office import change_office, the_office
from hokatsu_desktop.services.referral_presets import PRESETS, choose_referral_preset, referral_preset
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.series import all_series
from hokatsu_desktop.sheets.edition_rules import LONGEST_TEXT
from hokatsu_desktop.sheets.lists import load_list
from hokatsu_desktop.sheets.modes import first_entry

FORMAT = "hokatsu-desktop-office"
VERSION = 1
LARGEST = 1_000_000  # bytes
MOST_SERIES = 60
MOST_MINUTES, MOST_CASES, MOST_ANSWER_DAYS = 600, 50, 60
FOREIGN = "このファイルは、「町の決まりを書き出す」で作ったファイルではありません。いまの決まりは変わっていません。"
DAMAGED = (
    "ファイルが途中で切れているか、こわれています。もう一度書き出してもらってください。いまの決まりは変わっていません。"
)
NEWER = "このファイルは、新しい版のほうかつデスクで作られています。先に、このプログラムを新しくしてください。台帳は変わっていません。"
UNKNOWN = "このファイルには、この版のほうかつデスクで使えない決まりがあります（{}）。いまの決まりは変わっていません。"
NOTHING_NEW = "このファイルの決まりは、もう使われています。変わったところはありません。"
CONSENT_WORDS = {True: "同意のある世帯だけ", False: "同意がなくても開ける"}
RULES = {
    "mode": "事業の進め方",
    "referral_preset": "つなぎシートの型",
    "answer_days": "回答（C票）までの日数",
    "layered_needs_consent": "重層的支援会議を開けるのは",
    "ground_rules": "会議の心得",
}
SERIES_WORDS = {
    "basis": "根拠",
    "also_name": "合わせて開く会議",
    "also_basis": "その会議の根拠",
    "rule": "日の決まり",
    "when_closed": "休みの日に当たるとき",
    "begins": "はじまる時刻",
    "minutes": "時間（分）",
    "most_cases": "一度に話し合う件数",
    "handout_rule": "資料の取扱",
    "why": "経緯・意味",
}
SERIES_LISTS = {
    "basis": "meeting_basis",
    "also_basis": "meeting_basis",
    "when_closed": "when_closed",
    "handout_rule": "handout_rule",
}


@dataclass(frozen=True)
class OfficeSetup:
    """The rules of an office and its regular meetings, checked; what is not named stays as it is."""

    town: str
    rules: Mapping[str, Any]  # keys of RULES
    series: tuple[Mapping[str, Any], ...]  # "name" and keys of SERIES_WORDS


@dataclass(frozen=True)
class SetupChange:
    """One thing that taking a set-up over would change, in words."""

    label: str
    before: str
    after: str


def write_setup(session: Session) -> bytes:
    """How the office is set up, as a file. Rooms, people and cases are not in it."""
    body = {
        "rules": rules_now(session),
        "series": [series_facts(one) for one in all_series(session) if not one.ended_on],
    }
    file = {
        "format": FORMAT,
        "version": VERSION,
        "town": the_office(session).town,
        "written_on": today(session).isoformat(),
        "sha256": digest(body),
        "setup": body,
    }
    return (json.dumps(file, ensure_ascii=False, indent=1) + "\n").encode()


def note_export(session: Session) -> None:
    """Leave the log line of a file that was written."""
    note_fact(session, "export_setup", "町の決まりを書き出す")


def read_setup(content: bytes) -> OfficeSetup:
    """What is in a file. Raises Refusal with words for whatever is wrong with it."""
    if len(content) > LARGEST:
        raise Refusal(FOREIGN)
    try:
        text = content.decode("utf-8-sig")
        file = json.loads(text)
    except UnicodeDecodeError:
        raise Refusal(FOREIGN) from None
    except (ValueError, RecursionError):
        raise Refusal(DAMAGED if FORMAT in text else FOREIGN) from None
    match file:
        case {"format": "hokatsu-desktop-office", "version": int(version), "setup": dict(body), **rest}:
            if version > VERSION:
                raise Refusal(NEWER)
            if not is_whole(body, rest.get("sha256")):
                raise Refusal(DAMAGED)
            return setup_from(str(rest.get("town", ""))[:40], body)
        case _:
            raise Refusal(FOREIGN)


def setup_from(town: str, table: Mapping[str, Any]) -> OfficeSetup:
    """The set-up in plain tables, as in a file. Raises Refusal for what this office could not use."""
    rules, series = table.get("rules", {}), table.get("series", [])
    if not isinstance(rules, dict) or not isinstance(series, list) or len(series) > MOST_SERIES:
        raise Refusal(FOREIGN)
    for key, value in rules.items():
        if not is_rule(key, value):
            raise Refusal(UNKNOWN.format(RULES.get(key, "知らない決まり")))
    for one in series:
        if not isinstance(one, dict) or not is_text(one.get("name")) or not one["name"].strip():
            raise Refusal(UNKNOWN.format("名前のない会議"))
        for key, value in one.items():
            if key != "name" and not is_series_fact(key, value):
                raise Refusal(UNKNOWN.format(SERIES_WORDS.get(key, "会議の知らない決まり")))
    return OfficeSetup(town, rules, tuple(series))


def changes_by(session: Session, setup: OfficeSetup) -> list[SetupChange]:
    """What taking a set-up over would change, in the order of the screens."""
    now = rules_now(session)
    found = [
        SetupChange(words, rule_words(key, now[key]), rule_words(key, setup.rules[key]))
        for key, words in RULES.items()
        if key in setup.rules and setup.rules[key] != now[key]
    ]
    return found + list(series_changes(session, setup))


def series_changes(session: Session, setup: OfficeSetup) -> Iterator[SetupChange]:
    """The regular meetings that would come, and what would change of those there are."""
    known = {fold(one.name): one for one in all_series(session)}
    for wanted in setup.series:
        series = known.get(fold(wanted["name"]))
        if series is None:
            yield SetupChange(f"定例の会議「{wanted['name']}」", "ありません", "加えます")
            continue
        facts = series_facts(series)
        for key, words in SERIES_WORDS.items():
            if key in wanted and wanted[key] != facts[key]:
                before, after = fact_words(key, facts[key]), fact_words(key, wanted[key])
                yield SetupChange(f"定例の会議「{series.name}」の{words}", before, after)


def take_setup(session: Session, setup: OfficeSetup) -> list[SetupChange]:
    """Set the office up so; gives what changed. One act, to be undone as a whole.

    Raises Refusal when nothing would change, and for a 進め方 that the law does not know yet; then nothing did.
    """
    changes = changes_by(session, setup)
    if not changes:
        raise Refusal(NOTHING_NEW)
    with act(session, "take_setup", "よその町の決まりを取り込む"):
        rules = dict(setup.rules)
        if "referral_preset" in rules:
            choose_referral_preset(session, rules.pop("referral_preset"))
        if "mode" in rules and (mode := rules.pop("mode")) != mode_now(session):
            change_mode(session, OfficeMode(mode), today(session))
        if rules:
            change_office(session, **rules)
        known = {fold(one.name): one for one in all_series(session)}
        for wanted in setup.series:
            series = known.get(fold(wanted["name"]))
            if series is None:
                session.add(MeetingSeries(**wanted))
            else:
                for key in wanted.keys() - {"name"}:
                    setattr(series, key, wanted[key])
        session.flush()
    return changes


def rules_now(session: Session) -> dict[str, Any]:
    """The rules of the office as they stand."""
    office = the_office(session)
    own = {key: getattr(office, key) for key in ("answer_days", "layered_needs_consent", "ground_rules")}
    return {"mode": mode_now(session), "referral_preset": referral_preset(session), **own}


def mode_now(session: Session) -> str:
    """How the town stands to the programme today."""
    return mode_on(session, today(session)).key


def series_facts(series: MeetingSeries) -> dict[str, Any]:
    """What of a regular meeting another town can use: neither its room nor who sits in it."""
    return {"name": series.name, **{key: getattr(series, key) for key in SERIES_WORDS}}


def is_rule(key: str, value: object) -> bool:
    """Whether an office can have this rule."""
    match key:
        case "mode":
            return isinstance(value, str) and value in set(OfficeMode)
        case "referral_preset":
            return isinstance(value, str) and value in {one.key for one in PRESETS.values}
        case "answer_days":
            return type(value) is int and 1 <= value <= MOST_ANSWER_DAYS
        case "layered_needs_consent":
            return isinstance(value, bool)
        case "ground_rules":
            return is_text(value)
        case _:
            return False


def is_series_fact(key: str, value: object) -> bool:
    """Whether a regular meeting can have this fact."""
    most = {"minutes": MOST_MINUTES, "most_cases": MOST_CASES}
    if key in most:
        return value is None or (type(value) is int and 0 < value <= most[key])
    if key in SERIES_LISTS:
        known = {one.key for one in load_list(SERIES_LISTS[key]).values}
        return isinstance(value, str) and (value in known or (key == "also_basis" and not value))
    return key in SERIES_WORDS and is_text(value)


def is_text(value: object) -> bool:
    """Whether this is a text that a field can show."""
    return isinstance(value, str) and len(value) <= LONGEST_TEXT


def rule_words(key: str, value: Any) -> str:
    """A rule as the settings show it."""
    match key:
        case "mode":
            return first_entry(value).label
        case "referral_preset":
            return PRESETS.label_of(value)
        case "answer_days":
            return f"{value}日"
        case "layered_needs_consent":
            return CONSENT_WORDS[value]
        case "ground_rules":
            return first_line(value) or "標準の心得"
        case _:
            raise ValueError(key)


def fact_words(key: str, value: Any) -> str:
    """A fact of a regular meeting as its sheet shows it."""
    if key in SERIES_LISTS and value:
        return load_list(SERIES_LISTS[key]).label_of(value)
    return first_line(str(value)) if value not in (None, "") else "なし"


def first_line(text: str) -> str:
    """The first line of a text, with a mark when there is more."""
    first, _, rest = text.strip().partition("\n")
    return f"{first}…" if rest else first
