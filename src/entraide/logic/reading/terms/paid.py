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
        r"|l')? ?(?:cafe|verre|apero|tournee|resto|biere|repas|coup))|payants?|payantes?|(?:je|on|nous|peux|pouvons"
        r"|pret a|prete a|veux bien) (?:te |vous |le |la |les |vous )?pai(?:e|es|ent|erai|erons|yer|rai)\b|(?:je|on"
        r"|nous) (?:te |vous )?(?:paie|paye|payons|paierai|paierons)|(?:peux|pouvons|prete? a|veux bien) (?:te |vous "
        r"|la |le )?payer|paiement|contre argent|dedommag\w+|defrai\w+|indemni\w+|retribu\w+|salaire|petit billet"
        r"|un billet|billet a la cle|petite piece|quelques euros|un peu d'argent|argent de poche"
        r"|participation (?:aux |de |d'|au |a l'|pour l'|pour les |libre|essence|demandee|financiere)\s?(?:frais"
        r"|essence|carburant|plein)?|part(?:age|ager|ageons|agee?s?) (?:des |les |de l'|l'|d')(?:frais|couts?|essence"
        r"|carburant)|(?:frais|essence|carburant|couts?|plein)(?: de (?:route|deplacement|transport"
        r"|port))?(?: d'essence)? (?:partage|divise|rembourse|paye|couvert|indemnise|offert|compris|a partager"
        r"|en commun|pris en charge)e?s?|(?:je |on |nous )?(?:rembourse|remboursons|couvre|couvrons) (?:les |l'|le "
        r"|tes |vos )?(?:frais|essence|carburant|plein|deplacements?)|partageons? (?:les |l')?(?:frais|essence)"
        r"|prix libre|conscience|a prix (?:coutant|doux|mini|d'ami)|prix (?:raisonnable|doux|d'amis?|modique|honnete"
        r"|correct|sympa|abordable|interessant|mini|leger|modeste|bas|coutant|symbolique|democratique)|(?:petit|bon"
        r"|juste|moindre|bas|meilleur|faible) prix|(?:pas )?(?:trop )?cher|bon marche|abordables?"
        r"|moyennant (?:finances?|participation|contribution)|faire (?:une )?offre|faire prix|au plus offrant"
        r"|titres?[ -]services?|cheques?[ -](?:ale|alem|emploi|services?)|cesu|au black|en liquide|du cash|au kilo"
        r"|participation libre|a prix|particip(?:e|ons|erai|ation) (?:aux |a l'|au |d')(?:frais|essence|carburant"
        r"|plein|couts?)|(?:contre )?(?:une )?(?:petite |modeste )?participation(?= (?:souhaitee|bienvenue|demandee"
        r"|libre)|\s*(?:$|[.,;!?)]))"
        # Dutch
        r"|(?:tegen )?(?:een )?(?:kleine |redelijke |faire |mooie |correcte )?[a-z]*vergoeding|(?:tegen )?(?:betaling"
        r"|kostprijs)|betalende?|(?<!niet )(?<!reeds )(?<!al )betaalde?(?! verlof)|betaalbare?|(?:ik|wij?"
        r"|we) betaal(?:t|len)?|betalen|verloond|verloning|benzinegeld|brandstof(?:kosten)? (?:delen|gedeeld|betaald)"
        r"|benzine (?:delen|gedeeld|betaald)|(?:kosten|onkosten) (?:delen|gedeeld|worden gedeeld|terugbetaald"
        r"|verdelen)|(?:delen|deel) (?:we |ik |wij )?(?:de )?(?:kosten|benzine|brandstof)|gedeelde kosten"
        r"|kostendelend|bijdrage in de (?:on)?kosten|zakgeld|zakcentje|centje|centen|goedkope?|koopje|spotprijs"
        r"|(?:vriende|zacht|klein|schappelijk|redelijk|democratisch)\w* prijs(?:je)?|prijsje|prikje|vrije (?:bijdrage"
        r"|prijs|gift)|appel en een ei|vrijwillige bijdrage|dienstencheques?|pwa(?:-cheques?)?|cash|bijverdien\w*"
        r"|bijklussen"
        # English
        r"|(?<!un)paid(?! leave)|(?:can|will|i'll|we'll|i|we|happy to|willing to|able to) (?:of course )?pay(?! (?:in"
        r"|with) )|payment|paying(?! (?:in|with|guests?|attention))|wages?|salary|pocket money|(?:share|sharing|split"
        r"|splitting|shared|chip in|contribut\w+|help)(?: for| with| to| towards)? (?:the |of the |of )?(?:petrol"
        r"|fuel|gas|diesel|costs?|expenses|petrol costs?|fuel costs?)(?: costs?| money)?|(?:petrol|fuel|gas) (?:money"
        r"|costs?|shared|split|paid)|(?:travel |all )?(?:expenses|costs) (?:shared|split|paid|covered|reimbursed)"
        r"|contribution to(?:wards)? (?:the )?(?:costs?|petrol|expenses)|cheap|affordable|reasonabl[ey] (?:price"
        r"|rate)s?|reasonably priced|fair price|low price|good price|small (?:fee|price|payment)|for a fee"
        r"|(?:a )?few (?:quid|pounds|euros|bucks)|some (?:money|cash)|pay what you (?:want|can|like)"
        r"|donation[ -]bas(?:ed|is)|(?:small|modest|little) (?:contribution|fee)|mag (?:wat|iets) kosten"
        r"|kleine bijdrage|kleine[rn]? beitrag|(?:petite|modeste|juste) contribution|voluntary (?:contribution"
        r"|donation)|best offer|sliding scale"
        # German
        r"|(?:gegen )?(?:kleine |geringe |faire |gute |etwas |angemessene )?(?:bezahlung|entgelt|vergutung"
        r"|aufwandsentschadigung|entschadigung|entlohnung|unkostenbeitrag|kostenbeitrag|kostenbeteiligung|honorar"
        r"|gebuhr)|(?<!un)bezahlte?[nrs]?|(?:ich |wir )?(?:be)?zahlen?(?! lernen)|taschengeld|trinkgeld|benzingeld"
        r"|spritgeld|sprit(?:kosten)?(?: wird)? ?(?:geteilt|teilen|beteiligung|beitrag)?|(?:kosten|benzin|fahrtkosten"
        r"|benzinkosten)(?: werden| wird)? (?:geteilt|teilen|erstattet|ubernommen)|kostenteilung|fahrtkosten\w*"
        r"|benzinkosten|gegen (?:eine )?(?:kleine |freiwillige )?spende|contre (?:un )?(?:petit )?don"
        r"|tegen (?:een )?(?:kleine |vrije )?gift|for a (?:small )?donation|gunstige?[nrs]?|billige?[nrs]?"
        r"|preiswerte?[nrs]?|selbstkostenpreis|(?:kleine[nrs]?|faire[nrs]?|gute[nrs]?|symbolische[nrs]?) preis"
        r"|ein paar euro|etwas geld|gegen geld|gegen bares|spendenbasis|freiwillige (?:spenden?|beitrag)|minijob"
        r"|stundenlohn|dienstleistungsschecks?|(?:quelques|enkele|een paar|ein paar|einige) euro'?s?|een beetje geld"
        r"|wat geld|remunerated|remuneration)(?!\w)"
    )


