"""The words before a place: what they say of it ("à", "près de", "nach", "rond"), in four languages.

It only reads words that stand directly before a name; what a trip or a radius means is for the reader of sentences.
"""

from typing import Literal, NamedTuple

Relation = Literal["at", "near", "from", "to", "between", "through", "of"]


class Before(NamedTuple):
    """What stands before a name: the relation that it states, how many words it takes, and whether it is surely said of a place."""

    relation: Relation
    words: int
    is_strong: bool


# Phrases without accents, by relation. A "-" after a relation marks phrases that are said of other things just as well.
_PHRASES: dict[str, dict[str, str]] = {
    "fr": {
        "at": "a, au, aux, en, sur, dans, dans le, dans la, dans les, dans l, a la, a l, region, region de, region d, region du, "
        "la region de, secteur, secteur de, quartier, quartier de, quartier des, quartier du, coin de, coin, commune de, "
        "ville de, village de, centre de, centre ville de, banlieue de, habite, j habite, habitant, habitants de, vis a, "
        "cote de, hauteur de, gare de, gare d, marche de, hopital de, aeroport de, universite de, campus de, province de, "
        "departement de, bibliotheque de, maison communale de, mairie de, entree de, sortie de",
        "near": "pres de, pres d, pres du, proche, proche de, proche d, proche du, a cote de, a cote d, autour de, autour d, autour du, "
        "alentours de, alentours d, aux alentours de, environs de, environs d, environs du, non loin de, non loin d, km de, km d, "
        "km autour de, minutes de, min de, peripherie de, du cote de, limite de, pas loin de, pas loin d",
        "from": "depuis, au depart de, au depart d, depart de, depart d, depart, partant de, partant d, venant de, provenance de",
        "to": "vers, jusqu a, jusqu au, jusque, direction, a destination de, destination, arrivee a, retour a, pour aller a",
        "between": "entre",
        "through": "via, en passant par, passant par",
        "of-": "de, d, du, des, de la, de l, pour, par",
    },
    "nl": {
        "at": "in, te, regio, de regio, in de regio, wijk, in de wijk, gemeente, stad, centrum, centrum van, station, station van, "
        "hartje, woon in, buurt, provincie",
        "near": "bij, nabij, rond, rondom, omgeving, omgeving van, de omgeving van, in de omgeving van, omstreken, omstreken van, buurt van, "
        "de buurt van, in de buurt van, dichtbij, vlakbij, vlak bij, dicht bij, niet ver van, km rond, km van, naast, rand van",
        "from": "vanuit, vanaf, vertrek, vertrek in, vertrekkend van, uit",
        "to": "naar, richting, tot in, tot aan",
        "between": "tussen",
        "through": "via, langs",
        "of-": "van, voor, op, tot, door, over, de, het",
    },
    "en": {
        "at": "in, at, around here in, in the, area of, city of, town of, district of, region of, live in, living in, based in, "
        "downtown, central, greater",
        "near": "near, close to, next to, around, nearby, not far from, outskirts of, outside, km of, km from, miles of, miles from, "
        "area around, vicinity of, round",
        "from": "from, leaving, departing from, starting from, out of",
        "to": "to, towards, toward, into, going to, heading to, bound for, up to",
        "between": "between",
        "through": "via, through",
        "of-": "of, for, on, by, over, the",
    },
    "de": {
        "at": "in, im, raum, im raum, region, in der region, grossraum, im grossraum, stadtteil, bezirk, stadt, gemeinde, innenstadt, "
        "bahnhof, wohne in, in der, viertel",
        "near": "bei, nahe, nahe bei, in der nahe von, nahe von, um, rund um, rundum, umgebung, umgebung von, in der umgebung von, umkreis, "
        "umkreis von, im umkreis von, km um, km von, unweit von, nicht weit von, umland von, rand von",
        "from": "aus, ab, von, start in, abfahrt, abfahrt in",
        "to": "nach, richtung, bis, bis nach, ins, fahrt nach",
        "between": "zwischen",
        "through": "via, uber",
        "of-": "zu, zum, zur, fur, auf, der, die, das, den, dem, des",
    },
}  # fmt: skip
_LONGEST = 5
_ARTICLES = frozenset(["la", "le", "les", "l", "the", "de", "het", "t", "der", "den", "dem", "das", "die"])
# After these a name is the street's, not the town's: "chaussée de Wavre", "rue d'Arlon".
_STREETS = frozenset(
    [
        "rue",
        "avenue",
        "av",
        "chaussee",
        "chee",
        "boulevard",
        "bd",
        "blvd",
        "square",
        "quai",
        "impasse",
        "allee",
        "chemin",
        "sentier",
        "rond-point",
        "porte",
        "drève",
        "dreve",
        "cours",
        "clos",
        "venelle",
        "passage",
        "faubourg",
    ]
)
_OF_STREETS = frozenset(["de", "d", "du", "des", "la", "l", "le", "les"])


def _table(languages: tuple[str, ...]) -> dict[str, tuple[Relation, bool]]:
    phrases: dict[str, tuple[Relation, bool]] = {}
    for language in languages:
        for relation, words in _PHRASES[language].items():
            for phrase in words.split(", "):
                strong = not relation.endswith("-")
                if phrase not in phrases or strong:
                    phrases[phrase] = (relation.rstrip("-"), strong)  # type: ignore[assignment]
    return phrases


_tables: dict[str | None, dict[str, tuple[Relation, bool]]] = {}


def before(words: list[str], language: str | None) -> Before | None:
    """What the last of `words` (folded, in order) say of the place that follows them; None if they say nothing."""
    key = language if language in _PHRASES else None
    table = _tables.get(key)
    if table is None:
        table = _tables[key] = _table((key,) if key else tuple(_PHRASES))
    for count in range(min(_LONGEST, len(words)), 0, -1):
        said = table.get(" ".join(words[-count:]))
        if said:
            if said[1] or count > 1 or words[-1] not in _ARTICLES or len(words) < 2:
                return Before(said[0], count, said[1])
            break
    if words and words[-1] in _ARTICLES and len(words) > 1:
        further = before(words[:-1], language)
        if further:
            return Before(further.relation, further.words + 1, further.is_strong)
    return Before(said[0], 1, said[1]) if words and (said := table.get(words[-1])) else None


def is_street(words: list[str]) -> bool:
    """Whether the last of `words` make of the name that follows the name of a street."""
    rest = list(words[-4:])
    while rest and rest[-1] in _OF_STREETS:
        rest.pop()
    return bool(rest) and rest[-1] in _STREETS and len(rest) < len(words[-4:])
