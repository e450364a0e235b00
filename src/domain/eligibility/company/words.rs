//! What tells a company in a name or a text, from general knowledge. To teach it one: a phrase here.

use crate::domain::eligibility::name::{Head, doubtful, firm};

/// Legal forms of companies, first or last in a part of the name; nothing else is written so.
#[rustfmt::skip]
pub const SURE_FORMS: &[&str] = &["sarl", "sasu", "eurl", "scop", "scic", "selarl", "selas", "gaec", "scea", "eirl", "gmbh", "sprl", "sagl",
    "scp", "sarlu", "scrl", "scrlfs", "sci", "snc", "cuma", "sica", "srl"];

/// The same, which may be initials of something else.
#[rustfmt::skip]
pub const FORMS: &[&str] = &["sas", "earl", "spl", "sem", "ltd", "llc", "ltee", "coop sa", "sa d hlm", "sa hlm", "sa coop", "geie", "gie", "esh"];

/// What is in business, at the head of a name.
#[rustfmt::skip]
pub const HEADS: &[Head] = &[
    firm(
        &[
            "societe anonyme", "societe par actions", "societe a responsabilite", "societe en nom", "societe d exploitation",
            "societe commerciale", "societe immobiliere", "societe d avocats", "societe civile immobiliere", "societe civile professionnelle",
            "societe d exercice liberal",
            "societe d expertise", "entreprise individuelle", "auto entreprise", "micro entreprise", "autoentreprise", "microentreprise",
            "auto entrepreneur", "autoentrepreneur", "micro entrepreneur", "entreprise unipersonnelle", "exploitation agricole a responsabilite",
            "groupement agricole d exploitation",
        ],
        &[],
    ),
    doubtful(
        &[
            "societe civile", "societe cooperative", "ste cooperative", "ste anonyme", "ste civile", "societe publique locale", "societe d economie mixte", "societe d amenagement",
            "societe coop", "societe d interet collectif agricole", "societe d hlm", "sa", "societe nouvelle", "societe generale",
            "societe des transports", "societe de conseil", "societe de production", "societe de services",
            "groupement d interet economique", "groupement forestier", "groupement foncier agricole", "gfa",
        ],
        &["xv", "rugby", "football", "foot", "handball", "basket", "athletisme", "sport", "sports", "judo", "tennis", "section athletique",
            "stade", "hand", "petanque", "cyclisme", "boules", "gym"],
    ),
    doubtful(&["cooperative", "cooperatives", "coop"], &["scolaire", "scolaires", "ecole", "classe", "etudiante", "enfants", "ecoles",
        "maternelle", "college"]),
    doubtful(
        &[
            "cabinet", "ets", "etablissements", "entreprise", "holding", "cabinet medical", "cabinet dentaire", "cabinet infirmier",
            "cabinet d avocats", "etude notariale", "office notarial",
            "agence immobiliere", "agence de voyages", "agence web", "agence de communication", "agence d architecture", "boulangerie",
            "boucherie", "charcuterie", "patisserie", "fromagerie", "chocolaterie", "garage", "pharmacie", "brasserie", "coiffure",
            "salon de coiffure", "salon d esthetique", "institut de beaute", "plomberie", "chauffage",
            "menuiserie", "maconnerie", "charpente", "serrurerie", "carrosserie", "ebenisterie", "electricite", "terrassement", "travaux publics",
            "batiment", "batiments", "traiteur", "auto ecole", "restaurant", "pizzeria", "creperie", "hotel restaurant", "imprimerie",
            "domaine viticole", "vignobles", "distillerie", "cave cooperative", "caves", "cave des", "avocats", "immobiliere",
            "notaires", "optique", "patrimoine conseil", "clinique", "polyclinique", "clinique veterinaire", "laboratoire d analyses",
            "ambulances", "taxi", "taxis", "transports", "demenagements", "pompes funebres", "assurances", "banque", "credit agricole",
            "credit mutuel", "caisse d epargne", "paysagiste", "pepinieres", "fleuriste", "opticien", "librairie", "papeterie", "supermarche",
            "hypermarche", "carrefour market", "studio photo", "sa hlm", "docteur", "maitre",
        ],
        &[
            "solidaire", "solidaires", "participatif", "participative", "humanitaire", "coeur", "curiosites", "ephemere", "gratuit", "commun",
            "alimentaire", "alimentaires",
            "partage", "administratif", "interadministratif", "inter", "scolaire", "universitaire", "musee", "insertion", "social", "sociale",
            "communautaire", "francais de", "fantaisie",
            "sourire", "touristique", "fantastique", "figures", "photographique", "numerique", "electrique", "velo", "velos", "agents",
            "itinerante", "juridique", "lyrique", "poesie", "poetique", "moderne", "theatrale", "clown", "clowns", "souris", "peluches",
            "nounours", "humain", "citoyenne", "citoyen", "feministe", "moto", "jeux",
            "sans frontieres", "et", "associatif", "associative", "lecture", "culture", "culturelle", "theatre", "leo lagrange", "scolaires",
            "ecrits", "arts", "art", "livre", "populaire", "d outils", "du bonheur", "de la vie", "paix", "afrique", "handicap", "jeunes",
            "jeunesse", "durable", "ecologique", "temps", "du temps", "expression",
            "publics", "lutherie", "collectif", "collective", "de la memoire", "du patrimoine", "historique",
        ],
    ),
];

