"""The card 点検と説明: the yearly sheet with how things stand, and the paper for the information officer."""

import re
import tomllib
from pathlib import Path

from pytestqt.qtbot import QtBot

from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.self_check_days import SELF_CHECK
from hokatsu_desktop.services.sheets import open_sheet
from hokatsu_desktop.sheets.answers import as_rows
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.settings.evidence_work import RUNTIME, evidence, libraries
from hokatsu_desktop.ui.settings.inspection_card import InspectionCard
from hokatsu_desktop.ui.settings.protection_card import NOT_PROTECTED
from hokatsu_desktop.ui.settings.window_hands import WindowHands
from tests.printing.reading import text_of
from tests.test_project import WORDS_NEVER_USED
from tests.ui.hands import show

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"


def test_the_sheet_is_made_with_what_is_beside_the_records_and_goes_to_the_preview(qtbot: QtBot, desk: Desk) -> None:
    asked: list[str] = []
    hands = WindowHands(
        lambda: None, lambda: 100, lambda _zoom: None, lambda: None, print_sheet=lambda key, _id: asked.append(key)
    )
    card = InspectionCard(desk, hands)
    show(qtbot, card, 700, 400)
    assert not card.again_button.isVisible()
    card.check_button.click()
    assert asked == [SELF_CHECK]
    assert card.again_button.isVisible()
    assert "令和8年11月23日" in card.state.text()
    with desk.reading() as session:
        rows = as_rows(open_sheet(session, SELF_CHECK, the_office(session).id).answers["items"])
    found = {row["item"]: row["found"] for row in rows}
    assert found["復旧シート"] == "まだ確かめていません。"
    assert found["いちばん新しい控え"] == "まだありません。"
    assert found["鍵がかかるまで"] == "さわらずに5分"
    assert re.search(r"ほうかつデスク [\d.]+、SQLite [\d.]+、SQLCipher [\d.]+", found["版"])
    assert all(found.values())


def test_the_paper_for_the_information_officer_says_what_it_must(desk: Desk) -> None:
    printed = evidence(desk)
    assert printed.pages <= 20
    assert printed.missing == ()
    words = text_of(printed.pdf)
    for expected in (
        "ネットワークにつなぎません",
        "Argon2id（256MiB、3回、並び4）",
        "AES-256",
        "store.db",
        str(desk.store.folder.path.name),
        "守れないもの",
        "SQLCipher",
        "reportlab",
        "store-format.md",
    ):
        assert expected in words, expected
    for line in NOT_PROTECTED:
        assert re.sub(r"\s", "", line)[:20] in re.sub(r"\s", "", words)
    assert not [one for one in WORDS_NEVER_USED if one in words]
    assert "𠮷田" not in words.partition("1.何を")[2].partition("印刷")[0]


def test_every_library_is_named_with_its_licence() -> None:
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    wanted = {re.split(r"[^\w.-]", line, maxsplit=1)[0].lower() for line in project["dependencies"]}
    assert {name.lower() for name in RUNTIME} == wanted
    found = dict(libraries())
    names = {line.rpartition(" ")[0].lower().replace("_", "-") for line in found}
    assert wanted <= names
    assert "cffi" in names  # asked for by another library
    assert all(found.values())
