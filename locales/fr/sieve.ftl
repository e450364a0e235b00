# Sieves against waves (spec 6), for coordinators.
nav-sieves = Filtres
nav-sieves-for = Signaler, retenir ou écarter les vagues de demandes forgées.
title-sieves = Filtres contre les vagues
title-sieve-new = Nouveau filtre
title-sieve-preview = Ce qu’un nouveau filtre toucherait
title-sieve = Filtre : { $name }

# What a sieve does.
sieve-grade-note = Signaler : une note sur la page de la demande, une étiquette dans la file
sieve-grade-lower = Mettre en fin de file
sieve-grade-ask-person = Retenir : une personne de la coordination laisse entrer ou écarte
sieve-grade-drop = Écarter : aucun mail ne part, effacée quelques jours plus tard
sieve-tag-note = signalée
sieve-tag-lower = fin de file
sieve-tag-ask-person = retenue
sieve-tag-drop = écartée
sieve-said-note = Le filtre « { $name } » signale cette demande
sieve-said-lower = Le filtre « { $name } » met cette demande en fin de file
sieve-said-ask-person = Le filtre « { $name } » retient cette demande : la coordination la laisse entrer, ou l’écarte
sieve-said-drop = Le filtre « { $name } » écarte cette demande : elle s’effacera bientôt, si la coordination ne la laisse pas entrer
outcome-apart = mise de côté

# What it looks for.
sieve-mail = mail en { $words }
sieve-mail-below = mail en { $words } et ses sous-domaines
sieve-name = nom avec { $words }
sieve-words = textes avec { $words }
sieve-form = forme : { $words }
sieve-country = pays : { $words }
sieve-origin = même connexion

# What it holds.
sieve-held-note = { $n ->
    [one] { $count } signalée
   *[other] { $count } signalées
}
sieve-held-lower = { $n ->
    [one] { $count } en fin de file
   *[other] { $count } en fin de file
}
sieve-held-ask-person = { $n ->
    [one] { $count } retenue
   *[other] { $count } retenues
}
sieve-held-drop = { $n ->
    [one] { $count } écartée
   *[other] { $count } écartées
}

# What it would touch.
sieve-count-to-read = { $n ->
    [one] { $count } demande à lire
   *[other] { $count } demandes à lire
}
sieve-count-asked = { $n ->
    [one] { $count } demande qui attend une réponse de la structure
   *[other] { $count } demandes qui attendent une réponse de la structure
}
sieve-count-unconfirmed = { $n ->
    [one] { $count } demande pas encore confirmée
   *[other] { $count } demandes pas encore confirmées
}
sieve-decided = { $n ->
    [0] Aucune demande décidée depuis trente jours n’aurait été touchée.
    [one] { $count } demande décidée depuis trente jours aurait été touchée.
   *[other] { $count } demandes décidées depuis trente jours auraient été touchées.
}
sieve-accepted = { $n ->
    [one] { $count } structure acceptée aurait été touchée.
   *[other] { $count } structures acceptées auraient été touchées.
}
sieve-shelf-to-read = à lire
sieve-shelf-asked = question posée
sieve-shelf-unconfirmed = pas encore confirmée
sieve-shelf-apart = mise de côté
sieve-days-hint = Entre 1 et { $count }.

# What the clockwork does for it.
sieve-task-sweep = { $n ->
    [one] Le filtre passe sur ce qui attend : { $count } demande touchée pour l’instant.
   *[other] Le filtre passe sur ce qui attend : { $count } demandes touchées pour l’instant.
}
sieve-task-put-back = { $n ->
    [one] Remise en place en cours : { $count } demande pour l’instant.
   *[other] Remise en place en cours : { $count } demandes pour l’instant.
}
sieve-task-drop-all = { $n ->
    [one] En train d’écarter : { $count } demande pour l’instant.
   *[other] En train d’écarter : { $count } demandes pour l’instant.
}
sieve-task-done-sweep = { $n ->
    [0] Le filtre est passé sur ce qui attendait : aucune demande touchée.
    [one] Le filtre est passé sur ce qui attendait : { $count } demande touchée.
   *[other] Le filtre est passé sur ce qui attendait : { $count } demandes touchées.
}
sieve-task-done-put-back = { $n ->
    [0] Aucune demande n’était à remettre en place.
    [one] { $count } demande remise en place.
   *[other] { $count } demandes remises en place.
}
sieve-task-done-drop-all = { $n ->
    [0] Aucune demande n’était à écarter.
    [one] { $count } demande écartée.
   *[other] { $count } demandes écartées.
}

# What is to be mended.
sieve-name-missing = Donnez un nom au filtre
sieve-name-long = Un nom de { $count } caractères au plus, sur une ligne
sieve-name-taken = Un filtre en cours porte déjà ce nom
sieve-too-many = { $n ->
    [one] Il y a déjà { $count } filtre en cours : finissez-le d’abord
   *[other] Il y a déjà { $count } filtres en cours : finissez-en un d’abord
}
sieve-domain-malformed = Écrivez un domaine, comme exemple.org
sieve-pattern-long = { $count } caractères au plus
sieve-pattern-short = Trois lettres ou chiffres au moins : moins toucherait presque tout
sieve-pattern-many = Quatre étoiles au plus
sieve-words-many = { $count } lignes au plus
sieve-origin-malformed = Écrivez une référence, comme FS-7K3M-2QXD
sieve-origin-unknown = Cette demande n’existe pas, ou sa connexion est déjà oubliée
sieve-grade-missing = Choisissez ce que fait le filtre
sieve-motive-missing = Dites pourquoi
sieve-motive-long = { $count } caractères au plus, sur une ligne
sieve-days-many = Un nombre de jours entre 1 et { $count }
sieve-days-origin-many = Avec une connexion, entre 1 et { $count } jours : elle est oubliée ensuite
sieve-criteria-missing = Dites au moins une chose à chercher : sans rien, tout serait touché
sieve-wide = Ce filtre touche plus de la moitié de ce qui attend : cochez « Oui, je sais » si c’est voulu

# Said once.
flash-sieve-added = Filtre « { $name } » enregistré. Il vaut pour ce qui arrive.
flash-sieve-ended = Filtre fini. Ce qu’il retient reste de côté tant que vous ne le remettez pas dans la file.
flash-sieve-sweep = Le filtre passe sur ce qui attend, par cent à la fois.
flash-sieve-put-back = Tout revient en place, par cent à la fois.
flash-sieve-drop-all = Les demandes retenues sont écartées, par cent à la fois.
flash-sieve-none = Rien n’a changé : cochez des demandes qui sont encore de côté.
flash-sieve-let-in = { $n ->
    [one] { $count } demande laissée entrer
   *[other] { $count } demandes laissées entrer
}
flash-sieve-dropped = { $n ->
    [one] { $count } demande écartée
   *[other] { $count } demandes écartées
}

# In the history of an application.
history-sieve-note = Signalée par le filtre « { $name } »
history-sieve-lower = Mise en fin de file par le filtre « { $name } »
history-sieve-ask-person = Retenue par le filtre « { $name } »
history-sieve-drop = Écartée par le filtre « { $name } »
history-catch-let-in = Laissée entrer par { $by }, malgré le filtre « { $name } »
history-catch-dropped = Écartée par { $by }
history-catch-put-back = Remise en place par { $by } avec tout ce que tenait le filtre « { $name } »
history-catch-outdone = Un filtre plus fort que « { $name } » l’emporte
sieve-quoted = « { $words } »
