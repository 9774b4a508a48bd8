"""Search folding, tried on a real FTS5 table."""

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from hokatsu_desktop.assets import resource
from hokatsu_desktop.japanese.fold import digits, fold, grams, joined_numbers, match_query, name_variants

from .names import RARE_NAMES

_TABLE = """CREATE VIRTUAL TABLE f USING fts5(g, content='', contentless_delete=1, prefix='1',
    tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'")"""


class Index:
    """One text at a time in an FTS5 table as the store makes it."""

    def __init__(self) -> None:
        """Make the table in memory."""
        self._connection = dbapi2.connect(":memory:")
        self._connection.execute(_TABLE)

    def finds(self, typed: str, text: str) -> bool:
        """Whether the query typed finds the text."""
        self._connection.execute("DELETE FROM f WHERE rowid = 1")
        self._connection.execute("INSERT INTO f(rowid, g) VALUES (1, ?)", (grams(text),))
        rows = self._connection.execute("SELECT rowid FROM f WHERE f MATCH ?", (match_query(typed),)).fetchall()
        return bool(rows)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


@pytest.fixture(scope="module")
def index() -> Iterator[Index]:
    made = Index()
    yield made
    made.close()


# Text of the trade mixed with whatever the world can type.
_pieces = st.sampled_from(
    [
        "独居",
        "不登校",
        "ﾌﾄｳｺｳ",
        "引きこもり",
        "８０５０",
        "髙橋",
        "𠮷田",
        "﨑",
        "葛󠄀城",
        "が",
        "が",
        "゛",
        "ー",
        "－",
        "‐",
        "、",
        "。",
        "・",
        "\u3000",
        "\n",
        "\t",
        "※",
        "(",
        ")",
        '"',
        "'",
        "*",
        "AND",
        "OR",
        "NOT",
        "NEAR",
        ":",
        "^",
        "090-1234-5678",
        "①㈱",
        "Ａ型",
        "ß",
        "İ",
        "ς",
        "é",
        "é",
        "ヶ",
        "ケ",
        "ヱ",
        "ヷ",
        "々",
        "〇",
        "\x00",
        "\u200b",
        "\ufffe",
        "�",
        "🙂",
        "\ue000",
        "각",
        "ᄀ",
        "ᅡ",
    ]
) | st.just(" ")
texts = st.one_of(st.lists(_pieces, max_size=8).map("".join), st.text(max_size=20))


@st.composite
def cut_texts(draw: st.DrawFn) -> tuple[str, str, str]:
    """A text in three parts: what is before a part of it, the part, and what is after."""
    text = draw(texts)
    start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    return text[:start], text[start:end], text[end:]


def composed(text: str) -> str:
    """The text with its sound marks and accents joined to their letters, nothing else folded."""
    seen = "".join(sign for sign in text if sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cf", "Cs"))
    seen = "".join(sign for sign in seen if not unicodedata.name(sign, "").startswith("VARIATION SELECTOR"))
    return unicodedata.normalize("NFKC", seen.translate({0x309B: "\u3099", 0x309C: "\u309a"}))


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("髙橋　﨑", "高橋崎"),
        ("ﾔﾏﾀﾞ ﾊﾅｺ", "やまだはなこ"),
        ("か゛", "が"),
        ("か\u3099", "が"),
        ("葛\U000e0100城", "葛城"),
        ("ＡＢＣ　ａｂｃ", "abc abc"),
        ("コーヒー コ－ヒ－ コ−ヒ― コ‐ヒｰ", "こーひーこーひーこーひーこーひー"),
        ("もう、死にたい。", "もう死にたい"),
        ("水道　止まる", "水道止まる"),
        ("3、4", "3 4"),
        ("A 型", "a 型"),
        ("1行目\n2行目\tとなり", "1行目\n2行目\nとなり"),
        ("  \n\n ", ""),
        ("茅ヶ崎 茅ケ﨑", "茅け崎茅け崎"),
        ("ハナヱ", "はなえ"),
        ("ジョン・スミス", "じょんすみす"),
        ("㈱①", "(株)1"),
        ("a\x00b\u200bc\ud800", "abc"),
    ],
)
def test_text_is_folded(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_grams_are_pairs_and_the_last_character_of_each_run() -> None:
    assert grams("独居 高齢A") == "独居 居高 高齢 齢a a"
    assert grams("A B") == "a b"
    assert grams("") == ""


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("独", '"独"*'),
        ("独居", '"独居"'),
        ("不登校", '"不登 登校"'),
        ("髙橋 ﾌﾄｳ", '"高橋" AND "ふと とう"'),
        ('"', '""""*'),
        ('a"b', '"a"" ""b"'),
        ("AND", '"an nd"'),
        ("独居 独居", '"独居"'),
        ("", ""),
        (" 、。\u3000", ""),
        ("\x00\ud800", ""),
    ],
)
def test_queries_are_always_quoted(typed: str, query: str) -> None:
    assert match_query(typed) == query


@given(cut_texts())
def test_every_part_of_a_text_is_found(index: Index, cut: tuple[str, str, str]) -> None:
    """fold(part) in fold(text) fails for a part of a text only where the cut takes a mark from its letter."""
    before, part, after = cut
    text = before + part + after
    if not match_query(part):
        assert fold(part) == ""
    elif fold(part) in fold(text):
        assert index.finds(part, text)
    else:
        assert composed(text) != composed(before) + composed(part) + composed(after)


