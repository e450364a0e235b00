//! Second looks: decisions proposed to a second volunteer, what they thought, and to whom one may be proposed.

use super::schema::{applications, decisions, second_looks as looks, traces, volunteers};
use super::{At, Db, Error, Result, Tx, from_json, from_text, to_json};
use crate::choices;
use crate::domain::review::{Choice, Fate};
use crate::domain::second_look::comparison::Judgement;
use crate::domain::second_look::{Answer, Earlier, Proposed};
use crate::domain::values::{ApplicationId, DecisionId, Instant, Reference, VolunteerId};
use diesel::dsl::{exists, not};
use diesel::prelude::*;

choices!(
    /// Where a second look stands.
    Status { Open = "open", Seen = "seen", Over = "over" }
);

/// Proposes a decision.
pub fn insert(tx: &mut Tx<'_>, decision: &DecisionId, application: &ApplicationId, now: Instant) -> Result<()> {
    diesel::insert_into(looks::table)
        .values((
            looks::decision_id.eq(decision.as_str()),
            looks::application_id.eq(application.as_str()),
            looks::status.eq(Status::Open.code()),
            looks::asked_at.eq(At::of(now)),
        ))
        .execute(&mut ***tx)?;
    Ok(())
}

/// Keeps what someone thinks.
pub fn answer(tx: &mut Tx<'_>, decision: &DecisionId, answer: &Answer) -> Result<()> {
    let values = (
        looks::status.eq(Status::Seen.code()),
        looks::volunteer_id.eq(answer.by.as_str()),
        looks::choice.eq(answer.judgement.choice.code()),
        looks::reasons.eq(to_json(&answer.judgement.reasons)?),
        looks::word.eq(&answer.word),
    );
    diesel::update(looks::table.find(decision.as_str())).set(values).execute(&mut ***tx)?;
    Ok(())
}

/// The decision was taken back: it is not proposed any more.
pub fn close(tx: &mut Tx<'_>, decision: &DecisionId) -> Result<()> {
    let open = looks::table.filter(looks::decision_id.eq(decision.as_str())).filter(looks::status.eq(Status::Open.code()));
    diesel::update(open).set(looks::status.eq(Status::Over.code())).execute(&mut ***tx)?;
    Ok(())
}

/// The decision took effect: gives whether it was proposed and nobody had looked. Forgets that then, and the looks at decisions about
/// the same application that were taken back.
pub fn settle(tx: &mut Tx<'_>, application: &ApplicationId, decision: &DecisionId) -> Result<bool> {
    let before = looks::table.filter(looks::application_id.eq(application.as_str())).filter(looks::decision_id.ne(decision.as_str()));
    diesel::delete(before).execute(&mut ***tx)?;
    let open = looks::table.filter(looks::decision_id.eq(decision.as_str())).filter(looks::status.eq(Status::Open.code()));
    Ok(diesel::delete(open).execute(&mut ***tx)? > 0)
}

/// Forgets those asked for before `limit`, but the open ones.
pub fn delete_before(tx: &mut Tx<'_>, limit: Instant) -> Result<usize> {
    let old = looks::table.filter(looks::status.ne(Status::Open.code())).filter(looks::asked_at.lt(At::of(limit)));
    Ok(diesel::delete(old).execute(&mut ***tx)?)
}

/// What became of the second look at the last decision about an application that was taken back.
pub fn earlier(db: &mut Db<'_>, application: &ApplicationId) -> Result<Earlier> {
    let undone = looks::table
        .inner_join(decisions::table)
        .filter(looks::application_id.eq(application.as_str()))
        .filter(decisions::status.eq(Fate::Undone.code()));
    let last: Option<String> = undone.order(looks::decision_id.desc()).select(looks::status).first(&mut **db).optional()?;
    Ok(match last.map(|status| from_text(status, "second look")).transpose()? {
        None => Earlier::None,
        Some(Status::Seen) => Earlier::Seen,
        Some(Status::Open | Status::Over) => Earlier::Unseen,
    })
}

