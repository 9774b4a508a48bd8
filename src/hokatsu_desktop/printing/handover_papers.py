"""The papers of a handover that are no sheets: the two codes, 媒体引渡・持出記録, and the receipt."""

from collections.abc import Sequence

from hokatsu_desktop.japanese import wareki
from hokatsu_desktop.printing.document import Document
from hokatsu_desktop.printing.fonts import Face
from hokatsu_desktop.printing.page import STANDARD, PageFrame, draw_footer, draw_header, first_top_pt
from hokatsu_desktop.printing.papers import Printed, draw_groups, finished, paragraph
from hokatsu_desktop.printing.surface import Surface, mm
from hokatsu_desktop.printing.text import TextStyle, wrap
from hokatsu_desktop.services.papers import Imprint

_LABEL = TextStyle(Face.GOTHIC, 10.0, 15.0)
_VALUE = TextStyle(Face.MINCHO, 11.0, 16.0)
_LABEL_MM, _LEAST_ROW_MM = 46, 10
_CODE = (
    "引継ぎパッケージ「{package}」を開くための数字です。パッケージの入った媒体とは別の道で、受け取る方に届けてください。"
    "媒体と同じ封筒やかばんに入れないでください。写真やコピーをとらないでください。"
)
_CODE_AFTER = (
    "受け取る方が開けたことを確かめたら、この紙は細かく切って捨ててください。数字は、この紙のほかには残りません。"
)
_SPARE = (
    "引継ぎコードの紙が届かなかったときに、同じパッケージ「{package}」を開ける予備の数字です。"
    "封筒に入れて封をし、所属長が保管してください。"
)
_SPARE_AFTER = "引継ぎが終わったら、封を切らずに細かく切って捨ててください。"


def print_handover_codes(
    code: Sequence[str], spare: Sequence[str], package: str, route: str, imprint: Imprint
) -> Printed:
    """Two sheets: the code for the receiver, by a way of its own, and the spare one for the chief's safe."""
    document = Document("引継ぎコード")
    pages = (
        ("引継ぎコード", f"親展・{route}" if route else "親展", _CODE, code, _CODE_AFTER),
        ("引継ぎパッケージの復旧シート", "厳封・所属長保管", _SPARE, spare, _SPARE_AFTER),
    )
    for title, handling, before, groups, after in pages:  # they part: each is the first and only page of its own
        surface, top, frame = _begin(document, title, handling, imprint)
        top = paragraph(surface, before.format(package=package), top + mm(2))
        top = draw_groups(surface, groups, top + mm(8))
        paragraph(surface, after, top + mm(6))
        draw_footer(surface, frame, STANDARD, 1, 1)
    return finished(document)


def print_medium_record(rows: Sequence[tuple[str, str]], by_hand: Sequence[str], imprint: Imprint) -> Printed:
    """媒体引渡・持出記録: what left the office on which medium; the lower part is filled in by hand at each hand-over."""
    return _record(
        "媒体引渡・持出記録",
        "媒体といっしょに渡し、受け取った方が署名して返します。台帳の中身や世帯の名前は書きません。",
        rows,
        by_hand,
        imprint,
    )


def print_receipt(rows: Sequence[tuple[str, str]], by_hand: Sequence[str], imprint: Imprint) -> Printed:
    """受領書: the receiver's answer to whoever handed the store over."""
    return _record(
        "引継ぎ受領書", "次のとおり、台帳を受け取り、中身を確かめました。前任の方に返します。", rows, by_hand, imprint
    )


def print_discard_record(rows: Sequence[tuple[str, str]], by_hand: Sequence[str], imprint: Imprint) -> Printed:
    """鍵の廃棄の記録: that the keys of a store which was handed over go, signed by two."""
    return _record(
        "鍵の廃棄の記録",
        "引継ぎが済んだ台帳の鍵を、このパソコンで廃棄します。鍵のない台帳は、だれにも開けません。"
        "廃棄したあとに二人が署名し、媒体の台帳といっしょに保管します。",
        rows,
        by_hand,
        imprint,
    )


def _record(
    title: str, lead: str, rows: Sequence[tuple[str, str]], by_hand: Sequence[str], imprint: Imprint
) -> Printed:
    document = Document(title)
    surface, top, frame = _begin(document, title, "取扱注意", imprint)
    top = paragraph(surface, lead, top + mm(2)) + mm(5)
    for label, value in (*rows, *((label, "") for label in by_hand)):
        top = _row(surface, label, value, top)
    draw_footer(surface, frame, STANDARD, 1, 1)
    return finished(document)


def _begin(document: Document, title: str, handling: str, imprint: Imprint) -> tuple[Surface, float, PageFrame]:
    frame = PageFrame(
        title=title,
        date=wareki.plain(imprint.printed_at.date()),
        handling=handling,
        printed=f"{wareki.short(imprint.printed_at.date())} {imprint.printed_at:%H:%M} {imprint.printed_by}".strip(),
        practice=imprint.practice,
    )
    surface = document.add_page(*STANDARD.size_pt)
    draw_header(surface, frame, STANDARD, 1)
    top = paragraph(surface, f"{imprint.town}　{imprint.department}", first_top_pt(frame, STANDARD) + mm(4))
    return surface, top, frame


def _row(surface: Surface, label: str, value: str, top: float) -> float:
    """A label, its value, and a line below both; gives the top of the next row."""
    body = STANDARD.body()
    left = body.left + mm(_LABEL_MM)
    surface.words(body.left, top + mm(7), label, _LABEL)
    bottom = top + mm(_LEAST_ROW_MM)
    for number, line in enumerate(wrap(value, body.width - mm(_LABEL_MM), _VALUE)):
        base = top + mm(7) + number * _VALUE.leading_pt
        surface.words(left, base, line.text, _VALUE)
        bottom = max(bottom, base + mm(3))
    surface.line(body.left, bottom, body.left + body.width, bottom, 0.4)
    return bottom
