"""Writes a community's file, row by row: no more than one row is ever in memory."""

import json
import zipfile
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from entraide.adapters.archives.manifest import NAME, Manifest, Part


class Packer:
    """Packs parts into the file at `path`, which appears under its name only once it is whole."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._unfinished = path.with_name(path.name + ".part")
        self._parts: list[Part] = []

    def __enter__(self) -> Self:
        # Of little use to others, and nobody's business: only the server's own user may read it.
        self._unfinished.unlink(missing_ok=True)
        self._unfinished.touch(mode=0o600)
        # Level 1 packs a town in seconds and takes about a tenth more room than the usual 6.
        self._zip = zipfile.ZipFile(self._unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()
        self._unfinished.unlink(missing_ok=True)

    def add(self, name: str, rows: Iterable[Mapping[str, Any]]) -> Part:
        """Add a part of plain rows, one a line."""
        digest, count, size = sha256(), 0, 0
        with self._zip.open(f"{name}.jsonl", "w", force_zip64=True) as stream:
            for row in rows:
                line = json.dumps(row, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode() + b"\n"
                stream.write(line)
                digest.update(line)
                count, size = count + 1, size + len(line)
        part = Part(name, count, size, digest.hexdigest())
        self._parts.append(part)
        return part

    def finish(self, **said: Any) -> Manifest:
        """Add the manifest (its other fields are `said`) and give the file its name."""
        manifest = Manifest(**said, parts=tuple(self._parts))
        self._zip.writestr(NAME, manifest.as_bytes())
        self._zip.close()
        self._unfinished.replace(self._path)
        return manifest
