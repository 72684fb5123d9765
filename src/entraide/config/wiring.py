"""Wiring: which adapter serves which port, what follows what, and where an operator's own places lie. Done once, at start."""

from pathlib import Path

from django.conf import settings

from entraide.config import environment as env
from entraide.journeys import flow, happen
from entraide.logic import places


def wire() -> None:
    """Connect what the floors below leave open."""
    happen.install(flow.FOLLOWS)
    own = env.text("ENTRAIDE_PLACES")
    folder = Path(own) if own else Path(settings.FOLDER) / "places"
    places.use_tables(sorted(folder.glob("*.zip")) if folder.is_dir() else [])
