//! The yearly question to who waits (spec 5.7): asked, recalled, and the place given up without an answer.

use super::BATCH;
use crate::actions::{Failure, waiting};
use crate::app::App;
use crate::store;

/// Does what is due, one application a transaction; gives how many steps were made.
pub(super) async fn ask(app: &App) -> Result<usize, Failure> {
    let now = app.now();
    let due = app.store.read(move |db| store::waiting::due(db, now, BATCH)).await?;
    let mut count = 0;
    for application in due {
        count += usize::from(waiting::go_on(app, application).await?);
    }
    Ok(count)
}
