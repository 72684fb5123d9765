"""A whole reading told in sentences, with its doubts and why: for whoever wants to see what the reader made of a sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from entraide.logic.reading.interpretation import FieldName, PlaceSaid, Reading
from entraide.logic.reading.marking import Line
from entraide.wording.counts import figures, in_words
from entraide.wording.moments import said_time
from entraide.wording.readings import (
    language_in_words,
    place_name,
    quantity_words,
    terms_value,
    told_apart,
    topic_label,
)


@dataclass(frozen=True)
class Told:
    """One sentence about a reading; `line` is the line of the words it speaks of (what, when, where, return), or None."""

    text: str
    line: Line | None = None


@dataclass(frozen=True)
class Doubt:
    """What would be asked before anything is sent: the question, why it is asked, the likeliest answers."""

    field: FieldName
    question: str
    reason: str
    answers: tuple[str, ...]


def told(reading: Reading, *, now: datetime) -> list[Told]:
    """The reading in sentences, in the active language. `now`: the moment of writing, as in `said_time`."""
    sentences = [Told(_("La phrase est écrite %(language)s.") % {"language": language_in_words(reading.language)})]
    sentences.append(Told(_kind(reading)))
    if reading.kind != "none":
        sentences += [*_what(reading), *_when(reading, now=now), *_where(reading), *_in_return(reading)]
    return sentences


def _kind(reading: Reading) -> str:
    return {
        ("need", "service"): _("C'est une demande : on cherche un coup de main."),
        ("need", "give"): _("C'est une demande : on cherche une chose à recevoir."),
        ("need", "lend"): _("C'est une demande : on cherche une chose à emprunter."),
        ("need", "sell"): _("C'est une demande : on cherche une chose à acheter."),
        ("offer", "service"): _("C'est une offre : on propose un coup de main."),
        ("offer", "give"): _("C'est une offre : on donne une chose."),
        ("offer", "lend"): _("C'est une offre : on prête une chose."),
        ("offer", "sell"): _("C'est une offre : on vend une chose."),
    }.get((reading.kind, reading.action or ""), _("Ce n'est ni une demande ni une offre."))


def _what(reading: Reading) -> Iterator[Told]:
    if reading.topic:
        yield Told(_("Le thème est « %(topic)s ».") % {"topic": topic_label(reading.topic)}, "what")
    if reading.subject:
        yield Told(_("Les mots qui le disent : « %(words)s ».") % {"words": reading.subject}, "what")
    if reading.quantity:
        yield Told(_("Il s'agit de %(quantity)s.") % {"quantity": quantity_words(reading.quantity)}, "what")


def _when(reading: Reading, *, now: datetime) -> Iterator[Told]:
    if reading.time:
        # "8–12 u." already ends in a full stop.
        moment = said_time(reading.time, now=now).removesuffix(".")
        yield Told(_("Le moment dit : %(time)s.") % {"time": moment}, "when")
    if reading.urgency == "now":
        yield Told(_("C'est urgent."), "when")
    elif not reading.time:
        yield Told(_("Le moment n'est pas dit."))


def _where(reading: Reading) -> Iterator[Told]:
    if reading.place:
        yield Told(_("Le lieu est %(place)s : %(kind)s.") % _place(reading.place), "where")
        if reading.place.radius_km:
            km = figures(reading.place.radius_km)
            yield Told(_("Jusqu'à %(km)s km de là convient.") % {"km": km}, "where")
        others = [told_so for told_so in told_apart(reading.place_candidates) if told_so]
        if len(others) > 1:
            yield Told(_("Ce nom peut désigner : %(places)s.") % {"places": _in_a_row(others)}, "where")
    if reading.destination:
        yield Told(_("La destination est %(place)s : %(kind)s.") % _place(reading.destination), "where")
    if reading.remote:
        yield Told(_("Cela peut se faire à distance."), "where")
    elif not (reading.place or reading.destination):
        yield Told(_("Le lieu n'est pas dit."))


def _place(place: PlaceSaid) -> dict[str, str]:
    return {"place": f"{place_name(place)}, {country_name(place.country)}", "kind": precision_in_words(place.precision)}


def _in_return(reading: Reading) -> Iterator[Told]:
    terms = reading.terms
    if terms.mode == "open":
        yield Told(_("Ce qui est voulu en échange n'est pas dit."))
    elif terms.mode == "free":
        yield Told(_("C'est gratuit."), "return")
    else:
        yield Told(_("En échange : %(terms)s.") % {"terms": terms_value(terms)}, "return")
    if terms.in_return_topic:
        yield Told(
            _("Ce qui est donné en échange a pour thème « %(topic)s ».")
            % {"topic": topic_label(terms.in_return_topic)},
            "return",
        )


def precision_in_words(precision: str) -> str:
    """ "un quartier", "une commune": how exactly a place is known."""
    return {
        "address": _("une adresse"),
        "street": _("une rue, une place ou un lieu précis"),
        "district": _("un quartier"),
        "locality": _("une localité"),
        "municipality": _("une commune"),
        "region": _("une région"),
    }[precision]


def country_name(code: str) -> str:
    """The name of a country near by; the code of another."""
    return {
        "BE": _("Belgique"),
        "FR": _("France"),
        "LU": _("Luxembourg"),
        "NL": _("Pays-Bas"),
        "DE": _("Allemagne"),
        "CH": _("Suisse"),
        "GB": _("Royaume-Uni"),
    }.get(code, code)


def _in_a_row(words: list[str]) -> str:
    """ "A, B ou C"; with semicolons where the words themselves hold commas."""
    between = "; " if any("," in word for word in words) else ", "
    return between.join(words[:-1]) + _(" ou ") + words[-1]


def sureness(confidence: float) -> str:
    """How sure kind and topic are, in words: of ten readings as sure as this one, so many are right. `confidence`: 0 to 1."""
    tenths = round(10 * confidence)
    if tenths >= 10:
        return _("De dix lectures aussi sûres que celle-ci, toutes ou presque sont justes.")
    if tenths <= 1:
        return _("De dix lectures aussi peu sûres que celle-ci, une à peine est juste.")
    return _("De dix lectures aussi sûres que celle-ci, %(n)s sont justes.") % {"n": in_words(tenths)}


def doubts(reading: Reading) -> list[Doubt]:
    """What would be asked before anything is sent, the likeliest wrong first; empty if nothing."""
    if reading.kind == "none":
        return [_doubt("kind", reading)]
    return [_doubt(name, reading) for name in reading.questions if name in ("kind", "topic", "place")]


def _doubt(name: FieldName, reading: Reading) -> Doubt:
    if name == "kind":
        reason = _("Les mots ne disent pas clairement si l'on cherche ou si l'on propose.")
        if reading.kind == "none":
            reason = _("La phrase semble ne rien chercher et ne rien proposer.")
        return Doubt(
            name, _("Cherchez-vous quelque chose, ou le proposez-vous ?"), reason, (_("une demande"), _("une offre"))
        )
    if name == "topic":
        likeliest = reading.candidates[0].score if reading.candidates else 0.0
        return Doubt(
            name,
            _("De quoi s'agit-il ?"),
            _("Aucun thème ne l'emporte nettement : le plus probable a %(share)s.") % {"share": share(likeliest)},
            tuple(topic_label(candidate.topic) for candidate in reading.candidates[:3]),
        )
    return Doubt(
        name,
        _("Quel lieu est le bon ?"),
        _("Plusieurs lieux portent ce nom, loin l'un de l'autre."),
        tuple(told_apart(reading.place_candidates)[:3]),
    )


def share(part: float) -> str:
    """A part of one as a percentage: 0.904 gives "90 %"."""
    return _("%(n)s %%") % {"n": figures(round(100 * part))}
