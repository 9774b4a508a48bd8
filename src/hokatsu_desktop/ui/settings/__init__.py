"""設定: the office, its staff, the key, backups, typing, and this PC."""
