//! Every key that code uses is in the locales, and every key of the locales is used.

use crate::files;
use passeur::domain::eligibility::{CRITERIA, Outcome, Verdict};
use passeur::domain::form;
use passeur::domain::letter::Kind;
use passeur::domain::message;
use passeur::domain::operation::{OperationKind, OperationStatus};
use passeur::domain::precheck;
use passeur::domain::space::Status;
use passeur::domain::suites;
use passeur::domain::values::{Role, Suite};
use passeur::domain::wording;
use passeur::words;

/// The keys defined in the locales.
fn defined() -> Vec<String> {
    let lines = files("locales/fr", ".ftl").into_iter().flat_map(|(_, text)| text.lines().map(str::to_owned).collect::<Vec<_>>());
    lines
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter_map(|line| line.split_once(" =").map(|(key, _)| key.to_owned()))
        .collect()
}

/// The string literals of all code, and the texts of all templates.
fn literals() -> Vec<String> {
    let mut found = Vec::new();
    for (_, text) in files("src", ".rs").into_iter().filter(|(path, _)| !path.to_string_lossy().ends_with("tests.rs")) {
        found.extend(text.split('"').skip(1).step_by(2).map(str::to_owned));
        found.extend(text.split('"').skip(2).step_by(2).map(str::to_owned));
    }
    for (_, text) in files("templates", "") {
        found.extend(text.split('"').map(str::to_owned));
    }
    found.retain(|text| text.len() < 80 && text.chars().all(|c| c.is_ascii_alphanumeric() || "-{}_.".contains(c)) && !text.is_empty());
    found
}

/// The literal is the key, or a pattern that makes it, or the name of its family.
fn makes(literal: &str, key: &str) -> bool {
    if literal == key {
        return true;
    }
    if !literal.contains('{') {
        return literal.len() >= 3 && key.strip_prefix(literal).is_some_and(|rest| rest.starts_with('-'));
    }
    let parts: Vec<&str> =
        literal.split('{').enumerate().map(|(i, part)| if i == 0 { part } else { part.split_once('}').map_or("", |(_, rest)| rest) }).collect();
    let (first, last) = (parts[0], parts[parts.len() - 1]);
    !first.is_empty() && key.starts_with(first) && key.ends_with(last) && key.len() > first.len() + last.len()
}

#[test]
fn every_key_is_used() {
    let literals = literals();
    let unused: Vec<String> = defined().into_iter().filter(|key| !literals.iter().any(|literal| makes(literal, key))).collect();
    assert!(unused.is_empty(), "{}", unused.join("\n"));
}

#[test]
fn no_key_is_defined_twice() {
    let mut keys = defined();
    keys.sort();
    let twice: Vec<&String> = keys.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| &pair[0]).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

