# The life of spaces, for the team.
nav-spaces = Espaces
nav-life = Cycle de vie
nav-life-for = Ce qui sera fait aux espaces sans signe de vie, et de quoi tout arrêter.
title-spaces = Les espaces
title-space-file = Dossier : { $name }
title-life = Le cycle de vie des espaces
fact-storage = Place occupée
fact-accounts = Comptes
fact-measured = Dernier relevé
fact-active = Dernière activité mesurée
fact-seen = Dernier passage sur ses pages
fact-suite = Suite bureautique
fact-limits = Limites, comptes et place
fact-leaving = Suppression demandée, annulable jusqu’au
look-never = Rien n’est prévu.
look-rest = Rien avant le { $at }.
look-now = Le prochain passage s’en occupe.
look-wait-paused = Tout est arrêté.
look-wait-measure = Sans relevé récent, rien n’avance.
look-wait-letter = La lettre précédente n’est pas encore partie : rien n’avance.
look-wait-notice = L’équipe n’a pas encore été prévenue : rien n’avance.
look-wait-cap = Le plafond du jour est atteint : la suite attend demain.
life-deed-revive = Reprendre à zéro
life-deed-warned-once = Premier avertissement
life-deed-warned-twice = Deuxième avertissement
life-deed-disabled = Mettre en pause
life-deed-deletion-announced = Annoncer la suppression
life-deed-notice = Prévenir l’équipe d’une suppression
life-deed-delete = Supprimer
life-wait-paused = { $n ->
    [one] { $count } espace retenu par l’arrêt.
   *[other] { $count } espaces retenus par l’arrêt.
}
life-wait-measure = { $n ->
    [one] { $count } espace sans relevé récent.
   *[other] { $count } espaces sans relevé récent.
}
life-wait-letter = { $n ->
    [one] { $count } espace dont la lettre n’est pas partie.
   *[other] { $count } espaces dont la lettre n’est pas partie.
}
life-wait-notice = { $n ->
    [one] { $count } espace dont l’équipe n’est pas prévenue.
   *[other] { $count } espaces dont l’équipe n’est pas prévenue.
}
life-wait-cap = { $n ->
    [one] { $count } espace au-delà du plafond du jour.
   *[other] { $count } espaces au-delà du plafond du jour.
}
life-stale = Quelqu’un vient de changer les règles. Rien n’est enregistré : relisez, puis recommencez.
flash-life-paused = Tout est arrêté.
flash-life-resumed = Le cycle de vie reprend.
deed-note = Note
deed-exempt = Exemption
deed-end-exemption = Fin d’exemption
deed-reopen = Réouverture
deed-retry-order = Nouvel essai d’un ordre
deed-contact-abuse = Mail aux contacts, au sujet d’un abus
deed-suspend = Fermeture pour abus
deed-lift = Réouverture après un abus
deed-delete = Suppression
deed-give-up = Création abandonnée
deed-unknown = Choisissez ce que vous voulez faire.
deed-words-missing = Dites pourquoi, en une phrase.
deed-words-long = Faites plus court : { $count } caractères au plus.
deed-until-missing = Donnez le dernier jour de l’exemption.
deed-until-past = Choisissez un jour à venir.
deed-until-far = Choisissez un jour dans l’année qui vient.
deed-not-now = L’état de l’espace ne le permet pas, ou ne le permet plus. Rien n’est changé.
deed-not-contacted = Écrivez d’abord aux contacts de l’espace. Rien n’est changé.
flash-deed-note = C’est noté.
flash-deed-exempt = L’espace est exempté.
flash-deed-end-exemption = L’exemption est finie.
flash-deed-reopen = L’espace rouvre, et le décompte repart de zéro.
flash-deed-retry-order = L’agent va essayer à nouveau.
flash-deed-contact-abuse = Le mail part aux contacts de l’espace.
flash-deed-suspend = L’espace est fermé.
flash-deed-lift = L’espace rouvre.
flash-deed-delete = La suppression est commandée. Elle s’arrête tant que l’agent n’a pas commencé.
flash-deed-give-up = La création est abandonnée, la place est libre.
letter-fate-held = retenue
letter-fate-queued = en attente
letter-fate-sent = partie
letter-fate-stuck = bloquée
space-actor-clockwork = à l’heure dite
space-actor-agent = l’agent
space-actor-contact = un contact de l’espace
space-actor-volunteer = l’équipe
space-actor-demo = la démonstration
space-trace-open = Ouverture
space-trace-set-limits = Limites changées
space-trace-order-deletion = Suppression commandée
space-trace-reveal-credentials = Identifiants montrés
space-trace-revive = Signe de vie
space-trace-spare = Suppression arrêtée
space-trace-notice-deletion = Équipe prévenue de la suppression
space-trace-ask-deletion = Suppression demandée
space-trace-stay = Demande de suppression retirée
space-trace-suspend = Fermé pour abus
space-trace-lift = Rouvert après un abus
space-trace-warned-once = Premier avertissement
space-trace-warned-twice = Deuxième avertissement
space-trace-disabled = Mis en pause
space-trace-deletion-announced = Suppression annoncée
letter-first-warning = premier avertissement
letter-second-warning = deuxième avertissement
letter-space-disabled = mise en pause
letter-deletion-announced = suppression annoncée
letter-space-deleted = espace supprimé
letter-reopened = réouverture
letter-deletion-notice = suppressions à venir
letter-quota-high = place qui se remplit
letter-quota-full = place presque pleine
letter-leaving = suppression demandée
letter-abuse = au sujet d’un abus
letter-suspended = fermeture pour abus
title-requests = Accès perdus
flash-access-granted = C’est dit. Les anciens contacts sont prévenus et peuvent refuser d’ici là.
flash-access-refused = L’accès est refusé. La personne reçoit un mail.
flash-access-late = Quelqu’un a répondu entre-temps. Rien n’est changé.
requests-open = { $n ->
    [one] { $count } personne dit avoir perdu son accès.
   *[other] { $count } personnes disent avoir perdu leur accès.
}
space-trace-name-contact = Contact proposé
space-trace-confirm-contact = Contact confirmé
space-trace-remove-contact = Contact retiré
space-trace-promote-contact = Contact principal changé
space-trace-ask-access = Accès perdu : demande
space-trace-vouch-access = Accès accordé par un contact
space-trace-grant-access = Accès accordé par l’équipe, après un délai
space-trace-give-access = Délai passé, accès donné
space-trace-refuse-access = Accès refusé
letter-contact-named = contact proposé
letter-contacts-changed = contacts changés
letter-still-you = toujours vous ?
letter-access-asked = accès perdu
letter-access-granted = accès bientôt donné
letter-access-answer = réponse sur un accès
space-trace-ask-suite = Changement de suite demandé
deed-limits = Limites à part
deed-limit-unread = Écrivez un nombre entier, { $count } au plus.
flash-deed-limits = L’espace a ses propres limites.
failed-try = { $what }, essai { $attempt }, { $at } : { $reason }
