"""The properties of the whole sheet and of a section, as fields."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hokatsu_desktop.sheets.definition import Sheet
from hokatsu_desktop.sheets.editing import change_section, the_section
from hokatsu_desktop.sheets.load import MOST_STAMPS
from hokatsu_desktop.ui.forms.fields import Fields
from hokatsu_desktop.ui.widgets.card import Card

Change = Callable[[Sheet], Sheet]
Told = Callable[[Change, str], None]
"""What a panel tells: how the sheet changes, and the name of the step (the same name while one field is typed in)."""

PAPERS = {"portrait": "縦", "landscape": "横"}
FACES = {"mincho": "明朝", "gothic": "ゴシック"}
MARGIN_WORDS = {
    "bound": "左をとじる（左30ミリ）",
    "even_25": "四方25ミリ",
    "even_20": "四方20ミリ",
    "even_15": "四方15ミリ",
}


def name_card(sheet: Sheet, told: Told) -> Card:
    """Title, number and the words around it."""
    card, to = _card("名前と番号"), _whole(told)
    fields = Fields(card.body)
    fields.text("title", "様式の名前", sheet.title, to("title"), needed=True)
    fields.text("form_number", "様式番号", sheet.form_number, to("form_number"))
    fields.text("handling", "右上の囲み（取扱注意など）", sheet.handling, to("handling"))
    fields.lines("note", "下の小さな文", sheet.note, to("note"))
    fields.lines("why_so", "この様式の経緯・意味（画面に出ます）", sheet.why, to("why"), lines=3)
    return card


def stamps_card(sheet: Sheet, told: Told) -> Card:
    """The boxes for stamps."""
    card = _card("決裁欄と受付印")
    fields = Fields(card.body)
    fields.words(f"{MOST_STAMPS}つまで。書いた数だけ、20ミリの枠を印刷します。空けておくと、枠も出ません。")
    boxes: list[Callable[[], str]] = []

    def changed(_typed: str) -> None:
        titles = tuple(title for title in (box() for box in boxes) if title)
        told(lambda now: replace(now, stamps=titles), "stamps")

    for place in range(MOST_STAMPS):
        title = sheet.stamps[place] if place < len(sheet.stamps) else ""
        boxes.append(fields.text(f"stamp_{place + 1}", f"決裁欄 {place + 1}", title, changed).value)
    fields.tick("receipt_stamp", "受付印の場所をあける", sheet.receipt_stamp, _whole(told)("receipt_stamp"))
    return card


def paper_card(sheet: Sheet, told: Told) -> Card:
    """Paper, margins and letters."""
    card, to = _card("紙と文字"), _whole(told)
    fields = Fields(card.body)
    fields.choice("paper", "紙の向き", PAPERS, sheet.paper, to("paper"))
    fields.choice("margins", "余白", MARGIN_WORDS, sheet.margins, to("margins"))
    fields.choice("face", "文字", FACES, sheet.face, to("face"))
    fields.tick("both_sides", "両面に印刷する", sheet.both_sides, to("both_sides"))
    return card


def section_card(sheet: Sheet, key: str, told: Told) -> Card:
    """The properties of one section."""
    section, card = the_section(sheet, key), _card("区切り")
    fields = Fields(card.body)

    def to(name: str) -> Callable[[Any], None]:
        return lambda value: told(lambda now: change_section(now, key, **{name: value}), f"section {key} {name}")

    fields.text("section_title", "見出し（なければ空ける）", section.title, to("title"))
    fields.tick("new_page", "新しいページから始める", section.new_page, to("new_page"))
    fields.tick("section_shown", "紙と画面に出す", not section.hidden, lambda shown: to("hidden")(not shown))
    return card


def _card(heading: str) -> Card:
    card = Card(heading)
    card.body.setSpacing(12)
    return card


def _whole(told: Told) -> Callable[[str], Callable[[Any], None]]:
    return lambda name: lambda value: told(lambda now: replace(now, **{name: value}), f"sheet {name}")
