"""Words by which people are robbed are known in four languages; what neighbours write to each other is left in peace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.logic.talking.tricks import TRICKS, tricks_in

ROBBERS = {
    "money_first": (
        "Pour réserver il faut me verser un acompte de 50 € aujourd'hui.",
        "Pouvez-vous payer d'avance ? Je viens ensuite.",
        "Faites le virement avant que je me déplace.",
        "Envoie-moi 30 euros d'abord et je te donne l'adresse.",
        "Vous devez régler à l'avance, c'est la règle.",
        "Si vous ne payez pas avant, je donne la place à quelqu'un d'autre.",
        "U moet eerst 40 euro betalen, dan kom ik.",
        "Graag een voorschot van 25 € overschrijven vóór zaterdag.",
        "Kan je het bedrag vooraf storten?",
        "You need to pay up front before I come.",
        "Please send a deposit of 50 euros to hold the bike.",
        "Can you transfer the money first?",
        "Bitte überweisen Sie 30 € im Voraus.",
        "Ich komme nur gegen Vorkasse, bitte zahlen Sie zuerst.",
        "Eine Anzahlung von 20 € ist nötig.",
    ),
    "untraceable": (
        "Le plus simple est Western Union.",
        "Achète une carte cadeau Steam et envoie-moi le code.",
        "Tu peux payer avec une recharge PCS ?",
        "Payez en Paysafecard, c'est plus sûr.",
        "Je préfère être payé en bitcoin.",
        "Koop een iTunes-kaart en stuur me een foto van de code.",
        "Buy a Google Play gift card and send me the code.",
        "Kaufen Sie eine Geschenkkarte und schicken Sie mir den Code.",
        "You can pay me in crypto, USDT is fine.",
    ),
    "secrets": (
        "Pour recevoir l'argent, envoyez-moi le code reçu par SMS.",
        "Il me faut votre numéro de carte bancaire et le cryptogramme.",
        "Donne-moi ton code PIN, je m'occupe de tout.",
        "Stuur me uw kaartnummer en de pincode.",
        "I need your card number to send you the money.",
        "Geben Sie mir bitte Ihre Kartennummer und die TAN-Nummer.",
    ),
    "overpaid": (
        "Je vous envoie un chèque de 300 € et vous me renvoyez la différence.",
        "Ik stuur een cheque, u stort het verschil terug.",
        "I will send a check, please refund the difference to my driver.",
    ),
    "fees_first": (
        "Il ne vous reste qu'à payer les frais de douane.",
        "Réglez les frais de dossier et le piano est à vous.",
        "Mon transporteur passera le prendre et vous remettra l'argent dans une enveloppe.",
        "U betaalt enkel de verzendkosten, de kast is gratis.",
        "You only have to pay the shipping fee.",
        "Sie müssen nur die Versandkosten zahlen.",
    ),
    "leaves": (
        "Écris-moi plutôt sur WhatsApp, 0470 12 34 56.",
        "On peut continuer sur Telegram ?",
        "Contactez-moi directement par mail : jean.dupont@example.org",
        "Je préfère qu'on s'arrange en dehors du site.",
        "Stuur me een berichtje via WhatsApp.",
        "Laten we dit buiten het platform regelen.",
        "Text me on WhatsApp instead.",
        "Let's talk outside the app.",
        "Schreib mir bitte auf WhatsApp.",
        "Voici mon WhatsApp : 0470 12 34 56",
    ),
}

NEIGHBOURS = (
    "Merci d'avance pour votre aide !",
    "D'avance merci, et bon week-end.",
    "Je vous remercie par avance.",
    "Alvast bedankt voor de hulp!",
    "Dank op voorhand.",
    "Thanks in advance for your help.",
    "Vielen Dank im Voraus!",
    "Prévenez-moi la veille si vous ne pouvez pas, pas besoin de payer d'avance.",
    "Je serai un peu en avance, disons 8 h 50.",
    "Réservez à l'avance, il y a du monde le samedi.",
    "Venez d'abord voir la perceuse, on parlera du prix ensuite.",
    "On se voit avant de décider ?",
    "Ne payez rien avant d'avoir vu le vélo.",
    "Je vous paie après, en liquide, ça va ?",
    "Je paie les frais de port, bien sûr.",
    "C'est 10 € de l'heure, à payer à la fin.",
    "Un pot de confiture en échange, ça vous va ?",
    "Je te donne 20 € pour l'essence.",
    "Le code de la porte est 1234B, deuxième étage.",
    "Mon code postal est 1050.",
    "J'ai vu l'annonce sur le groupe WhatsApp de la rue.",
    "Le groupe Facebook du quartier en parle aussi.",
    "Mon numéro est le 0470 12 34 56, si vous êtes en retard.",
    "Appelez-moi quand vous êtes devant la porte.",
    "Il y a un signal d'alarme au deuxième.",
    "J'aime beaucoup la photo, merci !",
    "Voici la carte des sentiers dont je parlais.",
    "Je peux vous offrir une carte cadeau de la librairie pour vous remercier.",
    "On m'a donné un chèque-repas, vous les prenez ?",
    "Le transporteur passe à 14 h, je serai là pour ouvrir.",
    "Tot zaterdag, ik breng de boor mee.",
    "Je hoeft niets vooraf te betalen.",
    "Ik betaal de verzendkosten natuurlijk zelf.",
    "Kom eerst eens kijken naar de fiets.",
    "Geen voorschot nodig, betalen doe je achteraf.",
    "Eerst even bellen, dan kom ik naar beneden.",
    "No need to pay upfront, just bring it back.",
    "I'll pay you when we meet.",
    "First door on the left, before the stairs.",
    "Let's meet in front of the station at nine.",
    "Sie müssen nichts im Voraus zahlen.",
    "Zuerst gehen wir mit dem Hund, dann trinken wir Kaffee.",
    "Ich bezahle Ihnen das Benzin.",
    "Kommen Sie bitte vorher kurz vorbei.",
    "Ma carte de bibliothèque ne marche plus, pouvez-vous m'aider à la renouveler ?",
    "Pouvez-vous m'apprendre à utiliser itsme sur mon téléphone ?",
    "Mon frère a besoin d'aide pour son virement à la banque, vous pouvez l'accompagner ?",
    "Filou tire un peu sur la laisse mais il est doux.",
    "Pas de souci si vous êtes en retard, je lis en attendant.",
    "Faut-il que j'apporte un tournevis ?",
    "La garderie demande d'arriver avant 9 h, on part à 8 h 40 ?",
)


@pytest.mark.parametrize(("trick", "words"), [(trick, words) for trick, all_ in ROBBERS.items() for words in all_])
def test_a_trick_is_known(trick: str, words: str) -> None:
    assert trick in tricks_in(words)
    assert trick in tricks_in(f"Bonjour,\n{words.replace(chr(39), chr(8217))}\nMerci d'avance !")


@pytest.mark.parametrize("words", NEIGHBOURS)
def test_what_neighbours_write_is_left_in_peace(words: str) -> None:
    assert tricks_in(words, is_begin=True) == ()


def test_an_account_is_none_of_the_first_words() -> None:
    words = "Voici mon compte : BE71 0961 2345 6769"
    assert tricks_in(words, is_begin=True) == ("account_first",)
    assert tricks_in(words) == ()


@given(st.text(max_size=500))
def test_whatever_is_written_something_known_comes_out_quickly(words: str) -> None:
    assert set(tricks_in(words, is_begin=True)) <= set(TRICKS)


def test_a_long_message_takes_no_time() -> None:
    import time

    began = time.perf_counter()
    for words in ("envoyez " * 500, "a" * 4000, "payer avant " * 330, "cheque " * 570, "écris via " * 400):
        tricks_in(words[:4000])
    assert time.perf_counter() - began < 1.5
