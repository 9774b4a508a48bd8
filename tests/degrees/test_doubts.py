"""What may still tell who is meant: names nobody knows are listed, words for people and places are not."""

import pytest

from hokatsu_desktop.models import Degree
from hokatsu_desktop.services.degrees.doubts import doubtful_words


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("隣の小林さんが見た", "小林さん"),
        ("サトウ様から", "サトウ様"),
        ("みどり中学校の先生", "みどり中学校"),
        ("花田医院にかかる", "花田医院"),
        ("株式会社はまなすで働く", "株式会社はまなす"),
        ("と、みなも高校の先生", "みなも高校"),
        ("字川西のはずれ", "字川西"),
        ("番号は123456", "123456"),
    ],
)
def test_what_may_tell_who_is_meant_is_named(text: str, word: str) -> None:
    assert word in list(doubtful_words(text, Degree.LETTERS))


@pytest.mark.parametrize(
    "text",
    [
        "Aさんの長男とBさん、母さん",
        "お母さん、みなさん、大家さん、近所の奥さん",
        "社会福祉協議会職員が病院へ行った",
        "通っていた小学校、町外の病院、娘も高校に、いまの病院",
        "2千円を14か月分",
        "連絡帳にはさんでもらった。小中学校",
        "様子を見る。氏名は不明",
    ],
)
def test_words_for_people_and_places_in_general_are_not_named(text: str) -> None:
    assert list(doubtful_words(text, Degree.LETTERS)) == []


def test_a_rare_illness_is_named_only_where_agencies_give_way() -> None:
    assert list(doubtful_words("統合失調症の診断", Degree.ANONYMOUS)) == ["統合失調症"]
    assert list(doubtful_words("統合失調症の診断", Degree.LETTERS)) == []
