"""Twelve bad places are told, plain places are not, on Windows and Linux alike."""

import struct
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from hokatsu_desktop.store.place import (
    PlaceFacts,
    is_on_usb,
    linux_facts,
    place_problem,
    space_problem,
    windows_facts,
    words_for,
)

FIXED, REMOVABLE, REMOTE, CDROM = 3, 2, 4, 5
VARIABLES = {"OneDrive": "C:\\Users\\tanto\\雲", "OneDriveCommercial": "", "USERPROFILE": "C:\\Users\\tanto"}


USB, SATA = 7, 11  # winioctl.h, STORAGE_BUS_TYPE


def descriptor(bus: int) -> bytes:
    """The beginning of a STORAGE_DEVICE_DESCRIPTOR with the bus in its place, and some bytes of the maker's behind."""
    return struct.pack("<2L4x4L2L", 40, 90, 0, 0, 0, 0, bus, 8) + b"Kaku\0Disk"


def on_windows(path: str, drive_type: int = FIXED, bus: int = SATA) -> PlaceFacts:
    return windows_facts(PureWindowsPath(path), lambda _anchor: drive_type, VARIABLES, lambda _drive: descriptor(bus))


@pytest.mark.parametrize(
    ("path", "drive_type", "word"),
    [
        ("\\\\filesv\\福祉課\\台帳", FIXED, "共有フォルダー"),
        ("\\\\?\\UNC\\filesv\\福祉課", FIXED, "共有フォルダー"),
        ("Z:\\台帳", REMOTE, "共有フォルダー"),
        ("E:\\台帳", REMOVABLE, "USB"),
        ("D:\\", CDROM, "USB"),
        ("C:\\Users\\tanto\\OneDrive\\台帳", FIXED, "OneDrive"),
        ("C:\\Users\\tanto\\OneDrive - みどり町\\ドキュメント", FIXED, "OneDrive"),
        ("C:\\Users\\tanto\\雲\\台帳", FIXED, "OneDrive"),
        ("C:\\Users\\tanto\\Dropbox\\台帳", FIXED, "Dropbox"),
        ("C:\\Users\\tanto\\Dropbox (みどり町)", FIXED, "Dropbox"),
        ("G:\\マイドライブ\\台帳", FIXED, "Google"),
        ("C:\\Users\\tanto\\Google Drive\\台帳", FIXED, "Google"),
        ("C:\\Users\\tanto\\iCloudDrive\\台帳", FIXED, "iCloud"),
    ],
)
def test_bad_places_on_windows_are_told(path: str, drive_type: int, word: str) -> None:
    words = words_for(on_windows(path, drive_type))
    assert word in words
    assert words.endswith("。")


@pytest.mark.parametrize("path", ["E:\\台帳", "\\\\?\\E:\\台帳"])
def test_a_disk_in_a_usb_case_calls_itself_fixed_and_is_told_all_the_same(path: str) -> None:
    asked: list[str] = []

    def device(drive: str) -> bytes:
        asked.append(drive)
        return descriptor(USB)

    facts = windows_facts(PureWindowsPath(path), lambda _anchor: FIXED, VARIABLES, device)
    assert "USB" in words_for(facts)
    assert asked == ["E:"]


@pytest.mark.parametrize("device", [b"", b"\7", descriptor(SATA), descriptor(USB)[:28]])
def test_a_disk_that_says_nothing_of_its_bus_is_not_on_usb(device: bytes) -> None:
    assert not is_on_usb(device)


@pytest.mark.parametrize(
    "path",
    [
        "C:\\Users\\tanto\\AppData\\Local\\HokatsuDesktop",
        "C:\\Users\\tanto\\Documents\\福祉 台帳　2026",
        "D:\\OneDriveから移した資料\\台帳",
        "C:\\Users\\onedrive.tanto\\台帳",
        "C:\\my driveway\\台帳",
        "\\\\?\\C:\\台帳",
        "C:\\" + "長い名前" * 50,
    ],
)
def test_plain_places_on_windows_are_good(path: str) -> None:
    assert words_for(on_windows(path)) == ""


MOUNTS = """\
22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
23 22 0:41 / /mnt/share rw - cifs //filesv/fukushi rw
24 22 0:42 / /mnt/nfs\\040share rw - nfs4 filesv:/x rw
25 22 8:17 / /media/tanto/USB rw - vfat /dev/sdb1 rw
26 22 0:43 / /home/tanto/遠く rw - fuse.sshfs x: rw
27 22 8:3 / /home rw - ext4 /dev/sda3 rw
"""


def on_linux(path: str) -> PlaceFacts:
    return linux_facts(Path(path), PurePosixPath(path), MOUNTS, lambda device: device == "8:17")


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("/mnt/share/台帳", "共有フォルダー"),
        ("/mnt/nfs share/台帳", "共有フォルダー"),
        ("/home/tanto/遠く/台帳", "共有フォルダー"),
        ("/media/tanto/USB/台帳", "USB"),
        ("/home/tanto/Dropbox/台帳", "Dropbox"),
    ],
)
def test_bad_places_on_linux_are_told(path: str, word: str) -> None:
    assert word in words_for(on_linux(path))


@pytest.mark.parametrize("path", ["/home/tanto/.local/share/hokatsu", "/srv/台帳 福祉", "/mnt/shared2/台帳", "/"])
def test_plain_places_on_linux_are_good(path: str) -> None:
    assert words_for(on_linux(path)) == ""


def test_the_folder_of_this_test_is_good(tmp_path: Path) -> None:
    assert place_problem(tmp_path / "まだない" / ("長い" * 60)) == ""


def test_unknown_mounts_are_no_reason_to_refuse() -> None:
    assert words_for(linux_facts(Path("/x"), PurePosixPath("/x"), "", lambda _device: True)) == ""


def test_room_is_looked_at_where_the_folder_will_be(tmp_path: Path) -> None:
    assert not space_problem(tmp_path / "まだない", needed_bytes=1)
    assert space_problem(tmp_path / "まだない", needed_bytes=1 << 60)