/// What is in business, at the end of a name.
#[rustfmt::skip]
pub const TAILS: &[&str] = &[
    "avocats", "consulting", "immobilier", "immo", "holding", "invest", "investissement", "films sas", "advisory", "nettoyage", "proprete",
    "architectes", "architectures", "ingenierie", "engineering", "technologies", "technology", "telephonie", "telecom",
    "et fils", "et associes", "group", "corp", "corporation", "vtc", "conseil", "conseils", "consultants", "consultant", "transports",
    "assurances", "ventures", "experts comptables", "films", "film", "digital", "solutions", "administration de biens", "depannage",
    "automobiles", "motors", "distribution", "gestion privee", "financement", "finance", "capital",
    "decoration", "renovation", "batiment", "btp", "travaux publics", "plomberie", "paysages", "menuiserie", "maconnerie", "couverture",
    "electricite", "habitat esh", "logement esh", "studios", "coiffure", "traiteur", "boulangerie", "pizza", "ambulances", "digital services",
    "it services", "web agency", "agency", "digital agency", "vins et services", "marketing", "auto entrepreneur", "formations et conseil",
];

/// Names that end so are those of groups all the same.
#[rustfmt::skip]
pub const NOT_FIRMS: &[&str] = &["patrimoine", "histoire", "memoire", "jeunes", "jeunesse", "musique", "solidaire", "solidarite", "culture",
    "sans frontieres", "citoyen", "mediation", "insertion", "formation", "formations", "etudes", "habitat et", "ecoute", "parents", "festival",
    "familles", "famille", "opca"];

/// Someone in business speaks.
#[rustfmt::skip]
pub const BUSINESS: &[&str] = &[
    "nos clients", "mes clients", "notre clientele", "ma clientele", "notre entreprise", "mon entreprise", "notre chiffre d affaires",
    "nos clientes", "mes clientes", "nos fournisseurs et",
    "mon chiffre d affaires", "notre societe commercialise", "notre societe vend", "notre societe propose", "notre societe realise",
    "notre societe a", "notre societe est", "notre societe accompagne",
    "notre societe est specialisee", "ma societe", "notre scop", "notre scic", "notre sarl", "notre sas", "je suis auto entrepreneur",
    "je suis autoentrepreneuse", "je suis independant", "je suis independante", "je suis freelance", "je suis consultant", "je suis consultante",
    "je suis gerant", "je suis gerante", "je suis therapeute", "je suis architecte", "je suis avocat", "je suis avocate",
    "je suis auto entrepreneuse", "je suis autoentrepreneur", "je suis micro entrepreneur", "je suis micro entrepreneuse", "je suis artisan",
    "je suis artisane", "je suis commercant", "je suis commercante", "notre cabinet",
    "mon cabinet", "mon auto entreprise", "ma micro entreprise", "mon activite liberale", "mon activite d independant", "profession liberale",
    "nos associes et actionnaires", "nos actionnaires", "nous sommes une entreprise", "nous sommes une petite entreprise",
    "nous sommes un cabinet", "nous sommes une agence", "nous sommes une sarl", "nous sommes une sas", "nous sommes une pme", "nous sommes une tpe",
    "nous sommes une societe", "nous sommes une cooperative", "nous sommes une scop", "nous sommes une scic", "nous sommes une start up",
    "nous sommes une startup", "en tant qu entreprise", "en tant qu auto entrepreneur", "en tant que societe", "devis et factures",
    "clients et fournisseurs", "clients et prospects", "nos prospects", "mes prospects",
];
