# The rules and the phases (R10, R17–R23), for coordinators.
nav-policy = Règles
nav-policy-for = Limites, délais, barres et parts : les lire, les changer, savoir qui les a changés.
nav-coordination = Coordination
nav-phases = Phases
nav-phases-for = Le calendrier des ouvertures, ses plafonds, les places prises ; ouvrir ou fermer tout de suite.
title-policy = Les règles
title-policy-theme = Règles : { $theme }
title-phases = Les phases d’ouverture
title-phase = Phase du { $date }
title-phase-new = Nouvelle phase

policy-theme-limits = limites d’un espace
policy-theme-delays = délais dits aux structures
policy-theme-review = relecture
policy-theme-networks = réseaux
policy-theme-robots = robots et vagues
policy-theme-life = vie d’un espace
policy-theme-spaces = pages des espaces
policy-theme-memory = mémoire
policy-theme-access = accès de l’équipe

policy-accounts = Comptes
policy-storage-go = Place pour tout l’espace
policy-video-mo = Taille d’une vidéo
policy-simultaneous-editors = Personnes à la fois dans un document, avec une suite
policy-simultaneous-text-editors = Personnes à la fois dans un document, avec Nextcloud Text
policy-review-from = Réponse promise, au plus tôt
policy-review-to = Réponse promise, au plus tard
policy-unconfirmed-days = Demande sans confirmation, effacée après
policy-reminder-days = Question sans réponse, rappel après
policy-closing-days = Question sans réponse, demande fermée après
policy-waiting-ask-months = Liste d’attente, « toujours intéressé⋅e ? » tous les
policy-waiting-reminder-days = Sans réponse, rappel après
policy-waiting-leave-days = Sans réponse, demande retirée de la liste après
policy-first-connection-days = Lien de première connexion, valable
policy-entry-minutes = Lien pour entrer dans les pages d’un espace, valable
policy-claim-minutes = Prise en charge sans activité, rendue après
policy-undo-minutes = Décision annulable pendant
policy-blind-share = Décisions relues à l’aveugle par quelqu’un d’autre
policy-second-look-hours = Attente d’un second regard, au plus
policy-delay-days = Délai constaté, mesuré sur
policy-pioneer-days = Avance dans la file par degré d’aisance avec Nextcloud, pendant la première phase
policy-delay-sample = Délai constaté, dit à partir de
policy-digest-hour = Résumé du matin, à partir de
policy-invitation-days = Invitation à rejoindre l’équipe, valable
policy-idle-months = Espace sans signe de vie, premier avertissement après
policy-second-warning-days = Puis deuxième avertissement, après
policy-disabling-days = Puis espace désactivé, après
policy-announcing-days = Puis suppression annoncée, après
policy-deleting-days = Puis espace supprimé, après
policy-notice-days = L’équipe prévenue avant une suppression, au moins
policy-fresh-days = Rien n’avance sans un relevé de moins de
policy-disable-cap = Désactivations en un jour, au plus
policy-delete-cap = Suppressions en un jour, au plus
policy-life-paused = Tout arrêter : aucun avertissement, aucune désactivation, aucune suppression
policy-letters-from = Courrier aux espaces, à partir de
policy-letters-to = Courrier aux espaces, jusqu’à
policy-letters-rest = Pas de courrier aux espaces le dimanche et les jours fériés
policy-leave-days = Suppression demandée par un espace, annulable pendant
policy-quota-watch = Place occupée, signalée sur la page à partir de
policy-quota-high = Premier mail à
policy-quota-full = Deuxième mail à
policy-quota-back = Le même mail peut repartir après une baisse de, en points
policy-suite-hours = Changement de suite bureautique, pas plus d’un toutes les
policy-contact-ask-months = « Est-ce toujours vous ? » à un contact, après
policy-access-days = Accès perdu, rendu au plus tôt après
policy-quarantine-months = Adresse d’un espace supprimé, redonnée à personne pendant
policy-archive-years = Archive d’un espace supprimé, gardée pour la loi
policy-trace-days = Journal, gardé
policy-memory-months = Empreintes des demandes effacées, gardées
policy-network-warn = Réseau signalé à partir de
policy-network-stop = Réseau arrêté à partir de
policy-network-groups = Hébergeur payant conseillé au-delà de
policy-form-seconds = Temps le plus court pour remplir un formulaire
policy-forms-an-hour = Formulaires d’une même connexion en une heure
policy-origin-days = Empreinte d’une connexion, gardée
policy-sieve-days = Durée proposée d’un filtre
policy-sieve-days-most = Durée la plus longue d’un filtre

