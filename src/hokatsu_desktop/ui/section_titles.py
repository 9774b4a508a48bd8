"""What the sections of the main window are called, in the order of the left bar."""

LAST = "settings"  # stands at the foot of the left bar
TITLES = {
    "today": "きょう",
    "cases": "ケース",
    "meetings": "会議",
    "agencies": "機関・資源",
    "figures": "数字",
    "forms": "様式",
    LAST: "引継ぎ・設定",
}
