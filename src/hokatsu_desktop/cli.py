"""The command line without a window: print a sheet, verify a store, test the installation."""

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hokatsu_desktop import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hokatsu_desktop.services.papers import Imprint, Paper
    from hokatsu_desktop.store.keys import Secret
    from hokatsu_desktop.store.open_store import OpenStore

GOOD, REFUSED, WRONG_CALL = 0, 1, 2  # exit codes
Maker = Callable[["Sequence[Paper]", "Imprint"], tuple[bytes, str]]
"""Makes a file of papers: its bytes, and words about it."""

CANNOT_WRITE = (
    "ファイルを書けませんでした。空き容量と、書き込める場所かどうかを確かめてください。記録は失われていません。"
)
SELF_TEST_PASSPHRASE = "すずしい 川べりで みかんを 七つ かぞえる"  # opens only the throw-away store of the self-test


def parser() -> argparse.ArgumentParser:
    """The command line; help is in Japanese because clerks and information officers read it."""
    words = argparse.ArgumentParser(prog="hokatsu-desktop", description="ほうかつデスク")
    words.add_argument("--version", action="version", version=f"ほうかつデスク {__version__}")
    words.add_argument("--data-folder", type=Path, metavar="DIR", help="台帳を置くフォルダー")
    words.add_argument("--restore", action="store_true", help="控えを選ぶ画面から始める")
    words.add_argument("--quick", action="store_true", help=argparse.SUPPRESS)  # a locked process hands over
    words.add_argument("--passphrase-stdin", action="store_true", help="合言葉を標準入力の1行目から読む")
    commands = words.add_subparsers(dest="command")
    printing = commands.add_parser("print", help="1つのケースの様式をPDF、Excel、Word、CSVにする")
    printing.add_argument("--case", required=True, metavar="NO", help="ケース番号（例：R8-012）")
    printing.add_argument("--sheet", required=True, metavar="KEY", help="様式（例：tsunagi_takashima_a）")
    printing.add_argument(
        "--out", required=True, type=Path, metavar="FILE", help="書き出すファイル（.pdf、.xlsx、.docx、.csv）"
    )
    printing.add_argument(
        "--degree",
        choices=("named", "letters", "anonymous", "disclosure"),
        default="named",
        help="名前の出し方：named 実名、letters 記号、anonymous 匿名、disclosure 開示用",
    )
    verifying = commands.add_parser("verify", help="台帳か控えが壊れていないか確かめる")
    verifying.add_argument("folder", type=Path, metavar="FOLDER")
    commands.add_parser("copy-backups", help="控えを、決めてある2つ目の置き場所にも写す")
    commands.add_parser("self-test", help="入れた部品がそろっているか確かめる")
    demo = commands.add_parser("demo", help="練習用の町を開く（画面のないところでは絵とPDFに描く）")
    demo.add_argument("--out", type=Path, metavar="DIR", help="絵とPDFを書き出すフォルダー")
    return words


def run_command(asked: argparse.Namespace, more_checks: Callable[[], Sequence[str]]) -> int:
    """Run print, verify or self-test; `more_checks` are the screen's own for the self-test. Gives the exit code."""
    from hokatsu_desktop.services.refusal import Refusal
    from hokatsu_desktop.store.refusals import StoreRefusal

    try:
        match asked.command:
            case "print":
                return print_sheet(asked)
            case "verify":
                return verify(asked)
            case "self-test":
                return self_test(more_checks)
            case "copy-backups":
                return copy_backups(asked)
            case _:
                raise ValueError(asked.command)
    except (Refusal, StoreRefusal) as refusal:
        print(refusal.words, file=sys.stderr)
        return REFUSED


def secret_for(asked: argparse.Namespace) -> "Secret":
    """The passphrase or recovery code, from standard input or asked for on the terminal."""
    from getpass import getpass

    from hokatsu_desktop.store.keys import Passphrase
    from hokatsu_desktop.store.recovery_code import RecoveryCode, read_recovery_code
    from hokatsu_desktop.store.refusals import StoreRefusal

    typed = sys.stdin.readline().rstrip("\r\n") if asked.passphrase_stdin else getpass("合言葉：")
    try:
        code: RecoveryCode = read_recovery_code(typed)
    except StoreRefusal:
        return Passphrase(typed)
    return code