policy-unit-accounts = { $n ->
    [one] { $count } compte
   *[other] { $count } comptes
}
policy-unit-gigabytes = { $count } Go
policy-unit-megabytes = { $count } Mo
policy-unit-people = { $n ->
    [one] { $count } personne
   *[other] { $count } personnes
}
policy-unit-spaces = { $n ->
    [one] { $count } espace
   *[other] { $count } espaces
}
policy-unit-groups = { $n ->
    [one] { $count } groupe
   *[other] { $count } groupes
}
policy-unit-years = { $n ->
    [one] { $count } an
   *[other] { $count } ans
}
policy-unit-months = { $count } mois
policy-unit-days = { $n ->
    [one] { $count } jour
   *[other] { $count } jours
}
policy-unit-hours = { $n ->
    [one] { $count } heure
   *[other] { $count } heures
}
policy-unit-minutes = { $n ->
    [one] { $count } minute
   *[other] { $count } minutes
}
policy-unit-seconds = { $n ->
    [one] { $count } seconde
   *[other] { $count } secondes
}
policy-unit-forms = { $n ->
    [one] { $count } formulaire
   *[other] { $count } formulaires
}
policy-unit-decisions = { $n ->
    [one] { $count } décision
   *[other] { $count } décisions
}
policy-unit-percent = { $count } %
policy-unit-switch = { $n ->
    [0] non
   *[other] oui
}
policy-unit-o-clock = { $count } h

policy-from = { $value } le { $date }
policy-hint = Aujourd’hui : { $today }. FAQ : { $faq }. Entre { $least } et { $most }.
policy-said = { $label } : { $value }
policy-said-phases = Calendrier des phases
policy-said-admissions-open = Admissions ouvertes à la main
policy-said-admissions-closed = Admissions fermées à la main
policy-said-admissions-calendar = Admissions selon le calendrier
policy-said-to-existing = Limites du jour données aux espaces qui existent
policy-moves = { $label } : { $was } → { $is }
policy-when-now = Dès l’enregistrement.
policy-when-day = Le { $date } à minuit, heure de Paris.
policy-limits = { $accounts } comptes et { $storage } Go
policy-others = { $n ->
    [0] Il n’en reste aucun.
    [one] { $count } espace a d’autres limites que celles d’aujourd’hui.
   *[other] { $count } espaces ont d’autres limites que celles d’aujourd’hui.
}
policy-touch-storage = { $n ->
    [0] Aucun espace n’occupe plus que cette place.
    [one] { $count } espace occupe plus que cette place.
   *[other] { $count } espaces occupent plus que cette place.
}
policy-touch-accounts = { $n ->
    [0] Aucun espace n’a plus de comptes que cela.
    [one] { $count } espace a plus de comptes que cela.
   *[other] { $count } espaces ont plus de comptes que cela.
}
policy-touch-existing = Les espaces qui existent gardent leurs limites, tant que vous ne les changez pas pour tous. Les demandes en cours sont examinées à nouveau.
policy-touch-networks = { $n ->
    [0] Aucun réseau n’est aussi grand aujourd’hui.
    [one] { $count } réseau est aussi grand aujourd’hui.
   *[other] { $count } réseaux sont aussi grands aujourd’hui.
}
policy-touch-late = { $n ->
    [0] Aucune demande à lire ne dépasserait ce délai.
    [one] { $count } demande à lire dépasserait ce délai.
   *[other] { $count } demandes à lire dépasseraient ce délai.
}
policy-touch-unconfirmed = { $n ->
    [0] Aucune demande en attente de confirmation ne s’effacerait aussitôt.
    [one] { $count } demande en attente de confirmation s’effacerait aussitôt.
   *[other] { $count } demandes en attente de confirmation s’effaceraient aussitôt.
}
policy-touch-claims = { $n ->
    [0] Personne n’a de demande en main en ce moment.
    [one] { $count } demande est en main en ce moment : elle garde l’échéance qu’elle a, jusqu’au prochain geste.
   *[other] { $count } demandes sont en main en ce moment : elles gardent l’échéance qu’elles ont, jusqu’au prochain geste.
}
policy-meanwhile = { $author } vient de changer les règles ({ $changes }). Rien n’est enregistré. Relisez, puis enregistrez à nouveau.

policy-out-of-bounds = Écrivez un nombre entier entre les bornes données, { $count } au plus.
policy-unchanged = Rien ne change : modifiez au moins une valeur.
policy-day-past = Choisissez un jour à venir, ou laissez vide pour changer dès maintenant.
policy-day-far = Choisissez un jour dans les { $count } ans qui viennent.
policy-day-malformed = Écrivez le jour comme le champ le propose, par exemple 2027-01-31.
policy-motive-missing = Dites pourquoi, en une phrase.
policy-motive-long = Faites plus court : { $count } caractères au plus.
policy-review-disorder = La réponse au plus tôt ne peut pas dépasser la réponse au plus tard.
policy-reminder-disorder = Le rappel doit venir avant la fermeture.
policy-waiting-disorder = Le rappel doit venir avant le retrait de la liste.
policy-network-disorder = Un réseau est signalé avant d’être arrêté : le premier nombre ne peut pas dépasser le second.
policy-quota-disorder = Les trois seuils de place vont du plus bas au plus haut.
policy-notice-disorder = L’équipe ne peut pas être prévenue avant que la suppression soit annoncée.
policy-sieve-disorder = La durée proposée ne peut pas dépasser la durée la plus longue.

