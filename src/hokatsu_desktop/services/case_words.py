"""What a changed column is called and how its values read, for the history of a case. Unknown columns have no words."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from hokatsu_desktop.models import Base, FilledSheet
from hokatsu_desktop.services.sheet_history import Rewritten, words_of
from hokatsu_desktop.sheets.answers import Answer, answer_from_plain
from hokatsu_desktop.sheets.binding import ROOTS
from hokatsu_desktop.sheets.definition import Blank, Kind, Sheet
from hokatsu_desktop.sheets.load import SHEET_KEYS, all_sheets, load_sheet

Values = Mapping[str, Any]

THINGS = {
    "answer": "つなぎの回答",
    "attachment": "別紙",
    "case": "ケース",
    "case_agency": "関わっている機関",
    "case_period": "支援の期",
    "closing_look": "終結のときに残ること",
    "companion": "伴走者",
    "consent": "同意",
    "decision": "会議で決めたこと",
    "eco_tie": "エコマップの線",
    "household": "世帯",
    "household_member": "世帯の人",
    "life_event": "生活歴",
    "meeting_case": "会議の案件",
    "monitoring": "モニタリング",
    "note": "経過",
    "open_question": "確かめること",
    "outreach": "アウトリーチ",
    "outreach_step": "関わりの段階",
    "outreach_visit": "訪問",
    "participation": "参加支援",
    "participation_day": "参加した日",
    "participation_place": "参加の場",
    "paper_given": "渡した紙",
    "person": "人",
    "plan": "プラン",
    "plan_row": "プランの役割",
    "role_review": "役割の確認",
    "referral": "つなぎ",
    "referral_look": "つなぎの確認",
    "survey_visit": "世帯訪問",
    "task": "やること",
    "voice_source": "地域の声",
    "veil": "見せない職員",
}
"""Tables in the user's words."""

