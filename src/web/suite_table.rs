//! The table that compares office suites, as coordinators keep it: a need at a time, each mark with its reason.

use crate::actions::suite as acts;
use crate::domain::suites::{COLUMNS, MOST, Mark, Need, Table};
use crate::store;
use crate::web::error::Error;
use crate::web::form::{Posted, View};
use crate::web::guard::Coordinator;
use crate::web::page::{self, Flash, Frame, Place, go};
use crate::web::suites::{Chooser, name};
use crate::words;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

/// Characters of a reason, at most.
const REASON: usize = 300;
/// Fields of the marks and of their reasons, in the order of the columns.
const FIELDS: [(&str, &str); 3] = [("mark_none", "reason_none"), ("mark_onlyoffice", "reason_onlyoffice"), ("mark_collabora", "reason_collabora")];

#[derive(Template)]
#[template(path = "team/suite_table.html")]
struct TablePage {
    frame: Frame,
    chooser: Chooser,
    /// Code and name of each need, and whether coordinators wrote its marks.
    needs: Vec<(&'static str, String, bool)>,
}

/// `GET /coordination/suites`
pub async fn list(coordinator: Coordinator) -> Result<HttpResponse, Error> {
    let (policy, table) = (coordinator.visit.app.policy(), coordinator.visit.app.store.read(store::suite::table).await?);
    let own = |need: &Need| COLUMNS.iter().any(|suite| table.reason(*need, *suite).is_some());
    let needs: Vec<(&'static str, bool)> = Need::ALL.iter().map(|need| (need.code(), own(need))).collect();
    let chooser = Chooser::of(&[], &policy, table);
    page::show(&TablePage {
        frame: coordinator.frame(Place::Suites, &words::say("nav-suites")),
        needs: needs.into_iter().zip(&chooser.rows).map(|((code, own), row)| (code, row.need.clone(), own)).collect(),
        chooser,
    })
}

/// A suite of the form.
struct Column {
    suite: String,
    mark: &'static str,
    reason: &'static str,
}

#[derive(Template)]
#[template(path = "team/suite_need.html")]
struct NeedPage {
    frame: Frame,
    form: View,
    need: String,
    columns: Vec<Column>,
    marks: Vec<(&'static str, String)>,
    own: bool,
}

/// Marks one may give: a cross, or points.
const MARKS: [&str; 5] = ["cross", "0", "1", "2", "3"];

fn read(code: &str) -> Option<Mark> {
    match code {
        "cross" => Some(Mark::Cross),
        _ => code.parse().ok().filter(|points| (0..=MOST).contains(points)).map(Mark::Points),
    }
}

async fn render(coordinator: &Coordinator, need: Need, form: Option<View>, status: StatusCode) -> Result<HttpResponse, Error> {
    let (policy, table) = (coordinator.visit.app.policy(), coordinator.visit.app.store.read(store::suite::table).await?);
    let own = COLUMNS.iter().any(|suite| table.reason(need, *suite).is_some());
    let form = form.unwrap_or_else(|| typed(need, &table, &policy));
    let chooser = Chooser::of(&[], &policy, table);
    let row = Need::ALL.iter().position(|one| *one == need).and_then(|at| chooser.rows.get(at)).map(|row| row.need.clone());
    let title = words::say_with("title-suite-need", &[("need", &page::in_title(row.as_deref().unwrap_or_default()))]);
    let page = NeedPage {
        frame: coordinator.frame(Place::Suites, &title),
        form,
        need: row.unwrap_or_default(),
        columns: COLUMNS.iter().zip(FIELDS).map(|(suite, (mark, reason))| Column { suite: name(*suite), mark, reason }).collect(),
        marks: MARKS.iter().map(|code| (*code, words::label("suite-mark", code))).collect(),
        own,
    };
    page::show_with(status, &page)
}

/// The form as the table stands.
fn typed(need: Need, table: &Table, policy: &crate::domain::policy::Policy) -> View {
    let rows = Chooser::of(&[], policy, table.clone()).rows;
    let at = Need::ALL.iter().position(|one| *one == need).unwrap_or_default();
    let mut answers = crate::domain::form::Answers::default();
    for (n, (suite, (mark, reason))) in COLUMNS.iter().zip(FIELDS).enumerate() {
        let code = match table.mark(need, *suite) {
            Mark::Cross => "cross".to_owned(),
            Mark::Points(points) => points.to_string(),
        };
        let words = rows.get(at).and_then(|row| row.cells.get(n)).map(|cell| cell.words.clone()).unwrap_or_default();
        answers.0.insert(mark.to_owned(), vec![code]);
        answers.0.insert(reason.to_owned(), vec![words]);
    }
    View::of(answers)
}

/// `GET /coordination/suites/{need}`
pub async fn show(coordinator: Coordinator, path: web::Path<String>) -> Result<HttpResponse, Error> {
    let need = Need::parse(&path).ok_or(Error::NotFound)?;
    render(&coordinator, need, None, StatusCode::OK).await
}

/// `POST /coordination/suites/{need}`: a mark and a reason a suite; or `action` is `reset`.
pub async fn save(coordinator: Coordinator, path: web::Path<String>, Posted(given): Posted) -> Result<HttpResponse, Error> {
    let need = Need::parse(&path).ok_or(Error::NotFound)?;
    let reset = given.text("action") == "reset";
    let mut marks = Vec::new();
    let mut problems = Vec::new();
    for (mark, reason) in FIELDS {
        let why = given.text(reason);
        match read(&given.text(mark)) {
            Some(read) if !why.is_empty() && why.chars().count() <= REASON => marks.push((read, why)),
            Some(_) => problems.push((reason, if why.is_empty() { "suite-reason-missing" } else { "suite-reason-long" })),
            None => problems.push((mark, "suite-mark-missing")),
        }
    }
    let marks = match (reset, <[(Mark, String); 3]>::try_from(marks)) {
        (true, _) => None,
        (false, Ok(marks)) => Some(marks),
        (false, Err(_)) => {
            let mut form = View::of(given);
            for (field, key) in problems {
                form.add(field, key);
            }
            return render(&coordinator, need, Some(form), StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    match acts::mark(&coordinator.visit.app, &coordinator.who, need, marks).await? {
        Ok(()) => {
            coordinator.visit.say(Flash::done(words::say(if reset { "flash-suites-reset" } else { "flash-suites-saved" })));
            Ok(go("/coordination/suites"))
        }
        Err(gap) => {
            let mut form = View::of(given);
            let named: Vec<String> =
                gap.iter().map(|need| words::say_with(&words::key("need-short", need.code()), &[("editors", "…"), ("text-editors", "…")])).collect();
            form.add_words(FIELDS[0].0, words::say_with("suite-gap", &[("needs", &named.join(", "))]));
            render(&coordinator, need, Some(form), StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}
