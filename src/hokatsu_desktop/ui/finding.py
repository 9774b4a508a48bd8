"""Finding from anywhere: what Ctrl+K and the choice of a case show for what was typed, and where each of it is."""

from hokatsu_desktop.services.cases import Show, case_list
from hokatsu_desktop.services.search import find
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.palette_dialog import Found
from hokatsu_desktop.ui.place import GIVEN, Place

HIT_TAGS = {
    "case": "ケース",
    "agency": "機関",
    "meeting": "会議",
    "series": "定例の会議",
    "resource": "資源",
    "issue": "地域課題",
    "voice": "地域の声",
    "training": "研修",
    "survey": "世帯訪問",
    "note": "経過",
    "life": "生活歴",
    "given": "渡した紙",
}
PARTS = {
    "resource": ("agencies", "resources"),
    "issue": ("agencies", "issues"),
    "voice": ("agencies", "voices"),
    "training": ("agencies", "training"),
    "survey": ("agencies", "survey"),
    "series": ("meetings", "series"),
}
"""The section and the part of it in which found records are, by their kind."""
CASE_TABS = {"note": ("notes", ""), "life": ("assessment", ""), "given": ("papers", GIVEN)}
"""The tab of a case and the blank in which found records of a case are, by their kind."""
FIRST_CASES = 20  # shown before anything is typed


def find_anything(desk: Desk, typed: str) -> list[Found]:
    """Records of every kind that contain what was typed."""
    with desk.reading() as session:
        hits = find(session, typed)
    return [
        Found(hit.title, hit.meta, HIT_TAGS[hit.kind], place_of_hit(hit.kind, hit.target_id, hit.case_id))
        for hit in hits
    ]


def find_case(desk: Desk, typed: str) -> list[Found]:
    """Cases by their id: those that contain what was typed, or the first open ones."""
    with desk.reading() as session:
        if not typed.strip():
            lines = case_list(session, Show.OPEN, most=FIRST_CASES)
            return [Found(line.title, line.number, line.stage_words, line.case_id) for line in lines]
        hits = [hit for hit in find(session, typed) if hit.kind == "case"]
    return [Found(hit.title, hit.meta, "ケース", hit.target_id) for hit in hits]


def place_of_hit(kind: str, target_id: int, case_id: int | None) -> Place:
    """Where a found record is."""
    match kind:
        case "case":
            return Place(section="cases", case_id=target_id)
        case _ if kind in CASE_TABS:
            tab, blank = CASE_TABS[kind]
            return Place(section="cases", case_id=case_id, tab=tab, record_id=target_id, blank=blank)
        case "agency":
            return Place(section="agencies", record_id=target_id)
        case "meeting":
            return Place(section="meetings", meeting_id=target_id)
        case _ if kind in PARTS:
            section, tab = PARTS[kind]
            return Place(section=section, tab=tab, record_id=target_id)
        case _:
            raise ValueError(kind)
