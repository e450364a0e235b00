use super::*;
use crate::domain::form::RegistrationKind;
use proptest::prelude::*;
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::built_in);

fn facts(name: &str, town: &str) -> Facts {
    Facts { name: name.into(), town: town.into(), ..Facts::default() }
}

fn link(a: &Facts, b: &Facts) -> Link {
    compare(a, b, &LEXICON, &Rarity::default())
}

fn named(a: (&str, &str), b: (&str, &str)) -> Link {
    link(&facts(a.0, a.1), &facts(b.0, b.1))
}

#[test]
fn groups_of_one_network_belong_together_wherever_they_are() {
    for (a, b) in [
        (("CGT 75", "Paris"), ("Union départementale CGT 69", "Lyon")),
        (("CGT 75", ""), ("CGT Paris", "Paris")),
        (("Attac 35", "Rennes"), ("ATTAC Loire-Atlantique", "Nantes")),
        (("S.N.S.M. Honfleur", "Honfleur"), ("Société nationale de sauvetage en mer – station de Kerlouan", "Kerlouan")),
        (("Les Restos du Cœur de la Sarthe", "Le Mans"), ("RESTAURANTS DU COEUR - ASSOC DEP DE L'ORNE", "Alençon")),
        (("FCPE du collège Descartes", "Loos"), ("Conseil local des parents d'élèves de l'école de Vern", "Vern")),
        (("Comité départemental de tir à l'arc de l'Orne", "Alençon"), ("Comité départemental tir à l'arc 35", "Rennes")),
    ] {
        let link = named(a, b);
        assert!(link.is_strong(), "{a:?} {b:?} {link:?}");
    }
}

#[test]
fn like_associations_of_two_towns_are_not_related() {
    for (a, b) in [
        (("Comité des fêtes de Vern", "Vern-sur-Seiche"), ("Comité des fêtes de Bruz", "Bruz")),
        (("Tennis club de Vern", "Vern-sur-Seiche"), ("TENNIS CLUB DE BRUZ", "Bruz")),
        (("Amicale laïque", "Vern-sur-Seiche"), ("Amicale laïque", "Bruz")),
        (("Théâtre du Cristal", "Vannes"), ("Théâtre de Cristal", "Dijon")),
        (("Association sportive du collège Jean Moulin", "Vern"), ("Association sportive du collège Jean-Moulin", "Bruz")),
        (("Les amis de l'église Saint-Martin", "Vern"), ("Amis de l'église St Martin", "Bruz")),
        (("APE école Jules-Ferry", "Vern"), ("Association des parents d'élèves de l'école Jules Ferry", "Bruz")),
        (("Cour d'appel amicale", "Rennes"), ("APEL de Vern", "Vern")),
        (("Théâtre de folle pensée", "Rennes"), ("FOL 18", "Bourges")),
        (("Stade Léo-Lagrange pétanque", "Vern"), ("Gymnase Léo Lagrange judo", "Bruz")),
    ] {
        let link = named(a, b);
        assert!(!link.is_strong(), "{a:?} {b:?} {link:?}");
    }
}

#[test]
fn one_body_is_recognised_under_two_spellings() {
    for (a, b) in [
        (("Comité des fêtes de Vern", "Vern-sur-Seiche"), ("COMITE DES FETES VERN", "Vern sur Seiche")),
        (("ASS CULT LOISIRS CHEVROLIERE", ""), ("Association culturelle et loisirs de la Chevrolière", "")),
        (("École boscéenne de musique et danse", ""), ("ECOLE BOSCENNE MUSIQUE DANSE", "")),
        (("LOREM - Loisirs résidentiels des mariniers", "Paris"), ("Loisirs residentiels des mariniers", "Paris")),
        (("Les Frisbeurs nantais", ""), ("FRISBEURS NANTAIS (LES)", "Nantes")),
    ] {
        let link = named(a, b);
        assert!(link.is_strong(), "{a:?} {b:?} {link:?}");
    }
}

