"""What can befall a package on its way, dealt out at random: sixteen rows, each with the verdict it must get, word by word."""

import errno
import os
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from hokatsu_desktop.services.office import change_office
from hokatsu_desktop.store import medium, package_check, receiving
from hokatsu_desktop.store import package as package_module
from hokatsu_desktop.store.connection import RawConnection, open_raw
from hokatsu_desktop.store.data_folder import DB_NAME, KEYS_NAME, MANIFEST_NAME
from hokatsu_desktop.store.durable_files import forget_cached, write_new
from hokatsu_desktop.store.handover_code import HandoverCode, new_handover_code, read_handover_code
from hokatsu_desktop.store.keys import KeyUse
from hokatsu_desktop.store.manifest import Manifest, file_fact, write_manifest
from hokatsu_desktop.store.medium import COMPLETE_NAME
from hokatsu_desktop.store.migrations import SCHEMA_VERSION
from hokatsu_desktop.store.package import FILES, WrittenPackage, complete_line, untold
from hokatsu_desktop.store.package_check import UnlockedPackage, unlock_package, verify_package
from hokatsu_desktop.store.parcels import Outcome, Parcel
from hokatsu_desktop.store.receiving import receive_package
from hokatsu_desktop.store.recovery_code import RecoveryCode
from hokatsu_desktop.store.refusals import StoreRefusal
from tests.store.conftest import NOON, Made, open_by_key
from tests.store.packages import ALL_FILES, FLOOR, RECEIVER, copied, put_on_stick

TAKEN = "取り込みました"
BOTH = f"{MANIFEST_NAME}か{COMPLETE_NAME}"
LINKS = 3  # more than the ledger of the package, in the copy of it that was written on
GIGABYTES_4 = 2**32
PULLED_OUT = (errno.EIO, errno.ENODEV, errno.ENXIO, errno.ENOTCONN, errno.ESTALE, errno.ENOENT)


@dataclass(frozen=True)
class Shelf:
    """What all cases start from, made once: the ledger, copies of it written on, another ledger, and packages of them."""

    made: Made
    ours: tuple[Made, ...]  # by the number of links more
    packages: dict[int, WrittenPackage]  # of the same line, by the number of links more
    apart: dict[int, WrittenPackage]  # written on elsewhere
    other: Path  # the folder of another ledger
    unlocked: UnlockedPackage  # the package most cases do harm to, in the hands of somebody with its code

    @property
    def written(self) -> WrittenPackage:
        """The package most cases do harm to."""
        return self.packages[0]


@dataclass(frozen=True)
class Case:
    """Something that happens, and what must be said of it. `among` are the folders that must stay as they are."""

    happens: Callable[[], object]
    words: tuple[str, ...]  # one of these
    among: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Way:
    """One case's own folder, chance, and hand that plants."""

    shelf: Shelf
    here: Path
    chance: random.Random
    plant: pytest.MonkeyPatch
    decides_only: bool  # what is in a package is not looked at row by row, and one that is good not put to use

    def code_of(self, written: WrittenPackage) -> RecoveryCode:
        """Either paper of a package."""
        return self.chance.choice((written.code, written.recovery))

    def take(
        self, path: Path, code: RecoveryCode | None = None, into: Path | None = None, *, is_forged: bool = False
    ) -> Callable[[], object]:
        """The receiver takes a package in, at any time of any PC."""
        opening = code or self.code_of(self.shelf.written)
        now = datetime(self.chance.randrange(1990, 2090), 1, 1, tzinfo=UTC) + timedelta(
            seconds=self.chance.randrange(10**7)
        )
        folder = into or self.here / "new"
        if self.decides_only:
            self.plant.setattr(receiving, "_put_to_use", lambda *_given: TAKEN)
        if self.decides_only and not is_forged:
            self.plant.setattr(receiving, "inspect_content", lambda *_given: [])
        return lambda: receive_package(folder, path, opening, RECEIVER, now, cost=FLOOR, any_place=True)

    def copy(self, written: WrittenPackage | None = None) -> Path:
        """A copy of a package to do harm to."""
        return copied(written or self.shelf.written, self.here)

    def folder(self, made: Made) -> Path:
        """A copy of a data folder, so that a package can be taken into it."""
        return Path(shutil.copytree(made.folder, self.here / "台帳"))

    def write(self, trouble: OSError, total: int, free: int) -> Callable[[], object]:
        """The package is put on a medium that fails at some call, and says that so much is free."""
        stop_at = self.chance.randrange(1, len(ALL_FILES) + 1)
        whole, calls = write_new, 0

        def failing(path: Path, chunks: Iterator[bytes]) -> None:
            nonlocal calls
            calls += 1
            if calls == stop_at:
                raise trouble
            whole(path, chunks)

        self.plant.setattr(package_module, "write_new", failing)
        self.plant.setattr(medium, "free_bytes", lambda _into: free)
        written = self.shelf.written
        return lambda: package_module._put(written.path, self.here / written.name, untold, total)


