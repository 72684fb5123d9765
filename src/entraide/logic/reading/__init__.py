"""Reading: a sentence becomes a reading (understand.py). The contract of the fields stands in interpretation.py."""

from entraide.logic.reading.interpretation import Reading, UnreadableSentence
from entraide.logic.reading.understand import Written, understand, understand_all

__all__ = ["Reading", "UnreadableSentence", "Written", "understand", "understand_all"]
