# The criteria (spec 5.4), one family of sentences each: its name for volunteers, its reason in a refusal (box and letter), what it found.

# What criteria say together, as tags.
verdict-eligible = éligible
verdict-examine = à examiner
verdict-ineligible = non éligible
finding-satisfied = satisfait
finding-not-satisfied = non satisfait
finding-to-check = à vérifier

# R1, R5: a group, not a person.
criterion-group = Un groupe, pas une personne
criterion-reason-group = Particulier, famille ou groupe d’amis
criterion-group-refusal = Nos espaces sont faits pour des groupes : associations, fondations, syndicats, clubs ou collectifs, déclarés ou non. Nous ne pouvons pas en ouvrir pour une personne, une famille ou un groupe d’amis.
finding-group-fine = La demande vient d’un groupe.
finding-group-declared = La demande se déclare au nom d’une personne, d’une famille ou d’un groupe d’amis.
finding-group-person = Le nom est plutôt celui d’une personne ou d’un groupe d’amis.
finding-group-words = Le texte parle d’une personne, d’une famille ou de proches plutôt que d’un groupe.
finding-group-singular = Le texte ne parle que d’une personne : est-ce le projet d’un groupe ?
finding-group-other = La forme juridique déclarée est « autre » : est-ce bien un groupe ?

# R5: local authorities and public services.
criterion-public-body = Ni collectivité, ni service public
criterion-reason-public-body = Collectivité ou service public
criterion-public-body-refusal = Les collectivités et les services publics disposent de moyens et de réseaux d’entraide qui leur sont propres. Nous gardons nos places pour les petites structures qui n’en ont pas.
finding-public-body-fine = Rien n’évoque une collectivité ou un service public.
finding-public-body-declared = La demande se déclare au nom d’une collectivité ou d’un service public.
finding-public-body-name = Le nom est celui d’une collectivité ou d’un service public, ce qui ne va pas avec la forme déclarée.
finding-public-body-name-doubt = Le nom pourrait être celui d’une collectivité ou d’un service public, malgré la forme déclarée.
finding-public-body-place = Le nom est celui d’un lieu, sans rien de plus : est-ce la commune qui demande ?
finding-public-body-host = Une adresse est celle d’une collectivité ou d’une administration.
finding-public-body-number = Ce numéro est de ceux des personnes publiques (SIREN en 1 ou en 2, BCE en 02 ou en 03).
finding-public-body-words = Le texte parle au nom d’une collectivité ou d’un service public.

# R5: schools, universities, education ministries.
criterion-school = Ni école, ni université
criterion-reason-school = École, collège, lycée ou université
criterion-school-refusal = Les écoles, collèges, lycées, universités et services des ministères de l’Éducation ont leurs propres outils libres. Nous ne pouvons pas leur ouvrir d’espace, mais les associations qui vivent autour d’eux sont les bienvenues.
finding-school-fine = Rien n’évoque un établissement d’enseignement.
finding-school-declared = La demande se déclare au nom d’un établissement d’enseignement.
finding-school-name = Le nom est celui d’un établissement d’enseignement, ce qui ne va pas avec la forme déclarée.
finding-school-name-doubt = Le nom pourrait être celui d’un établissement d’enseignement, malgré la forme déclarée.
finding-school-host = Une adresse est celle d’un établissement d’enseignement ou d’une académie.
finding-school-number = Ce numéro est de ceux des établissements publics d’enseignement (SIREN en 19).
finding-school-words = Le texte parle au nom d’un établissement d’enseignement.

# R6: companies, never refused by the machine.
criterion-company = Pas une entreprise
criterion-reason-company = Entreprise ou coopérative
criterion-company-refusal = Nos places vont d’abord aux associations et aux collectifs. Nous n’ouvrons d’espace à une entreprise que par exception, les coopératives en premier, et nous n’avons pas pu le faire cette fois.
finding-company-fine = Rien n’évoque une entreprise.
finding-company-declared = C’est une entreprise : à étudier par exception, en dernier.
finding-company-cooperative = C’est une coopérative : à étudier par exception, avant les autres entreprises.
finding-company-name = Le nom pourrait être celui d’une entreprise, malgré la forme déclarée.
finding-company-words = Le texte parle comme une entreprise.

# R7: a collective project of general interest.
criterion-general-interest = Un projet collectif d’intérêt général
criterion-reason-general-interest = Pas de projet collectif d’intérêt général
criterion-general-interest-refusal = Nous donnons nos places à des projets collectifs tournés vers l’intérêt général. Nous n’avons pas su le reconnaître dans ce que vous nous avez écrit.
finding-interest-fine = Rien ne s’oppose à un projet collectif : la présentation reste à lire.
finding-interest-family = Le nom est celui d’une famille.
finding-interest-private = Le texte parle d’un usage privé ou familial.

# R2: French only, from everywhere.
criterion-french = En français
criterion-reason-french = Hors de la francophonie
criterion-french-refusal = Notre service, son aide et nos réponses n’existent qu’en français : nous ne saurions pas vous accompagner comme il faut dans une autre langue.
finding-french-fine = Rien ne dit que le groupe ne travaille pas en français.
finding-french-regional = La présentation semble écrite dans une langue régionale ou un créole : le groupe est le bienvenu s’il peut échanger avec nous en français.
finding-french-country = Le pays n’est pas francophone : le groupe travaille-t-il en français ?
finding-french-language = La présentation ne semble pas écrite en français.

# R3: accounts and storage.
criterion-accounts = Nombre de comptes
criterion-reason-accounts = Trop de comptes demandés
criterion-accounts-refusal = Un espace compte au plus { $accounts } comptes, et vous avez besoin de davantage. D’autres hébergeurs pourront mieux vous convenir.
finding-accounts-fine = Le besoin tient dans { $accounts } comptes.
finding-accounts-above = Le besoin dépasse { $accounts } comptes.
criterion-storage = Espace de stockage
criterion-reason-storage = Trop de stockage demandé
criterion-storage-refusal = Un espace offre au plus { $storage } Go en tout, et vous avez besoin de davantage. D’autres hébergeurs pourront mieux vous convenir.
finding-storage-fine = Le besoin tient dans { $storage } Go.
finding-storage-above = Le besoin dépasse { $storage } Go.
finding-storage-around = Le besoin pourrait dépasser { $storage } Go.
finding-storage-unknown = Le besoin de stockage n’est pas connu : un espace offre { $storage } Go en tout.

# R4: terms of use.
criterion-terms = Conditions d’utilisation acceptées
criterion-reason-terms = Conditions d’utilisation non acceptées
criterion-terms-refusal = Ouvrir un espace suppose d’accepter nos conditions d’utilisation, générales et particulières ; nous n’avons pas trouvé votre accord dans la demande.
finding-terms-fine = Les conditions d’utilisation en vigueur sont acceptées.
finding-terms-missing = Les conditions d’utilisation ne sont pas acceptées.
finding-terms-older = La version acceptée des conditions d’utilisation n’est pas celle en vigueur.

# The reason that is no criterion.
criterion-reason-network = Trop d’espaces pour un même réseau
criterion-reason-full = Plus de place en ce moment
