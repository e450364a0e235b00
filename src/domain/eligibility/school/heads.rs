//! What leads the names of schools and universities, from general knowledge of how teaching is organised in France, Belgium,
//! Switzerland and Québec. To teach it one: a phrase here, firm when nothing else bears such a name.

use crate::domain::eligibility::name::{Head, doubtful, firm};

/// Sports that a lycée or a university lends its name to.
#[rustfmt::skip]
pub const SPORTS: &[&str] = &[
    "olympique", "omnisport", "omnisports", "sport", "sports", "sportif", "sportive", "handball", "hand", "foot", "football", "futsal", "rugby",
    "basket", "volley", "judo", "karate", "aikido", "taekwondo", "lutte", "boxe", "escrime", "tennis", "athletisme", "natation", "plongee", "voile",
    "surf", "ski", "golf", "equitation", "equestre", "cyclisme", "velo", "roller", "skate", "escalade", "gym", "gymnastique", "hockey", "baseball",
    "badminton", "petanque", "tir a l arc", "fc", "parachutisme", "parapente", "aviron",
];

/// What one learns in a school that is no school: leisure, arts, figures of speech.
#[rustfmt::skip]
const ACTIVITIES: &[&str] = &[
    "olympique", "sport", "sports", "sportive", "handball", "hand", "foot", "football", "futsal", "rugby", "basket", "volley", "judo", "karate",
    "arbitrage",
    "aikido", "taekwondo", "lutte", "boxe", "escrime", "tennis", "athletisme", "natation", "plongee", "voile", "surf", "ski", "golf",
    "equitation", "badminton", "hockey", "aviron", "kayak", "triathlon", "parapente", "planeur", "aviation",
    "equestre", "poney", "poneys", "cheval", "cyclisme", "velo", "roller", "skate", "escalade", "gym", "gymnastique", "petanque", "tir",
    "basketball", "volleyball", "cyclo", "vtt", "bmx", "moto", "billard", "pelote",
    "parachutisme", "pilotage", "musique", "musiques", "musical", "musicale", "danse", "danses", "cirque", "theatre", "chant", "guitare", "piano",
    "lyrique", "vocale", "choregraphique", "ballet",
    "accordeon", "percussion", "percussions", "batucada", "samba", "tango", "salsa", "rock", "jazz", "dessin", "peinture", "sculpture", "photo",
    "photographie", "bande dessinee", "arts visuels", "cornemuse", "tambour", "batterie", "violon", "orgue", "trompe", "magie",
    "cinema", "clown", "clowns", "mime", "marionnettes", "yoga", "tao", "taichi", "tai chi", "qi gong", "kung fu", "arts martiaux", "wushu",
    "krav", "self defense", "meditation", "reiki", "shiatsu", "massage", "sophrologie", "ayurveda",
    "capoeira", "echecs", "bridge", "chat", "chats", "chien", "chiens", "chiot", "canine", "broderie", "couture", "cuisine", "poterie",
    "jardinage", "dentelle", "vannerie", "ceramique", "calligraphie", "mosaique", "tricot",
    "permaculture", "apiculture", "rucher", "parents", "grands parents", "vie", "buissonniere", "paix", "bonheur", "coeur", "sages", "regards",
    "vagabonde", "nomade", "dimanche", "sabbat", "biblique", "coranique", "consommateurs", "citoyennete", "devoirs", "et nous", "deuxieme chance",
    "talmud", "torah", "catechisme",
    "2e chance", "2eme chance", "chance", "planches", "impro", "improvisation", "arts du spectacle", "dehors", "foret", "solidaire", "anes",
    "ane", "loisirs", "mercredi", "inclusive",
    "sans frontieres", "populaire", "langue", "langues", "francais langue", "alphabetisation", "philosophie", "arts plastiques", "conteurs",
    "conte", "emancipee", "ouverte", "zen", "amour", "reussite", "citoyenne", "cameroun", "senegal", "madagascar", "afrique", "mali", "togo",
    "benin",
    "comedie", "lutherie", "pizzica", "football americain", "rire", "nature", "militante", "militant", "feministe", "montagne", "ecriture",
    "laique solidarite", "freudienne", "lacanienne", "psychanalyse", "de la cause", "animation", "pensee", "des savoirs", "du spectateur",
];

/// What makes a « université » or a « collège » a gathering of adults.
#[rustfmt::skip]
pub const LEARNED: &[&str] = &[
    "populaire", "populaires", "temps libre", "tous ages", "inter age", "inter ages", "interage", "interages", "tous les ages", "tout age", "utl",
    "uta", "uia",
    "permanente", "ouverte", "libre", "citoyenne", "citoyennes", "rurale", "foraine", "troisieme age", "3e age", "3eme age", "club", "ete",
    "temps disponible",
    "d automne", "du vin", "nomade", "savoirs", "paysanne", "terre", "participative", "volante", "vie associative", "culturelle", "cooperative",
    "de la rue", "du tiers",
    "utopique", "nous", "peuples", "feministe", "entreprise", "entreprises", "retraites", "temps choisi", "de la paix", "des femmes", "du patient",
];

