//! `passeur assess FILE.csv`: the eligibility of each row of a file, and what it rests on.
//!
//! Columns as in the open data: `name` (needed), `object` or `purpose`, `activities`, `city` or `town`, `postcode`, `country`,
//! `registration_number`, `siren`, `website`, `email`, `legal_form`. What a file does not tell counts against nobody.

use super::table::{Row, Table, Unreadable, cell};
use crate::domain::eligibility::{self, Assessment, CRITERIA, Outcome, Verdict};
use crate::domain::form::{Address, Contact, Employees, Field, Form, LegalForm, Needs, Storage, Structure, TERMS_VERSION};
use crate::domain::policy::Policy;
use crate::domain::registration;
use crate::domain::values::{EmailAddress, Slug};
use std::fmt;
use std::io::{BufRead, Write};

/// Why rows cannot be assessed, in a sentence.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The file is not right.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// A code that the form does not know.
    #[error("line {line}: {value:?} is no legal form; one of: {known}")]
    LegalForm {
        /// Where.
        line: u64,
        /// What stands there.
        value: String,
        /// The codes there are.
        known: String,
    },
    /// The findings cannot be written.
    #[error("the findings cannot be written: {0}")]
    Output(#[from] std::io::Error),
    /// An answer that says nothing cannot be made: a fault of ours.
    #[error("a neutral application cannot be made")]
    Neutral,
}

/// How many rows were found what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Rows in all.
    pub rows: u64,
    /// In the order of [`Verdict::ALL`].
    pub verdicts: [u64; 3],
    /// To check and not satisfied, in the order of [`CRITERIA`].
    pub criteria: [(u64, u64); CRITERIA.len()],
}

/// Writes one line a row, in order: `row,verdict,criteria,evidence`, rows from 0. Holds one row at a time.
pub fn assess(input: impl BufRead, mut output: impl Write, policy: &Policy) -> Result<Summary, Failure> {
    let mut table = Table::open(input)?;
    let columns = Columns::of(&table)?;
    let mut form = neutral().ok_or(Failure::Neutral)?;
    let mut summary = Summary::default();
    output.write_all(b"row,verdict,criteria,evidence\n")?;
    while let Some(row) = table.next_row()? {
        columns.fill(&mut form, &row)?;
        let assessment = eligibility::assess(&form, policy);
        let (criteria, evidence) = (criteria(&assessment), evidence(&assessment));
        writeln!(output, "{},{},{},{}", summary.rows, assessment.verdict, cell(&criteria), cell(&evidence))?;
        summary.add(&assessment);
    }
    output.flush()?;
    Ok(summary)
}

/// Where what is.
struct Columns {
    name: usize,
    purpose: Option<usize>,
    activities: Option<usize>,
    town: Option<usize>,
    postcode: Option<usize>,
    country: Option<usize>,
    number: Option<usize>,
    siren: Option<usize>,
    website: Option<usize>,
    email: Option<usize>,
    legal_form: Option<usize>,
}

impl Columns {
    fn of<R: BufRead>(table: &Table<R>) -> Result<Self, Unreadable> {
        let column = |names: &[&str]| names.iter().find_map(|name| table.column(name));
        Ok(Self {
            name: table.needed("name")?,
            purpose: column(&["object", "purpose"]),
            activities: column(&["activities"]),
            town: column(&["city", "town"]),
            postcode: column(&["postcode"]),
            country: column(&["country"]),
            number: column(&["registration_number"]),
            siren: column(&["siren"]),
            website: column(&["website"]),
            email: column(&["email"]),
            legal_form: column(&["legal_form"]),
        })
    }

    /// Answers of a row in the place of those of the row before.
    fn fill(&self, form: &mut Form, row: &Row) -> Result<(), Failure> {
        let told = |column| Some(row.get(column)).filter(|text| !text.is_empty()).map(str::to_owned);
        let structure = &mut form.structure;
        structure.organization_name = row.get(Some(self.name)).to_owned();
        structure.purpose = row.get(self.purpose).to_owned();
        structure.activities = row.get(self.activities).to_owned();
        structure.town = told(self.town);
        structure.postcode = told(self.postcode);
        structure.website = told(self.website);
        structure.country = told(self.country).map_or_else(|| "FR".to_owned(), |country| country.to_uppercase());
        let number = told(self.number).or_else(|| told(self.siren));
        structure.registration_kind = number.as_deref().and_then(|number| registration::guess(number, &structure.country));
        structure.registration_number = number;
        structure.legal_form = match row.get(self.legal_form) {
            "" => LegalForm::Association1901,
            value => LegalForm::parse(value).ok_or_else(|| {
                let known = LegalForm::ALL.iter().map(|form| form.code()).collect::<Vec<_>>().join(", ");
                Failure::LegalForm { line: row.line, value: value.chars().take(80).collect(), known }
            })?,
        };
        form.contact.second_email = told(self.email).as_deref().and_then(EmailAddress::parse);
        Ok(())
    }
}

