"""The dated words of the law."""

from datetime import date
from pathlib import Path

import pytest

from hokatsu_desktop.sheets import law, reading
from hokatsu_desktop.sheets.law import all_articles, article_on, articles_for, law_on
from hokatsu_desktop.sheets.reading import DefinitionError

TODAY = date(2026, 11, 23)


def test_nothing_was_in_force_before_its_day() -> None:
    assert law_on(date(2018, 9, 30)) == ()
    assert {article.key for article in law_on(date(2021, 3, 31))} == {"needy_9_1", "needy_9_5"}
    assert {article.key for article in law_on(date(2021, 4, 1))} == {article.key for article in all_articles()}


@pytest.mark.parametrize("day", [date(2021, 4, 1), date(2025, 5, 31), date(2025, 6, 1), TODAY])
def test_each_article_has_one_wording_on_a_day(day: date) -> None:
    keys = [article.key for article in law_on(day)]
    assert len(keys) == len(set(keys))


def test_the_penalty_is_named_in_the_words_of_the_day() -> None:
    assert "懲役" in article_on("159", date(2025, 5, 31)).summary
    assert "拘禁刑" in article_on("159", date(2025, 6, 1)).summary


def test_what_was_not_compared_with_the_law_says_so_on_paper() -> None:
    assert article_on("159", TODAY).to_check
    assert article_on("159", TODAY).words.endswith("（条文は未確認です。使う前に確かめてください。）")
    assert not article_on("106_6_5", TODAY).to_check
    assert article_on("106_6_5", TODAY).words.endswith("会議を離れたあとも同じです。")


def test_pledges_and_agendas_name_the_meeting_the_secrecy_and_the_penalty() -> None:
    for paper in ("pledge", "agenda"):
        assert {"106_6_1", "106_6_5", "159"} <= {article.key for article in articles_for(paper, TODAY)}


def test_an_article_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        article_on("106_6_5", date(2020, 1, 1))
    with pytest.raises(KeyError):
        article_on("999", TODAY)


def test_two_wordings_from_the_same_day_are_a_mistake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article = '[[article]]\nkey = "1"\nname = "第1条"\nsummary = "目的"\nvalid_from = 2021-04-01\n'
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / "twice.toml").write_text(article * 2, encoding="utf-8")
    for module in (law, reading):
        monkeypatch.setattr(module, "resource", tmp_path.joinpath)
    with pytest.raises(DefinitionError, match="two wordings from the same day"):
        all_articles.__wrapped__()
