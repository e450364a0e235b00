# The team, as coordinators keep it.
nav-members = Bénévoles
nav-members-for = Inviter, changer un rôle, aider à revenir, faire partir.
title-members = Les bénévoles
member-role-volunteer = Bénévole : lit les demandes et décide
member-role-coordinator = Coordination : règle aussi le service et l’équipe
member-role-missing = Choisissez un rôle
member-give-volunteer = Retirer la coordination
member-give-coordinator = Confier la coordination
member-email-malformed = Écrivez l’adresse mail en entier, comme ana@exemple.example
member-email-taken = Choisissez une autre adresse : celle-ci est déjà dans l’équipe
member-email-whose = Cette adresse est celle de { $name }.
flash-member-invited = { $name } : l’invitation part par mail.
flash-member-link = { $name } : un nouveau lien part par mail. Les précédents ne servent plus.
flash-member-role-coordinator = { $name } coordonne maintenant.
flash-member-role-volunteer = { $name } ne coordonne plus.
flash-member-left = { $name } n’a plus accès. Ce qui était dans ses mains est relâché.
flash-member-second-factor = { $name } : la double authentification est levée, et ses sessions sont fermées.
flash-member-back = { $name } a de nouveau accès.
member-oneself = Vous ne pouvez pas vous retirer votre propre rôle ou votre accès : demandez à une autre personne de la coordination.
member-last-coordinator = Il doit rester quelqu’un à la coordination : confiez-la d’abord à une autre personne.
member-gone = Cette personne est partie : rouvrez d’abord son accès.
member-just-sent = Un lien vient déjà de partir. Attendez cinq minutes avant d’en envoyer un autre.

# The figures of the team.
nav-figures = Chiffres
title-figures = Les chiffres de l’équipe
figures-chart = Demandes reçues et issues, mois par mois, de { $from } à { $to } : les nombres sont dans le tableau qui suit.
figures-outcome-accepted = Acceptées
figures-outcome-waiting = Liste d’attente
figures-outcome-refused = Refusées
figures-outcome-closed = Fermées
figures-outcome-withdrawn = Retirées
figures-outcome-dropped = Écartées
figures-mine = { $n ->
    [0] Vous n’avez pas pris de décision ce mois-ci.
    [one] Vous avez pris { $count } décision ce mois-ci.
   *[other] Vous avez pris { $count } décisions ce mois-ci.
}

# One's own page.
title-me = Mes pages
month-taken-accept = Acceptées
month-taken-wait = Liste d’attente
month-taken-refuse = Refusées
month-taken-drop = Écartées
taken-accept = acceptée
taken-wait = liste d’attente
taken-refuse = refusée
taken-drop = écartée
flash-sessions-closed = { $n ->
    [0] Aucune autre session n’était ouverte.
    [one] Une session est fermée.
   *[other] { $count } sessions sont fermées.
}
flash-password-changed = Le mot de passe est changé. Vos autres sessions sont fermées.
current-password-wrong = Vérifiez le mot de passe actuel : ce n’est pas celui-là
