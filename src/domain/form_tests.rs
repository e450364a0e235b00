//! The rules of the form, field by field (spec 4.2).

use super::*;
use crate::domain::values::RESERVED_SLUGS;
use crate::domain::values::Suite;
use Page::{Commitments, Contact as Writer, Needs as Wants, Structure as Who};
use proptest::{prelude::*, sample::select};

const YEAR: i32 = 2027;

fn today() -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(YEAR, 3, 12).unwrap()
}

/// What a small association answers: right on every page.
fn answers() -> Answers {
    let story = "Nous entretenons le canal et ses berges avec les habitantes et les habitants. ".repeat(2);
    let mut answers = Answers::default();
    for (field, value) in [
        ("organization_name", "Les Amis du canal"),
        ("legal_form", "association_1901"),
        ("country", "FR"),
        ("purpose", &story),
        ("activities", &story),
        ("field", "environment"),
        ("employees", "0"),
        ("accounts", "12"),
        ("storage", "5-10"),
        ("slug", "amis-du-canal"),
        ("email", "contact@canal.example"),
    ] {
        answers = with(answers, field, &[value]);
    }
    COMMITMENTS.iter().fold(answers, |answers, field| with(answers, field, &["yes"]))
}

fn with(mut answers: Answers, field: &str, values: &[&str]) -> Answers {
    answers.0.insert(field.into(), values.iter().map(|v| (*v).to_owned()).collect());
    answers
}

fn given(field: &str, value: &str) -> Answers {
    with(answers(), field, &[value])
}

fn without(field: &str) -> Answers {
    let mut answers = answers();
    answers.0.remove(field);
    answers
}

fn parsed(answers: &Answers) -> Form {
    Form::parse(answers, today()).unwrap()
}

/// What is wrong with a page: field, key, number.
fn wrong(page: Page, answers: &Answers) -> Vec<(&'static str, &'static str, i64)> {
    page.problems(answers, YEAR).into_iter().map(|problem| (problem.field, problem.key, problem.n)).collect()
}

#[test]
fn a_text_is_taken_up_to_its_length_and_not_one_character_more() {
    for (page, field, max) in [
        (Who, "organization_name", 120),
        (Who, "acronym", 30),
        (Who, "postcode", 12),
        (Who, "town", 80),
        (Who, "registration_number", 60),
        (Who, "purpose", 1500),
        (Who, "activities", 1500),
        (Who, "network", 120),
        (Who, "network_spaces", 300),
        (Wants, "current_tools", 300),
        (Wants, "motivation", 800),
        (Page::Address, "replaces_space", 120),
        (Page::Address, "other_spaces", 300),
    ] {
        assert_eq!(wrong(page, &given(field, &"é".repeat(max))), [], "{field}");
        assert_eq!(wrong(page, &given(field, &"é".repeat(max + 1))), [(field, "text-too-long", 1)], "{field}");
        assert_eq!(wrong(page, &given(field, &"é".repeat(max + 25))), [(field, "text-too-long", 25)], "{field}");
        assert_eq!(wrong(page, &given(field, &format!("  {}\n", "é".repeat(max)))), [], "spaces around {field} do not count");
    }
    let address = |length: usize| format!("asso.example/{}", "a".repeat(length - 13));
    assert_eq!(wrong(Who, &given("website", &address(300))), []);
    assert_eq!(wrong(Who, &given("website", &address(301))), [("website", "text-too-long", 1)]);
}

#[test]
fn the_two_stories_need_80_characters_and_say_how_many_are_missing() {
    for (field, key) in [("purpose", "purpose-too-short"), ("activities", "activities-too-short")] {
        for (length, missing) in [(0, Some(80)), (1, Some(79)), (79, Some(1)), (80, None), (81, None)] {
            let found = wrong(Who, &given(field, &"é".repeat(length)));
            assert_eq!(found, missing.map(|n| (field, key, n)).into_iter().collect::<Vec<_>>(), "{field} of {length}");
        }
        assert_eq!(wrong(Who, &given(field, &" ".repeat(200))), [(field, key, 80)], "spaces tell no story");
    }
}

#[test]
fn a_name_has_two_characters_at_least_and_stands_on_one_line() {
    for name in ["", "A", " A ", "\n\t"] {
        assert_eq!(wrong(Who, &given("organization_name", name)), [("organization_name", "organization-name-missing", 0)], "{name:?}");
    }
    assert_eq!(parsed(&given("organization_name", "ÉÉ")).structure.organization_name, "ÉÉ");
    assert_eq!(parsed(&given("organization_name", "  Les  Amis\r\n du\u{a0}canal\t")).structure.organization_name, "Les Amis du\u{a0}canal");
}

