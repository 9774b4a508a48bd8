"""The card ジェノグラムの書き方: how the office draws the dead and a marriage, with a sample that shows it."""

from hokatsu_desktop.drawing.genogram import Relative, draw_genogram
from hokatsu_desktop.drawing.style import DeadMark, DrawingStyle, MarriageLine
from hokatsu_desktop.services.drawing_places import change_style, drawing_style
from hokatsu_desktop.sheets.lists import Choice, ChoiceList
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.choice_field import ChipChoice
from hokatsu_desktop.ui.widgets.drawing_view import DrawingView
from hokatsu_desktop.ui.widgets.twelfths_layout import TwelfthsLayout
from hokatsu_desktop.ui.widgets.words import Look, Words

DEAD = ChoiceList(
    key="dead",
    label="亡くなった方の印",
    values=(Choice(key=DeadMark.CROSS, label="×を付ける"), Choice(key=DeadMark.BLACK, label="黒くぬる")),
)
MARRIAGE = ChoiceList(
    key="marriage",
    label="結婚の線",
    values=(Choice(key=MarriageLine.SINGLE, label="一本線"), Choice(key=MarriageLine.DOUBLE, label="二重線")),
)
_SAMPLE = (
    Relative(name="", sex="female", kinship="self", is_principal=True, age="80歳"),
    Relative(name="", sex="male", kinship="husband", is_dead=True),
)


class DrawingCard(Card):
    """In force at once, on the screen and on paper, for the whole office."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("ジェノグラムの書き方")
        self._desk = desk
        self.dead = ChipChoice("dead", DEAD.label, DEAD)
        self.marriage = ChipChoice("marriage", MARRIAGE.label, MARRIAGE)
        self.sample = DrawingView("書き方の見本")
        grid = TwelfthsLayout(across=16, down=14)
        for field, choices in ((self.dead, DEAD), (self.marriage, MARRIAGE)):
            grid.place(field, 12, lambda: px(240), Words(choices.label, Look.LABEL))
        self.body.addLayout(grid)
        self.add(self.sample)
        words = "地域や職場で書き方がちがうため、選べるようにしています。意味は図の下にいつも印刷します。"
        self.add(Words(words, Look.QUIET, wrap=True))
        for field in (self.dead, self.marriage):
            field.changed.connect(self._chosen)
        desk.changed.connect(self.reread)
        self.reread()

    def reread(self) -> None:
        """Show what is in force now."""
        with self._desk.reading() as session:
            style = drawing_style(session)
        self.dead.set_value(style.dead)
        self.marriage.set_value(style.marriage)
        self.sample.set_drawing(draw_genogram(_SAMPLE, style), "夫は亡くなっています。")

    def _chosen(self) -> None:
        """Pressed again, the chosen one is cleared: then it is drawn as usual."""
        style = DrawingStyle(
            DeadMark(self.dead.value() or DeadMark.CROSS), MarriageLine(self.marriage.value() or MarriageLine.SINGLE)
        )
        self._desk.try_act(lambda session: change_style(session, style))
