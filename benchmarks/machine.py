"""On what a benchmark ran: processor, cores, load, Python and commit, in one line."""

import os
import platform
import subprocess
from pathlib import Path


def machine() -> str:
    """The line that stands above every table of figures."""
    processor = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [
            line.split(":", 1)[1].strip() for line in cpuinfo.read_text().splitlines() if line.startswith("model name")
        ]
        processor = names[0] if names else processor
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=Path(__file__).parent, check=False
    ).stdout.strip()
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "?"
    return (
        f"{processor}, {os.cpu_count()} cores, load {load}, Python {platform.python_version()}, "
        f"commit {commit or 'unknown'}"
    )