#[test]
fn the_full_name_adds_the_acronym_when_there_is_one() {
    assert_eq!(parsed(&answers()).full_name(), "Les Amis du canal");
    assert_eq!(parsed(&given("acronym", " ADC ")).full_name(), "Les Amis du canal (ADC)");
}

#[test]
fn what_is_said_on_one_line_stays_on_one_line() {
    let fields = ["acronym", "postcode", "town", "registration_number", "network", "network_spaces", "replaces_space"];
    let form = parsed(&fields.iter().fold(answers(), |answers, field| with(answers, field, &["a\r\n\r\nb:\r\nc"])));
    let (structure, address) = (&form.structure, &form.address);
    let lines = [&structure.acronym, &structure.postcode, &structure.town, &structure.registration_number, &structure.network];
    let kept = lines.into_iter().chain([&structure.network_spaces, &address.replaces_space]);
    for (field, line) in fields.iter().zip(kept) {
        assert_eq!(line.as_deref(), Some("a b: c"), "{field}: a line break would make paragraphs in letters");
    }
    assert_eq!(form.full_name(), "Les Amis du canal (a b: c)");
}

#[test]
fn a_choice_that_must_be_made_is_asked_for() {
    for (page, field, key) in [
        (Who, "legal_form", "legal-form-missing"),
        (Who, "field", "field-missing"),
        (Who, "employees", "employees-missing"),
        (Wants, "storage", "storage-missing"),
    ] {
        for answers in [without(field), given(field, ""), given(field, "nothing we know")] {
            assert_eq!(wrong(page, &answers), [(field, key, 0)]);
        }
    }
}

#[test]
fn a_choice_that_may_be_left_open_is_left_open_by_a_word_we_do_not_know() {
    let fields = ["registration_kind", "members", "ease", "suite", "role"];
    let left = |value: &str| {
        let form = parsed(&fields.iter().fold(answers(), |answers, field| with(answers, field, &[value])));
        (form.structure.registration_kind, form.structure.members, form.needs.ease, form.needs.suite, form.contact.role)
            == (None, None, None, None, None)
    };
    assert!(left("") && left("nothing we know"));
    let made = ["rna", "10-49", "some", "onlyoffice", "board"];
    let form = parsed(&fields.iter().zip(made).fold(answers(), |answers, (field, value)| with(answers, field, &[value])));
    assert_eq!((form.structure.registration_kind, form.structure.members), (Some(RegistrationKind::Rna), Some(Members::UnderFifty)));
    assert_eq!((form.needs.ease, form.needs.suite, form.contact.role), (Some(Ease::Some), Some(Suite::Onlyoffice), Some(ContactRole::Board)));
}

#[test]
fn a_country_is_two_letters_of_any_case() {
    for country in ["", "F", "FRA", "F1", "É", "F R", "🇫🇷"] {
        assert_eq!(wrong(Who, &given("country", country)), [("country", "country-missing", 0)], "{country:?}");
    }
    assert_eq!(parsed(&given("country", " be ")).structure.country, "BE");
    assert_eq!(parsed(&given("country", "zz")).structure.country, "ZZ", "a country we do not propose is read too");
}

#[test]
fn a_year_of_creation_has_four_digits_and_is_not_to_come() {
    for (year, expected) in [("", None), ("1000", Some(1000)), ("1901", Some(1901)), (" 2027 ", Some(2027))] {
        assert_eq!(parsed(&given("founded_year", year)).structure.founded_year, expected, "{year:?}");
    }
    assert_eq!(wrong(Who, &given("founded_year", "2028")), [("founded_year", "founded-year-future", 0)]);
    for year in ["999", "10000", "98", "-2001", "MCMI", "2001-02", "99999999999999"] {
        assert_eq!(wrong(Who, &given("founded_year", year)), [("founded_year", "founded-year-four-digits", 0)], "{year:?}");
    }
}

