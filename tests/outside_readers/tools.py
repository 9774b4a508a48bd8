"""The outside programs that read what we write: qpdf, poppler and LibreOffice. Missing ones fail the test with words."""

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

import dev
import pytest

from hokatsu_desktop.assets import resource

PATIENCE_SECONDS = 300
# Windows calls it so; the shipped file has the name of the Google edition.
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>{fonts}</dir>
<cachedir>{cache}</cachedir>
<alias binding="same"><family>BIZ UDP明朝 Medium</family><prefer><family>BIZ UD明朝</family></prefer></alias>
</fontconfig>
"""


def run(program: str, *arguments: object, **variables: str) -> subprocess.CompletedProcess[str]:
    """What the program says about the files. Fails the test when the program is not installed."""
    found = shutil.which(program)
    if found is None:
        pytest.fail(f"{program} is missing: apt-get install {' '.join(dev.TEST_PACKAGES)}")
    command = [found, *map(str, arguments)]
    pipe = subprocess.PIPE
    # A session of its own: LibreOffice is a script that starts others, and none may be left behind.
    with subprocess.Popen(
        command, stdout=pipe, stderr=pipe, encoding="utf-8", env={**os.environ, **variables}, start_new_session=True
    ) as process:
        try:
            words, complaints = process.communicate(timeout=PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            pytest.fail(f"{program} did not finish within {PATIENCE_SECONDS} seconds")
    return subprocess.CompletedProcess(command, process.returncode, words, complaints)


def converted(files: Sequence[Path], folder: Path) -> dict[Path, bytes]:
    """The PDFs that LibreOffice makes of Excel and Word files, all in one call; a file it cannot read is left out.

    It sees the shipped fonts only, and a profile of its own, so that every machine gives the same pages.
    """
    out, fonts = folder / "pdf", folder / "fonts.conf"
    fonts.write_text(_FONTS.format(fonts=resource("fonts"), cache=folder / "cache"), encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    done = run(
        "soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", out, *files, FONTCONFIG_FILE=str(fonts)
    )
    assert done.returncode == 0, done.stderr
    made = {file: out / f"{file.stem}.pdf" for file in files}
    return {file: pdf.read_bytes() for file, pdf in made.items() if pdf.is_file()}
