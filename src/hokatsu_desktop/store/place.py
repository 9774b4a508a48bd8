"""Whether a folder is a safe place for the live store: not a share, not a synchronised folder, not a stick."""

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath, PureWindowsPath

LEAST_FREE_BYTES = 200 * 1024 * 1024

_SYNCED_NAMES = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google ドライブ",
    "googledrive": "Google ドライブ",
    "マイドライブ": "Google ドライブ",
    "my drive": "Google ドライブ",
    "iclouddrive": "iCloud Drive",
    "icloud drive": "iCloud Drive",
    "box sync": "Box",
}
_SYNCED_STARTS = {"onedrive - ": "OneDrive", "dropbox (": "Dropbox"}
_SYNCED_VARIABLES = {"OneDrive": "OneDrive", "OneDriveCommercial": "OneDrive", "OneDriveConsumer": "OneDrive"}

# Windows: winbase.h, GetDriveTypeW
_DRIVE_REMOVABLE, _DRIVE_REMOTE, _DRIVE_CDROM = 2, 4, 5
# Windows: winioctl.h, STORAGE_DEVICE_DESCRIPTOR; a disk in a USB case calls itself fixed, its bus tells
_QUERY_DEVICE, _BUS_TYPE, _BUS_USB = 0x2D1400, slice(28, 32), 7
# Linux: file systems of /proc/self/mountinfo that live on another machine
_NETWORK_SYSTEMS = {
    *("nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "9p", "ceph", "glusterfs", "davfs"),
    *("fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.davfs2"),
}

DriveType = Callable[[str], int]  # what GetDriveTypeW says about "C:\\"
DeviceFacts = Callable[[str], bytes]  # the STORAGE_DEVICE_DESCRIPTOR of "C:", b"" where there is none
IsRemovable = Callable[[str], bool]  # about "major:minor"


@dataclass(frozen=True)
class PlaceFacts:
    """What the system says about a folder."""

    is_network: bool = False
    is_removable: bool = False
    synced_by: str = ""  # name of the service that copies the folder to other machines


def place_problem(folder: Path) -> str:
    """Why the live store should not be in this folder, in words for the user, or "" if the place is good.

    SQLite cannot protect a file on a share, and a service that copies the file while it is written damages it.
    """
    return words_for(facts_of(folder))


def words_for(facts: PlaceFacts) -> str:
    """The words for what was found; "" if nothing speaks against the place."""
    if facts.is_network:
        return (
            "ここはネットワーク上の共有フォルダーです。共有フォルダーに台帳を置くと、通信が切れたときに壊れることがあります。"
            "このパソコンの中のフォルダーを選んでください（控えは共有フォルダーに置けます）。"
        )
    if facts.synced_by:
        return (
            f"ここは{facts.synced_by}が外部と同期するフォルダーです。書き込みの途中で写されると、台帳が壊れることがあります。"
            "同期しないフォルダーを選んでください。"
        )
    if facts.is_removable:
        return (
            "ここはUSBメモリーなどの外せる機器です。抜けたときに台帳が壊れるおそれがあります。"
            "このパソコンの中のフォルダーを選んでください（引継ぎの持ち出しは「引継ぎ」から行えます）。"
        )
    return ""


def space_problem(folder: Path, needed_bytes: int = LEAST_FREE_BYTES) -> bool:
    """Whether less than the needed number of bytes is free where the folder is or will be."""
    return shutil.disk_usage(_existing(folder)).free < needed_bytes


def facts_of(folder: Path) -> PlaceFacts:
    """What this system says about a folder, which need not exist yet."""
    whole = folder.absolute()
    if sys.platform == "win32":
        return windows_facts(PureWindowsPath(whole), _windows_drive_type, os.environ, _windows_device)
    return linux_facts(_existing(whole).resolve(), whole, _read_or_empty(Path("/proc/self/mountinfo")), _is_removable)


def windows_facts(
    path: PureWindowsPath, drive_type: DriveType, variables: Mapping[str, str], device: DeviceFacts
) -> PlaceFacts:
    """The facts on Windows: drive kind and bus, UNC path, and the folders that cloud services name in the environment."""
    if path.drive.startswith("\\\\") and not path.drive.startswith(("\\\\?\\", "\\\\.\\")):
        return PlaceFacts(is_network=True)
    kind = drive_type(path.anchor)
    return PlaceFacts(
        is_network=kind == _DRIVE_REMOTE or path.drive.upper().startswith("\\\\?\\UNC\\"),
        is_removable=kind in (_DRIVE_REMOVABLE, _DRIVE_CDROM) or is_on_usb(device(path.drive[-2:])),
        synced_by=synced_by(path, variables),
    )


def is_on_usb(device: bytes) -> bool:
    """Whether a STORAGE_DEVICE_DESCRIPTOR tells of a disk that hangs on USB."""
    return int.from_bytes(device[_BUS_TYPE], "little") == _BUS_USB


def linux_facts(real: Path, path: PurePath, mounts: str, is_removable: IsRemovable) -> PlaceFacts:
    """The facts on Linux, from the text of /proc/self/mountinfo. `real` is the nearest existing folder."""
    best, system, device = "", "", ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split()
        point = fields[4].replace("\\040", " ")
        if real.is_relative_to(point) and len(point) >= len(best):
            best, system, device = point, after.split()[0], fields[2]
    return PlaceFacts(
        is_network=system in _NETWORK_SYSTEMS,
        is_removable=bool(device) and is_removable(device),
        synced_by=synced_by(path, {}),
    )


def synced_by(path: PurePath, variables: Mapping[str, str]) -> str:
    """The service that synchronises a folder, judged by the environment and by the exact names of the folders above."""
    for variable, name in _SYNCED_VARIABLES.items():
        root = variables.get(variable, "")
        if root and path.is_relative_to(root):
            return name
    for part in path.parts:
        lower = part.lower()
        if lower in _SYNCED_NAMES:
            return _SYNCED_NAMES[lower]
        for start, name in _SYNCED_STARTS.items():
            if lower.startswith(start):
                return name
    return ""


def _existing(folder: Path) -> Path:
    """The folder itself or the nearest one above it that is there; what may not be looked at counts as not there."""
    for place in (folder, *folder.parents):
        try:
            if place.exists():
                return place
        except OSError:
            continue
    return folder


def _read_or_empty(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _is_removable(device: str) -> bool:
    """Whether the disk behind "major:minor" says that it can be taken out, or hangs on USB."""
    block = Path("/sys/dev/block") / device
    disk = block.resolve() if block.exists() else block
    hangs_on_usb = any(part.startswith("usb") for part in disk.parts)
    return hangs_on_usb or any(_read_or_empty(place / "removable").strip() == "1" for place in (disk, disk.parent))


def _windows_drive_type(anchor: str) -> int:
    if sys.platform == "win32":
        import ctypes

        return int(ctypes.windll.kernel32.GetDriveTypeW(anchor))
    return 0


def _windows_device(drive: str) -> bytes:
    """What the disk of "C:" says about itself; b"" if it cannot be asked. Needs no rights of an administrator."""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        # winbase.h: no access to content, FILE_SHARE_READ and WRITE, OPEN_EXISTING
        handle = kernel.CreateFileW(f"\\\\.\\{drive}", 0, 3, None, 3, 0, None)
        query, answer, length = bytes(12), ctypes.create_string_buffer(1024), ctypes.c_ulong()
        told = kernel.DeviceIoControl(
            handle, _QUERY_DEVICE, query, len(query), answer, len(answer), ctypes.byref(length), None
        )
        kernel.CloseHandle(handle)
        return answer.raw[: length.value] if told else b""
    return b""
