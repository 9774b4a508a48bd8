"""The parts of a sheet in 書類, by which other screens lead to them."""

SHEET, ATTACHED, PAST = "sheet", "attached", "past"
PARTS = ((SHEET, "様式"), (ATTACHED, "別紙"), (PAST, "前の書き方"))
