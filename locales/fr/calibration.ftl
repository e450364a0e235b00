# Judging the same few applications, without seeing the others' answers.
nav-calibration = Étalonnage
title-calibrations = L’étalonnage
title-calibration = Étalonnage : { $title }
title-calibration-case = Cas { $n } : { $title }
calibration-progress = { $answered } sur { $all }
calibration-title-missing = Écrivez le sujet de l’étalonnage
calibration-title-taken = Choisissez un autre sujet : celui-ci est déjà ouvert
calibration-references-missing = Écrivez au moins une référence
calibration-references-malformed = { $n ->
    [one] Corrigez les références : { $count } mot n’en est pas une
   *[other] Corrigez les références : { $count } mots n’en sont pas
}
calibration-references-too-many = { $n ->
    [one] Retirez { $count } référence : il y en a trop
   *[other] Retirez { $count } références : il y en a trop
}
calibration-references-unfit = Ne gardez que des demandes acceptées ou sur la liste d’attente
calibration-references-which = Ne conviennent pas, ou n’existent plus : { $references }
calibration-choice-missing = Dites ce que vous décideriez
calibration-doubts-missing = Cochez au moins un critère : un refus dit pourquoi
calibration-closed = Cet étalonnage est fermé : votre réponse n’a pas été gardée.
calibration-answered = Vous avez vu les réponses : les vôtres ne changent plus.
flash-calibration-opened = { $title } : l’étalonnage est ouvert à toute l’équipe.
flash-calibration-closed = { $title } : l’étalonnage est fermé.
flash-calibration-done = Vous avez répondu à tout. Voici les réponses de l’équipe.
