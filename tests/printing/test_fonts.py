"""Which font draws what, and what a reader finds in the text layer."""

import pytest

from hokatsu_desktop.printing.document import Document
from hokatsu_desktop.printing.fonts import Face, embedded_font, placements, runs, units
from hokatsu_desktop.printing.glyphs import missing_characters, missing_in
from hokatsu_desktop.printing.text import TextStyle, measure
from tests.printing.reading import ink, text_of

NAMES = "葛\U000e0100城 辻\U000e0100 𠮷田 𣘺本 髙橋 﨑村 神\ufa19"
STYLE = TextStyle(Face.MINCHO, 20.0)


def printed(text: str, face: Face = Face.MINCHO) -> bytes:
    document = Document("試し")
    document.add_page(500, 100).words(10, 50, text, TextStyle(face, 14.0))
    return document.to_bytes()


@pytest.mark.parametrize("face", Face)
def test_rare_names_are_read_back_as_they_were_written(face: Face) -> None:
    assert text_of(printed(NAMES, face)) == NAMES.replace(" ", "")


def test_many_characters_above_the_basic_plane_are_read_back() -> None:
    font = embedded_font("NotoSerifJP-Regular.ttf")
    signs = [chr(code) for code in sorted(font.face.charToGlyph) if 0x20000 <= code < 0x2A700][:150]
    assert len(signs) == 150
    document = Document("試し")
    page = document.add_page(800, 200)
    for row in range(3):
        page.words(10, 30 + 30 * row, "".join(signs[row * 50 : row * 50 + 50]), TextStyle(Face.MINCHO, 12.0))
    assert text_of(document.to_bytes()) == "".join(signs)


def test_a_selector_changes_the_picture_and_takes_no_room() -> None:
    assert ink(printed("葛城")) != ink(printed("葛\U000e0100城"))
    assert measure("葛\U000e0100城", STYLE) == measure("葛城", STYLE) == 2 * STYLE.size_pt


def test_a_character_the_font_lacks_comes_from_the_fallback_and_leaves_the_rest_alone() -> None:
    assert [(run.font_name, run.codes) for run in runs("𠮷田", Face.MINCHO)] == [
        ("NotoSerifJP-Regular", "𠮷"),
        ("BIZUDMincho-Regular", "田"),
    ]


def test_combining_kana_are_composed_but_compatibility_ideographs_are_kept() -> None:
    assert units("か\u3099き\ufa19") == ["が", "き", "\ufa19"]


def test_what_has_no_picture_is_left_out_and_a_tab_is_a_space() -> None:
    assert units("\ufeffあ\u200bい\t☎\ufe0f\x07\xa0") == ["あ", "い", "　", "☎", " "]


def test_a_missing_character_is_named_with_its_code_points() -> None:
    assert missing_characters("葛\U000e0102城の😀さん\U000e0102") == [
        "葛\U000e0102（U+845B U+E0102）",
        "😀（U+1F600）",
        "ん\U000e0102（U+3093 U+E0102）",
    ]


def test_an_unknown_form_of_a_known_character_is_missing_not_printed_as_its_base() -> None:
    assert placements(Face.MINCHO)["葛\U000e0102"].missing
    assert ink(printed("葛\U000e0102")) != ink(printed("葛"))
    assert ink(printed("葛\U000e0102")) == ink(printed("〓"))


def test_a_mark_without_composed_character_is_missing() -> None:
    assert missing_characters("か\u309a") == ["か\u309a（U+304B U+309A）"]


def test_ordinary_text_misses_nothing_in_any_face() -> None:
    text = "様式第5号　①㈱℃％〜～－−—…「」『』（）〔〕ｱｶﾞ゛゜々〆ヶ〒ＡＢＣabc123!?￥￠"
    for face in Face:
        assert missing_in([text, NAMES, "二行\n目"], face) == []


def test_missing_characters_reach_the_text_layer_and_are_listed_by_the_document() -> None:
    document = Document("試し")
    document.add_page(500, 100).words(10, 50, "😀と\ue000", STYLE)
    pdf = document.to_bytes()
    assert [str(missing) for missing in document.missing] == ["😀（U+1F600）", "\ue000（U+E000）"]
    assert text_of(pdf) == "😀と\ue000"


def test_half_a_character_does_not_stop_a_print() -> None:
    assert missing_characters("\ud842") == ["\ud842（U+D842）"]
    assert printed("\ud842").startswith(b"%PDF")
