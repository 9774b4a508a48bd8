"""An office's picture read from a file and made small and plain, so that every sheet can carry it."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from hokatsu_desktop.services.logo import LARGEST
from hokatsu_desktop.services.refusal import Refusal

MOST_DOTS = 1200  # along the longer side: 12 mm high it is still finer than a printer
LARGEST_FILE = 30_000_000  # bytes that are read at all
UNREADABLE = "画像として読めませんでした。PNGかJPEGの画像を選んでください。"
TOO_LARGE = "画像のファイルが大きすぎます。小さくしてから選んでください。"


def logo_of(path: str) -> bytes:
    """The picture in a PNG or JPEG file as a PNG of at most 1 MB. Raises Refusal."""
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    device = reader.device()
    if device is not None and device.size() > LARGEST_FILE:
        raise Refusal(TOO_LARGE)
    if bytes(reader.format().data()) not in {b"png", b"jpeg"}:
        raise Refusal(UNREADABLE)
    size = reader.size()
    if max(size.width(), size.height()) > MOST_DOTS:
        smaller = size.scaled(QSize(MOST_DOTS, MOST_DOTS), Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(smaller.expandedTo(QSize(1, 1)))
    picture = reader.read()
    if picture.isNull():
        raise Refusal(UNREADABLE)
    return _within(picture.convertToFormat(QImage.Format.Format_RGBA8888))


def _within(picture: QImage) -> bytes:
    """The picture as PNG; a photograph is made smaller until it is small enough."""
    content = _png(picture)
    while len(content) > LARGEST:
        half = QSize(picture.width() * 2 // 3, picture.height() * 2 // 3)
        picture = picture.scaled(half, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        content = _png(picture)
    return content


def _png(picture: QImage) -> bytes:
    buffer = QBuffer()
    buffer.setData(QByteArray())
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # takes bytes in the stubs, str at run time
    return bytes(buffer.data().data())