/// An application that says nothing for or against anybody.
fn neutral() -> Option<Form> {
    Some(Form {
        structure: Structure {
            organization_name: String::new(),
            acronym: None,
            legal_form: LegalForm::Association1901,
            country: String::new(),
            postcode: None,
            town: None,
            registration_kind: None,
            registration_number: None,
            founded_year: None,
            website: None,
            purpose: String::new(),
            activities: String::new(),
            field: Field::Other,
            other_fields: Vec::new(),
            employees: Employees::None,
            members: None,
            network: None,
            network_spaces: None,
        },
        needs: Needs { accounts: 1, storage: Storage::Under5, uses: Vec::new(), current_tools: None, ease: None, suite: None, motivation: None },
        address: Address { slug: Slug::parse("row-of-a-file")?, slug_alternative: None, replaces_space: None, other_spaces: None },
        contact: Contact { email: EmailAddress::parse("row@file.example")?, second_email: None, role: None, newsletter: false },
        terms_version: TERMS_VERSION.to_owned(),
    })
}

/// `to_check:school;not_satisfied:accounts`: what is not satisfied.
fn criteria(assessment: &Assessment) -> String {
    let open = assessment.findings.iter().filter(|finding| finding.outcome != Outcome::Satisfied);
    open.map(|finding| format!("{}:{}", finding.outcome, finding.criterion)).collect::<Vec<_>>().join(";")
}

/// `organization_name: Mairie | legal_form: association_1901`: what it rests on, each once, on one line.
fn evidence(assessment: &Assessment) -> String {
    let mut lines: Vec<String> = Vec::new();
    for evidence in assessment.findings.iter().filter(|finding| finding.outcome != Outcome::Satisfied).flat_map(|finding| &finding.evidence) {
        let words = evidence.words.split_whitespace().collect::<Vec<_>>().join(" ");
        let line = format!("{}: {words}", evidence.field);
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.join(" | ")
}

impl Summary {
    fn add(&mut self, assessment: &Assessment) {
        self.rows += 1;
        let verdicts = Verdict::ALL.iter().zip(&mut self.verdicts);
        verdicts.filter(|(verdict, _)| **verdict == assessment.verdict).for_each(|(_, count)| *count += 1);
        for ((to_check, against), finding) in self.criteria.iter_mut().zip(&assessment.findings) {
            *to_check += u64::from(finding.outcome == Outcome::ToCheck);
            *against += u64::from(finding.outcome == Outcome::NotSatisfied);
        }
    }

    /// `12 (3.4 %)`.
    fn share(&self, count: u64) -> String {
        let thousandths = (count * 1000 + self.rows / 2) / self.rows.max(1);
        format!("{count} ({}.{} %)", thousandths / 10, thousandths % 10)
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} rows", self.rows)?;
        for (verdict, count) in Verdict::ALL.iter().zip(self.verdicts) {
            write!(f, "\n{:<17} {}", verdict.code(), self.share(count))?;
        }
        for (criterion, (to_check, against)) in CRITERIA.iter().zip(self.criteria).filter(|(_, (to_check, against))| to_check + against > 0) {
            write!(f, "\n{:<17} to check {}, not satisfied {}", criterion.key, self.share(to_check), self.share(against))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(file: &str) -> Result<(String, Summary), String> {
        let mut written = Vec::new();
        let summary = assess(file.as_bytes(), &mut written, &Policy::default()).map_err(|e| e.to_string())?;
        Ok((String::from_utf8(written).unwrap(), summary))
    }

    #[test]
    fn each_row_has_its_verdict_its_criteria_and_its_evidence() {
        let file = "name,city,legal_form\nLes Jardins,Trifouilly,\n\"Mairie de Trifouilly\",Trifouilly,\nLycée Camus,,school\n";
        let (written, summary) = run(file).unwrap();
        assert_eq!(
            written.lines().collect::<Vec<_>>(),
            [
                "row,verdict,criteria,evidence",
                "0,eligible,,",
                "1,examine,to_check:public_body,organization_name: Mairie | legal_form: association_1901",
                "2,ineligible,not_satisfied:school,legal_form: school",
            ]
        );
        assert_eq!((summary.rows, summary.verdicts), (3, [1, 1, 1]));
        let told = summary.to_string();
        assert!(
            told.contains("examine           1 (33.3 %)") && told.contains("school            to check 0 (0.0 %), not satisfied 1 (33.3 %)"),
            "{told}"
        );
    }

    #[test]
    fn what_a_file_does_not_tell_counts_against_nobody() {
        let (written, _) = run("name\nLes Jardins partagés du canal\n").unwrap();
        assert_eq!(written.lines().nth(1), Some("0,eligible,,"));
        assert!(run("name\n").unwrap().1.to_string().starts_with("0 rows"));
    }

    #[test]
    fn evidence_stays_on_one_line_between_quotes() {
        let (written, _) = run("name;object\nX Y Z;\"nos\n clients, et nos clients\"\n").unwrap();
        assert_eq!(written.lines().nth(1), Some("0,examine,to_check:company,purpose: nos clients | legal_form: association_1901"));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        assert!(run("nom\nX\n").unwrap_err().starts_with("line 1: no column \"name\""));
        let said = run("name,legal_form\nX,club\nY,sarl\n").unwrap_err();
        assert!(said.starts_with("line 3: \"sarl\" is no legal form; one of: association_1901, cult_association"), "{said}");
    }
}
