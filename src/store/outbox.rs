//! The outbox: letters sealed with the decisions they say, and what became of them.
//!
//! The lease is the back-off: claiming what is due pushes its next try forward, so a crash anywhere makes it due again.

use super::schema::{letters, spaces};
use super::{At, Db, Result, Tx, from_text, tally};
use crate::choices;
use crate::domain::effect::About;
use crate::domain::letter::{Due, Kind, Letter};
use crate::domain::space::Status;
use crate::domain::values::{ApplicationId, DecisionId, EmailAddress, Instant, LetterId, SpaceId};
use diesel::prelude::*;

choices!(
    /// What became of a letter.
    Fate { Held = "held", Queued = "queued", Sent = "sent", Stuck = "stuck" }
);

/// Letters that are forgotten once they left: what they were about does not exist yet, or no more.
const TRACELESS: [&str; 4] = ["resume", "withdrawn", "left", "space_deleted"];

/// Seals a letter under the rules of that moment; a held one names its decision.
pub fn insert(
    tx: &mut Tx<'_>,
    id: &LetterId,
    letter: &Letter,
    about: &About,
    held_by: Option<&DecisionId>,
    (policy, now): (i64, Instant),
) -> Result<()> {
    let (application, space) = match about {
        About::Application(id) => (Some(id.as_str()), None),
        About::Space(id) => (None, Some(id.as_str())),
        About::House => (None, None),
    };
    diesel::insert_into(letters::table)
        .values((
            letters::id.eq(id.as_str()),
            letters::kind.eq(letter.kind.code()),
            letters::recipient.eq(letter.to.as_str()),
            letters::subject.eq(&letter.subject),
            letters::body.eq(&letter.body),
            letters::status.eq(if held_by.is_some() { Fate::Held } else { Fate::Queued }.code()),
            letters::attempts.eq(0),
            letters::next_try_at.eq(At::of(now)),
            letters::created_at.eq(At::of(now)),
            letters::application_id.eq(application),
            letters::space_id.eq(space),
            letters::decision_id.eq(held_by.map(DecisionId::as_str)),
            letters::policy_version.eq(policy),
        ))
        .execute(&mut ***tx)?;
    Ok(())
}

/// Seals a letter that leaves at a moment, at the soonest.
pub fn insert_at(tx: &mut Tx<'_>, id: &LetterId, letter: &Letter, about: &About, sealed: (i64, Instant), at: Instant) -> Result<()> {
    insert(tx, id, letter, about, None, sealed)?;
    diesel::update(letters::table.find(id.as_str())).set(letters::next_try_at.eq(At::of(at))).execute(&mut ***tx)?;
    Ok(())
}

/// A letter about a space that a mail server accepted.
pub struct Left {
    /// Which space.
    pub space: String,
    /// Which letter.
    pub kind: String,
    /// When it was sealed.
    pub written_at: Instant,
    /// When it left.
    pub left_at: Instant,
}

/// Letters of these kinds about these spaces that were accepted by the mail server.
pub fn left(db: &mut Db<'_>, spaces: &[&str], kinds: &[Kind]) -> Result<Vec<Left>> {
    let codes: Vec<&str> = kinds.iter().map(|kind| kind.code()).collect();
    let about = letters::table.filter(letters::space_id.eq_any(spaces)).filter(letters::kind.eq_any(codes));
    let rows: Vec<(String, String, At, At)> = about
        .filter(letters::sent_at.is_not_null())
        .select((letters::space_id.assume_not_null(), letters::kind, letters::created_at, letters::sent_at.assume_not_null()))
        .load(&mut **db)?;
    Ok(rows.into_iter().map(|(space, kind, written, left)| Left { space, kind, written_at: written.0, left_at: left.0 }).collect())
}

