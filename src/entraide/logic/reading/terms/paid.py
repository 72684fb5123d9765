"""Said to be paid, sold, rented or to be discussed, without a sum."""

import re
from functools import cache


@cache
def _paid() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:(?:vous|tu) (?:me |nous )?pay(?:ez|es)|"
        # French
        r"(?<!non )(?<!non-)(?<!pas )(?:re)?muner(?:e|ee|es|ees|ation|ations|er)"
        r"|(?<!non )(?<!non-)(?<!pas )(?<!deja )(?<!conges )(?:bien )?paye(?:e|s|es)?(?! (?:le|la|un|une"
        r"|l')? ?(?:cafe|verre|apero|tournee|resto|biere|repas|coup))"
        r"|payants?|payantes?|(?:je|on|nous|peux|pouvons|pret a|prete a|veux bien) (?:te |vous |le |la |les "
        r"|vous )?pai(?:e|es|ent|erai|erons|yer|rai)\b"
        r"|(?:je|on|nous) (?:te |vous )?(?:paie|paye|payons|paierai|paierons)|(?:peux|pouvons|prete? a"
        r"|veux bien) (?:te |vous |la |le )?payer|paiement|contre argent"
        r"|dedommag\w+|defrai\w+|indemni\w+|retribu\w+|salaire|petit billet|un billet|billet a la cle|petite piece"
        r"|quelques euros|un peu d'argent|argent de poche"
        r"|participation (?:aux |de |d'|au |a l'|pour l'|pour les |libre|essence|demandee|financiere)\s?(?:frais"
        r"|essence|carburant|plein)?|part(?:age|ager|ageons|agee?s?) (?:des |les |de l'|l'|d')(?:frais|couts?|essence"
        r"|carburant)"
        r"|(?:frais|essence|carburant|couts?|plein)(?: de (?:route|deplacement|transport"
        r"|port))?(?: d'essence)? (?:partage|divise|rembourse|paye|couvert|indemnise|offert|compris|a partager"
        r"|en commun|pris en charge)e?s?"
        r"|(?:je |on |nous )?(?:rembourse|remboursons|participe aux|participons aux|participe a l'|couvre) (?:les |l'"
        r"|le |tes |vos )?(?:frais|essence|carburant|plein|deplacements?)"
        r"|partageons? (?:les |l')?(?:frais|essence)|prix libre|conscience|a prix (?:coutant|doux|mini|d'ami)"
        r"|prix (?:raisonnable|doux|d'amis?|modique|honnete|correct|sympa|abordable|interessant|mini|leger|modeste"
        r"|bas|coutant|symbolique|democratique)"
        r"|(?:petit|bon|juste|moindre|bas|meilleur|faible) prix|(?:pas )?(?:trop )?cher|bon marche|abordables?"
        r"|moyennant (?:finances?|participation|contribution)|faire (?:une )?offre|faire prix|au plus offrant"
        r"|titres?[ -]services?|cheques?[ -](?:ale|alem|emploi|services?)|cesu|au black|en liquide|du cash|au kilo"
        r"|participation libre|a prix"
        # Dutch
        r"|(?:tegen )?(?:een )?(?:kleine |redelijke |faire |mooie |correcte )?(?:on)?(?:kosten"
        r"|vrijwilligers)?vergoeding|(?:tegen )?(?:betaling|kostprijs)|betalende?"
        r"|(?<!niet )(?<!reeds )(?<!al )betaalde?(?! verlof)|betaalbare?|(?:ik|wij?|we) betaal(?:t|len)?|betalen"
        r"|verloond|verloning"
        r"|benzinegeld|brandstof(?:kosten)? (?:delen|gedeeld|betaald)|benzine (?:delen|gedeeld|betaald)|(?:kosten"
        r"|onkosten) (?:delen|gedeeld|worden gedeeld|terugbetaald|verdelen)|(?:delen|deel) (?:we |ik "
        r"|wij )?(?:de )?(?:kosten|benzine|brandstof)|gedeelde kosten|kostendelend|bijdrage in de (?:on)?kosten"
        r"|zakgeld|zakcentje|centje|centen|goedkope?|koopje|spotprijs|(?:vriende|zacht|klein|schappelijk|redelijk"
        r"|democratisch)\w* prijs(?:je)?|prijsje|prikje|vrije (?:bijdrage|prijs)|vrijwillige bijdrage"
        r"|dienstencheques?|pwa(?:-cheques?)?|cash|bijverdien\w*|bijklussen"
        # English
        r"|(?<!un)paid(?! leave)|(?:can|will|i'll|we'll|i|we|happy to|willing to|able to) (?:of course )?pay(?! (?:in"
        r"|with) )|payment|paying(?! (?:in|with|guests?|attention))|wages?|salary|pocket money"
        r"|(?:share|sharing|split|splitting|shared|chip in|contribut\w+|help)(?: for| with| to| towards)? (?:the "
        r"|of the |of )?(?:petrol|fuel|gas|diesel|costs?|expenses|petrol costs?|fuel costs?)(?: costs?| money)?"
        r"|(?:petrol|fuel|gas) (?:money|costs?|shared|split|paid)|(?:travel |all )?(?:expenses|costs) (?:shared|split"
        r"|paid|covered|reimbursed)"
        r"|contribution to(?:wards)? (?:the )?(?:costs?|petrol|expenses)|cheap|affordable|reasonabl[ey] (?:price"
        r"|rate)s?|reasonably priced|fair price|low price|good price|small (?:fee|price|payment)|for a fee"
        r"|(?:a )?few (?:quid|pounds|euros|bucks)|some (?:money|cash)|pay what you (?:want|can|like)|donation-based"
        r"|voluntary (?:contribution|donation)|best offer|sliding scale"
        # German
        r"|(?:gegen )?(?:kleine |geringe |faire |gute |etwas |angemessene )?(?:bezahlung|entgelt|vergutung"
        r"|aufwandsentschadigung|entschadigung|entlohnung|unkostenbeitrag|kostenbeitrag|kostenbeteiligung|honorar"
        r"|gebuhr)|(?<!un)bezahlte?[nrs]?|(?:ich |wir )?(?:be)?zahlen?(?! lernen)|taschengeld|trinkgeld|benzingeld"
        r"|spritgeld|sprit(?:kosten)?(?: wird)? ?(?:geteilt|teilen|beteiligung|beitrag)?|(?:kosten|benzin|fahrtkosten"
        r"|benzinkosten)(?: werden| wird)? (?:geteilt|teilen|erstattet|ubernommen)|kostenteilung|fahrtkosten\w*"
        r"|benzinkosten"
        r"|gunstige?[nrs]?|billige?[nrs]?|preiswerte?[nrs]?|selbstkostenpreis|(?:kleine[nrs]?|faire[nrs]?|gute[nrs]?"
        r"|symbolische[nrs]?) preis|ein paar euro|etwas geld|gegen geld|gegen bares|spendenbasis"
        r"|freiwillige (?:spenden?|beitrag)|minijob|stundenlohn|dienstleistungsschecks?"
        r"|(?:quelques|enkele|een paar|ein paar|einige) euro'?s?|een beetje geld|wat geld|remunerated|remuneration"
        r")(?!\w)"
    )


