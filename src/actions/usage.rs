//! Usage reports of the agent, one or thousands at once.

use super::{Failure, Moment};
use crate::app::App;
use crate::domain::usage::UsageReport;
use crate::domain::values::Slug;
use crate::store;

/// A report that was not taken: its place in the list, and why.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Unread {
    /// Place in the list, from 0.
    pub index: usize,
    /// Why, in English, for the agent's log.
    pub detail: String,
}

/// Stores the reports that are right; gives how many, and what is wrong with the others.
pub async fn report(app: &App, actor: String, reports: Vec<Result<UsageReport, String>>) -> Result<(usize, Vec<Unread>), Failure> {
    let moment = Moment::of(app, actor);
    app.store
        .write(move |tx| {
            let slugs: Vec<Slug> = reports.iter().flatten().map(|report| report.slug.clone()).collect();
            let keys = store::space::keys_of(tx, &slugs)?;
            let (mut accepted, mut refused) = (0, Vec::new());
            for (index, report) in reports.into_iter().enumerate() {
                let checked = report.and_then(|report| {
                    report.check(moment.now).map_err(str::to_owned)?;
                    let key = keys.get(&report.slug).ok_or_else(|| "no such space".to_owned())?;
                    Ok((key, report))
                });
                match checked {
                    Ok((key, report)) => {
                        store::usage::save(tx, key, &report)?;
                        accepted += 1;
                    }
                    Err(detail) => refused.push(Unread { index, detail }),
                }
            }
            Ok((accepted, refused))
        })
        .await
}
