"""Measuring what the heads learn: what is right on folds of the sentences that they have not seen."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.model_selection import StratifiedKFold

from entraide.logic.reading import meaning
from entraide.logic.reading.interpretation import LANGUAGES
from entraide.logic.reading.learning.fitting import STRENGTH, Features, Progress, fit, seen_by, weights_of
from entraide.logic.reading.learning.rows import NOT_SAID, TrainingRow, labels_of


def measure(rows: Sequence[TrainingRow], features: Features, *, folds: int, progress: Progress) -> dict[str, Any]:
    """The shares right, by head, language and topic, each sentence judged by heads that have not seen it; the vocabulary is seen by all."""
    truth = {head: np.array(labels_of(rows, head=head)) for head in meaning.HEADS}
    said = {head: labels != NOT_SAID for head, labels in truth.items()}
    has_topic = said["topic"]
    guessed = {head: np.empty(len(rows), object) for head in meaning.HEADS}
    in_five = np.zeros(len(rows), bool)
    counts = weights_of(rows)
    sentences, vocabulary = np.flatnonzero(counts == 1), np.flatnonzero(counts < 1)
    splitter = StratifiedKFold(folds, shuffle=True, random_state=1)
    for number, (seen_ones, unseen_ones) in enumerate(splitter.split(sentences, truth["topic"][sentences])):
        seen, unseen = np.concatenate([sentences[seen_ones], vocabulary]), sentences[unseen_ones]
        progress("measuring", number, folds)
        for head in meaning.HEADS:
            learn = seen[said[head][seen]]
            parts = seen_by(head, features.matrix)
            trained = fit(parts[learn], truth[head][learn], strength=STRENGTH[head], counts=counts[learn])
            probabilities = trained.predict_proba(parts[unseen])
            order = np.argsort(-probabilities, axis=1)
            guessed[head][unseen] = trained.classes_[order[:, 0]]
            if head == "topic":
                in_five[unseen] = [truth[head][i] in trained.classes_[order[j, :5]] for j, i in enumerate(unseen)]
    progress("measuring", folds, folds)
    truth = {head: labels[sentences] for head, labels in truth.items()}
    right = {head: guessed[head][sentences] == truth[head] for head in meaning.HEADS}
    has_topic, in_five = has_topic[sentences], in_five[sentences]
    both = np.where(truth["kind"] == "none", right["kind"], right["kind"] & right["topic"])
    return {
        "sentences": len(sentences),
        "phrases": len(vocabulary),
        "kind": _share(right["kind"]),
        "language": _share(right["language"]),
        **{head: _share(right[head][has_topic]) for head in ("action", "topic", "mode")},
        "topic_in_five": _share(in_five[has_topic]),
        "by_language": {
            language: _share(right["topic"][has_topic & (truth["language"] == language)]) for language in LANGUAGES
        },
        "kind_and_topic": _share(both),
        "by_topic": {
            topic: round(float(right["topic"][truth["topic"] == topic].mean()), 3)
            for topic in sorted(set(truth["topic"]) - {NOT_SAID})
        },
    }


def _share(right: Any) -> float:
    return round(float(right.mean()), 4)
