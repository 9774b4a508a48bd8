"""docs/store-format.md is true: a store opens by following it, with another SQLite library and none of our code.

Only the first fixture makes a store with the program; everything else here is written from that page.
"""

import base64
import hashlib
import hmac
import json
import shutil
import unicodedata
from pathlib import Path
from typing import Any

import apsw
import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from tests.store.conftest import WORDS, Made, open_by_key

PAGE = Path(__file__).parents[2] / "docs" / "store-format.md"
Json = dict[str, Any]


@pytest.fixture(scope="module")
def vectors() -> Json:
    """The vectors printed at the end of the page."""
    text = PAGE.read_text(encoding="utf-8")
    found: Json = json.loads(text.rpartition("```json")[2].partition("```")[0])
    return found


def canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def file_form(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"


def hkdf(master: bytes, info: str) -> bytes:
    """RFC 5869 with an empty salt and one block of output."""
    extracted = hmac.digest(bytes(32), master, "sha256")
    return hmac.digest(extracted, info.encode() + b"\x01", "sha256")


def wrapping_key(header: Json, secret: bytes) -> bytes:
    salt = base64.b64decode(header["salt"])
    kdf = Argon2id(salt=salt, length=32, iterations=header["t"], lanes=header["p"], memory_cost=header["m"])
    return kdf.derive(secret)


def unwrap(slot: Json, secret: bytes) -> bytes:
    nonce, sealed = base64.b64decode(slot["nonce"]), base64.b64decode(slot["sealed"])
    return AESGCM(wrapping_key(slot["header"], secret)).decrypt(nonce, sealed, canonical(slot["header"]))


def secret_of_passphrase(typed: str) -> bytes:
    return unicodedata.normalize("NFKC", typed).strip().encode()


def recovery_groups(value: bytes) -> list[str]:
    words = [*value, *hashlib.sha256(value).digest()[:2]]
    return [f"{(words[at] * 256 + words[at + 1]) * 11:06d}" for at in range(0, 18, 2)]


def master_key(folder: Path, kind: str, secret: bytes) -> bytes:
    name = (folder / "CURRENT").read_text().split()[0]
    for slot in json.loads((folder / name / "store.keys").read_text())["slots"]:
        if slot["header"]["kind"] == kind:
            try:
                return unwrap(slot, secret)
            except InvalidTag:
                continue
    raise AssertionError("no slot opened")


def open_with_the_other_library(folder: Path, master: bytes) -> apsw.Connection:
    connection = apsw.Connection(str(folder / "g0001" / "store.db"), flags=apsw.SQLITE_OPEN_READONLY)
    raw = hkdf(master, "hokatsu-desktop/db/v1").hex()
    for pragma in ("cipher='sqlcipher'", "legacy=4", f"key=\"x'{raw}'\""):
        connection.execute(f"PRAGMA {pragma}")
    return connection


@pytest.fixture
def copied(made: Made, tmp_path: Path) -> Path:
    """A copy of a real store, as the page advises: two SQLite libraries must not share a file."""
    shutil.copytree(made.folder, tmp_path / "写し")
    return tmp_path / "写し"


@pytest.mark.parametrize("kind", ["staff", "recovery"])
def test_a_store_opens_by_the_page_alone(copied: Path, made: Made, kind: str) -> None:
    secret = secret_of_passphrase(WORDS.text) if kind == "staff" else made.code.printed.replace("-", "").encode()
    connection = open_with_the_other_library(copied, master_key(copied, kind, secret))
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("SELECT town FROM office").fetchall() == [("みどり町",)]
    assert connection.execute("SELECT name FROM staff").fetchall() == [("髙橋 まこと",)]
    assert connection.execute("PRAGMA application_id").fetchall() == [(1212896339,)]
    assert connection.execute("PRAGMA user_version").fetchall() == [(1,)]
    connection.close()


def test_every_table_reads_the_same_in_both_libraries(copied: Path, made: Made) -> None:
    other = open_with_the_other_library(copied, made.master.value)
    store = open_by_key(made)
    tables = [row[0] for row in store.connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    for table in tables:
        if not table.startswith("search_index"):
            rows = f'SELECT * FROM "{table}"'
            assert other.execute(rows).fetchall() == store.connection.execute(rows).fetchall(), table
    assert len(tables) > 30
    other.close()
    store.close()


def test_the_files_beside_are_as_the_page_says(made: Made) -> None:
    name, digest = (made.folder / "CURRENT").read_text().split()
    assert digest == hashlib.sha256(name.encode()).hexdigest()[:16]
    keys = read(made.folder / name / "store.keys")
    assert keys.pop("sum") == hashlib.sha256(canonical(keys)).hexdigest()
    assert read(made.folder / "keys-copy" / "g0001.keys")["sum"]
    for path, info in ((made.folder / name / "manifest.json", "manifest"), (made.folder / "anchor.json", "anchor")):
        content = read(path)
        key = hkdf(made.master.value, f"hokatsu-desktop/{info}/v1")
        assert content.pop("mac") == hmac.new(key, canonical(content), "sha256").hexdigest()
    assert (content["sequence"], content["closed"]) == (2, True)


def read(path: Path) -> Json:
    data = path.read_bytes()
    content: Json = json.loads(data)
    assert file_form(content) == data
    return content


def test_the_links_of_the_log_are_as_the_page_says(copied: Path, made: Made) -> None:
    connection = open_with_the_other_library(copied, made.master.value)
    key = hkdf(made.master.value, "hokatsu-desktop/chain/v1")
    previous, count = "", 0
    for row in connection.execute(
        "SELECT id, act_number, act, title, staff_id, happened_at, table_name, row_id, salt, before, after, undoes, hash"
        " FROM change_entry ORDER BY id"
    ):
        *fields, found = row
        fields[5] = fields[5].replace(" ", "T")
        contents = [fields[8], *(None if text is None else json.loads(text) for text in fields[9:11])]
        fields[8:11] = [hashlib.sha256(canonical(contents)).hexdigest()]
        count += 1
        assert fields[0] == count
        assert hmac.new(key, canonical([previous, *fields]), "sha256").hexdigest() == found
        previous = found
    assert count == 2
    connection.close()


def test_vector_of_the_key_derivation(vectors: Json) -> None:
    master = bytes.fromhex(vectors["master_key"])
    assert len(vectors["hkdf"]) == 4
    for info, key in vectors["hkdf"].items():
        assert hkdf(master, info).hex() == key


@pytest.mark.parametrize("kind", ["staff", "recovery"])
def test_vectors_of_the_slots(vectors: Json, kind: str) -> None:
    vector = vectors[kind]
    typed = vector["typed"]
    secret = secret_of_passphrase(typed) if kind == "staff" else typed.replace("-", "").encode()
    slot = vector["slot"]
    assert secret.decode() == vector["argon2_input"]
    assert canonical(slot["header"]).decode() == vector["aad"]
    assert wrapping_key(slot["header"], secret).hex() == vector["wrapping_key"]
    assert unwrap(slot, secret).hex() == vectors["master_key"]


def test_vector_of_the_recovery_code(vectors: Json) -> None:
    assert "-".join(recovery_groups(bytes(range(16)))) == vectors["recovery"]["typed"]


def test_vector_of_the_key_file(vectors: Json) -> None:
    slots = [vectors[kind]["slot"] for kind in ("staff", "recovery")]
    content = {"format": "hokatsu-desktop-keys", "version": 1, "store": vectors["store"], "slots": slots}
    assert hashlib.sha256(canonical(content)).hexdigest() == vectors["store_keys_sum"]
    whole = file_form({**content, "sum": vectors["store_keys_sum"]})
    assert hashlib.sha256(whole).hexdigest() == vectors["store_keys_sha256"]


@pytest.mark.parametrize("name", ["manifest", "anchor"])
def test_vectors_of_the_macs(vectors: Json, name: str) -> None:
    key = bytes.fromhex(vectors["hkdf"][f"hokatsu-desktop/{name}/v1"])
    assert hmac.new(key, canonical(vectors[name]["content"]), "sha256").hexdigest() == vectors[name]["mac"]


def test_vector_of_a_link(vectors: Json) -> None:
    key = bytes.fromhex(vectors["hkdf"]["hokatsu-desktop/chain/v1"])
    link = vectors["link"]
    assert hashlib.sha256(canonical(link["contents"])).hexdigest() == link["digest"]
    assert link["digest"] in link["fields"]
    assert hmac.new(key, canonical(link["fields"]), "sha256").hexdigest() == link["hash"]


def test_the_program_makes_the_same_vectors(vectors: Json) -> None:
    from hokatsu_desktop.store.data_folder import current_line
    from hokatsu_desktop.store.key_file import key_file_from_bytes
    from hokatsu_desktop.store.keys import KeyUse, MasterKey, Passphrase, unseal
    from hokatsu_desktop.store.recovery_code import read_recovery_code

    master = MasterKey(bytes.fromhex(vectors["master_key"]))
    assert {use.value: master.derive(use).hex() for use in KeyUse} == vectors["hkdf"]
    slots = [vectors[kind]["slot"] for kind in ("staff", "recovery")]
    content = {"format": "hokatsu-desktop-keys", "version": 1, "store": vectors["store"], "slots": slots}
    keys = key_file_from_bytes(file_form({**content, "sum": vectors["store_keys_sum"]}))
    assert unseal(keys.slots[0], Passphrase(vectors["staff"]["typed"])) == master
    assert unseal(keys.slots[1], read_recovery_code(vectors["recovery"]["typed"])) == master
    assert {"g0001": current_line("g0001").decode()} == vectors["current"]


def test_the_argon2id_of_the_library_is_that_of_the_standard() -> None:
    """RFC 9106, section 5.3."""
    kdf = Argon2id(
        salt=b"\x02" * 16, length=32, iterations=3, lanes=4, memory_cost=32, ad=b"\x04" * 12, secret=b"\x03" * 8
    )
    tag = kdf.derive(b"\x01" * 32)
    assert tag.hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
