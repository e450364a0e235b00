use super::*;

fn email(name: &str) -> EmailAddress {
    EmailAddress::parse(&format!("{name}@canal.example")).unwrap()
}

fn now() -> Instant {
    "2027-03-12T20:00:00Z".parse().unwrap()
}

fn contact(name: &str, principal: bool, confirmed: bool) -> Contact {
    Contact { principal, confirmed_at: confirmed.then(|| now() - chrono::Duration::days(9)), ..Contact::named(email(name)) }
}

fn names(all: &[Contact]) -> Vec<String> {
    let mark = |one: &Contact| {
        format!(
            "{}{}{}",
            one.email.as_str().split('@').next().unwrap(),
            if one.principal { "*" } else { "" },
            if one.confirmed_at.is_some() { "" } else { "?" }
        )
    };
    all.iter().map(mark).collect()
}

#[test]
fn contacts_change_as_their_administrators_ask() {
    let two = [contact("ana", true, true), contact("bo", false, true)];
    let with_named = [contact("ana", true, true), contact("cy", false, false)];
    let succession = [contact("ana", true, true), Contact { takes_over: Some(email("ana")), ..contact("cy", false, false) }];
    type Case<'a> = (&'a [Contact], Deed, Result<Vec<&'a str>, Refusal>);
    let cases: Vec<Case<'_>> = vec![
        (&two, Deed::Name(email("cy"), None), Ok(vec!["ana*", "bo", "cy?"])),
        (&two, Deed::Name(email("BO"), None), Err(Refusal::Already)),
        (&with_named, Deed::Name(email("cy"), None), Ok(vec!["ana*", "cy?"])),
        (&two, Deed::Confirm(email("cy")), Err(Refusal::Unknown)),
        (&two, Deed::Confirm(email("bo")), Ok(vec!["ana*", "bo"])),
        (&with_named, Deed::Confirm(email("cy")), Ok(vec!["ana*", "cy"])),
        (&succession, Deed::Confirm(email("cy")), Ok(vec!["cy*"])),
        (&two, Deed::Remove(email("ana")), Ok(vec!["bo*"])),
        (&two, Deed::Remove(email("bo")), Ok(vec!["ana*"])),
        (&with_named, Deed::Remove(email("ana")), Err(Refusal::Last)),
        (&with_named, Deed::Remove(email("cy")), Ok(vec!["ana*"])),
        (&two, Deed::Remove(email("cy")), Err(Refusal::Unknown)),
        (&two, Deed::Promote(email("bo")), Ok(vec!["bo*", "ana"])),
        (&with_named, Deed::Promote(email("cy")), Err(Refusal::Unconfirmed)),
        (&two, Deed::Promote(email("cy")), Err(Refusal::Unknown)),
    ];
    for (before, deed, expected) in cases {
        let found = after(before, &deed, now()).map(|all| names(&all));
        assert_eq!(found, expected.map(|all| all.into_iter().map(str::to_owned).collect()), "{:?} {deed:?}", names(before));
    }
    let many: Vec<Contact> = (0..MOST).map(|n| contact(&format!("a{n}"), n == 0, true)).collect();
    assert_eq!(after(&many, &Deed::Name(email("cy"), None), now()), Err(Refusal::TooMany));
}

#[test]
fn whatever_is_done_someone_administers_and_one_is_the_principal() {
    use proptest::prelude::*;
    let who = || (0..6_u8).prop_map(|n| email(&format!("a{n}")));
    let deed = prop_oneof![
        (who(), proptest::option::of(who())).prop_map(|(email, old)| Deed::Name(email, old)),
        who().prop_map(Deed::Confirm),
        who().prop_map(Deed::Remove),
        who().prop_map(Deed::Promote),
    ];
    proptest!(|(deeds in proptest::collection::vec(deed, 0..40))| {
        let mut all = vec![contact("a0", true, true)];
        for deed in deeds {
            if let Ok(next) = after(&all, &deed, now()) {
                prop_assert!(next.iter().any(|one| one.confirmed_at.is_some()), "{deed:?}");
                prop_assert_eq!(next.iter().filter(|one| one.principal).count(), 1, "{:?}", deed);
                prop_assert!(next[0].principal && next[0].confirmed_at.is_some());
                prop_assert!(next.len() <= MOST);
                all = next;
            }
        }
    });
}

#[test]
fn what_changed_is_told_once_each() {
    let before = [contact("ana", true, true), Contact { takes_over: Some(email("ana")), ..contact("cy", false, false) }];
    let next = after(&before, &Deed::Confirm(email("cy")), now()).unwrap();
    assert_eq!(changes(&before, &next), [(email("cy"), Change::Confirmed), (email("cy"), Change::Promoted), (email("ana"), Change::Removed)]);
    assert_eq!(changes(&before, &before), []);
}
