# Letters and replies in the coordinators’ own words.
nav-wordings = Réponses types
nav-wordings-for = Les textes des lettres et des réponses toutes prêtes.
title-wordings = Lettres et réponses types
title-wording = Modifier : { $name }
title-wording-new = Écrire une réponse type
wording-accepted = Lettre d’acceptation
wording-waiting = Lettre de mise en liste d’attente
wording-refused = Lettre de refus
wording-reply = Réponse type
wording-by-house = d’origine
wording-hidden-address = [adresse masquée]
wording-delay = { $from } à { $to } jours

# What may be named between braces.
variable-structure = Le nom de la structure, avec son sigle.
variable-reference = La référence de la demande.
variable-adresse = L’adresse que l’espace aurait, ou aura.
variable-service = Le nom de ce service.
variable-lien = Le lien de suivi, qui devient un bouton. Seul sur sa ligne, sous une ligne qui finit par deux-points.
variable-comptes = Le nombre de comptes d’un espace.
variable-stockage = La place d’un espace, avec son unité.
variable-delai = Le temps que nous annonçons pour répondre.
variable-raisons = Les raisons cochées, une phrase ou deux pour chacune. Seul sur sa ligne.
variable-pourquoi = Pourquoi la structure attend : pas de place, ou d’autres d’abord. Une phrase ou deux.
variable-ailleurs = Les hébergeurs qui répondent à ces raisons, un par ligne, cinq au plus. Seul sur sa ligne.

# How to mend a text.
wording-title-missing = Donnez un titre à cette réponse
wording-title-short = Écrivez un titre de deux caractères au moins
wording-title-taken = Choisissez un autre titre : une réponse type porte déjà celui-ci
wording-subject-missing = Écrivez l’objet de la lettre
wording-body-missing = Écrivez le texte
wording-body-short = Écrivez un texte de vingt caractères au moins
wording-brace = Fermez l’accolade de la ligne { $line }, ou doublez-la si c’est une vraie accolade
wording-unknown = Retirez { $name } : rien ne le remplit à cet endroit
wording-unknown-near = Remplacez { $name }, que rien ne remplit à cet endroit, peut-être par { $near }
wording-needed = Gardez { $name } dans le texte : sans lui, cette lettre ne dit pas l’essentiel
wording-alone = Mettez { $name } seul sur sa ligne
wording-link-alone = Mettez { $name } seul sur sa ligne, sous une ligne qui finit par deux-points : il devient le bouton
wording-reference-unknown = Vérifiez la référence : aucune demande ne la porte
wording-reference-none = Donnez la référence d’une demande : aucune n’attend d’être lue
wording-stale = Ce texte a changé depuis que vous avez ouvert la page. Rien n’est retiré : relisez-le d’abord.
flash-wording-saved = { $name } : la version { $version } sert dès maintenant.
flash-wording-retired = { $name } : cette réponse n’est plus proposée.
flash-wording-house = { $name } : le texte de la maison sert de nouveau.
