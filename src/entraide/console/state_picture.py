"""Draws a state graph as SVG, for the reference: states in columns by how many moves lead to them, arrows between them."""

from xml.sax.saxutils import escape

from entraide.logic.states import StateGraph

_WIDE, _HIGH, _GAP_X, _GAP_Y, _EDGE = 110, 36, 90, 34, 20


def draw(graph: StateGraph) -> str:
    """The picture, as one SVG element in the colour of the text around it. A final state has a double border."""
    columns = _columns(graph)
    spots = {
        state: (_EDGE + column * (_WIDE + _GAP_X), _EDGE + row * (_HIGH + _GAP_Y))
        for column, states in enumerate(columns)
        for row, state in enumerate(states)
    }
    width = max(x for x, _ in spots.values()) + _WIDE + _EDGE
    height = max(y for _, y in spots.values()) + _HIGH + _EDGE
    moves = [(one, other) for one, others in graph.moves.items() for other in others]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="{escape(_told(graph))}" font-family="sans-serif" font-size="15" fill="none" stroke="currentColor">',
        '<defs><marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0 8 4 0 8Z" fill="currentColor" stroke="none"/></marker></defs>',
    ]
    parts += [_arrow(spots[one], spots[other], has_twin=(other, one) in moves) for one, other in moves]
    for state, (x, y) in spots.items():
        parts.append(f'<rect x="{x}" y="{y}" width="{_WIDE}" height="{_HIGH}" rx="3"/>')
        if not graph.moves[state]:
            parts.append(f'<rect x="{x + 3}" y="{y + 3}" width="{_WIDE - 6}" height="{_HIGH - 6}" rx="2"/>')
        parts.append(
            f'<text x="{x + _WIDE / 2}" y="{y + 23}" text-anchor="middle" fill="currentColor" stroke="none">{escape(state)}</text>'
        )
    return "\n".join([*parts, "</svg>"])


def _columns(graph: StateGraph) -> list[list[str]]:
    """The states by how many moves the shortest way to them has."""
    columns, seen = [[graph.first]], {graph.first}
    while True:
        reached = [other for state in columns[-1] for other in graph.moves[state] if other not in seen]
        fresh = list(dict.fromkeys(reached))
        if not fresh:
            return columns
        seen.update(fresh)
        columns.append(fresh)


def _arrow(one: tuple[int, int], other: tuple[int, int], *, has_twin: bool) -> str:
    """One arrow. Two that go to and fro run beside each other; one within a column bows out to the right."""
    (x1, y1), (x2, y2) = one, other
    if x1 == x2:
        side, bow = x1 + _WIDE, 26 + abs(y2 - y1) // 4
        shift = 6 if y1 < y2 else -6
        start, end = y1 + _HIGH / 2 + shift, y2 + _HIGH / 2 + shift
        path = f"M{side} {start} C{side + bow} {start} {side + bow} {end} {side + 2} {end}"
    else:
        forward = x1 < x2
        start_x, end_x = (x1 + _WIDE, x2 - 2) if forward else (x1, x2 + _WIDE + 2)
        shift = (7 if forward else -7) if has_twin else 0
        middle = (start_x + end_x) / 2
        start, end = y1 + _HIGH / 2 + shift, y2 + _HIGH / 2 + shift
        path = f"M{start_x} {start} C{middle} {start} {middle} {end} {end_x} {end}"
    return f'<path d="{path}" marker-end="url(#a)"/>'


def _told(graph: StateGraph) -> str:
    moves = [f"{state}: {', '.join(others)}" for state, others in graph.moves.items() if others]
    return f"States of {graph.name}, from {graph.first}. " + "; ".join(moves)
