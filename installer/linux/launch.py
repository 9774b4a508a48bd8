"""The first lines that run inside the bundle."""

import sys

from hokatsu_desktop.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
