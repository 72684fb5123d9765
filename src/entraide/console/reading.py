"""What the bot learns from being corrected: look at it, take it along, and train the bot with it.

entraide reading report            what is corrected most, and what is taken for what
entraide reading export > new.tsv  the kept sentences in the form of training/sentences, for a human to look through
entraide reading train             read with weights that have learned from them, if these are no worse
entraide reading train --undo      go back
"""

import argparse
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from entraide.logic.reading.meaning import use_weights

if TYPE_CHECKING:
    from entraide.records.corrections.models import Correction

HELP = "report, export and learn from what people corrected"


def weights_file() -> Path:
    """Where the server's own weights lie: `reader/heads.npz` in ENTRAIDE_FOLDER (var)."""
    return Path(os.environ.get("ENTRAIDE_FOLDER", "").strip() or "var").expanduser() / "reader" / "heads.npz"


def use_operators_weights() -> None:
    """Let `logic.reading` read with the server's own weights, if there are some that fit."""
    use_weights(weights_file())


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The three actions and what each takes."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    report = actions.add_parser("report", help="what is corrected most, and what is taken for what")
    report.add_argument("--of", choices=("topic", "kind"), default="topic", help="which confusions to draw (topic)")
    report.add_argument("--most", type=int, default=12, metavar="N", help="how many labels and pairs to show (12)")
    report.add_argument(
        "--picture", type=Path, metavar="FILE", help="where the picture goes (reader/confusion.svg in ENTRAIDE_FOLDER)"
    )
    export = actions.add_parser("export", help="write the kept sentences in the form of training/sentences")
    export.add_argument("--output", type=Path, metavar="FILE", help="where to (standard output)")
    for action in (report, export):
        action.add_argument("--since", type=date.fromisoformat, metavar="DAY", help="only those kept since 2026-03-04")
        action.add_argument("--language", choices=("fr", "nl", "en", "de"), default="", help="only this language")
        action.add_argument("--community", default="", metavar="SLUG", help="only this community")
    train = actions.add_parser("train", help="learn from the kept sentences")
    train.add_argument(
        "--sentences",
        type=Path,
        metavar="FOLDER",
        help="the folder with sentences/*.tsv and calibration.tsv (those of this installation)",
    )
    train.add_argument(
        "--folds",
        type=int,
        default=0,
        metavar="N",
        help="first measure on N folds that the heads have not seen (0: do not)",
    )
    train.add_argument("--undo", action="store_true", help="go one step back, at last to the built-in weights")


def run(arguments: argparse.Namespace) -> int:
    """Do it; the exit code: 0, or 1 if it was refused or something is missing."""
    from entraide.console.setup import prepare

    prepare()
    if arguments.action == "train":
        from entraide.console.reading_training import train, undo

        return undo() if arguments.undo else train(folder=arguments.sentences, folds=arguments.folds)
    from entraide.records.corrections.queries import kept

    corrections = list(kept(since=arguments.since, language=arguments.language, community=arguments.community))
    if arguments.action == "report":
        from entraide.console.reading_report import report

        picture = arguments.picture or weights_file().with_name("confusion.svg")
        return report(corrections, field=arguments.of, most=arguments.most, picture=picture)
    return _export(corrections, output=arguments.output)


def _export(corrections: "list[Correction]", *, output: Path | None) -> int:
    """One line a correction; what was read (and not confirmed) as the action stands there for a human to check."""
    from entraide.logic.reading.learning.rows import NOT_SAID, TrainingRow

    lines = [
        TrainingRow(
            language=one.language,
            kind=one.right_kind,
            action=one.right_action or NOT_SAID,
            topic=one.right_topic or NOT_SAID,
            mode=one.right_mode,
            sentence=one.sentence,
        ).as_line()
        for one in corrections
    ]
    text = "".join(f"{line}\n" for line in lines)
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        print(text, end="")
    else:
        output.write_text(text, encoding="utf-8")
        print(f"{len(lines)} sentences in {output}")
    return 0
