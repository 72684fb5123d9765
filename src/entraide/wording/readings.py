"""A reading in words: five chips (c'est, quoi, quand, où, en échange), with label, value and how sure it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from tomllib import loads

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entraide.logic import reading as reading_room
from entraide.logic.reading.interpretation import PlaceSaid, Quantity, Reading, Terms
from entraide.wording.counts import figures
from entraide.wording.moments import said_time
from entraide.wording.tongue import plain_language
from entraide.wording.typography import typeset

CHIPS = ("kind", "what", "when", "where", "return")
_FIELDS = {"kind": "kind", "what": "topic", "when": "time", "where": "place", "return": "terms"}


@dataclass(frozen=True)
class Chip:
    """One part of a reading.

    Attributes:
        name: kind, what, when, where or return; also the style of its line.
        label: "Quoi"; as a question when it is unsure ("Où ? À choisir").
        value: "Promener un chien"; for a blank "à voir ensemble".
        is_unsure: the writer should say before anything is sent.
        is_blank: the sentence does not say; the line goes on, as on a form.
        kind: need, offer or none, on the chip `kind` only.
    """

    name: str
    label: str
    value: str
    is_unsure: bool = False
    is_blank: bool = False
    kind: str = ""


def chips(reading: Reading, *, now: datetime) -> list[Chip]:
    """The five chips of `reading`, always in the same order. `now` is naive local time or aware."""
    values = {
        "kind": kind_value(reading.kind),
        "what": what_value(reading),
        "when": when_value(reading, now=now),
        "where": where_value(reading),
        "return": terms_value(reading.terms),
    }
    return [_chip(name, values[name], reading) for name in CHIPS]


def _chip(name: str, value: str, reading: Reading) -> Chip:
    is_unsure = _FIELDS[name] in reading.questions or (name == "kind" and reading.kind == "none")
    label = chip_label(name)
    if name == "where" and is_unsure and reading.place_candidates:
        value = _(" ou ").join(told_apart(reading.place_candidates)[:2])
    if is_unsure and name == "kind":
        value = _("une demande ou une offre ?")
    elif is_unsure:
        label = _("%(label)s ? À choisir") % {"label": label}
    blank = not value
    if blank:
        value = _("à préciser") if name in ("kind", "what") else _("à voir ensemble")
    return Chip(
        name=name,
        label=label,
        value=value,
        is_unsure=is_unsure,
        is_blank=blank,
        kind=reading.kind if name == "kind" else "",
    )


def chip_label(name: str) -> str:
    """ "C'est", "Quoi", "Quand", "Où", "En échange" """
    return {
        "kind": _("C'est"),
        "what": _("Quoi"),
        "when": _("Quand"),
        "where": _("Où"),
        "return": _("En échange"),
    }[name]


def kind_value(kind: str) -> str:
    """ "une demande", "une offre"; empty for none."""
    return {"need": _("une demande"), "offer": _("une offre")}.get(kind, "")


# ── What ────────────────────


@cache
def _topics() -> dict[str, dict[str, str]]:
    """Every family and topic of topics.toml with its labels by language, families under their own name."""
    table = loads((Path(reading_room.__file__).parent / "topics.toml").read_text(encoding="utf-8"))
    labels: dict[str, dict[str, str]] = {}
    for family, leaves in table.items():
        labels[family] = leaves["label"]
        for leaf, topic in leaves.items():
            if leaf != "label":
                labels[f"{family}.{leaf}"] = topic["label"]
    return labels


def topic_label(code: str) -> str:
    """The name of a topic or a family in the active language; the code itself if there is no such topic."""
    labels, language = _topics().get(code, {}), plain_language()
    return typeset(labels.get(language) or labels.get("fr") or code, language=language)


def topic_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """All topics for a list to choose from: (family, [(code, name), …]) in the order of topics.toml."""
    return _choices_in(plain_language())


@cache
def _choices_in(_language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    families = [code for code in _topics() if "." not in code]
    return [
        (topic_label(family), [(code, topic_label(code)) for code in _topics() if code.startswith(f"{family}.")])
        for family in families
    ]


def what_value(reading: Reading) -> str:
    """What stands on the chip "Quoi": "Promener un chien", "Déménagement, 2 personnes"; empty if there is no topic."""
    if not reading.topic:
        return ""
    label = topic_label(reading.topic)
    return f"{label}, {quantity_words(reading.quantity)}" if reading.quantity else label


def filed_words(reading: Reading) -> str:
    """What the writer is told when a steward files their post otherwise: under which topic, and as what."""
    return _("Une personne de la communauté a rangé votre annonce sous « %(topic)s » : c'est %(kind)s.") % {
        "topic": topic_label(reading.topic or ""),
        "kind": kind_value(reading.kind),
    }


def quantity_words(quantity: Quantity) -> str:
    """ "2 personnes", "500 pièces", "3 nuits" """
    number = quantity.value
    n = 1 if number == 1 else 2
    said = {
        "person": ngettext("%(n)s personne", "%(n)s personnes", n),
        "piece": ngettext("%(n)s pièce", "%(n)s pièces", n),
        "kg": ngettext("%(n)s kilo", "%(n)s kilos", n),
        "litre": ngettext("%(n)s litre", "%(n)s litres", n),
        "metre": ngettext("%(n)s mètre", "%(n)s mètres", n),
        "square_metre": _("%(n)s m²"),
        "hour": ngettext("%(n)s heure", "%(n)s heures", n),
        "day": ngettext("%(n)s jour", "%(n)s jours", n),
        "night": ngettext("%(n)s nuit", "%(n)s nuits", n),
        "week": ngettext("%(n)s semaine", "%(n)s semaines", n),
        "month": ngettext("%(n)s mois", "%(n)s mois", n),
        "place": ngettext("%(n)s place", "%(n)s places", n),
    }
    return said[quantity.unit] % {"n": figures(number)}


# ── When ────────────────────


def when_value(reading: Reading, *, now: datetime) -> str:
    """What stands on the chip "Quand": the time said, or "au plus vite"; empty if neither."""
    said = said_time(reading.time, now=now, is_short=True)
    if reading.urgency == "now" and not said:
        return _("au plus vite")
    return said


# ── Where ────────────────────


def place_name(place: PlaceSaid) -> str:
    """ "Ixelles (1050)"; the name alone when it has several postcodes."""
    if place.postcode:
        return f"{place.name} ({place.postcode})"
    return place.name


def told_apart(places: Sequence[PlaceSaid]) -> list[str]:
    """Places of the same name, each with what tells it from the others: postcode, and the country if they differ in it."""
    if len({place.country for place in places}) < 2:
        return [place_name(place) for place in places]
    countries = {
        "BE": _("Belgique"),
        "FR": _("France"),
        "LU": _("Luxembourg"),
        "NL": _("Pays-Bas"),
        "DE": _("Allemagne"),
        "CH": _("Suisse"),
    }
    return [f"{place_name(place)}, {countries.get(place.country, place.country)}" for place in places]


def where_value(reading: Reading) -> str:
    """What stands on the chip "Où": "Ixelles (1050)", "de Gand à Liège", "à distance"; empty if nothing is said."""
    start = place_name(reading.place) if reading.place else ""
    end = place_name(reading.destination) if reading.destination else ""
    if start and reading.place and reading.place.radius_km:
        start = _("%(place)s, %(km)s km autour") % {"place": start, "km": figures(reading.place.radius_km)}
    if start and end:
        return _("de %(start)s à %(end)s") % {"start": start, "end": end}
    if end:
        return _("vers %(end)s") % {"end": end}
    if reading.remote:
        return _("%(place)s ou à distance") % {"place": start} if start else _("à distance")
    return start


# ── In return ────────────────────


def terms_value(terms: Terms) -> str:
    """What stands on the chip "En échange": "gratuit", "15 € l'heure", "un pot de confiture"; empty for nothing."""
    if terms.mode == "open":
        return ""
    if terms.mode == "free":
        return _("gratuit")
    swap = terms.in_return or ""
    sum_said = amount_words(terms)
    if terms.mode == "barter":
        return swap or _("un petit échange")
    if terms.mode == "mixed" and swap:
        return _("%(sum)s et %(swap)s") % {"sum": sum_said or _("de l'argent"), "swap": swap}
    if sum_said:
        return sum_said
    return {"credits": _("des heures ou des pièces"), "money": _("payant")}.get(terms.mode, _("un arrangement"))


def amount_words(terms: Terms) -> str:
    """ "15 € l'heure", "2 h de crédit", "12 pièces"; empty without an amount."""
    if terms.amount is None:
        return ""
    number = figures(terms.amount)
    n = 1 if terms.amount == 1 else 2
    if terms.currency == "h":
        said = ngettext("%(n)s heure de crédit", "%(n)s heures de crédit", n) % {"n": number}
    elif terms.currency == "credit":
        said = ngettext("%(n)s pièce de la communauté", "%(n)s pièces de la communauté", n) % {"n": number}
    elif terms.currency in ("EUR", None):
        said = _("%(n)s €") % {"n": number}
    else:
        said = f"{number}\u00a0{terms.currency}"
    per = {
        "hour": _("%(sum)s l'heure"),
        "day": _("%(sum)s par jour"),
        "night": _("%(sum)s la nuit"),
        "week": _("%(sum)s par semaine"),
        "month": _("%(sum)s par mois"),
        "unit": _("%(sum)s la pièce"),
        "km": _("%(sum)s le km"),
    }.get(terms.per or "", "%(sum)s")
    return per % {"sum": said}


def mode_choices() -> list[tuple[str, str]]:
    """What can be wanted in return, for the correction of that chip: (mode, words)."""
    return [
        ("free", _("Rien : c'est gratuit")),
        ("barter", _("Une chose ou un service en échange")),
        ("credits", _("Des heures ou des pièces de la communauté")),
        ("money", _("De l'argent")),
        ("open", _("À voir ensemble")),
    ]


def language_in_words(code: str) -> str:
    """ "en néerlandais": what is said of a sentence in another language than the page."""
    return {
        "fr": _("en français"),
        "nl": _("en néerlandais"),
        "en": _("en anglais"),
        "de": _("en allemand"),
    }.get(code, code)


def as_plain_text(reading: Reading, *, now: datetime) -> str:
    """The parts in one line where no lines can be drawn: "Quoi : Promener un chien. Quand : samedi…"; no blanks."""
    told = [chip for chip in chips(reading, now=now) if chip.name != "kind" and not chip.is_blank]
    part = _("%(label)s : %(value)s.")
    # "8–12 u." already ends in a full stop.
    return " ".join(part % {"label": chip_label(chip.name), "value": chip.value.removesuffix(".")} for chip in told)
