"""Which town's referral sheets the office uses (つなぎシートの型): one setting, the sheets it offers."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from hokatsu_desktop.models import FilledSheet
from hokatsu_desktop.services.office import change_setting, the_office
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.sheets.definition import Subject
from hokatsu_desktop.sheets.lists import Choice, ChoiceList
from hokatsu_desktop.sheets.load import all_sheets

SETTING = "referral_preset"  # within Office.settings
USUAL = "takashima"
PRESETS = ChoiceList(
    key="referral_preset",
    label="つなぎシートの型",
    values=(
        Choice(key="takashima", label="高島型（A票・B票・C票）"),
        Choice(key="sakai", label="坂井型（紹介シート1枚）"),
        Choice(key="okayama", label="岡山型（つなぐシート・12項目）"),
        Choice(key="zama", label="座間型（つなぐシート・15項目）"),
        Choice(key="national", label="国様式型（相談受付・申込票）"),
    ),
)


def referral_preset(session: Session) -> str:
    """The preset in use; the usual one until the office chose, or when what is kept is not known any more."""
    kept = the_office(session).settings.get(SETTING, USUAL)
    return kept if kept in {value.key for value in PRESETS.values} else USUAL


def choose_referral_preset(session: Session, preset: str) -> None:
    """Use another town's referral sheets from now on. Raises Refusal for one that does not exist."""
    if preset not in {value.key for value in PRESETS.values}:
        raise Refusal("この型のつなぎシートはありません。一覧から選んでください。いままでの型がそのまま使えます。")
    change_setting(session, SETTING, preset)


def sheets_of_preset(preset: str) -> tuple[str, ...]:
    """The keys of the referral sheets of a preset, in the order in which they are used."""
    return tuple(sheet.key for sheet in all_sheets() if sheet.subject is Subject.REFERRAL and sheet.preset == preset)


def sheets_of_referral(session: Session, referral_id: int) -> tuple[str, ...]:
    """The sheets to offer for one referral: those of the preset in use, then others that were already filled in."""
    in_use = sheets_of_preset(referral_preset(session))
    query = select(FilledSheet.sheet_key).where(
        FilledSheet.subject == Subject.REFERRAL, FilledSheet.subject_id == referral_id
    )
    filled = set(session.scalars(query))
    others = (sheet.key for sheet in all_sheets() if sheet.preset and sheet.key in filled and sheet.key not in in_use)
    return (*in_use, *others)
