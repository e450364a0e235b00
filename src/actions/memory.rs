//! Remembering what was erased without keeping it (spec 5.12): hashes made with a key that is destroyed in its turn.

use super::kinship::{facts, lexicon};
use super::{Failure, Moment};
use crate::app::App;
use crate::domain::application::Application;
use crate::domain::figures::month_of;
use crate::domain::kinship::{Mark, Profile};
use crate::domain::memory::{Became, Memory, end, epoch, gather, key_end};
use crate::domain::review::Choice;
use crate::domain::values::Instant;
use crate::keys::Keys;
use crate::store::memory::Row;
use crate::store::{self, Db, Tx};

fn context(epoch: &str) -> String {
    format!("memory {epoch}")
}

/// The keys that still serve, opened; one that does not open is left aside.
fn keys(app: &App, db: &mut Db<'_>, now: Instant) -> Result<Vec<(String, Keys)>, Failure> {
    let sealed = store::memory::keys(db, now)?;
    let opened = sealed.into_iter().filter_map(|(epoch, sealed)| {
        let key = app.keys.unseal(&context(&epoch), &sealed)?;
        Some((epoch, Keys::of(key.as_bytes())))
    });
    Ok(opened.collect())
}

/// The key of this half-year; drawn when it first serves.
fn key_of_now(app: &App, tx: &mut Tx<'_>, now: Instant) -> Result<Keys, Failure> {
    let epoch = epoch(now);
    if let Some((_, key)) = keys(app, tx, now)?.into_iter().find(|(one, _)| *one == epoch) {
        return Ok(key);
    }
    let drawn = app.keys.secret();
    let sealed = app.keys.seal(&context(&epoch), drawn.reveal()).ok_or(Failure::Seal)?;
    store::memory::insert_key(tx, &epoch, &sealed, key_end(now, app.policy().memory_months))?;
    Ok(Keys::of(drawn.reveal().as_bytes()))
}

fn hash(key: &Keys, mark: Mark, text: &str) -> String {
    key.keyed_hash(mark.code(), text)
}

/// Remembers an application that is being erased, in the same transaction.
pub(super) fn remember(app: &App, tx: &mut Tx<'_>, moment: &Moment, application: &Application, became: Became) -> Result<(), Failure> {
    let last = store::decision::history(tx, &application.id)?.into_iter().find(|past| !past.undone);
    let reasons = match last.map(|past| past.choice) {
        Some(Choice::Refuse { reasons }) if became == Became::Refused => reasons.join(" "),
        _ => String::new(),
    };
    let key = key_of_now(app, tx, moment.now)?;
    let until = end(moment.now, app.policy().memory_months);
    for (mark, text) in Profile::read(&facts(&application.form), &*lexicon(app, tx)?).marks() {
        let row = Row { kind: mark.code().to_owned(), hash: hash(&key, mark, &text), became, reasons: reasons.clone(), month: month_of(moment.now) };
        store::memory::insert(tx, &moment.timeless_key(), &row, until)?;
    }
    Ok(())
}

/// What is remembered of the marks of an application, the latest first.
pub fn recall(app: &App, db: &mut Db<'_>, profile: &Profile, now: Instant) -> Result<Vec<Memory>, Failure> {
    let keys = keys(app, db, now)?;
    let marks = profile.marks();
    let hashes: Vec<(Mark, String)> = keys.iter().flat_map(|(_, key)| marks.iter().map(|(mark, text)| (*mark, hash(key, *mark, text)))).collect();
    let wanted: Vec<String> = hashes.iter().map(|(_, hash)| hash.clone()).collect();
    let found = store::memory::find(db, &wanted, now)?.into_iter().filter_map(|row| {
        let (mark, _) = hashes.iter().find(|(_, hash)| *hash == row.hash)?;
        let reasons = row.reasons.split_whitespace().map(str::to_owned).collect();
        Some((*mark, row.became, reasons, row.month))
    });
    Ok(gather(found))
}
