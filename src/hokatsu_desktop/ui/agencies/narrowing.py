"""Finding an agency by its name, its people, or by what somebody needs; plain functions without a widget."""

from collections.abc import Sequence
from dataclasses import dataclass

from hokatsu_desktop.japanese.fold import fold
from hokatsu_desktop.models import Agency, Contact
from hokatsu_desktop.sheets.lists import label_of
from hokatsu_desktop.ui.widgets.list_view import ListRow
from hokatsu_desktop.ui.widgets.tag import Tone


@dataclass(frozen=True)
class AgencyEntry:
    """One agency with the people who are still there."""

    agency: Agency
    contacts: tuple[Contact, ...]

    @property
    def searched(self) -> str:
        """All words an agency is found by, folded. What it cannot do is left out: it is no help."""
        agency = self.agency
        words = [agency.name, agency.department, kind_words(agency), agency.can_do, agency.how_to_connect, agency.note]
        words += [one.name + one.kana + one.post + one.districts for one in self.contacts]
        return fold(" ".join(words))


def narrowed(entries: Sequence[AgencyEntry], typed: str) -> list[AgencyEntry]:
    """The agencies that have every word typed, those with it in their name first."""
    wanted = [fold(word) for word in typed.split() if fold(word)]
    found = [entry for entry in entries if all(word in entry.searched for word in wanted)]
    return sorted(found, key=lambda entry: not all(word in fold(entry.agency.name) for word in wanted))


def agency_row(entry: AgencyEntry) -> ListRow:
    """An agency as a row: its name, what it can do, and whether it is in the town hall."""
    first_line = next(iter(entry.agency.can_do.splitlines()), "")
    return ListRow(
        title=entry.agency.name,
        meta=first_line or kind_words(entry.agency) or "できることは、まだ書かれていません",
        tag="庁内" if entry.agency.inside_town_hall else "",
        tone=Tone.INFO,
        target=entry.agency.id,
    )


def kind_words(agency: Agency) -> str:
    """The kind of an agency in words, or nothing."""
    return label_of("agency_kind", agency.kind) if agency.kind else ""
