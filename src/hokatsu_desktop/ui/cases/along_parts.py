"""The parts of the tab 伴走 and their keys, which also name the place in it."""

ALONG, OUTREACH, PARTICIPATION = "along", "outreach", "participation"
OUTREACH_SHEET, PARTICIPATION_SHEET = "outreach_plan", "participation_plan"
PARTS = (
    (ALONG, "伴走"),
    (OUTREACH, "アウトリーチ"),
    (OUTREACH_SHEET, "訪問のプラン"),
    (PARTICIPATION, "参加支援"),
    (PARTICIPATION_SHEET, "参加のプラン"),
)
