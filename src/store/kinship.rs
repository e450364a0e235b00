//! Kinship: the keys by which applications meet, what pairs share, what volunteers said of them, and the networks they make.

use super::schema::{applications, kin_holders, kin_keys, kin_links, kin_verdicts};
use super::{At, Db, Result, Tx, from_json, from_text, tally, to_json};
use crate::domain::application::{Shelf, State};
use crate::domain::form::Form;
use crate::domain::kinship::{Key, Link, Reason, Verdict};
use crate::domain::values::{ApplicationId, Instant, Reference, VolunteerId};
use diesel::prelude::*;
use std::collections::HashMap;

/// How many applications have their keys here.
pub const HOLDERS: &str = "kin";

/// Applications whose kin was not looked for since their form changed, `most` at most: key and version.
pub fn due(db: &mut Db<'_>, most: i64) -> Result<Vec<ApplicationId>> {
    let due = applications::table.filter(applications::kin_at.is_null()).filter(applications::shelf.ne(Shelf::Unconfirmed.code()));
    let rows: Vec<String> = due.order(applications::id).limit(most).select(applications::id).load(&mut **db)?;
    rows.into_iter().map(|id| from_text(id, "application")).collect()
}

/// Kin of this version was looked for; a form that changed meanwhile is looked at again.
pub fn set_looked(tx: &mut Tx<'_>, id: &ApplicationId, version: i64, seen_before: bool, now: Instant) -> Result<()> {
    let same = applications::table.find(id.as_str()).filter(applications::version.ge(version));
    diesel::update(same).set((applications::kin_at.eq(At::of(now)), applications::seen_before.eq(seen_before))).execute(&mut ***tx)?;
    Ok(())
}

/// Kin must be looked for again, everywhere: the words taught changed.
pub fn set_all_due(tx: &mut Tx<'_>) -> Result<()> {
    diesel::update(applications::table).set(applications::kin_at.eq(None::<At>)).execute(&mut ***tx)?;
    Ok(())
}

/// Kin must be looked for again.
pub fn set_due(tx: &mut Tx<'_>, id: &ApplicationId) -> Result<()> {
    diesel::update(applications::table.find(id.as_str())).set(applications::kin_at.eq(None::<At>)).execute(&mut ***tx)?;
    Ok(())
}

/// Replaces the keys of an application, and counts their holders.
pub fn put_keys(tx: &mut Tx<'_>, id: &ApplicationId, keys: &[i64]) -> Result<()> {
    let known = drop_keys(tx, id)?;
    if !known {
        tally::add(tx, HOLDERS, 1)?;
    }
    for key in keys {
        diesel::insert_into(kin_keys::table).values((kin_keys::application_id.eq(id.as_str()), kin_keys::key.eq(key))).execute(&mut ***tx)?;
    }
    let held: Vec<i64> = kin_holders::table.filter(kin_holders::key.eq_any(keys)).select(kin_holders::key).load(&mut ***tx)?;
    diesel::update(kin_holders::table.filter(kin_holders::key.eq_any(&held))).set(kin_holders::n.eq(kin_holders::n + 1)).execute(&mut ***tx)?;
    for key in keys.iter().filter(|key| !held.contains(key)) {
        diesel::insert_into(kin_holders::table).values((kin_holders::key.eq(key), kin_holders::n.eq(1))).execute(&mut ***tx)?;
    }
    Ok(())
}

/// Takes the keys of an application away; whether it had any.
fn drop_keys(tx: &mut Tx<'_>, id: &ApplicationId) -> Result<bool> {
    let mine = kin_keys::table.filter(kin_keys::application_id.eq(id.as_str()));
    let keys: Vec<i64> = mine.select(kin_keys::key).load(&mut ***tx)?;
    diesel::update(kin_holders::table.filter(kin_holders::key.eq_any(&keys))).set(kin_holders::n.eq(kin_holders::n - 1)).execute(&mut ***tx)?;
    diesel::delete(kin_holders::table.filter(kin_holders::key.eq_any(&keys)).filter(kin_holders::n.le(0))).execute(&mut ***tx)?;
    diesel::delete(mine).execute(&mut ***tx)?;
    Ok(!keys.is_empty())
}

/// Forgets an application that is about to be erased; the rest of what hangs on it goes with it.
pub fn forget(tx: &mut Tx<'_>, id: &ApplicationId) -> Result<()> {
    if drop_keys(tx, id)? {
        tally::add(tx, HOLDERS, -1)?;
    }
    let network: Option<String> = applications::table.find(id.as_str()).select(applications::network_id).first(&mut ***tx)?;
    let Some(network) = network else { return Ok(()) };
    let others = applications::table.filter(applications::network_id.eq(&network)).filter(applications::id.ne(id.as_str()));
    let left: Vec<String> = others.select(applications::id).limit(2).load(&mut ***tx)?;
    // One alone is no network.
    if let [one] = left.as_slice() {
        diesel::update(applications::table.find(one)).set(applications::network_id.eq(None::<String>)).execute(&mut ***tx)?;
    }
    Ok(())
}

