"""Everything the main window's menus can ask for: words, menu, shortcut. What nobody offers is not shown."""

from dataclasses import dataclass
from enum import Enum, StrEnum


class Menu(Enum):
    """The menus from left to right; the letter is the access key."""

    FILE = "ファイル(&F)"
    EDIT = "編集(&E)"
    VIEW = "表示(&V)"
    CASE = "ケース(&C)"
    MEETING = "会議(&M)"
    PRINT = "印刷(&P)"
    TOOLS = "ツール(&T)"
    HELP = "ヘルプ(&H)"


class Act(StrEnum):
    """What the window can be asked for. The value is the name of the window's signal."""

    SAVE_NOW = "save_now"
    FINISH_RECORD = "finish_record"
    LOCK_NOW = "lock_now"
    UNDO = "undo"
    REDO = "redo"
    EDIT_THIS = "edit_this"
    FIND = "find_anything"
    NARROW_LIST = "narrow_list"
    GO_BACK = "go_back"
    GO_FORWARD = "go_forward"
    REFRESH = "refresh"
    RECEIVE_REFERRAL = "receive_referral"
    REFERRAL_INBOX = "referral_inbox"
    WRITE_NOTE = "write_note"
    CASE_HISTORY = "case_history"
    CLOSE_CASE = "close_case"
    REOPEN_CASE = "reopen_case"
    TODAYS_MEETING = "todays_meeting"
    CALL_MEETING = "call_meeting"
    PRINT_SHEET = "print_sheet"
    PRINT_PACKET = "print_packet"
    PRINT_CONSENT = "print_consent"
    PAPER_STATE = "paper_state"
    REPORT_LOSS = "report_loss"
    HELP = "help_wanted"
    SHOW_KEYS = "show_keys"


@dataclass(frozen=True)
class ActFacts:
    """How an act appears in the menus."""

    act: Act
    menu: Menu
    words: str
    keys: tuple[str, ...] = ()
    line_above: bool = False


ACTS = (
    ActFacts(Act.SAVE_NOW, Menu.FILE, "いま保存(&S)", ("Ctrl+S",)),
    ActFacts(Act.FINISH_RECORD, Menu.FILE, "この記録を終える(&E)", ("Ctrl+Return", "Ctrl+Enter")),
    ActFacts(Act.LOCK_NOW, Menu.FILE, "今すぐ鍵をかける(&L)", ("Ctrl+Shift+L",), line_above=True),
    ActFacts(Act.UNDO, Menu.EDIT, "元に戻す(&U)", ("Ctrl+Z",)),
    ActFacts(Act.REDO, Menu.EDIT, "やり直す(&R)", ("Ctrl+Y", "Ctrl+Shift+Z")),
    ActFacts(Act.EDIT_THIS, Menu.EDIT, "直す(&E)", ("F2",), line_above=True),
    ActFacts(Act.FIND, Menu.EDIT, "探す…(&F)", ("Ctrl+K",), line_above=True),
    ActFacts(Act.NARROW_LIST, Menu.EDIT, "この一覧をしぼる(&N)", ("Ctrl+F",)),
    ActFacts(Act.GO_BACK, Menu.VIEW, "前に見たもの(&B)", ("Alt+Left",), line_above=True),
    ActFacts(Act.GO_FORWARD, Menu.VIEW, "次に見たもの(&N)", ("Alt+Right",)),
    ActFacts(Act.REFRESH, Menu.VIEW, "きょうの予定を新しくする(&R)", ("F5",)),
    ActFacts(Act.RECEIVE_REFERRAL, Menu.CASE, "つなぎを受け付ける…(&N)", ("Ctrl+N",)),
    ActFacts(Act.REFERRAL_INBOX, Menu.CASE, "届いたつなぎ(&I)", ("Ctrl+Shift+N",)),
    ActFacts(Act.WRITE_NOTE, Menu.CASE, "経過を書く…(&J)", ("Ctrl+J",)),
    ActFacts(Act.CASE_HISTORY, Menu.CASE, "このケースの履歴…(&H)", line_above=True),
    ActFacts(Act.CLOSE_CASE, Menu.CASE, "終結にする…(&C)", line_above=True),
    ActFacts(Act.REOPEN_CASE, Menu.CASE, "再開する…(&O)"),
    ActFacts(Act.TODAYS_MEETING, Menu.MEETING, "きょうの会議(&M)", ("Ctrl+M",)),
    ActFacts(Act.CALL_MEETING, Menu.MEETING, "会議を開く…(&N)"),
    ActFacts(Act.PRINT_SHEET, Menu.PRINT, "この様式を印刷…(&P)", ("Ctrl+P",)),
    ActFacts(Act.PRINT_PACKET, Menu.PRINT, "一式を印刷…(&A)", ("Ctrl+Shift+P",)),
    ActFacts(Act.PRINT_CONSENT, Menu.PRINT, "同意書を印刷…(&D)", ("Ctrl+Shift+D",)),
    ActFacts(Act.PAPER_STATE, Menu.PRINT, "この紙の時点を調べる…(&T)", line_above=True),
    ActFacts(Act.REPORT_LOSS, Menu.TOOLS, "紛失したとき…(&L)"),
    ActFacts(Act.HELP, Menu.HELP, "この画面の手引き(&H)", ("F1",)),
    ActFacts(Act.SHOW_KEYS, Menu.HELP, "キーの一覧(&K)"),
)
