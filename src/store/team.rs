//! The team as its pages show it: members with their comings and goings, the sessions of one.

use super::schema::{applications, links, sessions, traces, volunteers};
use super::volunteer::{COLUMNS, Row};
use super::{At, Db, Result, Tx};
use crate::domain::link::Purpose;
use crate::domain::team::Member;
use crate::domain::values::{Instant, Role, VolunteerId};
use diesel::prelude::*;
use std::collections::HashMap;

/// Everyone, by name. The size of a team bounds it.
pub fn members(db: &mut Db<'_>, now: Instant) -> Result<Vec<Member>> {
    let rows: Vec<(Row, Option<String>, At)> = volunteers::table
        .order((volunteers::name, volunteers::id))
        .select((COLUMNS, volunteers::password_hash, volunteers::created_at))
        .load(&mut **db)?;
    let waiting: Vec<(String, At)> = links::table
        .filter(links::purpose.eq(Purpose::Invitation.code()))
        .filter(links::used_at.is_null())
        .filter(links::expires_at.gt(At::of(now)))
        .select((links::subject, links::expires_at))
        .load(&mut **db)?;
    let invited: HashMap<String, At> = waiting.into_iter().collect();
    let sessions: Vec<(Option<String>, At)> =
        sessions::table.filter(sessions::volunteer_id.is_not_null()).select((sessions::volunteer_id, sessions::seen_at)).load(&mut **db)?;
    let mut seen: HashMap<String, At> = HashMap::new();
    for (id, at) in sessions {
        let last = seen.entry(id.unwrap_or_default()).or_insert(at);
        *last = at.max(*last);
    }
    let mut members = Vec::with_capacity(rows.len());
    for (row, password, since) in rows {
        let volunteer = row.read()?;
        // Sessions are forgotten when they end; the trail says when one logged in last.
        let seen_at = match seen.get(volunteer.id.as_str()) {
            Some(at) => Some(at.0),
            None => last_log_in(db, &volunteer.id)?,
        };
        let invited_until = invited.get(volunteer.id.as_str()).map(|at| at.0);
        members.push(Member { volunteer, since: since.0, has_password: password.is_some(), seen_at, invited_until });
    }
    Ok(members)
}

fn last_log_in(db: &mut Db<'_>, id: &VolunteerId) -> Result<Option<Instant>> {
    let logged_in = traces::table.filter(traces::subject.eq(id.as_str())).filter(traces::verb.eq("log_in"));
    let last: Option<At> = logged_in.order(traces::id.desc()).select(traces::at).first(&mut **db).optional()?;
    Ok(last.map(|at| at.0))
}

/// When a link to choose a password last left for someone.
pub fn last_link(db: &mut Db<'_>, id: &VolunteerId) -> Result<Option<Instant>> {
    let sent = links::table.filter(links::subject.eq(id.as_str())).filter(links::purpose.eq(Purpose::Invitation.code()));
    let last: Option<At> = sent.order(links::created_at.desc()).select(links::created_at).first(&mut **db).optional()?;
    Ok(last.map(|at| at.0))
}

/// Gives another role.
pub fn set_role(tx: &mut Tx<'_>, id: &VolunteerId, role: Role) -> Result<()> {
    diesel::update(volunteers::table.find(id.as_str())).set(volunteers::role.eq(role.code())).execute(&mut ***tx)?;
    Ok(())
}

/// Lets go of all that a volunteer holds; gives how many applications.
pub fn release_claims(tx: &mut Tx<'_>, id: &VolunteerId) -> Result<usize> {
    let held = applications::table.filter(applications::claimed_by.eq(id.as_str()));
    let nobody = (applications::claimed_by.eq(None::<&str>), applications::claimed_until.eq(None::<At>));
    Ok(diesel::update(held).set(nobody).execute(&mut ***tx)?)
}

/// An open session.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the table")]
pub struct Session {
    pub key_hash: String,
    pub since: Instant,
    pub seen_at: Instant,
}

/// The open sessions of a volunteer, the one seen last first; idle since before `idle`, one is over.
pub fn sessions_of(db: &mut Db<'_>, id: &VolunteerId, now: Instant, idle: Instant) -> Result<Vec<Session>> {
    let rows: Vec<(String, At, At)> = sessions::table
        .filter(sessions::volunteer_id.eq(id.as_str()))
        .filter(sessions::awaits_code.eq(false))
        .filter(sessions::expires_at.gt(At::of(now)))
        .filter(sessions::seen_at.gt(At::of(idle)))
        .order((sessions::seen_at.desc(), sessions::key_hash))
        .select((sessions::key_hash, sessions::created_at, sessions::seen_at))
        .load(&mut **db)?;
    Ok(rows.into_iter().map(|(key_hash, since, seen)| Session { key_hash, since: since.0, seen_at: seen.0 }).collect())
}

/// Closes the sessions of a volunteer, but the one of this hash; gives how many.
pub fn close_other_sessions(tx: &mut Tx<'_>, id: &VolunteerId, but: &str) -> Result<usize> {
    let others = sessions::table.filter(sessions::volunteer_id.eq(id.as_str())).filter(sessions::key_hash.ne(but));
    Ok(diesel::delete(others).execute(&mut ***tx)?)
}
