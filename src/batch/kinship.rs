//! `passeur kinship FILE.csv`: the links among the rows of a file, or the groups that they make.
//!
//! Rows are numbered from 0, without the head. Columns `name,city,siren,website`; others are left aside.

use crate::domain::kinship::{Facts, Index, Lexicon, groups};
use std::collections::BTreeMap;

/// What is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    /// `row_a,row_b,weight,reasons`: links strong enough to group.
    Links,
    /// `group,row`.
    Groups,
}

/// The links or the groups of the rows of a CSV file. Errors are one line for the person at the terminal.
pub fn run(file: &[u8], output: Output) -> Result<Vec<u8>, String> {
    let rows = read(file)?;
    let mut index = Index::new(Lexicon::built_in());
    for (row, facts) in rows.iter().enumerate() {
        index.add(row, facts);
    }
    let mut links: BTreeMap<(usize, usize), (f64, String)> = BTreeMap::new();
    for row in 0..rows.len() {
        for related in index.related_of(&row).into_iter().filter(|related| related.link.is_strong()) {
            let reasons = related.link.reasons.iter().map(|reason| format!("{}: {}", reason.signal, reason.words)).collect::<Vec<_>>();
            links.entry((row.min(related.id), row.max(related.id))).or_insert_with(|| (related.link.weight, reasons.join(" | ")));
        }
    }
    let mut out = csv::Writer::from_writer(Vec::new());
    match output {
        Output::Links => {
            write(&mut out, &["row_a", "row_b", "weight", "reasons"])?;
            for ((a, b), (weight, reasons)) in &links {
                write(&mut out, &[&a.to_string(), &b.to_string(), &format!("{weight:.2}"), reasons])?;
            }
        }
        Output::Groups => {
            write(&mut out, &["group", "row"])?;
            let found = groups(links.iter().map(|((a, b), (weight, _))| (*a, *b, *weight)), []);
            for (group, rows) in found.iter().enumerate() {
                for row in rows {
                    write(&mut out, &[&group.to_string(), &row.to_string()])?;
                }
            }
        }
    }
    out.into_inner().map_err(|e| e.to_string())
}

fn write(out: &mut csv::Writer<Vec<u8>>, fields: &[&str]) -> Result<(), String> {
    out.write_record(fields).map_err(|e| e.to_string())
}

const COLUMNS: &[&str] = &["name", "city", "siren", "website"];

fn read(file: &[u8]) -> Result<Vec<Facts>, String> {
    let text = text(file)?;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let mut records = reader.records();
    let head = records.next().ok_or("the file is empty: its first line must name the columns name,city,siren,website")?;
    let head: Vec<String> = head.map_err(|e| wrong(&e))?.iter().map(|name| name.trim().to_lowercase()).collect();
    let at = |column: &str| head.iter().position(|name| name == column);
    let Some(name) = at("name") else {
        let hint = if head.iter().any(|name| name.contains(';') || name.contains('\t')) { "; separate the columns with commas" } else { "" };
        return Err(format!("line 1: no column is called name (columns read: {}){hint}", COLUMNS.join(",")));
    };
    let (city, siren, website) = (at("city"), at("siren"), at("website"));
    let mut rows = Vec::new();
    for record in records {
        let record = record.map_err(|e| wrong(&e))?;
        let field = |column: Option<usize>| column.and_then(|column| record.get(column)).unwrap_or_default().to_owned();
        rows.push(Facts {
            name: field(Some(name)),
            town: field(city),
            registration_number: field(siren),
            website: field(website),
            ..Facts::default()
        });
    }
    Ok(rows)
}

/// The file as text: UTF-8, a byte order mark left out.
fn text(file: &[u8]) -> Result<&str, String> {
    let file = file.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(file);
    if file.starts_with(&[0xff, 0xfe]) || file.starts_with(&[0xfe, 0xff]) {
        return Err("the file is in UTF-16: save it as CSV UTF-8".into());
    }
    std::str::from_utf8(file).map_err(|e| {
        let line = file.iter().take(e.valid_up_to()).filter(|byte| **byte == b'\n').count() + 1;
        format!(
            "line {line}: the file is not in UTF-8 (Windows-1252, perhaps): save it as CSV UTF-8, or convert it with iconv -f WINDOWS-1252 -t UTF-8"
        )
    })
}

fn wrong(error: &csv::Error) -> String {
    let line = error.position().map_or_else(String::new, |position| format!("line {}: ", position.line()));
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("{line}{len} columns where the first line has {expected_len}: a comma or a quote is missing or too many")
        }
        _ => format!("{line}{error}"),
    }
}

#[cfg(test)]
#[path = "kinship_tests.rs"]
mod tests;
