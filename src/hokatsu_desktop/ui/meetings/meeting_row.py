"""A meeting as a row of the list: a plain function without a widget."""

from datetime import date

from hokatsu_desktop.japanese.partial_date import PartialDate
from hokatsu_desktop.services.called_meetings import MeetingLine
from hokatsu_desktop.ui.widgets.date_reading import short_described
from hokatsu_desktop.ui.widgets.list_view import ListRow
from hokatsu_desktop.ui.widgets.tag import Tone

SHORT = {"support": "支援", "layered": "重層"}


def meeting_row(line: MeetingLine, today: date) -> ListRow:
    """A meeting as a row: its name and day, whose cases, and whether it was never ended."""
    meeting = line.meeting
    late = not line.is_over and meeting.held_on < today
    hour = f"　{meeting.begins_at:%H:%M}" if meeting.begins_at is not None else ""
    today_words = "きょう　" if meeting.held_on == today and not line.is_over else ""
    return ListRow(
        title=short_described(PartialDate.of(meeting.held_on)) + hour,
        meta="　".join((today_words + meeting.name, "、".join(line.titles))),
        alert="まだ終えていません" if late else "",
        tag="・".join(dict.fromkeys(SHORT.get(basis, "ほか") for basis in line.bases)),
        tone=Tone.INFO if not line.is_over else Tone.PLAIN,
        target=meeting.id,
    )
