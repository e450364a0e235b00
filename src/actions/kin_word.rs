//! Teaching words to kinship: all kin is looked for again, little by little.

use super::{Failure, Moment, Outcome, settle};
use crate::app::App;
use crate::domain::effect::Effect;
use crate::domain::form::{Answers, Problem};
use crate::domain::kin_word::KinWord;
use crate::domain::values::KinWordId;
use crate::domain::volunteer::Volunteer;
use crate::store;

/// Teaches a word, or says what is to be mended.
pub async fn add(app: &App, by: &Volunteer, given: &Answers) -> Outcome<KinWord, Vec<Problem>> {
    let moment = Moment::of(app, format!("volunteer:{}", by.id));
    let word = match KinWord::parse(moment.key(), given) {
        Ok(word) => word,
        Err(problems) => return Ok(Err(problems)),
    };
    let by = by.id.clone();
    app.store
        .write(move |tx| {
            // The second click of a double one teaches nothing twice.
            let known = store::kin_word::all(tx)?.into_iter().find(|one| (&one.kind, &one.name, &one.forms) == (&word.kind, &word.name, &word.forms));
            if let Some(known) = known {
                return Ok(Ok(known));
            }
            store::kin_word::insert(tx, &word, &by, moment.now)?;
            store::kinship::set_all_due(tx)?;
            settle(tx, &moment, vec![Effect::Trace { verb: "teach_word", subject: word.id.to_string(), detail: word.kind.code().to_owned() }])?;
            Ok(Ok(word))
        })
        .await
}

/// Forgets a word: whether there was one.
pub async fn remove(app: &App, by: &Volunteer, id: KinWordId) -> Result<bool, Failure> {
    let moment = Moment::of(app, format!("volunteer:{}", by.id));
    app.store
        .write(move |tx| {
            let there = store::kin_word::delete(tx, &id)?;
            if there {
                store::kinship::set_all_due(tx)?;
                settle(tx, &moment, vec![Effect::Trace { verb: "forget_word", subject: id.to_string(), detail: String::new() }])?;
            }
            Ok(there)
        })
        .await
}