#[test]
fn an_unknown_network_is_found_by_its_acronym_and_its_rare_words() {
    for (a, b) in [
        (("ZORGLUB 35", "Rennes"), ("Zorglub de la Sarthe", "Le Mans")),
        (("Tisserands solidaires du Finistère", "Brest"), ("Tisserands solidaires", "Dijon")),
        (("FTVQ Rennes", "Rennes"), ("Fédération des tisserands de velours et de quilts", "Lyon")),
    ] {
        let link = named(a, b);
        assert!(link.is_strong(), "{a:?} {b:?} {link:?}");
    }
}

#[test]
fn addresses_and_numbers_tell_more_than_names() {
    let plain = facts("Les Lilas", "Vern");
    let cases = [
        (
            Facts { email: "ana@mail.example".into(), ..plain.clone() },
            Facts { second_email: "Ana@mail.example".into(), ..facts("Autre", "Bruz") },
            Signal::SameEmail,
        ),
        (
            Facts { email: "ana@lilas.fr".into(), ..plain.clone() },
            Facts { email: "bob@lilas.fr".into(), ..facts("Autre", "Bruz") },
            Signal::SameMailDomain,
        ),
        (
            Facts { email: "ana@lilas.fr".into(), ..plain.clone() },
            Facts { website: "https://www.lilas.fr/x".into(), ..facts("Autre", "Bruz") },
            Signal::SameWebDomain,
        ),
        (
            Facts { registration_number: "W751234567".into(), ..plain.clone() },
            Facts { registration_number: "w751234567".into(), ..facts("Autre", "Bruz") },
            Signal::SameNumber,
        ),
        (
            Facts { registration_number: "123456789".into(), registration_kind: Some(RegistrationKind::Siren), ..plain.clone() },
            Facts { registration_number: "12345678900012".into(), registration_kind: Some(RegistrationKind::Siret), ..facts("Autre", "Bruz") },
            Signal::SameSiren,
        ),
        (Facts { network: "Emmaüs".into(), ..plain.clone() }, facts("Emmaüs Bruz", "Bruz"), Signal::SameNetworkDeclared),
        (
            Facts { network: "Les Tisserands".into(), ..plain.clone() },
            Facts { network: "tisserands".into(), ..facts("Autre", "Bruz") },
            Signal::SameNetworkDeclared,
        ),
    ];
    for (a, b, signal) in cases {
        let link = link(&a, &b);
        assert!(link.is_strong() && link.reasons.first().is_some_and(|reason| reason.signal == signal), "{signal} {link:?}");
    }
}

#[test]
fn to_declare_no_network_is_no_network() {
    for said in ["Aucun", "non", "Nous sommes indépendants", "sport", "-"] {
        let (a, b) = (Facts { network: said.into(), ..facts("Lilas", "Vern") }, Facts { network: said.into(), ..facts("Rosier", "Bruz") });
        assert!(!link(&a, &b).is_strong(), "{said}");
    }
}

#[test]
fn a_domain_where_anyone_has_an_address_links_nobody() {
    for domain in ["gmail.com", "laposte.net", "wanadoo.fr", "frama.space"] {
        let a = Facts { email: format!("ana@{domain}"), ..facts("Lilas", "Vern") };
        let b = Facts { email: format!("bob@{domain}"), ..facts("Rosier", "Bruz") };
        assert_eq!(link(&a, &b).reasons, [], "{domain}");
    }
    let a = Facts { website: "https://lilas.wordpress.com".into(), ..facts("Lilas", "Vern") };
    let b = Facts { website: "https://rosier.wordpress.com".into(), ..facts("Rosier", "Bruz") };
    assert_eq!(link(&a, &b).reasons, []);
}

