"""Where the rows of きょう lead, and how they look in a list."""

from hokatsu_desktop.services.today.row import TodayRow
from hokatsu_desktop.ui.cases.along_parts import OUTREACH, PARTICIPATION
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.widgets.list_view import ListRow
from hokatsu_desktop.ui.widgets.tag import Tone

TAGS = {
    "overdue": ("期限切れ", Tone.WRONG),
    "missing": ("未返却", Tone.WRONG),
    "today": ("きょう", Tone.CARE),
    "soon": ("もうすぐ", Tone.INFO),
    "quiet": ("", Tone.PLAIN),
}
CASE_TABS = {
    "referral": "referral",
    "draft": "referral",
    "note": "notes",
    "consent": "household",
    "plan": "plan",
    "task": "overview",
    "closed": "look_again",
    "visit": "along",
    "participation": "along",
}
"""The tab of the case in which the record of a row is shown, by the kind of row."""
ALONG_PARTS = {"visit": OUTREACH, "participation": PARTICIPATION}
"""The part of 伴走 in which the record of a row is shown, by the kind of row."""

PARTS = {
    "series": ("meetings", "series"),
    "agency": ("agencies", ""),
    "resource": ("agencies", "resources"),
    "backup": ("settings", "backups"),
    "medium": ("settings", "media"),
    "handover": ("settings", "handover"),
    "self_check": ("settings", "inspection"),
    "retention": ("settings", "retention"),
}
"""The section and the part of it in which the record of a row is shown, by the kind of row."""


def place_of(row: TodayRow) -> Place:
    """Where a row leads."""
    if row.kind in CASE_TABS:
        part = ALONG_PARTS.get(row.kind, "")
        return Place(section="cases", case_id=row.case_id, tab=CASE_TABS[row.kind], record_id=row.target_id, blank=part)
    if row.kind in PARTS:
        section, part = PARTS[row.kind]
        return Place(section=section, tab=part, record_id=row.target_id)
    match row.kind:
        case "meeting":
            return Place(section="meetings", meeting_id=row.target_id)
        case "handout":
            return Place(section="meetings", meeting_id=row.meeting_id, tab="handouts", record_id=row.target_id)
        case "case":
            tab = "overview" if row.mark == "quiet" else "monitoring"
            return Place(section="cases", case_id=row.case_id, tab=tab)
        case "lead":
            return Place(section="cases", tab="led_by", blank=row.title)
        case _:
            raise ValueError(row.kind)


def list_row(row: TodayRow) -> ListRow:
    """A row of きょう as a row of a list."""
    tag, tone = TAGS[row.mark]
    return ListRow(title=row.title, meta=row.meta, tag=tag, tone=tone, target=row)
