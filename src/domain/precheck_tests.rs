//! Every combination of answers, against the rules as simple claims.

use super::*;

/// 4 × 15 × 2 × 2 × 2.
fn all() -> Vec<Precheck> {
    let mut all = Vec::new();
    for for_whom in ForWhom::ALL.iter().copied() {
        for legal_form in LegalForm::ALL.iter().copied() {
            for bits in 0..8 {
                let bit = |n: i32| bits >> n & 1 == 1;
                all.push(Precheck { for_whom, legal_form, french: bit(0), accounts_ok: bit(1), storage_ok: bit(2) });
            }
        }
    }
    all
}

fn against(precheck: &Precheck) -> Vec<Reason> {
    match precheck.advise() {
        Advice::Elsewhere { reasons } => reasons,
        Advice::GoOn | Advice::Look { .. } => Vec::new(),
    }
}

/// R1: the forms in which a group is welcome.
fn is_welcome(form: LegalForm) -> bool {
    use LegalForm::{AlsaceMoselle, Association1901, Club, Cult, Foreign, Foundation, Informal, Union};
    [Association1901, Cult, AlsaceMoselle, Foreign, Informal, Foundation, Union, Club].contains(&form)
}

#[test]
fn every_combination_is_tried() {
    assert_eq!(all().len(), 480);
}

#[test]
fn r1_a_welcome_group_whose_needs_fit_goes_on_and_nobody_else_does() {
    for p in all() {
        let fits = p.for_whom == ForWhom::Group && is_welcome(p.legal_form) && p.french && p.accounts_ok && p.storage_ok;
        assert_eq!(p.advise() == Advice::GoOn, fits, "{p:?}");
    }
}

#[test]
fn r1_and_r5_what_is_not_for_a_group_goes_elsewhere() {
    for p in all().into_iter().filter(|p| p.for_whom != ForWhom::Group || p.legal_form == LegalForm::Individual) {
        let about: Vec<Reason> = against(&p).into_iter().filter(|reason| reason.criterion() == "group").collect();
        assert_eq!(about.len(), 1, "said once: {p:?}");
        assert_eq!(about[0].situations(), [Situation::Individual], "{p:?}");
    }
}

#[test]
fn r2_another_language_goes_elsewhere() {
    for p in all() {
        assert_eq!(against(&p).iter().any(|reason| reason.rule() == "R2"), !p.french, "{p:?}");
    }
}

#[test]
fn r3_more_accounts_or_more_storage_goes_elsewhere() {
    for p in all() {
        let reasons = against(&p);
        assert_eq!(reasons.contains(&Reason::Accounts), !p.accounts_ok, "{p:?}");
        assert_eq!(reasons.contains(&Reason::Storage), !p.storage_ok, "{p:?}");
        assert_eq!(p.situations().contains(&Situation::Larger), !(p.accounts_ok && p.storage_ok), "{p:?}");
    }
}

#[test]
fn r5_schools_and_public_bodies_go_elsewhere() {
    for p in all() {
        let declared = match p.legal_form {
            LegalForm::School => Some(Reason::School),
            LegalForm::LocalAuthority => Some(Reason::LocalAuthority),
            LegalForm::PublicService => Some(Reason::PublicService),
            _ => None,
        };
        let said = against(&p).into_iter().find(|reason| ["school", "public_body"].contains(&reason.criterion()));
        assert_eq!(said, declared, "{p:?}");
        // They declare one form: both are answered.
        let school = p.situations().contains(&Situation::School);
        assert_eq!((school, p.situations().contains(&Situation::University)), (p.legal_form == LegalForm::School, school), "{p:?}");
    }
}

#[test]
fn r6_a_company_is_never_refused_by_the_machine() {
    for p in all() {
        assert!(!against(&p).iter().any(|reason| reason.rule() == "R6"), "{p:?}");
        let business = [LegalForm::Company, LegalForm::Cooperative].contains(&p.legal_form);
        let fits = p.for_whom == ForWhom::Group && p.french && p.accounts_ok && p.storage_ok;
        if fits && business {
            assert!(matches!(p.advise(), Advice::Look { reasons } if reasons.len() == 1 && reasons[0].rule() == "R6"), "{p:?}");
        }
        assert_eq!(p.situations().contains(&Situation::Company), business, "{p:?}");
    }
}

#[test]
fn another_form_is_looked_at() {
    for p in all().into_iter().filter(|p| p.legal_form == LegalForm::Other && against(p).is_empty()) {
        assert_eq!(p.advise(), Advice::Look { reasons: vec![Reason::Other] }, "{p:?}");
    }
}

#[test]
fn every_advice_to_go_elsewhere_has_a_reason_with_its_criterion_its_rule_and_a_way() {
    for p in all() {
        let reasons = match p.advise() {
            Advice::GoOn => {
                assert_eq!((p.reasons(), p.situations()), (vec![], vec![]), "{p:?}");
                continue;
            }
            Advice::Look { reasons } | Advice::Elsewhere { reasons } => reasons,
        };
        assert!(!reasons.is_empty() && reasons.windows(2).all(|pair| pair[0] < pair[1]), "in order, each once: {p:?}");
        for reason in reasons {
            assert!(crate::domain::eligibility::CRITERIA.iter().any(|c| c.key == reason.criterion() && c.rule.contains(reason.rule())), "{reason}");
            assert!(reason.situations().iter().all(|situation| p.situations().contains(situation)), "{p:?}");
        }
    }
}

#[test]
fn every_reason_comes_up_somewhere() {
    for reason in Reason::ALL {
        assert!(all().iter().any(|p| p.reasons().contains(reason)), "{reason}");
    }
}

fn answers(pairs: &[(&str, &str)]) -> Answers {
    Answers(pairs.iter().map(|(name, value)| ((*name).to_owned(), vec![(*value).to_owned()])).collect())
}

#[test]
fn missing_and_unknown_answers_are_asked_for_in_the_order_of_the_page() {
    let fields = |given: &[(&str, &str)]| -> Vec<&'static str> {
        Precheck::parse(&answers(given)).err().unwrap_or_default().into_iter().map(|problem| problem.field).collect()
    };
    assert_eq!(fields(&[]), FIELDS);
    assert_eq!(
        fields(&[("for_whom", "nobody"), ("legal_form", "club"), ("french", "oui"), ("accounts_ok", "no")]),
        ["for_whom", "french", "storage_ok"]
    );
}

#[test]
fn whole_answers_are_read() {
    let given = answers(&[("for_whom", "self"), ("legal_form", "club"), ("french", "yes"), ("accounts_ok", "no"), ("storage_ok", "yes")]);
    let read = Precheck { for_whom: ForWhom::Oneself, legal_form: LegalForm::Club, french: true, accounts_ok: false, storage_ok: true };
    assert_eq!(Precheck::parse(&given), Ok(read));
}
