"""Words by which people are robbed: money before anything was done, ways of paying that cannot be undone, secrets, another place to talk.

It knows a turn of phrase, not a person: what it finds is said beside the message, to whoever reads it, and nothing else follows.
Four languages; a sentence that says the contrary ("pas besoin de payer d'avance") is none.
"""

import re
from functools import cache

from entraide.common.text import fold

# In the order in which they are told: the first is the worst.
TRICKS = ("secrets", "untraceable", "overpaid", "money_first", "fees_first", "account_first", "leaves")

_SENTENCE = re.compile(r"(?<=[.!?…])\s+|[\n;]+")

_PAY = (
    r"(?:pa(?:ye|ie|ya|yo)\w*|regle[rz]?\b|regler\w*|vers(?:er|e|ez|ement|ements)\b|vir(?:er|ez|ement|ements)\b"
    r"|transfer\w*|transfert\w*"
    r"|envo(?:ie|ye)\w*\b(?=.{0,40}(?:argent|euros?|€|somme|montant|\d))|avancer\b|avancez\b"
    r"|betaal\w*|betal\w*|overmaken|overschrijv\w*|stort\w*|maak\w* .{0,30}\bover\b|overmaak\w*"
    r"|pay\w*|send\w* .{0,30}(?:money|euros?|€|\d)|wire\w*|transfer\w*"
    r"|zahl\w*|bezahl\w*|uberweis\w*|anzahl\w*)"
)
_BEFORE = (
    r"(?:d'avance|a l'avance|par avance|d'abord|au prealable|prealablement|avant(?= que| de| la | le | les | l'"
    r"| mon | ma | votre | ton | tout|,|\.|$)"
    r"|vooraf\w*|op voorhand|eerst|van tevoren|alvorens|voordat|voor ik|voor we"
    r"|up ?front|in advance|beforehand|first|before (?:i|we|the|you|any)"
    r"|im voraus|vorab|vorher|zuerst|vorkasse|bevor)"
)
_DEPOSIT = (
    r"(?:acomptes?|arrhes|voorschot\w*|aanbetaling\w*|deposits?|down payment|anzahlung\w*|vorauszahlung\w*"
    r"|vorkasse|caution|borgsom|kaution)"
)
_AMOUNT = r"(?:\d+(?:[.,]\d+)?\s?(?:€|eur\b|euros?\b)|(?:€|eur)\s?\d+)"
_THANKS = re.compile(
    r"(?:merci|remerci\w+|bedankt|dank\w*|thanks?|thank you|thanking)\W+(?:\w+\W+){0,3}?(?:d'avance|par avance"
    r"|in advance|im voraus|op voorhand|vorab)"
    r"|(?:d'avance|in advance|im voraus|op voorhand|alvast)\W+(?:\w+\W+)?(?:merci|un grand merci|bedankt|dank|thanks)"
)
_CONTRARY = re.compile(
    r"\b(?:pas besoin|inutile|jamais|sans (?:rien )?(?:payer|avance|acompte|frais)|rien (?:a|d'avance|avant)"
    r"|ne (?:paye[zr]?|paie|verse[zr]?|vire[zr]?"
    r"|donne[zr]?|envoye[zr]?) (?:rien|pas|jamais)|ne (?:rien|pas|jamais) (?:payer|verser|virer|envoyer|donner)"
    r"|aucun\w*"
    r"|niet nodig|hoef\w*|geen|niets|nooit|betaal niet|"
    r"no need|not need|don't|do not|never|nothing|without|nobody|"
    r"kein\w*|nichts|nie\b|niemals|nicht notig|brauch\w* nicht|ohne)\b"
)
_UNLESS = re.compile(
    r"\bsi (?:vous|tu) (?:ne |n')?(?:paye|paie|verse|vire|regle|envoie|envoye)\w*|\bals (?:u|je"
    r"|jij) niet\b.{0,20}\b(?:betaal|stort|overma)"
    r"|\b(?:if you (?:do not|don't)|unless you) (?:pay|send|transfer)|\bwenn (?:sie|du) nicht\b.{0,20}(?:zahl|uberweis)"
)
# The one who writes says that they pay themselves.
_MYSELF = re.compile(
    r"\b(?:je|j'|nous) ?(?:vous |te |t'|l'|les |le |la )?(?:paie|paye|payerai|paierai|regle|reglerai|verse"
    r"|verserai|vire|virerai|avance|prends|peux|rembourse)\b"
    r"|\b(?:ik|we|wij) (?:betaal|betalen|maak|stort|neem|zal|kan)\b|\b(?:betaal|maak|stort) ik\b"
    r"|\b(?:i|we)(?:'ll| will| can|'ve| have)? (?:pay|paid|transfer|send|cover)\b"
    r"|\b(?:ich|wir) (?:be)?zahle\w*\b|\b(?:ich|wir) (?:uberweise|ubernehme)\w*\b|\b(?:be)?zahle ich\b"
)

