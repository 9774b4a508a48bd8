"""The program's entry: python -m hokatsu_desktop, or the installed command hokatsu-desktop."""

import sys


def main() -> int:
    """Run with the command line's arguments; gives the exit code."""
    from hokatsu_desktop.bootstrap import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
