//! What is due of spaces, and what is known of each: measures, signs of life, exemptions, letters that left.

use super::schema::{exemptions, gauges, letters, operations, spaces};
use super::{At, Db, Result, Tx, from_text, outbox, space};
use crate::domain::letter::Kind;
use crate::domain::life::Facts;
use crate::domain::operation::OperationKind;
use crate::domain::space::{Leaving, Space, State, Status, Step};
use crate::domain::values::{EmailAddress, Instant, SpaceId, VolunteerId};
use crate::store::outbox::Fate;
use diesel::prelude::*;
use std::collections::HashMap;

/// States that idleness moves.
const MOVED: [Status; 5] = [Status::Active, Status::WarnedOnce, Status::WarnedTwice, Status::Disabled, Status::DeletionAnnounced];

/// The others: named so that a database looks spaces up by their turn, never by their state, as nearly all have the same.
const UNMOVED: [Status; 6] = [Status::Ordered, Status::Creating, Status::CreationFailed, Status::Suspended, Status::Deleting, Status::Deleted];

/// Codes of states.
pub fn codes(all: &[Status]) -> Vec<&'static str> {
    all.iter().map(|status| status.code()).collect()
}

/// Spaces that are to be looked at, `most` at most, in the order in which their turn came.
pub fn due(db: &mut Db<'_>, now: Instant, most: i64) -> Result<Vec<SpaceId>> {
    let due = spaces::table.filter(spaces::due_at.le(At::of(now))).filter(spaces::status.ne_all(codes(&UNMOVED)));
    let ids: Vec<String> = due.order((spaces::due_at, spaces::id)).limit(most).select(spaces::id).load(&mut **db)?;
    ids.into_iter().map(|id| from_text(id, "space")).collect()
}

/// These spaces are looked at again then.
pub fn look_again(tx: &mut Tx<'_>, ids: &[SpaceId], at: Instant) -> Result<()> {
    let asked: Vec<&str> = ids.iter().map(SpaceId::as_str).collect();
    diesel::update(spaces::table.filter(spaces::id.eq_any(asked))).set(spaces::due_at.eq(At::of(at))).execute(&mut ***tx)?;
    Ok(())
}

/// All spaces are looked at again: the rules changed.
pub fn look_at_all(tx: &mut Tx<'_>, now: Instant) -> Result<usize> {
    let moved = spaces::table.filter(spaces::status.eq_any(codes(&MOVED)));
    Ok(diesel::update(moved).set(spaces::due_at.eq(At::of(now))).execute(&mut ***tx)?)
}

/// The letter of a step.
pub fn letter_of(step: Step) -> Kind {
    match step {
        Step::WarnedOnce => Kind::FirstWarning,
        Step::WarnedTwice => Kind::SecondWarning,
        Step::Disabled => Kind::SpaceDisabled,
        Step::Announced => Kind::DeletionAnnounced,
    }
}

/// These spaces, in the order asked, each with what is known of it.
pub fn known(db: &mut Db<'_>, ids: &[SpaceId]) -> Result<Vec<(Space, Facts)>> {
    type Signs = (String, Option<At>, Option<At>, Option<(At, Option<At>)>, Option<At>);
    let asked: Vec<&str> = ids.iter().map(SpaceId::as_str).collect();
    let signs: Vec<Signs> = spaces::table
        .left_join(gauges::table)
        .left_join(exemptions::table)
        .filter(spaces::id.eq_any(&asked))
        .select((spaces::id, spaces::seen_at, spaces::noticed_at, (gauges::measured_at, gauges::active_at).nullable(), exemptions::until.nullable()))
        .load(&mut **db)?;
    let mut signs: HashMap<String, Signs> = signs.into_iter().map(|one| (one.0.clone(), one)).collect();
    let mut spaces: HashMap<SpaceId, Space> = space::find_all(db, ids)?.into_iter().map(|one| (one.id.clone(), one)).collect();
    let letters: Vec<Kind> = Step::ALL.iter().map(|step| letter_of(*step)).collect();
    let left = outbox::left(db, &asked, &letters)?;
    let notices: Vec<Instant> = signs.values().filter_map(|(_, _, noticed, _, _)| noticed.map(|at| at.0)).collect();
    let heard = if notices.is_empty() { Vec::new() } else { outbox::notices_left(db, Kind::DeletionNotice, &notices)? };
    let mut known = Vec::with_capacity(ids.len());
    for id in ids {
        let (Some(space), Some((_, seen, noticed, measured, exempt))) = (spaces.remove(id), signs.remove(id.as_str())) else { continue };
        let mut facts = Facts {
            measured_at: measured.as_ref().map(|(at, _)| at.0),
            active_at: measured.and_then(|(_, at)| at).map(|at| at.0),
            seen_at: seen.map(|at| at.0),
            exempt_until: exempt.map(|at| at.0),
            ..Facts::default()
        };
        if let State::Idle(idle) = &space.state {
            // What was written in an earlier sequence says nothing of this one.
            let since = At::of(idle.at).0;
            let letter = letter_of(idle.step);
            let of_step = left.iter().filter(|one| one.space == id.as_str() && one.kind == letter.code() && one.written_at >= since);
            facts.letter_left = of_step.map(|one| one.left_at).min();
            if let Some(at) = noticed.map(|at| at.0).filter(|at| idle.step == Step::Announced && *at >= since) {
                facts.noticed = true;
                facts.notice_left = heard.iter().filter(|(written, _)| *written == at).map(|(_, left)| *left).min();
            }
        }
        known.push((space, facts));
    }
    Ok(known)
}

