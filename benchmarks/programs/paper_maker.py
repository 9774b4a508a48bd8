"""One maker of PDF at its work: `python -m benchmarks.programs.paper_maker ours|weasyprint|typst|libreoffice TOWN`."""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from benchmarks.paper_work import Work, work_of
from benchmarks.plain_paper import PlainPaper, in_html, in_typst, plain
from benchmarks.programs.telling import tell
from hokatsu_desktop.assets import resource as asset
from hokatsu_desktop.services.papers import Imprint, Packet, Paper, Seat

Maker = Callable[[Work, Imprint], list[Callable[[], bytes]]]
"""Prepares a work without the clock; each of the functions then makes one document."""


def ours(work: Work, imprint: Imprint) -> list[Callable[[], bytes]]:
    """What the program itself does."""
    from hokatsu_desktop.printing.papers import print_packet

    if work.seats:
        packet = Packet("見本会議", "R8-支-01", "会議後回収", work.documents[0], work.seats)
        return [lambda: print_packet(packet, imprint).pdf]
    return [partial(_printed, papers, imprint) for papers in work.documents]


def _printed(papers: Sequence[Paper], imprint: Imprint) -> bytes:
    from hokatsu_desktop.printing.papers import print_papers

    return print_papers(papers, imprint, title="見本").pdf


def _bytes_of(make: Callable[[], object]) -> bytes:
    made = make()
    if not isinstance(made, bytes):
        raise TypeError(type(made).__name__)
    return made


def weasyprint(work: Work, imprint: Imprint) -> list[Callable[[], bytes]]:
    """HTML and CSS."""
    from weasyprint import HTML  # type: ignore[import-not-found]  # of the group bench only

    sources = [in_html(papers) for papers in plain_documents(work)]
    return [partial(_bytes_of, HTML(string=source).write_pdf) for source in sources]


def typst(work: Work, imprint: Imprint) -> list[Callable[[], bytes]]:
    """A typesetter made for speed."""
    import typst as maker  # type: ignore[import-not-found]  # of the group bench only

    fonts = [str(asset("fonts"))]
    sources = [in_typst(papers).encode() for papers in plain_documents(work)]
    return [partial(_bytes_of, partial(maker.compile, source, font_paths=fonts)) for source in sources]


def libreoffice(work: Work, imprint: Imprint) -> list[Callable[[], bytes]]:
    """An office program, given our Word file; all documents of a work in one call, as a clerk would print a folder."""
    from hokatsu_desktop.exchange.word import write_word

    folder = Path(tempfile.mkdtemp(prefix="hokatsu-office-"))
    for number, papers in enumerate(work.documents):
        copies = [paper for _ in work.seats or (None,) for paper in papers]
        (folder / f"{number:03d}.docx").write_bytes(write_word(copies, imprint, title="見本"))
    return [lambda: converted(folder)]


def converted(folder: Path) -> bytes:
    """The Word files of a folder as PDF; gives the last one, the others lie beside it."""
    files = sorted(str(path) for path in folder.glob("*.docx"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True)
    return b"".join(path.read_bytes() for path in sorted(folder.glob("*.pdf")))


def plain_documents(work: Work) -> list[list[PlainPaper]]:
    """Every document in plain parts, each copy with the line that names its holder."""
    return [
        [plain(paper, copy_line(seat)) for seat in work.seats or (None,) for paper in papers]
        for papers in work.documents
    ]


def copy_line(seat: Seat | None) -> str:
    """Who holds a copy."""
    return f"{seat.agency_name}　{seat.name}" if seat else ""


def pages_in(pdf: bytes) -> int:
    """How many pages one or several PDF files behind each other have."""
    parts = pdf.split(b"%PDF-")[1:]
    return sum(len(PdfReader(BytesIO(b"%PDF-" + part)).pages) for part in parts)


def peak_mb() -> float:
    """The most memory that this process or one it started had at a time."""
    kilobytes = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return kilobytes * 1024 / 1e6


MINUTES_FOR_THOUSAND = ("weasyprint", "libreoffice")  # pages; they are measured up to a hundred
MAKERS: dict[str, Maker] = {"ours": ours, "weasyprint": weasyprint, "typst": typst, "libreoffice": libreoffice}


def main(argv: Sequence[str]) -> int:
    """Do all work once to warm up the smallest, then each with the clock."""
    make = MAKERS[argv[0]]
    works, imprint = work_of(Path(argv[1]))
    make(works["plan"], imprint)[0]()
    facts: dict[str, float] = {}
    for name, work in works.items():
        if name == "thousand" and argv[0] in MINUTES_FOR_THOUSAND:
            continue
        documents = make(work, imprint)
        begun = time.perf_counter()
        made = [document() for document in documents]
        facts[f"{name}_seconds"] = time.perf_counter() - begun
        facts[f"{name}_pages"] = sum(map(pages_in, made))
        facts[f"{name}_peak_mb"] = peak_mb()
    tell(**facts)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