def shelf_of(made: Made, at: Path) -> Shelf:
    """Makes what all cases start from."""
    ours = [made]
    for number in range(1, LINKS + 1):
        ours.append(written_on(ours[-1], at / f"ours{number}", f"0000-00-{number:04}"))
    apart = [made]
    for number in range(1, LINKS + 2):
        apart.append(written_on(apart[-1], at / f"apart{number}", f"0000-11-{number:04}"))
    packages = {more: put_on_stick(ours[more], at / f"stick{more}") for more in range(LINKS + 1)}
    elsewhere = {more: put_on_stick(apart[more], at / f"apart-stick{more}") for more in (1, LINKS + 1)}
    unlocked = unlock_package(packages[0].path, packages[0].code)
    return Shelf(made, tuple(ours), packages, elsewhere, at / "other", unlocked)


def written_on(made: Made, folder: Path, phone: str) -> Made:
    """A copy of a ledger with one link more."""
    shutil.copytree(made.folder, folder)
    more = Made(folder, made.master, made.code, made.slot_id)
    store = open_by_key(more)
    store.session_facts["clock"] = lambda: NOON
    with store.transaction() as session:
        change_office(session, phone=phone)
    store.close()
    return more


def damaged(*places: str) -> str:
    """The verdict on a damaged package."""
    return (
        f"この引継ぎパッケージは壊れています（{len(places)}か所：{'、'.join(places)}）。2つ目の媒体か共有フォルダーに"
        "同じものがあれば、それを使ってください。なければ、別の媒体にもう一度書き出してもらってください。何も取り込んでいません。"
    )


def pulled_out(way: Way) -> Case:
    """Before COMPLETE was whole; told to the receiver, and to the sender while it happens."""
    if way.chance.random() < 0.5:
        words = (
            "書き込む先（USBメモリーや共有フォルダー）が見つからないか、途中で読み書きできなくなりました。"
            "差し直して、もう一度書き出してください。途中までのものは引継ぎには使えません。台帳はそのままです。"
        )
        return Case(way.write(OSError(way.chance.choice(PULLED_OUT), "planted"), 1, 0), (words,))
    harmed = way.copy()
    there = way.chance.randrange(1, len(ALL_FILES) + 1)  # files that were begun
    for name in ALL_FILES[there:]:
        (harmed / name).unlink()
    last = harmed / ALL_FILES[there - 1]
    os.truncate(last, way.chance.randrange(last.stat().st_size))
    words = (
        "この引継ぎパッケージは、書き込みの途中で終わっています（途中で抜いた、電源が切れた、など）。"
        "前の担当の方に、もう一度書き出してもらってください。何も取り込んでいません。"
    )
    return Case(way.take(harmed), (words,))


def too_small(way: Way) -> Case:
    """Full, full although it says that there is room, or other bytes come back after it was put in again."""
    total = way.chance.randrange(10**6, 10**9)
    needed = (total + 4 * 2**20) // 2**20 + 1
    match way.chance.randrange(3):
        case 0:
            words = (
                f"書き込む先の空きが足りません（{needed}MB必要です）。いらないものを片づけるか、大きい媒体に替えてください。"
                "途中までのものは残していません。台帳はそのままです。"
            )
            number = way.chance.choice((errno.ENOSPC, errno.EDQUOT))
            return Case(way.write(OSError(number, "planted"), total, way.chance.randrange(total)), (words,))
        case 1:
            words = (
                "空きがあるはずなのに、途中で書けなくなりました。媒体が壊れているか、容量を偽った媒体です。"
                "この媒体はもう使わず、別の媒体に書き出してください。途中までのものは残していません。台帳はそのままです。"
            )
            return Case(way.write(OSError(errno.ENOSPC, "planted"), total, total * 8 + 2**23), (words,))
        case _:
            return read_back_otherwise(way)


