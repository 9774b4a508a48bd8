"""The Qt style sheet of the whole program, filled with the colour tokens and scaled to the zoom."""

import re
from collections.abc import Mapping

_TEMPLATE = """
QMainWindow, QDialog { background: $WHITE; }
QToolTip { background: $INK; color: $WHITE; border: 1px solid $INK; padding: 4px 8px; font-size: 14px; }

QLabel[words="quiet"] { color: $INK_QUIET; font-size: 14px; }
QLabel[words="small"] { color: $INK_SOFT; font-size: 14px; }
QLabel[words="label"] { color: $INK_SOFT; font-size: 15px; font-weight: bold; }
QLabel[words="card"] { color: $INK; font-size: 18px; font-weight: bold; }
QLabel[words="side"] { color: $BLUE; font-size: 15px; font-weight: bold; }
QLabel[words="title"] { color: $INK; font-size: 24px; font-weight: bold; }
QLabel[words="good"] { color: $GREEN; font-size: 14px; }
QLabel[words="care"] { color: $ORANGE; font-size: 14px; }
QLabel[words="wrong"] { color: $RED; font-size: 14px; }
QLabel[found="true"] { background: $BLUE_TINT; }

QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox {
  background: $WHITE; color: $INK; border: 1px solid $EDGE; border-radius: 6px;
  selection-background-color: $BLUE; selection-color: $WHITE;
}
QLineEdit, QComboBox, QAbstractSpinBox { min-height: 34px; padding: 0 10px; }
QTextEdit, QPlainTextEdit { padding: 9px 10px 1px 10px; }
QLineEdit:hover, QTextEdit:hover, QComboBox:hover { border-color: $INK; }
QLineEdit[locked="true"], QTextEdit[locked="true"], QComboBox[locked="true"] {
  border: 1px dashed $EDGE; background: $WHITE; color: $INK;
}
QLineEdit:disabled, QTextEdit:disabled, QComboBox:disabled { background: $GROUND; color: $INK_QUIET; }
QLineEdit[wrong="true"], QTextEdit[wrong="true"], QComboBox[wrong="true"] { border: 2px solid $RED; }
QLineEdit[wrong="true"] { padding: 0 9px; min-height: 32px; }
QLineEdit[reported="true"], QTextEdit[reported="true"], QComboBox[reported="true"] { border: 2px solid $INK_SOFT; }
QLineEdit[reported="true"], QComboBox[reported="true"] { padding: 0 9px; min-height: 32px; }

QComboBox[empty="true"] { color: $INK_QUIET; }
QComboBox::drop-down { border: none; width: 30px; }
QComboBox::down-arrow { image: url(icons:chevron-down.svg); width: 16px; height: 16px; }
QAbstractSpinBox { padding-right: 28px; }
QAbstractSpinBox QLineEdit { border: none; padding: 0; min-height: 30px; background: transparent; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; background: transparent; width: 26px; }
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-arrow { image: url(icons:chevron-up.svg); width: 14px; height: 14px; }
QAbstractSpinBox::down-arrow { image: url(icons:chevron-down.svg); width: 14px; height: 14px; }
QComboBox QAbstractItemView {
  background: $WHITE; border: 1px solid $EDGE; outline: 0; padding: 4px 0;
  selection-background-color: $BLUE_TINT; selection-color: $INK;
}
QComboBox QAbstractItemView::item { min-height: 34px; padding: 0 10px; }

QPushButton {
  background: $WHITE; color: $BLUE; border: 1px solid $BLUE; border-radius: 6px;
  min-height: 34px; padding: 0 14px; icon-size: 18px; outline: 0;
}
QPushButton:hover { background: $BLUE_TINT; color: $BLUE_DEEP; border-color: $BLUE_DEEP; }
QPushButton:pressed, QPushButton:checked { background: $BLUE_TINT_DEEP; color: $BLUE_DEEP; }
QPushButton:disabled { color: $INK_QUIET; border-color: $RULE; background: $GROUND; }
QPushButton[look="primary"] { background: $BLUE; color: $WHITE; font-weight: bold; padding: 0 18px; }
QPushButton[look="primary"]:hover, QPushButton[look="primary"]:pressed { background: $BLUE_DEEP; color: $WHITE; }
QPushButton[look="primary"]:disabled { background: $GROUND_DEEP; border-color: $GROUND_DEEP; color: $INK_QUIET; }
QPushButton[look="harm"] { color: $RED; border-color: $RED; }
QPushButton[look="harm"]:hover, QPushButton[look="harm"]:pressed { background: $RED_TINT; }
QPushButton[look="quiet"] { border-color: transparent; background: transparent; padding: 0 10px; }
QPushButton[look="quiet"]:hover { background: $BLUE_TINT; }
QPushButton[look="bar"] {
  border-color: transparent; background: transparent; color: $INK_QUIET; font-size: 14px; min-height: 24px;
  padding: 0 6px; border-radius: 4px;
}
QPushButton[look="bar"]:hover { background: $GROUND_DEEP; color: $INK; }
QPushButton[look="inline"] { min-height: 26px; padding: 0 10px; font-size: 14px; }
QPushButton[look="link"] {
  border-color: transparent; background: transparent; min-height: 24px; padding: 0 4px; text-align: left;
  text-decoration: underline;
}
QPushButton::menu-indicator { image: none; width: 0; }
QToolButton {
  background: transparent; border: 1px solid transparent; border-radius: 6px; color: $INK_SOFT;
  min-width: 30px; min-height: 30px; icon-size: 18px;
}
QToolButton:hover { background: $GROUND_DEEP; }
QToolButton:pressed, QToolButton:checked { background: $BLUE_TINT_DEEP; }
QToolButton[look="edge"] {
  background: $WHITE; border: 1px solid $EDGE; min-width: 34px; min-height: 34px; max-width: 34px; max-height: 34px;
}
QToolButton[look="edge"]:hover { background: $BLUE_TINT; border-color: $INK; }
QToolButton[look="edge"]:disabled { background: $GROUND; border-color: $RULE; }
QToolButton[look="day"] { min-width: 36px; min-height: 34px; color: $INK; }
QToolButton[look="day"][rest="true"] { color: $RED; }
QToolButton[look="day"][away="true"] { color: $INK_QUIET; }
QToolButton[look="day"][today="true"] { border: 1px solid $BLUE; }
QToolButton[look="day"]:checked { background: $BLUE; color: $WHITE; }

QCheckBox, QRadioButton { spacing: 8px; color: $INK; min-height: 28px; outline: 0; }
QCheckBox::indicator, QRadioButton::indicator { width: 20px; height: 20px; }
QCheckBox::indicator { image: url(icons:box.svg); }
QCheckBox::indicator:checked { image: url(icons:box-checked.svg); }
QRadioButton::indicator { image: url(icons:round.svg); }
QRadioButton::indicator:checked { image: url(icons:round-checked.svg); }

QFrame[look="card"] { background: $WHITE; border: 1px solid $RULE; border-radius: 8px; }
QFrame[ink="黒"] { border-top: 5px solid $INK; }
QFrame[ink="赤"] { border-top: 5px solid $RED; }
QFrame[ink="青"] { border-top: 5px solid $BLUE; }
QFrame[look="bar"] { background: $GROUND; border: none; }
QFrame[look="top"] { background: $WHITE; border: none; border-bottom: 1px solid $RULE; }
QFrame[look="left"] { background: $GROUND; border: none; border-right: 1px solid $RULE; }
QScrollArea[look="side"] { background: $GROUND; border: none; border-left: 1px solid $RULE; }
QScrollArea[look="side"] > QWidget { background: transparent; }
QFrame[look="foot"] { background: $GROUND; border: none; border-top: 1px solid $RULE; }
QFrame[look="practice"] { background: $BLUE; border: none; }
QFrame[look="practice"] QLabel { color: $WHITE; font-size: 14px; font-weight: bold; }
QFrame[look="info"] { background: $BLUE_TINT; border: 1px solid $BLUE; border-radius: 6px; }
QFrame[look="success"] { background: $GREEN_TINT; border: 1px solid $GREEN; border-radius: 6px; }
QFrame[look="warning"] { background: $ORANGE_TINT; border: 1px solid $ORANGE; border-radius: 6px; }
QFrame[look="error"] { background: $RED_TINT; border: 1px solid $RED; border-radius: 6px; }
QFrame[place="page"] { margin: 12px 16px 8px 16px; }
QFrame[look="blank-paper"] { background: $WHITE; border: 1px dashed $EDGE; border-radius: 6px; }
QFrame[look="popup"] { background: $WHITE; border: 1px solid $EDGE; border-radius: 8px; }
QFrame[look="line"] { background: $RULE; border: none; }
QFrame[look="table-head"] { background: $GROUND; border: none; border-bottom: 1px solid $RULE; }

QMenuBar { background: $WHITE; color: $INK_SOFT; padding: 0 8px; font-size: 14px; border-bottom: 1px solid $RULE; }
QMenuBar::item { background: transparent; padding: 5px 8px; border-radius: 4px; }
QMenuBar::item:selected { background: $BLUE_TINT; color: $BLUE_DEEP; }
QMenu { background: $WHITE; border: 1px solid $EDGE; padding: 6px 0; }
QMenu::item { padding: 7px 32px 7px 20px; color: $INK; }
QMenu::item:selected { background: $BLUE_TINT; color: $BLUE_DEEP; }
QMenu::item:disabled { color: $INK_QUIET; }
QMenu::separator { height: 1px; background: $RULE; margin: 6px 0; }

QTabWidget::pane { border: none; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab {
  background: transparent; color: $INK_QUIET; padding: 9px 4px 8px 4px; margin: 0 20px 0 0;
  border: none; border-bottom: 3px solid transparent;
}
QTabBar::tab:hover { color: $INK; border-bottom-color: $EDGE; }
QTabBar::tab:selected { color: $BLUE; font-weight: bold; border-bottom-color: $BLUE; }
QTabBar[look="segments"]::tab {
  color: $INK_SOFT; padding: 5px 9px 5px 9px; margin: 0 5px 0 0; border: 1px solid $EDGE; border-radius: 12px;
  font-size: 14px;
}
QTabBar[look="segments"]::tab:hover { background: $GROUND_DEEP; border-color: $INK; }
QTabBar[look="segments"]::tab:selected { background: $BLUE_TINT; color: $BLUE; border: 1px solid $BLUE; }

QTabBar::scroller { width: 64px; }
QTabBar QToolButton { background: $WHITE; border: 1px solid $RULE; min-width: 28px; min-height: 28px; }
QTabBar QToolButton::left-arrow { image: url(icons:chevron-left.svg); width: 18px; height: 18px; }
QTabBar QToolButton::right-arrow { image: url(icons:chevron-right.svg); width: 18px; height: 18px; }

QListView, QTableView, QTreeView {
  background: $WHITE; border: none; outline: 0; gridline-color: $RULE;
  selection-background-color: $BLUE_TINT; selection-color: $INK; alternate-background-color: $GROUND;
}
QTableView::item, QTreeView::item { padding: 4px 8px; border: none; }
QTableView::item:focus, QTreeView::item:focus { border: 2px solid $INK; }
QHeaderView { background: $GROUND; border: none; }
QHeaderView::section {
  background: $GROUND; color: $INK_SOFT; border: none; border-bottom: 1px solid $EDGE; border-right: 1px solid $RULE;
  padding: 7px 8px; font-size: 14px; font-weight: bold; text-align: left;
}
QTableCornerButton::section { background: $GROUND; border: none; }

QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 14px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 14px; margin: 0; }
QScrollBar::handle { background: $EDGE; border-radius: 3px; margin: 4px; }
QScrollBar::handle:vertical { min-height: 40px; }
QScrollBar::handle:horizontal { min-width: 40px; }
QScrollBar::handle:hover { background: $INK_QUIET; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $RULE; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QProgressBar {
  background: $GROUND_DEEP; border: none; border-radius: 4px; min-height: 8px; max-height: 8px; color: transparent;
}
QProgressBar::chunk { background: $BLUE; border-radius: 4px; }
QGroupBox { border: 1px solid $RULE; border-radius: 8px; margin-top: 12px; padding: 16px 12px 12px 12px; }
QGroupBox::title { subcontrol-origin: margin; left: 12px; padding: 0 4px; color: $INK_SOFT; font-weight: bold; }
"""


def style_sheet(tokens: Mapping[str, str], scale: float) -> str:
    """The style sheet with `$NAME` replaced by colours and every length over 3 px multiplied by `scale`."""
    coloured = re.sub(r"\$([A-Z_]+)", lambda found: tokens[found.group(1)], _TEMPLATE)
    return re.sub(r"\b(\d+)px", lambda found: f"{_scaled(int(found.group(1)), scale)}px", coloured)


def _scaled(length: int, scale: float) -> int:
    """Hairlines stay hairlines: only lengths over 3 px grow."""
    return length if length <= 3 else round(length * scale)
