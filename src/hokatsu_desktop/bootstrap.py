"""Puts the parts together: reads the command line, then runs a command, draws the demo, or opens the window."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from hokatsu_desktop import cli


def run(argv: Sequence[str]) -> int:
    """Start the program with these arguments (without its own name); gives the exit code."""
    asked = cli.parser().parse_args(list(argv))
    match asked.command:
        case "print" | "verify" | "self-test":
            return cli.run_command(asked, _screen_checks)
        case "demo":
            return _demo(asked)
        case _:
            return _window(asked)


def _screen_checks() -> Sequence[str]:
    from hokatsu_desktop.ui.start.self_checks import screen_checks

    return screen_checks()


def _demo(asked: argparse.Namespace) -> int:
    raise NotImplementedError


def _window(asked: argparse.Namespace) -> int:
    raise NotImplementedError
