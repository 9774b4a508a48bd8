"""PySide6 is kept from reading the sources of what is imported after it."""

import importlib
import linecache
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hokatsu_desktop.ui.unread_sources import leave_sources_unread


def test_the_source_of_a_module_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "freshly_written_module.py"
    source.write_text("answer = 42\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    leave_sources_unread()
    assert importlib.import_module("freshly_written_module").answer == 42
    assert str(source) not in linecache.cache


def test_qt_keeps_its_own_names(qtbot: QtBot) -> None:
    leave_sources_unread()
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setObjectName("名前")
    assert widget.objectName() == "名前"
