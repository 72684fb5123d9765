"""How far a long job is: one line that fills on a terminal, one line a step where the output goes to a file."""

import sys
import time


class ProgressBar:
    """Draws on standard error, so that what a command prints stays clean."""

    def __init__(self, *, width: int = 32) -> None:
        self._width = width
        self._began = time.monotonic()
        self._step = ""

    def __call__(self, step: str, done: int, of: int) -> None:
        """`done` of `of` are done in this step."""
        seconds = time.monotonic() - self._began
        if sys.stderr.isatty():
            full = round(self._width * done / of) if of else self._width
            bar = "█" * full + "░" * (self._width - full)
            end = "\n" if done >= of else ""
            print(f"\r{step:<12} {bar} {done:>5} of {of:<5} {seconds:4.0f} s", end=end, file=sys.stderr, flush=True)
        elif step != self._step:
            print(f"{step} ({of}) …", file=sys.stderr, flush=True)
        self._step = step
