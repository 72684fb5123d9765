"""Said to happen at a distance, and not merely how to answer."""

from hypothesis import given
from hypothesis import strategies as st
from tests.tables import each_row

from entraide.common.text import fold
from entraide.logic.reading.remote import read_remote

AT_A_DISTANCE = [
    "Cours d'anglais en ligne", "Aide informatique par téléphone", "Cours de guitare en visio",
    "Traduction à distance",
    "Conversation en espagnol sur Zoom", "Soutien scolaire par Skype", "Un coup de fil par semaine à ma grand-mère",
    "Échange de graines par la poste", "Écoute téléphonique", "Relecture par mail", "Webinaire sur le compost",
    "Je peux discuter au téléphone avec une personne seule", "Méditation en distanciel",
    "Je vous l'envoie par la poste",
    "Online bijles wiskunde", "Nederlands oefenen via Zoom", "Telefonisch luisterend oor",
    "Hulp op afstand met computer",
    "Videobellen met mijn oma", "Zaden ruilen per post", "Vertaling per mail", "Hulp via videogesprek",
    "Online English lessons", "Tutoring by phone", "Chat over the phone", "Language exchange on Skype",
    "Remote help with my laptop", "Video call with my grandma", "Seeds by post", "I can proofread by email",
    "Online-Nachhilfe", "Deutsch üben über Zoom", "Hilfe per Telefon", "Samen per Post", "Am Telefon vorlesen",
    "Yoga per Video", "Videoanruf mit Oma", "Nachhilfe online",
]  # fmt: skip
NEAR_BY = [
    "Promener mon chien", "Contactez-moi par téléphone", "Me joindre par mail", "Infos par téléphone",
    "Réparer mon téléphone",
    "Aide pour acheter en ligne", "Aide pour une déclaration en ligne", "Bureau de poste à 5 minutes",
    "Chercher un colis à la poste",
    "Vendre mes livres en ligne", "Apprendre à utiliser Zoom", "Rollers en ligne à donner", "Réponse par sms",
    "Poser un poster", "Mon GSM est cassé", "Aide pour remplir des formulaires en ligne",
    "Bereikbaar per mail", "Contacteer me telefonisch", "Hulp bij online bankieren", "Telefoon herstellen",
    "Pakje naar de post brengen",
    "Call me by phone", "Contact me by email", "Help with online banking", "Fix my phone",
    "Remote control broken", "Post office run",
    "Help with online forms", "Erreichbar per Telefon", "Handy reparieren", "Paket zur Post bringen",
    "Hilfe beim Online-Banking",
    "Helfen mit dem Online-Antrag",
]  # fmt: skip


@each_row("text", AT_A_DISTANCE)
def test_what_happens_by_wire_or_post_is_remote(text: str) -> None:
    assert read_remote(fold(text)).is_remote


@each_row("text", NEAR_BY)
def test_a_way_to_answer_or_a_thing_is_not_remote(text: str) -> None:
    assert not read_remote(fold(text)).is_remote


@given(st.text(max_size=300))
def test_any_text_is_read_with_a_span_inside_it(text: str) -> None:
    found = read_remote(fold(text))
    assert found.is_remote == (found.span is not None)
    if found.span:
        assert 0 <= found.span[0] < found.span[1] <= len(text)
