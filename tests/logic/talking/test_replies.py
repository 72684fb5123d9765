"""What somebody wrote in a reply by mail, whatever their program adds around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.logic.talking.html_text import text_of_html
from entraide.logic.talking.replies import words_of_reply

OURS = ["Répondez au-dessus de cette ligne", "Antwoord boven deze regel", "Reply above this line"]

PLAIN = {
    "Gmail, in French": (
        "Oui, samedi à 9 h me va très bien.\n\nLe mer. 4 mars 2026 à 10:40, Ginette (Entraide) <r+abc@mail.example.org> a\n"
        "écrit :\n\n> Bonjour Bruno,\n> Ginette vous a écrit.\n>\n> Samedi à 9 h ?\n",
        "Oui, samedi à 9 h me va très bien.",
    ),
    "Gmail, in Dutch": (
        "Ja hoor, tot zaterdag!\n\nOp wo 4 mrt 2026 om 10:40 schreef Ginette <r+abc@mail.example.org>:\n\n> Dag Bruno,\n",
        "Ja hoor, tot zaterdag!",
    ),
    "Gmail, in English": (
        "Sure, see you then.\r\n\r\nOn Wed, Mar 4, 2026 at 10:40 AM Ginette <r+abc@mail.example.org> wrote:\r\n\r\n> Hi\r\n",
        "Sure, see you then.",
    ),
    "Gmail, in German": (
        "Gern, bis Samstag.\n\nAm Mi., 4. März 2026 um 10:40 Uhr schrieb Ginette <\nr+abc@mail.example.org>:\n\n> Hallo Bruno,\n",
        "Gern, bis Samstag.",
    ),
    "Apple Mail, in French": (
        "Parfait.\n\nBruno\n\n> Le 4 mars 2026 à 10:40, Ginette <r+abc@mail.example.org> a écrit :\n> \n> Samedi ?\n",
        "Parfait.\n\nBruno",
    ),
    "an iPhone, in French": (
        "J'arrive dans dix minutes\n\nEnvoyé de mon iPhone\n\n> Le 4 mars 2026 à 10:40, Ginette <r@example.org> a écrit :\n> \n> Où ?",
        "J'arrive dans dix minutes",
    ),
    "an iPhone, in Dutch": (
        "Is goed\n\nVerstuurd vanaf mijn iPhone\n\n"
        "> Op 4 mrt. 2026 om 10:40 heeft Ginette <r@example.org> het volgende geschreven:\n> \n> Dag",
        "Is goed",
    ),
    "an iPhone, in German": (
        "Passt!\n\nVon meinem iPhone gesendet\n\n> Am 04.03.2026 um 10:40 schrieb Ginette <r@example.org>:\n> \n> Hallo",
        "Passt!",
    ),
    "Outlook, in French": (
        "Bonjour Ginette,\n\nC'est noté pour samedi.\n\nBruno Peeters\n\n________________________________\n"
        "De : Ginette <r+abc@mail.example.org>\nEnvoyé : mercredi 4 mars 2026 10:40\nÀ : Bruno Peeters\n"
        "Objet : Ginette vous a écrit\n\nBonjour Bruno,\nSamedi ?\n",
        "Bonjour Ginette,\n\nC'est noté pour samedi.\n\nBruno Peeters",
    ),
    "Outlook, in Dutch, without a line": (
        "Dag Ginette, prima.\n\nVan: Ginette <r+abc@mail.example.org> \nVerzonden: woensdag 4 maart 2026 10:40\nAan: Bruno\n"
        "Onderwerp: Ginette schreef u\n\nDag Bruno,\n",
        "Dag Ginette, prima.",
    ),
    "Outlook, in English, in bold": (
        "Fine by me\n\n*From:* Ginette <r+abc@mail.example.org>\n*Sent:* Wednesday, March 4, 2026 10:40 AM\n"
        "*To:* Bruno\n*Subject:* Hello\n\nHi",
        "Fine by me",
    ),
    "Outlook, in German": (
        "Ja, gern.\n\nVon: Ginette <r+abc@mail.example.org>\nGesendet: Mittwoch, 4. März 2026 10:40\nAn: Bruno\nBetreff: Hallo\n\nHallo",
        "Ja, gern.",
    ),
    "Outlook on a telephone": (
        "Ok pour 9 h\n\nObtenir Outlook pour Android\n________________________________\nFrom: Ginette <r@example.org>\n"
        "Sent: Wednesday, March 4, 2026 10:40:12 AM\nTo: Bruno <b@example.org>\nSubject: Samedi\n\nSamedi ?",
        "Ok pour 9 h",
    ),
    "an older Outlook": (
        "Entendu.\n\n-----Message d'origine-----\nDe : Ginette [mailto:r@example.org]\nEnvoyé : mercredi\n\nSamedi ?",
        "Entendu.",
    ),
    "an older Outlook, in Dutch": ("Prima.\n\n-----Oorspronkelijk bericht-----\nVan: Ginette\n\nZaterdag?", "Prima."),
    "an older Outlook, in German": ("Gut.\n\n-----Ursprüngliche Nachricht-----\nVon: Ginette\n\nSamstag?", "Gut."),
    "Thunderbird, answered below": (
        "Le 04/03/2026 à 10:40, Ginette a écrit :\n> Samedi à 9 h ?\n> On se retrouve où ?\n\nOui.\nDevant la gare.\n",
        "Oui.\nDevant la gare.",
    ),
    "Thunderbird, answered in between": (
        "Op 4/03/2026 om 10:40 schreef Ginette:\n> Zaterdag om 9 uur?\nJa!\n> Waar?\nAan het station.\n\n"
        "-- \nBruno Peeters\nKerkstraat 1\n",
        "Ja!\nAan het station.",
    ),
    "Thunderbird, in German": ("Am 04.03.26 um 10:40 schrieb Ginette:\n> Samstag?\n\nJa, um neun.\n", "Ja, um neun."),
    "Yahoo, without marks": (
        "Avec plaisir\n\n    Le mercredi 4 mars 2026 à 10:40:12 UTC+1, Ginette <r@example.org> a écrit :  \n \n Bonjour Bruno,\nSamedi ?",
        "Avec plaisir",
    ),
    "a program that names the writer first": (
        "Klar.\n\nGinette <r@example.org> schrieb am Mi., 4. März 2026, 10:40:\n\n> Hallo\n",
        "Klar.",
    ),
    "our own line": (
        "Merci, à samedi\n\nRépondez au-dessus de cette ligne.\n\nBonjour Bruno,\nGinette vous a écrit.\n",
        "Merci, à samedi",
    ),
    "our own line, quoted, and an answer below": (
        "> Reply above this line\n> Hi Bruno,\n> Saturday?\n\nYes, at nine.",
        "Yes, at nine.",
    ),
    "Proton": ("Ok !\n\nEnvoyé avec la messagerie sécurisée Proton Mail.\n\n> Bonjour", "Ok !"),
    "Windows' own program": (
        "D'accord\n\nProvenance : Courrier pour Windows\n\nDe : Ginette\nEnvoyé le : mercredi\nEnvoyé : x\nÀ : Bruno\n\nSamedi ?",
        "D'accord",
    ),
    "Samsung": ("oui\n\nEnvoyé depuis mon appareil Galaxy\n", "oui"),
    "Samsung, in Dutch": ("ja\n\nVerzonden vanaf mijn Galaxy\n", "ja"),
    "GMX": ("ja\n\n-- \nDiese Nachricht wurde von meinem Android Mobiltelefon mit GMX Mail gesendet.\n", "ja"),
    "pictures in a signature": ("Bien reçu [cid:image001.png@01D9]\n", "Bien reçu"),
    "nothing but what is quoted": ("\n> Bonjour Bruno,\n> Samedi ?\n", ""),
    "signs that no database keeps": ("Oui\x00 volontiers\u200b", "Oui volontiers"),
}

# What people write, and what only looks like a program's.
KEPT = (
    "Le 3 mars, Farid nous a écrit : il ne vient pas.",
    "Elle m'a écrit le 3 mars : elle est malade.",
    "De 9 à 11 h je suis là.",
    "De : 9 h\nà : 11 h",
    "Je propose :\n- samedi à 9 h\n- dimanche à 10 h\n\nÀ vous de choisir",
    "Op zaterdag schreef ik je al, lukt 9 uur?",
    "Von mir aus gern. Gesendet habe ich es schon.",
    "On Saturday I wrote to you: is nine fine?",
    "Envoyé par la poste hier, vous l'aurez demain.",
    "Prix < 10 € ? Alors oui.",
    "Oui - et merci - à samedi",
    "J'habite au 12.\n\nTéléphone : 02 123 45 67",
)


@pytest.mark.parametrize("program", PLAIN)
def test_of_a_plain_mail_only_what_was_written_is_left(program: str) -> None:
    text, words = PLAIN[program]
    assert words_of_reply(text, cut_at=OURS) == words


@pytest.mark.parametrize("words", KEPT)
def test_what_people_write_stays_as_it_is(words: str) -> None:
    assert words_of_reply(words, cut_at=OURS) == words
    quoting = f"{words}\n\nLe mer. 4 mars 2026 à 10:40, Ginette <r@example.org> a écrit :\n\n> Samedi ?\n"
    assert words_of_reply(quoting, cut_at=OURS) == words


HTML = {
    "Gmail": (
        '<div dir="ltr">Oui, <b>samedi</b>.<div><br></div><div>Bruno</div></div><br><div class="gmail_quote"><div dir="ltr" '
        'class="gmail_attr">Le mer. 4 mars 2026 à 10:40, Ginette &lt;<a href="mailto:r@example.org">r@example.org</a>&gt; a '
        'écrit :<br></div><blockquote class="gmail_quote"><p>Bonjour Bruno</p></blockquote></div>',
        "Oui, samedi.\n\nBruno",
    ),
    "Gmail, with a signature": (
        '<div dir="ltr">D\'accord<br clear="all"><div><br></div><span class="gmail_signature_prefix">-- </span><br>'
        '<div class="gmail_signature"><b>Bruno Peeters</b>, directeur</div></div>',
        "D'accord",
    ),
    "Outlook": (
        "<html><head><style>p.MsoNormal{margin:0}</style></head><body><div class=WordSection1><p class=MsoNormal>Prima,<o:p></o:p></p>"
        "<p class=MsoNormal>tot zaterdag<o:p></o:p></p><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p class=MsoNormal>"
        "<b>Van:</b> Ginette &lt;r@example.org&gt; <br><b>Verzonden:</b> woensdag 4 maart 2026 10:40<br><b>Aan:</b> Bruno<br>"
        "<b>Onderwerp:</b> Zaterdag</p></div><p>Dag Bruno</p></div></body></html>",
        "Prima,\n\ntot zaterdag",
    ),
    "Outlook in a browser": (
        '<div class="elementToProof">Bien noté</div><div id="appendonsend"></div><hr tabindex="-1"><div id="divRplyFwdMsg">'
        "<b>De :</b> Ginette<br><b>Envoyé :</b> mercredi<br><b>À :</b> Bruno<br></div><div>Samedi ?</div>",
        "Bien noté",
    ),
    "Outlook on a telephone": (
        '<div>Ok</div><div class="ms-outlook-mobile-signature">Obtenir <a href="#">Outlook pour iOS</a></div><hr>'
        "<div><b>From:</b> Ginette<br><b>Sent:</b> Wednesday<br><b>To:</b> Bruno<br><b>Subject:</b> x</div><div>Samedi ?</div>",
        "Ok",
    ),
    "Apple Mail, answered in between": (
        '<html><body><blockquote type="cite"><div>Samedi ?</div></blockquote><div>Oui</div><blockquote type="cite"><div>Où ?</div>'
        "</blockquote><div>À la gare</div></body></html>",
        "Oui\nÀ la gare",
    ),
    "Yahoo": (
        '<div>Avec plaisir</div><div id="yahoo_quoted_12" class="yahoo_quoted"><div>Le mercredi, Ginette a écrit :</div>'
        "<div>Samedi ?</div></div>",
        "Avec plaisir",
    ),
    "what nobody sees": ('<div style="display:none">pixel</div><script>x()</script><p>Oui&nbsp;!</p>', "Oui !"),
    "a smiley": ('<p>Oui <img alt="😀" src="x"><img alt="logo" src="y"></p>', "Oui 😀"),
}


@pytest.mark.parametrize("program", HTML)
def test_of_an_html_mail_too(program: str) -> None:
    html, words = HTML[program]
    assert words_of_reply(text_of_html(html), cut_at=OURS) == words


@given(st.text(max_size=400))
def test_whatever_comes_in_words_come_out_that_were_in_it(text: str) -> None:
    words = words_of_reply(text, cut_at=OURS)
    assert "\x00" not in words
    assert words_of_reply(words, cut_at=OURS).strip() in words or not words
    text_of_html(text)


@given(
    st.lists(st.sampled_from(["<div>", "</div>", "<p>", "</blockquote>", "<blockquote>", "Oui", "<br>", "< ", "&amp;"]))
)
def test_html_that_is_broken_is_read_all_the_same(pieces: list[str]) -> None:
    assert text_of_html("".join(pieces)).count("Oui") == pieces.count("Oui")
