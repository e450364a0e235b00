# Other places to go: the situations, as said to who is in them.
situation-local-authority = Vous êtes une mairie, une collectivité, un service public
situation-school = Vous êtes une école, un collège, un lycée
situation-university = Vous êtes à l’université
situation-larger = Votre groupe est plus grand, ou c’est un réseau
situation-company = Vous êtes une entreprise ou une coopérative
situation-individual = Vous êtes seul⋅e, en famille, entre ami⋅es
situation-belgium = Vous êtes en Belgique
situation-secrecy = Vous avez besoin de plus de secret
situation-search = Vous cherchez encore, ou dans une autre langue
situation-note-university = Demandez d’abord à votre direction informatique : plusieurs universités ont leur propre Nextcloud.
situation-note-larger = Ces offres sont le plus souvent payantes, avec un accompagnement.
situation-note-secrecy = Ici, les fichiers ne sont pas chiffrés de bout en bout.
situation-short-local-authority = Collectivité, service public
situation-short-school = École, collège, lycée
situation-short-university = Université
situation-short-larger = Plus grand groupe, réseau
situation-short-company = Entreprise, coopérative
situation-short-individual = Personne, famille, ami⋅es
situation-short-belgium = Belgique
situation-short-secrecy = Besoin de secret
situation-short-search = Recherche, autre langue

# The list that coordinators keep.
nav-alternatives = Autres hébergeurs
nav-alternatives-for = Où envoyer celles et ceux que le service n’accueille pas.
title-alternatives = Autres hébergeurs
title-alternative = Modifier { $name }
alternative-name-missing = Écrivez le nom de l’hébergeur
alternative-name-short = Écrivez le nom avec deux caractères au moins
alternative-name-taken = Choisissez un autre nom : celui-ci est déjà sur la liste
alternative-url-missing = Écrivez l’adresse du site, par exemple https://hebergeur.example
alternative-url-malformed = Écrivez une adresse qui commence par https:// ou http://, comme dans un navigateur
alternative-words-missing = Dites en une ligne pour qui c’est, ou ce qu’on y trouve
alternative-situations-missing = Cochez au moins une situation à laquelle cet hébergeur répond
flash-alternative-added = { $name } est sur la liste.
flash-alternative-changed = { $name } : c’est changé.
flash-alternative-removed = { $name } n’est plus sur la liste.
