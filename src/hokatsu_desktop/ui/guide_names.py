"""Which guide belongs where: a part of a window names its guide."""

from PySide6.QtWidgets import QWidget

HANDOVER, BACKUPS = "handover", "backups"
SETTINGS = "settings"  # the section; its guide tells of keys and 復旧シート, too
_GUIDE = "guide"  # the property that holds it


def name_guide(part: QWidget, guide: str) -> None:
    """Whoever asks for help inside this part gets this guide."""
    part.setProperty(_GUIDE, guide)


def guide_of(part: QWidget | None) -> str:
    """The guide that the part itself or the nearest part around it names; "" if none does."""
    while part is not None:
        if named := part.property(_GUIDE):
            return str(named)
        part = part.parentWidget()
    return ""
