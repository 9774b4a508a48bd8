"""How far each block of the assessment has come: a mark at the head of the block, and all of them in one strip."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from hokatsu_desktop.services.assessment import Block, BlockState, progress_words
from hokatsu_desktop.ui.cases.segments import Segments
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.words import Look, Words

STATE_WORDS: Mapping[BlockState, str] = {
    BlockState.DONE: "済",
    BlockState.UNCONFIRMED: "未確認",
    BlockState.LATER: "まだ",
}
_SIGNS: Mapping[BlockState, str] = {BlockState.DONE: "✓", BlockState.UNCONFIRMED: "？", BlockState.LATER: "・"}


class BlockMark(Segments):
    """済, 未確認 or まだ at the head of a block. Tab passes it: in the block F8 does the same."""

    def __init__(self, label: str, mark: Callable[[BlockState], None]) -> None:
        super().__init__(f"{label}は")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setToolTip("F8で、済 → 未確認 → まだ と変わります。")
        self.set_parts([(state.value, words) for state, words in STATE_WORDS.items()])
        self.show_part(BlockState.LATER)
        self.shown.connect(lambda key: mark(BlockState(key)))


class BlockStrip(QWidget):
    """The whole sheet at a glance; pressing a block goes to it."""

    wanted = Signal(str)
    """The key of the block somebody wants to see."""

    def __init__(self) -> None:
        super().__init__()
        self._buttons: dict[str, QPushButton] = {}
        self.words = Words("", Look.LABEL)
        self._flow = FlowLayout(across=6, down=4)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 6, 24, 4)
        column.setSpacing(6)
        column.addWidget(self.words)
        column.addLayout(self._flow)

    def show_blocks(self, blocks: Sequence[Block]) -> None:
        """Shows how far each has come."""
        self.words.say(f"{progress_words(tuple(blocks))}　　F8 区切りを済に　F9 欄を未確認に")
        for block in blocks:
            if block.key not in self._buttons:
                made = self._buttons[block.key] = button("", ButtonLook.INLINE)
                made.clicked.connect(lambda _checked=False, key=block.key: self.wanted.emit(key))
                self._flow.addWidget(made)
            self._buttons[block.key].setText(f"{_SIGNS[block.state]} {block.label}")
            self._buttons[block.key].setAccessibleName(f"{block.label}　{STATE_WORDS[block.state]}")
