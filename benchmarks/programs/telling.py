"""What a measured process tells its parent: one line of JSON, for example how much memory it took."""

import json
import sys
from pathlib import Path

STATUS = Path("/proc/self/status")  # Linux only: other systems tell no memory


def tell(**facts: float | str) -> None:
    """One line for the parent, at once."""
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def memory_mb() -> dict[str, float]:
    """The most that was resident so far and what is resident now, in MB; empty where the system does not tell."""
    if not STATUS.exists():
        return {}
    lines = dict(line.split(":", 1) for line in STATUS.read_text(encoding="ascii").splitlines())
    return {
        name: int(lines[field].split()[0]) * 1024 / 1e6 for name, field in (("peak_mb", "VmHWM"), ("now_mb", "VmRSS"))
    }
