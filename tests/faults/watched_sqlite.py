"""What SQLite does to files in a watched folder: a layer (VFS) of ours between the encrypted SQLite and the system.

It is laid over the very library that the program uses, through the C functions that its module lets through; where it
does not (Windows), `can_watch` is False.
"""

import ctypes
import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, byref, c_char_p, c_int, c_int64, c_void_p, cast
from pathlib import Path
from typing import Any

from sqlcipher3 import _sqlite3

from tests.faults.watched_disk import Call, WatchedDisk

_OK, _FULL, _CANTOPEN = 0, 13, 14
_ERRORS = {Call.READ: 266, Call.WRITE: 778, Call.SYNC: 1034, Call.CUT: 1546, Call.REMOVE: 2570}  # SQLITE_IOERR_…
_CREATE, _JOURNALS = 0x4, 0x800 | 0x4000 | 0x80000  # SQLITE_OPEN_…

_CLOSE = CFUNCTYPE(c_int, c_void_p)
_READ = _WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)
# Names are passed on by address: SQLite keeps it, and reads more behind the name.
_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))
_DELETE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)


class _Methods(Structure):
    """sqlite3_io_methods; what is not watched stays as it was."""

    _fields_ = (
        ("version", c_int),
        ("close", _CLOSE),
        ("read", _READ),
        ("write", _WRITE),
        ("truncate", _TRUNCATE),
        ("sync", _SYNC),
        *((f"other_{number}", c_void_p) for number in range(13)),
    )


class _File(Structure):
    """sqlite3_file."""

    _fields_ = (("methods", POINTER(_Methods)),)


class _Vfs(Structure):
    """sqlite3_vfs."""

    _fields_ = (
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("own", c_void_p),
        ("open", _OPEN),
        ("delete", _DELETE),
        *((f"other_{number}", c_void_p) for number in range(14)),
    )


def _library() -> Any:
    library = ctypes.CDLL(_sqlite3.__file__)
    library.sqlite3_vfs_find.restype = POINTER(_Vfs)
    library.sqlite3_vfs_find.argtypes = [c_char_p]
    library.sqlite3_vfs_register.argtypes = [POINTER(_Vfs), c_int]
    library.sqlite3_vfs_unregister.argtypes = [POINTER(_Vfs)]
    return library


def can_watch() -> bool:
    """Whether the module of the encrypted SQLite lets its C functions through."""
    return hasattr(ctypes.CDLL(_sqlite3.__file__), "sqlite3_vfs_register")


class _OpenFile:
    """A file of the watched folder that SQLite has open."""

    def __init__(self, node: int, real: _Methods, folder: int | None) -> None:
        self.node = node
        self.real = real
        self.folder = folder  # a new journal's first sync brings its name to the disk as well


