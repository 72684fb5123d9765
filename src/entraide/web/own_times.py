"""The times that somebody promised, or was promised, as entries of their calendar."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from entraide.adapters.calendars import Entry
from entraide.records.exchanges.models import Exchange, Occurrence
from entraide.records.exchanges.queries import other_in
from entraide.records.exchanges.terms import terms_of
from entraide.records.ledgers.queries import unit_of
from entraide.records.people.models import Person
from entraide.wording.promises import promise_sentence, promise_text


def entries_of(viewer: Person, *, times: Iterable[Occurrence], now: datetime) -> Iterator[Entry]:
    """The entries of these times (with their exchanges), in the active language; those without a moment are none."""
    for time in times:
        if time.starts_at is None:
            continue
        exchange = time.exchange
        other = other_in(exchange, viewer)
        name = other.first_name if other else _("quelqu'un qui est parti")
        yield Entry(
            identity=f"{exchange.code}-{time.number}",
            version=exchange.version,
            changed_at=max(at for at in (exchange.promised_at, exchange.ended_at, exchange.begun_at) if at),
            starts_at=time.starts_at,
            ends_at=time.ends_at,
            title=_("%(what)s, avec %(name)s") % {"what": exchange.what, "name": name},
            words=_words(exchange, viewer, name=name, now=now),
            place=exchange.place_name,
            path=exchange.get_absolute_url(),
            is_off=time.state in ("skipped", "missed") or exchange.state in ("reneged", "ended"),
        )


def _words(exchange: Exchange, viewer: Person, *, name: str, now: datetime) -> str:
    helper, asker = ("", name) if exchange.helper_id == viewer.pk else (name, "")
    pieces = promise_sentence(
        terms_of(exchange),
        helper=helper,
        asker=asker,
        unit=unit_of(exchange.community, now=now),
        now=now,
        counted=exchange.unit,
    )
    return promise_text(pieces)
