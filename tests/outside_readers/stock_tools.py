"""Opens a store, a backup or a handover package as docs/store-format.md says, with public libraries and none of our code.

    python stock_tools.py FOLDER KIND     KIND is staff, recovery or handover; the secret is read from the standard input

It checks every file, page and link, and prints how many rows each table has. Needs apsw-sqlite3mc and cryptography.
"""

import base64
import hashlib
import hmac
import json
import sys
import unicodedata
from pathlib import Path
from typing import Any

import apsw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

Json = dict[str, Any]
LINK = "SELECT id, act_number, act, title, staff_id, happened_at, table_name, row_id, salt, before, after, digest, undoes, hash"


def canonical(value: object) -> bytes:
    """The bytes that digests and MACs are taken over."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def file_form(value: object) -> bytes:
    """The bytes of a file."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"


def hkdf(master: bytes, info: str) -> bytes:
    """RFC 5869 with an empty salt and one block of output."""
    extracted = hmac.digest(bytes(32), master, "sha256")
    return hmac.digest(extracted, info.encode() + b"\x01", "sha256")


def wrapping_key(header: Json, secret: bytes) -> bytes:
    """Argon2id with the parameters of a slot."""
    salt = base64.b64decode(header["salt"])
    kdf = Argon2id(salt=salt, length=32, iterations=header["t"], lanes=header["p"], memory_cost=header["m"])
    return kdf.derive(secret)


def unwrap(slot: Json, secret: bytes) -> bytes:
    """The master key in a slot. Raises InvalidTag for a wrong secret."""
    nonce, sealed = base64.b64decode(slot["nonce"]), base64.b64decode(slot["sealed"])
    return AESGCM(wrapping_key(slot["header"], secret)).decrypt(nonce, sealed, canonical(slot["header"]))


def secret_of(kind: str, typed: str) -> bytes:
    """What goes into Argon2id: a passphrase folded, or the digits of a paper alone."""
    return unicodedata.normalize("NFKC", typed).strip().encode() if kind == "staff" else typed.replace("-", "").encode()


def read(path: Path) -> Json:
    """A file of ours in its one form."""
    data = path.read_bytes()
    content: Json = json.loads(data)
    assert file_form(content) == data, path.name
    return content


def generation_of(folder: Path) -> Path:
    """The folder with the files: the one CURRENT names, or the folder itself for a backup and a package."""
    if not (folder / "CURRENT").exists():
        return folder
    name, digest = (folder / "CURRENT").read_text().split()
    assert digest == hashlib.sha256(name.encode()).hexdigest()[:16], "CURRENT"
    return folder / name


def master_key(generation: Path, kind: str, secret: bytes) -> bytes:
    """The master key that this secret unwraps."""
    keys = read(generation / "store.keys")
    assert keys.pop("sum") == hashlib.sha256(canonical(keys)).hexdigest(), "store.keys"
    for slot in keys["slots"]:
        if slot["header"]["kind"] == kind:
            try:
                return unwrap(slot, secret)
            except InvalidTag:
                continue
    raise AssertionError("no slot opened")


def check_manifest(generation: Path, master: bytes) -> Json:
    """The manifest, when its MAC and the files it names are right."""
    manifest = read(generation / "manifest.json")
    whole = dict(manifest)
    key = hkdf(master, "hokatsu-desktop/manifest/v1")
    assert whole.pop("mac") == hmac.new(key, canonical(whole), "sha256").hexdigest(), "manifest.json"
    for name, said in manifest["files"].items():
        if said["sha256"]:
            data = (generation / name).read_bytes()
            assert (len(data), hashlib.sha256(data).hexdigest()) == (said["size"], said["sha256"]), name
    if manifest["role"] == "package":
        digest = hashlib.sha256((generation / "manifest.json").read_bytes()).hexdigest()
        assert (generation / "COMPLETE").read_text() == f"{manifest['generation']} {digest}\n", "COMPLETE"
    return manifest


def opened(path: Path, master: bytes) -> apsw.Connection:
    """The encrypted file in another SQLite library, for reading."""
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    raw = hkdf(master, "hokatsu-desktop/db/v1").hex()
    for pragma in ("cipher='sqlcipher'", "legacy=4", f"key=\"x'{raw}'\""):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def check_links(connection: apsw.Connection, master: bytes) -> tuple[int, str]:
    """How many links the log has, and the hash of the last, when each fits the one before."""
    ((kept,),) = connection.execute("SELECT chain_key FROM store_identity").fetchall()
    key = bytes.fromhex(str(kept)) if kept else hkdf(master, "hokatsu-desktop/chain/v1")
    previous, count = "", 0
    for row in connection.execute(f"{LINK} FROM change_entry ORDER BY id"):
        *fields, found = row
        fields[5] = str(fields[5]).replace(" ", "T")
        contents = [fields[8], *(None if text is None else json.loads(str(text)) for text in fields[9:11])]
        digest = fields[11] or hashlib.sha256(canonical(contents)).hexdigest()
        count += 1
        assert fields[0] == count, f"link {count}"
        assert not fields[11] or contents == ["", None, None], f"link {count}"
        signed = canonical([previous, *fields[:8], digest, fields[12]])
        assert hmac.new(key, signed, "sha256").hexdigest() == found, f"link {count}"
        previous = str(found)
    return count, previous


def report(folder: Path, kind: str, typed: str) -> Json:
    """All checks, and the counts."""
    generation = generation_of(folder)
    master = master_key(generation, kind, secret_of(kind, typed))
    manifest = check_manifest(generation, master)
    connection = opened(generation / "store.db", master)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "store.db"
    links, head = check_links(connection, master)
    if manifest["role"] != "live":
        assert (links, head) == (manifest["sequence"], manifest["head"]), "head"
    names = [str(row[0]) for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    tables = {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchall()[0][0]
        for name in names
        if not name.startswith("search_index")
    }
    connection.close()
    return {"role": manifest["role"], "store": manifest["store"], "links": links, "head": head, "tables": tables}


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print(json.dumps(report(Path(sys.argv[1]), sys.argv[2], sys.stdin.readline().rstrip("\n"))))
