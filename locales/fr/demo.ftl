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
demo-reserved-1 = Une préfecture n’est pas une association : l’adresse tromperait.
demo-reserved-2 = Gardées pour les essais de l’équipe.
demo-reserved-3 = Le réseau demande à la donner lui-même.
title-demo-letter = Une lettre de la démonstration
