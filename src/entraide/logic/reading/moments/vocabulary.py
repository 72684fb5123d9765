"""What the words of four languages can be in a phrase about time: the dictionary of the grammar.

Each word has one or more kinds, some with a value. Phrases are written with underscores. A word that is not here has no
kind, and no rule steps over it.
"""

import re
from collections.abc import Iterator
from functools import cache

from entraide.logic.reading.moments import names

Kinds = dict[str, object]

# A word, a number, or one other character.
TOKEN = re.compile(r"[^\W\d_]+|\d+|\S")

PARTS = {
    "morning": "matin matinee ochtend voormiddag morning mornin vormittag avant-midi forenoon",
    "noon": "midi noon midday mittag temps_de_midi pause_de_midi heure_de_midi middagpauze lunchtime lunch_time entre_midi_et_deux entre_midi_et_2 "
            "mittagspause middaguur heure_du_midi sur_le_temps_de_midi pause_midi temps_du_midi",
    "middag": "middag",
    "afternoon": "apres_midi aprem aprems apresmidi aprm namiddag afternoon nachmittag aft arvo",
    "evening": "soir soiree avond evening abend eve",
    "night": "nuit nacht night nuitee",
    "late_morning": "fin_de_matinee fin_de_la_matinee fin_matinee late_morning",
    "early_afternoon": "debut_d_apres_midi debut_apres_midi debut_de_l_apres_midi early_afternoon vroege_namiddag "
                       "begin_van_de_namiddag fruhen_nachmittag",
    "late_afternoon": "fin_d_apres_midi fin_apres_midi fin_de_l_apres_midi late_afternoon late_namiddag spaten_nachmittag "
                      "einde_van_de_namiddag eind_van_de_namiddag",
    "day_end": "fin_de_journee fin_de_la_journee end_of_the_day eind_van_de_dag einde_van_de_dag fin_journee",
    "early_evening": "debut_de_soiree debut_de_la_soiree early_evening vooravond vroege_avond fruhen_abend debut_soiree",
    "late_evening": "fin_de_soiree fin_de_la_soiree late_evening late_avond spaten_abend",
    "early": "petit_matin tot_le_matin early_morning vroege_ochtend fruhmorgens",
}  # fmt: skip
# Parts that need no "in the" beside them.
FREE_PARTS = {
    "noon": "over_de_middag over_middag tussen_de_middag tijdens_de_middag rond_de_middag gegen_mittag um_mittag around_noon "
            "vers_midi a_midi le_midi ce_midi_la uber_mittag am_mittag 's_middags s_middags tegen_de_middag at_noon at_midday "
            "at_lunchtime at_lunch_time sur_l_heure_du_midi zur_mittagszeit um_die_mittagszeit",
    "morning": "voor_de_middag voordemiddag am_morgen",
    "afternoon": "na_de_middag nademiddag",
    "day_end": "en_fin_de_journee",
}  # fmt: skip
HABIT_PARTS = {
    "morning": "matins matinees ochtenden voormiddagen mornings morgens vormittags 's_morgens s_morgens 's_ochtends "
               "s_ochtends smorgens sochtends 's_voormiddags s_voormiddags voormiddags fruhmorgens",
    "noon": "midis mittags smiddags lunchtimes",
    "afternoon": "apres_midis namiddagen afternoons nachmittags 's_namiddags s_namiddags snamiddags namiddags",
    "evening": "soirs soirees avonden evenings abends 's_avonds s_avonds savonds",
    "night": "nuits nachten nights nachts 's_nachts s_nachts snachts",
    "daytime": "overdag tagsuber en_journee during_the_day durant_la_journee pendant_la_journee in_the_daytime",
}  # fmt: skip
TODAY_PARTS = {
    "morning": "vanmorgen vanochtend vanvoormiddag", "middag": "vanmiddag", "afternoon": "vannamiddag",
    "evening": "vanavond tonight tonite vanaaf 2night", "night": "vannacht",
}  # fmt: skip
TOMORROW_PARTS = {
    (1, "morning"): "morgenvroeg morgenochtend morgenvoormiddag morgenmorgen morgenfruh morgenvormittag morgen_vroeg "
                    "morgen_fruh",
    (1, "noon"): "morgenmittag", (1, "middag"): "morgenmiddag",
    (1, "afternoon"): "morgennamiddag morgennachmittag", (1, "evening"): "morgenavond morgenabend",
    (1, "night"): "morgennacht",
    (0, "morning"): "heutemorgen heute_fruh", (0, "evening"): "heuteabend",
}  # fmt: skip
RELATIVE_DAYS = {
    0: "aujourd_hui aujourdhui aujoud_hui aujourd'ui auj vandaag today heute heut ce_jour td",
    1: "demain tomorrow tomorow tommorow tommorrow tmrw tmw tmr 2morrow dmn demin",
    2: "apres_demain overmorgen ubermorgen uebermorgen day_after_tomorrow",
    -1: "hier_soir hier_matin hier_apres_midi gisteren gisteravond gisterenavond yesterday gestern vorgestern eergisteren "
        "avant_hier last_night",
}  # fmt: skip

