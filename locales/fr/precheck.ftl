# The questions before the form.
for-whom-group = Un groupe : association, collectif, syndicat, club…
for-whom-self = Moi, une personne seule
for-whom-family = Ma famille
for-whom-friends = Des ami⋅es
precheck-yes = Oui
precheck-no = Non
for-whom-missing = Dites pour qui serait l’espace
french-missing = Dites si vous travaillez en français
accounts-ok-missing = Dites si ce nombre de comptes vous suffit
storage-ok-missing = Dites si cette place vous suffit

# The answer.
title-precheck-go = Vous êtes au bon endroit
title-precheck-look = Une personne de l’équipe regardera
title-precheck-elsewhere = D’autres vous accueilleront mieux que nous

# Why, one sentence a reason.
precheck-reason-oneself = Un espace est prêté à un groupe, jamais à une personne seule.
precheck-reason-family = Un espace est prêté à un groupe qui agit pour l’intérêt général. Une famille n’en est pas un.
precheck-reason-friends = Un espace est prêté à un groupe qui agit pour l’intérêt général, pas à des ami⋅es pour leurs affaires personnelles.
precheck-reason-individual = Un espace est prêté à un groupe, pas à une personne seule, à une famille ou à des ami⋅es.
precheck-reason-school = Les écoles, collèges, lycées et universités sont trop nombreux pour notre petite équipe. Les associations qui vivent autour d’eux sont les bienvenues.
precheck-reason-local-authority = Nous gardons nos places pour les associations et les collectifs. Les collectivités peuvent compter sur d’autres moyens.
precheck-reason-public-service = Nous gardons nos places pour les associations et les collectifs. Les services publics peuvent compter sur d’autres moyens.
precheck-reason-language = L’interface et l’aide n’existent qu’en français : nous ne saurions pas vous accompagner dans une autre langue.
precheck-reason-accounts = Un espace compte { $accounts } comptes au plus, et il vous en faut davantage.
precheck-reason-storage = Un espace contient { $storage } Go au plus, et il vous en faut davantage.
precheck-reason-cooperative = Une coopérative peut avoir un espace par exception, avant les autres entreprises.
precheck-reason-company = Une entreprise peut avoir un espace par exception, après les associations et les coopératives.
precheck-reason-other = Vous avez choisi « autre » : quelqu’un lira ce qu’est votre groupe.
precheck-rule-qui = La règle : qui peut avoir un espace
precheck-rule-limites = La règle : ce que nous prêtons, et ses limites