#[test]
fn a_website_is_a_public_address() {
    for (typed, kept) in [
        ("", None),
        ("asso.example", Some("https://asso.example")),
        ("asso.example/page?a=1#b", Some("https://asso.example/page?a=1#b")),
        ("http://asso.example", Some("http://asso.example")),
        ("HTTPS://Asso.example:8080/", Some("HTTPS://Asso.example:8080/")),
        ("élan-rural.example", Some("https://élan-rural.example")),
    ] {
        assert_eq!(parsed(&given("website", typed)).structure.website.as_deref(), kept, "{typed:?}");
    }
    let unsafe_ones = "javascript:alert(1)|JavaScript:alert(document.cookie)|javascript://asso.example/%0aalert(1)|data:text/html,x.y";
    let other_ones = "ftp://asso.example|mailto:contact@asso.example|contact@asso.example|http://asso.example\r\nLocation: x";
    let vague_ones = "notre page Facebook|asso.example/une page|asso|https://|https:///asso.example|.example|asso.";
    for typed in [unsafe_ones, other_ones, vague_ones].iter().flat_map(|ones| ones.split('|')) {
        assert_eq!(wrong(Who, &given("website", typed)), [("website", "website-malformed", 0)], "{typed:?}");
    }
}

#[test]
fn no_website_hides_where_it_leads() {
    for typed in ["framasoft.org:x@evil.example", "https://framasoft.org:80\\@evil.example/", "https://asso.example:port/"] {
        assert_eq!(wrong(Who, &given("website", typed)), [("website", "website-malformed", 0)], "{typed:?}");
    }
}

#[test]
fn two_other_fields_are_kept_beside_the_main_one() {
    let kept = |others: &[&str]| parsed(&with(answers(), "other_fields", others)).structure.other_fields;
    assert_eq!(kept(&["sport", "rights"]), [Field::Sport, Field::Rights]);
    assert_eq!(kept(&["sport", "sport", "rights", "sport"]), [Field::Sport, Field::Rights], "said twice is said once");
    assert_eq!(kept(&["sport", "environment", "rights"]), [Field::Sport, Field::Rights], "the main one is not another");
    assert_eq!(kept(&["astrology", "sport"]), [Field::Sport], "an unknown one is dropped");
    assert_eq!(wrong(Who, &with(answers(), "other_fields", &["sport", "rights", "health"])), [("other_fields", "other-fields-too-many", 0)]);
}

#[test]
fn accounts_are_a_count_above_zero_however_it_is_spaced() {
    for (typed, accounts) in [("1", 1), ("50", 50), ("51", 51), ("1 200", 1200), ("1\u{202f}200", 1200), (" 100000 ", 100_000)] {
        assert_eq!(parsed(&given("accounts", typed)).needs.accounts, accounts, "{typed:?}");
    }
    for typed in ["", "0", "-3", "100001", "12,5", "douze", "99999999999999999999"] {
        assert_eq!(wrong(Wants, &given("accounts", typed)), [("accounts", "accounts-missing", 0)], "{typed:?}");
    }
}

#[test]
fn uses_are_kept_once_each_and_in_order() {
    let form = parsed(&with(answers(), "uses", &["talk", "files", "spying", "talk"]));
    assert_eq!(form.needs.uses, [Use::Talk, Use::Files]);
}

#[test]
fn the_address_of_a_space_is_a_free_dns_label() {
    for typed in ["abd", "3xv", "42-42", "Amis-Du-Canal", " canal "] {
        assert_eq!(wrong(Page::Address, &given("slug", typed)), [], "{typed:?}");
    }
    for typed in ["ab", "-amis", "amis-", "amis--canal", "amis canal", "amis.canal", "amis_canal", "écluse", "https://amis"] {
        assert_eq!(wrong(Page::Address, &given("slug", typed)), [("slug", "slug-malformed", 0)], "{typed:?}");
    }
    for typed in ["", "  "] {
        assert_eq!(wrong(Page::Address, &given("slug", typed)), [("slug", "slug-missing", 0)], "{typed:?}");
    }
    assert_eq!(wrong(Page::Address, &given("slug", &"a".repeat(40))), []);
    assert_eq!(wrong(Page::Address, &given("slug", &"a".repeat(41))), [("slug", "slug-malformed", 0)]);
}

#[test]
fn what_the_service_keeps_for_itself_is_not_given_even_as_a_second_choice() {
    for kept in ["www", "forum", "new", "abc", "mail", "admin", "api", "static", "docs", "status"] {
        assert!(RESERVED_SLUGS.contains(&kept), "{kept}, named by the specification");
    }
    for reserved in RESERVED_SLUGS {
        assert_eq!(wrong(Page::Address, &given("slug", reserved)), [("slug", "slug-reserved", 0)], "{reserved}");
        assert_eq!(wrong(Page::Address, &given("slug", &reserved.to_uppercase())), [("slug", "slug-reserved", 0)], "{reserved}");
        assert_eq!(wrong(Page::Address, &given("slug_alternative", reserved)), [("slug_alternative", "slug-reserved", 0)], "{reserved}");
    }
}

