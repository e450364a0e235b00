//! Every standing against every act.

use super::*;

fn id(n: u8) -> VolunteerId {
    VolunteerId::parse(&format!("019ab0d0-0000-7000-8000-0000000000{n:02}")).unwrap()
}

fn now() -> Instant {
    "2026-11-23T09:00:00Z".parse().unwrap()
}

fn member(n: u8, role: Role, standing: Standing) -> Member {
    let email = EmailAddress::parse("ana@equipe.example").unwrap();
    let disabled_at = (standing == Standing::Gone).then(now);
    let volunteer = Volunteer { id: id(n), email, name: "Ana".into(), role, disabled_at, second_factor: false };
    Member { volunteer, since: now(), has_password: standing == Standing::Here, seen_at: None, invited_until: None }
}

const V: Role = Role::Volunteer;
const C: Role = Role::Coordinator;

#[test]
fn a_standing_is_read_from_the_facts() {
    for standing in Standing::ALL {
        assert_eq!(member(1, V, *standing).standing(), *standing);
    }
    let gone_with_a_password = Member { has_password: true, ..member(1, V, Standing::Gone) };
    assert_eq!(gone_with_a_password.standing(), Standing::Gone);
}

#[test]
fn only_who_coordinates_and_can_come_in_steers() {
    let steers: Vec<bool> = Standing::ALL.iter().flat_map(|s| [V, C].map(|role| member(1, role, *s).steers())).collect();
    assert_eq!(steers, [false, true, false, false, false, false]);
}

#[test]
fn a_role_is_given_but_never_taken_from_oneself_or_from_the_last() {
    use Standing::{Gone, Here, Invited};
    let (me, other) = (1, 2);
    for (who, has, standing, asked, steering, expected) in [
        (other, V, Here, C, 1, Ok(true)),
        (other, V, Here, V, 1, Ok(false)),
        (other, C, Here, C, 1, Ok(false)),
        (other, C, Here, V, 2, Ok(true)),
        (other, C, Here, V, 1, Err(Refusal::LastCoordinator)),
        (other, C, Invited, V, 1, Ok(true)),
        (other, V, Invited, C, 1, Ok(true)),
        (other, C, Gone, V, 2, Err(Refusal::Gone)),
        (other, V, Gone, C, 2, Err(Refusal::Gone)),
        (me, C, Here, C, 1, Ok(false)),
        (me, C, Here, V, 1, Err(Refusal::Oneself)),
        (me, C, Here, V, 5, Err(Refusal::Oneself)),
    ] {
        let got = member(who, has, standing).with_role(asked, &id(me), steering);
        assert_eq!(got, expected, "{who} {has} {standing} asked {asked}, {steering} steering");
    }
}

#[test]
fn one_leaves_once_and_someone_is_left_to_coordinate() {
    use Standing::{Gone, Here, Invited};
    for (who, role, standing, steering, expected) in [
        (2, V, Here, 1, Ok(true)),
        (2, V, Invited, 1, Ok(true)),
        (2, V, Gone, 1, Ok(false)),
        (2, C, Here, 2, Ok(true)),
        (2, C, Here, 1, Err(Refusal::LastCoordinator)),
        (2, C, Invited, 1, Ok(true)),
        (2, C, Gone, 1, Ok(false)),
        (1, C, Here, 2, Err(Refusal::Oneself)),
        (1, C, Here, 1, Err(Refusal::Oneself)),
    ] {
        assert_eq!(member(who, role, standing).leaving(&id(1), steering), expected, "{who} {role} {standing}, {steering} steering");
    }
    assert_eq!(Standing::ALL.iter().map(|s| member(2, V, *s).coming_back()).collect::<Vec<_>>(), [false, false, true]);
}

#[test]
fn a_link_leaves_again_after_a_pause_but_not_to_who_left() {
    let second = Duration::seconds(1);
    for (standing, last, expected) in [
        (Standing::Invited, None, Ok(())),
        (Standing::Here, None, Ok(())),
        (Standing::Invited, Some(now() - PAUSE), Ok(())),
        (Standing::Invited, Some(now() - PAUSE + second), Err(Refusal::JustSent)),
        (Standing::Here, Some(now()), Err(Refusal::JustSent)),
        (Standing::Gone, None, Err(Refusal::Gone)),
        (Standing::Gone, Some(now()), Err(Refusal::Gone)),
    ] {
        assert_eq!(member(2, V, standing).may_get_link(last, now()), expected, "{standing} {last:?}");
    }
}

#[test]
fn a_guest_has_a_name_an_address_and_a_role() {
    let typed = |name: &str, email: &str, role: &str| {
        let fields = [("name", name), ("email", email), ("role", role)];
        Answers(fields.into_iter().map(|(field, value)| (field.to_owned(), vec![value.to_owned()])).collect())
    };
    let guest = Guest::parse(&typed("  Lou \r\n Marin ", " Lou@Equipe.example", "coordinator")).unwrap();
    assert_eq!((guest.name.as_str(), guest.email.as_str(), guest.role), ("Lou Marin", "Lou@equipe.example", C));
    let wrong = |answers: &Answers| Guest::parse(answers).unwrap_err().into_iter().map(|p| (p.field, p.key)).collect::<Vec<_>>();
    let all = [("name", "name-missing"), ("email", "member-email-malformed"), ("role", "member-role-missing")];
    assert_eq!(wrong(&Answers::default()), all);
    assert_eq!(wrong(&typed(&"é".repeat(61), "lou@equipe.example", "volunteer")), all[..1]);
    assert_eq!(wrong(&typed(&"é".repeat(60), "lou", "captain")), all[1..]);
}
