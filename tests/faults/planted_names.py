"""Fifty names and addresses that stand nowhere by chance, and the search for them in bytes of any of three encodings."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy.orm import Session

from hokatsu_desktop.services.referrals import begin_referral, receive_referral
from hokatsu_desktop.services.sheets import save_sheet

COUNT = 50
ENCODINGS = ("utf-8", "utf-16-le", "cp932")
_TRAIL = 0x40  # the first second byte in a row of the second level of JIS kanji


def _kanji(row: int, place: int) -> str:
    trail = _TRAIL + place if _TRAIL + place < 0x7F else _TRAIL + place + 1  # 0x7F is no trail byte
    return bytes((row, trail)).decode("cp932")


MARK = _kanji(0xE9, 17) + _kanji(0xE3, 33)  # begins each of them, so that gigabytes are searched for three strings
NAMES = tuple(f"{MARK}{_kanji(0xE8, COUNT - place)}　{_kanji(0xE5, place)}" for place in range(COUNT))
ADDRESSES = tuple(f"{MARK}{_kanji(0xE6, place)}{_kanji(0xE7, place)}{place}番地" for place in range(COUNT))
PLANTED = (*NAMES, *ADDRESSES)
_MARKS = {encoding: MARK.encode(encoding) for encoding in ENCODINGS}


def plant(session: Session) -> None:
    """A case for each name, with its address."""
    for name, address in zip(NAMES, ADDRESSES, strict=True):
        referral = begin_referral(session)
        save_sheet(session, "tsunagi_takashima_a", referral.id, {"person_name": name, "person_address": address})
        receive_referral(session, referral.id)


def found_in(data: bytes) -> set[str]:
    """What stands behind each mark in these bytes: the third letter tells whose it is."""
    return {
        data[at : at + len(_MARKS[encoding]) + len("　".encode(encoding))].decode(encoding, "replace")
        for encoding in ENCODINGS
        for at in _places(data, _MARKS[encoding])
    }


def _places(data: bytes, mark: bytes) -> Iterator[int]:
    at = data.find(mark)
    while at >= 0:
        yield at
        at = data.find(mark, at + 1)


def found_in_files(folders: Iterable[Path]) -> dict[str, set[str]]:
    """The files below these folders in whose bytes or names any of them stands."""
    hits = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            found = found_in(path.read_bytes() if path.is_file() else b"") or found_in(path.name.encode())
            if found:
                hits[str(path)] = found
    return hits
