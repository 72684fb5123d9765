"""The words of a text, folded: what is filed of it and what is looked for. Words that say nothing by themselves are passed over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from entraide.common.text import fold

LANGUAGES = ("fr", "nl", "en", "de")
# Nobody looks for more of a word; a tail of ten thousand letters is no word.
LONGEST = 40
_WORD = re.compile(r"[^\W_]+")

# Words of grammar, folded. They stand in every second sentence, and nobody means them who looks for something.
_EMPTY = {
    "fr": (
        "a ai as au aux avec avez avoir avons ce ces cet cette ceci cela ca c d dans de des du elle elles en entre est et etre "
        "eux il ils j je l la le les leur leurs lui m ma mais me mes moi mon n ne ni nos notre nous on ont ou par pas plus pour "
        "peu peut peux qu que quel quelle quelles quels qui quoi s sa sans se ses si son sont sous sur t ta te tes toi ton tous "
        "tout toute toutes tu un une vos votre vous y chez comme quelqu quelque quelques aussi tres bien faire fait svp merci "
        "bonjour salut aimerais voudrais"
    ),
    "nl": (
        "aan al als bij dan dat de den der die dit doen door een en er geen had heb hebben heeft het hij hoe hun ik in is ja je "
        "jij jou jouw kan kun kunnen maar me met mij mijn na naar niet nog nu of om onder ons onze ook op over te tegen tot u "
        "uit uw van veel voor waar wat we wel welke wie wij wil wilt ze zich zij zijn zo zou iemand iets graag aub dank hallo "
        "m n s t"
    ),
    "en": (
        "a about an and any are as at be been but by can could do does for from had has have he her him his how i if in into is "
        "it its just me my no not of on or our out please she so some somebody someone something that the their them there "
        "these they this those to too us was we were what when where which who will with would you your hello hi thanks"
    ),
    "de": (
        "aber als am an auch auf aus bei bin bis bist da das dass dein dem den der des die doch du durch ein eine einem einen "
        "einer eines er es etwas euch fur gern gerne habe haben hat ich ihm ihn ihr im in ins ist ja jemand jemanden kann kein "
        "keine konnen mein meine meinem meinen meiner mich mir mit mochte nach nicht noch nur oder ob ohne sehr sein seine sich "
        "sie sind so uber um und uns unser unsere unter vom von vor was weil wenn wer wie will wir wird wo zu zum zur bitte "
        "danke hallo"
    ),
}
# What every second post says too; it is looked for only where nothing else is asked.
_FAINT = (
    "cherche cherchons chercher recherche propose proposons offre offrons besoin aide aider disponible dispo "
    "zoek zoeken gezocht bied aangeboden nodig hulp help helpen beschikbaar "
    "looking look search seek seeking need needs needed offer offering help available wanted "
    "suche suchen gesucht biete bieten brauche brauchen hilfe helfen angebot"
)


@dataclass(frozen=True)
class Word:
    """One word of a text. `folded` is in small letters without accents; `start` and `end` are code points of the text as written."""

    folded: str
    start: int
    end: int


def words_in(text: str) -> Iterator[Word]:
    """The words of the text in their order, those of grammar too; of an elision ("l'échelle") both parts. Takes any string."""
    known = fold(text)
    for found in _WORD.finditer(known.text):
        start, end = known.span(found.start(), found.end())
        yield Word(found.group()[:LONGEST], start, end)


def telling_words(text: str) -> list[Word]:
    """The words of the text that somebody might look for: without those of grammar in any of the four languages, nor single letters."""
    return [word for word in words_in(text) if is_telling(word.folded)]


def is_telling(folded: str) -> bool:
    """Whether somebody who writes this word means something by it. Single figures count ("5"), single letters do not."""
    return folded not in _all_empty() and (len(folded) > 1 or folded.isdigit())


def is_faint(folded: str) -> bool:
    """Whether the word says no more than that somebody looks for or offers something."""
    return folded in _all_faint()


@cache
def _all_empty() -> frozenset[str]:
    return frozenset(word for words in _EMPTY.values() for word in words.split())


@cache
def _all_faint() -> frozenset[str]:
    return frozenset(_FAINT.split())