NUMBERS = {
    "fr": {2: "deux", 3: "trois", 4: "quatre", 5: "cinq", 6: "six", 7: "sept", 8: "huit", 9: "neuf", 10: "dix",
           11: "onze", 12: "douze", 13: "treize", 14: "quatorze", 15: "quinze", 16: "seize", 20: "vingt", 30: "trente"},
    "nl": {2: "twee", 3: "drie", 4: "vier", 5: "vijf", 6: "zes", 7: "zeven", 8: "acht", 9: "negen", 10: "tien",
           11: "elf", 12: "twaalf", 13: "dertien", 14: "veertien", 15: "vijftien", 16: "zestien", 17: "zeventien",
           18: "achttien", 19: "negentien", 20: "twintig", 30: "dertig"},
    "en": {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten",
           11: "eleven", 12: "twelve", 14: "fourteen", 15: "fifteen", 20: "twenty", 30: "thirty"},
    "de": {2: "zwei zwo", 3: "drei", 4: "vier", 5: "funf fuenf", 6: "sechs", 7: "sieben", 8: "acht", 9: "neun",
           10: "zehn", 11: "elf", 12: "zwolf zwoelf", 13: "dreizehn", 14: "vierzehn", 15: "funfzehn fuenfzehn",
           16: "sechzehn", 17: "siebzehn", 18: "achtzehn", 19: "neunzehn", 20: "zwanzig", 30: "dreissig"},
}  # fmt: skip
ORDINALS = {
    1: "premier premiere eerste first erste ersten erster erstes 1er 1ste",
    2: "deuxieme second seconde tweede zweite zweiten zweiter",
    3: "troisieme derde third dritte dritten dritter",
    4: "quatrieme vierde fourth vierte vierten vierter",
    5: "cinquieme vijfde fifth funfte funften",
    -1: "dernier derniere laatste last letzte letzten letzter",
}
THIRDS = {
    "start": "debut begin early beginning beginning_of start_of the_start_of early_in anfang beginn au_debut_de "
             "au_debut_du au_debut_d debut_du au_debut_du_mois_de aan_het_begin_van begin_van_de_maand",
    "middle": "mi half halfweg middle middle_of mid mitte medio midden au_milieu_de milieu mi_- mid_- halverwege",
    "end": "fin eind einde end end_of late late_in ende a_la_fin_de fin_de a_la_fin_du fin_du la_fin_du la_fin_de "
           "einde_van eind_van het_einde_van het_eind_van la_fin_du_mois_de the_end_of",
}  # fmt: skip

