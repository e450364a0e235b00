# The digest of the morning: its subject, what waits, the choice.
subject-digest = Ce qui attend l’équipe de { $service }
letter-digest = résumé
digest-for-them = { $n ->
    [one] Une demande vous attend en premier : une réponse est arrivée, ou on vous l’a transmise.
   *[other] { $count } demandes vous attendent en premier : une réponse est arrivée, ou on vous les a transmises.
}
digest-unclaimed = { $n ->
    [one] Une demande à lire n’est chez personne.
   *[other] { $count } demandes à lire ne sont chez personne.
}
digest-oldest = { $n ->
    [0] La plus ancienne est arrivée il y a moins d’un jour.
    [one] La plus ancienne attend depuis un jour.
   *[other] La plus ancienne attend depuis { $count } jours.
}
digest-late = { $n ->
    [one] Une demande a dépassé le délai promis.
   *[other] { $count } demandes ont dépassé le délai promis.
}
title-digest-stop = Ne plus recevoir le résumé
title-digest-stopped = Le résumé ne partira plus
flash-digest-on = Le résumé partira le matin, quand quelque chose attend.
flash-digest-off = Le résumé ne partira plus.
