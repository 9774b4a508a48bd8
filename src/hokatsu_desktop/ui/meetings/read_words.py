"""The words of 読み上げ: a line in three parts, and what is said at its end. No widget here."""

from collections.abc import Sequence

from hokatsu_desktop.japanese.wareki import full, shown
from hokatsu_desktop.services.reading_out import NextToRead, RoleToRead, ToRead


def said_words(line: ToRead) -> tuple[str, str, str]:
    """A line as (who, what, when); empty parts are not shown."""
    match line:
        case RoleToRead(decision=decision):
            reason = decision.no_role_reason.strip()
            what = decision.what.strip() or (f"役割はありません（{reason}）" if reason else "▲ 役割がまだありません")
            due = f"{shown(decision.due)}まで" if decision.due and not decision.due.startswith("?") else ""
            when = due or shown(decision.due) or ("▲ 期限がまだありません" if decision.what.strip() else "")
            return decision.who or "（だれとも決まっていない）", what, when
        case NextToRead(meeting_case=part):
            next_on = full(part.next_on) if part.next_on else "▲ まだ決まっていません"
            return "次に確認する日", next_on, f"主担当：{part.lead_supporter or '▲ まだ決まっていません'}"
        case _:
            raise ValueError(line)


def end_words(lines: Sequence[ToRead]) -> str:
    """How many lines were confirmed, and what is still missing."""
    read = sum(line.is_read for line in lines)
    words = [f"{read}件を確かめました。"]
    if unread := len(lines) - read:
        words.append(f"▲ まだ確かめていないことが{unread}件あります。")
    roles = [line for line in lines if isinstance(line, RoleToRead)]
    if without := sum(line.lacks_due for line in roles):
        words.append(f"▲ 期限のない役割が{without}件あります。")
    if empty := sum(line.lacks_role for line in roles):
        words.append(f"▲ 役割のない人が{empty}人います。")
    return "\n".join(words)
