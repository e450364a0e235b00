//! The digest of the morning, by the clocks of Paris, whatever the season.

use crate::actions::{self, Failure};
use crate::app::App;
use crate::domain::digest;
use crate::store;
use chrono_tz::Europe::Paris;

/// Seals the digests of today when their hour has come; gives how many.
pub async fn send(app: &App) -> Result<usize, Failure> {
    let last = app.store.read(store::digest::day).await?;
    let local = app.now().with_timezone(&Paris).naive_local();
    match digest::due(local, app.policy().digest_hour, last) {
        Some(day) => actions::digest::send(app, day).await,
        None => Ok(0),
    }
}
