"""The QApplication as this program wants it: style, fonts, colours and Japanese Qt texts."""

from collections.abc import Sequence

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from hokatsu_desktop.assets import resource
from hokatsu_desktop.ui.focus_ring import FocusRing
from hokatsu_desktop.ui.focus_sight import FocusSight
from hokatsu_desktop.ui.theme import apply_theme, force_light, load_fonts
from hokatsu_desktop.ui.unread_sources import leave_sources_unread

PRODUCT = "ほうかつデスク"
leave_sources_unread()  # here, because nearly everything is imported later


def make_application(argv: Sequence[str], zoom: int = 100) -> QApplication:
    """The application object, ready for the first window. `zoom` is the remembered letter size in per cent."""
    application = QApplication(list(argv))
    furnish(application, zoom)
    return application


def furnish(application: QApplication, zoom: int = 100) -> None:
    """Gives an application object our style, fonts, texts and rings. Raises FileNotFoundError without the fonts."""
    application.setApplicationName("hokatsu-desktop")
    application.setApplicationDisplayName(PRODUCT)
    force_light(application)
    application.setStyle("Fusion")
    QLocale.setDefault(QLocale(QLocale.Language.Japanese, QLocale.Country.Japan))
    load_fonts()
    apply_theme(application, zoom)
    application.setWindowIcon(QIcon(str(resource("icons", "app.svg"))))
    _install_japanese(application)
    if application.findChild(FocusRing) is None:  # twice would draw two
        FocusRing(application)
        FocusSight(application)


def _install_japanese(application: QApplication) -> None:
    translator = QTranslator(application)
    if translator.load("qtbase_ja", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