#[test]
fn a_domain_that_many_hold_says_less() {
    let a = Facts { email: "ana@lilas.fr".into(), ..facts("Lilas", "Vern") };
    let b = Facts { email: "bob@lilas.fr".into(), ..facts("Rosier", "Bruz") };
    let common = Rarity::new(100_000, [(Key::of(KeyKind::MailDomain, "lilas.fr"), 4000)]);
    assert!(!compare(&a, &b, &LEXICON, &common).is_strong());
}

#[test]
fn a_pasted_text_is_seen_and_a_like_subject_is_only_near() {
    let purpose = "Nous organisons chaque semaine des ateliers de réparation de vélos pour les habitants du quartier, avec des outils partagés.";
    let other = "Notre compagnie de théâtre monte deux spectacles par an avec des amateurs de tous âges dans les villages de la vallée.";
    let a = Facts { purpose: purpose.into(), ..facts("Lilas", "Vern") };
    let pasted = Facts { activities: purpose.to_uppercase(), ..facts("Rosier", "Bruz") };
    let apart = Facts { purpose: other.into(), ..facts("Rosier", "Bruz") };
    assert!(link(&a, &pasted).reasons.iter().any(|reason| reason.signal == Signal::SameText));
    assert_eq!(link(&a, &apart).reasons, []);
    let text = |text: &str| Text::read(&[text], LEXICON.prior());
    let (bikes, play, mine) = (text(purpose), text(other), text("Réparation de vélos et outils partagés"));
    let near = nearest(&mine, [("play", &play), ("bikes", &bikes)], 3);
    assert_eq!(near.first().map(|(id, _)| *id), Some("bikes"));
}

#[test]
fn a_coordinator_teaches_a_network() {
    let mut lexicon = Lexicon::built_in();
    let (a, b) = (facts("La Petite Fabrique de Vern", "Vern"), facts("Petites fabriques bretonnes", "Bruz"));
    assert!(!compare(&a, &b, &lexicon, &Rarity::default()).is_strong());
    lexicon.add_network("Petites Fabriques", &["petite fabrique", "PTFAB"]);
    let link = compare(&a, &b, &lexicon, &Rarity::default());
    assert!(link.is_strong());
    assert_eq!(link.reasons.first().map(|reason| reason.words.as_str()), Some("Petites Fabriques"));
}

#[test]
fn the_index_finds_what_comparing_finds_and_forgets_what_is_taken_out() {
    let mut index = Index::new(LEXICON.clone());
    let rows = [("Attac 35", "Rennes"), ("Comité des fêtes", "Vern"), ("ATTAC Nantes", "Nantes"), ("Comité des fêtes", "Bruz"), ("Attac", "Brest")];
    for (row, (name, town)) in rows.iter().enumerate() {
        index.add(row, &facts(name, town));
    }
    let ids = |related: Vec<Related<usize>>| related.into_iter().map(|one| one.id).collect::<Vec<_>>();
    assert_eq!(ids(index.related_of(&0)), [2, 4]);
    index.remove(&2);
    index.remove(&2);
    assert_eq!(ids(index.related_of(&0)), [4]);
    index.add(4, &facts("Tout autre chose", "Brest"));
    assert!(index.related_of(&0).is_empty());
    assert_eq!(index.len(), 4);
}

#[test]
fn one_weak_middle_does_not_tie_two_networks() {
    let clique = |ids: &[u32]| ids.iter().flat_map(|a| ids.iter().filter(move |b| a < b).map(move |b| (*a, *b, 9.0))).collect::<Vec<_>>();
    let mut links = clique(&[1, 2, 3, 4]);
    links.extend(clique(&[11, 12, 13, 14]));
    links.push((4, 11, 20.0));
    assert_eq!(groups(links.clone(), []).len(), 2);
    assert_eq!(groups(links.clone(), [(4, 11, Verdict::Related)]).iter().map(Vec::len).collect::<Vec<_>>(), [8]);
    let parted = groups(links, [(3, 4, Verdict::NotRelated)]);
    assert!(parted.iter().all(|group| !(group.contains(&3) && group.contains(&4))), "{parted:?}");
}