_APART = frozenset({"office", "staff", "meeting", "previous_meeting", "closing_meeting", "previous_part"})
_TYPED: Mapping[str, tuple[tuple[str, str, Kind, str], ...]] = {
    "attachment": (("title", "名前", Kind.TEXT, ""), ("from_whom", "どこから", Kind.TEXT, "")),
    "case": (
        ("stage", "段階", Kind.CHOICE, "stage"),
        ("lead_supporter", "主担当", Kind.TEXT, ""),
        ("walks_along", "伴走者", Kind.TEXT, ""),
        ("next_on", "次の確認日", Kind.DATE, ""),
        ("next_what", "次に確かめること", Kind.TEXT, ""),
        ("received_on", "受付日", Kind.DATE, ""),
        ("quiet_until", "連絡がなくてもよい日まで", Kind.DATE, ""),
        ("closing_proposed_on", "終結候補にした日", Kind.DATE, ""),
        ("quiet_why", "連絡がなくてもよい理由", Kind.LINES, ""),
        ("closed_on", "終結日", Kind.DATE, ""),
        ("retention_years", "保存年限（年。0は永久）", Kind.NUMBER, ""),
        ("retention_from", "保存年限の起算日", Kind.DATE, ""),
        ("retention_hold_why", "廃棄を保留するわけ", Kind.TEXT, ""),
        ("urgency_reason", "急ぐ理由", Kind.LINES, ""),
        ("can_do_now", "今できること", Kind.LINES, ""),
        ("how_to_approach", "関わり方・避けること", Kind.LINES, ""),
    ),
    "case_agency": (
        ("agency_name", "機関", Kind.TEXT, ""),
        ("contact_name", "担当", Kind.TEXT, ""),
        ("what", "していること", Kind.LINES, ""),
    ),
    "case_period": (
        ("opened_on", "始まった日", Kind.DATE, ""),
        ("opened_why", "始めた理由", Kind.LINES, ""),
        ("look_again_on", "終結のあと、ようすを見る日", Kind.DATE, ""),
    ),
    "closing_look": (
        ("left", "残ること", Kind.CHOICE, "closing_left"),
        ("words", "だれが続けるか・何が決まっていないか", Kind.TEXT, ""),
    ),
    "companion": (
        ("who", "だれが", Kind.TEXT, ""),
        ("how", "どう関わるか", Kind.TEXT, ""),
        ("since", "いつから", Kind.DATE, ""),
        ("until", "いつまで", Kind.DATE, ""),
    ),
    "consent": (
        ("agencies", "相手の機関", Kind.TEXT, ""),
        ("relation", "代わりに書いた人", Kind.TEXT, ""),
        ("heard_by", "聞いた職員", Kind.TEXT, ""),
        ("review_on", "見直す日", Kind.DATE, ""),
        ("basis_without", "同意なしで共有する根拠", Kind.CHOICE, "consent_basis"),
        ("withdrawn_on", "取りやめた日", Kind.DATE, ""),
        ("withdrawn_why", "取りやめた理由", Kind.LINES, ""),
        ("reason_without", "同意が得られない理由", Kind.LINES, ""),
    ),
    "decision": (
        ("who", "だれが", Kind.TEXT, ""),
        ("what", "何を", Kind.LINES, ""),
        ("due", "いつまでに", Kind.DATE, ""),
        ("result", "結果", Kind.LINES, ""),
        ("no_role_reason", "役割のない理由", Kind.TEXT, ""),
        ("dropped_why", "やめたわけ", Kind.LINES, ""),
        ("read_out", "読み上げて確かめたこと", Kind.LINES, ""),
    ),
    "eco_tie": (("name", "相手", Kind.TEXT, ""), ("note", "メモ", Kind.TEXT, "")),
    "household_member": (
        ("occupation", "就労・通学", Kind.TEXT, ""),
        ("health", "健康・障害・介護", Kind.TEXT, ""),
        ("lives_together", "同居", Kind.YES_NO, ""),
        ("key_person", "キーパーソン", Kind.YES_NO, ""),
        ("kinship", "続柄", Kind.CHOICE, "kinship"),
        ("lives_where", "別居のとき住んでいるところ", Kind.TEXT, ""),
        ("supports", "だれを支えているか", Kind.TEXT, ""),
        ("since", "いつから", Kind.DATE, ""),
        ("until_on", "世帯を離れた日", Kind.DATE, ""),
        ("note", "備考", Kind.TEXT, ""),
    ),
    "life_event": (
        ("happened", "いつ", Kind.DATE, ""),
        ("what", "できごと", Kind.LINES, ""),
        ("own_view", "本人の受け止め", Kind.LINES, ""),
        ("source", "だれから", Kind.TEXT, ""),
        ("learned_on", "知った日", Kind.DATE, ""),
    ),
    "monitoring": (
        ("due_on", "予定の日", Kind.DATE, ""),
        ("done_on", "確かめた日", Kind.DATE, ""),
        ("memo", "メモ", Kind.LINES, ""),
    ),
    "open_question": (
        ("what", "何を", Kind.LINES, ""),
        ("finder", "だれが", Kind.TEXT, ""),
        ("due", "いつまでに", Kind.DATE, ""),
        ("found", "分かったこと", Kind.LINES, ""),
    ),
    "paper_given": (
        ("receiver", "渡した相手", Kind.TEXT, ""),
        ("papers", "渡した紙", Kind.TEXT, ""),
        ("degree", "名前の出し方", Kind.CHOICE, "naming_degree"),
        ("ground", "根拠", Kind.CHOICE, "sharing_ground"),
        ("left_out", "空けた欄", Kind.LINES, ""),
        ("reason", "渡したわけ", Kind.LINES, ""),
    ),
    "outreach": (
        ("connected_to", "つながった先", Kind.TEXT, ""),
        ("connected_on", "つながった日", Kind.DATE, ""),
        ("ended_on", "終えた日", Kind.DATE, ""),
    ),
    "outreach_step": (
        ("stage", "段階", Kind.CHOICE, "outreach_stage"),
        ("reached", "いつ", Kind.DATE, ""),
        ("why", "そう見たわけ", Kind.LINES, ""),
    ),
    "outreach_visit": (
        ("day", "日", Kind.DATE, ""),
        ("met", "会えたか", Kind.CHOICE, "visit_met"),
        ("next_on", "次に訪ねる日", Kind.DATE, ""),
        ("next_what", "次にすること", Kind.LINES, ""),
    ),
    "survey_visit": (
        ("day", "訪ねた日", Kind.DATE, ""),
        ("who", "訪ねた人", Kind.TEXT, ""),
        ("met", "会えたか", Kind.CHOICE, "visit_met"),
        ("noticed", "気づいたこと", Kind.LINES, ""),
        ("worrying", "気になる", Kind.YES_NO, ""),
        ("reported_on", "つないだ日", Kind.DATE, ""),
    ),
    "participation_day": (
        ("day", "日", Kind.DATE, ""),
        ("place", "場", Kind.TEXT, ""),
        ("how", "ようす・本人のことば", Kind.LINES, ""),
        ("next_what", "続けるための工夫", Kind.LINES, ""),
    ),
    "participation_place": (
        ("place", "場・担当者", Kind.TEXT, ""),
        ("what", "すること", Kind.LINES, ""),
        ("how_often", "回数・時間", Kind.TEXT, ""),
        ("since", "いつから", Kind.DATE, ""),
        ("state", "いまの段階", Kind.CHOICE, "matching"),
        ("arranged", "受入れ先と決めたこと", Kind.LINES, ""),
        ("goes_along", "はじめに付き添う人", Kind.TEXT, ""),
        ("settled", "定着した日", Kind.DATE, ""),
        ("follow_on", "次にようすを聞く日", Kind.DATE, ""),
        ("ended", "終わった日", Kind.DATE, ""),
        ("ended_why", "終わったわけ", Kind.TEXT, ""),
    ),
    "plan_row": (
        ("who", "だれが", Kind.TEXT, ""),
        ("what", "何を", Kind.LINES, ""),
        ("due", "いつまでに", Kind.DATE, ""),
        ("how", "どのように", Kind.LINES, ""),
        ("check", "確かめ方", Kind.LINES, ""),
        ("result", "結果", Kind.LINES, ""),
    ),
    "role_review": (
        ("role", "役割", Kind.LINES, ""),
        ("state", "どうなったか", Kind.CHOICE, "role_state"),
        ("who", "した人", Kind.TEXT, ""),
        ("why", "できていないこと・わけ", Kind.LINES, ""),
    ),
    "referral_look": (
        ("looked_on", "見た日", Kind.DATE, ""),
        ("by", "見た人", Kind.TEXT, ""),
        ("next_words", "このあと", Kind.TEXT, ""),
    ),
    "voice_source": (("heard_on", "聞いた日", Kind.DATE, ""),),
    "task": (
        ("what", "何を", Kind.TEXT, ""),
        ("who", "だれが", Kind.TEXT, ""),
        ("due_on", "いつまでに", Kind.DATE, ""),
        ("done_on", "済んだ日", Kind.DATE, ""),
        ("ending", "終結のときにどうするか", Kind.CHOICE, "task_ending"),
        ("ending_words", "だれに・なぜ", Kind.TEXT, ""),
    ),
    "veil": (
        ("why", "わけ", Kind.TEXT, ""),
        ("since_on", "閉じた日", Kind.DATE, ""),
        ("lifted_on", "開いた日", Kind.DATE, ""),
    ),
}


