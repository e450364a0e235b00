# Titles of the public pages, and what is said when something went wrong.
title-home = De la place pour agir ensemble
title-help = Aide
title-terms = Conditions du service
title-terms-of = Conditions du { $date }
title-privacy = Vie privée
title-accessibility = Accessibilité

error-400 = Nous n’avons pas pu lire ce qui a été envoyé
error-400-words = L’adresse est peut-être incomplète, ou l’envoi s’est coupé en route. Revenez à la page précédente et recommencez.
error-403 = Ce formulaire est à recharger
error-403-words = Il est resté ouvert trop longtemps, ou votre navigateur refuse les cookies de ce site. Par sécurité, rien n’a été enregistré. Revenez à la page précédente, copiez ce que vous aviez écrit, rechargez la page, puis envoyez de nouveau.
error-404 = Cette page n’existe pas
error-404-words = L’adresse a peut-être une faute de frappe, ou la page a été retirée. Rien de ce que vous avez envoyé n’est perdu.
error-405 = Cette adresse ne s’ouvre pas de cette façon
error-405-words = Elle sert seulement à recevoir un formulaire. Repartez de la page où se trouve ce formulaire.
error-409 = Quelque chose a changé entre-temps
error-409-words = Une autre personne est passée avant vous, ou cette page était ouverte ailleurs. Rechargez-la pour voir où en sont les choses.
error-413 = C’est trop long pour être reçu
error-413-words = Rien n’a été enregistré. Revenez à la page précédente, raccourcissez vos textes, puis envoyez de nouveau.
error-415 = Ce format n’est pas lu ici
error-415-words = Nous ne lisons que ce qui vient des formulaires de ce site. Repartez de la page où se trouve le formulaire.
error-429 = Trop d’essais en peu de temps
error-429-words =
    { $n ->
        [one] Vous pourrez recommencer dans une minute. Rien n’est bloqué, et rien n’est perdu.
       *[other] Vous pourrez recommencer dans { $count } minutes. Rien n’est bloqué, et rien n’est perdu.
    }
error-500 = Quelque chose s’est cassé chez nous
error-500-words = Vous n’y êtes pour rien. Ce que vous veniez d’envoyer n’a peut-être pas été enregistré : revenez à la page précédente et recommencez dans quelques minutes.
error-dead-link = Ce lien n’ouvre plus rien
error-dead-link-words = Il a déjà servi, son délai est passé, ou ce qu’il ouvrait a été effacé. Vérifiez aussi qu’il n’a pas été coupé en deux dans le mail.

way-help = Lire l’aide
way-home = Revenir à l’accueil
way-lost-link = Retrouver le lien d’une demande
way-new-link = Obtenir un nouveau lien
way-queue = Revenir à la file
