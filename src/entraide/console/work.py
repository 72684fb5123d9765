"""Starts a worker: it does what follows from what happened (journeys/flow.py), and picks up what a dead worker dropped.

Any number may run, on any machine that reaches the database; killing one at any moment loses nothing.
"""

import argparse
import logging
import signal
import threading
import time
from datetime import timedelta

HELP = "start a worker alone"
SWEEP_EVERY_S = 20.0
PUSH_EVERY_S = 2.0

logger = logging.getLogger("entraide.worker")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How often to look, and whether to stop when nothing is left."""
    parser.add_argument("--interval", type=float, default=0.5, help="seconds between two looks at an empty queue (0.5)")
    parser.add_argument("--once", action="store_true", help="do what is there, then stop")


def run(arguments: argparse.Namespace) -> int:
    """Work until told to stop."""
    from entraide.console.setup import prepare

    prepare()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    work(stop=stop, interval_s=arguments.interval, is_once=arguments.once)
    return 0


def work(*, stop: threading.Event, interval_s: float = 0.5, is_once: bool = False) -> None:
    """Drain the queue again and again until `stop` is set; sweep from time to time. Survives a database that is away."""
    from django.db import close_old_connections
    from django.db.utils import Error

    from entraide.logic.reading.meaning import warm_up

    warm_up()
    swept_at = pushed_at = 0.0
    while not stop.is_set():
        close_old_connections()
        try:
            if time.monotonic() - swept_at >= SWEEP_EVERY_S:
                sweep()
                swept_at = time.monotonic()
            drain()
            if time.monotonic() - pushed_at >= PUSH_EVERY_S:
                push()
                pushed_at = time.monotonic()
        except Error:
            logger.exception("the database is away; trying again")
            stop.wait(5)
        except Exception:
            logger.exception("the worker stumbled; it goes on")
            stop.wait(5)
        if is_once:
            return
        stop.wait(interval_s)


def drain() -> None:
    """Do every task that is ready, then return."""
    from django.utils.crypto import get_random_string
    from django_tasks_db.management.commands.db_worker import Worker

    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    ).run()


def push() -> None:
    """Let what is due appear on people's devices: in between sweeps too, for a message is news now."""
    from django.utils import timezone

    from entraide.journeys.deliver_pushes import deliver_pushes

    deliver_pushes(now=timezone.now())


def count_rows() -> None:
    """Let SQLite count anew what has grown much (it looks for itself whether it must), so that it takes the right indexes."""
    from django.db import connection, transaction

    if connection.vendor == "sqlite":
        # A transaction from the start: it waits for its turn to write, where a statement that begins by reading is refused at once.
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit = 400")
            cursor.execute("PRAGMA optimize")


def sweep() -> None:
    """Show life, and pick up what was dropped: follow-ups, waves and steps that are due, letters, posts whose time is over, old rows."""
    from django.db.utils import Error
    from django.utils import timezone

    from entraide.journeys.ask_departure import make_departures
    from entraide.journeys.ask_people import ask_all_due
    from entraide.journeys.count_figures import count_figures
    from entraide.journeys.delete_hidden import delete_hidden
    from entraide.journeys.deliver_invitations import deliver_invitations
    from entraide.journeys.deliver_letters import LettersLeft, deliver_letters
    from entraide.journeys.deliver_outside import deliver_outside
    from entraide.journeys.end_pauses import end_pauses
    from entraide.journeys.escalate_post import escalate_all_due
    from entraide.journeys.expire_attestations import expire_attestations
    from entraide.journeys.find_rings import find_all_rings
    from entraide.journeys.forget_old import forget_old
    from entraide.journeys.forget_past import forget_past_daily
    from entraide.journeys.forget_payments import forget_payments
    from entraide.journeys.forget_shown import forget_shown
    from entraide.journeys.give_voice import call_others
    from entraide.journeys.happen import follow_swept, pick_up_dropped
    from entraide.journeys.lapse_posts import lapse_posts
    from entraide.journeys.lapse_rings import lapse_rings
    from entraide.journeys.learn_attention import learn_attention
    from entraide.journeys.let_rules_hold import let_rules_hold
    from entraide.journeys.pay_by_card import look_up_cards
    from entraide.journeys.receive_mail import forget_mails
    from entraide.journeys.renew_finds import renew_finds
    from entraide.journeys.renew_gists import renew_gists
    from entraide.journeys.seal_books import seal_books_hourly
    from entraide.journeys.send_digests import send_digests
    from entraide.journeys.show_life import show_life
    from entraide.journeys.take_decay import take_decay_hourly
    from entraide.journeys.watch_exchange import watch_all_due
    from entraide.journeys.withdraw_message import forget_withdrawn

    now = timezone.now()
    for job in (
        lambda: show_life(now=now),
        lambda: pick_up_dropped(now=now),
        lambda: lapse_posts(now=now),
        lambda: lapse_rings(now=now),
        lambda: let_rules_hold(now=now),
        lambda: end_pauses(now=now),
        lambda: call_others(now=now),
        lambda: delete_hidden(now=now),
        lambda: expire_attestations(now=now),
        lambda: follow_swept(kind="credits_moved"),
        lambda: take_decay_hourly(now=now),
        lambda: seal_books_hourly(now=now),
        lambda: ask_all_due(now=now),
        lambda: escalate_all_due(now=now),
        lambda: watch_all_due(now=now),
        lambda: find_all_rings(now=now),
        lambda: send_digests(now=now),
        lambda: deliver_letters(now=now, made_before=now - timedelta(minutes=1)),
        lambda: deliver_invitations(now=now),
        lambda: deliver_outside(now=now),
        lambda: learn_attention(now=now),
        lambda: make_departures(now=now),
        lambda: forget_old(now=now),
        lambda: forget_past_daily(now=now),
        lambda: count_figures(now=now),
        lambda: forget_withdrawn(now=now),
        lambda: forget_shown(now=now),
        lambda: forget_mails(now=now),
        lambda: look_up_cards(now=now),
        lambda: forget_payments(now=now),
        renew_gists,
        lambda: renew_finds(now=now),
        count_rows,
    ):
        try:
            job()
        except Error:
            raise
        except LettersLeft as left:
            logger.warning("%s", left)
        except Exception:
            # One fault must stop neither the other jobs nor the worker, which may be the only one there is.
            logger.exception("a job of the sweep failed; the next sweep tries again")
