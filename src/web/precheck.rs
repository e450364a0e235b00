//! Before the form (spec 4.1): five questions, an answer at once. They travel in the address: nothing is stored.

use crate::domain::form::Answers;
use crate::domain::policy::Policy;
use crate::domain::precheck::{Advice, FIELDS, ForWhom, Precheck, Reason};
use crate::web::alternative::{Group, groups};
use crate::web::application::typed;
use crate::web::error::Error;
use crate::web::form::View;
use crate::web::options::{self, Options};
use crate::web::page::{self, Area, Frame, Place};
use crate::web::visit::Visit;
use crate::words;
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use std::sync::Arc;

/// Asks for the questions again, with what was answered.
const AGAIN: &str = "revoir";

#[derive(Template)]
#[template(path = "precheck/questions.html")]
struct QuestionsPage {
    frame: Frame,
    form: View,
    policy: Arc<Policy>,
    for_whom: Options,
    legal_forms: &'static Options,
    yes_no: Options,
    /// A form was begun in this browser.
    resuming: bool,
}

/// A reason in words, with the part of the terms that it comes from.
struct Said {
    words: String,
    href: &'static str,
    rule: String,
}

#[derive(Template)]
#[template(path = "precheck/answer.html")]
struct AnswerPage {
    frame: Frame,
    policy: Arc<Policy>,
    /// `go`, `look` or `elsewhere`.
    kind: &'static str,
    reasons: Vec<Said>,
    elsewhere: Vec<Group>,
    /// Address of the questions with these answers.
    again: String,
    resuming: bool,
}

/// `GET /demande`: the questions; with answers in the address, what they come to.
pub async fn show(visit: Visit, request: HttpRequest) -> Result<HttpResponse, Error> {
    let mut answers = Answers::default();
    for (name, value) in url::form_urlencoded::parse(request.query_string().as_bytes()).take(100) {
        answers.0.entry(name.into_owned()).or_default().push(value.into_owned());
    }
    let again = answers.has(AGAIN, "yes");
    let answers = answers.only(FIELDS);
    if answers.0.is_empty() || again {
        return questions(&visit, View::of(answers), StatusCode::OK).await;
    }
    match Precheck::parse(&answers) {
        Ok(precheck) => answer(&visit, &answers, precheck).await,
        Err(problems) => questions(&visit, View::with(answers, &problems), StatusCode::UNPROCESSABLE_ENTITY).await,
    }
}

/// A draft waits in this browser.
async fn is_resuming(visit: &Visit) -> Result<bool, Error> {
    Ok(!typed(visit).await?.0.is_empty())
}

async fn questions(visit: &Visit, form: View, status: StatusCode) -> Result<HttpResponse, Error> {
    let page = QuestionsPage {
        frame: visit.frame(Area::Public, Place::Apply, &words::say("title-start")),
        form,
        policy: visit.app.policy(),
        for_whom: options::of("for-whom", ForWhom::ALL.iter().map(|c| c.code())),
        legal_forms: &options::ALL.legal_forms,
        yes_no: options::of("precheck", ["yes", "no"]),
        resuming: is_resuming(visit).await?,
    };
    let mut response = page::show_with(status, &page)?;
    // Not `no-store`: the way back must keep what was chosen.
    response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("private, no-cache"));
    Ok(response)
}

async fn answer(visit: &Visit, answers: &Answers, precheck: Precheck) -> Result<HttpResponse, Error> {
    let policy = visit.app.policy();
    let (kind, reasons) = match precheck.advise() {
        Advice::GoOn => ("go", Vec::new()),
        Advice::Look { reasons } => ("look", reasons),
        Advice::Elsewhere { reasons } => ("elsewhere", reasons),
    };
    let frame = visit.frame(Area::Public, Place::Apply, &words::label("title-precheck", kind));
    page::show(&AnswerPage {
        // What someone answered is not for search engines.
        frame: Frame { private: true, ..frame },
        kind,
        reasons: reasons.into_iter().map(|reason| said(reason, &policy)).collect(),
        elsewhere: groups(visit, &precheck.situations()).await?,
        again: again(answers),
        resuming: is_resuming(visit).await?,
        policy,
    })
}

fn said(reason: Reason, policy: &Policy) -> Said {
    let (accounts, storage) = (words::number(policy.accounts), words::number(policy.storage_go));
    let (section, href) = if reason.rule() == "R3" { ("limites", "/conditions#limites") } else { ("qui", "/conditions#qui") };
    Said {
        words: words::say_with(&words::key("precheck-reason", reason.code()), &[("accounts", &accounts), ("storage", &storage)]),
        href,
        rule: words::label("precheck-rule", section),
    }
}

/// The questions, with what was answered.
fn again(answers: &Answers) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for field in FIELDS {
        query.append_pair(field, &answers.text(field));
    }
    format!("/demande?{}", query.append_pair(AGAIN, "yes").finish())
}
