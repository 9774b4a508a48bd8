"""The page for choosing a passphrase: at the first start, and again after opening with the recovery sheet."""

from PySide6.QtWidgets import QWidget

from hokatsu_desktop.ui.start.new_passphrase import NewPassphrase
from hokatsu_desktop.ui.start.page import Page, narrow


class PassphrasePage(Page):
    """`done` only comes with a good passphrase, typed twice alike."""

    def __init__(self, title: str, lead: str, done_words: str, back_words: str) -> None:
        super().__init__(title, lead, done_words, back_words)
        self.passphrase = NewPassphrase()
        self.body.addWidget(narrow(self.passphrase))
        QWidget.setTabOrder(self.passphrase.second, self.main_button)

    def first_field(self) -> QWidget:
        return self.passphrase.first


def first_passphrase_page() -> PassphrasePage:
    """The second page of the first start."""
    return PassphrasePage(
        "合言葉を決めます",
        "台帳は、この合言葉でだけ開きます。人に見られないところで決めて、紙に書いてパソコンに貼らないでください。"
        "忘れたときは、次に作る復旧シートで開けます。",
        "台帳を新しく作る",
        "戻る",
    )


def own_passphrase_page() -> PassphrasePage:
    """The page after opening with a passphrase that somebody else made."""
    return PassphrasePage(
        "ご自分の合言葉を決めます",
        "仮の合言葉で開きました。作った人も知っている言葉なので、ご自分だけが知っている合言葉に替えてください。"
        "仮の合言葉を書いた紙は、そのあと捨ててください。",
        "この合言葉に替える",
        "",
    )


def renewed_passphrase_page() -> PassphrasePage:
    """The page after opening with the recovery sheet."""
    return PassphrasePage(
        "合言葉を決め直しますか",
        "復旧シートで開きました。合言葉を忘れたときは、ここで新しい合言葉に替えられます。",
        "この合言葉に替える",
        "いまは替えない",
    )
