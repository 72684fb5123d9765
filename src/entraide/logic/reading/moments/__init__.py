"""When: an exact grammar of dates, hours, recurrences and urgency in French, Dutch, English and German.

`read_moments` is the only door.
"""

from entraide.logic.reading.moments.reading import FoundMoments, read_moments

__all__ = ["FoundMoments", "read_moments"]