#[test]
fn replacements_are_set_apart_and_bars_are_crossed_at_three_and_five() {
    let member = |standing, replaces| Member { standing, replaces };
    let mut members = vec![member(Standing::Live, false), member(Standing::Over, false), member(Standing::Live, true)];
    for (next, bar) in
        [(Standing::Pending, Bar::Below), (Standing::Accepted, Bar::Warn), (Standing::Pending, Bar::Warn), (Standing::Pending, Bar::Stop)]
    {
        members.push(member(next, false));
        assert_eq!(Count::of(members.iter().copied()).bar(3, 5), bar, "{members:?}");
    }
    let count = Count::of(members);
    assert_eq!((count.live, count.accepted, count.pending, count.replacing), (1, 1, 3, 1));
    assert!(count.wants_a_host(20, Some(60)) && !count.wants_a_host(20, None));
}

fn any_name() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "",
        "💚🌻",
        "جمعية الأصدقاء",
        "<b>Asso</b>&nbsp;",
        "S.N.S.M.",
        "XVIe",
        "----",
        "A.",
        "O'",
        "é\u{301}\u{301}",
        "\u{202e}CGT",
        "2A",
        "ﬁn",
        "ẞ",
        "\0",
        "İ",
    ]);
    let words = prop::sample::select(vec![
        "CGT", "comité", "fêtes", "saint", "école", "Attac", "de", "Paris", "75", "mjc", "Léo", "Lagrange", "sociéte", "club",
    ]);
    prop_oneof![
        6 => any::<String>(),
        6 => "\\PC{0,60}",
        9 => prop::collection::vec(words.prop_map(str::to_owned), 0..9).prop_map(|words| words.join(" ")),
        6 => prop::collection::vec(odd.prop_map(str::to_owned), 0..6).prop_map(|words| words.join(" ")),
        1 => ("\\PC{1,12}", 1..9000usize).prop_map(|(text, times)| text.repeat(times)),
    ]
}

fn any_facts() -> impl Strategy<Value = Facts> {
    let name = (any_name(), any_name(), any_name(), any_name());
    let rest = (any_name(), any_name(), any_name(), any_name());
    (name, rest).prop_map(|((name, town, email, website), (registration_number, network, purpose, slug))| Facts {
        acronym: slug.chars().take(8).collect(),
        second_email: format!("{town}@{email}"),
        activities: purpose.clone(),
        ..Facts { name, town, email, website, registration_number, network, purpose, slug, ..Facts::default() }
    })
}

proptest! {
    #[test]
    fn anything_is_compared_without_panic_and_the_same_both_ways(a in any_facts(), b in any_facts()) {
        let (there, back) = (link(&a, &b), link(&b, &a));
        prop_assert_eq!(&there, &back);
        prop_assert!(there.weight.is_finite() && there.weight >= 0.0);
        prop_assert!(there.reasons.iter().all(|reason| reason.weight.is_finite() && reason.weight > 0.0));
        let keys = Profile::read(&a, &LEXICON).keys();
        prop_assert!(keys.len() <= 40);
        prop_assert_eq!(keys, Profile::read(&a, &LEXICON).keys());
    }

    #[test]
    fn groups_keep_apart_what_was_judged_so(
        pairs in prop::collection::vec((0..12u8, 0..12u8, 8.0..20.0f64), 0..60),
        apart in prop::collection::vec((0..12u8, 0..12u8), 0..6),
    ) {
        let verdicts: Vec<_> = apart.iter().map(|(a, b)| (*a, *b, Verdict::NotRelated)).collect();
        let found = groups(pairs.clone(), verdicts.clone());
        prop_assert_eq!(&found, &groups(pairs.into_iter().rev(), verdicts));
        for (a, b) in apart.into_iter().filter(|(a, b)| a != b) {
            prop_assert!(found.iter().all(|group| !(group.contains(&a) && group.contains(&b))));
        }
    }
}
