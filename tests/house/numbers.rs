//! No number of the rules is written twice: a count of something that the policy says is printed from the policy. What stays in the
//! texts is listed here with its reason.

use crate::files;

/// What a number of the policy counts.
const UNITS: &[&str] = &[
    "Go", "Mo", "compte", "comptes", "jour", "jours", "mois", "minute", "minutes", "heure", "heures", "an", "ans", "espaces", "places", "semaine",
    "semaines",
];
/// Numbers in letters.
const WORDS: &[&str] =
    &["deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "quinze", "vingt", "trente", "quarante", "cinquante"];

/// Counts that are no rule.
const OTHERS: &[(&str, &str)] = &[
    ("3 Go", "what a thousand photos weigh"),
    ("5 Go", "a class of the form, fixed by the contract"),
    ("10 Go", "a class of the form, fixed by the contract"),
    ("20 Go", "a class of the form, fixed by the contract"),
    ("40 Go", "a class of the form, fixed by the contract: only in locales/fr/application.ftl"),
    ("dix minutes", "what filling the form takes"),
    ("cinq minutes", "what a survey takes, and the pause between two links"),
    ("deux minutes", "what setting up a second factor takes"),
    ("deux heures", "what the demo's sessions last"),
    ("trois mois", "a class of a chart"),
    ("six mois", "a class of a chart"),
    ("trente jours", "how far back a new sieve is tried on what was decided"),
    ("1 000 espaces", "the scale of a drawing"),
    ("1 000 places", "the scale of a drawing"),
    ("30 jours", "how long remains of what is over are kept: not a rule of the service"),
    ("12 heures", "the longest session: not a rule of the service"),
    ("sept jours", "how long a cookie lasts: not a rule of the service"),
];

/// The counts of a text: number and unit, with a plain space.
fn counts(text: &str) -> Vec<String> {
    let plain = text.replace(['\u{a0}', '\u{202f}'], " ");
    let words: Vec<&str> = plain.split(' ').collect();
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '}').to_owned();
    let number = |word: &str| {
        word.len() < 20 && (WORDS.contains(&word.to_lowercase().as_str()) || (!word.is_empty() && word.chars().all(|c| c.is_ascii_digit())))
    };
    let mut found = Vec::new();
    for pair in words.windows(2) {
        // What stands before may cling to a tag or a key.
        let count = pair[0].rsplit(['>', '(', '«', '=', '\n', '’']).next().map(bare).unwrap_or_default();
        let unit: String = pair[1].chars().take_while(|c| c.is_alphabetic()).collect();
        if number(&count) && UNITS.contains(&unit.as_str()) {
            found.push(format!("{count} {unit}"));
        }
    }
    // Thousands are written with a space.
    for three in words.windows(3) {
        let unit: String = three[2].chars().take_while(|c| c.is_alphabetic()).collect();
        if three[1] == "000" && UNITS.contains(&unit.as_str()) {
            found.retain(|one| *one != format!("000 {unit}"));
            found.push(format!("{} 000 {unit}", three[0].rsplit(['>', '(']).next().unwrap_or_default()));
        }
    }
    found
}

#[test]
fn no_number_of_the_rules_is_written_in_a_text() {
    let mut wrong = Vec::new();
    for (path, text) in files("templates", "").into_iter().chain(files("locales/fr", ".ftl")) {
        let path = path.to_string_lossy().into_owned();
        for (n, line) in text.lines().enumerate() {
            for count in counts(line) {
                let known = OTHERS.iter().any(|(other, _)| *other == count);
                let stray = count == "40 Go" && !path.ends_with("application.ftl");
                if !known || stray {
                    wrong.push(format!("{path}:{}: « {count} »", n + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "print these from the policy, or say in OTHERS why they are none of it:\n{}", wrong.join("\n"));
}

#[test]
fn a_number_that_is_written_is_found() {
    for (text, expected) in [
        ("<b>40 Go</b>pour tout l’espace", "40 Go"),
        ("au bout de 15\u{a0}jours.", "15 jours"),
        ("Il offre 50 comptes et", "50 comptes"),
        ("vaut sept jours, et", "sept jours"),
        ("Des bateaux de 1\u{202f}000\u{a0}places.", "1 000 places"),
        ("{{ policy.accounts }} comptes, 30 jours", "30 jours"),
    ] {
        assert_eq!(counts(text), [expected], "{text}");
    }
    assert!(counts("{{ policy.storage_go }}\u{a0}Go au plus").is_empty());
}
