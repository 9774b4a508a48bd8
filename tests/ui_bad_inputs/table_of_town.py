"""Wrong and half-filled inputs in 機関・資源, 設定, 様式, 探す and the print window: rows of the table."""

from PySide6.QtCore import Qt

from hokatsu_desktop.services.agencies import add_agency
from hokatsu_desktop.services.trainings import add_training
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.preview import Preview
from tests.ui_bad_inputs.acts import Act, enter, esc, leave, paste, push, tab, write
from tests.ui_bad_inputs.office import CONTROL, BadInput, Office
from tests.ui_bad_inputs.words import EMOJI, LONG, RARE, SQL


def agencies(office: Office) -> None:
    """機関の名簿."""
    office.go(Place(section="agencies"))


def agency(office: Office) -> None:
    """One agency of the row's own."""
    with office.desk.store.transaction() as session:
        made = add_agency(session, "架空の作業所").id
    office.go(Place(section="agencies", record_id=made))


def training(office: Office) -> None:
    """One training of the row's own."""
    with office.desk.store.transaction() as session:
        made = add_training(session, "架空の勉強会").id
    office.go(Place(section="agencies", tab="training", record_id=made))


def settings(office: Office) -> None:
    """引継ぎ・設定."""
    office.go(Place(section="settings"))


def palette(office: Office) -> None:
    """Ctrl+K."""
    office.go(Place(section="agencies"))
    office.window.open_palette()
    office.settle()


def paper_state(office: Office) -> None:
    """この紙の時点."""
    office.go(Place(section="agencies"))
    office.window.open_paper_state()
    office.settle()


def print_window(office: Office) -> None:
    """The window before A票 of the case is printed."""
    office.the_case("referral")
    office.press(Qt.Key.Key_P, CONTROL)
    office.wait_for(Preview)


def adds(button: str, field: str, words: str) -> tuple[Act, ...]:
    """Opens the line for something new, writes words and takes them by Enter."""
    return (push(button), write(field, words), enter)


TOWN = (
    BadInput(
        name="an agency without a name",
        at=agencies,
        does=(push("機関を加える"), push("加える")),
        says=("機関の名前を入れてください",),
    ),
    BadInput(
        name="an agency of emoji",
        at=agencies,
        does=adds("機関を加える", "new_agency", EMOJI + "会"),
        keeps=(EMOJI + "会",),
    ),
    BadInput(
        name="an agency of SQL", at=agencies, does=adds("機関を加える", "new_agency", SQL + "社"), keeps=(SQL + "社",)
    ),
    BadInput(
        name="an agency whose name is taken away",
        at=agency,
        does=(write("name 2", ""), tab, leave),  # the first is that of somebody at the agency
        says=("機関の名前は、空けておけません",),
        keeps=("架空の作業所",),
    ),
    BadInput(
        name="somebody at an agency without a name",
        at=agency,
        does=(write("post", "所長"), tab, leave),
        says=("名前のない行は、まだ保存されていません",),
    ),
    BadInput(
        name="somebody registered on a day that is none",
        at=agency,
        does=(write("name 1", "見本 次郎"), write("registered_on", "4月31日"), tab, leave),
        says=("日付として読めないところがあります",),
        keeps=("見本 次郎",),
    ),
    BadInput(
        name="endless people at a training",
        at=training,
        does=(write("staff_count", "9" * 30), tab, leave),
        keeps=("9" * 30,),
    ),
    BadInput(
        name="people at a training in words",
        at=training,
        does=(write("staff_count", "十数人くらい"), tab, leave),
        says=("数字で書いてください",),
    ),
    BadInput(
        name="a training on a day that is none",
        at=training,
        does=(write("held_on", "R8.2.30"), tab, leave),
        says=("28日まで",),
    ),
)
SETTINGS = (
    BadInput(
        name="a town without a name",
        at=settings,
        does=(write("town", ""), tab, leave),
        says=("町名を",),
        keeps=("みどり町",),
    ),
    BadInput(
        name="an answer within 0 days", at=settings, does=(write("answer_days", "0"), tab, leave), says=("1から60",)
    ),
    BadInput(
        name="an answer within 1,000 days",
        at=settings,
        does=(write("answer_days", "１０００"), tab, leave),
        says=("1から60",),
    ),
    BadInput(
        name="an answer within seven days in words",
        at=settings,
        does=(write("answer_days", "七日"), tab, leave),
        says=("数字",),
    ),
    BadInput(
        name="a member of staff without a name",
        at=settings,
        does=(write("staff_name", " "), tab, leave),
        says=("お名前を",),
        keeps=("井上 まこと",),
    ),
    BadInput(
        name="a member of staff of rare letters",
        at=settings,
        does=(write("staff_post", RARE + "係"), tab, leave),
        keeps=(RARE + "係",),
    ),
    BadInput(
        name="ground rules of 10,000 letters",
        at=settings,
        does=(paste("ground_rules", LONG + "終"), leave),
        keeps=(LONG + "終",),
    ),
)
FINDING = (
    *(
        BadInput(name=f"looking for {name}", at=palette, does=(write("find", typed), esc), says=("見つかりません",))
        for name, typed in (
            ("a quotation mark", '"'),
            ("operators", "NEAR(架 AND OR * ^ : -"),
            ("emoji", "🦄"),
            ("SQL", "' OR 1=1; DROP TABLE agency"),
            ("10,000 letters", "龘" * 10_000),
        )
    ),
    BadInput(
        name="digits of a paper in words", at=paper_state, does=(write("digits", "ありません"), enter), says=("12",)
    ),
    BadInput(name="digits of no paper", at=paper_state, does=(write("digits", "1234-5678-9012"), enter), says=("紙",)),
)
PRINTING = (
    BadInput(
        name="printing no pages",
        at=print_window,
        does=(write("pages", "、"), push("印刷する"), esc),
        says=("ページを「1-3、5」のように",),
    ),
    BadInput(
        name="printing page 0",
        at=print_window,
        does=(write("pages", "0"), push("印刷する"), esc),
        says=("というページはありません",),
    ),
    BadInput(
        name="printing a page in words",
        at=print_window,
        does=(write("pages", "さいご"), push("印刷する"), esc),
        says=("ページとして読めません",),
    ),
    BadInput(
        name="printing endless pages",
        at=print_window,
        does=(write("pages", "9" * 40), push("印刷する"), esc),
        says=("というページはありません",),
    ),
    BadInput(
        name="printing no copies",
        at=print_window,
        does=(write("copies", "0"), push("印刷する"), esc),
        says=("部数は、1から99",),
    ),
    BadInput(
        name="printing copies in emoji",
        at=print_window,
        does=(write("copies", "😀"), push("印刷する"), esc),
        says=("部数は、1から99",),
    ),
)
