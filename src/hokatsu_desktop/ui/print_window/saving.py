"""Writing a finished file where the user wants it: whole or not at all, and trouble in words."""

import errno
import re
from datetime import date
from pathlib import Path

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.store.durable_files import write_whole

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_SAFE = "記録は失われていません。"
_GONE = (errno.ENOENT, errno.ENODEV, errno.EIO, errno.ENXIO, errno.ETIMEDOUT, errno.ENETUNREACH, errno.EHOSTUNREACH)


def file_name(title: str, number: str, on: date) -> str:
    """「つなぎシート R8-012 R8.11.23」: sheet, case or meeting number and day. It never names a person."""
    name = " ".join(filter(None, (title, number, short(on))))
    return _NOT_IN_NAMES.sub("_", name).strip(" .")


def case_number(case_label: str) -> str:
    """The number in 「R8-012　佐藤世帯」; what stands beside it names people."""
    number, _, title = case_label.partition("　")
    return number if title else ""


def write_file(path: Path, content: bytes) -> None:
    """Writes a file whole, in place of one of the same name. Raises OSError; then nothing is left behind."""
    try:
        write_whole(path, content)
    except OSError:
        path.with_name(path.name + ".new").unlink(missing_ok=True)
        raise


def trouble_words(error: OSError) -> str:
    """Why a file could not be written, what to do, and what is safe. Names no path."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            what = "保存先の空きがないので、保存できませんでした。いらないファイルを消すか、別の場所を選んでください。"
        case errno.EACCES | errno.EPERM | errno.EROFS | errno.EBUSY:
            what = (
                "ここには保存できませんでした。同じ名前のファイルをほかのプログラムで開いていたら、閉じてください。"
                "書き込みを許されていない場所なら、別の場所を選んでください。"
            )
        case code if code in _GONE:
            what = (
                "保存先が見つからないので、保存できませんでした。"
                "USBメモリや共有フォルダーのつながりを確かめるか、別の場所を選んでください。"
            )
        case errno.ENAMETOOLONG | errno.EINVAL:
            what = "この名前では保存できませんでした。短い名前にするか、別の場所を選んでください。"
        case _:
            what = "保存できませんでした。空き容量と、書き込める場所かどうかを確かめてください。"
    return what + _SAFE
