//! An application whose name is hidden, as people read it who judge it blind: calibration, second looks.
//!
//! What the machine found is not in it: the words it quotes tell who asks, and its verdict is what the page to decide suggests.

use crate::domain::application::Application;
use crate::domain::calibration::veil::Veil;
use crate::web::answers;
use crate::words;

/// What is shown of an application whose name is hidden; `team/veiled.html` shows it.
pub struct Veiled {
    /// What the structure is for.
    pub purpose: String,
    /// What it does.
    pub activities: String,
    /// The rest.
    pub rows: Vec<Row>,
    /// What hides who asks, for what else they wrote.
    pub veil: Veil,
}

/// A label and an answer.
#[expect(missing_docs, reason = "said above")]
pub struct Row {
    pub label: String,
    pub value: String,
}

impl Veiled {
    /// An application under its veil.
    pub fn of(application: &Application) -> Self {
        let (veil, s) = (Veil::of(&application.form), &application.form.structure);
        Self { purpose: veil.over(&s.purpose), activities: veil.over(&s.activities), rows: rows(application, &veil), veil }
    }
}

/// The answers that do not tell who asks.
fn rows(application: &Application, veil: &Veil) -> Vec<Row> {
    let (s, n) = (&application.form.structure, &application.form.needs);
    let fields: Vec<String> = [s.field].iter().chain(&s.other_fields).map(|field| words::label("field", field.code())).collect();
    let size = [Some(words::label("employees-count", s.employees.code())), s.members.map(|members| words::label("members-count", members.code()))];
    let uses: Vec<String> = n.uses.iter().map(|one| words::label("use", one.code())).collect();
    let all = [
        ("label-legal-form", Some(answers::legal_form(s.legal_form))),
        ("label-fields", Some(fields.join(", "))),
        ("label-size", Some(size.into_iter().flatten().collect::<Vec<_>>().join(", "))),
        ("label-place", Some(answers::country(&s.country))),
        ("label-accounts", Some(words::number(n.accounts))),
        ("label-storage", Some(words::label("storage", n.storage.code()))),
        ("label-uses", (!uses.is_empty()).then(|| uses.join(", "))),
        ("label-current-tools", n.current_tools.as_deref().map(|text| veil.over(text))),
        ("label-motivation", n.motivation.as_deref().map(|text| veil.over(text))),
    ];
    all.into_iter().filter_map(|(key, value)| value.map(|value| Row { label: words::say(key), value })).collect()
}