/// How many applications hold each of these keys.
pub fn holders(db: &mut Db<'_>, keys: &[i64]) -> Result<HashMap<i64, i64>> {
    Ok(kin_holders::table.filter(kin_holders::key.eq_any(keys)).load::<(i64, i64)>(&mut **db)?.into_iter().collect())
}

/// Who else holds these keys: key and application.
pub fn holding(db: &mut Db<'_>, keys: &[i64], except: &ApplicationId) -> Result<Vec<(i64, String)>> {
    let others = kin_keys::table.filter(kin_keys::key.eq_any(keys)).filter(kin_keys::application_id.ne(except.as_str()));
    Ok(others.select((kin_keys::key, kin_keys::application_id)).load(&mut **db)?)
}

/// The forms of these applications.
pub fn forms(db: &mut Db<'_>, ids: &[String]) -> Result<Vec<(ApplicationId, Form)>> {
    let rows: Vec<(String, String)> =
        applications::table.filter(applications::id.eq_any(ids)).select((applications::id, applications::form)).load(&mut **db)?;
    rows.into_iter().map(|(id, form)| Ok((from_text(id, "application")?, from_json(&form, "form")?))).collect()
}

/// Replaces all that an application shares with others, told from both.
pub fn put_links(tx: &mut Tx<'_>, id: &ApplicationId, links: &[(ApplicationId, Link)]) -> Result<()> {
    diesel::delete(kin_links::table.filter(kin_links::application_id.eq(id.as_str()))).execute(&mut ***tx)?;
    diesel::delete(kin_links::table.filter(kin_links::other_id.eq(id.as_str()))).execute(&mut ***tx)?;
    // Who was erased since the links were found has no row any more.
    let others: Vec<&str> = links.iter().map(|(other, _)| other.as_str()).collect();
    let there: Vec<String> = applications::table.filter(applications::id.eq_any(others)).select(applications::id).load(&mut ***tx)?;
    for (other, link) in links.iter().filter(|(other, _)| there.iter().any(|one| one == other.as_str())) {
        let (weight, reasons) = (thousandths(link.weight), to_json(&link.reasons)?);
        for (one, another) in [(id, other), (other, id)] {
            let row = (
                kin_links::application_id.eq(one.as_str()),
                kin_links::other_id.eq(another.as_str()),
                kin_links::weight.eq(weight),
                kin_links::reasons.eq(&reasons),
            );
            diesel::insert_into(kin_links::table).values(row).execute(&mut ***tx)?;
        }
    }
    Ok(())
}

/// A weight as it is stored.
#[expect(clippy::cast_possible_truncation, reason = "weights are a few dozen nats")]
pub fn thousandths(weight: f64) -> i64 {
    (weight * 1000.0).round() as i64
}

/// Someone an application shares something with, as its page shows them.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as in the tables")]
pub struct Relative {
    pub id: ApplicationId,
    pub reference: Reference,
    pub name: String,
    pub town: String,
    pub state: State,
    /// In thousandths of a nat.
    pub weight: i64,
    pub reasons: Vec<Reason>,
}

/// Those an application shares most with, the heaviest link first.
pub fn relatives(db: &mut Db<'_>, id: &ApplicationId, most: i64) -> Result<Vec<Relative>> {
    type Line = (String, String, String, String, String, i64, String);
    let rows: Vec<Line> = kin_links::table
        .inner_join(applications::table)
        .filter(kin_links::application_id.eq(id.as_str()))
        .order((kin_links::weight.desc(), kin_links::other_id))
        .limit(most)
        .select((
            applications::id,
            applications::reference,
            applications::organization_name,
            applications::town,
            applications::state,
            kin_links::weight,
            kin_links::reasons,
        ))
        .load(&mut **db)?;
    let relative = |(id, reference, name, town, state, weight, reasons): Line| {
        Ok(Relative {
            id: from_text(id, "application")?,
            reference: from_text(reference, "reference")?,
            name,
            town,
            state: from_json(&state, "state of an application")?,
            weight,
            reasons: from_json(&reasons, "reasons of a link")?,
        })
    };
    rows.into_iter().map(relative).collect()
}

/// The links among these applications that weigh at least so much (thousandths), each pair once.
pub fn links_among(db: &mut Db<'_>, ids: &[String], least: i64) -> Result<Vec<(String, String, i64)>> {
    let links = kin_links::table
        .filter(kin_links::application_id.eq_any(ids))
        .filter(kin_links::other_id.eq_any(ids))
        .filter(kin_links::application_id.lt(kin_links::other_id))
        .filter(kin_links::weight.ge(least));
    Ok(links.select((kin_links::application_id, kin_links::other_id, kin_links::weight)).load(&mut **db)?)
}

