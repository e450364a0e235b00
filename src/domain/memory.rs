//! Memory after erasure (spec 5.12): enough to say « déjà refusée en mars : pas éligible », with nothing to read.
//!
//! Of an application that is erased, what stays is a keyed hash of each of its marks (address, domain, number, label), with what became
//! of it, the criteria it missed and the month. The key is drawn for each half-year and destroyed when the last hash it made is over.

use super::kinship::Mark;
use super::values::Instant;
use crate::choices;
use chrono::{Datelike, Months};

choices!(
    /// What became of an application that was erased.
    Became { Refused = "refused", Withdrawn = "withdrawn", Closed = "closed", Dropped = "dropped" }
);

/// What is remembered of one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Memory {
    /// The month, `2026-11`.
    pub month: String,
    /// What became of it.
    pub became: Became,
    /// Keys of criteria, or `full`; none unless it was refused.
    pub reasons: Vec<String>,
    /// What the new application has in common with it.
    pub marks: Vec<Mark>,
}

/// The half-year of an instant, which names the key of its hashes.
pub fn epoch(now: Instant) -> String {
    format!("{}-{}", now.year(), if now.month() <= 6 { 1 } else { 2 })
}

/// When a hash made now is over.
pub fn end(now: Instant, months: i64) -> Instant {
    now.checked_add_months(Months::new(u32::try_from(months).unwrap_or(0))).unwrap_or(now)
}

/// When the key of the half-year of `now` is over: after the last hash it may make.
pub fn key_end(now: Instant, months: i64) -> Instant {
    end(now, months.saturating_add(6))
}

/// Rows of one erased application found by several marks are one memory; the latest first.
pub fn gather(found: impl IntoIterator<Item = (Mark, Became, Vec<String>, String)>) -> Vec<Memory> {
    let mut memories: Vec<Memory> = Vec::new();
    for (mark, became, reasons, month) in found {
        match memories.iter_mut().find(|one| one.month == month && one.became == became && one.reasons == reasons) {
            Some(memory) => memory.marks.push(mark),
            None => memories.push(Memory { month, became, reasons, marks: vec![mark] }),
        }
    }
    for memory in &mut memories {
        memory.marks.sort_unstable();
        memory.marks.dedup();
    }
    memories.sort_by(|a, b| b.cmp(a));
    memories
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_outlives_every_hash_it_made() {
        for day in ["2026-01-01", "2026-06-30", "2026-07-01", "2026-12-31", "2028-02-29"] {
            let now: Instant = format!("{day}T23:59:59Z").parse().unwrap();
            let start: Instant =
                if epoch(now).ends_with("-1") { format!("{}-01-01T00:00:00Z", now.year()) } else { format!("{}-07-01T00:00:00Z", now.year()) }
                    .parse()
                    .unwrap();
            assert_eq!(epoch(start), epoch(now));
            assert!(key_end(start, 12) >= end(now, 12), "{day}: a key drawn on the first day serves to the last");
        }
    }

    #[test]
    fn what_several_marks_tell_is_told_once() {
        let row = |mark, month: &str| (mark, Became::Refused, vec!["school".to_owned()], month.to_owned());
        let found = gather([row(Mark::Email, "2026-03"), row(Mark::Number, "2026-03"), row(Mark::Slug, "2026-05"), row(Mark::Number, "2026-03")]);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].month, "2026-05");
        assert_eq!(found[1].marks, [Mark::Email, Mark::Number]);
    }
}
