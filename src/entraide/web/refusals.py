"""What a journey's refusal is to people: the code in a sentence that says what to do next, in the reader's language."""

from django.utils.translation import gettext as _

from entraide.journeys.refusals import Refusal
from entraide.wording.community_words import word_fault
from entraide.wording.standing import date_fault_words


def refusal_words(refusal: Refusal) -> str:
    """The refusal in a sentence."""
    said = {
        "not_yours": _("Ceci n'est pas à vous : seule la personne qui l'a écrit peut le faire."),
        "not_while_acting": _("Ceci reste à la personne pour qui vous agissez : votre mandat ne le couvre pas."),
        "too_many_mandates": _("Vous agissez déjà pour beaucoup de monde. Mettez d'abord fin à un mandat."),
        "minors_not_here": _("Cette communauté n'accueille que des personnes de 18 ans et plus."),
        "too_young_here": _("Cette communauté accueille à partir de 16 ans."),
        "parent_missing": _("Il faut d'abord l'accord d'un parent : demandez-le dans vos réglages, à « Ma sécurité »."),
        "unknown_passkey": _("Cette clé n'a pas été reconnue. Essayez encore, ou recevez un code par mail."),
        "too_many_keys": _("Vous avez déjà dix clés. Retirez-en une, puis ajoutez celle-ci."),
        "no_such_device": _(
            "Ce navigateur n'a pas donné d'adresse où vous prévenir. Essayez encore, ou gardez les mails."
        ),
        "too_many_devices": _("Vous avez déjà dix appareils. Retirez-en un, puis ajoutez celui-ci."),
        "exchange_over": _("C'est trop tard pour cela : l'échange n'en est plus là."),
        "promise_changed": _("La proposition a changé entre-temps. Relisez-la, puis acceptez-la."),
        "time_past": _("Ce moment est passé. Choisissez-en un autre."),
        "ends_first": _("La fin vient avant le début. Corrigez l'une des deux."),
        "wrong_quantity": _("Un nombre entier, de 1 à 10 000."),
        "no_credits_here": _("Ici on donne sans compter : cette communauté n'a pas de monnaie à elle."),
        "not_done_yet": _("Dites d'abord que c'est fait, tous les deux."),
        "too_early": _("Le moment n'est pas encore venu."),
        "closed": _("C'est trop tard pour cela : cette annonce n'est plus ouverte."),
        "already_agreed": _("Vous êtes déjà convenus de vous aider. Écrivez-vous pour changer quelque chose."),
        "writers_word": _("La personne qui l'a écrite l'a remise comme elle l'avait publiée : elle seule en décide."),
        "own_post": _("C'est votre propre annonce : les réponses viennent des autres."),
        "not_answerable": _("Entraide n'a pas compris si c'est une demande ou une offre. Précisez, s'il vous plaît."),
        "no_such_answer": _("Cette réponse n'est plus là. Voici celles qui restent."),
        "too_many_posts": _("Vous avez beaucoup d'annonces ouvertes. Retirez-en une, puis publiez celle-ci."),
        "too_many_says": _("Votre liste est pleine. Retirez une phrase, puis ajoutez celle-ci."),
        "blocked": _("Il n'est pas possible de répondre à cette annonce."),
        "not_verified": _(
            "Pour ce genre d'aide, votre communauté vérifie d'abord qui vous êtes. Demandez-le à qui l'anime."
        ),
        "not_verified_here": _(
            "Pour ce genre d'aide, cette communauté vérifie elle-même qui vous êtes. Demandez-le à qui l'anime."
        ),
        "age_not_known": _(
            "Ce genre d'aide est réservé aux majeurs. Demandez à votre communauté d'attester que vous avez 18 ans ou plus."
        ),
        "not_attested": _(
            "Pour ce genre d'aide, cette communauté demande une vérification de plus. Lisez la règle, puis demandez-la."
        ),
        "not_trusted": _("La communauté ne vous confie pas cette vérification. Parlez-en à qui l'anime."),
        "oneself": _("Personne n'atteste pour soi-même : demandez à quelqu'un d'autre."),
        "which_missing": _("Dites laquelle, en quelques mots."),
        "holds_number": _("On dirait un numéro de document ou de compte : retirez-le. Entraide n'en garde aucun."),
        "already_asked": _("Vous l'avez déjà demandé, et quelqu'un s'en occupe."),
        "too_many_asked": _("Vous avez déjà plusieurs demandes en attente. Attendez une réponse, ou retirez-en une."),
        "helper_not_verified": _(
            "Cette personne ne peut pas encore être choisie pour ce genre d'aide : sa communauté doit d'abord la vérifier."
        ),
        "writer_not_verified": _(
            "Pour ce genre d'aide, la personne qui la propose doit d'abord avoir été vérifiée par sa communauté."
        ),
        "why_missing": _("Dites pourquoi, en une phrase : les membres la liront."),
        "laxer_than_charter": _("La charte demande davantage : une communauté peut être plus stricte, jamais moins."),
        "means_nothing": _("Choisissez dans la liste."),
        "departure_waits": _("Un fichier est déjà demandé, ou prêt."),
        "wrong_key": _("Ce n'est pas une clé entière. Copiez-la d'un bout à l'autre."),
        "everybodys": _("La communauté de tout le monde reste sur son serveur."),
        "no_forum": _("Cette communauté n'a pas de forum."),
        "not_verified_member": _(
            "Ici, ouvrir une discussion est réservé aux membres vérifiés. Vous pouvez répondre aux autres."
        ),
        "stewards_only": _("Ici, les animateurs ouvrent les discussions. Vous pouvez y répondre."),
        "thread_closed": _("Cette discussion est close : on peut la lire, plus y répondre."),
        "too_late": _(
            "C'est trop tard pour le changer : d'autres l'ont lu. Écrivez un nouveau message, ou retirez celui-ci."
        ),
        "no_messages": _(
            "Vous ne pouvez pas lui écrire pour l'instant : cela a été décidé. Vos nouvelles disent pourquoi et jusqu'à quand."
        ),
        "cannot_write": _("Il n'est pas possible d'écrire à cette personne."),
        "too_long": _("C'est un peu long. Raccourcissez, ou envoyez-le en deux messages."),
        "too_many_threads": _(
            "Vous avez ouvert beaucoup de discussions aujourd'hui. Continuez demain, ou écrivez dans l'une d'elles."
        ),
        "too_many_messages": _("Vous avez beaucoup écrit aujourd'hui. Reprenez demain : rien n'est perdu."),
        "too_many_talks": _("Vous avez écrit à beaucoup de nouvelles personnes aujourd'hui. Reprenez demain."),
        "too_many_sections": _("C'est beaucoup de rubriques : vingt au plus."),
        "too_many_pinned": _("Dix discussions sont déjà épinglées. Décrochez-en une d'abord."),
        "same_name_twice": _("Deux rubriques ont le même nom. Changez l'une des deux."),
        "name_missing": _("Donnez-lui un nom : celui que vous diriez à un voisin."),
        "name_too_long": _("C'est un peu long : soixante caractères au plus."),
        "name_reserved": _(
            "Ce nom prêterait à confusion avec le site lui-même. Ajoutez-y un mot, celui du lieu par exemple."
        ),
        "too_many_communities": _("Vous avez ouvert cinq communautés aujourd'hui. Reprenez demain."),
        "own_rule_too_long": _("C'est un peu long : deux cents caractères au plus, une seule idée."),
        "breaks_charter": _(
            "La charte ne permet pas cette règle : elle exclut, surveille ou vend. Dites-la autrement, ou laissez-la."
        ),
        "host_taken": _("Une autre communauté porte déjà ce nom de domaine."),
        "house_closed": _("Cette communauté est fermée : on peut la lire, plus y écrire."),
        "moved": _("Cette communauté vit maintenant sur un autre serveur."),
        "on_request": _("Ici, on demande à entrer. Dites en quelques mots qui vous êtes."),
        "by_invitation": _("Ici, on entre sur invitation. Demandez-en une à quelqu'un qui en est membre."),
        "not_on_request": _("Ici, on entre autrement : ouvrez la page de la communauté."),
        "invitation_over": _("Cette invitation n'ouvre plus. Demandez-en une nouvelle à qui vous l'a donnée."),
        "already_member": _("Vous en êtes déjà membre."),
        "stewards_post": _("Ici, ce sont les animateurs qui publient. Écrivez-leur, ou ouvrez une discussion."),
        "verified_post": _(
            "Ici, seuls les membres vérifiés publient. Demandez à être vérifié à qui anime la communauté."
        ),
        "topic_not_here": _(
            "Cette communauté s'occupe d'autre chose. Publiez cette phrase pour tout le monde, ou ailleurs."
        ),
        "no_euros_here": _(
            "Ici, on s'aide sans argent. Dites la même chose sans prix, ou publiez-la pour tout le monde."
        ),
        "only_verified": _(
            "Cette communauté ne met en relation que ses membres vérifiés. Demandez à l'être à qui l'anime."
        ),
        "rules_announced": _(
            "Un changement est déjà annoncé. Attendez qu'il vaille, ou retirez-le, puis décidez de celui-ci."
        ),
        "rules_too_soon": _("Ce changement retire quelque chose aux membres : il s'annonce sept jours à l'avance."),
        "rules_too_late": _("Choisissez un jour d'ici à trois mois."),
        "everybodys_house": _(
            "Cette communauté est celle de tout le monde : elle reste ouverte à tous, et lisible par tous."
        ),
        "nothing_announced": _("Il n'y a plus rien à retirer : ce changement vaut déjà, ou a été retiré."),
        "to_oneself": _("C'est votre propre compte : choisissez quelqu'un d'autre."),
        "wrong_amount": _("Écrivez combien : un nombre au-dessus de zéro."),
        "too_much_at_once": _("C'est plus que ce que la communauté permet en une fois."),
        "too_many_at_once": _("C'est beaucoup à la fois : cinq cents au plus."),
        "below_floor": _("Cela dépasse ce que ce compte peut donner."),
        "above_ceiling": _("Le compte de cette personne est plein : elle ne peut pas recevoir autant."),
        "apart": _("Cette personne ne peut pas le recevoir de vous."),
        "too_many_requests": _("Vingt demandes attendent déjà une réponse. Retirez-en une, ou patientez."),
        "no_such_transfer": _("Ce mouvement n'existe pas, ou plus sous cette adresse."),
        "not_undoable": _("Ce mouvement vient d'une règle, ou a déjà été rendu."),
        "no_such_account": _("Ce compte n'est pas encore ouvert : il s'ouvre au premier échange."),
        "not_for_sale": _("Ici, cela ne s'achète pas : cela vient d'un coup de main."),
        "not_member": _("C'est réservé aux membres de la communauté. Rejoignez-la d'abord."),
        "asked_lately": _(
            "Une réponse vous a été donnée il y a peu. Vous pourrez refaire la demande trente jours après."
        ),
        "no_such_request": _("Cette demande n'attend plus : quelqu'un d'autre y a répondu, ou elle a été retirée."),
        "too_many_invitations": _("Cinquante invitations sont ouvertes. Retirez-en une, puis faites celle-ci."),
        "too_many_addresses": _("C'est beaucoup d'adresses à la fois : cinquante par jour, trois cents par semaine."),
        "last_steward": _("Il faut que quelqu'un anime la communauté. Confiez-la d'abord à un autre membre."),
        "concerned": _("Cela vous concerne vous-même : quelqu'un d'autre doit s'en occuper."),
        "already_settled": _("C'est déjà décidé, par quelqu'un d'autre."),
        "rule_missing": _("Nommez la règle qui n'est pas respectée."),
        "is_steward": _("Cette personne anime la communauté. Déchargez-la d'abord de cette tâche."),
        "photo_not_here": _("Une photo se demande entre deux personnes, pas dans un forum."),
        "photos_wait": _("Trois photos sont déjà demandées. Attendez qu'elles viennent."),
        "photo_not_asked": _("Aucune photo ne vous est demandée ici, ou elle est déjà montrée."),
        "no_picture": _("Ce fichier n'a pas pu être lu comme une photo. Essayez en JPEG ou en PNG."),
        "promise_missing": _(
            "Un lieu se montre une fois que quelque chose est promis, et jusqu'à ce que ce soit fait."
        ),
        "words_missing": _("Écrivez quelques mots."),
        "own_measure": _("Vous avez pris cette décision : quelqu'un d'autre dit si elle tient."),
        "said_already": _("Vous avez déjà donné votre avis sur cette annonce."),
        "not_promised": _("Convenez d'abord du montant : la promesse le dit, et vous l'acceptez tous les deux."),
        "more_than_agreed": _("C'est plus que ce que vous avez convenu. Proposez d'abord un autre montant."),
        "wrong_euros": _("Écrivez un montant en euros, par exemple 10 ou 12,50."),
        "wrong_account": _(
            "Ce numéro de compte n'est pas juste. Recopiez-le en entier, par exemple BE68 5390 0754 7034."
        ),
        "holder_missing": _("Écrivez à quel nom est le compte."),
        "gone": _("Cette personne n'est plus là."),
        "bill_closed": _("Ce montant n'attend plus : il a été payé, annulé ou changé."),
        "matched": _("Un relevé de la banque dit que c'est arrivé. Défaites d'abord ce rapprochement."),
        "own_bill": _("C'est à vous de payer : quelqu'un d'autre dit si c'est arrivé."),
        "no_account": _("La communauté n'a pas encore dit sur quel compte on la paie."),
        "other_account": _(
            "Ce relevé est celui d'un autre compte. Vérifiez le compte de la communauté, ou le fichier."
        ),
        "other_own_account": _("Ce relevé est celui d'un autre compte que celui que vous avez donné."),
        "not_on_statement": _(
            "Rien sur ce relevé ne porte cette communication. Regardez dans un jour ou deux, ou dites-le vous-même."
        ),
        "less_on_statement": _(
            "Sur ce relevé, il y en a moins. Si cela vous convient, dites vous-même que c'est arrivé."
        ),
        "no_such_payment": _("Ce paiement n'attend plus : quelqu'un s'en est déjà occupé."),
        "returned_since": _("Cet argent a été rendu depuis. Défaites d'abord ce retour."),
        "wrong_period": _("Écrivez une année, comme 2026, ou un mois, comme 2026-03."),
        "no_solidarity": _("Ici, il n'y a pas de part de solidarité."),
        "no_card": _("Ceci ne se paie pas par carte. Faites un virement."),
        "card_away": _("Le paiement par carte ne répond pas pour l'instant. Essayez plus tard, ou faites un virement."),
        "ring_over": _("Ce rond n'attend plus de réponse."),
        "looked_lately": _("On vient de chercher. Réessayez dans dix minutes."),
        "own_thing": _("C'est à vous : vous pouvez le changer ou le retirer vous-même."),
        "too_many_reports": _(
            "Vous avez beaucoup signalé aujourd'hui. Merci ; reprenez demain, ou écrivez à qui anime."
        ),
        "suspended": _(
            "Vous pouvez lire, mais pas écrire ici pour l'instant : les animateurs l'ont décidé. "
            "Vos nouvelles disent pourquoi et jusqu'à quand."
        ),
        "excluded": _(
            "Vous ne faites plus partie de cette communauté. Vos nouvelles disent pourquoi et jusqu'à quand."
        ),
    }
    return (
        said.get(refusal.code)
        or date_fault_words(refusal.code)
        or word_fault(refusal.code, name=_("ce mot"))
        or _("Cela n'a pas pu se faire. Rien n'est perdu : essayez encore une fois.")
    )
