"""Wiring: which adapter serves which port, what follows what, and where an operator's own places lie. Done once, at start."""

from pathlib import Path

from django.conf import settings

from entraide.config import environment as env
from entraide.journeys import ask_second_opinion, escalate_post, flow, happen, open_thread, pay_by_card
from entraide.logic import places
from entraide.logic.reading.meaning import use_weights


def wire() -> None:
    """Connect what the floors below leave open."""
    happen.install(flow.FOLLOWS)
    escalate_post.install_forum(
        lambda post, now: open_thread.open_thread_about(post=post, now=now),
        takes=lambda post, now: open_thread.takes_unanswered(post=post, now=now),
    )
    if settings.INTERPRETER:
        # Loaded only by who uses it: it brings an HTTP client along.
        from entraide.adapters.interpreters.endpoint import Endpoint

        ask_second_opinion.install(Endpoint(**settings.INTERPRETER))
    if settings.CARD_PROVIDER:
        from entraide.adapters.payments.mollie import Mollie

        pay_by_card.install(Mollie(**settings.CARD_PROVIDER))
    use_weights(Path(settings.FOLDER) / "reader" / "heads.npz")
    own = env.text("ENTRAIDE_PLACES")
    folder = Path(own) if own else Path(settings.FOLDER) / "places"
    places.use_tables(sorted(folder.glob("*.zip")) if folder.is_dir() else [])
