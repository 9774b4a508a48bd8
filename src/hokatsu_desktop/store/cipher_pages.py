"""The pages of an SQLCipher 4 file: which of them verify, and a blank page in the place of each that does not.

SQLCipher gives up a whole connection at the first page whose HMAC is wrong. With blank pages there instead, SQLite
complains of those pages alone and reads all others. This happens in a copy that is thrown away.
"""

import hashlib
import hmac
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC

from hokatsu_desktop.store.connection import PAGE_BYTES

_SALT, _IV, _MAC = 16, 16, 64
_BODY = PAGE_BYTES - _IV - _MAC  # the encrypted part of a page
_HMAC_SALT_MASK, _HMAC_ITERATIONS = 0x3A, 2
_COUNT_AT = 28  # in the header of an SQLite file: how many pages it has


@dataclass(frozen=True)
class _PageKeys:
    """The two keys of a file's pages."""

    cipher: bytes = field(repr=False)
    mac: bytes = field(repr=False)

    def is_right(self, number: int, page: bytes) -> bool:
        """Whether a page, counted from 1, is as it was written."""
        signed = page[_SALT if number == 1 else 0 : _BODY + _IV]
        return hmac.compare_digest(self._mac_of(number, signed), page[_BODY + _IV :])

    def opened(self, page: bytes, begin: int) -> bytes:
        """The plain bytes of a page from `begin` on."""
        decryptor = Cipher(AES256(self.cipher), CBC(page[_BODY : _BODY + _IV])).decryptor()
        return decryptor.update(page[begin:_BODY]) + decryptor.finalize()

    def blank(self, number: int, fill: int) -> bytes:
        """A page of one byte over and over that verifies: no part of any table."""
        iv = os.urandom(_IV)
        encryptor = Cipher(AES256(self.cipher), CBC(iv)).encryptor()
        signed = encryptor.update(bytes([fill]) * _BODY) + encryptor.finalize() + iv
        return signed + self._mac_of(number, signed)

    def _mac_of(self, number: int, signed: bytes) -> bytes:
        return hmac.digest(self.mac, signed + number.to_bytes(4, "little"), "sha512")


def blank_bad_pages(copy: Path, key: bytes, fill: int = 0) -> int | None:
    """Puts a blank page in the place of each that does not verify or is missing; gives their number.

    None where the first page does not verify: it holds what all others are found by. `fill` is 0x00 or 0xFF: with either
    SQLite complains where it looks for a part of a table. The end of a long value has no form of its own, so whoever reads
    compares what stands there with one fill and with the other. Raises OSError.
    """
    with copy.open("rb+") as stream:
        first = stream.read(PAGE_BYTES)
        mask = bytes(byte ^ _HMAC_SALT_MASK for byte in first[:_SALT])
        keys = _PageKeys(key, hashlib.pbkdf2_hmac("sha512", key, mask, _HMAC_ITERATIONS, len(key)))
        if len(first) < PAGE_BYTES or not keys.is_right(1, first):
            return None
        header = keys.opened(first, _SALT)
        pages = int.from_bytes(header[_COUNT_AT - _SALT : _COUNT_AT - _SALT + 4], "big")
        return sum(_mend(stream, keys, number, fill) for number in range(2, pages + 1))


def _mend(stream: BinaryIO, keys: _PageKeys, number: int, fill: int) -> bool:
    stream.seek((number - 1) * PAGE_BYTES)
    page = stream.read(PAGE_BYTES)
    if len(page) == PAGE_BYTES and keys.is_right(number, page):
        return False
    stream.seek((number - 1) * PAGE_BYTES)
    stream.write(keys.blank(number, fill))
    return True
