# Subjects of letters: one line each.
subject-confirmation = Confirmez votre demande d’espace : { $about }
subject-resume = Votre demande d’espace { $service } à reprendre
subject-receipt = Votre demande d’espace est dans la file : { $about }
subject-question = Une question sur votre demande d’espace : { $about }
subject-reminder = Votre réponse nous manque : { $about }
subject-closed = Votre demande d’espace est fermée : { $about }
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
