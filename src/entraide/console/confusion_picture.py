"""Draws a confusion table as SVG: what was right down the side, what was read along the top, a darker square for more."""

from xml.sax.saxutils import escape, quoteattr

from entraide.logic.reading.learning.mistakes import Confusion

_SQUARE, _EDGE, _LETTER, _HIGH = 30, 14, 7.2, 13


def draw(table: Confusion, *, title: str) -> str:
    """The picture, as one SVG document that stands alone: black on white, figures in every square that is not empty."""
    names = max((len(label) for label in table.labels), default=4) * _LETTER + _EDGE
    side = len(table.labels) * _SQUARE
    left, top = _EDGE + names, _EDGE + names + 44
    width, height = max(left + side + _EDGE, 360), top + max(side, _SQUARE) + 2 * _EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" '
        f'role="img" aria-label={quoteattr(_told(table, title))} font-family="sans-serif" font-size="{_HIGH}">',
        f'<rect width="{width:g}" height="{height:g}" fill="#fcfbf9"/>',
        f'<text x="{_EDGE}" y="{_EDGE + 8}" font-weight="bold">{escape(title)}</text>',
        f'<text x="{_EDGE}" y="{_EDGE + 28}">right \u2193   read \u2192</text>',
    ]
    for number, label in enumerate(table.labels):
        middle = number * _SQUARE + _SQUARE / 2
        parts.append(
            f'<text x="{left - 8:g}" y="{top + middle + 4:g}" text-anchor="end">{escape(label)}</text>'
            f'<text transform="translate({left + middle + 4:g} {top - 8:g}) rotate(-90)">{escape(label)}</text>'
        )
    for right, row in enumerate(table.counts):
        for read, count in enumerate(row):
            share = 0 if right == read or not table.most else count / table.most
            x, y = left + read * _SQUARE, top + right * _SQUARE
            parts.append(_square(count, share=share, is_right=right == read, x=x, y=y))
    if not table.labels:
        parts.append(f'<text x="{_EDGE}" y="{top + _EDGE:g}">Nothing was confused.</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _square(count: int, *, share: float, is_right: bool, x: float, y: float) -> str:
    """One square, the darker the larger its `share`. On the diagonal, where nothing was confused, it is an empty frame."""
    # Light to ink; the figure turns white on a dark square, so that it is read on both.
    shade = f"oklch({0.97 - 0.6 * share:.3f} {0.02 + 0.11 * share:.3f} 262)"
    fill = "none" if is_right else shade
    square = f'<rect x="{x:g}" y="{y:g}" width="{_SQUARE}" height="{_SQUARE}" fill="{fill}" stroke="#b9b6ae"/>'
    if not count:
        return square
    ink = "#6b6b6b" if is_right else "#ffffff" if share > 0.5 else "#1b1f2a"
    figure = (
        f'<text x="{x + _SQUARE / 2:g}" y="{y + _SQUARE / 2 + 4:g}" text-anchor="middle" fill="{ink}">{count}</text>'
    )
    return square + figure


def _told(table: Confusion, title: str) -> str:
    """The table in words, for those who cannot see the picture."""
    confused = [
        (count, table.labels[right], table.labels[read])
        for right, row in enumerate(table.counts)
        for read, count in enumerate(row)
        if right != read and count
    ]
    said = "; ".join(
        f"{right} read as {read}: {count}" for count, right, read in sorted(confused, key=lambda c: (-c[0], c))
    )
    return f"{title}. {said or 'Nothing was confused'}."
