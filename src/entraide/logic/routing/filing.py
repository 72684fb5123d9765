"""Under what a sentence is filed, so that those whom it concerns are found without reading it again: its gist and its landmark."""

from dataclasses import dataclass
from typing import Any

from numpy import float32
from numpy.typing import NDArray

from entraide.logic.reading.interpretation import Reading
from entraide.logic.routing.gist import VERSION, Gist, gist_of
from entraide.logic.routing.landmarks import landmark_of
from entraide.logic.routing.reach import DEFAULT_RADIUS_KM


@dataclass(frozen=True)
class Filed:
    """A sentence as it is filed. `landmark` is the landmark of meaning nearest to it; None if it has no vector."""

    gist: Gist
    landmark: int | None

    def columns(self) -> dict[str, Any]:
        """The columns in which a post, or a person's sentence, keeps this."""
        return {"gist": self.gist.as_dict(), "landmark": self.landmark, "gist_version": VERSION}


def file_sentence(text: str, *, reading: Reading, vector: NDArray[float32] | None) -> Filed:
    """File the sentence `text`, read as `reading`, with the encoder's vector of it."""
    return Filed(gist=gist_of(text, reading), landmark=None if vector is None else landmark_of(vector))


def goes_km(gist: Gist, *, radius_km: float | None) -> float:
    """How far a person goes at most for what one sentence of theirs says; `radius_km` is how far they go in general, None: as most."""
    return max(DEFAULT_RADIUS_KM if radius_km is None else radius_km, gist.radius_km or 0.0)