#[test]
fn a_second_choice_is_another_address_or_none() {
    let second = |typed: &str| parsed(&given("slug_alternative", typed)).address.slug_alternative.map(String::from);
    assert_eq!(second(""), None);
    assert_eq!(second("Canal-Amis"), Some("canal-amis".into()));
    assert_eq!(second(" AMIS-du-canal "), None, "the same address is no choice");
    assert_eq!(wrong(Page::Address, &given("slug_alternative", "a.b")), [("slug_alternative", "slug-malformed", 0)]);
}

#[test]
fn an_address_to_write_to_is_needed_and_a_second_one_differs() {
    assert_eq!(wrong(Writer, &without("email")), [("email", "email-missing", 0)]);
    assert_eq!(wrong(Writer, &given("email", " ")), [("email", "email-missing", 0)]);
    assert_eq!(wrong(Writer, &given("email", "contact@canal")), [("email", "email-malformed", 0)]);
    assert_eq!(wrong(Writer, &given("second_email", "bureau canal.example")), [("second_email", "email-malformed", 0)]);
    let second = |typed: &str| parsed(&given("second_email", typed)).contact.second_email.map(String::from);
    assert_eq!(second(""), None);
    assert_eq!(second("Bureau@Canal.example"), Some("Bureau@canal.example".into()));
    assert_eq!(second("CONTACT@canal.example"), None, "the same address is no second one");
}

#[test]
fn the_newsletter_is_only_for_who_ticked_it() {
    assert!(!parsed(&answers()).contact.newsletter);
    assert!(!parsed(&given("newsletter", "no")).contact.newsletter);
    assert!(parsed(&given("newsletter", "yes")).contact.newsletter);
}

#[test]
fn each_commitment_must_be_ticked() {
    assert_eq!(COMMITMENTS.len(), 5);
    for field in COMMITMENTS {
        let key = format!("{}-missing", field.replace('_', "-"));
        for answers in [without(field), given(field, ""), given(field, "on")] {
            let found = wrong(Commitments, &answers);
            assert_eq!(found.iter().map(|(field, key, _)| (*field, *key)).collect::<Vec<_>>(), [(*field, key.as_str())]);
            assert_eq!(Form::parse(&answers, today()), Err(Commitments));
        }
    }
    assert_eq!(parsed(&answers()).terms_version, TERMS_VERSION, "the accepted version is kept (R4)");
}

#[test]
fn an_empty_page_asks_for_all_that_is_needed_in_the_order_of_its_fields() {
    for (page, asked) in [
        (Who, &["organization_name", "legal_form", "country", "purpose", "activities", "field", "employees"][..]),
        (Wants, &["accounts", "storage"]),
        (Page::Address, &["slug"]),
        (Writer, &["email"]),
        (Commitments, COMMITMENTS),
    ] {
        assert_eq!(wrong(page, &Answers::default()).iter().map(|(field, ..)| *field).collect::<Vec<_>>(), asked);
    }
}

#[test]
fn a_form_leads_back_to_the_first_page_that_is_not_right() {
    let broken = [(Who, "purpose"), (Wants, "accounts"), (Page::Address, "slug"), (Writer, "email"), (Commitments, "accept_data")];
    for mask in 0..1 << broken.len() {
        let chosen: Vec<_> = (0..broken.len()).filter(|i| mask >> i & 1 == 1).map(|i| broken[i]).collect();
        let answers = chosen.iter().fold(answers(), |answers, (_, field)| with(answers, field, &["?"]));
        assert_eq!(Form::parse(&answers, today()).err(), chosen.first().map(|(page, _)| *page), "{chosen:?}");
    }
    let walk: Vec<_> = std::iter::successors(Some(Who), |page| page.next()).collect();
    assert_eq!(walk, [Who, Wants, Page::Address, Writer, Commitments]);
    assert!(walk.iter().rev().copied().eq(std::iter::successors(Some(Commitments), |page| page.previous())));
}

#[test]
fn answers_are_cut_to_the_fields_asked_and_kept_whole() {
    let long = format!("\0é\0{}", "é".repeat(5000));
    let sent = with(with(with(Answers::default(), "purpose", &[&long]), "uses", &["files"; 50]), "is_admin", &["yes"]);
    let kept = sent.only(&["purpose", "uses", "town"]);
    assert_eq!(kept.0.keys().collect::<Vec<_>>(), ["purpose", "uses"], "unknown fields are dropped, absent ones stay absent");
    assert_eq!(kept.all("purpose"), ["é".repeat(5001)], "but for the character that databases do not take");
    assert_eq!(kept.all("uses").len(), 20);
}

