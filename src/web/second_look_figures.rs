//! The figures of second looks, for coordinators (spec 5.10): by month and by reason. Nobody is named, and nobody was wrong.

use crate::domain::figures::{MONTHS, month_of, months};
use crate::domain::second_look::comparison::{Comparison, Counts, shared};
use crate::store;
use crate::web::error::Error;
use crate::web::figures::month_name;
use crate::web::guard::Coordinator;
use crate::web::page::{self, Frame, Place};
use crate::words;
use actix_web::HttpResponse;
use askama::Template;

/// A line of the table of months.
struct Month {
    name: String,
    counts: Counts,
}

/// A line of the table of reasons.
struct Reason {
    words: String,
    both: i64,
    one: i64,
}

#[derive(Template)]
#[template(path = "team/second_look_figures.html")]
struct FiguresPage {
    frame: Frame,
    share: i64,
    hours: i64,
    spread: u32,
    months: Vec<Month>,
    /// Looks of the fullest month: the length of the bars.
    top: i64,
    /// Looks at decisions where a reason was given by either, the most for one reason.
    most: i64,
    reasons: Vec<Reason>,
}

/// `GET /coordination/seconds-regards`
pub async fn show(coordinator: Coordinator) -> Result<HttpResponse, Error> {
    let (now, policy) = (coordinator.visit.now(), coordinator.visit.app.policy());
    let months = months(now);
    let since = months.first().copied().unwrap_or(now);
    let found = coordinator.visit.app.store.read(move |db| store::comparison::since(db, since)).await?;
    let month = |at| {
        let month = month_of(at);
        let of_month = found.iter().filter(|(one, _)| *one == month).map(|(_, comparison)| comparison);
        Month { name: month_name(at), counts: Counts::of(of_month) }
    };
    // The latest month first, as one reads it most; empty ones say nothing.
    let shown: Vec<Month> = months.into_iter().rev().map(month).filter(|month| month.counts != Counts::default()).collect();
    let all: Vec<Comparison> = found.into_iter().map(|(_, comparison)| comparison).collect();
    let reason = |one: &crate::domain::second_look::comparison::Shared| Reason {
        words: words::label("criterion-reason", one.reason),
        both: one.both,
        one: one.one,
    };
    let reasons: Vec<Reason> = shared(&all).iter().map(reason).collect();
    page::show(&FiguresPage {
        frame: coordinator.frame(Place::LooksFigures, &words::say("title-second-look-figures")),
        share: policy.blind_share.clamp(0, 100),
        hours: policy.second_look_hours,
        spread: MONTHS,
        top: shown.iter().map(|month| month.counts.looked()).max().unwrap_or(0).max(1),
        most: reasons.iter().map(|one| one.both + one.one).max().unwrap_or(0).max(1),
        months: shown,
        reasons,
    })
}
