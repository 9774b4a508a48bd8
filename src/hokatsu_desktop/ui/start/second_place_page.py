"""The page that offers the folder of the backup a store began from as the second place of this PC."""

from pathlib import Path

from hokatsu_desktop.store.place import facts_of
from hokatsu_desktop.ui.guide_names import BACKUPS
from hokatsu_desktop.ui.start.page import Page, narrow
from hokatsu_desktop.ui.widgets.words import Look, Words

_LEAD = (
    "台帳はこのパソコンにできました。控えのあったフォルダーを「2つ目の置き場所」にすると、これから作る控えが自動でそこにも写り、"
    "このパソコンごと壊れても、また続きから始められます。"
)
_REMOVABLE = "外せる媒体です。いつもつないでおくときだけ選んでください。"
_LATER = "あとからでも、「引継ぎ・設定」の「控え」で決めたり変えたりできます。"


class SecondPlacePage(Page):
    """`done` takes the folder, `back` goes on without one."""

    def __init__(self, place: Path) -> None:
        super().__init__("このフォルダーに、これからの控えも写しますか", _LEAD, "ここにも写す", "いまは決めない")
        self.offer_guide(BACKUPS)
        self.place = Words(str(place), Look.LABEL, wrap=True)
        self.body.addWidget(narrow(self.place))
        for words in (_REMOVABLE,) * facts_of(place).is_removable + (_LATER,):
            self.body.addWidget(narrow(Words(words, Look.QUIET, wrap=True)))