_CARDS = (
    r"(?:paysafe ?card|paysafe|transcash|neosurf|toneo|pcs mastercard|(?:recharge|coupon|ticket)s? pcs"
    r"|western union|money ?gram)"
)
_GIFT_CARDS = (
    r"(?:cartes? (?:cadeaux?|itunes|steam|google play|amazon|apple|razer|xbox)|cadeau(?:kaart|bon)\w*|(?:itunes"
    r"|steam|google play|apple|amazon)[- ]?(?:kaart|karte|card)\w*"
    r"|gift ?cards?|geschenk(?:karte|gutschein)\w*|gutschein(?:code|karte)\w*)"
)
_BUYS = (
    r"(?:achet\w*|codes?\b|recharg\w*|photo|koop|kopen|koopt|foto|buy\w*|send\w*|kauf\w*|schick\w*|stuur\w*"
    r"|envoy\w*|paye\w*|paie\w*|pay\w*|betal\w*|betaal\w*|zahl\w*)"
)
_COINS = r"(?:bitcoins?|crypto\w*|usdt|ethereum|krypto\w*)"
_SECRETS = re.compile(
    r"(?:codes?|numeros?|no|n°) (?:pin|secrets?|(?:confidentiels? )?de (?:la |ta |votre |sa )?carte(?: bancaire"
    r"| bleue| de banque| de credit)?|de securite|cvv|cvc|itsme"
    r"|(?:que )?(?:vous avez |tu as )?recus? par sms|du digipass|bancaires?)\b"
    r"|\b(?:photo|copie) (?:recto.{0,10}verso )?de (?:ta|votre|la) carte (?:bancaire|de banque|d'identite)"
    r"|\b(?:code|reponse) (?:de |du )?(?:ton |votre )?(?:lecteur de carte|digipass)"
    r"|\b(?:pincode|cvc-?code|cvv|kaartnummer|kaartlezer|bankkaart(?:nummer|gegevens)|de code (?:die"
    r"|van) .{0,20}sms|sms-?code|itsme-?code)\b"
    r"|\b(?:pin(?:-| )?(?:code|number)|card (?:number|details)|cvv|cvc|security code|code .{0,15}(?:by|from"
    r"|via) (?:sms|text)|one[- ]time (?:code|password))\b"
    r"|\b(?:kartennummer|kreditkartendaten|pin-?nummer|geheimzahl|tan-?nummer|(?:sms|bestatigungs)-?code)\b"
)
_GIVES = re.compile(
    r"\b(?:envoy\w*|envoie\w*|donn\w*|communiqu\w*|besoin|faut|dit\w*|dis|confirm\w*|transmet\w*|entr\w+|stuur\w*"
    r"|geef|geven|nodig|doorgeven|bezorg\w*|bevestig\w*"
    r"|send|give|need|tell|confirm|share|enter|provide|schick\w*|sende\w*|gib|geben|brauch\w*|mitteil\w*"
    r"|bestatig\w*|teilen)\b"
)
_CHEQUES = re.compile(
    r"\b(?:cheques?|bankcheque|checks?|scheck\w*|virement|overschrijving|transfer"
    r"|uberweisung)\b.{0,120}\b(?:difference|surplus|trop[- ]percu|le reste|verschil|rest terug|too much|extra"
    r"|differenz|rest zuruck)\b"
    r"|\b(?:(?:re)?nv?oy\w*|rend\w*|rembours\w*|refund|send back|terugstort\w*|zuruck\w*)\b.{0,40}\b(?:difference"
    r"|surplus|trop[- ]percu|verschil|differenz)\b"
)
_FEES = (
    r"(?:frais (?:de |d')?(?:port|livraison|douane|dossier|transport|envoi|assurance|notaire|reservation)"
    r"|verzend\w*kosten|douane\w*kosten|transportkosten|dossierkosten"
    r"|koerierskosten|invoerrechten|shipping (?:fee|cost|charge)s?|customs (?:fee|charge|dut)\w*|delivery fees?"
    r"|courier fees?|handling fees?|processing fees?|versand\w*kosten|zollgebuhr\w*|transportkosten"
    r"|bearbeitungsgebuhr\w*)"
)
_CARRIER = re.compile(
    r"\b(?:transporteur|coursier|livreur|demenageur|agent|chauffeur|koerier|transporteur|courier|carrier"
    r"|shipping agent|spediteur|spedition|kurier)\b.{0,100}"
    r"\b(?:remettra|donnera|paiera|apporte\w* (?:l'|votre )?argent|especes|enveloppe|cash|envelop|geld"
    r"|payer en main|betaalt|bringt|bargeld|umschlag|hand you)\b"
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}(?:\s?[A-Z0-9]{1,3})?\b")
_APPS = (
    r"(?:what'?s ?app|wathsapp|whats|telegram|viber|messenger|instagram|insta|snapchat|snap|wechat|facebook"
    r"|tiktok|discord|hangouts?)"
)
_MOVES = (
    r"(?:ecri\w*|contact\w*|ajout\w*|parl\w*|continu\w*|pass(?:e|ons|er|ez)|rejoi\w*|discut\w*|appel\w*"
    r"|joi(?:gnez|ndre|ns)|repond\w*|message\w*"
    r"|schrijf\w*|stuur\w*|contacteer|voeg\w*|praat|praten|verder\w*|bereik\w*|app|bericht\w*|antwoord\w*"
    r"|write|text|add|contact|talk|continue|chat|reach|message|reply|dm|move|switch"
    r"|schreib\w*|meld\w*|kontaktier\w*|erreich\w*|weiter\w*|antwort\w*|wechsel\w*)"
)
_LEAVES = re.compile(
    rf"\b{_MOVES}\b.{{0,50}}\b(?:sur|par|via|op|on|auf|uber|per|bei|in|mon|mijn|my|mein)\b.{{0,12}}\b{_APPS}\b"
    rf"|\b(?:mon|mijn|my|mein) (?:numero |nummer |number )?(?:{_APPS})(?:-?(?:nummer|numero|number))?\b"
    r"|\b(?:sur|via|par|op|on|auf|uber|to|naar) signal\b"
    r"|\b(?:en dehors|hors|ailleurs que sur|sans passer par) (?:de |du |la |le |l'|ce |cette )*(?:site|plateforme"
    r"|appli\w*|entraide)\b"
    r"|\bbuiten (?:het |de |deze |dit )?(?:platform|site|app|entraide)\b"
    r"|\b(?:outside|off) (?:of )?(?:the |this )?(?:platform|site|app|entraide)\b"
    r"|\bausserhalb (?:der |dieser |von |des )?(?:plattform|seite|webseite|app|entraide)\b"
    r"|\b(?:ecri\w*|contact\w*|schrijf|stuur|write|email|schreib\w*|mail\w*)\b.{0,40}[\w.+-]+@[\w-]+\.\w+"
)
_GROUP = re.compile(
    rf"\b(?:groupe?s?|groep\w*|gruppe\w*|page|pagina|seite)\b.{{0,15}}\b{_APPS}\b|\b{_APPS}[- ]?(?:groep|gruppe"
    rf"|group|groupe)\w*\b"
)