/// The links among these applications that weigh at least so much, told from each of both, the heaviest first, with their reasons.
pub fn reasons_among(db: &mut Db<'_>, ids: &[String], least: i64) -> Result<Vec<(String, String, Vec<Reason>)>> {
    let rows: Vec<(String, String, String)> = kin_links::table
        .filter(kin_links::application_id.eq_any(ids))
        .filter(kin_links::other_id.eq_any(ids))
        .filter(kin_links::weight.ge(least))
        .order((kin_links::weight.desc(), kin_links::other_id))
        .limit(5000)
        .select((kin_links::application_id, kin_links::other_id, kin_links::reasons))
        .load(&mut **db)?;
    rows.into_iter().map(|(a, b, reasons)| Ok((a, b, from_json(&reasons, "reasons of a link")?))).collect()
}

/// What was said of a pair.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as in the table")]
pub struct Said {
    pub pair: (ApplicationId, ApplicationId),
    pub verdict: Verdict,
    pub motive: String,
    pub by: String,
    pub at: Instant,
}

/// What was said of the pairs that hold one of these applications.
pub fn said_of(db: &mut Db<'_>, ids: &[String]) -> Result<Vec<Said>> {
    use super::schema::volunteers;
    let rows: Vec<(String, String, bool, String, String, At)> = kin_verdicts::table
        .inner_join(volunteers::table)
        .filter(kin_verdicts::application_id.eq_any(ids).or(kin_verdicts::other_id.eq_any(ids)))
        .select((
            kin_verdicts::application_id,
            kin_verdicts::other_id,
            kin_verdicts::related,
            kin_verdicts::motive,
            volunteers::name,
            kin_verdicts::said_at,
        ))
        .load(&mut **db)?;
    let said = |(a, b, related, motive, by, at): (String, String, bool, String, String, At)| {
        let verdict = if related { Verdict::Related } else { Verdict::NotRelated };
        Ok(Said { pair: (from_text(a, "application")?, from_text(b, "application")?), verdict, motive, by, at: at.0 })
    };
    rows.into_iter().map(said).collect()
}

/// Remembers what a volunteer says of a pair; what was said before is replaced.
pub fn say(tx: &mut Tx<'_>, pair: (&ApplicationId, &ApplicationId), verdict: Verdict, motive: &str, by: &VolunteerId, now: Instant) -> Result<()> {
    let (a, b) = if pair.0.as_str() <= pair.1.as_str() { pair } else { (pair.1, pair.0) };
    diesel::delete(kin_verdicts::table.find((a.as_str(), b.as_str()))).execute(&mut ***tx)?;
    let row = (
        kin_verdicts::application_id.eq(a.as_str()),
        kin_verdicts::other_id.eq(b.as_str()),
        kin_verdicts::related.eq(verdict == Verdict::Related),
        kin_verdicts::motive.eq(motive),
        kin_verdicts::volunteer_id.eq(by.as_str()),
        kin_verdicts::said_at.eq(At::of(now)),
    );
    diesel::insert_into(kin_verdicts::table).values(row).execute(&mut ***tx)?;
    Ok(())
}

/// A decided application whose texts resemble those of another.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as in the tables")]
pub struct Precedent {
    pub id: ApplicationId,
    pub reference: Reference,
    pub form: Form,
    pub state: State,
}

/// Those that were decided and hold most of these keys of texts, `most` at most.
pub fn precedents(db: &mut Db<'_>, keys: &[i64], except: &ApplicationId, most: i64) -> Result<Vec<Precedent>> {
    use diesel::dsl::count_star;
    let decided = [Shelf::Decided.code(), Shelf::Waiting.code()];
    let ids: Vec<(String, i64)> = kin_keys::table
        .inner_join(applications::table)
        .filter(kin_keys::key.eq_any(keys))
        .filter(kin_keys::application_id.ne(except.as_str()))
        .filter(applications::shelf.eq_any(decided))
        .group_by(kin_keys::application_id)
        .order((count_star().desc(), kin_keys::application_id.desc()))
        .limit(most)
        .select((kin_keys::application_id, count_star()))
        .load(&mut **db)?;
    let ids: Vec<String> = ids.into_iter().map(|(id, _)| id).collect();
    let rows: Vec<(String, String, String, String)> = applications::table
        .filter(applications::id.eq_any(ids))
        .order(applications::id)
        .select((applications::id, applications::reference, applications::form, applications::state))
        .load(&mut **db)?;
    let precedent = |(id, reference, form, state): (String, String, String, String)| {
        Ok(Precedent {
            id: from_text(id, "application")?,
            reference: from_text(reference, "reference")?,
            form: from_json(&form, "form")?,
            state: from_json(&state, "state of an application")?,
        })
    };
    rows.into_iter().map(precedent).collect()
}

/// A key as it is stored: its kind is mixed into its hash.
pub fn stored(key: &Key) -> i64 {
    key.hash.wrapping_mul(31) ^ i64::from(key.kind as u8).wrapping_mul(0x0100_0000_01b3)
}
