"""What is read from this PC for the paper to the information officer, and the paper made of it."""

import re
from collections.abc import Iterator, Sequence
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from hokatsu_desktop import __version__
from hokatsu_desktop.japanese.wareki import plain
from hokatsu_desktop.printing.papers import Printed, print_papers
from hokatsu_desktop.services.backup_drills import last_drill
from hokatsu_desktop.services.evidence import TITLE, EvidenceFacts, Line, evidence_paper
from hokatsu_desktop.services.papers import imprint_of
from hokatsu_desktop.services.second_person import TwoPersonAct
from hokatsu_desktop.store.backup import KEEP_DAYS, KEEP_MONTHS, KEEP_WEEKS
from hokatsu_desktop.store.connection import library_versions
from hokatsu_desktop.store.data_folder import DB_NAME, KEYS_NAME, MANIFEST_NAME
from hokatsu_desktop.store.keys import Cost
from hokatsu_desktop.store.side_record import NAME as SIDE_NAME
from hokatsu_desktop.store.slots import slots_in_use
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.locking import lock_minutes
from hokatsu_desktop.ui.settings.inspection_work import newest_backup_words
from hokatsu_desktop.ui.settings.kept_backups import places_of
from hokatsu_desktop.ui.settings.protection_card import NOT_PROTECTED
from hokatsu_desktop.ui.start.start_notes import notes_folder

RUNTIME = (
    "PySide6-Essentials",
    "pyside6-pdf",
    "SQLAlchemy",
    "sqlite-utils",
    "sqlcipher3",
    "reportlab",
    "keyring",
    "cryptography",
    "fonttools",
    "jaconv",
    "jpholiday",
    "platformdirs",
    "filelock",
    "pillow",
    "xlsxwriter",
    "python-docx",
    "pypdf",
)
"""The libraries the program itself asks for; a test compares them with pyproject.toml."""
_LONGEST_LICENCE = 60


def evidence(desk: Desk) -> Printed:
    """The paper as PDF. It names no household and no case."""
    facts = facts_of(desk)
    with desk.reading() as session:
        imprint = imprint_of(session)
    return print_papers([evidence_paper(facts)], imprint, title=TITLE)


def facts_of(desk: Desk) -> EvidenceFacts:
    """What stands on it."""
    sqlite, cipher = library_versions()
    cost = Cost()
    with desk.reading() as session:
        drill = last_drill(session)
        drill_words = (
            f"{plain(drill.done_on)}{'' if drill.trouble == '' else '　うまくいきませんでした'}" if drill else ""
        )
    return EvidenceFacts(
        version=f"ほうかつデスク {__version__}",
        libraries=list(libraries()),
        places=_places(desk),
        key_derivation=f"Argon2id（{cost.memory_kib // 1024}MiB、{cost.passes}回、並び{cost.lanes}）",
        sqlite=sqlite,
        sqlcipher=cipher,
        lock_minutes=lock_minutes(desk),
        days=KEEP_DAYS,
        weeks=KEEP_WEEKS,
        months=KEEP_MONTHS,
        newest_backup=newest_backup_words(desk),
        restore_rehearsal=drill_words or "まだしていません。",
        staff=len(slots_in_use(desk.store)),
        by_two=[one.words for one in TwoPersonAct],
        not_protected=NOT_PROTECTED,
    )


def libraries() -> Iterator[Line]:
    """Every library that comes along, with its version and licence, by name."""
    found: dict[str, Distribution] = {}
    waiting = list(RUNTIME)
    while waiting:
        name = _plain(waiting.pop())
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:  # asked for on another system only
            continue
        waiting += [_wanted(line) for line in found[name].requires or () if "extra ==" not in line]
    for _name, one in sorted(found.items()):
        yield f"{one.metadata['Name']} {one.version}", _licence(one)


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _wanted(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0]


def _licence(one: Distribution) -> str:
    """As the library itself says it in its metadata."""
    about = one.metadata
    said = next(iter(about.get_all("License-Expression") or ()), "")
    named = [line.rpartition("::")[2].strip() for line in about.get_all("Classifier") or () if "License ::" in line]
    first = next(iter(about.get_all("License") or ()), "").strip().partition("\n")[0]
    return said or "、".join(named) or first[:_LONGEST_LICENCE] or "部品に同梱の文書のとおり"


def _places(desk: Desk) -> Sequence[Line]:
    folder = desk.store.folder
    backups: Sequence[Path] = list(places_of(desk))
    return (
        ("台帳（暗号化）", f"{desk.store.generation.path}　{DB_NAME}"),
        ("鍵の包み", f"{desk.store.generation.path}　{KEYS_NAME}、予備は {folder.path / 'keys-copy'}"),
        ("説明ファイルと印", f"{MANIFEST_NAME}、{folder.current.name}、{folder.anchor.name}（名前は入りません）"),
        ("控え（暗号化）", "、".join(str(place) for place in backups)),
        (
            "暗号化していないもの",
            (
                f"{SIDE_NAME}（人数と媒体の番号）、{notes_folder()} の中の、台帳の場所、文字の大きさ、台帳を開けない間に書いた紛失時の記録。"
                "世帯の名前は入りません。"
            ),
        ),
        ("一時ファイル", "台帳の中身は、一時ファイルに書きません。印刷の下見はメモリーの中だけで作ります。"),
    )
