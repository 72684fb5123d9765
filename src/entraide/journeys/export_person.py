"""Export everything that is kept about a person, for them to take along. It only reads; records/moves/own.py says what there is."""

from collections.abc import Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from entraide.records.moves.own import SECTIONS, own_fields
from entraide.records.people.models import Person

FORMAT = "entraide-person-2"


def export_person(person: Person) -> dict[str, Any]:
    """The person's own data as plain JSON-ready values; nothing of anybody else but the sentences they were asked about."""
    return {
        "format": FORMAT,
        "person": own_fields(person),
        **{section.name: list(section.plain_rows(person)) for section in SECTIONS},
    }


def export_person_in_pieces(person: Person) -> Iterator[str]:
    """The same as JSON text in pieces, so that no long life need fit into memory."""
    encoder = DjangoJSONEncoder(indent=1, ensure_ascii=False)
    yield f'{{"format": "{FORMAT}",\n"person": {encoder.encode(own_fields(person))}'
    for section in SECTIONS:
        yield f',\n"{section.name}": ['
        for number, row in enumerate(section.plain_rows(person)):
            yield (",\n" if number else "") + encoder.encode(row)
        yield "]"
    yield "}\n"
