"""A sentence without whoever wrote it: what must vanish, what must stay, and what always holds."""

from hypothesis import given
from hypothesis import strategies as st
from tests.tables import each_row

from entraide.logic.reading.anonymous import BLANK, anonymous, is_worth_keeping
from entraide.logic.reading.interpretation import LANGUAGES

HIDDEN = (
    ("fr", "Je m'appelle sophie et je cherche un vélo", "sophie"),
    ("fr", "aide pour monter une armoire, rue malibran 12 au deuxième", "malibran"),
    ("fr", "12, rue de la Paix : don de vêtements", "Paix"),
    ("fr", "rendez-vous place Flagey devant les pompiers", "Flagey"),
    ("fr", "avenue de la Couronne 45 bte 3, je donne un lit", "Couronne"),
    ("fr", "quelqu'un pour garder ma fille Léa mercredi", "Léa"),
    ("fr", "promener mon chien Filou le soir", "Filou"),
    ("fr", "cours de guitare, demander Jean-Marc", "Jean-Marc"),
    ("fr", "je vends un vélo, contactez Marc DUPONT", "DUPONT"),
    ("fr", "Merci Madame Vandenbroeck pour tout", "Vandenbroeck"),
    ("fr", "je prête ma perceuse. Merci, Amandine", "Amandine"),
    ("fr", "Amina cherche un vélo", "Amina"),
    ("fr", "écrivez à jean.dupont (at) gmail.com svp", "dupont"),
    ("fr", "IBAN BE68 5390 0754 7034 pour le don", "5390"),
    ("fr", "un coup de main chez Tartempion", "Tartempion"),
    ("nl", "Ik heet jan en zoek een fiets", "jan"),
    ("nl", "mijn dochter Emma ophalen in de Kerkstraat 5 te Gent", "Emma"),
    ("nl", "mijn dochter Emma ophalen in de Kerkstraat 5 te Gent", "Kerkstraat"),
    ("nl", "mijn dochter Emma ophalen in de Kerkstraat 5 te Gent", "Gent"),
    ("nl", "boormachine te leen, bel Wouter 0475 12 34 56", "Wouter"),
    ("nl", "boormachine te leen, bel Wouter 0475 12 34 56", "0475"),
    ("nl", "wie kan mij helpen? Groetjes, Lieve", "Lieve"),
    ("en", "My name is tom and I need a hand", "tom"),
    ("en", "moving a sofa to 5 High Street on Saturday", "High"),
    ("en", "call Sarah on 07700 900123", "Sarah"),
    ("en", "French lessons for my son Oliver", "Oliver"),
    ("de", "Ich heiße Anneliese und suche ein Fahrrad", "Anneliese"),
    ("de", "Sofa zu verschenken, Hauptstraße 12 in Eupen", "Hauptstraße"),
    ("de", "bitte bei Frau Müller melden", "Müller"),
    ("de", "Fahrrad gesucht, LG Sabine", "Sabine"),
)
KEPT = (
    ("fr", "deux places dans ma voiture lundi"),
    ("fr", "Je cherche quelqu'un pour promener mon chien samedi matin"),
    ("fr", "CHERCHE BABYSITTER POUR SAMEDI SOIR"),
    ("fr", "On est sur la route toute la journée, place au soleil, cours de piano"),
    ("fr", "monter une armoire Ikea et installer Windows"),
    ("nl", "Wie kan mij Franse les geven op zaterdag"),
    ("nl", "ik ben onderweg en zoek een lift"),
    ("en", "I'm looking for French lessons on Saturday, I don't mind when"),
    ("de", "Die Autobahn ist weit, ich brauche eine Mitfahrgelegenheit"),
    ("de", "Hilfe bei Umzug gesucht, mein Hund braucht Auslauf"),
)


@each_row(("language", "text", "word"), HIDDEN)
def test_what_tells_of_a_person_is_hidden(language, text, word):
    said = anonymous(text, language=language)
    assert word not in said, said
    assert BLANK in said


@each_row(("language", "text"), KEPT)
def test_what_tells_of_nobody_stays(language, text):
    assert anonymous(text, language=language) == text


def test_figures_become_zeros_and_keep_their_length():
    assert anonymous("trois cartons, 15 € l'heure, 80x120", language="fr") == "trois cartons, 00 € l'heure, 00x000"


def test_names_that_are_known_are_hidden_in_any_spelling():
    said = anonymous("zoe garde le chat de ZOÉ a outremeuse", language="fr", names=["Zoé"], said_places=["Outremeuse"])
    assert said == f"{BLANK} garde le chat de {BLANK} a {BLANK}"


def test_a_sentence_of_blanks_teaches_nothing():
    assert not is_worth_keeping(f"{BLANK} {BLANK} chien, {BLANK}")
    assert not is_worth_keeping("")
    assert is_worth_keeping(f"promener mon chien à {BLANK}")


_TEXT = st.text(max_size=120)
_SENTENCES = st.sampled_from([text for _, text, _ in HIDDEN] + [text for _, text in KEPT])
_PERSONAL = st.one_of(
    st.emails(),
    st.from_regex(r"\A(?:\+32 ?|0)4[5-9][0-9](?:[ ./-]?[0-9]{2}){3}\Z"),
    st.builds("{}, rue {} {}".format, st.integers(1, 400), st.sampled_from(["Haute", "de la Loi"]), st.integers(1000, 9999)),
    st.sampled_from(["www.chez-moi.be/photos", "https://example.org/x?y=1", "@bruno.b", "FR76 3000 6000 0112 3456 7890 189"]),
)  # fmt: skip


@given(_TEXT, st.sampled_from(LANGUAGES))
def test_any_text_is_taken_and_nothing_is_left_to_hide(text, language):
    said = anonymous(text, language=language)
    assert len(said) <= len(text)
    assert not any(character.isdecimal() and character != "0" for character in said)
    assert anonymous(said, language=language) == said


@given(_SENTENCES, _PERSONAL, _SENTENCES, st.sampled_from(LANGUAGES))
def test_an_address_or_number_vanishes_wherever_it_stands(before, personal, after, language):
    said = anonymous(f"{before} {personal} {after}", language=language)
    assert personal not in said
    assert "@" not in said
    # Nobody can be rung by zeros, and no seven of them are left in a row.
    assert "0000000" not in said.replace(" ", "")


@given(_TEXT, st.text(st.characters(categories=["Lu", "Ll"]), min_size=2, max_size=12), _TEXT)
def test_the_writers_own_name_never_stays(before, name, after):
    from entraide.common.text import fold

    said = anonymous(f"{before} {name} {after}", language="fr", names=[name])
    plain = fold(name).text.strip()
    if len(plain) >= 2:
        assert plain not in fold(said).text.replace(BLANK, " ").split()
