"""The scrolled page that the tabs of a case are built on: cards below each other, never wider than a line reads well."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from hokatsu_desktop.ui.focus_order import first_stop_in
from hokatsu_desktop.ui.theme import px

_WIDEST = 1100


class Page(QScrollArea):
    """Put cards into `column`; a stretch keeps them at the top. F7 goes to the next card, Shift+F7 to the one before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # or the width would flicker
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page = QWidget()
        self._narrow = QWidget()
        self._narrow.setMaximumWidth(px(_WIDEST))
        whole = QVBoxLayout(self._narrow)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        self.column = QVBoxLayout()
        self.column.setSpacing(16)
        whole.addLayout(self.column)
        whole.addStretch(1)
        around = QVBoxLayout(self._page)
        around.addWidget(self._narrow)
        self.setWidget(self._page)

    def add(self, card: QWidget) -> None:
        """Adds a card below what is there; it grows with its words."""
        self.column.addWidget(let_grow(card))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F7:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._step(-1 if back else 1)
            event.accept()
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        """Puts the keyboard into the next card that takes it, after the last into the first."""
        entries = [self.column.itemAt(place) for place in range(self.column.count())]
        cards = [entry.widget() for entry in entries if entry is not None and entry.widget() is not None]
        stops = [(card, first_stop_in(card)) for card in cards if card is not None and card.isVisibleTo(self)]
        found = [(card, stop) for card, stop in stops if stop is not None]
        focus = self.focusWidget() or self
        here = next((place for place, (card, _) in enumerate(found) if card.isAncestorOf(focus)), min(-by, 0))
        if not found:
            return
        card, stop = found[(here + by) % len(found)]
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(card, 0, 24)
        self.ensureWidgetVisible(stop, 0, px(80))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = 12 if self.width() < px(560) else 24
        around = self._page.layout()
        if around is not None:
            around.setContentsMargins(side, 16, side, 24)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._narrow.setMaximumWidth(px(_WIDEST))


def lay_out_now() -> None:
    """Lays out what changed before it is painted: through nested layouts Qt would show a frame with cut words first."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def show_all(layout: QLayout) -> None:
    """Shows what was just added to a layout on the screen; Qt does it by itself only in the next turn of the loop."""
    for place in range(layout.count()):
        entry = layout.itemAt(place)
        if entry is None:
            continue
        widget, inner = entry.widget(), entry.layout()
        if widget is not None and not widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            widget.show()
        elif inner is not None:
            show_all(inner)


def let_grow(card: QWidget) -> QWidget:
    """Gives a card the height its wrapped words need: bound to its size hint, it would cut their last lines off."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    card.setSizePolicy(policy)
    return card


def clear(layout: QLayout) -> None:
    """Takes everything out of a layout; the widgets are deleted when nobody is in them any more."""
    while (entry := layout.takeAt(0)) is not None:
        widget, inner = entry.widget(), entry.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
