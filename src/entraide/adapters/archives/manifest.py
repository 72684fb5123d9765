"""The manifest of a community's file: what it is, where it comes from, and what each part must hold, to the byte."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

FORMAT = "entraide-community"
VERSION = 1
NAME = "manifest.json"


class WrongArchive(Exception):
    """The file cannot be taken. `reason` is a plain English sentence for whoever runs the server."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Part:
    """One part: `name`.jsonl with so many rows (lines) and bytes, and their SHA-256 in hexadecimal."""

    name: str
    rows: int
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What stands in manifest.json. `made_at` is ISO 8601 with its offset; `community` its id, slug and name.

    `stayed` is how many members did not agree to move: of them nothing is in the file but what they said in the forum, without
    their name. `vectors` names the encoder whose vectors the sentences carry.
    """

    made_at: str
    made_by: str
    server: str
    community: Mapping[str, str]
    stayed: int
    vectors: str
    parts: tuple[Part, ...]

    @property
    def rows(self) -> dict[str, int]:
        """How many rows each part has."""
        return {part.name: part.rows for part in self.parts}

    def as_bytes(self) -> bytes:
        """The manifest as it lies in the file."""
        said = {"format": FORMAT, "version": VERSION, **asdict(self)}
        return json.dumps(said, ensure_ascii=False, indent=1).encode()

    @property
    def fingerprint(self) -> str:
        """128 bits of its SHA-256, in groups of four signs: who made the file and who takes it can compare them by telephone."""
        digest = sha256(self.as_bytes()).hexdigest()[:32]
        return " ".join(digest[start : start + 4] for start in range(0, 32, 4))


def read_manifest(raw: bytes) -> Manifest:
    """The manifest in these bytes. Raises WrongArchive if it is none, or of a version that this Entraide does not know."""
    try:
        said: dict[str, Any] = json.loads(raw)
        if said.get("format") != FORMAT:
            raise WrongArchive("This is not the file of a community: its manifest says something else.")
        if said.get("version") != VERSION:
            raise WrongArchive(
                f"The file has version {said.get('version')!r} of the format; this Entraide reads version {VERSION}. "
                "Update the older of the two servers, and export again."
            )
        community = {name: _text(said["community"][name]) for name in ("id", "slug", "name")}
        parts = tuple(
            Part(_text(one["name"]), _count(one["rows"]), _count(one["size"]), _text(one["sha256"]))
            for one in said["parts"]
        )
        texts = {name: _text(said[name]) for name in ("made_at", "made_by", "server", "vectors")}
        return Manifest(**texts, community=community, stayed=_count(said["stayed"]), parts=parts)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise WrongArchive("The manifest of the file cannot be read: the file is damaged, or was changed.") from error


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > 500:
        raise ValueError("no text")
    return value


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("no count")
    return value
