"""What a machine must have for a test that watches or disturbs the system: programs, and the right to mount."""

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

MOUNTING = "the right to mount"
STRACE = ("strace",)
EXFAT = ("losetup", "mkfs.exfat", "mount.exfat-fuse", "umount", MOUNTING)
FAT = ("mformat", "mcopy", "mdir")
NEEDED = (*STRACE, *EXFAT, *FAT)


def lacking(needs: Iterable[str]) -> list[str]:
    """Which of these this machine lacks."""
    return [one for one in needs if not (_may_mount() if one == MOUNTING else shutil.which(one))]


def _may_mount() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0 and Path("/dev/fuse").exists()
