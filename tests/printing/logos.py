"""A small picture such as an office has: a filled square on a clear ground, as PNG."""

import struct
import zlib


def png(width: int = 40, height: int = 20, colour: bytes = b"\x00\x17\xc1\xff") -> bytes:
    """A PNG picture with transparency, its middle filled with one colour."""
    clear = b"\x00\x00\x00\x00"
    edge, middle = b"\x00" + clear * width, b"\x00" + clear * 2 + colour * (width - 4) + clear * 2
    rows = (edge * 2) + middle * (height - 4) + (edge * 2)
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in parts)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