/// How many spaces the agent was told to disable, and to delete, since `since`.
pub fn made_since(db: &mut Db<'_>, since: Instant) -> Result<(i64, i64)> {
    let mut count = |kind: OperationKind| -> Result<i64> {
        let asked = operations::table.filter(operations::kind.eq(kind.code())).filter(operations::created_at.ge(At::of(since)));
        Ok(asked.count().get_result(&mut **db)?)
    };
    Ok((count(OperationKind::Disable)?, count(OperationKind::Delete)?))
}

/// The team was told about the deletion of a space.
pub fn mark_noticed(tx: &mut Tx<'_>, id: &SpaceId, now: Instant) -> Result<()> {
    diesel::update(spaces::table.find(id.as_str())).set(spaces::noticed_at.eq(At::of(now))).execute(&mut ***tx)?;
    Ok(())
}

/// A person showed that a space is in use.
pub fn mark_seen(tx: &mut Tx<'_>, id: &SpaceId, now: Instant) -> Result<()> {
    diesel::update(spaces::table.find(id.as_str())).set(spaces::seen_at.eq(At::of(now))).execute(&mut ***tx)?;
    Ok(())
}

/// When a person last showed that a space is in use.
pub fn seen_at(db: &mut Db<'_>, id: &SpaceId) -> Result<Option<Instant>> {
    let at: Option<Option<At>> = spaces::table.find(id.as_str()).select(spaces::seen_at).first(&mut **db).optional()?;
    Ok(at.flatten().map(|at| at.0))
}

/// The administrators asked for the deletion of a space, or came back on it.
pub fn set_leaving(tx: &mut Tx<'_>, id: &SpaceId, leaving: Option<Leaving>) -> Result<()> {
    let dates = (spaces::leave_asked_at.eq(leaving.map(|one| At::of(one.asked_at))), spaces::leave_until.eq(leaving.map(|one| At::of(one.until))));
    diesel::update(spaces::table.find(id.as_str())).set(dates).execute(&mut ***tx)?;
    Ok(())
}

/// Spaces whose administrators had the time to come back on their deletion.
pub fn leaving_due(db: &mut Db<'_>, now: Instant, most: i64) -> Result<Vec<SpaceId>> {
    let due = spaces::table.filter(spaces::leave_until.le(At::of(now))).filter(spaces::status.ne_all(codes(&UNMOVED)));
    let ids: Vec<String> = due.order((spaces::leave_until, spaces::id)).limit(most).select(spaces::id).load(&mut **db)?;
    ids.into_iter().map(|id| from_text(id, "space")).collect()
}

/// Why nothing is done to a space, until when, and who said so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exemption {
    /// Until when.
    pub until: Instant,
    /// Why.
    pub because: String,
    /// Who said so.
    pub by: VolunteerId,
}

/// The exemption of a space.
pub fn exemption(db: &mut Db<'_>, id: &SpaceId) -> Result<Option<Exemption>> {
    let row: Option<(At, String, String)> =
        exemptions::table.find(id.as_str()).select((exemptions::until, exemptions::because, exemptions::volunteer_id)).first(&mut **db).optional()?;
    row.map(|(until, because, by)| Ok(Exemption { until: until.0, because, by: from_text(by, "volunteer")? })).transpose()
}

/// Exempts a space, or ends its exemption then.
pub fn exempt(tx: &mut Tx<'_>, id: &SpaceId, one: &Exemption, now: Instant) -> Result<()> {
    diesel::delete(exemptions::table.find(id.as_str())).execute(&mut ***tx)?;
    let values = (
        exemptions::space_id.eq(id.as_str()),
        exemptions::until.eq(At::of(one.until)),
        exemptions::because.eq(&one.because),
        exemptions::volunteer_id.eq(one.by.as_str()),
        exemptions::at.eq(At::of(now)),
    );
    diesel::insert_into(exemptions::table).values(values).execute(&mut ***tx)?;
    Ok(())
}

/// Spaces that wait for a letter that no mail server takes, with how many of their addresses refuse it: a person must find another.
pub fn unheard(db: &mut Db<'_>, most: i64) -> Result<Vec<(SpaceId, String, String)>> {
    let kinds = Step::ALL.iter().map(|step| letter_of(*step).code());
    let stuck = spaces::table.inner_join(letters::table).filter(letters::kind.eq_any(kinds)).filter(letters::status.eq(Fate::Stuck.code()));
    let rows: Vec<(String, String, String)> =
        stuck.order(spaces::slug).select((spaces::id, spaces::slug, spaces::name)).distinct().limit(most).load(&mut **db)?;
    rows.into_iter().map(|(id, slug, name)| Ok((from_text(id, "space")?, slug, name))).collect()
}

/// Addresses of who coordinates, to be told of what cannot be undone.
pub fn coordinators(db: &mut Db<'_>) -> Result<Vec<EmailAddress>> {
    use super::schema::volunteers;
    let all = volunteers::table.filter(volunteers::role.eq("coordinator")).filter(volunteers::disabled_at.is_null());
    let rows: Vec<String> = all.order(volunteers::id).select(volunteers::email).load(&mut **db)?;
    rows.into_iter().map(|email| from_text(email, "volunteer")).collect()
}

/// Operations of these kinds that no agent took yet are void; gives how many were open and stay so, as an agent is at them.
pub fn cancel_waiting(tx: &mut Tx<'_>, id: &SpaceId, kinds: &[OperationKind], now: Instant) -> Result<usize> {
    let mut at_work = 0;
    for operation in super::operation::of_space(tx, id)?.into_iter().filter(|one| one.is_open() && kinds.contains(&one.kind)) {
        match operation.cancelled(now) {
            Some(void) => super::operation::update(tx, &void)?,
            None => at_work += 1,
        }
    }
    Ok(at_work)
}