/// What makes a « collège » a body of experts.
#[rustfmt::skip]
const EXPERTS: &[&str] = &[
    "national", "international", "europeen", "medecins", "medecine", "gynecologie", "gynecologues", "generalistes", "chirurgie", "chirurgiens",
    "psychanalyse", "psychanalystes", "psychologues", "pataphysique", "philosophie", "clinique", "freudien", "enseignants", "experts",
    "praticiens", "francais", "francophone", "radiologie", "anesthesie", "pediatrie", "cardiologues", "urgence", "dermatologie", "homeopathie",
    "acupuncture",
    "osteopathes", "osteopathie", "sages femmes", "cooperatif", "druidique", "hypnose", "infirmiers", "kinesitherapie", "supervision",
    "temps libre", "maitrise d oeuvre", "directeurs", "mediateurs", "formateurs", "psychiatres", "psychiatrie", "therapeutes",
    "adultes", "cinephile", "citoyen", "des arts", "regional des",
];

/// What leads the name of a school.
#[rustfmt::skip]
pub const HEADS: &[Head] = &[
    firm(
        &[
            "ecole primaire", "ecole maternelle", "ecole elementaire", "ecole publique", "ecole privee", "ecole communale", "ecole fondamentale",
            "ecole mat", "ecole elem", "ecole prim", "ec mat", "ec elem", "ec prim", "ecole mixte", "ecole enfantine", "ecole de garcons",
            "ecole de filles",
            "ecole secondaire", "ecole catholique", "ecole polytechnique", "ecole normale", "ecole centrale", "ecole veterinaire",
            "ecole militaire", "ecole technique", "ecole libre", "ecole laique", "ecole annexe", "ecole d application", "ecole regroupee",
            "ecole intercommunale",
            "ecole navale", "ecole francaise de", "ecole francaise d", "ecole francaise du", "ecole jules ferry", "ecole d ingenieurs",
            "ecole d ingenieur", "ecole doctorale", "ecole municipale", "ecoles maternelles", "ecoles primaires", "ecoles elementaires",
            "ecoles publiques",
            "ecole de commerce", "ecole de management", "ecole des mines", "ecole nationale superieure", "ecole des hautes etudes",
            "ecole des ponts", "ecole des chartes", "ecole du louvre", "ecole pratique des hautes etudes", "ecole europeenne",
            "ecole internationale", "ecole jean jaures",
            "ecole victor hugo", "ecole professionnelle", "ecole hoteliere", "ecole provinciale", "ecole cantonale", "ecole d agriculture",
            "ecole d architecture", "ecole d art et", "ecole d infirmieres", "ecole d aides soignantes", "ecole des metiers",
            "ecole de formation", "ecole speciale des", "ecole regionale du premier degre", "ecole de la chambre",
            "ecole du bois", "ecole d aviation", "ecole superieure d art", "regroupement pedagogique intercommunal", "rpi", "maternelle publique",
            "primaire publique",
        ],
        &[
            "musique", "musiques", "danse", "danses", "cirque", "theatre", "judo", "arts martiaux", "yoga", "chant", "populaire", "parachutisme",
            "voile", "cheval", "equitation", "psychanalyse", "impro", "improvisation", "kung fu", "karate", "football", "foot", "rugby", "chiens",
            "canine", "tauromachie", "sophrologie", "magie", "parapente", "plongee", "ski", "escrime", "petanque", "boxe", "echecs", "piano",
        ],
    ),
    firm(
        &["ecole superieure", "ecole nationale", "ecole regionale", "ecole normale superieure", "ecole superieure des arts",
            "ecole nationale superieure d art", "ecole nationale superieure de musique", "ecole nationale superieure des arts",
            "ecole superieure de commerce", "ecole superieure de musique", "ecole nationale de musique", "ecole nationale de danse"],
        &["populaire", "karate", "judo", "yoga", "impro", "parachutisme", "kung fu", "de la paix"],
    ),
    doubtful(
        &[
            "ecole", "ecoles", "ecole saint", "ecole sainte", "ecole st", "ecole ste", "ecole notre dame", "ecole montessori", "ecole steiner",
            "ecole waldorf", "ecole rudolf steiner", "ecole freinet", "ecole democratique", "ecole alsacienne", "ecole hors contrat",
            "ecole bilingue", "ecole associative bilingue",
            "ecole du", "ecole de la", "ecole des", "ecole de", "ecole d", "skol diwan",
        ],
        ACTIVITIES,
    ),
    firm(
        &[
            "lycee", "lycees", "lycee professionnel", "lycee polyvalent", "lycee agricole", "legta", "lpa", "lep", "lpo", "legt", "lyc",
            "cite scolaire", "cite mixte", "groupe scolaire", "groupe scol", "ensemble scolaire", "complexe scolaire", "etablissement scolaire",
            "etablissement regional d enseignement", "erea", "eregea",
            "athenee royal", "athenee communal", "institut provincial", "cegep", "haute ecole", "hautes ecoles", "cycle d orientation",
            "etablissement primaire", "etablissement secondaire", "centre scolaire saint", "high school", "clg",
        ],
        SPORTS,
    ),
    firm(&["college", "colleges", "college prive", "college public"], EXPERTS),
    firm(
        &[
            "college de france", "eple", "eplefpa", "epla", "cfppa", "section d enseignement", "segpa", "inspection academique",
            "inspection de l education", "inspection de l enseignement",
            "circonscription de l education", "circonscription d inspection", "reseau d education prioritaire", "rased", "dsden",
            "services departementaux de l education",
        ],
        &[],
    ),
    firm(&["universite", "universites", "univ", "university of", "universite de", "universite du"], LEARNED),
    firm(
        &[
            "faculte de", "faculte des", "faculte d", "facultes", "iut", "inspe", "espe", "iufm", "ufr", "institut universitaire", "iep", "iae",
            "institut d administration des entreprises",
            "institut national universitaire", "sciences po", "institut d etudes politiques", "institut polytechnique", "institut agro",
            "institut mines telecom", "imt", "insa lyon",
            "institut national des sciences appliquees", "insa", "institut national polytechnique", "centre universitaire",
            "campus universitaire", "campus france", "pole universitaire", "comue", "communaute d universites",
            "service universitaire", "service inter universitaire", "service interuniversitaire", "service commun",
            "service commun universitaire", "service d orientation et d insertion professionnelle", "bibliotheque universitaire",
            "presses universitaires", "maison des sciences de l homme", "observatoire des sciences de l univers",
            "service de l orientation et", "pole d orientation et", "section professionnelle du lycee",
            "centre national des oeuvres universitaires", "centre regional des oeuvres", "centre local des oeuvres",
            "direction de l orientation", "centre d information et d orientation", "centre information et orientation", "crous", "clous", "cnous",
            "centre regional des oeuvres universitaires",
            "centre regional des uvres universitaires", "centre local des oeuvres universitaires", "centre local des uvres universitaires",
            "laboratoire de recherche", "unite mixte de recherche", "umr",
            "chancellerie des universites", "greta", "gip formation", "rectorat", "cnrs", "inserm", "inrae", "inra", "inria", "cirad", "onera",
            "canope", "reseau canope", "crdp", "cddp", "cned", "onisep", "drdjscs", "centre national de la recherche scientifique",
            "institut national de recherche", "institut national de la recherche",
            "centre nationale de la recherche scientifique", "delegation academique", "delegation regionale academique", "mission academique",
            "ministere de l education", "conservatoire national des arts et metiers", "cnam",
            "centre de services scolaire", "commission scolaire", "academie de paris", "academie de versailles", "academie de creteil",
            "academie de lyon", "academie de lille", "academie de nantes", "academie de rennes", "academie de bordeaux", "academie de toulouse",
            "academie d aix", "academie de grenoble",
            "academie de strasbourg", "academie de reims", "academie de dijon", "academie de poitiers", "academie de limoges",
            "academie de clermont", "academie de besancon", "academie de caen", "academie de rouen", "academie d amiens", "academie d orleans",
            "academie de normandie", "academie de nancy", "academie de nice", "academie de corse", "academie de la reunion",
            "academie de la guadeloupe",
            "academie de la martinique", "academie de la guyane", "academie de mayotte",
        ],
        &["billard", "danse", "football", "judo", "echecs", "boxe", "escrime", "theatre", "magie"],
    ),
    // Those who are known by their initials.
    doubtful(
        &[
            "agrocampus", "agroparistech", "agrosup", "arts et metiers paristech", "audencia", "bordeaux inp", "bordeaux sciences agro",
            "centralesupelec", "centrale lille", "centrale lyon", "centrale nantes", "centrale marseille", "celsa", "chimie paristech",
            "clermont auvergne inp", "cpe lyon", "ebs paris", "ecam", "edc paris", "edhec", "efrei", "eicnam", "eigsi", "eisti", "em lyon",
            "emlyon", "em normandie", "em strasbourg", "enac", "ensa", "ensad", "ensae", "ensai", "ensait", "ensam", "ensap", "ensas", "ensba",
            "ensci", "enscr", "ensea",
            "enseeiht", "enseirb", "ensiacet", "ensicaen", "ensiie", "ensim", "ensimag", "ensisa", "ensma", "enssat", "enssib", "ensta", "enstib",
            "entpe", "enva", "envt", "envl", "epf", "ephe", "ehess", "ehesp", "epita", "epitech", "esa angers", "esad", "ena", "hei",
            "esc rennes", "esc clermont", "esc pau", "esc dijon", "esc troyes", "esc toulouse", "esc la rochelle", "esj lille", "esj paris",
            "esaat", "esadhar", "escem", "escp", "esce", "esg", "esiea", "esiee", "esiea ouest", "esigelec", "esilv", "esitc", "espci", "espi",
            "essca", "essec", "estaca", "estia", "estp", "etsl", "eurecom", "excelia", "fesup", "grenoble inp", "hec",
            "icam", "icn", "ieseg", "ifsi", "ifas", "ifas du", "ifmk", "iscom", "isep", "isen", "isa lille", "isae", "isara", "isg", "isit",
            "ismans", "istom", "ipag", "ipsa", "irts", "inalco", "inp toulouse", "inp clermont", "inseec", "insp", "ira de", "kedge", "mbs",
            "mines paris", "mines nancy", "mines saint etienne", "mines ales", "mines albi", "mines douai", "mines nantes", "montpellier supagro",
            "supagro", "neoma", "oniris", "paris dauphine", "paris sciences et lettres", "polytech",
            "rubika", "sciencespo", "sigma clermont", "skema", "supelec", "supmeca", "supinfo", "sup de co", "sup de vinci", "tbs",
            "telecom bretagne", "telecom paris", "telecom sudparis", "telecom nancy", "unilasalle", "upec", "upmc", "utbm", "utc", "utt",
            "vetagro", "vet agro", "ynov", "y schools", "gymnase cantonal", "gymnase de beaulieu", "epfl", "unige", "unil", "uqam", "uqac",
            "uqar", "uqtr", "hec montreal", "ulb", "uclouvain", "uliege", "ulg", "umons", "unamur",
        ],
        &[
            "handball", "hand", "foot", "football", "rugby", "basket", "handisport", "volley", "judo", "athle", "athletisme", "natation",
            "cyclisme", "tennis", "boxe", "gym", "sport", "sports", "bde", "gala", "junior", "theatre", "fanfare", "cheerleading", "entreprendre",
            "sorbonne theatre", "choeur", "art",
        ],
    ),
    doubtful(
        &[
            "faculte", "fac de", "cite educative", "institut superieur", "institut catholique", "institut polytechnique", "cfa", "cfai", "bfa",
            "centre de formation d apprentis",
            "centre de formation des apprentis", "centre de formation professionnelle", "centre scolaire", "etablissement d enseignement",
            "etablissement catholique d enseignement", "institution saint", "institution sainte", "institution du sacre",
            "institution st", "institution ste", "institution notre dame", "institution jeanne", "maternelle", "cio", "espace orientation",
            "cours prive", "cours saint", "cours sainte", "cours notre dame", "cours hattemer", "externat", "internat d excellence", "pensionnat",
            "petit seminaire", "jardin d enfants public",
            "service accompagnement en orientation", "maison de l orientation", "orientation stages emploi", "centrale",
            "service formation continue",
            "centre de ressources d expertise", "creps", "circonscription", "grande ecole",
            "institut saint", "institut sainte", "institut notre dame", "institut national", "institut regional du travail",
            "institut regional de formation", "institut regional d administration", "institut europeen d administration",
            "institut francais de la", "institut francais de gestion", "institut d optique", "institut d agronomie", "institut agronomique",
            "institut royal", "institut technique",
            "institut de formation en soins", "institut de formation aux", "institut de formation d aides", "institut de formation des",
            "institut de technologie", "institut technologique", "institut des hautes etudes", "institut protestant de theologie",
            "institut du travail social", "institut de travail social", "institut des sciences", "institut de management",
            "institut mediterraneen", "institut de physique du globe", "institut pasteur", "institut de recherche pour le developpement",
            "institut d enseignement", "institut de veille",
        ],
        &["billard", "echecs", "equestre", "danse", "boxe", "aide aux victimes", "plongee", "consommation", "yoga", "cinema forum",
            "musique sacree", "victimes"],
    ),
];

/// What tells a school or a university at the end of its name, or in English.
#[rustfmt::skip]
pub const TAILS: &[&str] = &["school of", "business school", "management school", "graduate school", "international school", "universite",
    "university", "schools"];
