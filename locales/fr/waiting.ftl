# The waiting list (spec 5.7).
title-waiting = Liste d’attente, dans l’ordre
title-waiting-next = Les suivantes de la liste d’attente
because-no-room = Pas de place
because-others-first = D’autres d’abord
because-letter-no-room = Votre structure a toute sa place ici, mais il n’y en a pas assez pour tout le monde en ce moment.
because-letter-others-first = Votre structure a toute sa place ici, mais d’autres passent d’abord : nous choisissons une par une, sans suivre l’ordre d’arrivée, en commençant par celles qui agissent pour le progrès social et la justice.
outcome-waiting-no-room = liste d’attente : pas de place
outcome-waiting-others-first = liste d’attente : d’autres d’abord
waiting-how-many = { $n ->
    [one] Écrivez 1 : une seule à la fois
   *[other] Écrivez un nombre entre 1 et { $count }
}
waiting-wanted = { $n ->
    [one] La suivante de la liste
   *[other] Les { $count } suivantes de la liste
}

# Why one is passed over.
hindrance-slug-taken = L’adresse demandée n’est plus libre : voyez avec la structure avant d’accepter.
hindrance-network = Son réseau a déjà, ou demande, autant d’espaces qu’on en ouvre à un même réseau. Une personne de la coordination peut accepter, en disant pourquoi.
hindrance-asked = Une question attend sa réponse.
hindrance-undelivered = Un mail n’a pas pu être remis à son adresse de contact : la lettre n’arriverait sans doute pas.
lot-no-seat = Plus de place : elle reste où elle est, sans lettre

# When a place may come.
forecast-within = au rythme des trois derniers mois, sans doute d’ici { $to } mois.
forecast-between = au rythme des trois derniers mois, sans doute dans { $from } à { $to } mois.
forecast-beyond = au rythme des trois derniers mois, sans doute pas avant { $from } mois.
forecast-unknown = au rythme des trois derniers mois, rien de précis ne peut se dire.

# The yearly question.
flash-still-waiting = C’est noté, merci : la demande garde son rang.
flash-not-waiting = La demande n’est plus sur la liste d’attente : cette page dit où elle en est.