def read_back_otherwise(way: Way) -> Case:
    """From some place on, a stick with a false size gives back nothing, or what was written before."""
    written = way.shelf.written
    harmed = way.copy()
    name = way.chance.choice((DB_NAME, KEYS_NAME))
    data = bytearray((harmed / name).read_bytes())
    begin = way.chance.randrange(len(data) - 600)
    data[begin : begin + 512] = way.chance.choice((bytes(512), b"\xff" * 512, way.chance.randbytes(512)))
    (harmed / name).write_bytes(data)
    lying = WrittenPackage(harmed, written.size, written.head, written.seal, written.code, written.recovery)
    words = (
        "書いたものと、差し直して読んだものがちがいます。媒体が壊れているか、容量を偽った媒体です。"
        "この媒体はもう使わず、別の媒体に書き出してください。台帳はそのままです。"
    )
    return Case(lambda: verify_package(lying, written.code, way.here), (words,))


def too_large(way: Way) -> Case:
    """FAT32: Linux says that the file is too large, Windows that the disk is full."""
    total = way.chance.randrange(GIGABYTES_4, GIGABYTES_4 * 4)
    number = way.chance.choice((errno.EFBIG, errno.ENOSPC))
    words = (
        "この媒体の形式（FAT32）には、4GB以上のファイルを置けません。exFATかNTFSの形式の媒体を使ってください。"
        "途中までのものは残していません。台帳はそのままです。"
    )
    return Case(way.write(OSError(number, "planted"), total, total * 2), (words,))


def wrong_clock(way: Way) -> Case:
    """Times of files to two seconds, in any year, and a receiver whose clock is wrong."""
    package = way.copy()
    for path in package.iterdir():
        moment = 2 * way.chance.randrange(0, 2**31)
        os.utime(path, (moment, moment))
    return Case(way.take(package), (TAKEN,))


def bad_sectors(way: Way) -> Case:
    """Some files, or the manifest, cannot be read."""
    number = way.chance.choice((errno.EIO, errno.EREMOTEIO, errno.ENODATA))
    bad = way.chance.sample(list(FILES), way.chance.randrange(1, len(FILES) + 1))
    is_manifest = way.chance.random() < 0.2
    whole = forget_cached

    def unreadable(path: Path) -> None:
        if path.name in bad or (is_manifest and path.name == MANIFEST_NAME):
            raise OSError(number, "planted")
        whole(path)

    way.plant.setattr(package_check, "forget_cached", unreadable)
    places = ["読めないところがあります"] if is_manifest else [f"{name}が読めません" for name in sorted(bad)]
    return Case(way.take(way.shelf.written.path), (damaged(*places),))


def other_bytes(way: Way) -> Case:
    """A bit flipped, an end cut off or something appended, in any file."""
    name = way.chance.choice(ALL_FILES)
    harmed = way.copy()
    data = bytearray((harmed / name).read_bytes())
    match way.chance.choice(("flip", "cut", "append")):
        case "flip":
            data[way.chance.randrange(len(data))] ^= 1 << way.chance.randrange(8)
        case "cut" if name != COMPLETE_NAME:  # that one would be a package not ended
            del data[way.chance.randrange(len(data)) :]
        case _:
            data += way.chance.randbytes(way.chance.randrange(1, 5000))
    (harmed / name).write_bytes(data)
    places = {MANIFEST_NAME: (MANIFEST_NAME, BOTH), COMPLETE_NAME: (COMPLETE_NAME, BOTH)}.get(name, (name,))
    return Case(way.take(harmed), tuple(damaged(place) for place in places))


def wrong_code(way: Way) -> Case:
    """A slip of the pen names its group; the paper of something else is told apart from it."""
    written = way.shelf.written
    if way.chance.random() < 0.5:
        group = way.chance.randrange(9)
        groups = list(written.code.groups)
        place = way.chance.randrange(6)
        other = way.chance.choice([digit for digit in "0123456789" if digit != groups[group][place]])
        groups[group] = groups[group][:place] + other + groups[group][place + 1 :]
        words = (
            f"引継ぎコードに打ちまちがいがあります。第{group + 1}組の数字が合いません。"
            "コードの紙を見ながら直してください。何回まちがえても、何も消えません。"
        )
        return Case(lambda: read_handover_code("-".join(groups)), (words,))
    of_others = (new_handover_code(), HandoverCode(way.shelf.made.code.value), way.shelf.packages[2].code)
    words = (
        "コードの書き方は合っていますが、このパッケージのものではありません。"
        "コードの紙にあるパッケージの名前と、フォルダーの名前をくらべてください。何回まちがえても、何も消えません。"
    )
    return Case(way.take(written.path, way.chance.choice(of_others)), (words,))


