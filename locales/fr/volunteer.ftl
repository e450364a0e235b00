title-log-in = Connexion de l’équipe
title-go-on = Reprendre une décision
title-invitation = Choisir un mot de passe
log-in-refused = Vérifiez l’adresse et le mot de passe : ensemble, ils n’ouvrent pas
password-short = Choisissez un mot de passe plus long
password-long = Choisissez un mot de passe plus court
password-common = Choisissez un mot de passe moins facile à deviner : ni courant, ni tiré de votre nom ou de celui du service
name-missing = Écrivez le nom que l’équipe verra, en 60 caractères au plus
flash-keys-off = Les raccourcis d’une lettre sont désactivés dans ce navigateur.
flash-keys-on = Les raccourcis d’une lettre sont actifs.
flash-logged-out = Vous êtes sorti⋅e. À bientôt !
flash-password-set = C’est enregistré. Entrez avec ce mot de passe.

# The second factor.
title-code = Le code du téléphone
code-wrong = Vérifiez le code : il change toutes les trente secondes et ne sert qu’une fois
code-too-late = Le temps pour écrire le code est passé. Entrez à nouveau.
title-second-factor = La double authentification
first-code-wrong = Vérifiez le code : ce n’est pas celui que l’application montre en ce moment. L’heure du téléphone est-elle juste ?
title-paper-codes = Vos codes de secours
paper-codes-left = { $n ->
    [0] Il ne vous reste aucun code de secours : demandez-en d’autres.
    [one] Il vous reste { $count } code de secours : demandez-en d’autres.
   *[other] Il vous reste { $count } codes de secours.
}
flash-second-factor-off = La double authentification est retirée. Votre mot de passe suffit pour entrer.
second-factor-compulsory = La coordination ne peut pas se passer de la double authentification.
title-proof = Confirmez que c’est vous
proof-wrong = Vérifiez votre mot de passe
proof-wrong-code = Vérifiez le mot de passe et le code : ensemble, ils ne conviennent pas. Un code ne sert qu’une fois.

# What is told to the owner of an account.
account-password = Le mot de passe de votre compte de l’équipe a changé, le { $at }.
account-second-factor-on = La double authentification de votre compte de l’équipe est active depuis le { $at }.
account-second-factor-off = La double authentification de votre compte de l’équipe a été levée le { $at }. Le mot de passe suffit maintenant pour entrer.
account-paper-code = Quelqu’un est entré dans votre compte de l’équipe avec un code de secours, le { $at }.
account-paper-codes = D’autres codes de secours ont été donnés pour votre compte de l’équipe, le { $at }. Ceux d’avant ne servent plus.
account-coordinator = Vous faites partie de la coordination depuis le { $at }. À votre prochaine entrée, vous réglerez la double authentification si ce n’est pas fait.
account-volunteer = Vous ne faites plus partie de la coordination depuis le { $at }. Vous restez bénévole.
