"""Reads a community's file, row by row, and believes nothing: names, sizes, counts and digests must be those of the manifest."""

import json
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from entraide.adapters.archives.manifest import NAME, Manifest, Part, WrongArchive, read_manifest

# No row of ours is longer: a message of 4,000 signs, a vector, a reading.
LONGEST_ROW = 1 << 20
_LONGEST_MANIFEST = 1 << 20


class Archive:
    """An opened file. Use it in a `with` statement; opening raises WrongArchive if it is not the file of a community."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> Self:
        try:
            self._zip = zipfile.ZipFile(self._path)
        except (zipfile.BadZipFile, OSError, ValueError) as error:
            raise WrongArchive(
                f"{self._path.name} is not a whole file of a community: it cannot be opened, or its end is missing."
            ) from error
        self.manifest = self._read_manifest()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def rows(self, name: str) -> Iterator[dict[str, Any]]:
        """The rows of one part, in order. Raises WrongArchive at the first byte, count or digest that is not as promised."""
        part = next((one for one in self.manifest.parts if one.name == name), None)
        if part is None:
            raise WrongArchive(f"The part “{name}” is missing.")
        damaged = WrongArchive(f"The part “{name}” is damaged, or was changed: it is not what the manifest promises.")
        try:
            yield from self._lines(part, damaged)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RecursionError) as error:
            raise damaged from error

    def _lines(self, part: Part, damaged: WrongArchive) -> Iterator[dict[str, Any]]:
        digest, count, size = sha256(), 0, 0
        with self._zip.open(f"{part.name}.jsonl") as stream:
            while line := stream.readline(LONGEST_ROW + 1):
                digest.update(line)
                count, size = count + 1, size + len(line)
                if count > part.rows or size > part.size or len(line) > LONGEST_ROW:
                    raise damaged
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise damaged
                yield row
        if (count, size, digest.hexdigest()) != (part.rows, part.size, part.sha256):
            raise damaged

    def check(self, names: Collection[str], *, progress: Callable[[str, int, int], object] | None = None) -> None:
        """Read everything once: each of the parts `names` must be there, whole, and nothing else. Raises WrongArchive."""
        promised = [part.name for part in self.manifest.parts]
        if sorted(promised) != sorted(names):
            odd = set(promised) ^ set(names)
            raise WrongArchive(f"The file does not hold the parts that it should: {', '.join(sorted(odd)) or 'twice'}.")
        there = sorted(info.filename for info in self._zip.infolist())
        if there != sorted([NAME, *(f"{name}.jsonl" for name in names)]):
            raise WrongArchive("Something was added to the file, or taken from it, after it was made.")
        done, of = 0, sum(part.rows for part in self.manifest.parts)
        for part in self.manifest.parts:
            for _ in self.rows(part.name):
                done += 1
                if progress and (done % 500 == 0 or done == of):
                    progress("checking", done, of)

    def _read_manifest(self) -> Manifest:
        try:
            with self._zip.open(NAME) as stream:
                raw = stream.read(_LONGEST_MANIFEST + 1)
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
            raise WrongArchive("This is not the file of a community: it has no manifest.") from error
        if len(raw) > _LONGEST_MANIFEST:
            raise WrongArchive("The manifest of the file is too long to be one.")
        return read_manifest(raw)
