"""CSV: one row per answer, for Excel in UTF-8, nothing that runs."""

import csv
from io import StringIO

from hokatsu_desktop.exchange.csv_text import HEADINGS, write_csv
from hokatsu_desktop.services.papers import Paper
from hokatsu_desktop.sheets.answers import Answers
from tests.printing.samples import ANSWERS, SAMPLE

HEAD = ["R8-012　見本世帯", "見本シート"]


def rows(answers: Answers) -> list[list[str]]:
    text = write_csv([Paper(SAMPLE, answers, HEAD[0])]).decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline="")))


def test_each_answer_has_a_row() -> None:
    assert rows(ANSWERS) == [
        list(HEADINGS),
        [*HEAD, "", "氏名", "", "𠮷田　葛\U000e0100城"],
        [*HEAD, "", "生年月日", "", "昭和19年5月3日"],
        [*HEAD, "", "収入（円）", "", "85,000"],
        [*HEAD, "", "同意", "", "はい"],
        [*HEAD, "", "すきな色", "", "その他の色（うす緑）"],
        [*HEAD, "", "ほかの色", "", "あお、むかしの色"],
        [*HEAD, "", "長い一覧", "", "第2の項目、第19の項目"],
        [*HEAD, "", "困りごと", "", "◎あか、○あお"],
        [*HEAD, "いきさつ", "これまでの経過", "", "髙橋さんから電話。\n水道が止まりそうだと話された。"],
        [*HEAD, "いきさつ", "すること：だれが", "1", "水道課　山本"],
        [*HEAD, "いきさつ", "すること：なにを", "1", "止水の判断を待つ"],
        [*HEAD, "いきさつ", "すること：いつまで", "1", "令和8年12月4日"],
        [*HEAD, "いきさつ", "すること：だれが", "2", "包括　木下"],
        [*HEAD, "いきさつ", "すること：なにを", "2", "火の元を確かめる"],
        [*HEAD, "いきさつ", "すること：いつまで", "2", "毎月"],
    ]


def test_without_answers_only_the_headings_stand_there() -> None:
    assert rows({}) == [list(HEADINGS)]


def test_excel_knows_the_encoding_and_the_line_ends() -> None:
    file = write_csv([Paper(SAMPLE, {"name": "佐藤"})])
    assert file.startswith(b"\xef\xbb\xbf")
    assert file.count(b"\r\n") == 2


def test_formulas_are_shown_as_text_and_numbers_stay_numbers() -> None:
    written = rows({"name": "=1+1", "income": "-5", "story": "@SUM(A1)\r\n二行目", "colours__other": "+81"})
    assert [row[-1] for row in written[1:]] == ["'=1+1", "-5", "（+81）", "'@SUM(A1)\n二行目"]
