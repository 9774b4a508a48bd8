"""Files that are not what they seem, and words that the input method still holds: rows of the table."""

from pathlib import Path

from hokatsu_desktop.services.case_papers import CasePaper
from hokatsu_desktop.services.sheet_work import papers_to_show
from hokatsu_desktop.ui.cases.attachments_page import AttachmentsPage
from hokatsu_desktop.ui.cases.papers_tab import PapersTab
from hokatsu_desktop.ui.forms.section import FormsSection
from hokatsu_desktop.ui.place import Place
from tests.ui_bad_inputs.acts import Act, half, leave, lock_away
from tests.ui_bad_inputs.office import BadInput, Office
from tests.ui_bad_inputs.table_of_cases import note, reception, sheet
from tests.ui_bad_inputs.table_of_meetings import at

WORD = b"PK\x03\x04 word/document.xml"


def papers(office: Office) -> None:
    """The papers of others on A票 of the case."""
    office.the_case("papers")
    tab = office.window.cases.made().detail.tab()
    assert isinstance(tab, PapersTab)
    with office.desk.reading() as session:
        at_work, _ = papers_to_show(session, office.case_id)
    paper: CasePaper = at_work[0]
    tab.open_sheet(paper)
    office.settle()


def attaches(name: str, content: bytes) -> Act:
    """Chooses a file, as the system's window does when it is closed."""

    def chosen(office: Office) -> None:
        path = office.folder / name
        path.write_bytes(content)
        page = next(iter(office.window.findChildren(AttachmentsPage)))
        page.read_file(path)
        office.wait_for_worker()

    return chosen


def forms(office: Office) -> None:
    """様式."""
    office.go(Place(section="forms"))


def takes(path: str, content: bytes | None) -> Act:
    """Chooses a file of editions; without content there is none at the path any more."""

    def chosen(office: Office) -> None:
        file = office.folder / path
        if content is not None:
            file.write_bytes(content)
        section = office.window.findChildren(FormsSection)[0]
        section.files.read(Path(file))
        office.wait_for_worker()

    return chosen


FILES = (
    BadInput(name="Word that says it is PDF", at=papers, does=(attaches("a.pdf", WORD),), says=("PDFと画像",)),
    BadInput(name="an empty file", at=papers, does=(attaches("b.pdf", b""),), says=("このファイルは空です",)),
    BadInput(name="half a PDF", at=papers, does=(attaches("c.pdf", b"%PDF-1.7\n1 0 obj"),), says=("読",)),
    BadInput(
        name="a PNG that ends too early",
        at=papers,
        does=(attaches("d.png", b"\x89PNG\r\n\x1a\n\x00\x00"),),
        says=("読",),
    ),
    BadInput(
        name="forms that are a picture",
        at=forms,
        does=(takes("e.youshiki.json", b"\x89PNG\xff"),),
        says=("様式を書き出す",),
    ),
    BadInput(
        name="forms cut off",
        at=forms,
        does=(takes("f.json", b'{"format": "hokatsu-desktop-editions", "ver'),),
        says=("途中で切れている",),
    ),
    BadInput(
        name="forms on a stick that was pulled",
        at=forms,
        does=(takes("gone.json", None),),
        says=("ファイルを読めませんでした",),
    ),
)
HALF_COMPOSED = (
    BadInput(
        name="half composed on a sheet",
        at=sheet,
        does=(half("worries_words", "かねがたりな"), leave),
        keeps=("かねがたりな",),
    ),
    BadInput(
        name="half composed in a new referral",
        at=reception,
        does=(half("person_called", "かわべり"), leave),
        keeps=("かわべり",),
    ),
    BadInput(
        name="half composed on the board",
        at=at("board"),
        does=(half("shared", "よるもあかり"), leave),
        keeps=("よるもあかり",),
    ),
    BadInput(
        name="half composed when the window is locked",
        at=sheet,
        does=(half("contact_care", "ひるまだけ"), lock_away),
        keeps=("ひるまだけ",),
    ),
    BadInput(
        name="half composed in a note put away",
        at=note,
        does=(half("facts", "まどごしに"), lock_away),
        keeps=("まどごしに",),
    ),
)
