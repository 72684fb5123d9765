"""Training the heads anew with what people corrected, and going back. `entraide reading train` calls this."""

import sys
from pathlib import Path

from entraide.console.progress_bar import ProgressBar
from entraide.console.reading import weights_file
from entraide.logic.reading import meaning
from entraide.logic.reading.learning.rows import (
    NOT_SAID,
    BadRow,
    TrainingRow,
    agreed,
    calibration_in,
    learned_in,
    training_folder,
)
from entraide.logic.reading.weights import built_in_version, install_own, undo_own
from entraide.records.corrections.queries import kept

_MISSING = (
    "Training needs scikit-learn, which reading does not: `tools/set-up train` installs it in a checkout, "
    'and `pip install "entraide[train]"` elsewhere.'
)


def undo() -> int:
    """Go one step back, and say to what."""
    went = undo_own(at=weights_file())
    if went is None:
        print("There is nothing to undo: the bot reads with the weights that came with Entraide.", file=sys.stderr)
        return 1
    print(
        "The bot reads with the weights from before."
        if went
        else "The bot reads with the weights that came with Entraide."
    )
    print("Restart the server and its workers: they read with the old ones until then.")
    return 0


def train(*, folder: Path | None, folds: int = 0) -> int:
    """Learn from the sentences in `folder` (those of this installation) and the kept corrections; install what is no worse.

    With two or more `folds` it first prints what heads read right of sentences that they have not seen.
    """
    try:
        from entraide.logic.reading.learning.fitting import features_of, trained_heads
        from entraide.logic.reading.learning.judging import calibrated_file, judge
        from entraide.logic.reading.learning.measuring import measure
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in ("sklearn", "scipy"):
            raise
        print(_MISSING, file=sys.stderr)
        return 1
    try:
        folder = folder or training_folder()
        learned, everyday = learned_in(folder), calibration_in(folder)
    except (BadRow, OSError) as wrong:
        print(wrong, file=sys.stderr)
        return 1
    corrected = corrected_rows()
    if not corrected:
        print("No corrections are kept: there is nothing new to learn. The bot reads as before.", file=sys.stderr)
        return 1
    progress = ProgressBar()
    meaning.use_weights(None)
    progress("judging", 0, 2)
    built_in, built_in_on_corrected = judge(everyday).share_right, judge(corrected).share_right
    progress("judging", 2, 2)
    rows = [*learned, *corrected]
    try:
        features = features_of(rows, progress=progress)
        if folds >= 2:
            figures = measure(rows, features, folds=folds, progress=progress)
            for name in ("kind", "action", "topic", "topic_in_five", "mode", "language"):
                print(f"  {name:<14} {figures[name]:>6.1%} of sentences not seen")
        heads = trained_heads(rows, features, progress=progress)
    except ValueError as wrong:  # too few sentences of too few kinds
        print(f"These sentences teach nothing: {wrong}", file=sys.stderr)
        return 1
    candidate = weights_file().with_name("heads-candidate.npz")
    new = calibrated_file(heads, everyday, file=candidate, corrections=len(corrected))
    meaning.use_weights(candidate)
    new_on_corrected = judge(corrected).share_right
    print(
        f"{len(learned)} sentences and phrases and {len(corrected)} corrections learned, beside the weights {built_in_version()}."
    )
    print("Kind and topic both right:             built-in     new")
    print(f"  {len(everyday):>5} everyday sentences, not learned {built_in:>7.1%} {new.share_right:>7.1%}")
    print(
        f"  {len(corrected):>5} corrections, learned           {built_in_on_corrected:>7.1%} {new_on_corrected:>7.1%}"
    )
    if new.share_right < built_in:
        candidate.unlink()
        print(
            "The new weights read everyday sentences worse, and are not installed. "
            "Look through the corrections (`entraide reading export`; in the admin a wrong one can be taken away).",
            file=sys.stderr,
        )
        return 1
    install_own(candidate, at=weights_file())
    print(
        f"Installed as {weights_file()}. Restart the server and its workers; `entraide reading train --undo` goes back."
    )
    return 0


def corrected_rows() -> list[TrainingRow]:
    """The kept corrections as rows, in an order that does not depend on the database.

    The action is left open: no chip shows it, so nobody has said that it was read right. Sentences on which people disagree are
    left out.
    """
    return agreed(
        TrainingRow(
            language=one.language,
            kind=one.right_kind,
            action=NOT_SAID,
            topic=one.right_topic or NOT_SAID,
            mode=one.right_mode,
            sentence=one.sentence,
        )
        for one in kept()
    )
