"""The legal words that papers print: short summaries with the day from which each holds."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from hokatsu_desktop.assets import resource
from hokatsu_desktop.sheets.reading import DefinitionError, build, read_toml, tables


@dataclass(frozen=True, kw_only=True)
class Article:
    """One article in our own short words."""

    key: str  # "106_6_5": 第106条の6第5項
    name: str
    summary: str
    valid_from: date
    to_check: bool = False  # not compared with the published text yet
    used_on: tuple[str, ...] = ()  # "pledge", "agenda"

    @property
    def words(self) -> str:
        """The article as printed: its name, what it says, and a remark while it is unchecked."""
        remark = "（条文は未確認です。使う前に確かめてください。）" if self.to_check else ""
        return f"{self.name}：{self.summary}{remark}"


@cache
def all_articles() -> tuple[Article, ...]:
    """All wordings of all articles in the shipped files (resources/law), old and new. Raises DefinitionError."""
    found: list[Article] = []
    for path in sorted(resource("law").glob("*.toml")):
        table = read_toml("law", path.name)
        found += [build(Article, article, place) for article, place in tables(table, "article", f"law/{path.name}")]
    if len({(article.key, article.valid_from) for article in found}) != len(found):
        raise DefinitionError("law: an article has two wordings from the same day")
    return tuple(found)


def law_on(day: date) -> tuple[Article, ...]:
    """The articles in force on a day, each in the wording of that day."""
    newest = {article.key: article for article in sorted(_begun(day), key=lambda article: article.valid_from)}
    return tuple(article for article in all_articles() if newest.get(article.key) is article)


def article_on(key: str, day: date) -> Article:
    """One article in the wording of a day. Raises KeyError if there is none or it was not in force yet."""
    for article in law_on(day):
        if article.key == key:
            return article
    raise KeyError(key)


def articles_for(paper: str, day: date) -> tuple[Article, ...]:
    """The articles that a kind of paper ("pledge", "agenda") prints on a day."""
    return tuple(article for article in law_on(day) if paper in article.used_on)


def _begun(day: date) -> list[Article]:
    return [article for article in all_articles() if article.valid_from <= day]
