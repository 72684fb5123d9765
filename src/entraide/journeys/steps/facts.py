"""Reading a happening: whom and what it is about."""

from uuid import UUID

from entraide.records.happenings.models import Happening


def person_of(happening: Happening) -> UUID:
    """The key of the person it is about. Raises ValueError where it has none."""
    if happening.person_id is None:
        raise ValueError(f"{happening.kind} without a person")
    return happening.person_id


def post_of(happening: Happening) -> UUID:
    """The key of the post it is about. Raises ValueError where it has none."""
    if happening.post_id is None:
        raise ValueError(f"{happening.kind} without a post")
    return happening.post_id


def key_in(happening: Happening, name: str) -> UUID:
    """The key that stands in its facts under this name. Raises KeyError where none does."""
    return UUID(happening.facts[name])