def tricks_in(words: str, *, is_begin: bool = False) -> tuple[str, ...]:
    """Which of TRICKS a message uses, the worst first; nearly always none.

    `words`: what was written, as it was. `is_begin`: whether it is among the first words between two people, where a number of
    an account has no business yet.
    """
    found = {trick for sentence in _SENTENCE.split(words) for trick in _in_sentence(sentence)}
    # A cheque and what is to come back are often two sentences.
    if _CHEQUES.search(fold(words).text) and not _CONTRARY.search(fold(words).text):
        found.add("overpaid")
    if is_begin and _IBAN.search(words):
        found.add("account_first")
    return tuple(trick for trick in TRICKS if trick in found)


def _in_sentence(sentence: str) -> list[str]:
    said = _THANKS.sub(" ", fold(sentence).text)
    found = []
    if _LEAVES.search(said) and not _GROUP.search(said):
        found.append("leaves")
    if _CONTRARY.search(said) and not _UNLESS.search(said):
        return found
    if _SECRETS.search(said) and _GIVES.search(said):
        found.append("secrets")
    if _is(_CARDS, said) or (_is(_GIFT_CARDS, said) and _is(_BUYS, said)) or (_is(_COINS, said) and _is(_PAY, said)):
        found.append("untraceable")
    if _CARRIER.search(said):
        found.append("fees_first")
    if _MYSELF.search(said):
        return found
    if (_is(_PAY, said) and _is(_BEFORE, said)) or (_is(_DEPOSIT, said) and (_is(_PAY, said) or _is(_AMOUNT, said))):
        found.append("money_first")
    if _is(_FEES, said) and _is(_PAY, said):
        found.append("fees_first")
    return found


def _is(pattern: str, said: str) -> bool:
    return bool(_compiled(pattern).search(said))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    # An amount may begin with "€", which is no letter.
    return re.compile(pattern if pattern is _AMOUNT else rf"\b{pattern}")