def part_of_another(way: Way) -> Case:
    """One file, or what describes the files, was copied from another package."""
    of, other = way.chance.sample([*way.shelf.packages.values(), *way.shelf.apart.values()], 2)
    harmed = way.copy(of)
    names, told = way.chance.choice(
        (
            ((DB_NAME,), DB_NAME),
            ((KEYS_NAME,), KEYS_NAME),
            ((MANIFEST_NAME,), MANIFEST_NAME),
            ((COMPLETE_NAME,), COMPLETE_NAME),
            ((MANIFEST_NAME, COMPLETE_NAME), f"{DB_NAME}、{KEYS_NAME}"),
        )
    )
    for name in names:
        shutil.copyfile(other.path / name, harmed / name)
    words = (
        f"別の引継ぎパッケージのファイルがまじっています（{told}）。ファイルを一つずつ写した可能性があります。"
        "フォルダーごと写し直してください。何も取り込んでいません。"
    )
    return Case(way.take(harmed, way.code_of(of)), (words,))


def shorter(links: int) -> str:
    """The verdict on a package with fewer links than this PC last knew: it cannot be seen which kind it is."""
    return (
        f"この引継ぎパッケージは、変更の記録がこのパソコンの台帳より{links}件少ないので、取り込みません。"
        "古い控えか、途中から別々に書かれたものです。新しいパッケージがないか確かめるか、このパソコンの台帳を開き、"
        "「引継ぎ」の「パッケージとくらべる…」でくらべてください。どちらもそのままです。"
    )


def older(way: Way) -> Case:
    """This PC went on since."""
    has, package = way.chance.choice([(a, b) for a in range(LINKS + 1) for b in way.shelf.packages if a > b])
    written, folder = way.shelf.packages[package], way.folder(way.shelf.ours[has])
    return Case(way.take(written.path, way.code_of(written), folder), (shorter(has - package),), (folder,))


def same(way: Way) -> Case:
    """This PC has exactly that."""
    more = way.chance.choice(list(way.shelf.packages))
    written, folder = way.shelf.packages[more], way.folder(way.shelf.ours[more])
    words = "この引継ぎパッケージの中身は、このパソコンの台帳と同じです。取り込むものはありません。台帳はそのままです。"
    return Case(way.take(written.path, way.code_of(written), folder), (words,), (folder,))


def newer(way: Way) -> Case:
    """The package goes on from all that this PC has."""
    has, package = way.chance.choice([(a, b) for a in range(LINKS + 1) for b in way.shelf.packages if a < b])
    written = way.shelf.packages[package]
    return Case(way.take(written.path, way.code_of(written), way.folder(way.shelf.ours[has])), (TAKEN,))


def parted(way: Way) -> Case:
    """Both went on, separately."""
    has, package = way.chance.randrange(1, LINKS + 1), way.chance.choice(list(way.shelf.apart))
    written, folder = way.shelf.apart[package], way.folder(way.shelf.ours[has])
    words = (
        "この引継ぎパッケージとこのパソコンの台帳は、途中から別々に書かれています"
        "（このパソコンで最後に見たところがありません）。自動でまとめることはしません。"
        "このパソコンの台帳を開き、「引継ぎ」の「パッケージとくらべる…」で左右に並べて見て、"
        "どちらを続けるか所属長と決めてください。どちらもそのままです。"
    )
    said = shorter(has - package) if has > package else words
    return Case(way.take(written.path, way.code_of(written), folder), (said,), (folder,))


def another_ledger(way: Way) -> Case:
    """The folder holds the ledger of another office."""
    written = way.chance.choice(list(way.shelf.packages.values()))
    folder = Path(shutil.copytree(way.shelf.other, way.here / "台帳"))
    words = (
        "このフォルダーには、別の台帳があります。引き継ぐ台帳とまぜることはできません。"
        "空のフォルダーを選んでください。どちらの台帳もそのままです。"
    )
    return Case(way.take(written.path, way.code_of(written), folder), (words,), (folder,))


