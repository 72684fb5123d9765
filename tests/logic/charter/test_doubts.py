"""Signs for which a human looks at a post, in four languages; and ordinary sentences, which have none."""

from datetime import UTC, datetime, timedelta

import pytest

from entraide.logic.charter.doubts import Written, signs_in

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=400)


def signs(text: str, *others: Written, joined_at: datetime = LONG_AGO) -> tuple[str, ...]:
    return signs_in(text, joined_at=joined_at, others=others, now=NOW)


@pytest.mark.parametrize(
    "text",
    [
        "Je loue un studio, payer un mois d'avance par Western Union",
        "Prêt entre particuliers, frais de dossier 90 €",
        "J'offre un chiot, il faut verser un acompte avant l'envoi",
        "Recharge Transcash contre des euros",
        "Kamer te huur, voorschot vooraf storten",
        "Ik leen geld, dossierkosten 50 euro",
        "Room for rent, please send the deposit in advance",
        "Laptop for sale, payment by gift cards only",
        "Wohnung frei, bitte per Vorkasse",
        "Ich verleihe Geld, Bearbeitungsgebühr 80 Euro",
        "Investissez dans le bitcoin avec moi",
    ],
)
def test_money_that_is_to_be_sent_first_is_a_sign(text: str) -> None:
    assert "money_first" in signs(text)


@pytest.mark.parametrize(
    "text",
    [
        "Appelez-moi au 0470 12 34 56",
        "Écris-moi sur WhatsApp",
        "Mail me at jan@example.org",
        "Mehr auf https://example.org",
    ],
)
def test_ways_to_be_reached_outside_are_a_sign(text: str) -> None:
    assert signs(text) == ("contact",)


@pytest.mark.parametrize(
    "text",
    [
        "Je cherche quelqu'un pour promener mon chien samedi matin à Ixelles, contre un pot de confiture.",
        "Je prête ma perceuse ce week-end, gratuitement.",
        "Aide aux devoirs, 10 euros l'heure, payée après chaque leçon.",
        "J'ai un peu d'argent pour l'essence, qui va à Namur ?",
        "Qui peut m'avancer la poubelle demain ?",
        "Ik zoek iemand om mijn administratie te doen.",
        "Kan iemand vooraf langskomen om de kast te zien?",
        "I can pay in apples or in cash.",
        "Wer kann mir im Voraus zeigen, wie die Maschine geht?",
        "Je donne des cartes Pokémon et un cadeau surprise.",
        "Garde de chat du 12 au 26 août, à Schaerbeek.",
    ],
)
def test_ordinary_sentences_have_no_sign(text: str) -> None:
    assert signs(text) == ()


def test_the_same_words_three_times_in_a_week_are_a_sign() -> None:
    again = [Written("Je VENDS des paniers", NOW - timedelta(days=n)) for n in (1, 2)]
    assert signs("je vends des paniers", *again) == ("repeated",)
    assert signs("je vends des paniers", again[0]) == ()
    assert signs("je vends des paniers", again[0], Written("Je vends des paniers", NOW - timedelta(days=20))) == ()


def test_a_new_account_that_writes_a_lot_is_a_sign_and_an_old_one_is_not() -> None:
    others = [Written(f"Annonce numéro {word}", NOW - timedelta(hours=2)) for word in ("un", "deux", "trois", "quatre")]
    assert signs("Une de plus", *others, joined_at=NOW - timedelta(days=1)) == ("flood",)
    assert signs("Une de plus", *others) == ()
