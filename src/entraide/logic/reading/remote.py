"""Said to happen online, by phone, by video, by mail or by post: and not merely how to get in touch."""

import re
from dataclasses import dataclass
from functools import cache

from entraide.common.text import Folded
from entraide.logic.reading.masking import whole_words


@dataclass(frozen=True, slots=True)
class FoundRemote:
    """Whether it happens at a distance, and the span (code points of the original, end exclusive) that says so."""

    is_remote: bool = False
    span: tuple[int, int] | None = None


_CHANNELS = r"(?:zoom|skype|teams|whatsapp|facetime|jitsi|google meet|meet|discord|messenger|signal|telegram|webcam)"


@cache
def _remote() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:"
        rf"(?P<online>en ligne|online(?!-?\s?(?:shop|banking|bankieren|bank|form\w*|store|antrag\w*|formul\w*"
        rf"|aangifte|account|winkel|marketing|bestell\w*|kauf\w*|afspraken|booking\w*|tools?|agenda|termine)))"
        rf"|(?P<contact>(?:par|au|via|a travers) (?:le )?(?:telephone|tel|gsm|sms)|par (?:e-?mail|mail|courriel"
        rf"|message"
        rf"|messages)|(?:by|over the|on the|via) (?:phone|telephone)|(?:by|via) (?:e-?mail|text|message)|(?:per"
        rf"|via) (?:telefoon|tel|gsm|mail|e-?mail|sms|bericht)|(?:over|aan|door) de (?:telefoon|lijn)"
        rf"|am anderen ende der leitung|au bout du fil|on the other end of the (?:line|phone)|telefonisch\w{{0,2}}"
        rf"|(?:per|am|ubers?) (?:telefon"
        rf"|handy)|per (?:e-?mail|sms)|(?:par|sur|via|over|on|per|op|uber|mit|by|in) {_CHANNELS}|(?:ou|of|or"
        rf"|oder) (?:zoom|skype|teams|visio))"
        r"|(?P<sure>(?:par|en|via) (?:visio(?:-?conference)?|video(?:-?conference)?|appel video|video-?appel"
        r"|ordinateur interpose)|(?<!outil de )(?<!outils de )visio(?:-?conference)?s?|a distance|(?:en )?distanciel"
        r"|en virtuel|virtuellement|par (?:la )?poste|par (?:internet|courrier|colis|lettres?)|par correspondance"
        r"|correspondante?s?(?! de)|via internet|(?:appels?|conversations?|permanence|ecoute|soutien|entretiens?|aide"
        r"|assistance) telephoniques?|coups? de (?:fil|telephone)|tele-?consultation|webinaires?|webinar"
        r"|envoi (?:postal|possible)|(?:je |peux |possible d'|possibilite d')?(?:vous )?(?:l')?envo(?:yer|ie"
        r"|i) (?:par la poste|par poste|postal|possible)|zoom (?:chaque|tous)|remote(?:ly)?(?! (?:control|village"
        r"|area|place))|from a distance|(?<!to )video ?-?(?:call|chat|conference)s?(?:ing)?|phone ?calls?|by (?:video"
        r"|post|mail|letter)|(?:can|could|will|happy to) (?:post|ship|mail)(?: it| them| to you|(?=\s*(?:$"
        r"|[.,;!?)])))|postage|shipping(?! container)|pen ?-?pals?|over (?:video|the internet)|virtual(?:ly)?"
        r"|op afstand|vanop afstand|van op afstand|(?:via |per )?video(?:gesprek|call|chat|bellen)(?:ken|s)?"
        r"|videobellen|per (?:video|post|brief)|via (?:video|internet|het internet|beeldbellen)|beeldbellen"
        r"|opgestuurd|op te sturen|opsturen|verzending|verzenden|digitaal contact|penvrienden?|penvriendin"
        r"|telefoongesprek\w*|telefoontjes?|aus der ferne|videoanrufe?n?|video-?(?:chat|konferenz|call|telefonie)s?"
        r"|per (?:videochat|videoanruf|brief)|uber(?:s)? internet|virtuell\w{0,2}|versand|verschicken|zuschicken"
        r"|brieffreund\w*|telefonat\w*|telefongesprach\w*))(?!\w)"
    )


@cache
def _online_is_an_object() -> re.Pattern[str]:
    """Before "en ligne" or "online": words that make it a shop, a form or a payment rather than where help happens."""
    return re.compile(
        r"(?<!\w)(?:rendez-vous|rdv|agendas?|outils?|logiciels?|reservation|mets|met|tools?|booking|afspraken|achats?"
        r"|acheter|achete|commande[rz]?|commandes|boutique|magasin|site|sites|demarches?|formulaires?|declarations?"
        r"|vendre|vente|ventes|banque|banking|payer|paiements?|mettre|mise|mis|inscri\w+|reservations?|reserver"
        r"|billets?|rollers?|patins?|annonces?|compte|dossier|impots|rencontres?|kopen|koop|bestellen|bankieren"
        r"|verkopen|aangifte|formulieren?|inschrijven|boeken|buy|buying|bought|order\w*|sell\w*|shop\w*|bank\w*"
        r"|forms?|pay\w*|applications?|apply\w*|kaufen|bestellt|verkaufen|formulare?|antrage?|uberweis\w*"
        r"|anmeld\w*)(?: [\w']+){0,3}\s+$"
    )


@cache
def _only_a_contact() -> re.Pattern[str]:
    """Before a channel: words that say how to answer the post, or that the channel is the thing to learn or mend."""
    return re.compile(
        r"(?<!\w)(?:contact\w*|joindre|joignables?|appel(?:er|ez|le)\b(?! (?:une|un|tous|chaque))|infos?|liste"
        r"|informations?|renseign\w*|repon\w+|ecri(?:re|vez)\b[a-z' -]{0,8}|reserv\w*|inscri\w*|disponible|prevenir"
        r"|confirm\w*|rdv|rendez-vous|moi|nous|bereikbaar|contacteer|aanmeld\w*|inschrijv\w*|reageer|antwoord\w*"
        r"|laat weten|meld\w*|stuur(?: me)?|reach\w*|call me|text me|message me|reply|answer|info|details|enquir\w*"
        r"|get in touch|let me know|register|book|erreichbar|melde\w*|anmeld\w*|kontakt\w*|antwort\w*|schreib\w*"
        r"|utiliser|apprendre|installer|probleme|souci|configurer|help with|hulp met|installeren|hilfe mit"
        r"|leren werken)(?: (?:me|moi|us|nous|mij|ons|mich|uns|svp|please|aub|bitte|possible|alleen|seulement|only"
        r"|met|with|par sms ou|a))*[ :,]*$"
    )


@cache
def _seen_by_video() -> re.Pattern[str]:
    """Before "en vidéo": whom one wants to see; the help to get there is given on the spot."""
    return re.compile(r"(?<!\w)(?:voir|parler a|appeler|zien|see|sehen)(?!\w)[a-z' -]*$")


def read_remote(sentence: Folded) -> FoundRemote:
    """Whether `sentence` says that it happens online, by phone, by video, by mail or by post. Never raises."""
    text = sentence.text
    for found in _remote().finditer(text):
        before = max(0, found.start() - 40)
        if found["online"] and _online_is_an_object().search(text, before, found.start()):
            continue
        if "video" in found.group() and _seen_by_video().search(text, before, found.start()):
            continue
        if found["contact"] and _only_a_contact().search(text, before, found.start()):
            continue
        return FoundRemote(is_remote=True, span=whole_words(sentence, *found.span()))
    return FoundRemote()
