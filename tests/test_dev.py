"""The developer's entry: what each command starts, and when the environment is made again."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import dev
import pytest

PYTHON = Path("python")


class Calls:
    """Stands in for the processes that dev.py starts and remembers them."""

    def __init__(self, failing: str = "") -> None:
        self.commands: list[list[str]] = []
        self.folders: list[Path] = []
        self.variables: list[dict[str, str]] = []
        self.failing = failing

    def __call__(self, command: Sequence[object], folder: Path = dev.ROOT, **variables: str) -> int:
        self.folders.append(folder)
        self.commands.append([str(word) for word in command])
        self.variables.append(variables)
        return 1 if self.failing and self.failing in self.commands[-1] else 0


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    started = Calls()
    monkeypatch.setattr(dev, "call", started)
    monkeypatch.setattr(dev, "set_up", lambda *_wanted: PYTHON)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return started


def type_command(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["dev.py", *words])
    return dev.main()


def test_demo_without_a_screen_is_drawn_into_files(monkeypatch: pytest.MonkeyPatch, calls: Calls) -> None:
    monkeypatch.setattr(dev, "LINUX", True)
    assert type_command(monkeypatch, "run", "--demo") == 0
    assert calls.commands == [["python", "-m", "hokatsu_desktop", "demo", "--out", str(dev.ROOT / "demo-out")]]
    assert calls.variables == [{"QT_QPA_PLATFORM": "offscreen"}]


def test_demo_with_a_screen_opens_the_window(monkeypatch: pytest.MonkeyPatch, calls: Calls) -> None:
    monkeypatch.setenv("DISPLAY", ":1")
    assert type_command(monkeypatch, "run", "--demo") == 0
    assert calls.commands == [["python", "-m", "hokatsu_desktop", "demo"]]
    assert calls.variables == [{}]


def test_demo_goes_into_the_folder_that_was_named(
    monkeypatch: pytest.MonkeyPatch, calls: Calls, tmp_path: Path
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert type_command(monkeypatch, "run", "--demo", "--out", str(tmp_path)) == 0
    assert calls.commands[0][-2:] == ["--out", str(tmp_path.resolve())]


def test_other_words_go_on_to_the_program_as_typed_where_one_is(
    monkeypatch: pytest.MonkeyPatch, calls: Calls, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert type_command(monkeypatch, "run", "self-test", "--verbose") == 0
    assert calls.commands == [["python", "-m", "hokatsu_desktop", "self-test", "--verbose"]]
    assert calls.folders == [tmp_path]


def test_every_step_runs_even_after_a_failure_and_the_failure_is_told(
    monkeypatch: pytest.MonkeyPatch, calls: Calls, capsys: pytest.CaptureFixture[str]
) -> None:
    calls.failing = "mypy"
    assert type_command(monkeypatch, "test", "--long") == 1
    assert len(calls.commands) == 5
    assert calls.commands[-1][:4] == ["python", "-m", "pytest", "--long"]
    summary = capsys.readouterr().out.split("まとめ")[1]
    assert summary.count("よし") == 4
    assert summary.count("だめ（終了コード 1）  mypy") == 1


def test_named_tests_run_alone(monkeypatch: pytest.MonkeyPatch, calls: Calls) -> None:
    assert type_command(monkeypatch, "test", "tests/store", "-k", "slot") == 0
    assert calls.commands == [["python", "-m", "pytest", "tests/store", "-k", "slot"]]


def test_an_unfitting_python_is_refused_with_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "OLDEST", (3, 98))
    with pytest.raises(SystemExit, match="動かしてください"):
        dev.main()


def test_children_find_our_source_and_may_keep_bytecode(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    shown = "import sys, hokatsu_desktop; print(sys.dont_write_bytecode, hokatsu_desktop.__file__)"
    assert dev.call([sys.executable, "-c", shown]) == 0
    assert capfd.readouterr().out.split() == ["False", str(dev.ROOT / "src" / "hokatsu_desktop" / "__init__.py")]


def test_packages_provided_under_a_newer_name_count_as_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    listing = "ii  libglib2.0-0t64 libglib2.0-0 (= 2.84.4-3)\nii  libegl1 \nrc  xvfb \n"
    monkeypatch.setattr(dev, "LINUX", True)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(subprocess, "run", lambda *_given, **_more: subprocess.CompletedProcess([], 0, listing, ""))
    assert dev.missing_packages(["libglib2.0-0", "libegl1", "xvfb", "libgl1"]) == ["libgl1", "xvfb"]


def test_who_may_not_install_is_told_the_exact_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "missing_packages", lambda _wanted: ["libegl1", "libgl1"])
    monkeypatch.setattr(dev, "may_install", lambda: False)
    assert not dev.ensure_packages(["libegl1", "libgl1", "libcups2"])
    assert "  sudo apt-get install libegl1 libgl1\n" in capsys.readouterr().out


def test_environment_is_made_once_and_again_when_the_lock_changes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    started = Calls()
    lock = tmp_path / "uv.lock"
    lock.write_text("one", encoding="utf-8")
    for name, stand_in in {"call": started, "ROOT": tmp_path, "LOCK": lock}.items():
        monkeypatch.setattr(dev, name, stand_in)
    monkeypatch.setattr(dev, "missing_packages", lambda _wanted: [])
    monkeypatch.setattr(dev, "make_environment", lay_out_environment)
    monkeypatch.setattr(dev, "pinned_uv", lambda _environment: Path("uv"))
    dev.set_up(".venv", ["libegl1"])
    first = len(started.commands)
    dev.set_up(".venv", ["libegl1"])
    assert len(started.commands) == first
    lock.write_text("two", encoding="utf-8")
    dev.set_up(".venv", ["libegl1"])
    assert started.commands[first][:3] == ["uv", "sync", "--quiet"]


def lay_out_environment(environment: Path) -> None:
    python = dev.python_in(environment)
    python.parent.mkdir(parents=True, exist_ok=True)
    python.touch()


@pytest.mark.parametrize("line", ["version = {0}.{1}.4", "version_info = {0}.{1}.4"])
def test_environment_of_the_same_python_is_kept(tmp_path: Path, line: str) -> None:
    lay_out_environment(tmp_path)
    settings = tmp_path / "pyvenv.cfg"
    settings.write_text(line.format(*sys.version_info) + "\n", encoding="utf-8")
    assert dev.is_of_this_python(tmp_path)
    settings.write_text("version = 3.1.4\n", encoding="utf-8")
    assert not dev.is_of_this_python(tmp_path)