/// A decision that was proposed, with the names of who decided and of who looked. One that took effect unseen is given too: it was
/// held, and nobody says any more whether it was proposed.
pub fn find(db: &mut Db<'_>, decision: &DecisionId) -> Result<Option<Found>> {
    type Row = (String, String, String, String, At, Option<String>, Answered);
    type Answered = (Option<String>, Option<String>, Option<String>, Option<String>, Option<String>);
    let row: Option<Row> = decisions::table
        .left_join(looks::table)
        .left_join(volunteers::table.on(looks::volunteer_id.eq(volunteers::id.nullable())))
        .filter(decisions::id.eq(decision.as_str()))
        .select((
            decisions::application_id,
            decisions::volunteer_id,
            decisions::choice,
            decisions::status,
            decisions::undo_until,
            looks::status.nullable(),
            (
                looks::volunteer_id.nullable(),
                looks::choice.nullable(),
                looks::reasons.nullable(),
                looks::word.nullable(),
                volunteers::name.nullable(),
            ),
        ))
        .first(&mut **db)
        .optional()?;
    let Some((application, first, choice, status, until, proposed, (second, opinion, reasons, word, name))) = row else { return Ok(None) };
    let fate = from_text(status, "decision")?;
    if proposed.is_none() && fate != Fate::Settled {
        return Ok(None);
    }
    let answer = match (second, opinion, reasons, word) {
        (Some(by), Some(choice), Some(reasons), Some(word)) => {
            let judgement = Judgement { choice: from_text(choice, "opinion")?, reasons: from_json(&reasons, "reasons")? };
            Some(Answer { by: from_text(by, "volunteer")?, judgement, word })
        }
        (None, None, None, None) => None,
        _ => return Err(Error::Corrupt("second look")),
    };
    let proposed = Proposed {
        decision: decision.clone(),
        application: from_text(application, "application")?,
        first: from_text(first, "volunteer")?,
        choice: from_json(&choice, "choice")?,
        fate,
        until: until.0,
        answer,
    };
    Ok(Some(Found { proposed, second: name }))
}

/// A decision that was proposed, and the name of who looked.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "said above")]
pub struct Found {
    pub proposed: Proposed,
    pub second: Option<String>,
}

/// Deeds of a volunteer around applications: who took one, asked, noted, decided, undid; and to whom one was handed.
macro_rules! involving {
    ($who:expr, $application:expr) => {
        exists(traces::table.filter(traces::subject.eq($application)).filter(
            traces::actor.eq(format!("volunteer:{}", $who)).or(traces::verb.eq("hand_over").and(traces::detail.eq($who.as_str().to_owned()))),
        ))
    };
}

/// Someone had an application in hand: they took, noted, asked or decided something, or it was handed to them.
pub fn is_involved(db: &mut Db<'_>, application: &ApplicationId, who: &VolunteerId) -> Result<bool> {
    Ok(diesel::select(involving!(who, application.as_str().to_owned())).get_result(&mut **db)?)
}

/// Decisions that wait for a look, and that this volunteer had nothing to do with.
macro_rules! open_to {
    ($who:expr, $now:expr) => {
        looks::table
            .inner_join(decisions::table)
            .filter(looks::status.eq(Status::Open.code()))
            .filter(decisions::status.eq(Fate::Held.code()))
            .filter(decisions::undo_until.gt(At::of($now)))
            .filter(not(involving!($who, looks::application_id)))
    };
}

/// How many decisions this volunteer may look at.
pub fn count_open(db: &mut Db<'_>, who: &VolunteerId, now: Instant) -> Result<i64> {
    Ok(open_to!(who, now).count().get_result(&mut **db)?)
}

/// A decision to look at: what tells it from others, and not who asks.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as the columns")]
pub struct Open {
    pub decision: DecisionId,
    pub until: Instant,
    pub legal_form: String,
    pub field: String,
}

/// Decisions that this volunteer may look at, those that wait least long first, `most` at most.
pub fn open(db: &mut Db<'_>, who: &VolunteerId, now: Instant, most: i64) -> Result<Vec<Open>> {
    let rows: Vec<(String, At, String, String)> = open_to!(who, now)
        .inner_join(applications::table)
        .order((decisions::undo_until, looks::decision_id))
        .limit(most)
        .select((looks::decision_id, decisions::undo_until, applications::legal_form, applications::field))
        .load(&mut **db)?;
    let open = |(id, until, legal_form, field): (String, At, String, String)| {
        Ok(Open { decision: from_text(id, "decision")?, until: until.0, legal_form, field })
    };
    rows.into_iter().map(open).collect()
}

/// A decision that is held although the second look differed.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "named as the columns")]
pub struct Differing {
    pub reference: Reference,
    pub name: String,
    pub choice: Choice,
    pub second: String,
    pub until: Instant,
}

/// Decisions that are held although the second look differed, those that leave first first, `most` at most.
pub fn differing(db: &mut Db<'_>, now: Instant, most: i64) -> Result<Vec<Differing>> {
    type Row = (String, String, String, Option<String>, At);
    let rows: Vec<Row> = decisions::table
        .inner_join(looks::table)
        .inner_join(applications::table)
        .filter(decisions::status.eq(Fate::Held.code()))
        .filter(decisions::undo_until.gt(At::of(now)))
        .filter(looks::status.eq(Status::Seen.code()))
        .order((decisions::undo_until, decisions::id))
        .limit(most)
        .select((applications::reference, applications::organization_name, decisions::choice, looks::choice, decisions::undo_until))
        .load(&mut **db)?;
    let mut found = Vec::new();
    for (reference, name, choice, second, until) in rows {
        let (choice, second): (Choice, String) = (from_json(&choice, "choice")?, second.unwrap_or_default());
        // Agreed within the undo delay, it is held too, for a while.
        if choice.code() != second {
            found.push(Differing { reference: from_text(reference, "reference")?, name, choice, second, until: until.0 });
        }
    }
    Ok(found)
}
