"""Which pages somebody means by 「1-3、5」: any width of digits, any comma, any dash."""

import re
import unicodedata

_COMMAS = re.compile(r"[,、，・\s]+")
_DASH = re.compile(r"[-~〜～―–—‐−ー]")
_PART = re.compile(r"(\d+)(?:-(\d+))?")


class PagesNotRead(ValueError):
    """The typed pages cannot be read; `words` says so to the user."""

    def __init__(self, words: str) -> None:
        super().__init__("pages")
        self.words = words


def read_pages(typed: str, total: int) -> tuple[int, ...]:
    """The page numbers (from 1) that are meant, each once, in the order of the paper. Raises PagesNotRead."""
    text = re.sub(r"(ページ|頁|枚目|から)", lambda found: "-" if found.group() == "から" else " ", typed)
    text = re.sub(r"\s*-\s*", "-", _DASH.sub("-", unicodedata.normalize("NFKC", text))).strip()
    pages: set[int] = set()
    for part in filter(None, _COMMAS.split(text)):
        pages |= _one_part(part, total)
    if not pages:
        raise PagesNotRead("印刷するページを「1-3、5」のように書いてください。")
    return tuple(sorted(pages))


def _one_part(part: str, total: int) -> set[int]:
    found = _PART.fullmatch(part)
    if found is None:
        raise PagesNotRead(f"「{part}」はページとして読めません。「1-3、5」のように書いてください。")
    first, last = int(found.group(1)), int(found.group(2) or found.group(1))
    if not min(first, last) >= 1 or max(first, last) > total:
        raise PagesNotRead(f"「{part}」というページはありません。この紙は、1から{total}ページまでです。")
    return set(range(min(first, last), max(first, last) + 1))
