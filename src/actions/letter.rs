//! Letters that do not leave by themselves: a volunteer sends them again.

use super::{Failure, Moment, settle};
use crate::app::App;
use crate::domain::effect::Effect;
use crate::domain::values::LetterId;
use crate::domain::volunteer::Volunteer;
use crate::store;

/// A stuck or late letter is tried again now; gives whether there was one.
pub async fn retry(app: &App, by: &Volunteer, letter: LetterId) -> Result<bool, Failure> {
    let moment = Moment::of(app, format!("volunteer:{}", by.id));
    app.store
        .write(move |tx| {
            let found = store::outbox::retry(tx, &letter, moment.now)?;
            if found {
                settle(tx, &moment, vec![Effect::Trace { verb: "retry_letter", subject: letter.to_string(), detail: String::new() }])?;
            }
            Ok(found)
        })
        .await
}
