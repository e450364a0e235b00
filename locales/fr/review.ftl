# The queue.
title-queue = File d’attente : { $shelf }
shelf-to-read = À lire
shelf-asked = En attente de réponse
shelf-waiting = Liste d’attente
shelf-decided = Décidées
shelf-all = Toutes
age-days = { $count } j
outcome-unconfirmed = à confirmer
outcome-asked = attend sa réponse
outcome-closed = fermée sans réponse
outcome-waiting = liste d’attente
outcome-held-accept = oui, en attente d’envoi
outcome-held-wait = attente, en attente d’envoi
outcome-held-drop = écartée, en attente
outcome-held-refuse = non, en attente d’envoi
outcome-accepted = acceptée
outcome-refused = refusée

filter-constat = Constat
filter-domaine = Domaine
filter-forme = Forme
filter-pays = Pays
filter-phase = Phase
filter-phase-one = Phase { $n }
filter-mains = Chez
filter-mot = Dernier mot
hands-mine = Moi
hands-nobody = Personne
hands-someone = Quelqu’un
last-word-applicant = L’association
last-word-team = L’équipe
view-name-missing = Donnez un nom à cette vue pour la garder.
views-too-many = Vous avez déjà { $count } vues : oubliez-en une pour en garder une autre.
flash-view-kept = Vue gardée : { $name }
flash-view-forgotten = Vue oubliée.
flash-taken = { $n ->
    [0] Personne n’attend : il n’y avait rien à prendre.
    [one] Un dossier pris en charge.
   *[other] { $count } dossiers pris en charge.
}

# Several at once.
title-lot = Plusieurs demandes à la fois
lot-empty = Cochez au moins une demande dans la liste.
lot-accept = Oui, la lettre attend
lot-wait = Liste d’attente, la lettre attend
lot-drop = Écartée, sans lettre
lot-refuse = Non, la lettre attend

# Together around an application.
note-missing = Écrivez votre note avant de l’enregistrer.
flash-noted = Note enregistrée.
flash-taken-over = Le dossier est chez vous. La personne qui l’avait est prévenue.
flash-handed-over = Le dossier est transmis.
notice-taken-over = { $who } a repris le dossier { $name }, que vous teniez.
notice-handed-over = { $who } vous transmet le dossier { $name } : il est en tête de votre file.
history-note = Note de { $name }
refusal-no-colleague = Choisissez une personne de l’équipe à qui le transmettre.

# The page to decide.
minutes-left = { $n ->
    [one] { $count } minute
   *[other] { $count } minutes
}
decision-accept = Accepter
decision-wait = Liste d’attente
decision-drop = Écarter
decision-refuse = Refuser
decide-accept = Accepter cette demande
decide-wait = Mettre sur la liste d’attente
decide-drop = Écarter sans réponse
decide-refuse = Refuser cette demande
decide-accept-button = Accepter, et lire la suivante
decide-wait-button = Mettre en attente, et lire la suivante
decide-drop-button = Écarter, et lire la suivante
decide-refuse-button = Refuser, et lire la suivante
priority-0 = 0, à faire passer en premier
priority-1 = 1, bientôt
priority-2 = 2, comme les autres
priority-3 = 3, en dernier

# What happened.
history-submitted = Demande envoyée
history-confirmed = Adresse confirmée
history-asked = Question de { $name }
history-applicant = L’association écrit
flash-asked = { $name } : la question est partie, et le délai s’arrête jusqu’à la réponse.
history-accept = Acceptée par { $name }
history-wait = Mise sur la liste d’attente par { $name }
history-drop = Écartée sans réponse par { $name }
history-refuse = Refusée par { $name }
history-accept-undone = Acceptée par { $name }, puis annulée
history-wait-undone = Mise sur la liste d’attente par { $name }, puis annulée
history-drop-undone = Écartée sans réponse par { $name }, puis annulée
history-refuse-undone = Refusée par { $name }, puis annulée
history-letter-sent = Lettre partie : « { $subject } »
history-letter-stuck = Lettre bloquée : « { $subject } »
history-letter-held = Lettre écrite, en attente de la fin du délai : « { $subject } »
history-letter-queued = Lettre en partance : « { $subject } »
flash-accept = { $name } : c’est oui. La lettre part à { $hour }.
flash-wait = { $name } : sur la liste d’attente. La lettre part à { $hour }.
flash-drop = { $name } : écartée. Elle s’efface sans un mot à { $hour }.
flash-refuse = { $name } : c’est non. La lettre part à { $hour }.
flash-undone = Décision annulée : { $name } revient où elle était, et aucune lettre n’est partie.

# Why a step is refused.
refusal-held-by-another = { $name } tient ce dossier en ce moment. Attendez qu’il soit relâché, ou voyez ensemble.
refusal-unknown = Cette demande n’existe plus.
refusal-already-decided = Cette demande est déjà décidée : regardez le fil ci-dessous.
refusal-already-undone = Cette décision est déjà annulée : aucune lettre n’est partie.
refusal-already-asked = Une question attend déjà sa réponse : elle est dans le fil ci-dessous.
refusal-message-missing = Écrivez votre question
refusal-rules-changed = Les règles ont changé pendant que vous lisiez. Relisez la lettre, ou faites-la récrire, puis décidez à nouveau.
refusal-stale = La demande a changé pendant que vous la lisiez. Relisez-la, puis décidez : votre texte est gardé.
refusal-no-seat = Il ne reste aucune place. Mettez la demande sur la liste d’attente, ou refusez-la pour cette raison.
refusal-network-stop = Le réseau de cette structure a déjà, ou demande, autant d’espaces qu’on en ouvre à un même réseau. Une personne de la coordination peut accepter, en disant pourquoi.
refusal-network-motive-missing = Écrivez pourquoi vous ouvrez un espace de plus à ce réseau.
refusal-slug-reserved = L’adresse demandée est réservée par la coordination. Demandez-en une autre à la structure avant d’accepter.
refusal-slug-quarantined = L’adresse demandée est en quarantaine : elle a servi à un espace supprimé depuis peu. Demandez-en une autre à la structure ; si c’est la même, la coordination peut la libérer.
refusal-slug-taken = L’adresse demandée vient d’être donnée à un autre espace. Voyez avec la structure avant d’accepter.
refusal-motive-missing = Écrivez pourquoi en quelques mots : l’équipe en aura besoin
refusal-reason-missing = Cochez au moins une raison
refusal-letter-missing = Écrivez la lettre : elle ne peut pas partir vide
refusal-subject-missing = Écrivez l’objet de la lettre
refusal-too-late = Le délai est passé : la lettre est partie.

# Letters that do not leave.
title-letters = Courrier
letter-resume = reprise
letter-receipt = accusé de réception
letter-question = question
letter-reminder = rappel
letter-closed = fermeture
letter-withdrawn = retrait
letter-inquiry = toujours intéressé⋅e
letter-inquiry-reminder = rappel de la liste d’attente
letter-left = sortie de la liste d’attente
letter-confirmation = confirmation
letter-lost-link = lien perdu
letter-accepted = acceptation
letter-waiting = liste d’attente
letter-refused = refus
letter-first-connection = première connexion
letter-entry = entrée
letter-invitation = invitation
letter-account = changement d’un compte
flash-letter-retried = La lettre repart dans un instant.
flash-letter-gone = Cette lettre n’attend plus rien : elle est partie, ou n’existe plus.
