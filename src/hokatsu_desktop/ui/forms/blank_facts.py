"""The properties of a blank, of its table and of its choices, as fields."""

from collections.abc import Callable
from functools import partial
from typing import Any

from hokatsu_desktop.sheets.definition import Blank, Column, Confidential, Kind, Sheet
from hokatsu_desktop.sheets.editing import (
    add_column,
    change_blank,
    change_column,
    remove_column,
    widen_column,
)
from hokatsu_desktop.sheets.editing_lists import add_value, change_value, users_of
from hokatsu_desktop.sheets.edition_rules import MOST_EMPTY_ROWS, MOST_LINES, may_be_hidden
from hokatsu_desktop.sheets.keys import is_own
from hokatsu_desktop.sheets.lists import Choice
from hokatsu_desktop.sheets.load import TABLE_KINDS
from hokatsu_desktop.ui.forms.fields import Fields, Tick
from hokatsu_desktop.ui.forms.sheet_facts import Told
from hokatsu_desktop.ui.forms.words import KINDS
from hokatsu_desktop.ui.sheet_form.blank_head import CONFIDENTIAL
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

Rebuild = Callable[[str], None]
"""Show the panel anew, with the keyboard in the field of this name."""

WIDTHS = {
    "2": "紙の幅の 12分の2",
    "3": "紙の幅の 4分の1",
    "4": "紙の幅の 3分の1",
    "5": "紙の幅の 12分の5",
    "6": "紙の幅の 半分",
    "7": "紙の幅の 12分の7",
    "8": "紙の幅の 3分の2",
    "9": "紙の幅の 4分の3",
    "10": "紙の幅の 12分の10",
    "12": "紙の幅 いっぱい",
}
WHOSE = {str(Confidential.FACT): "確かめたこと"} | {str(one): words for one, words in CONFIDENTIAL.items()}
MANY_LINES = frozenset({Kind.LINES, Kind.SIGN, Kind.DRAWING})
UNASKED = frozenset({Kind.WORDS, Kind.SIGN, Kind.DRAWING})
LONGEST_LIST = 40  # values; a longer list is left as it is


def blank_card(sheet: Sheet, key: str, told: Told) -> Card:
    """Label, width and what is asked."""
    blank = sheet.blank(key)
    card = Card(KINDS[blank.kind])
    card.body.setSpacing(12)
    fields = Fields(card.body)
    fields.words(_about(blank))

    def to(name: str) -> Callable[[Any], None]:
        return lambda value: told(lambda now: change_blank(now, key, **{name: value}), f"blank {key} {name}")

    if blank.kind is Kind.WORDS:
        fields.lines("label", "印刷する文", blank.label, to("label"), lines=4)
    else:
        fields.text("label", "欄の名前", blank.label, to("label"), needed=True)
    _size(fields, blank, to)
    if blank.kind not in UNASKED:
        fields.text("help", "書き方の説明（画面に出ます）", blank.help, to("help"))
        if is_own(key) and blank.kind is Kind.NUMBER:
            fields.text("suffix", "うしろに付ける単位（円、人など）", blank.suffix, to("suffix"))
        if is_own(key):
            fields.choice("confidential", "だれから出たことか", WHOSE, blank.confidential, to_class(to))
            fields.words("開示用の紙では、職員の見立てと支援者の困りごとを出しません。")
        fields.tick("required", "必ず書く欄にする", blank.required, to("required"))
        fields.tick("reported", "太い枠で囲む（国へ報告する欄）", blank.reported, to("reported"))
    shown = fields.tick("shown", "紙と画面に出す", not blank.hidden, lambda out: to("hidden")(not out))
    if not may_be_hidden(sheet, key):
        shown.setEnabled(False)
        fields.words("受付に要る欄なので、いつも出します。")
    return card


def to_class(to: Callable[[str], Callable[[Any], None]]) -> Callable[[str], None]:
    """Takes the class of knowledge by its key."""
    return lambda key: to("confidential")(Confidential(key))


def columns_card(sheet: Sheet, key: str, told: Told, rebuild: Rebuild) -> Card:
    """The columns of a table: their names and widths, and whole columns of a table of our own."""
    blank = sheet.blank(key)
    card = Card("表の列")
    card.body.setSpacing(12)
    fields = Fields(card.body)
    for number, column in enumerate(blank.columns, 1):
        _column_row(fields, blank, column, number, told, rebuild)
    if is_own(key) and len(blank.columns) < 6:

        def add() -> None:
            told(lambda now: add_column(now, key, "新しい列")[0], "")
            rebuild(f"column_{len(blank.columns) + 1}")

        fields.button("列を足す", add)
    return card