# Kinds without a value.
WORDS = {
    "THIS": "ce cet cette this deze dit dieser diese diesen dieses diesem dezen",
    "NEXT": "prochain prochaine komende komend aankomende aankomend aanstaande aanstaand volgende volgend eerstvolgende "
            "next coming upcoming nachste nachsten nachster nachstes nachstem naechste naechsten naechster kommende "
            "kommenden kommender kommendes kommendem suivant suivante qui_vient as a.s. a.s eerst_volgende toekomende",
    "PAST": "dernier derniere passe passee vorige afgelopen laatste last letzte letzten letzter voorbije vergangenen "
            "vergangene past",
    "EVERY": "chaque tous_les toutes_les tout_les elke iedere elk ieder every each jeden jede jedes jeder alle "
             "tous toutes any",
    "PER": "per par pro",
    "TIMES": "fois x keer maal mal times time",
    "ONCE": "once twice thrice einmal zweimal dreimal viermal eenmaal tweemaal driemaal eenmalig_per",
    "OTHER_EACH": "other second andere zweite zweiten zweiter tweede",
    "ONE": "un une een 1 a an ein eine einen einem einer one 'n",
    "LE": "le", "LES": "les",
    "THE": "le la l les de het 't the der die das den dem des this",
    "OF": "de du d van of des vom von in im pour per",
    "IN": "en in im dans au a", "ON": "op on am an le", "WITHIN": "dans binnen within innerhalb innert endeans",
    "AT": "a at om um vers rond gegen tegen about around omstreeks @ aux_alentours_de vers_les autour_de circa ca_. zu",
    "AT_BARE": "at om um @", "FROM": "de du van von vom from des d'", "TO": "a au aux to tot bis - > tot_en_met t/m t.e.m. tem tot_en "
        "till until jusqu_a jusqu_au jusque jusqu_en bis_zum und_bis t.m. tm through thru bis_einschliesslich bis_auf auf",
    "BETWEEN": "entre tussen zwischen between", "AND": "et en und and & + ,", "OR": "ou of or oder ou_bien ofwel",
    "ABOUT": "vers rond gegen about around omstreeks environ ongeveer etwa circa aux_alentours_de autour_de ca",
    "BEFORE": "avant before vor avant_le voor_het_einde_van",
    "FOR_OR_BEFORE": "voor",
    "FOR": "pour for fur fuer voor",
    "AFTER": "apres after nach na",
    "UNTIL": "jusqu_a jusqu_au jusqu_aux jusqu_en jusque jusqu tot bis till until til d_ici d_ici_le d_ici_a d_ici_au "
             "d_ici_la bis_zum bis_zur tot_en_met t/m t.e.m. uiterlijk uiterlijk_op spatestens spatestens_am "
             "au_plus_tard au_plus_tard_le ten_laatste ten_laatste_op no_later_than not_later_than at_the_latest_by "
             "at_the_latest_on bis_spatestens tot_uiterlijk tot_ten_laatste bis_einschliesslich at_the_latest "
             "d_ici_a_la jusqu_a_la jusqu_a_l tot_op tot_aan up_to bis_ins au_plus_tard_pour deadline ten_laatste_tegen "
             "und_bis bis_zum_ende_des",
    "BY": "by tegen",
    "STARTING": "a_partir_de a_partir_du a_partir_d a_partir_des a_partir des vanaf from ab ab_dem ab_der starting starting_from des_le "
                "starting_on beginning a_compter_de a_compter_du from_the van_af as_of as_from ab_diesem",
    "ONWARDS": "on onwards af an", "SINCE": "depuis since sinds seit",
    "GOOD": "bon bonne bons guten gute gutes good goede goeie fijn fijne prettig prettige schonen schones schone nice "
            "great lovely belle happy joyeux joyeuse leuke leuk mooie wunsche",
    "AGO": "il_y_a geleden ago",
    "WEEK": "semaine sem week wk woche", "WEEKS": "semaines weken weeks wochen sem",
    "WEEKEND": "week_end weekend we_- wkend wkd weekeinde wochenende wk_end w_e w/e ce_wk_la",
    "WEEKENDS": "week_ends weekends weekenden wochenenden wochenends",
    "DAY_NOUN": "jour dag day tag journee j", "DAY_NOUNS": "jours dagen days tage tagen dag j",
    "MONTH_NOUN": "mois maand month monat mnd", "MONTH_NOUNS": "mois maanden months monate monaten",
    "YEAR_NOUN": "an annee jaar year jahr", "YEAR_NOUNS": "ans annees jaar years jahre jahren",
    "HOUR_NOUN": "heure uur uurtje hour stunde h", "HOUR_NOUNS": "heures uur uren hours stunden h hrs std u",
    "MINUTE_NOUN": "minutes minuten min mins minuut minute",
    "FORTNIGHT": "quinzaine fortnight",
    "H": "h u uur uhr heures heure hrs hr uren o_clock oclock h. u. hrs. hour",
    "HALF": "half halb halbe", "HALF_PAST": "half_past half_after",
    "QUARTER": "quarter kwart viertel", "PAST_HOUR": "past over nach after uber",
    "TO_HOUR": "to voor vor before",
    "AND_HALF": "et_demie et_demi et_demis und_halb", "AND_QUARTER": "et_quart et_1/4", "LESS_QUARTER": "moins_le_quart moins_quart",
    "MIDNIGHT": "minuit middernacht midnight mitternacht",
    "MORGEN": "morgen", "EARLY": "vroeg fruh early tot",
    "NOON": "midi noon midday middag mittag",
    "MONEY": "€ $ euro euros eur chf credits credit coopflouze balles franken francs dollar pieces cent points punten punkte "
             "loyer huur miete",
    "UNIT": "ans an jaar years year jahre jahren personnes personne personen people persons kg kilos kilo m m2 m² km "
            "cm mm l litres liter % enfants kinderen kids children kinder mensen pers pieces stuks stuck stuecke",
    "WEEKDAY_SET": "en_semaine on_weekdays weekdays weekday op_weekdagen weekdagen weekdag werktags wochentags unter_der_woche "
                   "jours_ouvrables jours_de_semaine jour_de_semaine during_the_week doordeweeks door_de_week tijdens_de_week "
                   "in_de_week working_days workdays werkdagen week_days week_dagen durant_la_semaine "
                   "pendant_la_semaine wochentagen werktagen an_wochentagen midweek_days jours_ouvres "
                   "through_the_week doordeweekse",
    "HOLIDAY": "paques pentecote noel toussaint ascension assomption careme easter christmas whit pentecost pasen kerst kerstmis "
               "ostern weihnachten pfingsten gras saint cendres vacances holidays vakantie ferien new_year nouvel_an "
               "nieuwjaar silvester cancer",
    "EXCEPT": "sauf except behalve uitgezonderd ausser excepte hormis jamais nooit nie never pas niet not nicht",
    "DAILY": "quotidien quotidienne quotidiennement dagelijks dagelijkse daily taglich tagliche taglichen everyday",
    "WEEKLY": "hebdomadaire hebdomadairement hebdo wekelijks wekelijkse weekly wochentlich wochentliche wochentlichen wochentlicher",
    "FORTNIGHTLY": "bimensuel tweewekelijks tweewekelijkse veertiendaags fortnightly biweekly bi_weekly zweiwochentlich "
                   "vierzehntagig om_de_week om_de_andere_week om_de_veertien_dagen om_de_14_dagen een_week_op_twee",
    "MONTHLY": "mensuel mensuelle mensuellement maandelijks maandelijkse monthly monatlich monatliche",
    "ON_TWO": "sur_deux sur_2 op_twee op_de_twee op_2 out_of_two",
    "OM_DE": "om_de", "IN_HUIT": "en_huit en_8", "IN_QUINZE": "en_quinze en_15",
    "CLUE": "regulierement regulier reguliere regelmatig regelmatige regularly regular regelmassig regelmassige regelmassigen vaste vast "
            "toujours altijd always immer habituellement usually gewoonlijk meestal souvent often vaak oft cours lessen lessons "
            "lecons bijles nachhilfe naschoolse na_school after_school nach_der_schule apres_l_ecole club training trainings "
            "entrainement entrainements entraineur chorale koor chor choir atelier ateliers wekelijkse tutoring soutien_scolaire "
            "huiswerkbegeleiding school_run volunteers_every permanences conversatietafel table_de_conversation unterricht "
            "stammtisch soepbedeling distribution_alimentaire voedselbedeling",
    "SLEEP": "bed lit lits bett bedden sleep sleeping slapen slaapplek slaapplaats dormir schlafen schlafplatz sofa couch "
             "canape zetel logement heberger hebergement logies ubernachten ubernachtung overnachten overnachting crash roof",
    "DURING": "pendant durant tijdens gedurende during wahrend contre gegen_ pour for fur voor moins_de plus_de minder_dan "
              "meer_dan environ max maximum",
    "COMMA": ", ; : ( ) -", "STOP": ". ! ? ; ( ) , : \" …", "SLASH": "/", "DOT": ".", "COLON": ":", "DASH": "-",
    "PM": "pm p.m. p.m", "AM": "am a.m. a.m",
    "S": "s 's", "TO_WEEK": "huit",
    "WEEK_AFTER": "over_een_week dans_une_semaine in_einer_woche in_a_week",
    "SEASON": "ete hiver printemps automne zomer winter lente herfst summer spring autumn fall sommer fruhling fruhjahr herbst",
    "YEARLY": "annuel annuelle jaarlijks jaarlijkse yearly annual jahrlich",
    "EARLIEST": "prochains prochaines",
    "WHOLE": "toute_la journee_entiere de_hele the_whole den_ganzen all_day ganztagig la_journee de_hele_dag toute_la_journee "
             "hele_dag whole_day den_ganzen_tag gehele_dag heel_de_dag",
    "URGENT": "urgent urgente urgents urgentes urgently urgence d_urgence en_urgence tres_urgent urgentie au_plus_vite le_plus_vite_possible "
              "aussi_vite_que_possible aussi_rapidement_que_possible au_plus_tot le_plus_tot_possible plus_vite_possible le_plus_rapidement_possible "
              "des_que_possible dqp des_possible le_plus_tot_sera_le_mieux tout_de_suite immediatement sans_tarder sans_attendre sans_delai "
              "en_catastrophe dans_l_heure dans_les_prochaines_heures dans_les_heures_qui_viennent dans_les_heures rapidement "
              "zo_snel_mogelijk zo_vlug_mogelijk zo_gauw_mogelijk zo_rap_mogelijk zo_spoedig_mogelijk z_s_m zsm dringend dringende hoogdringend "
              "hoogdringende met_spoed spoed spoedgeval onmiddellijk meteen direct_nodig in_nood noodgeval binnen_het_uur binnen_enkele_uren "
              "zsm liefst_zo_snel liefst_direct zo_snel_als_mogelijk zo_snel_het_kan "
              "asap a_s_a_p as_soon_as_possible as_soon_as_you_can as_quickly_as_possible as_fast_as_possible right_away right_now straight_away "
              "straightaway immediately immediate urgency emergency at_once soonest within_the_hour in_the_next_hour in_the_next_few_hours "
              "within_the_next_hour within_hours as_early_as_possible "
              "so_bald_wie_moglich sobald_wie_moglich so_schnell_wie_moglich so_rasch_wie_moglich so_bald_als_moglich so_schnell_es_geht "
              "moglichst_schnell moglichst_bald moglichst_rasch schnellstmoglich schnellstmoeglich schnellst_moglich schnellstens baldmoglichst "
              "baldmoeglichst bald_moglichst raschestmoglich sofort umgehend unverzuglich eilig eilt dringlich dringender dringendst notfall in_not "
              "brandeilig so_schnell_wie_moeglich so_bald_wie_moeglich auf_der_stelle sobald_moglich dringenden notfalls_sofort",
    "QUICK": "vite schnell snel rasch quickly vlug maintenant nu now jetzt",
    "DENIAL": "pas niet not nicht non no geen keine kein sans zonder ohne rien isn t isnt pasd jamais",
}  # fmt: skip


