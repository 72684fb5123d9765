"""What stands in docs/explanation/reading.md and its pictures: training/reading-page.md with the figures that are kept."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Any

from training.drawing import bars, reliability, straight_line

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "explanation" / "reading.md"
WORDS = ROOT / "training" / "reading-page.md"
PICTURES = ROOT / "docs" / "pictures"
_LANGUAGES = {"fr": "French", "nl": "Dutch", "en": "English", "de": "German"}
Figures = Mapping[str, Any]


def files(figures: Figures) -> dict[Path, str]:
    """Every file of the page with what stands in it."""
    families = [
        (family, one["sentences"], one["topic"], one["topic in five"]) for family, one in figures["by_family"].items()
    ]
    told = "Topic right, and right among five, by family: " + "; ".join(
        f"{family} {100 * share:.0f} % and {100 * five:.0f} %" for family, _, share, five in families
    )
    return {
        PAGE: Template(WORDS.read_text(encoding="utf-8")).substitute(_parts(figures)),
        PICTURES / "reading-line.svg": straight_line(),
        PICTURES / "reading-topics.svg": bars(families, told=told),
        PICTURES / "reading-calibration.svg": reliability(figures["calibration"]["steps"]),
    }


def _parts(figures: Figures) -> dict[str, str]:
    """What stands for each name in the words of the page."""
    languages = figures["by_language"]
    parts = {
        "fields": _fields(figures),
        "families": _families(figures["by_family"]),
        "calibration": _calibration(figures["calibration"]["steps"]),
        "confusions": _confusions(figures["confusions"]),
        "examples": _examples(figures["examples"]),
        "speed": _speed(figures["speed"]),
    }
    return {
        **{name: "\n".join(lines).strip() for name, lines in parts.items()},
        "sentences": str(figures["sentences"]),
        "languages": ", ".join(
            f"{name} {languages[code].get('language', (0, 0))[1]}" for code, name in _LANGUAGES.items()
        ),
        "error": f"{figures['calibration']['error']:.3f}",
        "machine": figures["speed"]["machine"],
    }


def _fields(figures: Figures) -> Iterator[str]:
    languages = figures["by_language"]
    yield f"| field | all | {' | '.join(_LANGUAGES.values())} | of |"
    yield f"| --- |{' ---: |' * (len(_LANGUAGES) + 2)}"
    for field, (share, count) in figures["fields"].items():
        cells = [_percent(languages[code][field][0]) if field in languages[code] else "" for code in _LANGUAGES]
        yield f"| {field} | {_percent(share)} | {' | '.join(cells)} | {count} |"


def _families(families: Figures) -> Iterator[str]:
    yield "| family | sentences | topic | in five | everything | topics that were missed |"
    yield "| --- | ---: | ---: | ---: | ---: | --- |"
    for family, one in families.items():
        missed = ", ".join(f"`{topic}` {right} of {of}" for topic, (right, of) in one["missed"].items())
        shares = " | ".join(_percent(one[part]) for part in ("topic", "topic in five", "everything"))
        yield f"| {family} | {one['sentences']} | {shares} | {missed or 'none'} |"


def _calibration(steps: Sequence[Sequence[float]]) -> Iterator[str]:
    yield "| said, on average | right | readings |\n| ---: | ---: | ---: |"
    for said, right, count in steps:
        yield f"| {said:.2f} | {right:.2f} | {count} |"


def _confusions(confusions: Mapping[str, Sequence[Figures]]) -> Iterator[str]:
    for field, pairs in confusions.items():
        if pairs:
            yield f"### {field.capitalize()}\n"
            yield "| it is | it read | times | for example |\n| --- | --- | ---: | --- |"
            for pair in pairs:
                yield f"| {_code(pair['right'])} | {_code(pair['read'])} | {pair['times']} | {_quoted(pair['example'])} |"
            yield ""


def _examples(examples: Mapping[str, Sequence[Figures]]) -> Iterator[str]:
    yield "| part | sentence | it is | it read |\n| --- | --- | --- | --- |"
    for field, some in examples.items():
        for one in some:
            yield f"| {field} | {_quoted(one['text'])} | {_cell(one['right'])} | {_cell(one['read'])} |"


def _speed(speed: Figures) -> Iterator[str]:
    yield "| reading | |\n| --- | ---: |"
    yield f"| one sentence, in the median | {speed['median_ms']:.1f} ms |"
    yield f"| one sentence, at the 99th percentile | {speed['late_ms']:.1f} ms |"
    yield f"| in bulk, on one thread | {speed['bulk_per_s']:.0f} sentences/s |"
    yield f"| loading everything, and the first sentence | {speed['first_s']:.1f} s |"
    yield f"| most memory | {speed['memory_mb']:.0f} MB |"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def _code(label: str | None) -> str:
    return f"`{label}`" if label else "nothing"


def _quoted(sentence: str) -> str:
    return f"“{_cell(sentence)}”"


def _cell(words: str) -> str:
    """Words as a cell of a table shows them, letter for letter."""
    marks: Sequence[tuple[str, str]] = (
        ("&", "&amp;"),
        ("<", "&lt;"),
        ("|", "\\|"),
        ("*", "\\*"),
        ("_", "\\_"),
        ("`", "\\`"),
    )
    for mark, shown in marks:
        words = words.replace(mark, shown)
    return words
