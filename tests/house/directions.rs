//! `main → {web, clockwork} → actions → {store, post} → domain`. Never back.

use crate::files;

/// A room: what it may reach in the house, and which crates only it may use.
struct Room {
    name: &'static str,
    may: &'static [&'static str],
    crates: &'static [&'static str],
}

const ROOMS: &[Room] = &[
    Room { name: "domain", may: &["domain", "choices"], crates: &["chrono", "chrono_tz", "serde", "serde_json", "unicode_normalization"] },
    Room {
        name: "store",
        may: &["choices", "domain", "store"],
        crates: &["chrono", "diesel", "diesel_migrations", "r2d2", "serde", "serde_json", "tokio", "unicode_normalization", "url"],
    },
    Room {
        name: "post",
        may: &["domain", "post", "settings", "words"],
        crates: &["askama", "lettre", "percent_encoding", "thiserror", "tokio", "url"],
    },
    Room { name: "batch", may: &["batch", "domain"], crates: &["csv", "thiserror"] },
    Room { name: "actions", may: &["actions", "app", "domain", "keys", "post", "store"], crates: &["chrono", "serde", "serde_json", "thiserror"] },
    Room {
        name: "web",
        may: &["actions", "actix_app", "app", "choices", "clock", "clockwork", "demo", "domain", "store", "web", "words"],
        crates: &[
            "actix_session",
            "actix_web",
            "askama",
            "base64",
            "chrono",
            "futures_util",
            "ics",
            "qrcode",
            "serde",
            "serde_json",
            "sha2",
            "subtle",
            "tokio",
            "tracing",
            "url",
        ],
    },
    Room {
        name: "clockwork",
        may: &["actions", "app", "domain", "post", "store"],
        crates: &["chrono", "chrono_tz", "futures_util", "tokio", "tracing"],
    },
];

/// The code of a file, without comments and without its tests.
fn code(text: &str) -> String {
    let end = text.find("#[cfg(test)]").unwrap_or(text.len());
    text[..end].lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The names that follow `prefix` in a text.
fn after<'a>(text: &'a str, prefix: &str) -> Vec<&'a str> {
    let word = |rest: &'a str| &rest[..rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())];
    text.match_indices(prefix).map(|(at, _)| word(&text[at + prefix.len()..])).filter(|name| !name.is_empty()).collect()
}

fn is_test(path: &std::path::Path) -> bool {
    path.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with("tests"))
}

#[test]
fn each_room_reaches_only_inwards() {
    let mut wrong = Vec::new();
    for room in ROOMS {
        for (path, text) in files(&format!("src/{}", room.name), ".rs").into_iter().filter(|(path, _)| !is_test(path)) {
            let code = code(&text);
            for reached in after(&code, "crate::").into_iter().filter(|name| !room.may.contains(name)) {
                wrong.push(format!("{} reaches crate::{reached}", path.display()));
            }
            let outside = code.lines().filter_map(|line| line.trim_start().trim_start_matches("pub ").strip_prefix("use "));
            for used in outside.map(|line| line.split([':', ';', ' ']).next().unwrap_or_default()) {
                let ours = ["crate", "super", "self", "std"].contains(&used) || used.starts_with(char::is_uppercase);
                let own = files_named(room.name, used);
                if !ours && !own && !room.crates.contains(&used) {
                    wrong.push(format!("{} uses {used}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `use dialect::…` inside `store/mod.rs` names a file (or the inner module) of the same room.
fn files_named(room: &str, name: &str) -> bool {
    files(&format!("src/{room}"), ".rs").iter().any(|(path, _)| path.file_stem().is_some_and(|stem| stem == name)) || name == "either"
}

#[test]
fn some_crates_live_in_one_room() {
    let mut wrong = Vec::new();
    for (name, rooms) in [
        ("diesel", &["store"][..]),
        ("lettre", &["post", "settings.rs"]),
        ("actix_web", &["web", "demo", "main.rs"]),
        ("argon2", &["keys.rs"]),
        ("getrandom", &["keys.rs"]),
    ] {
        for (path, text) in files("src", ".rs") {
            let room = path.components().nth(1).unwrap().as_os_str().to_string_lossy().into_owned();
            if code(&text).contains(&format!("{name}::")) && !rooms.contains(&room.as_str()) {
                wrong.push(format!("{} uses {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn there_is_no_french_in_code() {
    let mut wrong = Vec::new();
    for (path, text) in files("src", ".rs").into_iter().filter(|(path, _)| !is_test(path)) {
        // The passwords and first names of the demo are data, and so are the words that criteria look for.
        if path.ends_with("demo/mod.rs") || path.starts_with("src/domain/eligibility") {
            continue;
        }
        for line in code(&text).lines() {
            let strings: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
            if strings.iter().any(|string| string.chars().any(|c| "éèàùçêôîâûëïœÉÈÀÇÊ’".contains(c))) {
                wrong.push(format!("{}: {}", path.display(), line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_stay_short() {
    let long: Vec<String> = files("src", ".rs")
        .into_iter()
        // The list of tables is as long as there are tables.
        .filter(|(path, text)| !is_test(path) && !path.ends_with("schema.rs") && text.lines().count() > 350)
        .map(|(path, text)| format!("{}: {} lines", path.display(), text.lines().count()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}
