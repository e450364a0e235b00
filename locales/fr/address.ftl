# Reserved addresses and quarantine (spec 4.2, 8), for coordinators.
nav-addresses = Adresses
nav-addresses-for = Réserver des adresses, et libérer celles qui sont en quarantaine.
title-addresses = Adresses réservées
reserved-kind-exact = Cette adresse seulement
reserved-kind-prefix = Toutes celles qui commencent ainsi
reserved-kind-word = Toutes celles qui contiennent ce mot, entre tirets
reserved-label-missing = Écrivez une adresse
reserved-label-malformed = De 3 à 40 lettres sans accent, chiffres ou tirets, sans tiret au début, à la fin ni en double
reserved-word-malformed = Un mot de 3 à 40 lettres sans accent ou chiffres, sans tiret
reserved-label-ours = Cette adresse est déjà réservée au service
reserved-label-already = Cette adresse est déjà réservée
reserved-too-many = { $n ->
    [one] { $count } adresse est déjà réservée : rendez-la d’abord
   *[other] { $count } adresses sont déjà réservées : rendez-en d’abord
}
reserved-kind-missing = Choisissez ce qui est réservé
reserved-motive-missing = Dites pourquoi
reserved-motive-long = { $count } caractères au plus, sur une ligne
reserved-borne = Elle est portée ou demandée : cochez la case pour la réserver quand même
freed-unknown = Cette adresse n’est pas en quarantaine
flash-reserved = { $label } : c’est réservé.
flash-unreserved = C’est rendu : l’adresse peut de nouveau être demandée.
flash-freed = { $label } est libérée.
quarantine-months = { $count } mois
quarantine-count = { $n ->
    [0] Aucune adresse n’est en quarantaine.
    [one] { $count } adresse est en quarantaine.
   *[other] { $count } adresses sont en quarantaine.
}
