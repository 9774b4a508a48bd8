"""The real process without a window: print, verify, self-test; and what it says to a wrong passphrase."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.end_to_end.offices import make_office_with_referral
from tests.end_to_end.workplace import PASSPHRASE, stand_in_order
from tests.printing.reading import page_texts

PRINT = ("print", "--case", "R8-001", "--sheet", "tsunagi_takashima_a", "--out")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with one received referral, outside the folders that are no place for a store."""
    folder = tmp_path_factory.mktemp("窓なし") / "台帳"
    make_office_with_referral(folder)
    return folder


def run(*arguments: object, typed: str = "") -> subprocess.CompletedProcess[str]:
    """The program as somebody would call it, with `typed` on its standard input."""
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "hokatsu_desktop", *map(str, arguments)],
        input=typed,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        timeout=120,
        check=False,
    )


def on(office: Path, *arguments: object, typed: str = PASSPHRASE) -> subprocess.CompletedProcess[str]:
    """The program on the office's folder, with the passphrase on standard input."""
    return run("--data-folder", office, "--passphrase-stdin", *arguments, typed=f"{typed}\n")


def test_a_sheet_is_printed_to_a_file(office: Path, tmp_path: Path) -> None:
    paper = tmp_path / "A票.pdf"
    done = on(office, *PRINT, paper)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{paper}　2ページ\n"
    stand_in_order(page_texts(paper.read_bytes())[0], "A票", "R8-001", "地域包括支援センター", "山田花子", "昭和20年頃")


@pytest.mark.parametrize("ending", ["xlsx", "docx", "csv"])
def test_a_sheet_is_written_for_other_programs(ending: str, office: Path, tmp_path: Path) -> None:
    paper = tmp_path / f"A票.{ending}"
    done = on(office, *PRINT, paper)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", f"{paper}\n")
    content = paper.read_bytes()
    name = "山田　花子"
    if ending == "csv":
        assert name in content.decode("utf-8-sig")
    else:
        with ZipFile(BytesIO(content)) as inside:
            assert any(name in inside.read(part).decode("utf-8", "replace") for part in inside.namelist())


def test_a_sheet_in_letters_names_nobody(office: Path, tmp_path: Path) -> None:
    paper = tmp_path / "A票.pdf"
    done = on(office, *PRINT, paper, "--degree", "letters")
    assert done.returncode == 0
    assert "匿名になったわけではありません" in done.stderr
    text = "".join(page_texts(paper.read_bytes()))
    assert "記号版" in text
    assert "山田" not in text
    assert "花子" not in text


@pytest.mark.parametrize(
    ("name", "words"), [("A票.odt", "書き出せるのは"), ("ない/A票.pdf", "ファイルを書けませんでした")]
)
def test_a_file_that_cannot_be_written_is_told_in_a_sentence(
    name: str, words: str, office: Path, tmp_path: Path
) -> None:
    done = on(office, *PRINT, tmp_path / name)
    assert (done.returncode, done.stdout) == (1, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_store_is_verified_line_by_line(office: Path) -> None:
    done = on(office, "verify", office)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert len(lines) > 3
    assert all(line.startswith("○ ") for line in lines)


def test_the_installation_tests_itself() -> None:
    done = run("self-test")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].endswith("使えます")


@pytest.mark.parametrize("command", ["print", "verify"])
def test_a_wrong_passphrase_is_told_in_a_sentence(command: str, office: Path, tmp_path: Path) -> None:
    paper = tmp_path / "A票.pdf"
    arguments = (*PRINT, paper) if command == "print" else ("verify", office)
    done = on(office, *arguments, typed="ちがう色の 自転車と 朝やけ雲")
    assert done.returncode == 1
    assert "合言葉がちがうようです" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert not paper.exists()


def test_an_unknown_case_and_an_unknown_sheet_are_told_in_sentences(office: Path, tmp_path: Path) -> None:
    paper = tmp_path / "紙.pdf"
    no_case = on(office, "print", "--case", "R8-999", "--sheet", "tsunagi_takashima_a", "--out", paper)
    no_sheet = on(office, "print", "--case", "R8-001", "--sheet", "kuuhaku", "--out", paper)
    assert (no_case.returncode, no_sheet.returncode) == (1, 1)
    assert (
        no_case.stderr == "ケース番号 R8-999 のケースはありません。番号を確かめてください。台帳は変わっていません。\n"
    )
    assert no_sheet.stderr == "「kuuhaku」という様式はありません。台帳は変わっていません。\n"
    assert not paper.exists()
