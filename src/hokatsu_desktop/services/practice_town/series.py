"""The regular meetings of the practice town and who sits in them."""

from typing import Any

from hokatsu_desktop.services.practice_town.told import Told
from hokatsu_desktop.services.practice_town.town import Town
from hokatsu_desktop.services.series import add_series
from hokatsu_desktop.services.sheets import save_sheet
from hokatsu_desktop.sheets.answers import Row


def settle_series(town: Town, told: Told) -> None:
    """Write down every regular meeting with its registry."""
    for one in told["series"]:
        series = add_series(town.session, one["name"])
        answers: dict[str, Any] = {key: value for key, value in one.items() if key not in ("name", "member")}
        save_sheet(town.session, "meeting_series", series.id, {key: str(value) for key, value in answers.items()})
        rows = [seat_row(town, member) for member in one["member"]]
        save_sheet(town.session, "series_members", series.id, {"members": rows})
        town.series[series.name] = series.id


def seat_row(town: Town, told: Told) -> Row:
    """One seat as it is typed; agency, post and name of a contact come from the directory."""
    row: Row = {"seat": "member", **town.days.for_sheet({name: value for name, value in told.items() if name != "who"})}
    if "who" in told:
        contact = town.contacts[told["who"]]
        row |= {"agency_name": town.agencies[told["who"]].name, "post": contact.post, "name": contact.name}
    return row
