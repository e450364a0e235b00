//! Comparisons of two looks at one decision: rows without a name, which stay when the application is erased.

use super::schema::comparisons as c;
use super::{Db, Result, Tx, from_json, from_text, to_json};
use crate::domain::figures::month_of;
use crate::domain::second_look::comparison::{Comparison, Judgement};
use crate::domain::values::Instant;
use diesel::prelude::*;

/// Remembers one of the month of `now`.
pub fn insert(tx: &mut Tx<'_>, id: &str, comparison: &Comparison, now: Instant) -> Result<()> {
    let second = comparison.second.as_ref();
    let reasons = second.map(|second| to_json(&second.reasons)).transpose()?;
    diesel::insert_into(c::table)
        .values((
            c::id.eq(id),
            c::month.eq(month_of(now)),
            c::first_choice.eq(comparison.first.choice.code()),
            c::first_reasons.eq(to_json(&comparison.first.reasons)?),
            c::second_choice.eq(second.map(|second| second.choice.code())),
            c::second_reasons.eq(reasons),
        ))
        .execute(&mut ***tx)?;
    Ok(())
}

fn judgement(choice: String, reasons: &str) -> Result<Judgement> {
    Ok(Judgement { choice: from_text(choice, "opinion")?, reasons: from_json(reasons, "reasons")? })
}

/// Those of the month of `since` and after, with their month (`2026-11`).
pub fn since(db: &mut Db<'_>, since: Instant) -> Result<Vec<(String, Comparison)>> {
    type Row = (String, String, String, Option<String>, Option<String>);
    let columns = (c::month, c::first_choice, c::first_reasons, c::second_choice, c::second_reasons);
    let rows: Vec<Row> = c::table.filter(c::month.ge(month_of(since))).order((c::month, c::id)).select(columns).load(&mut **db)?;
    let read = |(month, choice, reasons, second, second_reasons): Row| {
        let second = second.zip(second_reasons).map(|(choice, reasons)| judgement(choice, &reasons)).transpose()?;
        Ok((month, Comparison { first: judgement(choice, &reasons)?, second }))
    };
    rows.into_iter().map(read).collect()
}
