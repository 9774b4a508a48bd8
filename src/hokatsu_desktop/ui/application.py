"""The QApplication as this program wants it: style, fonts, colours, Japanese Qt texts, and a harmless wheel."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, Qt, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDial,
    QScrollBar,
    QSlider,
    QTabBar,
    QWidget,
)

from hokatsu_desktop.assets import resource
from hokatsu_desktop.ui.focus_ring import FocusRing
from hokatsu_desktop.ui.focus_sight import FocusSight
from hokatsu_desktop.ui.theme import apply_theme, force_light, load_fonts
from hokatsu_desktop.ui.unread_sources import leave_sources_unread

PRODUCT = "ほうかつデスク"
leave_sources_unread()  # here, because nearly everything is imported later


class WheelFilter(QObject):
    """Keeps the mouse wheel from changing a value that the user is only scrolling past."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.Polish and isinstance(watched, QWidget):
            _take_no_focus_by_wheel(watched)
        if kind is not QEvent.Type.Wheel or not isinstance(watched, QWidget) or not _changes_by_wheel(watched):
            return False
        event.ignore()  # not accepted: Qt hands the wheel on to the page around it
        return True


def _take_no_focus_by_wheel(widget: QWidget) -> None:
    """Qt's lists and number fields take the keyboard when the wheel turns over them, before any filter is asked."""
    if widget.focusPolicy() is Qt.FocusPolicy.WheelFocus and not isinstance(widget, QAbstractScrollArea):
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def _changes_by_wheel(widget: QWidget) -> bool:
    if isinstance(widget, QTabBar):
        return True
    if isinstance(widget, QComboBox | QAbstractSpinBox | QDial):
        return not widget.hasFocus()
    return isinstance(widget, QSlider) and not isinstance(widget, QScrollBar) and not widget.hasFocus()


def make_application(argv: Sequence[str], zoom: int = 100) -> QApplication:
    """The application object, ready for the first window. `zoom` is the remembered letter size in per cent."""
    application = QApplication(list(argv))
    furnish(application, zoom)
    return application


def furnish(application: QApplication, zoom: int = 100) -> None:
    """Gives an application object our style, fonts, texts and filters. Raises FileNotFoundError without the fonts."""
    application.setApplicationName("hokatsu-desktop")
    application.setApplicationDisplayName(PRODUCT)
    force_light(application)
    application.setStyle("Fusion")
    QLocale.setDefault(QLocale(QLocale.Language.Japanese, QLocale.Country.Japan))
    load_fonts()
    apply_theme(application, zoom)
    application.setWindowIcon(QIcon(str(resource("icons", "app.svg"))))
    _install_japanese(application)
    application.installEventFilter(WheelFilter(application))
    FocusRing(application)
    FocusSight(application)


def _install_japanese(application: QApplication) -> None:
    translator = QTranslator(application)
    if translator.load("qtbase_ja", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
