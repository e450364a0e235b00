//! The small values, as people type them.

use super::*;

#[test]
fn addresses_are_read_as_people_type_them() {
    let ok = |text: &str| EmailAddress::parse(text).map(|e| e.to_string());
    assert_eq!(ok("  Contact@Asso.Example "), Some("Contact@asso.example".into()));
    assert_eq!(ok("a+b@sous.domaine.example"), Some("a+b@sous.domaine.example".into()));
    for wrong in ["", "a", "a@", "@b.fr", "a@b", "a b@c.fr", "a@b..fr", "a@-b.fr", "a\r\nBcc: x@b.fr", "A <a@b.fr>", "a@1.2", ".a@b.fr"] {
        assert_eq!(ok(wrong), None, "{wrong:?}");
    }
}

#[test]
fn slugs_are_dns_labels() {
    for (text, slug) in [
        (" Mon-Asso ", Some("mon-asso")),
        ("3xv", Some("3xv")),
        ("ab", None),
        ("-abc", None),
        ("abc-", None),
        ("a--b", None),
        ("é-asso", None),
        ("a.b.c", None),
    ] {
        assert_eq!(Slug::parse(text).as_ref().map(Slug::as_str), slug, "{text:?}");
    }
    assert!(Slug::parse(&"a".repeat(41)).is_none());
    assert!(Slug::parse("www").is_some_and(|s| s.is_reserved()));
}

#[test]
fn references_forgive_how_they_are_copied() {
    let reference = Reference::from_random([0xff, 0x00, 0x12, 0x34, 0x56]);
    assert_eq!(reference.as_str().len(), 12);
    assert_eq!(Reference::parse(&reference.as_str().to_lowercase().replace('-', " ")), Some(reference));
    assert_eq!(Reference::parse("fs-ol1i-0000").map(String::from), Some("FS-0111-0000".into()));
    assert_eq!(Reference::parse("FS-UUUU-0000"), None);
}

#[test]
fn secrets_never_show_in_debug_output() {
    let secret = Secret::from_random([7; 17]);
    assert_eq!(secret.reveal().len(), 26);
    assert_eq!(Secret::parse(secret.reveal()), Some(secret.clone()));
    assert!(!format!("{secret:?}").contains(secret.reveal()));
}
