"""What is said about the minutes of a meeting: their sum, the slot, and when it ends; plain functions."""

from datetime import date, datetime, time, timedelta

from hokatsu_desktop.japanese.wareki import clock


def sum_words(total: int, slot: int, begins: time | None) -> tuple[str, bool]:
    """The sum against the slot in words, and whether they are equal."""
    if total == slot:
        return f"次第の合計は{total}分で、会議の時間とそろっています{until_words(begins, slot)}。", True
    if total > slot:
        return f"▲ 次第の合計が{total}分で、会議の時間{slot}分より{total - slot}分長くなっています。", False
    return f"▲ 次第の合計が{total}分で、会議の時間{slot}分より{slot - total}分短くなっています。", False


def until_words(begins: time | None, slot: int) -> str:
    """「（午後1時30分〜午後3時）」, empty without an hour."""
    if begins is None:
        return ""
    ends = datetime.combine(date.min, begins) + timedelta(minutes=slot)
    return f"（{clock(begins)}〜{clock(ends.time())}）"
