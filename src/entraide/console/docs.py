"""Writes the pages of the reference that are made from the code: settings, commands, journeys, pages, states, topics, rules of all sorts.

Run it after changing one of these; a test of the house fails if something is missing there.
"""

import argparse
import ast
import importlib
import inspect
import io
from collections.abc import Iterator
from pathlib import Path

HELP = "write the pages of the reference that are made from the code"
_NOTE = "<!-- Made from the code by `entraide docs`: change the code, not this page. -->\n\n"
_PACKAGE = Path(__file__).resolve().parents[1]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument("--folder", default="docs/reference", help="the folder to write to (docs/reference)")


def run(arguments: argparse.Namespace) -> int:
    """Write the pages."""
    import django

    django.setup()
    folder = Path(arguments.folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in (
        ("settings", _settings()),
        ("commands", _commands()),
        ("journeys", _journeys()),
        ("pages", _pages()),
        ("states", _states()),
        ("topics", _topics()),
        ("weights", _weights()),
        ("safety", _safety()),
        ("attestations", _attestations()),
        ("charter", _charter()),
        ("export-format", _export_format()),
        ("retention", _retention()),
    ):
        (folder / f"{name}.md").write_text(_NOTE + "\n".join(lines).rstrip() + "\n", encoding="utf-8")
        print(folder / f"{name}.md")
    return 0


def _settings() -> Iterator[str]:
    from importlib import import_module

    yield "# Settings\n\nEverything that differs between servers, and every secret, comes from the environment.\n"
    yield "| setting | default | meaning |\n| --- | --- | --- |"
    # By name: the roof stands above this door, and its list is only read.
    for name, (default, meaning) in import_module("entraide.config.environment").SETTINGS.items():
        yield f"| `{name}` | {f'`{default}`' if default else 'empty'} | {meaning} |"


def _commands() -> Iterator[str]:
    from entraide.console.command_line import COMMANDS

    yield "# Commands\n"
    for name, line in COMMANDS.items():
        yield f"## `entraide {name}`\n\n{line[0].upper()}{line[1:]}.\n"
        if name == "manage":
            continue
        module = importlib.import_module(f"entraide.console.{name.replace('-', '_')}")
        parser = argparse.ArgumentParser(
            prog=f"entraide {name}", description=module.__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        module.add_arguments(parser)
        help_text = io.StringIO()
        parser.print_help(help_text)
        yield f"```text\n{help_text.getvalue().rstrip()}\n```\n"


def _journeys() -> Iterator[str]:
    from entraide.journeys.flow import FOLLOWS

    yield "# Journeys\n\nEvery write is one of these; each is one transaction, one file, verb first.\n"
    yield "| journey | what it does |\n| --- | --- |"
    for path in sorted((_PACKAGE / "journeys").glob("*.py")):
        if path.stem != "__init__":
            docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
            yield f"| `{path.stem}` | {_first_paragraph(docstring)} |"
    yield "\n## What follows what\n\n| when this has happened | these follow, in the worker |\n| --- | --- |"
    for kind, steps in FOLLOWS.items():
        yield f"| `{kind}` | {', '.join(step.__name__.strip('_').replace('_', ' ') for step in steps)} |"


def _pages() -> Iterator[str]:
    from django.urls import get_resolver

    yield "# Pages\n\n| name | address | what it is for |\n| --- | --- | --- |"
    for route in get_resolver().url_patterns:
        prefix = str(route.pattern)
        if getattr(route, "namespace", None):
            continue
        for inner in getattr(route, "url_patterns", [route]):
            if inner.name:
                address = (prefix if inner is not route else "") + str(inner.pattern)
                docstring = inner.callback.__doc__ or inspect_module_doc(inner.callback)
                yield f"| `{inner.name}` | `/{address}` | {_first_paragraph(docstring or '')} |"


def inspect_module_doc(view: object) -> str:
    """The docstring of the module that a view stands in."""
    module = importlib.import_module(getattr(view, "__module__", "entraide"))
    return module.__doc__ or ""


def _states() -> Iterator[str]:
    from entraide.console.state_picture import draw
    from entraide.logic.states import APPEAL, ASK, CASE, EXCHANGE, OCCURRENCE, POST, SEARCH

    yield "# States\n\nA double border is a final state.\n"
    for graph in (POST, ASK, SEARCH, EXCHANGE, OCCURRENCE, CASE, APPEAL):
        yield f"## {graph.name.capitalize()}\n\n{draw(graph)}\n\n| from | may become |\n| --- | --- |"
        for state, others in graph.moves.items():
            yield f"| `{state}` | {', '.join(f'`{other}`' for other in others) or 'final'} |"
        yield ""


def _topics() -> Iterator[str]:
    from entraide.logic.reading.topics import families, topic, topics_of

    yield "# Topics\n\nWhat a sentence can be about.\n"
    for family, labels in families().items():
        yield f"## {' / '.join(labels[language] for language in ('fr', 'nl', 'en', 'de'))}\n"
        yield "| code | fr | nl | en | de |\n| --- | --- | --- | --- | --- |"
        for code in topics_of(family):
            names = topic(code).labels
            yield f"| `{code}` | {names['fr']} | {names['nl']} | {names['en']} | {names['de']} |"
        yield ""


def _weights() -> Iterator[str]:
    from entraide.logic.routing.weights import BOUNDS, DEFAULT, FIT, FitWeights, Weights

    yield "# Weights\n\nIn which order people are asked, once the rules have said who may be asked at all.\n"
    yield "## What a community may change\n"
    yield "On `/c/<community>/weights/`, by whoever tends it, within these bounds, after a preview, and with a reason."
    yield "Every version is kept, and every member reads the history. Shown there in hundredths.\n"
    yield "| part of the score | what it counts | default | least | most |\n| --- | --- | --- | --- | --- |"
    meanings = _attributes(Weights)
    for name, (low, high) in BOUNDS.items():
        yield f"| `{name}` | {meanings[name]} | {getattr(DEFAULT, name)} | {low} | {high} |"
    yield "\nThe score is the mean of the parts that are known, weighed by these numbers: they need not sum to one.\n"
    yield "## What nobody changes\n\nHow likely a sentence of somebody's own answers a post, fitted on labelled pairs.\n"
    yield "| name | what it is | value |\n| --- | --- | --- |"
    for name, meaning in _attributes(FitWeights).items():
        yield f"| `{name}` | {meaning} | {getattr(FIT, name)} |"


def _safety() -> Iterator[str]:
    from entraide.logic.routing.attestations import ASKABLE
    from entraide.logic.routing.safety import CLASSES, class_of_topic
    from entraide.logic.routing.trust import CHARTER, LEVELS

    yield "# Safety classes\n\nWhat needs care, and what the charter asks at least of whoever helps. A community may ask for"
    yield "more on `/c/<community>/safety/`, never for less; the same rule holds for asking, answering and choosing.\n"
    yield "| class | topics | by the charter | a community may ask for |\n| --- | --- | --- | --- |"
    from entraide.logic.reading.topics import topic_codes

    for code in CLASSES:
        topics = [f"`{topic}`" for topic in sorted(topic_codes()) if class_of_topic(topic) == code]
        more = {"keys": "keys named for help at home", "nights": "`care.night`; two hours or more of help after 23:00"}
        stricter = [f"`{level}`" for level in LEVELS[LEVELS.index(CHARTER[code].level) + 1 :]]
        yield f"| `{code}` | {', '.join([*topics, *filter(None, [more.get(code)])])} | `{CHARTER[code].level}` | {', '.join(stricter)} |"
    yield "\n`anybody`: no more than for other help. `verified`: some community of this server has verified who they are."
    yield "`verified_here`: this community has. Besides, a community may ask that somebody attested that they are of age, and that"
    yield "it has itself attested certain [kinds](attestations.md): "
    yield f"{', '.join(f'`{kind}`' for kind in ASKABLE)}."


def _attestations() -> Iterator[str]:
    from django.utils import translation

    from entraide.logic.routing.attestations import KINDS, TOLD_BEFORE
    from entraide.wording.standing import kind_name, kind_shown

    yield "# Kinds of attestation\n"
    yield "What somebody whom a community trusts may attest of a member, after seeing it. No document is ever kept."
    yield f"Both sides are told {TOLD_BEFORE.days} days before an end. See [standing](../explanation/standing.md).\n"
    yield "| kind | name | shown in person | holds at most | date of the document | proves | read by |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for kind in KINDS.values():
        holds = f"{kind.longest_days} days" if kind.longest_days else "no end"
        dated = "not asked"
        if kind.needs_document_date:
            dated = f"asked, at most {kind.oldest_days} days old" if kind.oldest_days else "asked"
        readers = "members" if kind.seen_by == "members" else "the person and who attests; members read what follows"
        with translation.override("en"):
            cells = (kind_name(kind.code), kind_shown(kind.code), holds, dated, kind.proves or "", readers)
        yield f"| `{kind.code}` | {' | '.join(cells)} |"


def _charter() -> Iterator[str]:
    from django.utils import translation

    from entraide.logic.charter.charter import ARTICLE_CODES
    from entraide.logic.charter.rules import FIELDS, Rules
    from entraide.wording.charter import article_title, article_words

    yield "# Charter and rules\n"
    yield "What no community can decide away, and what each may decide. See [the charter](../explanation/charter.md).\n"
    yield "## The articles\n\n| code | article | what it says |\n| --- | --- | --- |"
    for code in ARTICLE_CODES:
        with translation.override("en"):
            yield f"| `{code}` | {article_title(code)} | {article_words(code)} |"
    yield "\n## The rules of a community\n\nChanged on `/c/<community>/rules/change/`, by whoever tends it. Until it decides, these hold.\n"
    yield "| field | what it decides | default |\n| --- | --- | --- |"
    meanings, usual = _attributes(Rules), Rules().as_dict()
    for name in FIELDS:
        yield f"| `{name}` | {meanings[name]} | `{usual[name]}` |"


def _attributes(of: type) -> dict[str, str]:
    """What the docstring of a dataclass says of each of its attributes, by name."""
    said = (inspect.getdoc(of) or "").partition("Attributes:")[2]
    told = (line.strip().partition(": ") for line in said.strip().splitlines() if ": " in line)
    return {name: f"{words[0].upper()}{words[1:]}" for name, _, words in told}


def _first_paragraph(docstring: str) -> str:
    return " ".join(docstring.strip().split("\n\n")[0].split()).replace("|", "\\|")


def _export_format() -> Iterator[str]:
    from entraide.adapters.archives.manifest import FORMAT, VERSION
    from entraide.records.moves.own import EXCUSED, SECTIONS
    from entraide.records.moves.parts import PARTS, STAYS
    from entraide.records.moves.plain import type_of

    yield "# Export formats\n\nWhat a community takes along to another server, and what a person takes along for themselves."
    yield "[How to move a community](../howto/move-a-community.md) goes through it;"
    yield "[decision 15](../decisions/0015-export-format.md) says why.\n"
    yield f"## The file of a community\n\nFormat `{FORMAT}`, version {VERSION}: a zip archive, usually sealed in the age format"
    yield "(age-encryption.org/v1) for one server. It holds `manifest.json` and the parts below, each `NAME.jsonl`: UTF-8, one JSON"
    yield "object a line, in the order of their identifiers. Parts lead only to parts above them.\n"
    yield "`manifest.json`: `format`, `version`, `made_at` (ISO 8601), `made_by` (software), `server` (its address),"
    yield "`community` (`id`, `slug`, `name`), `stayed` (members who did not agree to move), `vectors` (the encoder of the"
    yield "vectors), `parts` (for each `name`, `rows`,"
    yield "`size` in bytes and `sha256` of the uncompressed part). The fingerprint is the first 128 bits of the manifest's SHA-256.\n"
    for part in PARTS:
        yield f"### {part.name}\n\n{part.says[0].upper()}{part.says[1:]}.\n"
        yield "| field | type | may be null |\n| --- | --- | --- |"
        for field in part.fields:
            yield f"| `{field.attname}` | {type_of(field)} | {'yes' if field.null else 'no'} |"
        if part.left_out:
            yield "\nLeft out: " + "; ".join(f"`{name}` ({why})" for name, why in part.left_out.items()) + "."
        yield ""
    yield "### What never leaves\n\n| what | why |\n| --- | --- |"
    for label, why in STAYS.items():
        yield f"| {label.split('.')[1]} | {why} |"
    yield "\n## The file of a person\n\n`settings/export/json/`, format `entraide-person-2`: one JSON object with `person` (what they"
    yield "set and told of themselves) and a list for each section.\n\n| section | fields |\n| --- | --- |"
    for section in SECTIONS:
        yield f"| `{section.name}` | {', '.join(f'`{name}`' for name in section.columns)} |"
    yield "\nColumns that lead to a person and are in no section:\n\n| column | why |\n| --- | --- |"
    for column, why in EXCUSED.items():
        yield f"| `{column}` | {why} |"


def _retention() -> Iterator[str]:
    from entraide.records.moves.past import KEPT

    yield "# What is forgotten, and when\n\nThe worker does it by itself, once a day (the first rows: all the time). Each row is a test.\n"
    yield "| what | kept for | then |\n| --- | --- | --- |"
    for what, kept_for, then in (
        ("codes to sign in", "1 day", "deleted"),
        ("sessions", "until they are over (90 days unused)", "deleted"),
        ("results of the worker's tasks", "7 days", "deleted"),
        ("that something stirred, for open pages", "30 days", "deleted"),
        ("where to meet, shown to the other", "as long as something is promised, or until it is taken back", "deleted"),
        (
            "photos in conversations",
            "90 days, or as long as something is promised",
            "deleted; what was said with them stays",
        ),
        ("that a mail came in (a digest)", "30 days", "deleted"),
        ("corrections of the bot", "`ENTRAIDE_CORRECTIONS_KEPT` days (two years)", "deleted"),
        (
            "the account number of a person who is paid",
            "until the bill is paid or cancelled; 90 days",
            "erased; then the bill ends",
        ),
        (
            "what payers wrote, and as whom, on a community's statements",
            "1 year after it was settled",
            "erased; day and amount stay",
        ),
        ("the file of a community", "7 days after it was made", "deleted"),
        (
            "what came with a community for somebody who was here before",
            "1 year without a word",
            "deleted; messages stay, nameless",
        ),
    ):
        yield f"| {what} | {kept_for} | {then} |"
    for row in KEPT:
        yield f"| {row.what} | {row.kept_for} | {row.then} |"
