"""Replacing known words: every spelling of a name gives way, everyday words and other people's names stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokatsu_desktop.services.degrees.replacing import Known, Span, Standing, replace_known, replaced

KNOWN = (
    Known("架空 ハル", "Aさん", is_person=True, household="A"),
    Known("カクウ ハル", "Aさん", is_person=True, household="A"),
    Known("髙橋　𠮷雄", "Bさん", is_person=True, household="B"),
    Known("髙橋", "Bさん", Standing.NAME, is_person=True, household="B"),
    Known("架空", "Aさん", Standing.TITLED, is_person=True, household="A"),
    Known("林", "Cさん", Standing.TITLED, is_person=True, household="C"),
    Known("ハル", "Aさん", Standing.KANA, is_person=True),
    Known("みのる", "Aさんの長男", Standing.KANA, is_person=True),
    Known("カクウ", "Aさん", Standing.READING, is_person=True, household="A"),
    Known("さとう", "Dさん", Standing.READING, is_person=True, household="D"),
    Known("例山", "水道課職員", Standing.NAME, is_person=True),
    Known("R8-012", "A"),
    Known("川西", "ある地区", Standing.PLACE),
)

GIVES_WAY = [
    ("架空 ハル", "Aさん"),
    ("架空ハル", "Aさん"),
    ("架空　ハル様", "Aさん"),
    ("架空\nハルさんは", "Aさんは"),
    ("架\n空ハルさんは", "Aさんは"),
    ("架空はる", "Aさん"),
    ("ｶｸｳ ﾊﾙ", "Aさん"),
    ("かくうはるちゃん", "Aさん"),
    ("カクウさん", "Aさん"),
    ("架空さん宅", "Aさん宅"),
    ("架空世帯の", "A世帯の"),
    ("架空家へ", "A家へ"),
    ("高橋吉雄氏", "Bさん"),
    ("髙󠄁橋", "Bさん"),
    ("髙橋家", "B家"),
    ("ハルは", "Aさんは"),
    ("母とみのるは", "母とAさんの長男は"),
    ("ﾐﾉﾙくん", "Aさんの長男"),
    ("林さん", "Cさん"),
    ("長男林さん", "長男Cさん"),
    ("水道課例山係長さん", "水道課水道課職員"),
    ("水道課職員の例山さん", "水道課職員"),
    ("水道課職員　例山", "水道課職員"),
    ("Ｒ８－０１２の", "Aの"),
    ("R8‐012-P1", "A-P1"),
    ("林母から", "Cさん母から"),
    ("架空長男", "Aさん長男"),
    ("ハルばあちゃん", "Aさん"),
    ("架\u200b空ハル", "Aさん"),
    ("髙橋（妻）", "Bさん（妻）"),
    ("川西地区の人", "ある地区の人"),
    ("川西の人", "ある地区の人"),
    ("砂糖とさとうさん", "砂糖とDさん"),
]

STAYS = [
    "架空の話",
    "小林さん",
    "山林と林業",
    "ハルビン",
    "実る秋、春",
    "こみのるい",
    "さとうを買う",
    "高橋病院",
    "高橋町",
    "R8-0123",
    "河川西側",
    "凡例　山を越えて",
    "様子",
    "",
    "\n",
]


@pytest.mark.parametrize(("text", "becomes"), GIVES_WAY)
def test_a_known_name_gives_way_in_every_spelling(text: str, becomes: str) -> None:
    assert replace_known(text, KNOWN) == becomes


@pytest.mark.parametrize("text", STAYS)
def test_what_is_no_name_stays(text: str) -> None:
    assert replace_known(text, KNOWN) == text


def test_of_two_people_with_one_surname_the_first_counts() -> None:
    both = [Known("見本", "Aさん", Standing.NAME), Known("見本", "Bさん", Standing.NAME)]
    assert replace_known("見本が来た", both) == "Aさんが来た"


def test_of_stretches_upon_one_another_nothing_is_left() -> None:
    overlapping = [Span(0, 4, "x"), Span(2, 6, "y"), Span(3, 5, "z")]
    assert replaced("abcdefg", overlapping) == "xyg"


def test_the_longest_word_counts() -> None:
    both = [Known("見本", "Aさん", Standing.NAME), Known("見本橋", "税務課職員", Standing.NAME)]
    assert replace_known("見本橋が来た", both) == "税務課職員が来た"


# Texts of signs that no known word is spelled with, and texts in which known words are strewn.
_OTHER_SIGNS = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0xFFEF, exclude_categories=["Cs"]).filter(
        lambda sign: sign not in "架空髙高橋林例山川西"
    )
)
_KANJI_KNOWN = tuple(known for known in KNOWN if known.word in ("架空 ハル", "髙橋", "林", "例山", "川西"))
_STREWN = st.lists(st.sampled_from([text for text, _ in GIVES_WAY] + STAYS) | st.text(max_size=6), max_size=8).map(
    "。".join
)


@given(_OTHER_SIGNS)
def test_a_text_without_known_words_is_unchanged(text: str) -> None:
    assert replace_known(text, _KANJI_KNOWN) == text


@given(_STREWN)
def test_replacing_twice_changes_nothing_more(text: str) -> None:
    once = replace_known(text, KNOWN)
    assert replace_known(once, KNOWN) == once


@given(st.text(max_size=5), st.sampled_from(["架空ハル", "架空　ﾊﾙ", "高橋𠮷雄"]), st.text(max_size=5))
def test_whole_names_are_found_between_any_signs(before: str, name: str, behind: str) -> None:
    said = replace_known(f"{before}。{name}。{behind}", KNOWN)
    assert "ハル" not in said.replace(before, "").replace(behind, "")
    assert "𠮷" not in said.replace(before, "").replace(behind, "")