@given(texts, texts)
def test_a_word_finds_exactly_the_texts_whose_folded_form_contains_it(index: Index, text: str, typed: str) -> None:
    if len(fold(typed).split()) == 1 and len(typed.split()) == 1:
        assert index.finds(typed, text) == (fold(typed) in fold(text))


@given(texts, st.lists(texts, min_size=2, max_size=3))
def test_several_words_must_all_be_there_in_any_order(index: Index, text: str, words: list[str]) -> None:
    typed = " ".join(words)
    if match_query(typed):
        every = all(part in fold(text) for word in typed.split() for part in fold(word).split())
        assert index.finds(typed, text) == every


@given(texts)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert grams(fold(text)) == grams(text)


def test_no_single_character_is_folded_twice() -> None:
    twice = [code for code in range(0x110000) if fold(fold(chr(code))) != fold(chr(code))]
    assert twice == []


def test_a_very_long_query_is_still_a_query(index: Index) -> None:
    for typed in ("独" * 10_000, "独居 高齢 " * 3_000, " ".join(map(chr, range(0x4E00, 0x5600))), '"' * 500):
        assert index.finds(typed, typed)


def test_there_are_a_hundred_rare_names() -> None:
    assert len(RARE_NAMES) == len({name for name, _, _ in RARE_NAMES}) == 100


@pytest.mark.parametrize(("name", "kana", "common"), RARE_NAMES)
def test_a_rare_name_is_found_by_its_common_spelling(index: Index, name: str, kana: str, common: str) -> None:
    record = f"{name}\n{kana}"
    for typed in (common, common.replace(" ", ""), name, kana, kana.replace(" ", ""), fold(kana)):
        if typed != "架空anna":  # letters and kanji are kept apart by the space between them
            assert index.finds(typed, record), typed
    assert all(index.finds(sign, record) for sign in common if not sign.isspace())
    assert not index.finds("存在しない", record)


def test_the_table_of_variants_is_sound() -> None:
    rows = [
        line.split("\t")
        for line in resource("japanese", "name_variants.tsv").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    variants = name_variants()
    assert len(rows) == len(variants) >= 200
    assert all(len(variant) == len(common) == 1 and code == f"U+{ord(variant):04X}" for variant, common, code in rows)
    assert not set(variants) & set(variants.values()), "a common character must not be a variant itself"
    for sign in {*variants, *variants.values()}:
        assert unicodedata.normalize("NFKC", sign) == sign
        assert unicodedata.name(sign).startswith("CJK ")
    assert resource("japanese", "NOTICE.txt").is_file()


@pytest.mark.parametrize(
    "pair",
    ["埼崎", "籐藤", "鍜鍛", "杮柿", "華花", "游遊", "礒磯", "惣総", "己巳", "土士", "未末", "苑園", "峠峰", "椙杉"],
)
def test_characters_that_only_look_alike_stay_apart(pair: str) -> None:
    assert fold(pair[0]) != fold(pair[1])


@pytest.mark.parametrize(
    "pair",
    [
        "髙高",
        "﨑崎",
        "𠮷吉",
        "濵浜",
        "濱浜",
        "邊辺",
        "邉辺",
        "齋斉",
        "齊斉",
        "斎斉",
        "澤沢",
        "嶋島",
        "栁柳",
        "桒桑",
        "瀨瀬",
    ],
)
def test_variants_of_one_character_are_the_same_in_a_search(pair: str) -> None:
    assert fold(pair[0]) == fold(pair[1])


def test_numbers_are_in_fours_too_and_each_for_itself() -> None:
    assert grams("昭12345") == "昭1 12 23 34 45 5 \u2063 1234 2345"
    assert grams("1234-5678").split("\u2063")[1:] == [" 1234 ", " 5678"]
    assert match_query("１２３４５") == '"1234 2345"'
    assert match_query("123") == '"12 23"'


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("電話 ０１５７－４２－２１１１ 内線12", ["0157422111"]),
        ("R8-012、R8-支-05", ["8012"]),
        ("1-2、3-4-5", []),
        ("09012345678", []),
        ("090ー1234–5678と2026-11", ["09012345678", "202611"]),
    ],
)
def test_numbers_with_hyphens_are_joined(text: str, joined: list[str]) -> None:
    assert joined_numbers(text) == joined


@pytest.mark.parametrize(
    ("typed", "text", "finds"),
    [
        ("2345", "電話 012345678", True),
        ("4567", "1234-5678", False),
        ("34567", "1234 4567", False),
        ("23456", "12345-34567", False),
        ("1234-56", "1234-5678", True),
        ("2026", "ＮＯ．２０２６年", True),
        ("20264", "2026年4月", False),
    ],
)
def test_a_number_is_found_within_one_number_only(index: Index, typed: str, text: str, finds: bool) -> None:
    assert index.finds(typed, text) is finds


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("090-1234-5678", "09012345678"),
        ("０９０（１２３４）５６７８", "09012345678"),
        ("0157-42-2111 内線12", "015742211112"),
        ("〒499-0000", "4990000"),
        ("なし", ""),
        ("٣", ""),
    ],
)
def test_only_digits_remain_of_a_number(typed: str, found: str) -> None:
    assert digits(typed) == found
