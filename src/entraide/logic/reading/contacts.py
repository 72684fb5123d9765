"""E-mail addresses and telephone numbers in a sentence: found, so that nothing that leaves this server holds them.

It would rather take a number too many (a long date, an account) than leave one: kind and topic do not hang on numbers.
"""

import re

# A telephone number has at least so many figures, with whatever people write between them.
FEWEST_FIGURES = 7

_NUMBER = re.compile(rf"(?:\+|\(\s?)?\d(?:[\s./()–-]{{0,3}}\d){{{FEWEST_FIGURES - 1},}}")
_EMAIL = re.compile(
    r"""\S*@\S+                                                  # name@host, @name
      | \S+\s+@\s+[\w-]+(?:\.[\w-]+)+                            # name @ host.be
      | \S+\s*(?:[(\[{]\s*(?:at|@|arobase)\s*[)\]}])\s*\S+       # name (at) host
      | \S+\s+(?:arobase|arrobase|apenstaartje|klammeraffe)\s+\S+(?:\s+(?:point|punt|dot|punkt)\s+\S+)?""",
    re.VERBOSE | re.IGNORECASE,
)


def contact_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where (code points, end exclusive, in order, apart from each other) `text` holds an e-mail address or a telephone number."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted(match.span() for pattern in (_EMAIL, _NUMBER) for match in pattern.finditer(text)):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)
