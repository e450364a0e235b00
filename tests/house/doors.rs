//! Every route, tried as every role, by GET and by POST. What is not for someone is answered as if it did not exist, or leads
//! to where one gets in.

use crate::browser::Browser;
use crate::files;
use crate::house::{House, On};
use passeur::domain::token::Scope;
use serde_json::json;

/// What comes back, without following: `200`, `303` to log in (`in`) or to the entry of spaces (`door`), a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    /// The page, or the act done (or refused for its content): one passed.
    Passes,
    /// On to the log-in of the team.
    LogIn,
    /// On to the entry of spaces.
    Entry,
    /// As if there were nothing.
    Nothing,
    /// This address answers another method only.
    OtherMethod,
    /// A program without a token, or with one for something else.
    Unauthorized,
    Forbidden,
}
use Answer::{Entry, Forbidden, LogIn, Nothing, OtherMethod, Passes, Unauthorized};

/// Route, then for GET and for POST: a visitor, a volunteer, who administers the space, who administers another.
type Line = (&'static str, [Answer; 4], [Answer; 4]);

const ALL: [Answer; 4] = [Passes; 4];
const NONE: [Answer; 4] = [OtherMethod; 4];
const TEAM: [Answer; 4] = [LogIn, Passes, LogIn, LogIn];
const SPACE: [Answer; 4] = [Entry, Entry, Passes, Nothing];
/// For coordinators alone: to other volunteers it does not exist.
const HIDDEN: [Answer; 4] = [LogIn, Nothing, LogIn, LogIn];
const API: [Answer; 4] = [Unauthorized; 4];

const MATRIX: &[Line] = &[
    ("/", ALL, NONE),
    ("/aide", ALL, NONE),
    ("/conditions", ALL, NONE),
    ("/conditions/{version}", ALL, NONE),
    ("/vie-privee", ALL, NONE),
    ("/accessibilite", ALL, NONE),
    ("/new", ALL, ALL),
    ("/static/{mark}/{name}", [Nothing; 4], NONE),
    ("/favicon.ico", ALL, NONE),
    ("/healthz", ALL, NONE),
    ("/readyz", ALL, NONE),
    ("/demande", ALL, NONE),
    ("/demande/verification", ALL, ALL),
    ("/demande/plus-tard", ALL, ALL),
    ("/demande/adresse/disponible", ALL, NONE),
    ("/demande/structure/numeros", ALL, NONE),
    ("/demande/recu", ALL, ALL),
    ("/demande/lien-perdu", ALL, ALL),
    ("/demande/suivi/{secret}", [Nothing; 4], NONE),
    ("/demande/suivi/{secret}/confirmation", NONE, [Nothing; 4]),
    ("/demande/suivi/{secret}/reprise", NONE, [Nothing; 4]),
    ("/demande/suivi/{secret}/reponse", NONE, [Nothing; 4]),
    ("/demande/suivi/{secret}/interet", NONE, [Nothing; 4]),
    ("/demande/suivi/{secret}/retrait", [Nothing; 4], [Nothing; 4]),
    ("/demande/suivi/{secret}/donnees.json", [Nothing; 4], NONE),
    ("/demande/{page}", [Nothing; 4], [Nothing; 4]),
    ("/demande/{page}/brouillon", NONE, [Nothing; 4]),
    ("/suites-bureautiques", ALL, NONE),
    ("/coordination/suites", HIDDEN, NONE),
    ("/coordination/suites/{need}", HIDDEN, HIDDEN),
    ("/coordination/alternatives", HIDDEN, HIDDEN),
    ("/coordination/alternatives/{id}", HIDDEN, HIDDEN),
    ("/coordination/alternatives/{id}/suppression", NONE, HIDDEN),
    ("/coordination/seconds-regards", HIDDEN, NONE),
    ("/coordination/adresses", HIDDEN, HIDDEN),
    ("/coordination/adresses/quarantaine", NONE, HIDDEN),
    ("/coordination/adresses/{id}/retrait", NONE, HIDDEN),
    ("/coordination", HIDDEN, NONE),
    ("/coordination/regles", HIDDEN, NONE),
    ("/coordination/regles/espaces", NONE, HIDDEN),
    ("/coordination/regles/{version}/retrait", NONE, HIDDEN),
    ("/coordination/regles/{theme}", HIDDEN, HIDDEN),
    ("/coordination/phases", HIDDEN, NONE),
    ("/coordination/phases/admissions", NONE, HIDDEN),
    ("/coordination/phases/{phase}", HIDDEN, HIDDEN),
    ("/coordination/filtres", HIDDEN, HIDDEN),
    ("/coordination/filtres/nouveau", HIDDEN, NONE),
    ("/coordination/filtres/{id}", HIDDEN, NONE),
    ("/coordination/filtres/{id}/fin", NONE, HIDDEN),
    ("/coordination/filtres/{id}/passage", NONE, HIDDEN),
    ("/coordination/filtres/{id}/demandes", NONE, HIDDEN),
    ("/coordination/benevoles", HIDDEN, HIDDEN),
    ("/coordination/benevoles/{id}/invitation", NONE, HIDDEN),
    ("/coordination/benevoles/{id}/role", NONE, HIDDEN),
    ("/coordination/benevoles/{id}/depart", NONE, HIDDEN),
    ("/coordination/benevoles/{id}/double-authentification", NONE, HIDDEN),
    ("/coordination/benevoles/{id}/retour", NONE, HIDDEN),
    ("/equipe/chiffres", TEAM, NONE),
    ("/equipe/moi", TEAM, NONE),
    ("/equipe/moi/sessions", NONE, TEAM),
    ("/equipe/moi/mot-de-passe", NONE, TEAM),
    ("/equipe/moi/double-authentification", TEAM, TEAM),
    ("/equipe/moi/double-authentification/codes", NONE, TEAM),
    ("/equipe/moi/double-authentification/retrait", NONE, TEAM),
    ("/equipe/etalonnage", TEAM, HIDDEN),
    ("/equipe/etalonnage/{id}", HIDDEN, NONE),
    ("/equipe/etalonnage/{id}/fermeture", NONE, HIDDEN),
    ("/equipe/etalonnage/{id}/{page}", HIDDEN, HIDDEN),
    ("/coordination/reponses-types", HIDDEN, HIDDEN),
    ("/coordination/reponses-types/nouvelle", HIDDEN, NONE),
    ("/coordination/reponses-types/{id}", HIDDEN, HIDDEN),
    ("/coordination/reponses-types/{id}/retrait", NONE, HIDDEN),
    ("/equipe/connexion", ALL, ALL),
    ("/equipe/connexion/code", ALL, ALL),
    ("/equipe/deconnexion", NONE, TEAM),
    ("/equipe/invitation/{secret}", [Nothing; 4], [Nothing; 4]),
    ("/equipe/raccourcis", NONE, TEAM),
    ("/equipe/annonces", NONE, TEAM),
    ("/equipe/etat", TEAM, NONE),
    ("/equipe/resume/{secret}", [Nothing; 4], [Nothing; 4]),
    ("/equipe/moi/resume", NONE, TEAM),
    ("/equipe", TEAM, NONE),
    ("/equipe/attente", TEAM, NONE),
    ("/equipe/attente/suivantes", TEAM, NONE),
    ("/equipe/suivante", TEAM, TEAM),
    ("/equipe/lot", TEAM, TEAM),
    ("/equipe/vues", TEAM, TEAM),
    ("/equipe/vues/{id}/suppression", NONE, [LogIn, Nothing, LogIn, LogIn]),
    ("/equipe/demandes/{reference}", TEAM, NONE),
    ("/equipe/demandes/{reference}/prise-en-charge", TEAM, TEAM),
    ("/equipe/demandes/{reference}/decision", TEAM, TEAM),
    ("/equipe/demandes/{reference}/questions", TEAM, TEAM),
    ("/equipe/demandes/{reference}/notes", TEAM, TEAM),
    ("/equipe/demandes/{reference}/reprise", TEAM, TEAM),
    ("/equipe/demandes/{reference}/transmission", TEAM, TEAM),
    ("/equipe/demandes/{reference}/parente", TEAM, [LogIn, Nothing, LogIn, LogIn]),
    ("/equipe/reseaux/{id}", [LogIn, Nothing, LogIn, LogIn], NONE),
    ("/coordination/reseaux", HIDDEN, HIDDEN),
    ("/coordination/reseaux/{id}/suppression", NONE, HIDDEN),
    ("/equipe/decisions/{id}/annulation", TEAM, [LogIn, Nothing, LogIn, LogIn]),
    ("/equipe/seconds-regards", TEAM, NONE),
    ("/equipe/seconds-regards/{id}", HIDDEN, TEAM),
    ("/equipe/acces", TEAM, NONE),
    ("/equipe/acces/{id}", NONE, TEAM),
    ("/equipe/espaces", TEAM, NONE),
    ("/equipe/espaces/{slug}", TEAM, NONE),
    ("/equipe/espaces/{slug}/gestes", NONE, TEAM),
    ("/coordination/cycle-de-vie", HIDDEN, HIDDEN),
    ("/equipe/courrier", TEAM, NONE),
    ("/equipe/courrier/{id}/relance", NONE, TEAM),
    ("/espace", ALL, ALL),
    ("/espace/acces-perdu", ALL, ALL),
    ("/espace/acces/{secret}", [Nothing; 4], [Nothing; 4]),
    ("/espace/contact/{secret}", [Nothing; 4], [Nothing; 4]),
    ("/espace/sortie", NONE, [Entry; 4]),
    ("/espace/entrer/{secret}", [Nothing; 4], [Nothing; 4]),
    ("/espace/premiere-connexion/{secret}", [Nothing; 4], [Nothing; 4]),
    ("/espace/{slug}", SPACE, NONE),
    ("/espace/{slug}/calendrier.ics", SPACE, NONE),
    ("/espace/{slug}/contacts", SPACE, SPACE),
    ("/espace/{slug}/suite", SPACE, SPACE),
    ("/espace/{slug}/depart", SPACE, SPACE),
    ("/espace/{slug}/reouverture", NONE, SPACE),
    ("/activite/{secret}", [Nothing; 4], [Nothing; 4]),
    ("/desactive/{slug}", ALL, ALL),
    ("/desactive/{slug}/{path:.*}", ALL, ALL),
    ("/api/v1/operations/leases", NONE, API),
    ("/api/v1/operations/{id}/lease", NONE, API),
    ("/api/v1/operations/{id}/completion", NONE, API),
    ("/api/v1/operations/{id}/failure", NONE, API),
    ("/api/v1/usage-reports", NONE, API),
    ("/api/v1/spaces", API, NONE),
    ("/api/v1/spaces/{slug}", API, NONE),
    ("/demo", [Nothing; 4], NONE),
    ("/demo.json", [Nothing; 4], NONE),
    ("/demo/horloge", NONE, [Nothing; 4]),
    ("/demo/agent", NONE, [Nothing; 4]),
    ("/demo/lettres/{id}", [Nothing; 4], NONE),
    ("/personne", [Nothing; 4], [Nothing; 4]),
];

/// The addresses in the table of contents.
fn routes() -> Vec<String> {
    let mut found = Vec::new();
    for (_, text) in files("src/web", "routes.rs").into_iter().chain(files("src/demo", "web.rs")) {
        for opening in ["resource(\"", "route(\"", "redirect(\""] {
            found.extend(text.match_indices(opening).map(|(at, _)| text[at + opening.len()..].split('"').next().unwrap_or_default().to_owned()));
        }
    }
    found
}

fn answer(page: &crate::browser::Page) -> Answer {
    let to = page.headers.get("location").map_or("", String::as_str);
    match page.status {
        303 if to.starts_with("/equipe/connexion?") => LogIn,
        303 if to == "/espace" => Entry,
        200 | 204 | 301 | 303 | 307 | 308 | 400 | 409 | 422 | 503 => Passes,
        401 => Unauthorized,
        403 => Forbidden,
        404 => Nothing,
        405 => OtherMethod,
        other => panic!("{} answers {other}", page.path),
    }
}

/// Who administers a space, inside its pages.
async fn administrator(house: &House, slug: &str) -> (Browser, String) {
    let applicant = house.accepted(slug).await;
    let browser = house.visitor();
    let page = browser.get("/espace").await;
    browser.submit(&page, "/espace", &[("identifier", &applicant.email)]).await;
    house.tick().await;
    let link = house.letters_to(&applicant.email).pop().unwrap().path("/espace/entrer/");
    let page = browser.get(&link).await;
    assert_eq!(browser.submit(&page, "", &[]).await.path, format!("/espace/{slug}"));
    (browser, applicant.reference)
}

#[test]
fn every_route_is_in_the_matrix() {
    let routes = routes();
    assert!(routes.len() > 30);
    let missing: Vec<&String> = routes.iter().filter(|route| !MATRIX.iter().any(|(line, ..)| line == route)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let gone: Vec<&str> =
        MATRIX.iter().map(|(line, ..)| *line).filter(|line| *line != "/personne" && !routes.iter().any(|route| route == line)).collect();
    assert!(gone.is_empty(), "{gone:?}");
}

#[actix_web::test]
async fn every_door_opens_to_whom_it_should_and_to_no_one_else() {
    let house = House::on(On::Sqlite);
    let (mine, reference) = administrator(&house, "la-mienne").await;
    let (theirs, _) = administrator(&house, "la-leur").await;
    let ana = house.volunteer("ana").await;
    let (key, secret) = ("019a0000-0000-7000-8000-000000000000", "00000000000000000000000000");
    let mut wrong = Vec::new();
    for (route, get, post) in MATRIX {
        let path = route.replace("{reference}", &reference).replace("{id}", key).replace("{secret}", secret).replace("{slug}", "la-mienne");
        let path = path.replace("{mark}", "0").replace("{name}", "x.css").replace("{page}", "rien").replace("{version}", "2026-11-01");
        for (role, place) in ["visitor", "volunteer", "administrator", "other administrator"].iter().zip(0..) {
            // Each try comes from a browser of its own: logging out must not spoil the next.
            let fresh = match *role {
                "visitor" => house.visitor(),
                "volunteer" if path == "/equipe/deconnexion" => house.volunteer("ana").await,
                "volunteer" => ana.tab(),
                "administrator" => mine.tab(),
                _ => theirs.tab(),
            };
            // It closes their session: its own story tells that.
            if path == "/espace/sortie" && place >= 2 {
                continue;
            }
            let token = fresh.get("/demande/lien-perdu").await.value("csrf");
            let got = answer(&fresh.peek(&path).await);
            if got != get[place] {
                wrong.push(format!("GET {path} as {role}: {got:?}, not {:?}", get[place]));
            }
            let got = answer(&fresh.post_with(&path, ("accept", "*/*"), &[("csrf", &token)]).await);
            if got != post[place] {
                wrong.push(format!("POST {path} as {role}: {got:?}, not {:?}", post[place]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[actix_web::test]
async fn a_token_opens_what_its_scope_says() {
    let house = House::on(On::Sqlite);
    for (scope, operations, usage) in [
        (Scope::Operations, Passes, Forbidden),
        (Scope::Usage, Forbidden, Passes),
        (Scope::Directory, Forbidden, Forbidden),
        (Scope::Statistics, Forbidden, Forbidden),
    ] {
        let token = house.token(&[scope]).await;
        let agent = house.visitor();
        for (path, body, expected) in [
            ("/api/v1/operations/leases", json!({"max": 1, "seconds": 60}), operations),
            (
                "/api/v1/operations/019a0000-0000-7000-8000-000000000000/lease",
                json!({"seconds": 60}),
                if operations == Passes { Nothing } else { operations },
            ),
            ("/api/v1/usage-reports", json!([]), usage),
        ] {
            assert_eq!(answer(&agent.api(path, &token, body).await), expected, "{scope} on {path}");
        }
    }
}