def newer_program(way: Way) -> Case:
    """The package says of itself, under its own key, that a newer version made it."""
    newest = SCHEMA_VERSION + way.chance.randrange(1, 1000)
    path = resealed(way, lambda says: Manifest(**{**vars(says), "schema": newest}))
    words = (
        f"この引継ぎパッケージは、新しい版のほうかつデスクで作られています（形式 {newest}、この版が読める形式 {SCHEMA_VERSION}）。"
        "新しい版を入れてから受け取ってください。パッケージには1文字も書き込んでいません。"
    )
    return Case(way.take(path), (words,), (path,))


FORGERIES = {
    "変更の記録のつながり": (
        "UPDATE change_entry SET title = 'x' WHERE id = {link}",
        "UPDATE change_entry SET act = 'x' WHERE id = {link}",
        "UPDATE change_entry SET hash = lower(hex(randomblob(32))) WHERE id = {link}",
        "DELETE FROM change_entry WHERE id = 1",
    ),
    "変更の記録との照らし合わせ": (
        "UPDATE office SET town = 'となり町{chance}'",
        "UPDATE staff SET name = '架空 {chance}'",
        "DELETE FROM staff",
    ),
}


def forged(way: Way) -> Case:
    """Somebody who has the code wrote in it with another tool, and made manifest and COMPLETE anew."""
    found = way.chance.choice(list(FORGERIES))
    statement = way.chance.choice(FORGERIES[found]).format(
        link=way.chance.randrange(1, 3), chance=way.chance.randrange(10**6)
    )

    def write(connection: RawConnection) -> None:
        for name in ("change_entry_no_update", "change_entry_no_delete"):
            connection.execute(f"DROP TRIGGER IF EXISTS {name}")
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute(statement)
        connection.commit()

    path = resealed(way, lambda says: says, write)
    words = (
        f"この引継ぎパッケージは、中身の検証に通りませんでした（{found}）。だれかが書きかえたおそれがあります。"
        "使わずに、前の担当の方と情報担当に知らせてください。何も取り込んでいません。"
    )
    return Case(way.take(path, is_forged=True), (words,))


def resealed(
    way: Way, change: Callable[[Manifest], Manifest], write: Callable[[RawConnection], object] = lambda _file: None
) -> Path:
    """A package that somebody with its code changed, so that all its files fit together."""
    unlocked, path = way.shelf.unlocked, way.copy()
    connection = open_raw(path / DB_NAME, unlocked.master.derive(KeyUse.DATABASE), "rw")
    write(connection)
    connection.close()
    for left in path.glob("*-journal"):
        left.unlink()
    files = {name: file_fact(path / name, role) for name, role in FILES.items()}
    write_manifest(path / MANIFEST_NAME, change(Manifest(**{**vars(unlocked.says), "files": files})), unlocked.master)
    line = complete_line(path.name, (path / MANIFEST_NAME).read_bytes())
    (path / COMPLETE_NAME).write_bytes(line)
    return path


def not_arrived(way: Way) -> Case:
    """The day of its receipt has come or not, and somebody has said what became of it or not."""
    sent = date(2026, 11, 23) + timedelta(days=way.chance.randrange(1000))
    due = sent + timedelta(days=way.chance.randrange(1, 15))
    on = due + timedelta(days=way.chance.randrange(-14, 15))
    outcome = way.chance.choice((Outcome.OPEN, Outcome.OPEN, *Outcome))
    parcel = Parcel("HIKITSUGI_2026-11-23_AAAA", sent, due, outcome=outcome)
    word = "overdue" if on >= due and outcome is Outcome.OPEN else "quiet"

    return Case(lambda: "overdue" if parcel.is_overdue(on) else "quiet", (word,))


ROWS = {
    "pulled out while it was written": pulled_out,
    "full, or a false size": too_small,
    "a file too large for FAT32": too_large,
    "times to two seconds, a wrong clock": wrong_clock,
    "sectors that cannot be read": bad_sectors,
    "a bit flipped, cut off, appended": other_bytes,
    "a wrong code": wrong_code,
    "a part of another package": part_of_another,
    "older than what is here": older,
    "the same as what is here": same,
    "newer, on the same line": newer,
    "written on separately": parted,
    "another ledger": another_ledger,
    "of a newer program": newer_program,
    "forged by somebody with the key": forged,
    "not arrived": not_arrived,
}


def verdict_on(case: Case) -> str:
    """What is said when it happens."""
    try:
        happened = case.happens()
    except StoreRefusal as refusal:
        return refusal.words
    return happened if isinstance(happened, str) else TAKEN