@cache
def _open() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:(?:prix |tarif |conditions? |remuneration |paiement |echange |contrepartie |dedommagement "
        r"|loyer )?(?:a|est a|sont a|reste a) (?:discuter|convenir|negocier|definir|debattre|voir ensemble)"
        r"|on (?:s'arrange|en discute|en parle|verra)|a voir|(?:prijs |vergoeding |voorwaarden "
        r"|betaling )?(?:te bespreken|nader te bespreken|overeen te komen|n\.?o\.?t\.?k\.?|o\.?t\.?k\.?|af te spreken"
        r"|in overleg|bespreekbaar|onderhandelbaar)|(?:price |payment |terms |rent |fee )?(?:to be (?:discussed"
        r"|agreed|negotiated)|negotiable|up for discussion|open to offers)|let's discuss|we can discuss"
        r"|make me an offer|o\.?n\.?o\.?|(?:preis |bezahlung |miete |vergutung )?(?:verhandelbar|nach (?:absprache"
        r"|vereinbarung)|vhb|verhandlungsbasis)|preis vb)(?!\w)"
    )


@cache
def _sold() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:a vendre|(?:je |on |nous )?(?:vends?|vendons)|vente|en vente|achete|achetons|(?:cherche a "
        r"|voudrais |veux |souhaite )achete[rz]?|rachete|prix|(?<!l')occasion|d'occase|te koop|(?:ik "
        r"|wij? )?verkoop(?:t|en)?|verkopen|(?:ik )?koop|kopen|overname|prijs|for sale|selling|i sell|sell|to buy"
        r"|buying|buy|second-?hand|price|zu verkaufen|verkaufen?|zum verkauf|kaufen?|preis)(?!\w)"
    )


@cache
def _rented() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?:a louer|(?:je |on |nous )?(?:sous-)?lou(?:e|ons|er)|(?:en |sous-)?location|loyer|locataires?"
        r"|sous-loue\w*|te huur|verhuur\w*|(?:ik )?huur(?:t|prijs)?|huren|onderverhuur|huurder|for rent|to rent"
        r"|rent(?:ing|al)?|to let|sublet(?:ting)?|letting|tenant|zu vermieten|vermieten?|(?:zu |zur )?miete[nr]?"
        r"|mieten|untermiete|untervermiete\w*|zwischenmiete|mieter)(?!\w)"
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
