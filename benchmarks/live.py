"""How live pages cost: many open streams in one process, from what is said in the database to the page that hears of it.

    .venv/bin/python benchmarks/live.py [--streams 1000] [--news 10] [--postgresql URL]

Streams are opened against the live process (entraide/live) with granian, as `entraide live` starts it, on a database of its own. Some
topics stir, each watched by one stream in ten; counted is what arrives, when, and the memory and processor time of the process.
Beside it, in the same run, the named alternative that needs no stream: every page asks once in N seconds whether something is new
(`healthz`-light: the same process and query, answered at once), at a pace at which the mean delay is five seconds; and at the pace
at which it would be as quick as the stream.
"""

import argparse
import asyncio
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
PORT = 8791
A_TENTH = 10


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--streams", type=int, default=1000, help="open streams (1000)")
    parser.add_argument("--news", type=int, default=10, help="how often something stirs (10)")
    parser.add_argument("--postgresql", default="", help="the address of an empty database; without it, SQLite")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="entraide-live-"))
    os.environ |= {
        "ENTRAIDE_FOLDER": str(folder),
        "ENTRAIDE_DATABASE": given.postgresql,
        "DJANGO_SETTINGS_MODULE": "entraide.config.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    try:
        return _measure(streams=given.streams, news=given.news)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _measure(*, streams: int, news: int) -> int:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", "stirs", verbosity=0)
    from benchmarks.machine import machine

    print(f"{machine()}\n{connection.vendor}, {streams} streams, one process\n")
    start = f"import sys; from entraide.console.command_line import main; sys.exit(main(['live', '--port', '{PORT}']))"
    process = subprocess.Popen([sys.executable, "-c", start], cwd=ROOT, start_new_session=True)
    try:
        _wait()
        asyncio.run(_run(process.pid, streams=streams, news=news))
    finally:
        process.terminate()
        process.wait(10)
    return 0


async def _run(pid: int, *, streams: int, news: int) -> None:
    idle_mb, _ = _cost(pid)
    topics = [f"t:{number:012d}" for number in range(max(1, streams // A_TENTH))]
    began = time.perf_counter()
    heard: asyncio.Queue[tuple[str, float]] = asyncio.Queue()
    readers = [
        asyncio.create_task(_read(topics[number % len(topics)], str(number), heard)) for number in range(streams)
    ]
    opened = [await heard.get() for _ in range(streams)]
    opening_s = time.perf_counter() - began
    assert all(kind == "open" for kind, _ in opened)
    open_mb, cpu_before = _cost(pid)
    delays: list[float] = []
    for number in range(news):
        topic = topics[number % len(topics)]
        said_at = time.perf_counter()
        await asyncio.to_thread(_stir, topic)
        for _ in range(streams // len(topics)):
            _, at = await asyncio.wait_for(heard.get(), 10)
            delays.append(at - said_at)
        await asyncio.sleep(0.3)
    first_s = await _all_at_once(topics, heard, streams)
    _, cpu_after = _cost(pid)
    rest_s = 5.0
    await asyncio.sleep(rest_s)
    _, cpu_idle = _cost(pid)
    for reader in readers:
        reader.cancel()
    ways = [
        ("memory, nobody there", f"{idle_mb:.0f} MB"),
        (f"memory, {streams} streams", f"{open_mb:.0f} MB ({(open_mb - idle_mb) * 1024 / streams:.1f} kB each)"),
        (f"all {streams} opened within", f"{opening_s:.2f} s"),
        ("from the writing to the page, median", f"{statistics.median(delays) * 1000:.0f} ms"),
        ("slowest", f"{max(delays) * 1000:.0f} ms"),
        (f"everything stirs at once: all {streams} told within", f"{first_s:.2f} s"),
        ("processor while all rest", f"{(cpu_idle - cpu_after) / rest_s:.1%} of a core"),
        ("processor for what was told", f"{cpu_after - cpu_before:.2f} s"),
    ]
    for what, figure in ways:
        print(f"  {what:<52}{figure}")
    await _polling(pid, streams=streams, delay_s=statistics.median(delays))


async def _all_at_once(topics: Sequence[str], heard: "asyncio.Queue[tuple[str, float]]", streams: int) -> float:
    began = time.perf_counter()
    await asyncio.to_thread(lambda: [_stir(topic) for topic in topics])
    for _ in range(len(topics) * (streams // len(topics))):
        await asyncio.wait_for(heard.get(), 30)
    return time.perf_counter() - began


async def _polling(pid: int, *, streams: int, delay_s: float) -> None:
    """The alternative: ask again and again. What one question costs the process, times how often all pages would ask."""
    _, before = _cost(pid)
    asked = 500
    for number in range(asked):
        await _once(f"t:{number % 100:012d}", str(number))
    _, after = _cost(pid)
    each_s = (after - before) / asked
    print(
        "\n  beside it: every page asks again and again (the cheapest question there is, answered by the same process)"
    )
    for mean_s in (5.0, max(delay_s, 0.01)):
        # Whoever asks every N seconds learns of it after N/2 on average.
        share = streams / (2 * mean_s) * each_s
        print(f"  {f'told after {mean_s:.2g} s on average':<52}{share:.1%} of a core")


async def _read(topic: str, person: str, heard: "asyncio.Queue[tuple[str, float]]") -> None:
    reader, writer = await _ask(topic, person)
    while line := await reader.readline():
        if line.startswith(b"retry:"):
            heard.put_nowait(("open", time.perf_counter()))
        elif line.startswith(b"event: new"):
            heard.put_nowait(("new", time.perf_counter()))
    writer.close()


async def _once(topic: str, person: str) -> None:
    """One question, and its answer: what has stirred lately is told at once, and the connection closed."""
    reader, writer = await _ask(topic, person)
    while not (await reader.readline()).startswith(b"retry:"):
        pass
    writer.close()


async def _ask(topic: str, person: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    from django.conf import settings

    from entraide.logic.watching import key_of, write_pass

    passed = write_pass(topic=topic, person=person, now=datetime.now(UTC), key=key_of(secret=settings.SECRET_KEY))
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    writer.write(f"GET /live/{passed}?since=0 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    await writer.drain()
    return reader, writer


def _stir(topic: str) -> None:
    from django.db import connection, transaction

    from entraide.records.stirs.changes import stir

    with transaction.atomic():
        stir(topic=topic)
    connection.close()


def _wait() -> None:
    import socket

    for _ in range(100):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", PORT)) == 0:
                return
        time.sleep(0.2)
    raise TimeoutError("the live process did not start")


def _cost(pid: int) -> tuple[float, float]:
    """Memory in MB and processor time in seconds of the process and its children, from /proc."""
    pids = [pid]
    for one in pids:
        children = Path(f"/proc/{one}/task/{one}/children")
        pids += [int(word) for word in children.read_text().split()] if children.exists() else []
    memory = processor = 0.0
    for one in pids:
        status = Path(f"/proc/{one}/status").read_text()
        memory += int(status.split("VmRSS:")[1].split()[0]) / 1024
        times = Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
        processor += (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")
    return memory, processor


if __name__ == "__main__":
    sys.exit(main())
