//! What is hidden, and what stays readable.

use super::*;

fn veil(name: &str, others: &[&str]) -> Veil {
    let mut veil = Veil::default();
    veil.hide_name(name);
    for other in others {
        veil.hide_run(words(other).map(|(_, word)| word).collect());
    }
    veil.runs.sort_by_key(|run| std::cmp::Reverse(run.len()));
    veil
}

#[test]
fn the_name_is_hidden_however_it_is_written() {
    let veil = veil("Association Les Amis du Canal", &["LADC", "Montbrume-sur-Lac"]);
    for (text, expected) in [
        ("L’association les amis du canal répare des vélos.", "L’[…] répare des vélos."),
        ("Les AMIS DU CANAL (LADC), à Montbrume sur Lac !", "Les […] ([…]), à […] !"),
        ("Amis du Canal, Montbrume-sur-Lac", "[…], […]"),
        ("L’Association répare.", "L’[…] répare."),
        ("une association d’amis près d’un canal", "une association d’amis près d’un canal"),
        ("Nos amis du lac", "Nos amis du lac"),
        ("", ""),
    ] {
        assert_eq!(veil.over(text), expected, "{text}");
    }
}

#[test]
fn accents_and_ligatures_do_not_save_a_name() {
    let veil = veil("Cœur d’Été", &[]);
    assert_eq!(veil.over("COEUR D'ETE, ou cœur d’e\u{301}te\u{301}."), "[…], ou […].");
}

#[test]
fn addresses_and_long_numbers_are_hidden() {
    let veil = veil("Zzz", &[]);
    for (text, expected) in [
        ("Écrivez à ana@asso.example, ou voyez https://asso.example/x?y.", "Écrivez à […], ou voyez […]."),
        ("notre site (asso-velo.org/agenda) et www.asso.fr", "notre site ([…]) et […]"),
        ("au 06.12.34.56.78 ou 38990", "au […] ou […]"),
        ("en 2014, 140 vélos et 1 250 heures. Voilà.", "en 2014, 140 vélos et 1 250 heures. Voilà."),
        ("W381004271", "[…]"),
        ("le point médian : adhérent⋅es, etc. Et/ou.", "le point médian : adhérent⋅es, etc. Et/ou."),
    ] {
        assert_eq!(veil.over(text), expected, "{text}");
    }
}

#[test]
fn hidden_neighbours_are_one() {
    let veil = veil("Le Bac", &["Montbrume"]);
    assert_eq!(veil.over("Le Bac Montbrume ouvre"), "[…] ouvre");
    assert_eq!(veil.over("Le Bac"), "[…]");
    assert_eq!(veil.over("Le Bac\n\nMontbrume, puis"), "[…], puis");
}

#[test]
fn the_address_of_a_site_gives_its_name() {
    for (address, expected) in [("https://www.asso.example/x", "asso.example"), ("http://a.b:8080", "a.b"), ("asso.example", "asso.example")] {
        assert_eq!(host(address), expected);
    }
}
