# Kinship (spec 6): why two requests seem to belong together; $words is the very thing shared.
kinship-reason-same-email = même adresse mail
kinship-reason-same-mail-domain = même domaine de mail : { $words }
kinship-reason-same-web-domain = même domaine : { $words }
kinship-reason-same-number = même numéro : { $words }
kinship-reason-same-siren = même SIREN : { $words }
kinship-reason-same-network-declared = même réseau déclaré : { $words }
kinship-reason-same-network-named = même réseau dans les noms : { $words }
kinship-reason-same-name = même nom : « { $words } »
kinship-reason-near-name = noms proches, en commun : « { $words } »
kinship-reason-same-rare-words = mots rares en commun : « { $words } »
kinship-reason-same-acronym = même sigle : { $words }
kinship-reason-acronym-expands = un sigle et ce qu’il veut dire : { $words }
kinship-reason-same-rung = échelons d’une même fédération : « { $words } »
kinship-reason-same-text = mêmes textes, avec les mots « { $words } »
kinship-reason-near-text = textes presque identiques, avec les mots « { $words } »
kinship-reason-same-slug-stem = adresses demandées qui se ressemblent : { $words }

# The panel and the page of a network.
kin-none = Rien de commun avec une autre demande.
kin-looking = La recherche est en cours, revenez dans un instant.
kin-counted = { $n ->
    [one] avec celle‑ci, { $count } espace pour le réseau
   *[other] avec celle‑ci, { $count } espaces pour le réseau
}
kin-counted-whole = { $n ->
    [one] Un réseau de { $count } espace ou demande
   *[other] Un réseau de { $count } espaces ou demandes
}
kin-live = { $n ->
    [0] aucun espace ouvert
    [one] { $count } espace ouvert
   *[other] { $count } espaces ouverts
}
kin-accepted = { $n ->
    [0] aucun à créer
    [one] { $count } à créer
   *[other] { $count } à créer
}
kin-pending = { $n ->
    [0] aucune demande en cours
    [one] { $count } demande en cours
   *[other] { $count } demandes en cours
}
kin-replacing = { $n ->
    [one] { $count } qui en remplace un autre, à part
   *[other] { $count } qui en remplacent d’autres, à part
}
kin-bar-below = On prévient à { $warn }, on arrête à { $stop }.
kin-bar-warn = On prévient à { $warn }, on arrête à { $stop }. Accepter reste possible ; la décision gardera ce nombre.
kin-bar-stop = On arrête à { $stop }. Accepter demande une personne de la coordination, qui dit pourquoi.
kin-host = Un réseau de plus de { $groups } groupes est mieux chez un hébergeur payant : refusez avec la raison « Trop d’espaces pour un même réseau », la lettre en propose.
kin-motive-missing = Dites pourquoi, en quelques mots.
flash-kin-related = C’est noté : les deux demandes sont liées.
flash-kin-not-related = C’est noté : les deux demandes ne sont pas liées.
kin-said-related = { $name } les a dites liées, le { $at } : « { $motive } »
kin-said-not-related = { $name } les a dites sans lien, le { $at } : « { $motive } »
memory-refused = Déjà refusée en { $month } : { $reasons }.
memory-withdrawn = Déjà venue, et retirée par la structure en { $month }.
memory-closed = Déjà venue, et fermée sans réponse en { $month }.
memory-dropped = Déjà écartée comme un robot en { $month }.
memory-by = Reconnue à { $marks }. Rien d’autre n’en est gardé.
mark-email = l’adresse mail
mark-mail-domain = le domaine du mail
mark-web-domain = le domaine du site
mark-number = le numéro
mark-siren = le SIREN
mark-slug = l’adresse demandée
title-network = Un réseau
standing-live = espace ouvert
standing-accepted = acceptée
standing-pending = en cours
standing-over = terminée
near-share = proche à { $count } %

# Words taught.
nav-networks = Réseaux
nav-networks-for = Apprendre à la recherche de parenté un réseau, ou un mot qui ne lie personne.
title-kin-words = Les réseaux connus
kin-word-network = Un réseau : ses groupes sont liés entre eux
kin-word-common = Des mots communs : ils ne lient personne
kin-word-kind = Dites si c’est un réseau ou des mots communs
kin-word-name = Écrivez un nom d’au moins deux lettres et de 80 caractères au plus
kin-word-forms = Écrivez vingt autres noms au plus, un par ligne, de 80 caractères au plus
flash-kin-word-added = { $name } : c’est appris.
flash-kin-word-removed = C’est oublié.
