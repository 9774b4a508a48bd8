"""町の決まりのファイル on the screen: written, shown before anything changes, taken and taken back; bad files are answered."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from hokatsu_desktop.services.editions_file import digest
from hokatsu_desktop.services.history import undo
from hokatsu_desktop.services.office import change_office, the_office
from hokatsu_desktop.services.office_setup import DAMAGED, FOREIGN, NEWER, NOTHING_NEW, read_setup, write_setup
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.series import add_series, all_series
from hokatsu_desktop.store.backup import backups
from hokatsu_desktop.store.data_folder import backups_folder
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.settings.office_card import NEEDED, NOT_NEEDED, OfficeCard
from hokatsu_desktop.ui.settings.setup_card import SetupCard
from hokatsu_desktop.ui.widgets.words import Words


@pytest.fixture
def said(desk: Desk) -> list[str]:
    """What the desk says."""
    heard: list[str] = []
    desk.said.connect(lambda _kind, words: heard.append(words))
    return heard


def neighbours_file(desk: Desk, folder: Path) -> Path:
    """The file of a neighbour that answers within 14 days and meets as あおば会議; this office is as it was."""
    path = folder / "となり.kimari.json"
    desk.act(lambda session: change_office(session, answer_days=14))
    desk.act(lambda session: add_series(session, "あおば会議"))
    with desk.reading() as session:
        path.write_bytes(write_setup(session))
    for _ in range(2):
        desk.act(undo)
    return path


def test_change_is_shown_first_then_taken_and_taken_back(
    desk: Desk, tmp_path: Path, said: list[str], idle: Callable[[], None]
) -> None:
    path = neighbours_file(desk, tmp_path)
    card = SetupCard(desk)
    dialog = card.read(path)
    assert dialog is not None
    shown = [words.words() for words in dialog.findChildren(Words)]
    assert {"回答（C票）までの日数", "7日　→　14日", "定例の会議「あおば会議」", "ありません　→　加えます"} <= set(
        shown
    )
    with desk.reading() as session:
        assert the_office(session).answer_days == 7
    dialog.accept()
    idle()
    (made,) = backups(backups_folder(desk.store.folder.path))
    assert made.sequence < desk.store.head().sequence  # it was made before
    with desk.reading() as session:
        assert the_office(session).answer_days == 14
        assert [one.name for one in all_series(session)] == ["あおば会議"]
    assert "2か所" in said[-1]
    desk.act(undo)
    with desk.reading() as session:
        assert the_office(session).answer_days == 7
        assert all_series(session) == []


def test_what_is_here_already_is_said(desk: Desk, tmp_path: Path, said: list[str]) -> None:
    card = SetupCard(desk)
    card.write(tmp_path / "a.kimari.json")
    assert "書き出しました" in said[-1]
    assert card.read(tmp_path / "a.kimari.json") is None
    assert said[-1] == NOTHING_NEW


def test_file_that_cannot_be_written_or_read_is_said(desk: Desk, tmp_path: Path, said: list[str]) -> None:
    card = SetupCard(desk)
    card.write(tmp_path / "no folder" / "a.json")
    assert "書き出せませんでした" in said[-1]
    assert card.read(tmp_path / "gone.json") is None
    assert "ファイルを読めませんでした" in said[-1]


def changed(content: bytes, **rules: object) -> bytes:
    """A file whose rules say something else, made whole again."""
    file = json.loads(content)
    file["setup"]["rules"].update(rules)
    file["sha256"] = digest(file["setup"])
    return json.dumps(file, ensure_ascii=False).encode()


def test_bad_files_are_answered_with_a_sentence(desk: Desk) -> None:
    with desk.reading() as session:
        good = write_setup(session)
    bad = {
        b"": FOREIGN,
        b"\x89PNG\xff": FOREIGN,
        b"[1, 2]": FOREIGN,
        good[: len(good) // 2]: DAMAGED,
        good.replace(b'"answer_days": 7', b'"answer_days": 9'): DAMAGED,
        good.replace(b'"version": 1', b'"version": 2'): NEWER,
        b" " * 1_000_001: FOREIGN,
    }
    for content, words in bad.items():
        with pytest.raises(Refusal) as refused:
            read_setup(content)
        assert refused.value.words == words
    wrong: list[dict[str, object]] = [
        {"answer_days": 0},
        {"answer_days": True},
        {"mode": "kingdom"},
        {"mode": []},
        {"own": 1},
    ]
    for rules in wrong:
        with pytest.raises(Refusal) as refused:
            read_setup(changed(good, **rules))
        assert "使えない決まり" in refused.value.words


def test_consent_rule_is_chosen_in_the_settings(desk: Desk) -> None:
    card = OfficeCard(desk)
    assert card.consent.value() == NEEDED
    card.consent.set_value(NOT_NEEDED)
    card.consent.changed.emit()
    with desk.reading() as session:
        assert not the_office(session).layered_needs_consent