@cache
def _open() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:(?:prix |tarif |conditions? |remuneration |paiement |echange |contrepartie |dedommagement "
        r"|loyer )?(?:a|est a|sont a|reste a) (?:discuter|convenir|negocier|definir|debattre|voir ensemble)"
        r"|on (?:s'arrange|en discute|en parle|verra)|a voir"
        r"|(?:prijs |vergoeding |voorwaarden |betaling )?(?:te bespreken|nader te bespreken|overeen te komen"
        r"|n\.?o\.?t\.?k\.?|o\.?t\.?k\.?|af te spreken|in overleg|bespreekbaar|onderhandelbaar)"
        r"|(?:price |payment |terms |rent |fee )?(?:to be (?:discussed|agreed|negotiated)|negotiable"
        r"|up for discussion|open to offers)|let's discuss|we can discuss|make me an offer|o\.?n\.?o\.?"
        r"|(?:preis |bezahlung |miete |vergutung )?(?:verhandelbar|nach (?:absprache|vereinbarung)|vhb"
        r"|verhandlungsbasis)|preis vb)(?!\w)"
    )


@cache
def _sold() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:a vendre|(?:je |on |nous )?(?:vends?|vendons)|vente|en vente|achete|achetons|(?:cherche a "
        r"|voudrais |veux |souhaite )achete[rz]?|rachete|prix|occasion|d'occase"
        r"|te koop|(?:ik |wij? )?verkoop(?:t|en)?|verkopen|(?:ik )?koop|kopen|overname|prijs|for sale|selling|i sell"
        r"|sell|to buy|buying|buy|second-?hand|price"
        r"|zu verkaufen|verkaufen?|zum verkauf|kaufen?|preis)(?!\w)"
    )


@cache
def _rented() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:a louer|(?:je |on |nous )?(?:sous-)?lou(?:e|ons|er)|(?:en |sous-)?location|loyer|locataires?"
        r"|sous-loue\w*|te huur|verhuur\w*|(?:ik )?huur(?:t|prijs)?|huren|onderverhuur|huurder"
        r"|for rent|to rent|rent(?:ing|al)?|to let|sublet(?:ting)?|letting|tenant|zu vermieten|vermieten?|(?:zu "
        r"|zur )?miete[nr]?|mieten|untermiete|untervermiete\w*|zwischenmiete|mieter)(?!\w)"
    )


def find_paid(text: str) -> list[tuple[int, int]]:
    """Where the folded `text` says that something is paid, without a sum: "rémunéré", "pas cher"."""
    return [found.span() for found in _paid().finditer(text)]


def find_open(text: str) -> list[tuple[int, int]]:
    """Where the terms are said to be discussed: "à discuter", "n.o.t.k."."""
    return [found.span() for found in _open().finditer(text)]


def says_sold(text: str) -> bool:
    """Whether a verb of selling or buying is there; whether it is about the post's thing, the action tells."""
    return _sold().search(text) is not None


def says_rented(text: str) -> bool:
    """Whether a verb of renting is there."""
    return _rented().search(text) is not None
