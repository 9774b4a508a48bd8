"""Keeps PySide6 from reading the source of everything that is imported after it."""

import importlib
from types import ModuleType

import PySide6.QtCore  # noqa: F401  loads shibokensupport

_ASKED = "_mod_uses_pyside"


def leave_sources_unread() -> None:
    """WORKAROUND for PySide6 6.12.0: once loaded, it reads the source text of each module that is imported, to see
    whether the module could want snake_case or true_property, and Python keeps the texts.

    Nobody here wants them. With SQLAlchemy the texts take 25 MB, and reading them a tenth of a second.
    """
    feature = importlib.import_module("shibokensupport.feature")
    if hasattr(feature, _ASKED):
        vars(feature)[_ASKED] = _wants_no_feature


def _wants_no_feature(_module: ModuleType) -> bool:
    return False
