title-enter = Retrouver mon espace
title-choose-space = Quel espace ?
title-threshold = Entrer
title-first-connection = Première connexion
title-credentials = Identifiant et mot de passe
title-space = Espace : { $name }
identifier-malformed = Écrivez l’adresse de l’espace ou une adresse mail en entier
flash-left = Vous êtes sorti⋅e. À bientôt !
gauge-storage = { $used } sur { $most }
gauge-accounts = { $used } sur { $most }
storage-files = Fichiers : { $size }
storage-versions = Anciennes versions : { $size }
storage-trash = Corbeilles : { $size }
space-state-ordered = commandé
space-state-creating = en création
space-state-active = actif
space-state-warned-once = averti une fois
space-state-warned-twice = averti deux fois
space-state-disabled = en pause
space-state-deletion-announced = suppression annoncée
space-state-deleting = en cours de suppression
space-state-suspended = fermé pour abus
space-state-creation-failed = création en panne
space-state-deleted = supprimé
operation-create = Créer l’espace
operation-set-suite = Changer la suite bureautique
operation-set-limits = Changer les limites
operation-disable = Mettre en pause
operation-enable = Rouvrir
operation-suspend = Suspendre
operation-delete = Supprimer
operation-reset-admin = Redonner un accès d’administration
operation-set-contacts = Changer les contacts
operation-status-waiting = en attente
operation-status-leased = en cours
operation-status-done = fait
operation-status-failed = en panne
operation-status-cancelled = annulé
title-activity = Votre espace sert-il toujours ?
title-departure = Partir : { $name }
title-disabled-pause = Espace en pause : { $address }
title-disabled-closed = Espace fermé : { $address }
title-disabled-opening = Espace qui rouvre : { $address }
title-disabled-coming = Espace à venir : { $address }
title-disabled-leaving = Espace en cours de suppression : { $address }
title-disabled-gone = Espace supprimé : { $address }
disabled-email-malformed = Écrivez une adresse mail en entier, par exemple contact@mon-asso.example
departure-not-typed = Recopiez exactement le nom de l’espace : { $slug }
flash-leaves = La suppression est demandée. Vous pouvez changer d’avis jusqu’au { $until }.
flash-stays = Rien ne sera supprimé : l’espace reste.
flash-too-late = La suppression a commencé : elle ne s’arrête plus.
flash-kept = C’est noté : l’espace sert toujours.
flash-reopens = L’espace rouvre. Comptez quelques minutes.
flash-suspended = L’équipe a fermé cet espace : elle seule le rouvre. Répondez au mail qui vous l’a dit.
title-contacts = Contacts : { $name }
title-contact = Contact d’un espace
title-lost-access = Retrouver un accès perdu
title-access = Donner accès à un espace ?
contact-malformed = Écrivez une adresse mail en entier, par exemple contact@mon-asso.example
contact-already = Cette adresse est déjà un contact de l’espace.
contact-too-many = L’espace a déjà beaucoup de contacts : retirez-en un d’abord.
contact-last = C’est la dernière adresse qui a dit oui : proposez d’abord une autre personne, et attendez sa réponse.
contact-last-successor = Vous êtes la seule personne à administrer l’espace : donnez l’adresse de qui prend la suite.
contact-unknown = Cette adresse n’est plus dans la liste. Relisez, puis recommencez.
contact-unconfirmed = Cette personne n’a pas encore dit oui.
contact-change-name-contact = { $email } est proposée
contact-change-confirm-contact = { $email } est maintenant un contact
contact-change-remove-contact = { $email } n’est plus un contact
contact-change-promote-contact = { $email } est le contact principal
flash-contact-named = Un mail part à { $email }. La personne dira oui ou non.
flash-contact-confirmed = { $email } est un contact de l’espace.
flash-contact-removed = { $email } est retirée. Les contacts sont prévenus.
flash-contact-promoted = { $email } est le contact principal.
flash-stays-closed = { $n ->
    [0] Aucune autre connexion n’était ouverte.
    [one] { $count } connexion fermée.
   *[other] { $count } connexions fermées.
}
access-space-malformed = Écrivez l’adresse de l’espace, par exemple mon-asso
access-words-missing = Dites qui vous êtes, en une phrase au moins.
access-words-long = Faites plus court, s’il vous plaît.
order-since = { $n ->
    [0] à l’instant
    [one] depuis { $count } minute
   *[other] depuis { $count } minutes
}
measures-stale = { $n ->
    [one] Elles datent de plus de { $count } jour.
   *[other] Elles datent de plus de { $count } jours.
}
accounts-left = { $n ->
    [0] Il n’en reste aucun.
    [one] Il en reste { $count }.
   *[other] Il en reste { $count }.
}
trend-week = semaine du { $day }
trend-name = Place occupée
trend-limit = Limite : { $limit }
trend-caption = La place, semaine après semaine
trend-summary = De { $first } la semaine du { $from } à { $last } la semaine du { $to }, pour une limite de { $limit }.
trend-rows = Semaine
coming-first-warning = Premier rappel, seulement si plus rien ne bouge d’ici là.
coming-second-warning = Deuxième rappel, sauf signe de vie.
coming-disabling = Mise en pause, sauf signe de vie.
coming-announcing = Annonce de la suppression, sauf signe de vie.
coming-deleting = Suppression au plus tôt, sauf signe de vie.
coming-not-before = Rien ne peut être supprimé faute d’usage avant cette date.
coming-exemption-ends = Fin de la période pendant laquelle rien ne peut arriver à l’espace.
coming-leaving = Suppression que vous avez demandée.
coming-still-you = « Est-ce toujours vous ? » : nous vérifions les contacts.
coming-summary = Espace de { $name } : { $what }
coming-description = D’après l’état de l’espace le jour où ce calendrier a été téléchargé. Tout signe de vie repousse les rappels.
