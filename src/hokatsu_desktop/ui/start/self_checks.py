"""What the self-test looks at on the side of the screen: an application without a window, fonts, icons, colours, PDF."""

import os
from typing import cast

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from hokatsu_desktop.assets import resource
from hokatsu_desktop.ui import theme
from hokatsu_desktop.ui.application import make_application
from hokatsu_desktop.ui.icons import pixmap

_LEAST_TEXT_CONTRAST = 4.5


def screen_checks() -> list[str]:
    """Load everything a window needs, without opening one; lines for the self-test. Raises when something is missing."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # a server or a build machine has no screen
    application = cast(QApplication | None, QCoreApplication.instance()) or make_application(["hokatsu-desktop"])
    return [
        f"画面の部品（Qt、{application.platformName()}）",
        f"画面の文字と絵 {_load_icons()}",
        _contrast_line(),
        _pdf_and_network_line(),
    ]


def _load_icons() -> int:
    names = [path.stem for path in sorted(resource("icons").glob("*.svg"))]
    for name in names:
        if pixmap(name, 24).isNull():
            raise FileNotFoundError(name)
    return len(names)


def _contrast_line() -> str:
    lowest = min(theme.contrast(*pair) for pair in theme.TEXT_PAIRS)
    if lowest < _LEAST_TEXT_CONTRAST:
        raise ValueError("contrast")
    return f"文字と地の色の差 {lowest:.1f}倍以上"


def _pdf_and_network_line() -> str:
    """Loads the parts that are otherwise loaded late, so that a bundle without them is found out here."""
    from PySide6 import QtNetwork, QtPdf, QtPrintSupport

    parts = (QtPdf.QPdfDocument, QtPrintSupport.QPrinter, QtNetwork.QLocalServer)
    return f"紙の下見、印刷、二重起動の見張り（部品 {len(parts)}）"