def _entries() -> Iterator[tuple[str, str, object]]:
    for kind, words in WORDS.items():
        for word in words.split():
            yield word, kind, None
    for kind, table in (
        ("PART", PARTS),
        ("FREE_PART", FREE_PARTS),
        ("HABIT_PART", HABIT_PARTS),
        ("TODAY_PART", TODAY_PARTS),
        ("RELATIVE_PART", TOMORROW_PARTS),
        ("RELATIVE_DAY", RELATIVE_DAYS),
        ("ORDINAL", ORDINALS),
        ("THIRD", THIRDS),
    ):
        for value, words in table.items():
            for word in words.split():
                yield word, kind, value
    for numbers in NUMBERS.values():
        for number, words in numbers.items():
            for word in words.split():
                for kind in number_kinds(number, str(number)) - {"MINUTE", "SHORT_YEAR"}:
                    yield word, kind, number
    yield from _names()


def _names() -> Iterator[tuple[str, str, object]]:
    for language in ("fr", "nl", "en", "de"):
        for number, name in enumerate(names.WEEKDAYS[language]):
            yield name, "WEEKDAY", number
        for number, name in enumerate(names.MONTHS[language], 1):
            yield name, "SOFT_MONTH" if name in names.SOFT_MONTHS else "MONTH", number
            if language == "en":
                yield name, "ENGLISH_MONTH", number
    for kind, table in (("WEEKDAY", names.OTHER_WEEKDAYS), ("SHORT_WEEKDAY", names.SHORT_WEEKDAYS)):
        for number, words in table.items():
            for word in words.split():
                yield word, kind, number
    for number, words in names.OTHER_MONTHS.items():
        for word in words.split():
            yield word, "SOFT_MONTH", number
            yield word, "ENGLISH_MONTH", number
    yield "mar", "SOFT_MONTH", 3
    for word, number in names.habitual_weekdays():
        yield word, "WEEKDAYS", number
    for word, compound, is_habit in names.compound_weekdays():
        yield word, "DAY_PARTS" if is_habit else "DAY_PART", compound


