"""The packet of a meeting: numbered, named copies, counted through, with one large draft for the whiteboard."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from hokatsu_desktop.printing.papers import print_packet, print_papers
from hokatsu_desktop.printing.surface import mm
from hokatsu_desktop.services.attachments import AttachedFile
from hokatsu_desktop.services.papers import Imprint, Packet, Paper, Seat, handling_words
from hokatsu_desktop.sheets.answers import Answers
from hokatsu_desktop.sheets.load import load_sheet
from tests.printing.reading import opened, page_texts
from tests.printing.test_attached import foreign_pdf
from tests.sheets.generate import overfull

IMPRINT = Imprint(
    "みどり町",
    "福祉課",
    practice=True,
    printed_at=datetime(2026, 11, 26, 11, 42, tzinfo=timezone(timedelta(hours=9))),
    printed_by="井上",
    head_digits="4821-0937-5526",
)
A, AGENDA, WHITEBOARD = (load_sheet(key) for key in ("tsunagi_takashima_a", "agenda", "whiteboard"))
BOARD: Answers = {
    "case_number": "R8-012",
    "stuck_on": "訪ねても会えない",
    "formulation": "困りごとを言い出せない",
    "decisions": [{"who": "水道課　山本", "what": "止水を待つ", "due": "2026-12-04"}],
}
PACKET = Packet(
    "支援会議",
    "R8-支-05",
    "会議後回収",
    (
        Paper(AGENDA, {"heading": "令和8年度 第5回 支援会議"}),
        Paper(A, {"person_name": "見本 花子"}, "R8-012　見本世帯"),
        Paper(WHITEBOARD, BOARD, "R8-012　見本世帯"),
    ),
    (Seat("水道課", "山本"), Seat("保健センター", "木村"), Seat("", "見本 太郎")),
)


def copies_of(packet: Packet) -> list[list[str]]:
    """What the pages of each copy say; the pages printed once come last."""
    printed = print_packet(packet, IMPRINT)
    pages, size = page_texts(printed.pdf), printed.copy_pages
    return [pages[start : start + size] for start in range(0, size * len(packet.seats), size)]


def test_each_seat_gets_one_whole_copy_with_number_and_name_on_every_page() -> None:
    copies = copies_of(PACKET)
    assert len(copies) == 3
    for number, (pages, holder) in enumerate(
        zip(copies, ("水道課山本", "保健センター木村", "見本太郎"), strict=True), 1
    ):
        assert all(f"-0{number}（{holder}）{number}／3部" in page for page in pages)
        agenda = [page for page in pages if f"資料1-0{number}（" in page]
        sheet = [page for page in pages if f"資料2-0{number}（" in page]
        assert pages == [*agenda, *sheet]
        assert "第5回支援会議" in agenda[0]
        assert "見本花子" in sheet[0]


def test_pages_are_counted_through_the_copy_and_bear_the_rule_and_the_print() -> None:
    for pages in copies_of(PACKET):
        assert [page.endswith(f"{number}／{len(pages)}") for number, page in enumerate(pages, 1)] == [True] * len(pages)
        for page in pages:
            assert "取扱注意・会議後回収" in page
            assert "この紙の時点4821-0937-5526印刷R8.11.2611:42井上" in page


def test_copies_differ_in_nothing_but_their_line() -> None:
    first, second, _third = copies_of(PACKET)
    assert [
        page.replace("-01（水道課山本）1／3部", "").replace("-02（保健センター木村）2／3部", "") for page in first
    ] == [page.replace("-02（保健センター木村）2／3部", "") for page in second]


def test_the_whiteboard_comes_once_on_a3_behind_the_copies() -> None:
    printed = print_packet(PACKET, IMPRINT)
    assert printed.pages == 3 * printed.copy_pages + 1
    with opened(printed.pdf) as document:
        sizes = [document[number].get_size() for number in range(len(document))]
    a4, a3 = (round(mm(210)), round(mm(297))), (round(mm(420)), round(mm(297)))
    rounded = [(round(width), round(height)) for width, height in sizes]
    assert rounded == [a4] * (printed.pages - 1) + [a3]
    assert "ホワイトボード下書き" in page_texts(printed.pdf)[-1]
    assert "部" not in page_texts(printed.pdf)[-1]


def test_the_whiteboard_is_read_column_by_column() -> None:
    (text,) = page_texts(print_papers([PACKET.papers[-1]], IMPRINT, title="下書き").pdf)
    order = [
        "R8-012",
        "事実・経過（黒）",
        "訪ねても会えない",
        "強み・小さな変化",
        "見立て・目指す姿（赤）",
        "困りごとを言い出せない",
        "だれが・何を・いつまで（青）",
        "水道課山本",
        "止水を待つ",
        "集める人",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_a_whiteboard_for_many_people_stays_on_one_sheet() -> None:
    roles = [{"who": f"みどり町役場　見本 {number}", "what": "", "due": ""} for number in range(1, 11)]
    printed = print_papers([Paper(WHITEBOARD, {**BOARD, "decisions": roles})], IMPRINT, title="下書き")
    assert printed.pages == 1
    assert "見本10" in page_texts(printed.pdf)[0]


def test_no_page_is_begun_for_empty_rows_or_a_single_row() -> None:
    sheet = load_sheet("action_linkage")
    roles = [{"who": f"みどり町社会福祉協議会　見本 {number}", "what": "", "due": ""} for number in range(1, 10)]
    printed = print_papers([Paper(sheet, {"decisions": roles})], IMPRINT, title="行動連携")
    assert printed.pages == 2
    assert "会議の判断" in page_texts(printed.pdf)[1]


def test_a_full_whiteboard_goes_on_and_loses_nothing() -> None:
    answers = overfull(WHITEBOARD)
    printed = print_papers([Paper(WHITEBOARD, answers)], IMPRINT, title="下書き")
    pages = page_texts(printed.pdf)
    assert printed.pages > 1
    assert "25みどり町立中央" in "".join(pages)
    assert [page.endswith(f"{number}／{printed.pages}") for number, page in enumerate(pages, 1)] == [True] * len(pages)


def test_without_seats_there_is_one_copy_without_number() -> None:
    printed = print_packet(replace(PACKET, seats=()), IMPRINT)
    assert printed.pages == printed.copy_pages + 1
    assert all("資料1-" not in page for page in page_texts(printed.pdf))


def test_a_further_copy_only_names_what_the_first_one_draws() -> None:
    one, nine = (len(print_packet(replace(PACKET, seats=PACKET.seats[:1] * copies), IMPRINT).pdf) for copies in (1, 9))
    assert nine < 1.5 * one


def test_the_same_packet_gives_the_same_bytes() -> None:
    assert print_packet(PACKET, IMPRINT).pdf == print_packet(PACKET, IMPRINT).pdf


def test_the_rule_of_the_meeting_takes_the_place_of_the_sheets_own() -> None:
    assert handling_words("取扱注意・会議後回収", "会議後回収") == "取扱注意・会議後回収"
    assert handling_words("取扱注意・会議後回収", "持帰り可（匿名）") == "取扱注意・持帰り可（匿名）"
    assert handling_words("取扱注意", "閲覧のみ") == "取扱注意・閲覧のみ"
    assert handling_words("取扱注意・会議後回収", "") == "取扱注意・会議後回収"


def test_the_papers_of_others_are_counted_with_the_copy_they_belong_to() -> None:
    foreign = AttachedFile("支援記録", "application/pdf", 2, foreign_pdf("よその一枚目", "よその二枚目"))
    papers = (Paper(A, {}, attached=(foreign,)), Paper(load_sheet("previous_decisions"), {}))
    first, second, _third = copies_of(replace(PACKET, papers=papers))
    assert [f"{number}／{len(first)}" in page for number, page in enumerate(first, 1)] == [True] * len(first)
    assert "よその二枚目" in first[-2]
    assert "資料1-01（水道課山本）1／3部" in first[-2]
    assert "資料1-02（保健センター木村）2／3部" in second[-2]
