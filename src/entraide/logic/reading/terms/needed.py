"""Which letters a regular expression cannot match without: a quick look for them spares most sentences the search."""

from collections.abc import Sequence
from functools import cache
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_SHORTEST = 2


def _best(found: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Of several sets of letters, each sufficient by itself, the one that spares the most."""
    return max(found, key=lambda one: (min(map(len, one)), -len(one)), default=())


def _of(parsed: Any) -> tuple[str, ...]:
    """Letters one of which stands in every match of a `parsed` sequence; none where that cannot be said."""
    found: list[tuple[str, ...]] = []
    run = ""
    for op, argument in [*parsed, (None, None)]:
        if op is ops.LITERAL:
            run += chr(argument)
            continue
        if len(run) >= _SHORTEST:
            found.append((run,))
        run = ""
        inner: tuple[str, ...] = ()
        if op is ops.SUBPATTERN:
            inner = _of(argument[3])
        elif op in (ops.MAX_REPEAT, ops.MIN_REPEAT) and argument[0] > 0:
            inner = _of(argument[2])
        elif op is ops.ASSERT and argument[0] > 0:
            inner = _of(argument[1])
        elif op is ops.BRANCH:
            branches = [_of(branch) for branch in argument[1]]
            inner = tuple(dict.fromkeys(letters for one in branches for letters in one)) if all(branches) else ()
        if inner:
            found.append(inner)
    return _best(found)


@cache
def needed_letters(expression: str) -> tuple[str, ...]:
    """Letters of which at least one stands in whatever `expression` matches; empty if there is no such rule."""
    return _of(parser.parse(expression))