class _Layer:
    """The layer over the usual VFS, for one disk."""

    def __init__(self, disk: WatchedDisk) -> None:
        self._disk = disk
        self._library = _library()
        self._usual = self._library.sqlite3_vfs_find(None)
        self._real: _Vfs = self._usual.contents
        self._files: dict[int, _OpenFile] = {}
        self._kept: list[Any] = []  # C holds addresses of these
        self.errors: list[BaseException] = []  # of our own functions, which C cannot pass on
        self._vfs = _Vfs()
        ctypes.memmove(byref(self._vfs), byref(self._real), ctypes.sizeof(_Vfs))
        self._vfs.name = b"watched"
        self._vfs.open = self._safely(_OPEN, self._open)
        self._vfs.delete = self._safely(_DELETE, self._delete)
        self._methods: dict[int, _Methods] = {}

    def register(self) -> None:
        """From now on every connection goes through the layer."""
        self._library.sqlite3_vfs_register(byref(self._vfs), 1)

    def unregister(self) -> None:
        """New connections go the usual way again."""
        self._library.sqlite3_vfs_unregister(byref(self._vfs))
        self._library.sqlite3_vfs_register(self._usual, 1)

    def _safely(self, kind: Any, function: Callable[..., int]) -> Any:
        def called(*arguments: Any) -> int:
            try:
                return function(*arguments)
            except BaseException as error:
                self.errors.append(error)
                return 1

        self._kept.append(kind(called))
        return self._kept[-1]

    def _fails(self, call: Call) -> int:
        number = self._disk.fails(call)
        if not number:
            return _OK
        if call is Call.WRITE and number == errno.ENOSPC:
            return _FULL
        return _ERRORS.get(call, _CANTOPEN)

    def _open(self, _vfs: int, name: int | None, file: int, flags: int, out: Any) -> int:
        path = _path(name) if name else None
        if path is None or not self._disk.is_watched(path):
            return int(self._real.open(self._address(), name, file, flags, out))
        is_new = not path.exists()
        if is_new and flags & _CREATE and (failure := self._fails(Call.MAKE)):
            return failure
        result = int(self._real.open(self._address(), name, file, flags, out))
        if result == _OK:
            node = self._disk.made(path) if is_new else self._disk.node(path)
            if node is None:
                raise LookupError(path.name)
            folder = self._disk.node(path.parent) if flags & _CREATE and flags & _JOURNALS else None
            self._watch(file, node, folder)
        return result

    def _address(self) -> int | None:
        return cast(self._usual, c_void_p).value

    def _watch(self, file: int, node: int, folder: int | None) -> None:
        opened = cast(file, POINTER(_File)).contents
        address = cast(opened.methods, c_void_p).value or 0
        if address not in self._methods:
            ours = _Methods()
            ctypes.memmove(byref(ours), opened.methods, ctypes.sizeof(_Methods))
            ours.close = self._safely(_CLOSE, self._close)
            ours.read = self._safely(_READ, self._read)
            ours.write = self._safely(_WRITE, self._write)
            ours.truncate = self._safely(_TRUNCATE, self._truncate)
            ours.sync = self._safely(_SYNC, self._sync)
            self._methods[address] = ours
        self._files[file] = _OpenFile(node, opened.methods.contents, folder)
        opened.methods = ctypes.pointer(self._methods[address])

    def _close(self, file: int) -> int:
        return int(self._files.pop(file).real.close(file))

    def _read(self, file: int, into: int, count: int, at: int) -> int:
        return self._fails(Call.READ) or int(self._files[file].real.read(file, into, count, at))

    def _write(self, file: int, data: int, count: int, at: int) -> int:
        opened = self._files[file]
        if failure := self._fails(Call.WRITE):
            opened.real.write(file, data, count // 2, at)  # a full disk takes what fits
            return failure
        result = int(opened.real.write(file, data, count, at))
        if result == _OK:
            self._disk.wrote(opened.node, at, ctypes.string_at(data, count))
        return result

    def _truncate(self, file: int, length: int) -> int:
        opened = self._files[file]
        result = self._fails(Call.CUT) or int(opened.real.truncate(file, length))
        if result == _OK:
            self._disk.cut(opened.node, length)
        return result

    def _sync(self, file: int, flags: int) -> int:
        opened = self._files[file]
        result = self._fails(Call.SYNC) or int(opened.real.sync(file, flags))
        if result == _OK:
            self._disk.synced(opened.node)
            if opened.folder is not None:
                self._disk.synced(opened.folder)
                opened.folder = None
        return result

    def _delete(self, _vfs: int, name: int, sync_folder: int) -> int:
        path = _path(name)
        watched = self._disk.node(path) is not None
        if watched and (failure := self._fails(Call.REMOVE)):
            return failure
        result = int(self._real.delete(self._address(), name, sync_folder))
        if watched and result == _OK:
            self._disk.removed(path)
            folder = self._disk.node(path.parent)
            if sync_folder and folder is not None:
                self._disk.synced(folder)
        return result


def _path(name: int) -> Path:
    return Path(ctypes.string_at(name).decode())


@contextmanager
def sqlite_watched(disk: WatchedDisk) -> Iterator[None]:
    """Inside the block every change that SQLite makes in the folder is a step of the disk.

    Connections opened inside must be closed inside.
    """
    layer = _Layer(disk)
    layer.register()
    try:
        yield
    finally:
        layer.unregister()
    if layer.errors:
        raise layer.errors[0]
