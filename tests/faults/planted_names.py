"""Fifty names and addresses that stand nowhere by chance, and the search for them in bytes of any of three encodings."""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy.orm import Session

from hokatsu_desktop.services.referrals import begin_referral, receive_referral
from hokatsu_desktop.services.sheets import save_sheet

COUNT = 50
ENCODINGS = ("utf-8", "utf-16-le", "cp932")
_FIRST, _SECOND = 0x9F, 0x40  # second bytes of two rows of the second level of JIS kanji


def _kanji(row: int, place: int) -> str:
    trail = _SECOND + place if _SECOND + place < 0x7F else _SECOND + place + 1  # 0x7F is no trail byte
    return bytes((row, trail)).decode("cp932")


NAMES = tuple(f"{_kanji(0xE4, place)}{_kanji(0xE8, COUNT - place)}　{_kanji(0xE5, place)}" for place in range(COUNT))
ADDRESSES = tuple(f"{_kanji(0xE6, place)}{_kanji(0xE7, place)}{place}番地" for place in range(COUNT))
PLANTED = (*NAMES, *ADDRESSES)
NEEDLES = {words: [words.encode(encoding) for encoding in ENCODINGS] for words in PLANTED}


def plant(session: Session) -> None:
    """A case for each name, with its address."""
    for name, address in zip(NAMES, ADDRESSES, strict=True):
        referral = begin_referral(session)
        save_sheet(session, "tsunagi_takashima_a", referral.id, {"person_name": name, "person_address": address})
        receive_referral(session, referral.id)


def found_in(data: bytes) -> list[str]:
    """Which of them stand in these bytes, the name with and without its space."""
    hits = [words for words, needles in NEEDLES.items() if any(needle in data for needle in needles)]
    family = (name.partition("　")[0] for name in NAMES)
    return [*hits, *(one for one in family if any(one.encode(encoding) in data for encoding in ENCODINGS))]


def found_in_files(folders: Iterable[Path]) -> dict[str, list[str]]:
    """The files below these folders in whose bytes or names any of them stands."""
    hits = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            found = found_in(path.read_bytes() if path.is_file() else b"") or found_in(path.name.encode())
            if found:
                hits[str(path)] = found
    return hits
