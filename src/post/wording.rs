//! Letters in the coordinators' own words (spec 5.8): what their variables stand for, and the foot that stays the house's.
//!
//! To add a variable: its value in [`known`] or beside the letter that has it.

use super::compose::{self, Unwritten};
use crate::domain::alternative::Alternative;
use crate::domain::application::Application;
use crate::domain::eligibility::Outcome;
use crate::domain::letter::Letter;
use crate::domain::message::{Author, Message, Question};
use crate::domain::policy::Policy;
use crate::domain::review::Choice;
use crate::domain::values::{Instant, VolunteerId};
use crate::domain::waiting::Because;
use crate::domain::wording::{Kind, Text, Values, Variable};
use crate::settings::Settings;
use crate::words;

/// What all texts may name.
fn known(settings: &Settings, application: &Application, policy: &Policy) -> Values {
    let (from, to) = (words::number(policy.review_days.0), words::number(policy.review_days.1));
    Values::default()
        .with(Variable::Structure, application.form.full_name())
        .with(Variable::Reference, application.reference.as_str())
        .with(Variable::Address, format!("{}.{}", application.form.address.slug, settings.space_domain))
        .with(Variable::Service, &settings.service_name)
        .with(Variable::Accounts, words::number(policy.accounts))
        .with(Variable::Storage, words::gigabytes(policy.storage_bytes()))
        .with(Variable::Delay, words::say_with("wording-delay", &[("from", &from), ("to", &to)]))
}

/// The letter of a decision, for a volunteer to read and edit: in these words where there are any, else in the house's own.
/// `link` is that of the status page. The foot is the house's in both.
pub fn decision(
    settings: &Settings,
    application: &Application,
    choice: &Choice,
    link: String,
    policy: &Policy,
    alternatives: &[Alternative],
    text: Option<&Text>,
) -> Result<Letter, Unwritten> {
    let house = compose::decision(settings, application, choice, link.clone(), policy, alternatives)?;
    let Some(text) = text else { return Ok(house) };
    let mut values = known(settings, application, policy).with(Variable::Link, link);
    if let Choice::Wait { because, .. } = choice {
        values = values.with(Variable::Because, compose::because_sentence(*because));
    }
    if let Choice::Refuse { reasons } = choice {
        let sentences: Vec<String> = reasons.iter().map(|reason| compose::refusal_sentence(reason, policy)).collect();
        let elsewhere = Some(compose::elsewhere(alternatives, reasons)).filter(|places| !places.is_empty());
        let elsewhere = elsewhere.unwrap_or_else(|| settings.link(compose::ELSEWHERE));
        values = values.with(Variable::Reasons, sentences.join("\n\n")).with(Variable::Elsewhere, elsewhere);
    }
    let (subject, body) = text.fill(&values);
    let foot = house.body.split_once("\n--\n").map_or("", |(_, foot)| foot.trim());
    let body = if foot.is_empty() { body } else { format!("{body}\n\n--\n{foot}") };
    // Nothing but variables that the house no longer knows: its own subject is better than none.
    Ok(Letter { subject: if subject.is_empty() { house.subject } else { subject }, body, ..house })
}

/// A reply, filled for this application: the beginning of a question.
pub fn reply(settings: &Settings, application: &Application, policy: &Policy, text: &Text) -> String {
    text.fill(&known(settings, application, policy)).1
}

/// What would leave for this application: its letter, with neither the contact address nor the link of the applicant, which are not
/// for who only looks. A refusal is for what the criteria found, or because all is full.
pub fn preview(
    settings: &Settings,
    application: &Application,
    policy: &Policy,
    alternatives: &[Alternative],
    text: &Text,
    who: (VolunteerId, Instant),
) -> Result<Letter, Unwritten> {
    let link = settings.link("/demande/suivi/\u{2026}");
    let choice = match text.kind {
        Kind::Accepted => Some(Choice::Accept),
        Kind::Waiting => Some(Choice::Wait { priority: 2, because: Because::NoRoom }),
        Kind::Refused => {
            let against = application.assessment.findings.iter().filter(|finding| finding.outcome == Outcome::NotSatisfied);
            let mut reasons: Vec<String> = against.map(|finding| finding.criterion.clone()).collect();
            if reasons.is_empty() {
                reasons.push("full".into());
            }
            Some(Choice::Refuse { reasons })
        }
        Kind::Reply => None,
    };
    let mut letter = if let Some(choice) = choice {
        decision(settings, application, &choice, link, policy, alternatives, Some(text))?
    } else {
        let (by, now) = who;
        let body = reply(settings, application, policy, text);
        let message = Message { author: Author::Volunteer(by), body, fields: Vec::new(), at: now };
        compose::question(settings, application, &message, link, Question::dates(policy, now).1)?
    };
    let hidden = words::say("wording-hidden-address");
    letter.body = letter.body.replace(letter.to.as_str(), &hidden);
    letter.subject = letter.subject.replace(letter.to.as_str(), &hidden);
    Ok(letter)
}

/// What the templates of the house write, and the variable that says the same.
const SAME: &[(&str, &str)] = &[
    ("{{ settings.service_name }}", "{service}"),
    ("{{ application.form.full_name() }}", "{structure}"),
    ("{{ application.reference }}", "{reference}"),
    ("{{ application.form.address.slug }}.{{ settings.space_domain }}", "{adresse}"),
    ("{{ policy.accounts }}", "{comptes}"),
    ("{{ policy.storage_go }}\u{a0}Go", "{stockage}"),
    ("{{ link }}", "{lien}"),
    ("{{ because }}", "{pourquoi}"),
    ("{{ reason }}", "{raisons}"),
    ("{{ alternatives }}", "{ailleurs}"),
];

/// The house's own text of a letter, with its variables: what a coordinator begins with. A reply begins empty.
pub fn house_text(settings: &Settings, kind: Kind) -> Text {
    let (template, subject) = match kind {
        Kind::Accepted => (include_str!("../../templates/letters/accepted.txt"), "subject-accepted"),
        Kind::Waiting => (include_str!("../../templates/letters/waiting.txt"), "subject-waiting"),
        Kind::Refused => (include_str!("../../templates/letters/refused.txt"), "subject-refused"),
        Kind::Reply => return Text { kind, title: String::new(), subject: String::new(), body: String::new() },
    };
    let (words, _) = template.split_once("\n--\n").unwrap_or((template, ""));
    let mut body = String::with_capacity(words.len());
    // A loop or a condition leaves what is inside it: its variable holds all that it would write.
    for (place, piece) in words.split("{%").enumerate() {
        body.push_str(if place == 0 { piece } else { piece.split_once("%}").map_or("", |(_, rest)| rest) });
    }
    for (written, variable) in SAME {
        body = body.replace(written, variable);
    }
    let body = body.replace("{{ elsewhere }}", &settings.link(compose::ELSEWHERE)).trim().to_owned();
    let subject = words::say_with(subject, &[("about", "{structure}"), ("service", "{service}")]);
    Text { kind, title: String::new(), subject, body }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn the_house_s_own_texts_are_texts_that_could_be_saved() {
        let settings = Settings::read(&BTreeMap::new()).unwrap();
        for kind in [Kind::Accepted, Kind::Waiting, Kind::Refused] {
            let text = house_text(&settings, kind);
            assert_eq!(text.faults(), [], "{kind}:\n{}", text.body);
            assert!(!text.body.contains("{{") && !text.body.contains("%}"), "{kind}:\n{}", text.body);
        }
    }
}