def number_kinds(value: int, digits: str) -> frozenset[str]:
    """What a number written with these digits can be: an hour, minutes, the day of a month …"""
    kinds = set()
    if len(digits) <= 3:
        kinds.add("NUMBER")
    if len(digits) <= 2:
        if value <= 24:
            kinds.add("HOUR")
        if 1 <= value <= 12:
            kinds |= {"HOUR12", "MONTH_NUMBER"}
        if 1 <= value <= 31:
            kinds.add("DAY_NUMBER")
        if len(digits) == 2 and value <= 59:
            kinds.add("MINUTE")
        if len(digits) == 2 and 24 <= value <= 39:
            kinds.add("SHORT_YEAR")
        if len(digits) == 2 and 1 <= value <= 12 and digits[0] == "0":
            kinds.add("ZERO_MONTH")
    if len(digits) == 4 and 2020 <= value <= 2039:
        kinds.add("YEAR")
    return frozenset(kinds)


@cache
def words() -> dict[str, Kinds]:
    """Each single word with its kinds and their values; long names of days also misspelt by one letter."""
    table = dict(_by_tokens(single=True))
    known = {tokens[0]: kinds for tokens, kinds in table.items()}
    for (word,), kinds in table.items():
        if len(word) >= 6 and not {"WEEKDAY", "RELATIVE_DAY"}.isdisjoint(kinds):
            for wrong in names.misspelt(word):
                known.setdefault(wrong, kinds)
    return known


@cache
def phrases() -> dict[str, list[tuple[tuple[str, ...], Kinds]]]:
    """Phrases of several tokens by their first one, the longest first."""
    by_first: dict[str, list[tuple[tuple[str, ...], Kinds]]] = {}
    for tokens, kinds in sorted(_by_tokens(single=False), key=lambda entry: -len(entry[0])):
        by_first.setdefault(tokens[0], []).append((tokens[1:], kinds))
    return by_first


def _by_tokens(*, single: bool) -> list[tuple[tuple[str, ...], Kinds]]:
    table: dict[tuple[str, ...], Kinds] = {}
    for word, kind, value in _entries():
        tokens = tuple(TOKEN.findall(word.replace("_", " ")))
        if (len(tokens) == 1) is single:
            table.setdefault(tokens, {}).setdefault(kind, value)
    return list(table.items())
