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
        r"|la |le )?payer|paiement|contre argent|dedommag\w+|defrai\w+|(?<!d')indemni\w+(?! (?:de )?(?:chomage"
        r"|mutuelle|journalieres))|retribu\w+|(?<!mon )(?<!de )(?<!sur )salaire|petit billet|un billet"
        r"|billet a la cle|petite piece|quelques euros|un peu d'argent|argent de poche|participation (?:aux |de |d'"
        r"|au |a l'|pour l'|pour les |libre|essence|demandee|financiere)\s?(?:frais|essence|carburant|plein)?"
        r"|part(?:age|ager|ageons|agee?s?) (?:des |les |de l'|l'|d')(?:frais|couts?|essence|carburant)|(?:frais"
        r"|essence|carburant|couts?|plein)(?: de (?:route|deplacement|transport|port))?(?: d'essence)? (?:partage"
        r"|divise|rembourse|paye|couvert|indemnise|offert|compris|a partager|en commun|pris en charge)e?s?|(?:je |on "
        r"|nous )?(?:rembourse|remboursons|couvre|couvrons) (?:les |l'|le |tes |vos )?(?:frais|essence|carburant"
        r"|plein|deplacements?)|partageons? (?:les |l')?(?:frais|essence)|prix libre|conscience|a prix (?:coutant"
        r"|doux|mini|d'ami)|prix (?:raisonnable|doux|d'amis?|modique|honnete|correct|sympa|abordable|interessant|mini"
        r"|leger|modeste|bas|coutant|symbolique|democratique)|(?:petit|bon|juste|moindre|bas|meilleur|faible) prix"
        r"|(?:pas )?(?:trop )?cher|bon marche|abordables?|moyennant (?:finances?|participation|contribution)"
        r"|faire (?:une )?offre|faire prix|au plus offrant|titres?[ -]services?|cheques?[ -](?:ale|alem|emploi"
        r"|services?)|cesu|au black|en liquide|du cash|au kilo|participation libre|a prix|particip(?:e|ons|erai"
        r"|ation) (?:aux |a l'|au |d')(?:frais|essence|carburant|plein|couts?)|(?:contre )?(?:une )?(?:petite "
        r"|modeste )?participation(?= (?:souhaitee|bienvenue|demandee|libre)|\s*(?:$|[.,;!?)]))"
        # Dutch
        r"|(?:tegen )?(?:een )?(?:kleine |redelijke |faire |mooie |correcte )?[a-z]*vergoeding(?! aanvragen)"
        r"|(?:tegen )?(?:betaling|kostprijs)|betalende?|(?<!niet )(?<!reeds )(?<!al )betaalde?(?! verlof)|betaalbare?"
        r"|(?:ik|wij?|we) betaal(?:t|len)?|(?:kan|wil|wilt|willen|zal|zullen|kunnen|mag|zou) (?:er |graag |je |jou "
        r"|u |goed |iets |wat )?betalen|verloond|verloning|benzinegeld|brandstof(?:kosten)? (?:delen|gedeeld|betaald)"
        r"|benzine (?:delen|gedeeld|betaald)|(?:kosten|onkosten) (?:delen|gedeeld|worden gedeeld|terugbetaald"
        r"|verdelen)|(?:delen|deel) (?:we |ik |wij )?(?:de )?(?:kosten|benzine|brandstof)|gedeelde kosten"
        r"|kostendelend|bijdrage in de (?:on)?kosten|zakgeld|zakcentje|centje|centen|goedkope?|koopje|spotprijs"
        r"|(?:vriende|zacht|klein|schappelijk|redelijk|democratisch)\w* prijs(?:je)?|prijsje|prikje|vrije (?:bijdrage"
        r"|prijs|gift)|appel en een ei|vrijwillige bijdrage|dienstencheques?|pwa(?:-cheques?)?|cash|bijverdien\w*"
        r"|bijklussen"
        # English
        r"|(?<!un)paid(?! leave)|(?:can|will|i'll|we'll|i|we|happy to|willing to|able to) (?:of course )?pay(?! (?:in"
        r"|with) )|payment|paying(?! (?:in|with|guests?|attention))|wages?(?! slip)|salary|pocket money|(?:share"
        r"|sharing|split|splitting|shared|chip in|contribut\w+|help)(?: for| with| to| towards)? (?:the |of the "
        r"|of )?(?:petrol|fuel|gas|diesel|costs?|expenses|petrol costs?|fuel costs?)(?: costs?| money)?|(?:petrol"
        r"|fuel|gas) (?:money|costs?|shared|split|paid)|(?:travel |all )?(?:expenses|costs) (?:shared|split|paid"
        r"|covered|reimbursed)|contribution to(?:wards)? (?:the )?(?:costs?|petrol|expenses)|cheap|affordable"
        r"|reasonabl[ey] (?:price|rate)s?|reasonably priced|fair price|low price|good price|small (?:fee|price"
        r"|payment)|for a fee|(?:a )?few (?:quid|pounds|euros|bucks)|some (?:money|cash)|pay what you (?:want|can"
        r"|like)|donation[ -]bas(?:ed|is)|(?:small|modest|little) (?:contribution|fee)|mag (?:wat|iets) kosten"
        r"|kleine bijdrage|kleine[rn]? beitrag|(?:petite|modeste|juste) contribution|voluntary (?:contribution"
        r"|donation)|best offer|sliding scale"
        # German
        r"|(?:gegen )?(?:kleine |geringe |faire |gute |etwas |angemessene )?(?:bezahlung|entgelt|vergutung"
        r"|aufwandsentschadigung|entschadigung|entlohnung|unkostenbeitrag|kostenbeitrag|kostenbeteiligung|honorar"
        r"|gebuhr)|(?<!un)bezahlte?[nrs]?|(?:be)?zahle|(?:kann|konnen|wurde|werde|werden|wollen"
        r"|mochten?) (?:[a-z]+ )?(?:be)?zahlen|taschengeld|trinkgeld|benzingeld|spritgeld"
        r"|sprit(?:kosten)?(?: wird)? ?(?:geteilt|teilen|beteiligung|beitrag)?|(?:kosten|benzin|fahrtkosten"
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