def print_sheet(asked: argparse.Namespace) -> int:
    """Write one sheet of one case as a file of the kind that its name ends with. Raises Refusal."""
    from sqlalchemy import select

    from hokatsu_desktop.models import Degree, Staff
    from hokatsu_desktop.services.degrees import in_degree
    from hokatsu_desktop.services.papers import imprint_of, newest_paper, note_print
    from hokatsu_desktop.services.refusal import Refusal
    from hokatsu_desktop.store.durable_files import write_whole
    from hokatsu_desktop.store.generation import open_store

    kind, make = maker_for(asked.out)
    degree = Degree(asked.degree)
    store = open_store(data_folder(asked), secret_for(asked))
    try:
        with store.transaction() as session:
            session.info["staff_id"] = session.scalar(select(Staff.id).where(Staff.key_slot == store.slot_id))
            degreed = in_degree(session, [newest_paper(session, asked.case, asked.sheet)], degree)
            content, words = make(degreed.papers, imprint_of(session))
            try:
                write_whole(asked.out, content)
            except OSError:
                raise Refusal(CANNOT_WRITE) from None  # then nothing is noted, either
            note_print(session, [asked.sheet], subject="case_number", subject_id=0, to=kind, degree=degree)
    finally:
        store.close()
    print(f"{asked.out}　{words}" if words else asked.out)
    for look_at in filter(None, (degreed.warning, *degreed.doubts)):
        print(look_at, file=sys.stderr)
    return GOOD


def maker_for(out: Path) -> tuple[str, Maker]:
    """What makes a file with this ending, and what the log calls it. Raises Refusal for another ending."""
    from hokatsu_desktop.services.refusal import Refusal

    match out.suffix.lower():
        case ".pdf":
            return "pdf", as_pdf
        case ".xlsx":
            return "excel", as_excel
        case ".docx":
            return "word", as_word
        case ".csv":
            return "csv", as_csv
        case _:
            raise Refusal("書き出せるのは .pdf、.xlsx、.docx、.csv のファイルです。ファイルの名前を確かめてください。")


def as_pdf(papers: "Sequence[Paper]", imprint: "Imprint") -> tuple[bytes, str]:
    """The PDF and how many pages it has; characters that no font has are told on the error output."""
    from hokatsu_desktop.printing.papers import print_papers

    printed = print_papers(papers, imprint, title=papers[0].sheet.title)
    if printed.warning:
        print(printed.warning, file=sys.stderr)
    return printed.pdf, f"{printed.pages}ページ"


def as_excel(papers: "Sequence[Paper]", imprint: "Imprint") -> tuple[bytes, str]:
    """The Excel file."""
    from hokatsu_desktop.exchange.excel import write_excel

    return write_excel(papers, imprint, title=papers[0].sheet.title), ""


def as_word(papers: "Sequence[Paper]", imprint: "Imprint") -> tuple[bytes, str]:
    """The Word file."""
    from hokatsu_desktop.exchange.word import write_word

    return write_word(papers, imprint, title=papers[0].sheet.title), ""


def as_csv(papers: "Sequence[Paper]", _imprint: "Imprint") -> tuple[bytes, str]:
    """The CSV file."""
    from hokatsu_desktop.exchange.csv_text import write_csv

    return write_csv(papers), ""


def verify(asked: argparse.Namespace) -> int:
    """Say whether a store or backup is sound."""
    from hokatsu_desktop.store.verify import verify_store

    verdict = verify_store(asked.folder, secret_for(asked), datetime.now(UTC))
    for finding in verdict.findings:
        print(f"{'○' if finding.passed else '×'} {finding.words}")
    return GOOD if verdict.passed else REFUSED


