"""The loss report on the screen: what was lost is chosen, the rest is typed, and all of it keeps itself."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hokatsu_desktop.japanese.partial_date import PartialDate
from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.services.losses import days_to_report
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.sheets.answers import Answers, as_text
from hokatsu_desktop.sheets.lists import Choice, ChoiceList, label_of
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.store.side_record import SideFact, day_of
from hokatsu_desktop.ui.autosave import Autosave, reason_of
from hokatsu_desktop.ui.loss.keeping import Keeping
from hokatsu_desktop.ui.sheet_form.form import SheetForm
from hokatsu_desktop.ui.widgets.choice_field import ListChoice
from hokatsu_desktop.ui.widgets.labelled import labelled
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.words import Words

OTHER = "other"
_LEAD = "分かるところだけ書いて、すぐ印刷し、所属長に見せてください。責めるための紙ではありません。"
_CHOOSE = "なくしたものを選ぶと、分かっていることが入ります"
_NOT_KEPT = "書いたことを、このパソコンに残せません（{}）。先に印刷してください。画面の字はそのままです。"


class LossPanel(QWidget):
    """`facts` are what the side record knows; `keeping` is where the words stay."""

    def __init__(self, keeping: Keeping, facts: Sequence[SideFact], now: Callable[[], datetime]) -> None:
        super().__init__()
        self._keeping = keeping
        self._now = now
        self._facts = list(facts)
        self.message = MessageBar()
        self.choice = ListChoice(
            "lost_thing", _CHOOSE, _choices(facts), parent=self
        )  # before the form for the keyboard
        self.form = SheetForm(keeping.sheet, keeping.sheet.choice_list, now().date(), self)
        self.autosave = Autosave(self._keep, now, parent=self)
        self.autosave.failed.connect(self._say_not_kept)
        self._begin()
        self.choice.changed.connect(self._chosen)
        self.form.answer_changed.connect(self._changed)
        self.form.blank_left.connect(lambda _key: self.autosave.leave())
        self.form.above.addWidget(Words(_LEAD, wrap=True))
        self.form.above.addLayout(labelled(_CHOOSE, self.choice))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.message)
        column.addWidget(self.form, 1)

    def answers(self) -> Answers:
        """The answers as they stand on the screen."""
        return self.form.answers()

    def flush(self) -> bool:
        """Keeps what is typed at once; True if all of it is kept."""
        return self.autosave.flush()

    def begin_anew(self) -> None:
        """Another loss: an empty sheet with today's day."""
        empty: Answers = {blank.key: "" for blank in self._keeping.sheet.blanks}
        self.form.set_answers(empty)
        self.choice.set_value("")
        self._write(_beginning(self._now()))

    def _begin(self) -> None:
        kept = self._keeping.read()
        self.form.set_answers(kept or _beginning(self._now()))

    def _chosen(self) -> None:
        """What is known of the thing goes onto the sheet, but for what somebody has typed about where it was last."""
        if self.choice.value() == OTHER or not self.choice.value():
            return
        fact = self._facts[int(self.choice.value())]
        known = answers_about(fact)
        if as_text(self.answers().get("last_seen")):
            known.pop("last_seen")
        self._write(known)

    def _changed(self, key: str) -> None:
        if key == "noticed_on":
            self.form.set_answers(self.answers() | days_to_report(day_in(self.answers())))
        self.autosave.touch()

    def _write(self, more: Answers) -> None:
        self.form.set_answers(self.answers() | more)
        self.autosave.touch()

    def _keep(self) -> None:
        keys = [blank.key for blank in self._keeping.sheet.blanks]
        answers = self.answers()
        self._keeping.write({key: answers.get(key, "") for key in keys})

    def _say_not_kept(self, error: Exception) -> None:
        words = error.words if isinstance(error, Refusal | StoreRefusal) else reason_of(error)
        self.message.tell(MessageKind.WARNING, _NOT_KEPT.format(words), closes=False)


def day_in(answers: Answers) -> date | None:
    """The day somebody noticed it, as far as it is a whole date."""
    try:
        return PartialDate.from_text(as_text(answers.get("noticed_on"))).as_date()
    except ValueError:
        return None


def answers_about(fact: SideFact) -> Answers:
    """What the side record knows, as answers of the sheet."""
    on = day_of(fact)
    thing = "引継ぎパッケージの入った媒体" if fact.package else "台帳の入ったパソコン"
    return {
        "thing": thing,
        "medium_number": fact.medium_number,
        "package": fact.package,
        "made_on": PartialDate.of(on).text if on and fact.package else "",
        "persons": str(fact.persons),
        "cases": str(fact.cases),
        "sensitive": "yes" if fact.sensitive else "no",
        "protection": fact.protection,
        "code_route": label_of("handover_route", fact.code_route) if fact.code_route else "",
        "last_seen": fact.last_seen,
    }


def _beginning(now: datetime) -> Answers:
    day = PartialDate.of(now.date()).text
    return {"noticed_on": day, "noticed_at": f"{now:%H:%M}", **days_to_report(now.date())}


def _choices(facts: Sequence[SideFact]) -> ChoiceList:
    values = [Choice(key=str(place), label=_words_of(fact)) for place, fact in enumerate(facts)]
    other = Choice(key=OTHER, label="ほかのもの（紙、資料、携帯電話など）")
    return ChoiceList(key="lost_thing", label="なくしたもの", values=(*values, other))


def _words_of(fact: SideFact) -> str:
    if not fact.package:
        return f"台帳の入ったパソコン（{fact.persons}人分）"
    on = day_of(fact)
    parts = (f"引継ぎパッケージ {fact.package}", fact.medium_number, f"{short(on)}に作成" if on else "")
    return "　".join(filter(None, parts))