/// Families and the codes they are made with.
fn families() -> Vec<(&'static str, Vec<&'static str>)> {
    macro_rules! codes {
        ($kind:ty) => {
            <$kind>::ALL.iter().map(|one| one.code()).collect()
        };
    }
    let criteria: Vec<&str> = CRITERIA.iter().map(|criterion| criterion.key).collect();
    vec![
        ("page", codes!(form::Page)),
        ("question", codes!(form::Page)),
        ("section", vec!["structure", "besoins", "adresse", "contact"]),
        ("page", vec!["verification"]),
        ("question", vec!["verification"]),
        ("legal-form", codes!(form::LegalForm)),
        ("legal-form-short", codes!(form::LegalForm)),
        ("registration-kind", codes!(form::RegistrationKind)),
        ("field", codes!(form::Field)),
        ("field-short", codes!(form::Field)),
        ("employees", codes!(form::Employees)),
        ("employees-count", codes!(form::Employees)),
        ("members", codes!(form::Members)),
        ("members-count", codes!(form::Members)),
        ("storage", codes!(form::Storage)),
        ("ease", codes!(form::Ease)),
        ("use", codes!(form::Use)),
        ("contact-role", codes!(form::ContactRole)),
        ("suite", codes!(Suite)),
        ("need", codes!(suites::Need)),
        ("need-short", codes!(suites::Need)),
        ("suite-name", codes!(Suite)),
        ("for-whom", codes!(precheck::ForWhom)),
        ("space-trace", passeur::web::spaces::TRACES.to_vec()),
        ("space-actor", vec!["clockwork", "agent", "contact", "volunteer", "demo"]),
        ("contact-change", codes!(passeur::domain::contact::Change)),
        ("suite-mark", vec!["cross", "0", "1", "2", "3"]),
        ("coming", codes!(passeur::domain::agenda::Coming)),
        ("deed", codes!(passeur::domain::space_deed::SpaceDeed)),
        ("flash-deed", codes!(passeur::domain::space_deed::SpaceDeed)),
        ("letter-fate", codes!(passeur::store::outbox::Fate)),
        ("look-wait", vec!["paused", "measure", "letter", "notice", "cap"]),
        ("life-wait", vec!["paused", "measure", "letter", "notice", "cap"]),
        ("life-deed", vec!["revive", "warned_once", "warned_twice", "disabled", "deletion_announced", "notice", "delete"]),
        ("title-disabled", vec!["pause", "closed", "opening", "coming", "leaving", "gone"]),
        ("precheck", vec!["yes", "no"]),
        ("title-precheck", vec!["go", "look", "elsewhere"]),
        ("precheck-reason", codes!(precheck::Reason)),
        ("precheck-rule", vec!["qui", "limites"]),
        ("situation", codes!(precheck::Situation)),
        ("situation-short", codes!(precheck::Situation)),
        (
            "ask",
            form::Page::ALL
                .iter()
                .flat_map(|page| page.fields())
                .filter(|field| message::may_be_asked(field) || **field == "email")
                .copied()
                .collect(),
        ),
        ("label", form::Page::ALL.iter().flat_map(|page| page.fields()).filter(|field| message::may_be_asked(field)).copied().collect()),
        ("role", codes!(Role)),
        ("verdict", codes!(Verdict)),
        ("finding", codes!(Outcome)),
        ("criterion", criteria.clone()),
        ("criterion-reason", criteria),
        ("criterion-reason", passeur::domain::review::OTHER_REASONS.to_vec()),
        ("refusal", passeur::domain::review::OTHER_REASONS.to_vec()),
        ("letter", codes!(Kind)),
        ("subject", codes!(Kind)),
        ("operation", codes!(OperationKind)),
        ("operation-status", codes!(OperationStatus)),
        ("space-state", codes!(Status)),
        ("step", vec!["done", "now", "next"]),
        ("shelf", vec!["to_read", "asked", "waiting", "decided", "all"]),
        ("variable", codes!(wording::Variable)),
        ("wording", codes!(wording::Kind)),
        ("wording", vec!["title-missing", "title-short", "subject-missing", "body-missing", "body-short"]),
        ("member-role", codes!(Role)),
        ("member-give", codes!(Role)),
        ("kinship-reason", codes!(passeur::domain::kinship::Signal)),
        ("standing", codes!(passeur::domain::kinship::Standing)),
        ("memory", codes!(passeur::domain::memory::Became)),
        ("mark", codes!(passeur::domain::kinship::Mark)),
        ("reserved-kind", codes!(passeur::domain::address::Kind)),
        ("slug", codes!(passeur::domain::address::Unfree)),
        ("refusal-slug", codes!(passeur::domain::address::Unfree)),
        ("sieve-grade", codes!(passeur::domain::sieve::Grade)),
        ("sieve-tag", codes!(passeur::domain::sieve::Grade)),
        ("sieve-said", codes!(passeur::domain::sieve::Grade)),
        ("sieve-held", codes!(passeur::domain::sieve::Grade)),
        ("history-sieve", codes!(passeur::domain::sieve::Grade)),
        ("history-catch", codes!(passeur::domain::sieve::Fate)),
        ("sieve-task", codes!(passeur::domain::sieve::Task)),
        ("sieve-task-done", codes!(passeur::domain::sieve::Task)),
        ("flash-sieve", codes!(passeur::domain::sieve::Task)),
        ("sieve-count", passeur::store::sieve::PENDING.iter().map(|shelf| shelf.code()).collect()),
        ("sieve-shelf", passeur::store::sieve::PENDING.iter().map(|shelf| shelf.code()).chain(["apart"]).collect()),
        ("kin-word", codes!(passeur::domain::kin_word::Kind)),
        ("account", codes!(passeur::domain::volunteer::AccountDeed)),
        ("flash-member-role", codes!(Role)),
        ("figures-outcome", codes!(passeur::store::outcome::Outcome)),
        ("taken", vec!["accept", "wait", "refuse", "drop"]),
        ("month-taken", vec!["accept", "wait", "refuse"]),
        ("hands", vec!["mine", "nobody", "someone"]),
        ("last-word", vec!["applicant", "team"]),
        ("filter", vec!["constat", "domaine", "forme", "pays", "mains", "mot"]),
        ("lot", vec!["accept", "wait", "refuse", "drop"]),
        ("priority", vec!["0", "1", "2", "3"]),
        ("because", codes!(passeur::domain::waiting::Because)),
        ("because-letter", codes!(passeur::domain::waiting::Because)),
        ("outcome-waiting", codes!(passeur::domain::waiting::Because)),
        ("hindrance", vec!["slug_taken", "network", "asked", "undelivered"]),
        ("decision", vec!["accept", "wait", "refuse", "drop"]),
        ("decide", vec!["accept", "wait", "refuse", "drop", "accept-button", "wait-button", "refuse-button", "drop-button"]),
        ("history", vec!["accept", "wait", "refuse", "accept-undone", "wait-undone", "refuse-undone", "drop", "drop-undone"]),
        ("flash", vec!["accept", "wait", "refuse", "drop"]),
        (
            "way",
            vec![
                "sent",
                "unconfirmed",
                "pending",
                "decided",
                "ready",
                "asked-words",
                "closed-words",
                "waiting-words",
                "refused-words",
                "accepted-words",
                "ready-words",
            ],
        ),
        ("error", vec!["400", "403", "404", "405", "409", "413", "415", "429", "500", "dead-link"]),
        ("demo-reserved", vec!["1", "2", "3"]),
        ("demo-motive", vec!["accept-1", "accept-2", "wait-1", "wait-2", "refuse-1", "refuse-2"]),
        ("whose", codes!(passeur::domain::second_look::comparison::Whose)),
        ("flash-look", vec!["accept", "wait", "refuse"]),
        ("month", vec!["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]),
    ]
}

#[test]
fn every_key_that_is_used_exists() {
    let defined = defined();
    let mut missing = Vec::new();
    for (family, codes) in families() {
        for code in codes {
            let key = words::key(family, code);
            if !defined.contains(&key) {
                missing.push(key);
            }
        }
    }
    for country in form::COUNTRIES {
        missing.extend(Some(format!("country-{country}")).filter(|key| !defined.contains(key)));
    }
    for criterion in CRITERIA {
        missing.extend(Some(format!("{}-refusal", words::key("criterion", criterion.key))).filter(|key| !defined.contains(key)));
    }
    for (need, suite) in suites::Need::ALL.iter().flat_map(|need| Suite::ALL.iter().map(move |suite| (need, suite))) {
        let key = words::key("need-reason", &format!("{need}-{suite}"));
        missing.extend(Some(key).filter(|key| !defined.contains(key)));
    }
    for name in form::Page::ALL.iter().flat_map(|page| page.fields()) {
        missing.extend(Some(&passeur::web::field::of(name).hint).filter(|hint| hint.starts_with("ask-")).cloned());
    }
    // What is said by its whole name: a literal given to one of the functions of `words`, or to a form.
    let calls = ["say(\"", "say_with(\"", "count(\"", "Gauge::of(\"", "part(\"", "add(\"label", "maybe(\"label"];
    for (path, text) in files("src", ".rs").into_iter().filter(|(path, _)| !path.to_string_lossy().ends_with("tests.rs")) {
        if path.ends_with("main.rs") || path.ends_with("demo/mod.rs") {
            continue;
        }
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for call in calls {
            for (at, _) in text.match_indices(call) {
                let start = at + call.find('"').unwrap_or_default() + 1;
                let key = text[start..].split('"').next().unwrap_or_default();
                if !key.contains(['{', ' ']) && !defined.iter().any(|known| known == key) {
                    missing.push(format!("{key} ({})", path.display()));
                }
            }
        }
    }
    for (_, text) in files("src/domain/form", ".rs").into_iter().chain(
        ["form.rs", "precheck.rs", "alternative.rs", "message.rs", "team.rs", "calibration.rs", "second_look.rs", "entry.rs", "address.rs"]
            .into_iter()
            .flat_map(|name| files("src/domain", name)),
    ) {
        let keys = text.split('"').skip(1).step_by(2).filter(|literal| {
            ["-missing", "-short", "-long", "-digits", "-future", "-malformed", "-reserved", "-many"].iter().any(|end| literal.ends_with(end))
        });
        missing.extend(keys.filter(|key| !defined.iter().any(|known| known == key)).map(str::to_owned));
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn words_are_typeset_as_french_is() {
    let mut wrong = Vec::new();
    let mut look = |place: String, line: &str| {
        let bad = line.contains('\'') || [" :", " ;", " !", " ?", "« ", " »"].iter().any(|pair| line.contains(pair)) || line.contains("...");
        if bad {
            wrong.push(format!("{place}: {}", line.trim()));
        }
    };
    for (path, text) in files("locales/fr", ".ftl") {
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            look(path.display().to_string(), line.split_once('=').map_or(line, |(_, words)| words));
        }
    }
    for (path, text) in files("templates/letters", ".txt") {
        for line in text.lines().filter(|line| !line.starts_with("{%")) {
            look(path.display().to_string(), line);
        }
    }
    // The narrow one before these, the wide one before a colon.
    for (path, text) in files("templates", "").into_iter().chain(files("locales/fr", ".ftl")) {
        for line in text.lines().filter(|line| ["\u{a0};", "\u{a0}!", "\u{a0}?", "\u{202f}:"].iter().any(|pair| line.contains(pair))) {
            wrong.push(format!("{}: {}", path.display(), line.trim()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
