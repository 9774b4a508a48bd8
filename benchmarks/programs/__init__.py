"""The processes that are measured from outside; each prints one line of JSON when it is where it should be."""

PASSPHRASE = "ものさしで はかる ための みほん町 台帳 ひとつ"  # opens only throw-away stores
