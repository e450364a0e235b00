# The office suites: what a group is asked, what each suite is worth for it and why, and the answer.
title-suites = Choisir une suite bureautique

suite-name-collabora = Collabora
suite-name-onlyoffice = OnlyOffice
suite-name-none = Nextcloud Text

# The nine needs, as they are asked.
need-word = Dans votre équipe, a-t-on surtout l’habitude de Word et d’Excel ?
need-libreoffice = A-t-on surtout l’habitude de LibreOffice ou d’OpenOffice ?
need-notes = Voulez-vous surtout prendre des notes à plusieurs, sans préparatif ?
need-connection = Votre connexion à Internet est-elle souvent lente ?
need-sharing = Écrivez-vous souvent avec des personnes qui n’ont pas de compte dans l’espace ?
need-layout = Vos documents ont-ils une mise en page travaillée, avec une table des matières ou des notes de bas de page ?
need-sheets = Faites-vous des tableaux de calcul, comme un budget, ou des diaporamas ?
need-phone = Devez-vous pouvoir écrire depuis un téléphone ?
need-crowd = Serez-vous parfois plus de { $editors } à écrire en même temps ?

# The same, as they are named in the table and in the answer.
need-short-word = L’habitude de Word et d’Excel
need-short-libreoffice = L’habitude de LibreOffice
need-short-notes = Des notes à plusieurs
need-short-connection = Une connexion lente
need-short-sharing = Le partage avec l’extérieur
need-short-layout = Une mise en page travaillée
need-short-sheets = Des tableurs ou des diaporamas
need-short-phone = L’écriture sur un téléphone
need-short-crowd = Plus de { $editors } personnes à la fois

# Why each suite has its points, or its cross.
need-reason-word-none = Un éditeur très simple, sans rien de ce qu’on connaît dans Word ou dans Excel.
need-reason-word-onlyoffice = Les fichiers de Word et d’Excel s’y ouvrent et s’y enregistrent très bien.
need-reason-word-collabora = Une suite complète, mais ses menus sont ceux de LibreOffice.
need-reason-libreoffice-none = Un éditeur très simple, sans rien de ce qu’on connaît dans LibreOffice.
need-reason-libreoffice-onlyoffice = Une suite complète, mais ses menus rappellent plutôt Word et Excel.
need-reason-libreoffice-collabora = C’est LibreOffice, dans le navigateur : mêmes fichiers, mêmes gestes.
need-reason-notes-none = La page s’ouvre aussitôt, on écrit ensemble et tout s’enregistre seul.
need-reason-notes-onlyoffice = Une suite entière, c’est beaucoup pour quelques notes.
need-reason-notes-collabora = Une suite entière, et un peu lourde à ouvrir, pour quelques notes.
need-reason-connection-none = Très léger : une petite connexion suffit, mais il en faut une.
need-reason-connection-onlyoffice = Le travail se fait dans votre navigateur, vite si votre ordinateur est récent.
need-reason-connection-collabora = Le travail se fait sur le serveur : une connexion lente se sent tout de suite.
need-reason-sharing-none = Un lien suffit pour lire ou pour écrire, même sans compte.
need-reason-sharing-onlyoffice = L’ordinateur doit être récent, et vous ne choisissez pas celui des autres.
need-reason-sharing-collabora = La lenteur et les menus vieillis peuvent dérouter une personne de passage.
need-reason-layout-none = Ni table des matières, ni saut de page, ni note de bas de page.
need-reason-layout-onlyoffice = Un vrai traitement de texte, avec tous ses outils.
need-reason-layout-collabora = Le traitement de texte de LibreOffice, avec tous ses outils.
need-reason-sheets-none = Du texte seulement : ni tableur, ni diaporama.
need-reason-sheets-onlyoffice = Le tableur et les diaporamas sont compris.
need-reason-sheets-collabora = Le tableur et les diaporamas de LibreOffice sont compris.
need-reason-phone-none = On écrit sans peine sur un téléphone, mais du texte simple.
need-reason-phone-onlyoffice = Sur un téléphone, on ne peut pas modifier les documents.
need-reason-phone-collabora = C’est possible, avec une application gratuite à installer.
need-reason-crowd-none = Environ { $text-editors } personnes peuvent écrire ensemble.
need-reason-crowd-onlyoffice = { $editors } personnes au plus, sur un même document ou sur plusieurs.
need-reason-crowd-collabora = { $editors } personnes au plus, sur un même document ou sur plusieurs.

# The answer.
chooser-points =
    { $n ->
        [one] { $count } point
       *[other] { $count } points
    }
chooser-cross = ne convient pas
chooser-needs =
    { $n ->
        [one] ce besoin
       *[other] ces { $count } besoins
    }
chooser-and = { $first } et { $last }
chooser-default = Par défaut, { $suite }
chooser-default-words = Vous n’avez encore rien coché. { $suite } est la suite de tout nouvel espace : si rien ne vous en éloigne, gardez-la.
chooser-one = { $suite } vous irait le mieux
chooser-one-words = Pour { $needs }, { $suite } obtient { $points } sur { $most }, et rien ne l’élimine.
chooser-one-none = Nextcloud Text est déjà dans tous les espaces. Choisissez « Aucune » comme suite, ou gardez votre suite sans vous en servir.
chooser-tie = { $suites } à égalité
chooser-tie-words = Pour { $needs }, chacun obtient { $points } sur { $most }. Gardez celui que vous avez déjà, ou départagez-les par leurs points forts, plus bas.
chooser-with-text = { $suite }, et Nextcloud Text à côté
chooser-with-text-words = Aucun des trois ne couvre à lui seul { $needs }. Prenez { $suite }, et écrivez le reste dans Nextcloud Text, qui est dans tous les espaces.
chooser-why = Pourquoi { $suite }
chooser-text-for = Ce que vous feriez dans Nextcloud Text
chooser-why-not = Pourquoi pas { $suite }
chooser-why-not-alone = Pourquoi pas Nextcloud Text seul
chooser-behind = { $suite } n’a que { $points }
title-suites-answer = La suite bureautique qui vous va
title-suite = Suite bureautique : { $name }
title-suite-need = Suites : { $need }
nav-suites = Comparaison des suites
nav-suites-for = Noter chaque suite bureautique pour chaque besoin, avec ses raisons.
suite-same = C’est déjà la suite de l’espace.
suite-closed = L’espace n’est pas ouvert : on changera de suite quand il le sera.
suite-busy = Autre chose est en cours sur l’espace. Revenez dans quelques minutes.
suite-too-soon = La suite vient de changer. Prochain changement possible : { $at }.
suite-unknown = Choisissez une suite.
suite-mark-cross = Ne convient pas
suite-mark-0 = 0 point
suite-mark-1 = 1 point
suite-mark-2 = 2 points
suite-mark-3 = 3 points
suite-mark-missing = Choisissez une note.
suite-reason-missing = Dites pourquoi, en une phrase.
suite-reason-long = Faites plus court : trois lignes au plus.
suite-gap = Avec ces notes, rien n’irait à qui aurait ces besoins : { $needs }. Gardez-leur au moins un choix.
flash-suite-asked = C’est demandé : l’espace passe à { $suite } dans quelques minutes.
flash-suite-void = Le changement est annulé : l’espace garde { $suite }.
flash-suites-saved = La table est à jour, sur toutes les pages.
flash-suites-reset = Ce besoin a retrouvé ses notes de départ.
