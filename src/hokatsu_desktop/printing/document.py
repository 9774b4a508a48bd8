"""A PDF in memory: pages are added, bytes come out; the same data always gives the same bytes."""

from io import BytesIO

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from hokatsu_desktop.printing.fonts import Face, embedded_font
from hokatsu_desktop.printing.foreign_pages import Placement, lay_in, picture_of
from hokatsu_desktop.printing.glyphs import Missing
from hokatsu_desktop.printing.surface import Box, Surface

PROGRAM_NAME = "ほうかつデスク"
rl_config.useA85 = 0  # ReportLab would write every stream once more as letters: slow, and a quarter longer


class Document:
    """Pages on their way to a PDF. Nothing is written to disk."""

    def __init__(self, title: str) -> None:
        """Start a document; the title is shown by PDF readers, so it must not name a person."""
        self._buffer = BytesIO()
        # A font of our own as the first one: otherwise every file refers to Helvetica without embedding it.
        first_font = embedded_font(Face.MINCHO.value).fontName
        self._canvas = Canvas(
            self._buffer, invariant=1, pageCompression=1, lang="ja-JP", initialFontName=first_font, pdfVersion=(1, 5)
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor(PROGRAM_NAME)
        self._canvas.setCreator(PROGRAM_NAME)
        self._canvas.setProducer(PROGRAM_NAME)
        self._canvas.setSubject("")
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self._missing: dict[str, Missing] = {}
        self._page_count = 0
        self._starts: dict[int, str] = {}
        self._stamps: dict[int, tuple[object, str]] = {}  # the object is kept so that its id stays its own
        self._foreign: list[Placement] = []
        self._upright: dict[bytes, ImageReader] = {}

    @property
    def page_count(self) -> int:
        """Pages added so far."""
        return self._page_count

    @property
    def missing(self) -> list[Missing]:
        """Characters drawn as 〓 because no shipped font has them; a 正本 is not printed before they are cleared."""
        return list(self._missing.values())

    @property
    def starts(self) -> dict[int, str]:
        """What begins on which page (from 0)."""
        return dict(self._starts)

    def stamp_name(self, thing: object) -> str:
        """The name under which something is drawn once for several pages, the same in the same document every time."""
        return self._stamps.setdefault(id(thing), (thing, f"stamp{len(self._stamps) + 1}"))[1]

    def add_page(self, width_pt: float, height_pt: float) -> Surface:
        """A new page to draw on. The earlier page is finished and must not be drawn on any more."""
        if self._page_count:
            self._canvas.showPage()
        self._canvas.setPageSize((width_pt, height_pt))
        self._page_count += 1
        return Surface(self._canvas, width_pt, height_pt, self._missing)

    def add_outline_entry(self, title: str, level: int = 0) -> None:
        """An entry in the reader's contents pane, pointing to the page added last; level 0 is the outermost."""
        key = f"page-{self._page_count}-{title}"
        self._canvas.bookmarkPage(key, fit="Fit")
        self._canvas.addOutlineEntry(title, key, level)
        self._starts.setdefault(self._page_count - 1, title)

    def lay_page(self, pdf: bytes, source_page: int, box: Box) -> None:
        """Have a page (from 0) of somebody else's PDF laid into a box of the page added last."""
        self._foreign.append(Placement(self._page_count - 1, pdf, source_page, box))

    def upright(self, picture: bytes) -> ImageReader:
        """Somebody's picture made ready for paper, once for all copies it is in."""
        if picture not in self._upright:
            self._upright[picture] = ImageReader(BytesIO(picture_of(picture)))
        return self._upright[picture]

    def to_bytes(self) -> bytes:
        """The finished PDF. Nothing can be added afterwards. Raises ValueError for a document without pages."""
        if not self._page_count:
            raise ValueError("a document needs at least one page")
        self._canvas.showPage()
        self._canvas.save()
        made = self._buffer.getvalue()
        return lay_in(made, self._foreign) if self._foreign else made
