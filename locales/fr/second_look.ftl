# A second look at a decision, without knowing what was decided.
nav-looks-figures = Seconds regards
nav-looks-figures-for = Combien de fois deux personnes ont lu la même chose, et sur quoi elles ne sont pas d’accord.
nav-second-looks = { $n ->
    [0] Seconds regards
   *[other] Seconds regards ({ $count })
}
title-second-looks = Seconds regards
title-second-look = Un second regard
title-second-look-figures = Les seconds regards en nombres
second-look-choice-missing = Dites ce que vous décideriez
second-look-reasons-missing = Cochez au moins une raison : un refus dit pourquoi
second-look-unknown = Cette demande n’existe plus : elle a été retirée, ou sa réponse est partie.
second-look-mine = Vous avez déjà répondu.
second-look-involved = Vous avez déjà eu ce dossier en main : le second regard revient à quelqu’un d’autre.
second-look-answered = Quelqu’un d’autre vient de répondre : un seul second regard suffit.
second-look-undone = La décision a été annulée entre-temps : il n’y a plus rien à comparer.
second-look-left = La décision a pris effet entre-temps : sa lettre est partie, ou part à l’instant.
notice-second-look = Un second regard diffère du vôtre sur { $name } : la décision attend encore, regardez le dossier.
whose-both = les deux
whose-first = la décision seule
whose-second = le second regard seul
flash-look-accept = { $name } : c’est oui. La lettre attend un second regard, jusqu’au { $when } au plus tard.
flash-look-wait = { $name } : sur la liste d’attente. La lettre attend un second regard, jusqu’au { $when } au plus tard.
flash-look-refuse = { $name } : c’est non. La lettre attend un second regard, jusqu’au { $when } au plus tard.
