//! The rules of the house: who may import whom, words both ways, tables on both databases, and every door tried as every role.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::disallowed_methods, reason = "a rule that cannot be read is broken")]

#[path = "../stories/browser.rs"]
#[allow(dead_code, reason = "shared with the stories")]
mod browser;
mod directions;
mod doors;
#[path = "../stories/house.rs"]
#[allow(dead_code, reason = "shared with the stories")]
mod house;
mod numbers;
mod tables;
mod words;

use std::path::{Path, PathBuf};

/// All files under a folder of the repository whose names end so, with their texts.
fn files(folder: &str, ending: &str) -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, ending: &str, found: &mut Vec<(PathBuf, String)>) {
        let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, ending, found);
            } else if path.to_string_lossy().ends_with(ending) {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    walk(&root.join(folder), ending, &mut found);
    for (path, _) in &mut found {
        *path = path.strip_prefix(root).unwrap().to_owned();
    }
    assert!(!found.is_empty(), "no {ending} in {folder}");
    found
}
