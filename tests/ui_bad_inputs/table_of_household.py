"""Wrong and half-filled inputs about people, consent, things to do, reviews and closing: rows of the table."""

from hokatsu_desktop.ui.place import Place
from tests.ui_bad_inputs.acts import Act, ctrl_enter, enter, leave, paste, push, tab, tick, write
from tests.ui_bad_inputs.office import BadInput, Office
from tests.ui_bad_inputs.words import EXCEL


def overview(office: Office) -> None:
    """概要."""
    office.the_case("overview")


def household(office: Office) -> None:
    """世帯 of a case of the row's own: rows of other rows would stand in the way."""
    office.a_new_case()
    office.the_case("household")


def relative(key: str) -> Act:
    """The form of somebody new on the drawing, opened by its button."""

    def opened(office: Office) -> None:
        household(office)
        office.push(key)

    return opened


def consent(office: Office) -> None:
    """同意を記録する, from 世帯."""
    office.the_case("household")
    office.push("仮名 はなの同意を記録する")


def consent_of_a_new_case(office: Office) -> None:
    """同意を記録する for somebody who was never asked."""
    office.a_new_case()
    consent(office)


def closing(office: Office) -> None:
    """終結にする."""
    office.a_new_case()
    office.the_case("overview")
    office.push("終結にする…")


def another_case(office: Office) -> None:
    """Opens another case in between."""
    place = office.place
    office.go(Place(section="cases", case_id=office.town.other))
    office.place = place


def review(office: Office) -> None:
    """確認（モニタリング）を記録する."""
    office.a_new_case()
    office.go(Place(section="cases", case_id=office.case_id, tab="monitoring"))


PEOPLE = (
    BadInput(
        name="the same person twice",
        at=household,
        does=(write("name 2", "架空 二子"), tab, write("name 3", "架空 二子"), leave),
        comes_back=("name 3", "架空 二子"),
    ),
    BadInput(
        name="oneself as one's own relative",
        at=household,
        does=(write("name 2", "仮名 はな"), tab, leave),
        comes_back=("name 2", "仮名 はな"),
    ),
    BadInput(
        name="a relative without a name",
        at=household,
        does=(write("note 2", "名前は聞けていない弟"), tab, leave),
        keeps=("名前は聞けていない弟",),
    ),
    BadInput(
        name="a relative born tomorrow",
        at=household,
        does=(write("name 2", "未来 太郎"), write("birth 2", "R8.12.24"), tab, leave),
        keeps=("未来 太郎", "?R8.12.24"),
    ),
    BadInput(
        name="a household pasted from Excel",
        at=household,
        does=(paste("name 2", EXCEL),),
        says=("表の形の文字が貼り付けられました",),
    ),
    BadInput(
        name="a household pasted from Excel as rows",
        at=household,
        does=(paste("name 2", "架空 十郎\t孫\t\r\n架空 十一\t孫\t\r\n"), push("2行として入れる"), leave),
        keeps=("架空 十郎", "架空 十一"),
    ),
    BadInput(
        name="a child born before its mother by the drawing",
        at=relative("＋子（2）"),
        does=(write("relative_name", "先祖 太郎"), write("relative_birth", "M45.7.29"), tab, ctrl_enter),
        keeps=("先祖 太郎", "1912-07-29"),
    ),
    BadInput(
        name="a child born in the future by the drawing",
        at=relative("＋子（2）"),
        does=(write("relative_name", "来年 生子"), write("relative_birth", "R9.5.5"), tab, ctrl_enter),
        says=("まだ来ていません",),
        keeps=("来年 生子", "?R9.5.5"),
    ),
    BadInput(
        name="a relative with nothing filled in by the drawing",
        at=relative("＋きょうだい（4）"),
        does=(ctrl_enter,),
        says=("きょうだい",),
    ),
)
CONSENTS = (
    BadInput(name="consent without a state", at=consent, does=(ctrl_enter,), says=("同意の状態を選んでください",)),
    BadInput(
        name="consent on a day that is none",
        at=consent,
        does=(tick("consent_state", "同意あり"), write("consent_obtained_on", "2/30"), tab, ctrl_enter),
        says=("28日まで", "「確かめた日・取りやめた日」が読めません"),
    ),
    BadInput(
        name="consent tomorrow",
        at=consent,
        does=(tick("consent_state", "同意あり"), write("consent_obtained_on", "R8.11.24"), tab, ctrl_enter),
        says=("きょうより先",),
    ),
    BadInput(
        name="a review that cannot be read",
        at=consent,
        does=(tick("consent_state", "同意あり"), write("consent_review_on", "来年のどこか"), tab, ctrl_enter),
        says=("「見直す日」が読めません",),
    ),
    BadInput(
        name="a review before the consent",
        at=consent,
        does=(tick("consent_state", "同意あり"), write("consent_review_on", "R7.4.1"), tab, ctrl_enter),
        says=("「見直す日」が、同意より前",),
    ),
    BadInput(
        name="taking back what was never given",
        at=consent_of_a_new_case,
        does=(tick("consent_state", "撤回"), ctrl_enter),
        says=("取りやめる同意が、まだ記録されていません",),
    ),
)
WORK = (
    BadInput(name="something to do without words", at=overview, does=(push("やることを加える"),), says=("何をするか",)),
    BadInput(
        name="something to do on 13/45",
        at=overview,
        does=(write("task_what", "書類を出す"), write("task_due", "13/45"), enter),
        keeps=("書類を出す", "13/45"),
    ),
    BadInput(
        name="something to do by the weather",
        at=overview,
        does=(write("task_what", "畑を見る"), write("task_due", "晴れたら"), enter),
        keeps=("畑を見る", "晴れたら"),
    ),
    BadInput(
        name="something to do half written",
        at=overview,
        does=(write("task_what", "書きかけのこと"), another_case),
        comes_back=("task_what", "書きかけのこと"),
    ),
    BadInput(
        name="a memo of a review half written",
        at=review,
        does=(write("monitoring_memo", "来月また見る"), another_case),
        comes_back=("monitoring_memo", "来月また見る"),
    ),
    BadInput(
        name="a consent half written",
        at=consent,
        does=(tick("consent_state", "同意なし"), write("consent_reason", "家族に知られたくない"), another_case),
        keeps=("家族に知られたくない",),
    ),
    BadInput(
        name="approach of many lines",
        at=overview,
        does=(paste("how_to_approach", "一\r\n二\r\n三"), leave),
        keeps=("一\n二\n三",),
        comes_back=("how_to_approach", "一\n二\n三"),
    ),
    BadInput(name="a review without a change", at=review, does=(ctrl_enter,), says=("前の確認からの変化を選んで",)),
    BadInput(
        name="a review whose next day is none",
        at=review,
        does=(tick("monitoring_change", "良い"), write("next_on", "31日"), tab, ctrl_enter),
        says=("次に確認する日",),
    ),
    BadInput(
        name="a review whose next day is past",
        at=review,
        does=(tick("monitoring_change", "良い"), write("next_on", "R7.1.10"), tab, ctrl_enter),
        says=("きょうより前",),
    ),
    BadInput(
        name="closing without a meeting",
        at=closing,
        does=(write("closing_summary", "落ち着いた暮らしになった"), ctrl_enter),
        says=("会議",),
        keeps=("落ち着いた暮らしになった",),
    ),
    BadInput(
        name="closing with nothing",
        at=closing,
        does=(ctrl_enter,),
        says=("終結の理由",),
    ),
    BadInput(
        name="closing half written",
        at=closing,
        does=(write("leftovers", "妹の学費"), leave),
        keeps=("妹の学費",),
    ),
)
