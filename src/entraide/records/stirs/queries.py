"""Reading stirs."""

from entraide.records.stirs.models import Stir


def topic_of_thread(code: str) -> str:
    """What whoever watches the thread with this code watches."""
    return f"t:{code}"


def stirs_of(topic: str) -> int:
    """The number of the topic's latest stir; 0 if it never stirred, or long ago."""
    return Stir.objects.filter(topic=topic).values_list("number", flat=True).first() or 0