/// Letters to the team that were accepted, of those sealed at these moments: when each was sealed and when it left.
pub fn notices_left(db: &mut Db<'_>, kind: Kind, written: &[Instant]) -> Result<Vec<(Instant, Instant)>> {
    let moments: Vec<At> = written.iter().copied().map(At::of).collect();
    let of = letters::table.filter(letters::kind.eq(kind.code())).filter(letters::created_at.eq_any(moments));
    let rows: Vec<(At, At)> =
        of.filter(letters::sent_at.is_not_null()).select((letters::created_at, letters::sent_at.assume_not_null())).load(&mut **db)?;
    Ok(rows.into_iter().map(|(written, left)| (written.0, left.0)).collect())
}

/// Letters about a space that did not leave yet never will: what they say is no more so.
pub fn drop_queued_about(tx: &mut Tx<'_>, space: &SpaceId, kinds: &[Kind]) -> Result<()> {
    let codes: Vec<&str> = kinds.iter().map(|kind| kind.code()).collect();
    let about = letters::table.filter(letters::space_id.eq(space.as_str())).filter(letters::kind.eq_any(codes));
    diesel::delete(about.filter(letters::status.eq_any([Fate::Queued.code(), Fate::Stuck.code()]))).execute(&mut ***tx)?;
    Ok(())
}

/// The decision took effect: its letter is due.
pub fn release(tx: &mut Tx<'_>, decision: &DecisionId, now: Instant) -> Result<()> {
    let held = letters::table.filter(letters::decision_id.eq(decision.as_str())).filter(letters::status.eq(Fate::Held.code()));
    diesel::update(held).set((letters::status.eq(Fate::Queued.code()), letters::next_try_at.eq(At::of(now)))).execute(&mut ***tx)?;
    Ok(())
}

/// The decision was undone: its letter never existed.
pub fn drop_held(tx: &mut Tx<'_>, decision: &DecisionId) -> Result<()> {
    let held = letters::table.filter(letters::decision_id.eq(decision.as_str())).filter(letters::status.eq(Fate::Held.code()));
    diesel::delete(held).execute(&mut ***tx)?;
    Ok(())
}

/// Letters of one kind to one person that did not leave yet never will.
pub fn drop_queued(tx: &mut Tx<'_>, kind: Kind, to: &EmailAddress) -> Result<()> {
    let queued = letters::table.filter(letters::kind.eq(kind.code())).filter(letters::recipient.eq(to.as_str()));
    diesel::delete(queued.filter(letters::status.eq_any([Fate::Queued.code(), Fate::Stuck.code()]))).execute(&mut ***tx)?;
    Ok(())
}

/// Claims up to `most` letters that are due: their next try is pushed to what `next_try` says of the attempt.
pub fn claim(tx: &mut Tx<'_>, now: Instant, most: i64, next_try: impl Fn(Kind, i64) -> Instant) -> Result<Vec<Due>> {
    let rows: Vec<(String, String, String, String, String, i64)> = letters::table
        .filter(letters::status.eq(Fate::Queued.code()))
        .filter(letters::next_try_at.le(At::of(now)))
        .order((letters::next_try_at, letters::id))
        .limit(most)
        .select((letters::id, letters::kind, letters::recipient, letters::subject, letters::body, letters::attempts))
        .load(&mut ***tx)?;
    let mut due = Vec::with_capacity(rows.len());
    for (id, kind, to, subject, body, attempts) in rows {
        let (attempt, kind): (i64, Kind) = (attempts + 1, from_text(kind, "letter")?);
        diesel::update(letters::table.find(&id))
            .set((letters::attempts.eq(attempt), letters::next_try_at.eq(At::of(next_try(kind, attempt)))))
            .execute(&mut ***tx)?;
        let letter = Letter { kind, to: from_text(to, "recipient")?, subject, body };
        due.push(Due { id: from_text(id, "letter")?, letter, attempt });
    }
    Ok(due)
}