def copy_backups(asked: argparse.Namespace) -> int:
    """Copy what is missing at the second place of backups; it needs no key."""
    from hokatsu_desktop.store.data_folder import DataFolder, backups_folder
    from hokatsu_desktop.store.second_place import bring_up_to_date

    folder = data_folder(asked)
    found = bring_up_to_date(DataFolder(folder), backups_folder(folder), datetime.now().astimezone())
    if found is None or not found.away_since:
        return GOOD
    print(f"2つ目の置き場所に控えを写せませんでした（{found.reason}）。", file=sys.stderr)
    return REFUSED


def self_test(more_checks: Callable[[], Sequence[str]]) -> int:
    """Open every asset, make a store, print a page; one line each, then the verdict."""
    for words in (*asset_checks(), *store_and_paper_checks(), *more_checks()):
        print(f"○ {words}")
    print(f"ほうかつデスク {__version__}：使えます")
    return GOOD


def asset_checks() -> list[str]:
    """Open all shipped files that are data."""
    from hokatsu_desktop.printing.fonts import FALLBACK_FILE, Face, embedded_font
    from hokatsu_desktop.sheets.law import law_on
    from hokatsu_desktop.sheets.lists import all_lists
    from hokatsu_desktop.sheets.load import all_sheets
    from hokatsu_desktop.sheets.times import time_templates

    for file in (*Face, FALLBACK_FILE):
        embedded_font(file)
    law_on(date(2026, 4, 1))
    return [
        f"様式 {len(all_sheets())}、選択肢の表 {len(all_lists())}、時間割 {len(time_templates())}",
        "印刷用の文字",
        "法律のことば",
    ]


def store_and_paper_checks() -> list[str]:
    """Make a throw-away store, write a referral into it, print it, and verify the store."""
    from hokatsu_desktop.printing.locked import lock_pdf
    from hokatsu_desktop.printing.papers import print_papers
    from hokatsu_desktop.services.papers import imprint_of, paper_of
    from hokatsu_desktop.services.referrals import begin_referral, receive_referral
    from hokatsu_desktop.services.sheets import save_sheet

    key = "tsunagi_takashima_a"
    with throw_away_store() as store:
        with store.transaction() as session:
            referral = begin_referral(session)
            save_sheet(session, key, referral.id, {"person_name": "見本 花子", "person_birth": "1944-05-03"})
            receive_referral(session, referral.id)
        with store.session() as session:
            paper, imprint = paper_of(session, key, referral.id), imprint_of(session)
        printed = print_papers([paper], imprint, title=paper.sheet.title)
        lock_pdf(printed.pdf, "self-test")
        for make in (as_excel, as_word, as_csv):
            make([paper], imprint)
    return [
        "暗号化した台帳を作り、書き、読めました",
        f"様式を {printed.pages} ページ印刷できました",
        "PDFに合言葉をかけ、Excel、Word、CSVに書き出せました",
    ]


@contextmanager
def throw_away_store() -> "Iterator[OpenStore]":
    """A store in a temporary folder, with an office in it, gone afterwards."""
    import tempfile

    from hokatsu_desktop.services.clock import system_clock
    from hokatsu_desktop.services.office import found_office
    from hokatsu_desktop.store.generation import create_store
    from hokatsu_desktop.store.keys import Cost, Passphrase

    with tempfile.TemporaryDirectory(prefix="hokatsu-") as folder:
        store, _code = create_store(
            Path(folder) / "store",
            Passphrase(SELF_TEST_PASSPHRASE),
            practice=True,
            now=system_clock(),
            cost=Cost.floor(),
            any_place=True,
        )
        try:
            with store.transaction() as session:
                found_office(session, town="みほん町", department="福祉課", staff_name="見本 太郎", practice=True)
            yield store
        finally:
            store.close()


def data_folder(asked: argparse.Namespace) -> Path:
    """The folder asked for, or the usual one of this user."""
    from platformdirs import user_data_path

    folder: Path | None = asked.data_folder
    return folder or user_data_path("HokatsuDesk", appauthor=False) / "daicho"