def choices_card(sheet: Sheet, list_key: str, told: Told, rebuild: Rebuild) -> Card:
    """The values of a choice list: their words, which of them are offered, and new ones."""
    found = sheet.choice_list(list_key)
    card = Card("選択肢")
    card.body.setSpacing(8)
    fields = Fields(card.body)
    fields.words(found.label)
    if len(users := users_of(sheet, list_key)) > 1:
        fields.words(f"この選択肢は、{'・'.join(f'「{words[:16]}」' for words in users)}で使っています。")
    if len(found.values) > LONGEST_LIST:
        fields.words("数が多いので、ここでは直せません。")
        return card
    for number, value in enumerate(found.values, 1):
        _value_row(fields, list_key, value, number, told)

    def add() -> None:
        told(lambda now: add_value(now, list_key, "新しい選択肢")[0], "")
        place = len(found.values) if found.values[-1].free_text else len(found.values) + 1
        rebuild(f"value_{place}")

    fields.button("選択肢を足す", add)
    fields.words("「出す」を外した選択肢は、新しい紙に出なくなります。前に選んだ記録では、そのまま読めます。")
    return card


def _about(blank: Blank) -> str:
    if is_own(blank.key):
        return "町で足した欄です。"
    if blank.shown_only:
        return "プログラムが記録から書く欄です。"
    return "標準の欄です。消すことはできませんが、出さないことはできます。"


def _size(fields: Fields, blank: Blank, to: Callable[[str], Callable[[Any], None]]) -> None:
    if blank.kind not in TABLE_KINDS:
        widths = WIDTHS | {str(blank.width): WIDTHS.get(str(blank.width), f"紙の幅の 12分の{blank.width}")}
        ordered = {width: widths[width] for width in sorted(widths, key=int)}
        fields.choice("width", "幅", ordered, str(blank.width), lambda width: to("width")(int(width)))
    if blank.kind in MANY_LINES:
        fields.number("lines", "行数", blank.lines, to("lines"), least=1, most=MOST_LINES, suffix="行")
    if blank.kind in TABLE_KINDS:
        fields.number(
            "empty_rows",
            "手書き用の空の行",
            blank.empty_rows,
            to("empty_rows"),
            least=0,
            most=MOST_EMPTY_ROWS,
            suffix="行",
        )


def _column_row(fields: Fields, blank: Blank, column: Column, number: int, told: Told, rebuild: Rebuild) -> None:
    name = f"column {blank.key} {column.key}"
    field = TextField(f"column_{number}", f"{number}列目の名前")
    field.set_value(column.label)
    field.changed.connect(
        lambda: told(lambda now: change_column(now, blank.key, column.key, label=field.value()), f"{name} label")
    )
    width = Words(f"幅 {column.width}", Look.QUIET)

    def widen(step: int, stop: str, _checked: bool = False) -> None:
        told(lambda now: widen_column(now, blank.key, column.key, step), f"{name} width")
        rebuild(stop)

    widgets = [field, width]
    for words, step in (("狭く", -1), ("広く", 1)):
        made = button(words, ButtonLook.INLINE)
        made.setObjectName(f"column_{number}_{'wider' if step > 0 else 'narrower'}")
        made.setAccessibleName(f"{column.label}の列を{words}する")
        made.clicked.connect(partial(widen, step, made.objectName()))
        widgets.append(made)
    if is_own(blank.key) and len(blank.columns) > 1:
        away = button("消す", ButtonLook.INLINE)
        away.setAccessibleName(f"{column.label}の列を消す")

        def remove() -> None:
            told(lambda now: remove_column(now, blank.key, column.key), "")
            rebuild("column_1")

        away.clicked.connect(lambda _checked=False: remove())
        widgets.append(away)
    fields.row(*widgets, stretched=0)


def _value_row(fields: Fields, list_key: str, value: Choice, number: int, told: Told) -> None:
    name = f"value {list_key} {value.key}"
    field = TextField(f"value_{number}", f"{number}つ目の選択肢")
    field.set_value(value.label)

    def changed() -> None:
        field.set_wrong(not field.value())
        if field.value():
            told(lambda now: change_value(now, list_key, value.key, label=field.value()), f"{name} label")

    field.changed.connect(changed)
    offered = Tick(f"value_{number}_offered", "出す")
    offered.setAccessibleName(f"「{value.label}」を出す")
    offered.setChecked(not value.retired)
    offered.toggled.connect(
        lambda out: told(lambda now: change_value(now, list_key, value.key, retired=not out), f"{name} offered")
    )
    fields.row(field, offered, stretched=0)


def lists_of_blank(blank: Blank) -> tuple[str, ...]:
    """The lists that a blank or the columns of its table choose from."""
    return tuple(dict.fromkeys(key for key in (blank.list, *(column.list for column in blank.columns)) if key))
