"""The topic of what is wanted in return: a few bare words, which the heads, trained on sentences, judge with less surety.

Of a piano alone the heads think of lessons, of paint alone of painters. What is no clause, and names no work, is the thing;
words that surely name a work, a lesson or a thing (`returned_topics.toml`) raise the odds of their topic.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from entraide.common.text import fold

_UNLIKELY = 0.05
_SAID = 60.0
_AT_LEAST = 1.0
"""How much a word of the table raises the odds of its topic: it outweighs a head that is sure of another."""


@cache
def _taught() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:cours|lecons?|initi\w+|appren\w+|apprends?|montre\w*|conversations?|tandem|soutien|devoirs"
        r"|conduite|stage"
        r"|les|\w*lessen|\w*les|bijles|leer\w*|leren|uitleg|conversatie|oefenen|teach\w*|learn\w*|lessons?|class(?:es)?"
        r"|tutoring|tuition|explain\w*|expliqu\w*"
        r"|\w*unterricht|\w*kurs|\w*stunden?|nachhilfe|lern\w*|lehr\w*|beibring\w*|bei|zeig\w*)(?!\w)"
    )


@cache
def _worked() -> re.Pattern[str]:
    """Work, a lesson, a ride, or a clause that says what somebody does."""
    return re.compile(
        r"(?<!\w)(?:je|j'|tu|vous|m'|me|nous|il|elle|ik|jij|u|i|i'll|you|we|we'll|ich|du|wir|ihr|sie|aide[rz]?"
        r"|coups? de (?:main|pouce)|heures?|journees?|garde[rz]?|trajets?"
        r"|entretien|menage|service\w*|hulp|helpen|uren|uur|help|hand|hours?|lift|ride|hilfe|stunden?|fahrt"
        r"|[a-z]{4,}age|[a-z]{4,}erie|[a-z]{2,}(?:er|ir)(?= )"
        r"|[a-z]{3,}ing|[a-z]{4,}ung|massages?|seances?|sess\w+|sitting|oppas\w*|pose|taille|tonte|coupe|reparation"
        r"|relecture|traduction"
        r"|snoei\w*|strijk\w*|poets\w*|klus\w*|maai\w*|bugel\w*|putz\w*|mah\w*|reparatur)(?!\w)|(?<!\w)(?:j|m)'"
    )


@cache
def _table(part: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The topics of one part of the table, each with the pattern of its words."""
    text = resources.files(__package__).joinpath("returned_topics.toml").read_text(encoding="utf-8")
    return tuple(
        (topic, re.compile(rf"(?<!\w)(?:{words})(?!\w)")) for topic, words in tomllib.loads(text)[part].items()
    )


def _said(part: str, text: str) -> set[str]:
    return {topic for topic, words in _table(part) if words.search(text)}


@cache
def _frame() -> re.Pattern[str]:
    """Words around the matter itself: "un coup de main pour", "hulp bij", "a hand with", "Hilfe beim", "vous me"."""
    return re.compile(
        r"(?:un |quelques |des )?coups? de (?:main|pouce) (?:pour|au|a la|a|dans|avec|en) (?:l'|le |la )?"
        r"|(?:de l'|une? )?aide (?:pour|au|a la|a|en) (?:l')?|ton aide pour |votre aide pour "
        r"|(?:wat |een )?(?:hulp|handje) (?:bij|met|in) (?:het |de )?|(?:some |a bit of )?(?:help|a hand) (?:with|in) (?:the )?"
        r"|(?:etwas )?hilfe (?:bei|beim|im|mit) (?:der |dem )?"
        r"|(?:un peu|(?:une?|quelques|deux|trois|\d+) (?:heures?|matinees?|soirees?|journees?|apres-midi)) d(?:e |')"
    )


def bare(words: str) -> str:
    """The `words` for what is given in return as the heads should judge them: in small letters, without "a hand with"."""
    plain = words.lower() if words.isupper() else words
    folded = fold(plain)
    frame = _frame().match(folded.text)
    rest = plain[folded.span(frame.end(), frame.end())[0] :] if frame and frame.end() < len(folded.text) else plain
    return rest if len(rest) > 3 else plain


_THE_SAME = re.compile(
    r"(?:(?:je |j')?(?:vous |te )?rend\w* (?:la |le )?pareil\w*|un prete pour un rendu|quid pro quo|wederdienst"
    r"|(?:je |i'd |i'll |ik |ich )?[a-z' ]{2,20}(?:les? |la )(?:votres?|tiens?|tiennes?|miens?|miennes?)"
    r"|(?:i'd |i'll )?[a-z ]{2,20} yours)(?!\w)"
)


def is_the_same(words: str) -> bool:
    """Whether `words` give back the very thing that is asked for: "je rends la pareille", "I'd have yours"."""
    return _THE_SAME.match(fold(words).text) is not None


def likeliest_return(opinion: Mapping[str, float], words: str) -> str:
    """The likeliest topic of the `words` for what is given in return, by the heads' `opinion` (topic to probability)."""
    text = fold(words).text
    taught = _taught().search(text) is not None
    lessons = _said("lessons", text) if taught else set()
    work = set() if lessons else _said("work", text)
    worked = taught or bool(work) or _worked().search(text) is not None
    things = set() if worked else _said("things", text)
    odds = dict(opinion)
    for topic in opinion:
        family = topic.split(".", 1)[0]
        if topic in lessons or topic in work or topic in things:
            odds[topic] = odds[topic] * _SAID + _AT_LEAST
            continue
        if not taught and family == "learning":
            odds[topic] *= _UNLIKELY
        if not worked and family not in ("things", "food", "places", "garden", "animals"):
            odds[topic] *= _UNLIKELY
    return max(odds, key=odds.__getitem__)
