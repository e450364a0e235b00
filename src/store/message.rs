//! Messages between the team and applicants.

use super::queue::Word;
use super::schema::{applications, messages, volunteers};
use super::{At, Db, Result, Tx, from_json, from_text, to_json};
use crate::domain::message::{Author, Message};
use crate::domain::values::{ApplicationId, Instant};
use diesel::prelude::*;

/// Stores a message under a key that sorts by age.
pub fn insert(tx: &mut Tx<'_>, id: &str, application: &ApplicationId, message: &Message) -> Result<()> {
    let volunteer = match &message.author {
        Author::Applicant => None,
        Author::Volunteer(id) => Some(id.as_str()),
    };
    diesel::insert_into(messages::table)
        .values((
            messages::id.eq(id),
            messages::application_id.eq(application.as_str()),
            messages::volunteer_id.eq(volunteer),
            messages::body.eq(&message.body),
            messages::fields.eq(to_json(&message.fields)?),
            messages::written_at.eq(At::of(message.at)),
        ))
        .execute(&mut ***tx)?;
    let word = if volunteer.is_some() { Word::Team } else { Word::Applicant };
    diesel::update(applications::table.find(application.as_str())).set(applications::last_word.eq(word.code())).execute(&mut ***tx)?;
    Ok(())
}

/// The messages about an application, oldest first, each with the name of the volunteer who wrote it.
pub fn about(db: &mut Db<'_>, application: &ApplicationId) -> Result<Vec<(Message, Option<String>)>> {
    type Row = (Option<String>, Option<String>, String, String, At);
    let rows: Vec<Row> = messages::table
        .left_join(volunteers::table)
        .filter(messages::application_id.eq(application.as_str()))
        .order(messages::id)
        .select((messages::volunteer_id, volunteers::name.nullable(), messages::body, messages::fields, messages::written_at))
        .load(&mut **db)?;
    let one = |(volunteer, name, body, fields, at): Row| {
        let author = volunteer.map_or(Ok(Author::Applicant), |id| from_text(id, "volunteer").map(Author::Volunteer))?;
        Ok((Message { author, body, fields: from_json(&fields, "fields")?, at: at.0 }, name))
    };
    rows.into_iter().map(one).collect()
}

/// How many messages the applicant wrote since `since`.
pub fn count_of_applicant(db: &mut Db<'_>, application: &ApplicationId, since: Instant) -> Result<i64> {
    let written = messages::table
        .filter(messages::application_id.eq(application.as_str()))
        .filter(messages::volunteer_id.is_null())
        .filter(messages::written_at.gt(At::of(since)));
    Ok(written.count().get_result(&mut **db)?)
}