#[test]
fn a_page_sent_again_replaces_its_own_fields_and_unticks_what_is_not_there() {
    let mut kept = given("newsletter", "yes");
    kept.replace(Writer.fields(), with(Answers::default(), "email", &["bureau@canal.example"]));
    assert_eq!(kept, with(answers(), "email", &["bureau@canal.example"]));
}

#[test]
fn a_line_break_is_one_character_whatever_the_browser_sends() {
    let text = format!("\r\n{}\r\n\r\n{}\r\n", "é".repeat(749), "é".repeat(749));
    assert_eq!(parsed(&given("purpose", &text)).structure.purpose, text.trim().replace("\r\n", "\n"));
    assert_eq!(wrong(Who, &given("purpose", &format!("{}é", text.trim()))), [("purpose", "text-too-long", 1)]);
    let twice = with(Answers::default(), "town", &[" Vern\r\n", "Bruz"]);
    assert_eq!((twice.text("town"), twice.text("slug")), ("Vern".into(), String::new()), "the first value counts, an absent one is empty");
}

fn any_field() -> impl Strategy<Value = &'static str> {
    let mut fields: Vec<&str> = Page::ALL.iter().flat_map(|page| page.fields().iter().copied()).collect();
    fields.push("unknown");
    select(fields)
}

fn any_value() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), r"[-+.:/@0-9a-z\s]{0,2000}"]
}

prop_compose! {
    /// A right form whose free parts are anything of a fair length.
    fn right_answers()(
        // Composing (NFC) makes a few characters into three, and three into one.
        name in r"\w{8,40}", acronym in r"\PC{0,10}", town in r"\PC{0,26}", story in r"[a-zé’\n][ a-zé’\r]{100,300}x{80}", year in 1000..=YEAR,
        form in select(LegalForm::ALL), field in select(Field::ALL), others in proptest::collection::vec(select(Field::ALL), 0..2),
        accounts in 1..=100_000i64, suite in select(Suite::ALL), slug in "[A-Za-z0-9]{20,40}",
        local in "[a-zA-Z0-9+_]{1,20}", domain in "[A-Z]{1,30}[.]fr[.]?",
    ) -> Answers {
        let (year, accounts, email) = (year.to_string(), accounts.to_string(), format!("{local}@{domain}"));
        [
            ("organization_name", name.as_str()), ("acronym", &acronym), ("town", &town), ("purpose", &story), ("founded_year", &year),
            ("legal_form", form.code()), ("field", field.code()), ("accounts", &accounts), ("suite", suite.code()),
            ("slug", &slug), ("email", &email),
        ]
        .into_iter()
        .fold(with(answers(), "other_fields", &others.iter().map(|f| f.code()).collect::<Vec<_>>()), |answers, (field, v)| with(answers, field, &[v]))
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_form_written_back_reads_the_same(answers in right_answers(), kind in select(RegistrationKind::ALL), number in "[ 0-9A-Za-z./-]{0,20}") {
        let answers = with(with(answers, "registration_kind", &[kind.code()]), "registration_number", &[&number]);
        if let Ok(form) = Form::parse(&answers, today()) {
            prop_assert_eq!(Form::parse(&form.answers(), today()), Ok(form));
        }
    }

    #[test]
    fn whatever_is_sent_is_read_or_sent_back_and_each_problem_is_on_its_page(
        changes in proptest::collection::vec((any_field(), proptest::collection::vec(any_value(), 0..4)), 0..12), blank in any::<bool>(),
    ) {
        let mut answers = if blank { Answers::default() } else { answers() };
        answers.0.extend(changes.into_iter().map(|(field, values)| (field.to_owned(), values)));
        for page in Page::ALL {
            let fields: Vec<&str> = page.problems(&answers, YEAR).iter().map(|problem| problem.field).collect();
            prop_assert!(fields.iter().all(|field| page.fields().contains(field)), "{page}: {fields:?}");
        }
        let first = Page::ALL.iter().copied().find(|page| !page.problems(&answers, YEAR).is_empty());
        prop_assert_eq!(Form::parse(&answers, today()).err(), first);
    }

    #[test]
    fn a_right_form_comes_back_the_same_from_its_stored_words(answers in right_answers()) {
        let form = Form::parse(&answers, today());
        prop_assert!(form.is_ok(), "{form:?}");
        let words = serde_json::to_string(&form.clone().unwrap()).unwrap();
        prop_assert_eq!(serde_json::from_str::<Form>(&words).ok(), form.ok());
    }
}