/// It left: the body is erased; kind, recipient and dates stay. Of a letter that hangs on nothing, nothing stays.
pub fn mark_sent(tx: &mut Tx<'_>, id: &LetterId, now: Instant) -> Result<()> {
    let traceless = letters::table.find(id.as_str()).filter(letters::kind.eq_any(TRACELESS));
    if diesel::delete(traceless).execute(&mut ***tx)? > 0 {
        return tally::add(tx, tally::UNSCRUBBED, 1);
    }
    let values =
        (letters::status.eq(Fate::Sent.code()), letters::sent_at.eq(At::of(now)), letters::body.eq(""), letters::last_error.eq(None::<String>));
    diesel::update(letters::table.find(id.as_str())).set(values).execute(&mut ***tx)?;
    Ok(())
}

/// This try did not succeed; `stuck` when it will not be tried again by itself. What a later try did stands: a letter that left,
/// whose words are gone, is not called back by the late news of an earlier failure.
pub fn mark_failed(tx: &mut Tx<'_>, id: &LetterId, attempt: i64, error: &str, stuck: bool) -> Result<()> {
    let fate = if stuck { Fate::Stuck } else { Fate::Queued };
    let this_try = letters::table.find(id.as_str()).filter(letters::status.eq(Fate::Queued.code())).filter(letters::attempts.eq(attempt));
    diesel::update(this_try).set((letters::status.eq(fate.code()), letters::last_error.eq(error))).execute(&mut ***tx)?;
    Ok(())
}

/// A stuck letter is tried again now; gives whether there was one.
pub fn retry(tx: &mut Tx<'_>, id: &LetterId, now: Instant) -> Result<bool> {
    let stuck = letters::table.filter(letters::id.eq(id.as_str())).filter(letters::status.eq_any([Fate::Stuck.code(), Fate::Queued.code()]));
    let values = (letters::status.eq(Fate::Queued.code()), letters::attempts.eq(0), letters::next_try_at.eq(At::of(now)));
    Ok(diesel::update(stuck).set(values).execute(&mut ***tx)? == 1)
}

/// A letter as the team sees it.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as the columns")]
pub struct Listed {
    pub id: LetterId,
    pub kind: Kind,
    pub recipient: String,
    pub subject: String,
    pub fate: Fate,
    pub attempts: i64,
    pub next_try_at: Instant,
    pub last_error: Option<String>,
    pub created_at: Instant,
    pub sent_at: Option<Instant>,
}

type ListedRow = (String, String, String, String, String, i64, At, Option<String>, At, Option<At>);
type ListedColumns = (
    letters::id,
    letters::kind,
    letters::recipient,
    letters::subject,
    letters::status,
    letters::attempts,
    letters::next_try_at,
    letters::last_error,
    letters::created_at,
    letters::sent_at,
);
const LISTED: ListedColumns = (
    letters::id,
    letters::kind,
    letters::recipient,
    letters::subject,
    letters::status,
    letters::attempts,
    letters::next_try_at,
    letters::last_error,
    letters::created_at,
    letters::sent_at,
);

fn listed(rows: Vec<ListedRow>) -> Result<Vec<Listed>> {
    let one = |(id, kind, recipient, subject, status, attempts, next_try_at, last_error, created_at, sent_at): ListedRow| {
        Ok(Listed {
            id: from_text(id, "letter")?,
            kind: from_text(kind, "letter")?,
            recipient,
            subject,
            fate: from_text(status, "letter")?,
            attempts,
            next_try_at: next_try_at.0,
            last_error,
            created_at: created_at.0,
            sent_at: sent_at.map(|at| at.0),
        })
    };
    rows.into_iter().map(one).collect()
}

/// The letters about an application, oldest first.
pub fn about(db: &mut Db<'_>, application: &ApplicationId) -> Result<Vec<Listed>> {
    listed(letters::table.filter(letters::application_id.eq(application.as_str())).order(letters::id).select(LISTED).load(&mut **db)?)
}

