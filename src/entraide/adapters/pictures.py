"""Photos, drawn anew: small enough for a slow line, without what cameras write into them, and never the file that somebody sent."""

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

MOST_BYTES = 40_000
LONGEST_SIDE = 1280
# More than any telephone takes; a file may be small and still unfold into all of the memory.
MOST_PIXELS = 120_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
_QUALITIES = (72, 60, 48, 36, 24, 12)


class NoPicture(ValueError):
    """What came is no picture that we read, or larger than any camera's."""


@dataclass(frozen=True)
class Drawn:
    """A picture as WebP, which every browser since 2020 shows; sides in pixels."""

    content: bytes
    width: int
    height: int


def redrawn(content: bytes, *, most_bytes: int = MOST_BYTES) -> Drawn:
    """The picture drawn anew, upright, with sides of 1,280 at most, in no more than `most_bytes`. Raises NoPicture."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        # No rotation, place, time or thumbnail is kept: only what is seen.
        with Image.open(BytesIO(content), formats=_FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise NoPicture("too many pixels")
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            opened.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=2.0)
            upright = ImageOps.exif_transpose(opened)
            seen = _on_white(upright)
    except NoPicture:
        raise
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        OSError,
        ValueError,
        SyntaxError,
        MemoryError,
    ) as wrong:
        raise NoPicture(type(wrong).__name__) from wrong
    side = LONGEST_SIDE
    while True:
        for quality in _QUALITIES:
            file = BytesIO()
            seen.save(file, "WEBP", quality=quality, method=4)
            if file.tell() <= most_bytes:
                return Drawn(file.getvalue(), seen.width, seen.height)
        # A picture of noise: smaller, until it fits.
        side = side * 2 // 3
        seen.thumbnail((side, side))


def _on_white(picture: "Image.Image") -> "Image.Image":
    """Without transparency, and without anything else that came with it."""
    from PIL import Image

    with_alpha = picture.convert("RGBA")
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(with_alpha, mask=with_alpha.getchannel("A"))
    return ground
