title-demo = Démonstration
role-volunteer = bénévole
role-coordinator = coordination
demo-token = agent de démonstration
demo-motive-accept-1 = Projet clair, bien vivant d’après leur site.
demo-motive-accept-2 = Besoin simple, équipe déjà à l’aise.
demo-motive-wait-1 = Éligible, mais d’autres passent d’abord.
demo-motive-wait-2 = À reprendre quand la phase suivante ouvre.
demo-motive-refuse-1 = Hors de nos règles, orientée ailleurs.
demo-motive-refuse-2 = Pas pour nous : voir les autres hébergeurs.
flash-clock = L’horloge est avancée : il est maintenant { $now }.
flash-agent = { $n ->
    [0] L’agent n’avait rien à faire.
    [one] L’agent a fait un ordre.
   *[other] L’agent a fait { $count } ordres.
}
title-demo-letter = Une lettre de la démonstration