flash-policy-now = C’est enregistré : la version { $number } des règles est en vigueur.
flash-policy-later = C’est enregistré : la version { $number } des règles prendra effet le { $date }.
flash-policy-withdrawn = La version { $number } est retirée : elle ne prendra pas effet.
flash-policy-too-late = Cette version a déjà pris effet, ou a déjà été retirée. Écrivez-en une autre pour revenir en arrière.
flash-policy-applied = Les espaces qui existent reçoivent les limites d’aujourd’hui, peu à peu.

# Phases.
phase-endless = jusqu’à la suite
phase-now-runs = La phase { $phase } est ouverte : { $ceiling } espaces en tout au plus.
phase-now-gap = Entre deux phases : personne n’est admis jusqu’au { $next }. Le plafond de { $ceiling } espaces reste.
phase-now-none = Aucune phase n’est ouverte, et aucune n’est prévue : personne n’est admis.
phase-now-opened = Les admissions sont ouvertes à la main, quel que soit le calendrier : { $ceiling } espaces en tout au plus.
phase-now-closed = Les admissions sont fermées à la main, quel que soit le calendrier.
phase-figure-free = Places libres
phase-figure-ceiling = Plafond
phase-figure-live = Espaces en service
phase-figure-making = Espaces en cours de création
phase-figure-failed = Créations en échec
phase-figure-held = Acceptations encore annulables
phase-figure-accounts = Comptes promis
phase-figure-storage = Place promise
phase-figure-of = { $n } sur { $most }
phase-told-open = Admissions ouvertes, { $ceiling } espaces au plus.
phase-told-free = { $n ->
    [0] Aucune place libre.
    [one] { $count } place libre.
   *[other] { $count } places libres.
}
phase-told-below = { $n ->
    [one] { $count } place est déjà prise : une phase à venir en offre moins. Personne n’y perdra son espace, mais personne n’y entrera.
   *[other] { $count } places sont déjà prises : une phase à venir en offre moins. Personne n’y perdra son espace, mais personne n’y entrera.
}
phase-from-missing = Donnez le premier jour de la phase.
phase-from-begun = Cette phase a commencé : son premier jour ne change plus.
phase-from-past = Une phase nouvelle commence aujourd’hui au plus tôt.
phase-over = Cette phase est finie : elle ne change plus.
phase-to-malformed = Écrivez le dernier jour comme le champ le propose, par exemple 2027-12-31, ou laissez vide.
phase-to-before = Le dernier jour vient avant le premier.
phase-to-past = Le dernier jour est passé. Pour ne plus admettre personne, fermez les admissions.
phase-ceiling-malformed = Écrivez un nombre entier d’espaces, de 0 à { $count }.
phase-ceiling-below = { $n ->
    [one] { $count } place est déjà prise : le plafond ne peut pas descendre plus bas. Pour ne plus admettre personne, fermez les admissions.
   *[other] { $count } places sont déjà prises : le plafond ne peut pas descendre plus bas. Pour ne plus admettre personne, fermez les admissions.
}
phase-overlaps = Cette phase en chevauche une autre : donnez d’abord une fin à celle d’avant, ou d’autres dates.
admissions-closed = Les admissions sont fermées pour le moment.
admissions-closed-until = Les admissions sont fermées jusqu’au { $date }.
refusal-closed = Les admissions sont fermées en ce moment. Mettez la demande sur la liste d’attente, ou attendez la prochaine phase.

# Pictures of the places.
occupancy-rows = Mois
occupancy-level = Places prises
occupancy-ceiling = Plafond
occupancy-unknown = Pas de chiffre
occupancy-level-caption = Places prises, phase après phase
occupancy-level-summary = Le { $date }, { $n } places sont prises sous un plafond de { $ceiling }.
occupancy-admissions = Admissions
occupancy-admissions-caption = Admissions par mois
occupancy-admissions-summary = Le mois le plus chargé est { $month }, avec { $n } admissions.
occupancy-waiting = Demandes
occupancy-ages-caption = Depuis quand on attend, en mois
occupancy-ages-rows = Attente
occupancy-ages-summary = { $n ->
    [one] { $count } demande attend, rangée selon son ancienneté.
   *[other] { $count } demandes attendent, rangées selon leur ancienneté.
}
age-month = moins d’un mois
age-quarter = de un à trois mois
age-half = de trois à six mois
age-year = de six mois à un an
age-more = plus d’un an
