#!/usr/bin/env python3
"""What a developer types: run, test, check, bench and build, on a machine that has only Python 3.11 to 3.13.

The first command makes .venv from the hashes in uv.lock; later ones see from a stamp that it is still right.
Standard library only.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

OLDEST, NEWEST = (3, 11), (3, 13)

ROOT = Path(__file__).resolve().parent
UV_PIN = ROOT / "installer" / "uv-requirements.txt"
LOCK = ROOT / "uv.lock"
WINDOWS = os.name == "nt"
LINUX = sys.platform.startswith("linux")

# Shared libraries that PySide6 expects from the system; without icccm and keysyms Qt aborts the process, without
# libcups2 it sees no printer. ca-certificates lets the set-up reach the package index.
RUN_PACKAGES = [
    "ca-certificates",
    *("libegl1", "libgl1", "libxkbcommon0", "libfontconfig1", "libdbus-1-3", "libglib2.0-0"),
    *("libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-image0"),
    *("libxcb-render-util0", "libxcb-util1", "libxcb-shape0", "libwayland-cursor0", "libcups2"),
]
TEST_PACKAGES = ["xvfb", "poppler-utils", "qpdf", "libreoffice-calc-nogui", "libreoffice-writer-nogui"]
BUILD_PACKAGES = ["binutils"]
# The peers that printing is measured against; libpango is what WeasyPrint sets text with.
BENCH_PACKAGES = ["libreoffice-writer-nogui", "libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"]

MOST_TEST_WORKERS = 4

TYPE_THE_LINE = "上の1行を入力してから、もう一度お試しください。"


# --- the machine's own packages ---------------------------------------------------------------------------------------


def missing_packages(wanted: Sequence[str]) -> list[str]:
    """Those of the wanted Debian packages that are not installed; none on a system without dpkg."""
    if not (LINUX and shutil.which("dpkg-query")):
        return []
    # Newer Debian renames some (libglib2.0-0t64) and names the old ones in Provides.
    columns = "${db:Status-Abbrev} ${Package} ${Provides}\n"
    listing = subprocess.run(["dpkg-query", "-W", "-f", columns], capture_output=True, text=True, check=True).stdout
    installed = " ".join(line[3:] for line in listing.splitlines() if line.startswith("ii")).replace(",", " ").split()
    return sorted(set(wanted) - set(installed))


def apt_get(packages: Sequence[str]) -> bool:
    """Whether apt-get installed the packages; the lists are fetched only when the first try fails."""
    variables = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300", *packages]
    words = ""
    for step in (install, ["apt-get", "update", "-q"], install):
        done = subprocess.run(step, env=variables, capture_output=True, text=True, check=False)
        if step is install and done.returncode == 0:
            return True
        words = done.stderr.strip()
    print(words, file=sys.stderr)
    return False


def may_install() -> bool:
    """Whether this is root on a system with apt-get."""
    return LINUX and os.geteuid() == 0 and shutil.which("apt-get") is not None


def ensure_packages(wanted: Sequence[str]) -> bool:
    """Whether the Debian packages are there, installed now if this is root; otherwise says which line to type."""
    missing = missing_packages(wanted)
    if not missing:
        return True
    if may_install():
        say(f"Debian のパッケージを入れています: {' '.join(missing)}")
        if apt_get(missing):
            return True
    say(f"足りないパッケージがあります。次の1行で入ります。\n  sudo apt-get install {' '.join(missing)}")
    return False


# --- child processes --------------------------------------------------------------------------------------------------


def say(words: str) -> None:
    """Print for the person at the keyboard, in step with what the child processes print."""
    print(words, flush=True)


def call(command: Sequence[object], folder: Path = ROOT, **variables: str) -> int:
    """Run a command, usually in the project folder, with our source on its path; gives its exit code."""
    # Without bytecode the program starts three times as slowly, so a wish not to write it is not passed on.
    dropped = ("PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV", "PYTHONHOME")
    inherited = {name: value for name, value in os.environ.items() if name not in dropped}
    environment = {**inherited, "PYTHONPATH": str(ROOT / "src"), **variables}
    try:
        return subprocess.run([str(word) for word in command], cwd=folder, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 130


def must(command: Sequence[object], words: str, **variables: str) -> None:
    """Run a command that has to succeed. Ends with the words if it does not."""
    if call(command, ROOT, **variables) != 0:
        raise SystemExit(words)


# --- the virtual environment ------------------------------------------------------------------------------------------


def python_in(environment: Path) -> Path:
    """The interpreter of a virtual environment."""
    return environment / "Scripts" / "python.exe" if WINDOWS else environment / "bin" / "python"


def is_of_this_python(environment: Path) -> bool:
    """Whether the environment is there, its interpreter too, and it is of the Python version now running."""
    settings = environment / "pyvenv.cfg"
    if not (settings.is_file() and python_in(environment).exists()):
        return False
    version = f"{sys.version_info[0]}.{sys.version_info[1]}."
    pairs = (line.partition("=") for line in settings.read_text(encoding="utf-8").splitlines())
    made_by = ("version", "version_info")  # venv writes the one, uv the other
    return any(key.strip() in made_by and text.strip().startswith(version) for key, _, text in pairs)


def make_environment(environment: Path) -> None:
    """An empty virtual environment of the running Python, unless a fitting one is there."""
    if is_of_this_python(environment):
        return
    shutil.rmtree(environment, ignore_errors=True)
    if call([sys.executable, "-m", "venv", environment]) != 0:
        shutil.rmtree(environment, ignore_errors=True)
        raise SystemExit("Python の仮想環境（venv）を作れませんでした。")
    (environment / ".gitignore").write_text("*\n", encoding="utf-8")


def pinned_uv(environment: Path) -> Path:
    """The uv of installer/uv-requirements.txt, in a folder of its own so that a sync does not take it away."""
    folder = environment / f"uv-{hashlib.sha256(UV_PIN.read_bytes()).hexdigest()[:12]}"
    uv = folder / "bin" / ("uv.exe" if WINDOWS else "uv")
    if uv.exists():
        return uv
    python = python_in(environment)
    if subprocess.run([python, "-c", "import pip"], capture_output=True, check=False).returncode != 0:
        must([python, "-m", "ensurepip"], "pip を用意できませんでした。")
    for outdated in environment.glob("uv-*"):
        shutil.rmtree(outdated)
    options = ["-qq", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:", "--require-hashes"]
    must(
        [python, "-m", "pip", "install", *options, "--target", folder, "-r", UV_PIN],
        "uv を入れられませんでした。ネットワークにつながっているかを確かめてください。",
    )
    return uv


def set_up(name: str, packages: Sequence[str], options: Sequence[str] = ()) -> Path:
    """The interpreter of the named environment, brought in step with uv.lock when something has changed.

    packages: Debian packages wanted beside it. options: more options of `uv sync`, for example dependency groups.
    """
    environment = ROOT / name
    python = python_in(environment)
    facts = repr((sys.version_info[:3], platform.machine(), str(environment), list(options)))
    made_from = hashlib.sha256(LOCK.read_bytes() + UV_PIN.read_bytes() + facts.encode()).hexdigest()
    stamp = environment / "made-from.txt"  # what it was made from, then the Debian packages already seen to
    seen_to = stamp.read_text(encoding="utf-8").split() if stamp.is_file() else []
    if python.exists() and {made_from, *packages} <= set(seen_to):
        return python
    started = time.monotonic()
    say(f"{name} を用意しています（初回は数分かかることがあります）。")
    can_make = importlib.util.find_spec("ensurepip") is not None or is_of_this_python(environment)
    # Debian keeps the part of Python that makes environments in a package of its own.
    complete = ensure_packages([*packages, *([] if can_make else [f"python3.{sys.version_info[1]}-venv"])])
    if not (complete or can_make):
        raise SystemExit(TYPE_THE_LINE)
    make_environment(environment)
    sync = ["sync", "--quiet", "--frozen", "--no-install-project", "--compile-bytecode", "--python", python, *options]
    must(
        [pinned_uv(environment), *sync],
        "必要な部品を入れられませんでした。ネットワークにつながっているかを確かめてください。",
        UV_PROJECT_ENVIRONMENT=str(environment),
        UV_PYTHON_DOWNLOADS="never",
        UV_SYSTEM_CERTS="true",  # town networks often put their own certificate in between
    )
    if not complete:
        say("足りないままで動くかを確かめています。")
        must([python, "-c", "import PySide6.QtWidgets, PySide6.QtPdf"], TYPE_THE_LINE)
    call([python, "-m", "compileall", "-q", "src"])
    stamp.write_text("\n".join([made_from, *sorted({*packages, *seen_to[1:]})]), encoding="utf-8")
    say(f"{name} を用意しました（{seconds_since(started)}）。")
    return python


def seconds_since(started: float) -> str:
    """How long it took, in words, from a time of time.monotonic()."""
    seconds = time.monotonic() - started
    return f"{seconds:.1f}秒" if seconds < 60 else f"{round(seconds) // 60}分{round(seconds) % 60}秒"


# --- the commands -----------------------------------------------------------------------------------------------------


def run(wanted: argparse.Namespace, rest: list[str]) -> int:
    """Start the program, or show the demo town; without a screen the demo is drawn into files."""
    python = set_up(".venv", RUN_PACKAGES)
    out = wanted.out or (ROOT / "demo-out" if wanted.demo and not has_screen() else None)
    to_files = ["--out", str(out.resolve())] if out else []
    command = [python, "-m", "hokatsu_desktop", *(["demo"] if wanted.demo else []), *to_files, *rest]
    here = Path.cwd()  # paths typed after the command are meant from here
    if has_screen():
        return call(command, here)
    if not command[3:]:
        say("画面（DISPLAY）が見つからないため、窓は表示されません。終えるには Ctrl+C を押してください。")
    return call(command, here, QT_QPA_PLATFORM="offscreen")


def has_screen() -> bool:
    """Whether a window could be seen: always on Windows and macOS, on Linux with X11 or Wayland."""
    return not LINUX or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def check_steps(python: Path) -> dict[str, Sequence[object]]:
    """The checks that read the source without running it, by name."""
    module: list[object] = [python, "-m"]
    return {
        "ruff check": [*module, "ruff", "check", "."],
        "ruff format": [*module, "ruff", "format", "--check", "."],
        "import rules": [python.with_name("lint-imports.exe" if WINDOWS else "lint-imports")],
        "mypy": [*module, "mypy"],
    }


def run_steps(steps: dict[str, Sequence[object]]) -> int:
    """Run every step even after a failure, then say which ones failed and how long each took."""
    lines = []
    for name, command in steps.items():
        say(f"── {name}")
        started = time.monotonic()
        code = call(command, QT_QPA_PLATFORM="offscreen")
        lines.append(f"  {'よし' if code == 0 else f'だめ（終了コード {code}）'}  {name}  {seconds_since(started)}")
    say("\n".join(["── まとめ", *lines]))
    return 1 if any("だめ" in line for line in lines) else 0


def check(_wanted: argparse.Namespace, _rest: list[str]) -> int:
    """Lint, format, import rules and types."""
    return run_steps(check_steps(set_up(".venv", [*RUN_PACKAGES, *TEST_PACKAGES])))


def test(wanted: argparse.Namespace, rest: list[str]) -> int:
    """All checks and all tests; with arguments for pytest only the tests they name, in one process."""
    python = set_up(".venv", [*RUN_PACKAGES, *TEST_PACKAGES])
    pytest: list[object] = [python, "-m", "pytest", *(["--long"] if wanted.long else []), *rest]
    if rest:
        return call(pytest, QT_QPA_PLATFORM="offscreen")
    workers = str(min(os.cpu_count() or 1, MOST_TEST_WORKERS))
    return run_steps({**check_steps(python), "pytest": [*pytest, "-n", workers, "--dist", "worksteal"]})


def bench(_wanted: argparse.Namespace, rest: list[str]) -> int:
    """Measure speed and sizes; the figures are printed, never asserted."""
    python = set_up(".venv-bench", [*RUN_PACKAGES, *BENCH_PACKAGES], ["--no-dev", "--group", "bench"])
    return call([python, "-m", "benchmarks", *rest], QT_QPA_PLATFORM="offscreen")


def build(_wanted: argparse.Namespace, rest: list[str]) -> int:
    """The Linux program as one folder under dist/, made in its own environment and tried out with its self-test."""
    if not LINUX:
        raise SystemExit("build は Linux 用の組み立てです（docs/decisions/0002-packaging.md）。")
    python = set_up(".venv-build", [*RUN_PACKAGES, *BUILD_PACKAGES], ["--no-dev", "--group", "build"])
    started = time.monotonic()
    places = ["--distpath", ROOT / "dist", "--workpath", ROOT / "build"]
    spec = ROOT / "installer" / "linux" / "hokatsu-desktop.spec"
    must(
        [python, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN", *places, *rest, spec],
        "組み立てに失敗しました。",
        # Stable set order makes two builds of the same source alike.
        PYTHONHASHSEED="0",
    )
    folder = ROOT / "dist" / "hokatsu-desktop"
    megabytes = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink()) / 1e6
    say(f"{folder.relative_to(ROOT)} を作りました（{seconds_since(started)}、{megabytes:.0f} MB）。自己診断をします。")
    return call([folder / "hokatsu-desktop", "self-test"], PYTHONPATH="", QT_QPA_PLATFORM="offscreen")


COMMANDS: dict[str, Callable[[argparse.Namespace, list[str]], int]] = {
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "build": build,
}


def parser() -> argparse.ArgumentParser:
    """The commands and their own options; whatever else is typed goes on to the program behind."""
    top = argparse.ArgumentParser(prog="dev.py", description=(__doc__ or "").splitlines()[0], allow_abbrev=False)
    commands = top.add_subparsers(dest="command", required=True, metavar="|".join(COMMANDS))
    own = {
        name: commands.add_parser(name, help=(act.__doc__ or "").splitlines()[0], allow_abbrev=False)
        for name, act in COMMANDS.items()
    }
    own["run"].add_argument("--demo", action="store_true", help="the demo town; without a screen into files")
    own["run"].add_argument("--out", type=Path, metavar="DIR", help="draw the demo into this folder (demo-out)")
    own["test"].add_argument("--long", action="store_true", help="the slow sweeps too")
    return top


def main() -> int:
    """Do the command that was typed; gives the exit code."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        present = platform.python_version()
        raise SystemExit(f"Python 3.{OLDEST[1]}〜3.{NEWEST[1]} で動かしてください（いまは {present} です）。")
    wanted, rest = parser().parse_known_args()
    return COMMANDS[wanted.command](wanted, [word for word in rest if word != "--"])


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a Windows console may lack the characters
    sys.exit(main())