/// The letters about a space, the latest first, thirty at most.
pub fn about_space(db: &mut Db<'_>, space: &SpaceId) -> Result<Vec<Listed>> {
    let about = letters::table.filter(letters::space_id.eq(space.as_str())).order(letters::id.desc()).limit(30);
    listed(about.select(LISTED).load(&mut **db)?)
}

/// Letters that do not leave: stuck, or tried at least twice without success. Oldest first, 200 at most.
pub fn troubled(db: &mut Db<'_>) -> Result<Vec<Listed>> {
    let in_trouble = letters::status.eq(Fate::Stuck.code()).or(letters::status.eq(Fate::Queued.code()).and(letters::attempts.ge(2)));
    listed(letters::table.filter(in_trouble).order(letters::id).limit(200).select(LISTED).load(&mut **db)?)
}

/// How many letters do not leave.
pub fn count_troubled(db: &mut Db<'_>) -> Result<i64> {
    let in_trouble = letters::status.eq(Fate::Stuck.code()).or(letters::status.eq(Fate::Queued.code()).and(letters::attempts.ge(2)));
    Ok(letters::table.filter(in_trouble).count().get_result(&mut **db)?)
}

/// Applications whose last letter has left, refused or closed, `most` at most: what may be erased (R14).
pub fn last_words_gone(db: &mut Db<'_>, most: i64) -> Result<Vec<ApplicationId>> {
    let last = letters::kind.eq_any([Kind::Refused.code(), Kind::Closed.code()]);
    let gone = letters::table.filter(last).filter(letters::status.eq(Fate::Sent.code()));
    let ids: Vec<Option<String>> = gone.order(letters::id).limit(most).select(letters::application_id).load(&mut **db)?;
    ids.into_iter().flatten().map(|id| from_text(id, "application")).collect()
}

/// What became of the last letter of one kind about an application.
pub fn last_fate(db: &mut Db<'_>, application: &ApplicationId, kind: Kind) -> Result<Option<Fate>> {
    let last = letters::table.filter(letters::application_id.eq(application.as_str())).filter(letters::kind.eq(kind.code()));
    let status: Option<String> = last.order(letters::id.desc()).select(letters::status).first(&mut **db).optional()?;
    status.map(|status| from_text(status, "letter")).transpose()
}

/// How many letters of one kind about an application were sealed since `since`.
pub fn count_since(db: &mut Db<'_>, application: &ApplicationId, kind: Kind, since: Instant) -> Result<i64> {
    let sent = letters::table
        .filter(letters::application_id.eq(application.as_str()))
        .filter(letters::kind.eq(kind.code()))
        .filter(letters::created_at.gt(At::of(since)));
    Ok(sent.count().get_result(&mut **db)?)
}

/// Forgets traceless letters that could not leave since before `limit`.
pub fn delete_traceless_before(tx: &mut Tx<'_>, limit: Instant) -> Result<usize> {
    let old = letters::table.filter(letters::kind.eq_any(TRACELESS)).filter(letters::created_at.le(At::of(limit)));
    Ok(diesel::delete(old).execute(&mut ***tx)?)
}

/// Forgets letters about a space or the house that left before `limit`, but for those that the next step of an idle space waits for;
/// gives how many.
pub fn delete_sent_before(tx: &mut Tx<'_>, limit: Instant) -> Result<usize> {
    let old = letters::table
        .filter(letters::status.eq(Fate::Sent.code()))
        .filter(letters::sent_at.le(At::of(limit)))
        .filter(letters::application_id.is_null());
    let idle: Vec<&str> = [Status::WarnedOnce, Status::WarnedTwice, Status::Disabled, Status::DeletionAnnounced].map(Status::code).into();
    let waited_for = spaces::table.filter(spaces::status.eq_any(idle)).select(spaces::id.nullable());
    let old = old.filter(letters::space_id.is_null().or(letters::space_id.ne_all(waited_for)));
    Ok(diesel::delete(old).execute(&mut ***tx)?)
}
