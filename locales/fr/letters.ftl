# Subjects of letters: one line each.
subject-confirmation = Confirmez votre demande d’espace : { $about }
subject-resume = Votre demande d’espace { $service } à reprendre
subject-receipt = Votre demande d’espace est dans la file : { $about }
subject-question = Une question sur votre demande d’espace : { $about }
subject-reminder = Votre réponse nous manque : { $about }
subject-closed = Votre demande d’espace est fermée : { $about }
subject-inquiry = Attendez-vous toujours un espace ? { $about }
subject-inquiry-reminder = Sans réponse, votre demande quittera la liste d’attente : { $about }
subject-left = Demande { $about } retirée de la liste d’attente et effacée
subject-withdrawn = Demande { $about } retirée et effacée
subject-lost-link = Le lien de votre demande d’espace : { $about }
subject-accepted = Votre espace { $service } : c’est oui
subject-waiting = Votre demande d’espace { $service } est sur la liste d’attente
subject-refused = Réponse à votre demande d’espace { $service }
subject-first-connection = Votre espace est prêt : { $about }
subject-entry = Votre lien pour entrer sur { $service }
subject-account = Votre compte de l’équipe { $about }
subject-invitation = Rejoindre l’équipe de { $service }
refusal-network = Votre réseau a déjà, ou demande, plusieurs espaces sur ce service. Nous en ouvrons peu à un même réseau, pour qu’il en reste à d’autres associations. Un hébergement payant convient mieux à un réseau de cette taille.
refusal-full = Toutes les places sont prises en ce moment, et nous ne pouvons pas vous en promettre une.
subject-first-warning = L’espace de { $about } sert-il toujours ?
subject-second-warning = Sans nouvelles, l’espace de { $about } sera mis en pause
subject-space-disabled = L’espace de { $about } est en pause : un bouton le rouvre
subject-deletion-announced = L’espace de { $about } va être supprimé
subject-space-deleted = L’espace de { $about } est supprimé
subject-reopened = L’espace de { $about } rouvre
subject-deletion-notice = Suppressions à venir : { $about }
subject-quota-high = La place se remplit dans l’espace de { $about }
subject-quota-full = Presque plus de place dans l’espace de { $about }
subject-leaving = Suppression demandée : l’espace de { $about }
subject-abuse = Au sujet de l’espace de { $about }
subject-suspended = L’espace de { $about } est fermé
deletion-notice-about = { $n ->
    [one] { $count } espace
   *[other] { $count } espaces
}
subject-contact-named = Contact de l’espace de { $about } ?
subject-contacts-changed = Les contacts de l’espace de { $about } changent
subject-still-you = Êtes-vous toujours contact de l’espace de { $about } ?
subject-access-asked = Quelqu’un demande l’accès à l’espace de { $about }
subject-access-granted = L’accès à l’espace de { $about } va être donné
subject-access-answer = Votre demande d’accès à l’espace de { $about }
