"""The pictures of the page on reading, as SVG files that are legible on light and on dark: the way of a sentence, bars, reliability."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

_STYLE = (
    "<style>text{font:14px system-ui,sans-serif;fill:#24292f}.s{font-size:12px;fill:#57606a}.l{stroke:#57606a;fill:none}"
    ".b{fill:#0a6e8a}.w{fill:#0a6e8a;opacity:.35}.d{stroke-dasharray:4 4}.a{fill:#57606a}"
    "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.s{fill:#9da7b3}.l{stroke:#9da7b3}.b,.w{fill:#5cc3e0}.a{fill:#9da7b3}}</style>"
)


def _picture(width: int, height: int, told: str, parts: Sequence[str]) -> str:
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
            f'role="img" aria-label="{escape(told, {chr(34): "&quot;"})}">',
            _STYLE,
            *parts,
            "</svg>\n",
        ]
    )


def _text(x: float, y: float, words: str, *, small: bool = False, anchor: str = "start") -> str:
    kind = ' class="s"' if small else ""
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}"{kind}>{escape(words)}</text>'


# ── The way of a sentence ────────────────────

# (what it does, in a few words; what it knows from beside the line, if anything)
_STATIONS = (
    ("Folded", "small letters, no accents, places kept", ""),
    ("Letters", "hashed n-grams: which language is this?", ""),
    ("Grammars", "terms, time, place, quantity; each hides what it took", "gazetteer, community's words"),
    ("Encoder", "512 numbers for what is left", ""),
    ("Heads", "kind, action, topic, mode: encoder and letters", "training sentences, corrections"),
    ("Settling", "heads, cues and grammars agree; a subject is named", "cue words"),
    ("Reading", "with a calibrated confidence", ""),
    ("Doubt?", "one question, the likeliest wrong first", "second opinion, if switched on"),
)


def straight_line() -> str:
    """The stations from a sentence to its reading, top to bottom, with what comes in from the side."""
    high, gap, left, wide = 44, 18, 20, 470
    parts = [
        '<defs><marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path class="a" d="M0 0 8 4 0 8Z"/></marker></defs>'
    ]
    for place, (name, does, beside) in enumerate(_STATIONS):
        y = 10 + place * (high + gap)
        dashed = " d" if name == "Doubt?" else ""
        parts.append(f'<rect class="l{dashed}" x="{left}" y="{y}" width="{wide}" height="{high}" rx="4"/>')
        parts += [_text(left + 14, y + 27, name), _text(left + 105, y + 27, does, small=True)]
        if place:
            parts.append(f'<path class="l" d="M{left + 50} {y - gap}V{y - 1}" marker-end="url(#a)"/>')
        if beside:
            middle, from_x = y + high / 2, left + wide + 40
            parts.append(f'<path class="l d" d="M{from_x} {middle:g}H{left + wide + 2}" marker-end="url(#a)"/>')
            parts.append(_text(from_x + 6, middle + 5, beside, small=True))
    told = "How a sentence is read, in order: " + "; ".join(
        f"{name}: {does}{f' (from {beside})' if beside else ''}" for name, does, beside in _STATIONS
    )
    return _picture(750, 10 + len(_STATIONS) * (high + gap), told, parts)


# ── Figures ────────────────────


def bars(rows: Sequence[tuple[str, int, float, float]], *, told: str) -> str:
    """For each (name, how many, share, wider share) two bars over each other, in per cent: solid, and pale behind it."""
    left, wide, step = 150, 440, 26
    height = 40 + step * len(rows)
    parts = []
    for tenth in (0, 25, 50, 75, 100):
        x = left + wide * tenth / 100
        parts.append(f'<path class="l d" opacity=".5" d="M{x:g} 24V{height - 10}"/>')
        parts.append(_text(x, 16, f"{tenth} %", small=True, anchor="middle"))
    for place, (name, count, share, wider) in enumerate(rows):
        y = 30 + place * step
        parts.append(_text(left - 10, y + 14, name, anchor="end"))
        parts.append(f'<rect class="w" x="{left}" y="{y}" width="{wide * wider:.1f}" height="18"/>')
        parts.append(f'<rect class="b" x="{left}" y="{y + 4}" width="{wide * share:.1f}" height="10"/>')
        parts.append(_text(left + wide + 10, y + 14, f"{100 * share:.0f} %, {count} sentences", small=True))
    return _picture(750, height, told, parts)


def reliability(steps: Sequence[Sequence[float]]) -> str:
    """Said against right: a circle for each step of confidence, its area by how many readings; honest is the dashed diagonal."""
    left, top, side = 60, 16, 320

    def spot(said: float, right: float) -> tuple[float, float]:
        return left + side * said, top + side * (1 - right)

    parts = [
        f'<rect class="l" x="{left}" y="{top}" width="{side}" height="{side}"/>',
        f'<path class="l d" d="M{left} {top + side}L{left + side} {top}"/>',
    ]
    for tick in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        x, y = spot(tick, tick)
        parts += [
            _text(x, top + side + 18, f"{tick:g}", small=True, anchor="middle"),
            _text(left - 8, y + 4, f"{tick:g}", small=True, anchor="end"),
        ]
    parts.append(_text(left + side / 2, top + side + 40, "confidence said", small=True, anchor="middle"))
    parts.append(
        f'<text class="s" text-anchor="middle" transform="translate(20 {top + side / 2}) rotate(-90)">share right</text>'
    )
    most = max((count for _, _, count in steps), default=1)
    for said, right, count in steps:
        x, y = spot(said, right)
        parts.append(f'<circle class="w" cx="{x:.1f}" cy="{y:.1f}" r="{4 + 16 * (count / most) ** 0.5:.1f}"/>')
        parts.append(f'<circle class="b" cx="{x:.1f}" cy="{y:.1f}" r="3"/>')
    told = "Of readings said at a confidence, the share right: " + "; ".join(
        f"said {said:.2f}, right {right:.2f} of {count:g}" for said, right, count in steps
    )
    return _picture(420, top + side + 56, told, parts)