def changes_in(table: str, before: Values, after: Values, sheet_key: str = "") -> Iterator[Rewritten]:
    """What a link of the log changed, in words; `sheet_key` is the sheet of a row of filled-in answers."""
    if table == FilledSheet.__tablename__:
        if sheet_key in SHEET_KEYS:
            yield from _changes_on(load_sheet(sheet_key), _parts(before), _parts(after))
        return
    for column in dict.fromkeys((*before, *after)):
        found = _columns().get((table, column))
        if found is not None:
            sheet, blank = found
            yield from _change(sheet, blank, f"{THINGS[table]}：{blank.label}", before.get(column), after.get(column))


def sheet_titles(keys: object) -> str:
    """The short titles of the sheets of a print, as far as the program knows them."""
    known = [key for key in keys if key in SHEET_KEYS] if isinstance(keys, list) else []
    return "、".join(load_sheet(key).short_title for key in known)


def _changes_on(sheet: Sheet, before: Values, after: Values) -> Iterator[Rewritten]:
    for blank in sheet.blanks:
        yield from _change(sheet, blank, blank.label, before.get(blank.key), after.get(blank.key))


def _change(sheet: Sheet, blank: Blank, label: str, before: object, after: object) -> Iterator[Rewritten]:
    old, new = (words_of(sheet, blank, {blank.key: _answer(value)}) for value in (before, after))
    if old != new:
        yield Rewritten(label, old, new)


def _parts(values: Values) -> Values:
    """The answers of a row of filled-in answers, or those of them that changed."""
    answers: dict[str, Any] = values.get("answers") or {}
    parts: dict[str, Any] = answers.get("keys", answers)
    return parts


def _answer(logged: object) -> Answer:
    """A logged value as an answer; of a long text only the part that changed is there, between dots."""
    match logged:
        case None:
            return ""
        case bool():
            return "yes" if logged else "no"
        case {"from": int(start), "to_end": int(end), "text": str(text)}:
            return f"{'…' if start else ''}{text}{'…' if end else ''}" if text else ""
        case {"keys": _}:
            return ""
        case int():
            return str(logged)
        case _:
            return _known_shape(logged)


def _known_shape(logged: object) -> Answer:
    try:
        return answer_from_plain(logged)
    except ValueError:  # stored by a version that kept it in another shape
        return ""


@cache
def _columns() -> Mapping[tuple[str, str], tuple[Sheet, Blank]]:
    """Each known column with a blank that tells its label and its kind: our own words first, then the sheets' own."""
    sheets = all_sheets()
    known = {
        (table, column): (sheets[0], Blank(key=column, label=label, kind=kind, list=offered))
        for table, columns in _TYPED.items()
        for column, label, kind, offered in columns
    }
    for sheet in sheets:
        for blank in sheet.blanks:
            root, _, column = blank.bind.partition(".")
            if root not in ROOTS or root in _APART:
                continue
            table = Base.metadata.tables[getattr(ROOTS[root], "__tablename__")]  # noqa: B009  every root is a table
            if table.name in THINGS and column in table.c:
                known.setdefault((table.name, column), (sheet, replace(blank, key=column)))
    return known
