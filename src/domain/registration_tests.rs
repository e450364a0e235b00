//! What people write, and what is made of it; real and generated numbers are in `registration/numbers.rs`.

use super::{Remark, guess, normalise, offered, remark};
use crate::domain::form::{LegalForm, RegistrationKind as Kind};

#[test]
fn what_people_type_becomes_canonical() {
    let table = [
        (Kind::Rna, "W381004271", "W381004271"),
        (Kind::Rna, "w 38 1 004271", "W381004271"),
        (Kind::Rna, "RNA : W38.1004.271", "W381004271"),
        (Kind::Rna, "n\u{b0} W381004271.", "W381004271"),
        (Kind::Rna, "Num\u{e9}ro RNA W-381-004-271", "W381004271"),
        (Kind::Rna, "WALDEC W381OO4271", "W381004271"),
        (Kind::Rna, "\u{200e}W\u{a0}381\u{202f}004\u{2009}271\u{200b}", "W381004271"),
        (Kind::Rna, "w9r1001234", "W9R1001234"),
        (Kind::Rna, "w2a1000123", "W2A1000123"),
        (Kind::Rna, "\u{ff37}\u{ff13}\u{ff18}\u{ff11}\u{ff10}\u{ff10}\u{ff14}\u{ff12}\u{ff17}\u{ff11}", "W381004271"),
        (Kind::Siren, "732 829 320", "732829320"),
        (Kind::Siren, "SIREN: 732.829.320", "732829320"),
        (Kind::Siren, "n\u{b0} SIREN 732-829-320", "732829320"),
        (Kind::Siren, "N\u{ba} de SIREN de l\u{2019}association : 732829320", "732829320"),
        (Kind::Siren, "FR 44 732829320", "732829320"),
        (Kind::Siren, "TVA intracommunautaire FR44732829320", "732829320"),
        (Kind::Siren, "5OO 569 4O5", "500569405"),
        (Kind::Siret, "732 829 320 00074", "73282932000074"),
        (Kind::Siret, "SIRET n\u{b0}732829320/00074", "73282932000074"),
        (Kind::Siret, "siret:732829320OOO74", "73282932000074"),
        (Kind::Bce, "0403.170.701", "0403170701"),
        (Kind::Bce, "403.170.701", "0403170701"),
        (Kind::Bce, "BE 0403.170.701", "0403170701"),
        (Kind::Bce, "TVA BE403170701", "0403170701"),
        (Kind::Bce, "num\u{e9}ro d'entreprise : BE0403 170 701", "0403170701"),
        (Kind::Bce, "BCE O4O3.17O.7O1 (RPM)", "0403170701"),
        (Kind::Ide, "CHE-123.456.788", "CHE123456788"),
        (Kind::Ide, "CHE-123.456.788 TVA/MWST", "CHE123456788"),
        (Kind::Ide, "che 123 456 788 IVA", "CHE123456788"),
        (Kind::Ide, "IDE : 123.456.788", "CHE123456788"),
        (Kind::Neq, "NEQ 1143 920 115", "1143920115"),
        (Kind::Neq, "n\u{b0} 1143-920-115", "1143920115"),
        (Kind::Rnf, "075-fdd-00003-01", "075-FDD-00003-01"),
        (Kind::Rnf, "75 FDD 3 1", "075-FDD-00003-01"),
        (Kind::Rnf, "RNF n\u{b0} O75 F.D.D. 00003-01", "075-FDD-00003-01"),
        (Kind::Rnf, "075FDD0000301", "075-FDD-00003-01"),
        (Kind::Rnf, "042FRUP00004209", "042-FRUP-000042-09"),
        (Kind::Rnf, "2A-FE-00012-04", "02A-FE-00012-04"),
        (Kind::AlsaceMoselle, "volume 12 folio 34", "12/34"),
        (Kind::AlsaceMoselle, "Vol. XII n\u{b0} 34", "12/34"),
        (Kind::AlsaceMoselle, "12 / 034", "12/34"),
        (Kind::AlsaceMoselle, "Vol.12 - Fol.34", "12/34"),
        (Kind::AlsaceMoselle, "VOL12F34", "12/34"),
        (Kind::AlsaceMoselle, "V 12 F 34", "12/34"),
        (Kind::AlsaceMoselle, "vol V folio 34", "5/34"),
        (Kind::AlsaceMoselle, "LXXXIV/123", "84/123"),
        (Kind::AlsaceMoselle, "a2023str000123", "A2023STR000123"),
        (Kind::Other, "  RC\u{a0}\u{a0}B 12\t34 ", "RC B 12 34"),
        (Kind::Pending, "en cours\n", "en cours"),
        (Kind::None, " ", ""),
    ];
    for (kind, typed, canonical) in table {
        assert_eq!(normalise(kind, typed), canonical, "{kind} {typed:?}");
    }
}

#[test]
fn what_cannot_be_read_stays_as_typed() {
    let table = [
        (Kind::Rna, "  W38100427 ", "W38100427"),
        (Kind::Rna, "Wikipedias", "Wikipedias"),
        (Kind::Siren, "732 829 32", "732 829 32"),
        (Kind::Siren, "FR 45 732 829 320", "FR 45 732 829 320"),
        (Kind::Siret, "732829320 et 552100554", "732829320 et 552100554"),
        (Kind::Bce, "0403.170.701 RPM  Bruxelles", "0403.170.701 RPM Bruxelles"),
        (Kind::Neq, "12345", "12345"),
        (Kind::Rnf, "fondation de France", "fondation de France"),
        (Kind::AlsaceMoselle, "Tribunal de Strasbourg vol. 12 folio  34", "Tribunal de Strasbourg vol. 12 folio 34"),
    ];
    for (kind, typed, kept) in table {
        assert_eq!(normalise(kind, typed), kept, "{kind} {typed:?}");
    }
}

#[test]
fn doubts() {
    let table = [
        (Kind::Rna, "W381004271", None),
        (Kind::Rna, "W38100427", Some(Remark::Shape)),
        (Kind::Rna, "WIKIPEDIAS", Some(Remark::Shape)),
        (Kind::Rna, "732829320", Some(Remark::LooksLike(Kind::Siren))),
        (Kind::Rna, "", Some(Remark::Missing)),
        (Kind::Siren, "732829321", Some(Remark::CheckDigit)),
        (Kind::Siren, "73282932", Some(Remark::Shape)),
        (Kind::Siren, "000000000", Some(Remark::Shape)),
        (Kind::Siren, "732 829 320 00074", Some(Remark::LooksLike(Kind::Siret))),
        (Kind::Siren, "W381004271", Some(Remark::LooksLike(Kind::Rna))),
        (Kind::Siret, "73282932000075", Some(Remark::CheckDigit)),
        (Kind::Siret, "732 829 320", Some(Remark::LooksLike(Kind::Siren))),
        (Kind::Siret, "35600000000048", None),
        (Kind::Siret, "35600000049837", None),
        (Kind::Siret, "35600000049838", Some(Remark::CheckDigit)),
        (Kind::Bce, "0403170702", Some(Remark::CheckDigit)),
        (Kind::Bce, "2403170701", Some(Remark::Shape)),
        (Kind::Ide, "CHE123456789", Some(Remark::CheckDigit)),
        (Kind::Ide, "CHE12345678", Some(Remark::Shape)),
        (Kind::Neq, "1143920115", None),
        (Kind::Neq, "2212345678", None),
        (Kind::Neq, "4412345678", Some(Remark::Shape)),
        (Kind::Rnf, "075-FDD-00003-02", Some(Remark::CheckDigit)),
        (Kind::Rnf, "fondation de France", Some(Remark::Shape)),
        (Kind::AlsaceMoselle, "12/34", None),
        (Kind::AlsaceMoselle, "A2023STR000123", None),
        (Kind::AlsaceMoselle, "Tribunal de Strasbourg vol. 12 folio 34", None),
        (Kind::AlsaceMoselle, "Tribunal de Saverne volume XII folio 34 bis", None),
        (Kind::AlsaceMoselle, "Strasbourg", Some(Remark::Shape)),
        (Kind::AlsaceMoselle, "732829320", Some(Remark::LooksLike(Kind::Siren))),
        (Kind::None, "", None),
        (Kind::None, "on n'en a pas", Some(Remark::Unexpected)),
        (Kind::None, "W381004271", Some(Remark::LooksLike(Kind::Rna))),
        (Kind::Pending, "", None),
        (Kind::Pending, "en cours", None),
        (Kind::Pending, "SIREN 732829320", Some(Remark::LooksLike(Kind::Siren))),
        (Kind::Other, "RC 1234", None),
        (Kind::Other, "", Some(Remark::Missing)),
    ];
    for (kind, number, doubt) in table {
        assert_eq!(remark(kind, number), doubt, "{kind} {number:?}");
    }
}

#[test]
fn a_number_tells_its_kind() {
    let table = [
        ("w38 1004271", "FR", Some(Kind::Rna)),
        ("W381004271", "SN", Some(Kind::Rna)),
        ("732 829 320", "RE", Some(Kind::Siren)),
        ("732 829 321", "FR", Some(Kind::Siren)),
        ("732 829 320", "LU", None),
        ("732829320 00074", "FR", Some(Kind::Siret)),
        ("vol 12 folio 34", "FR", Some(Kind::AlsaceMoselle)),
        ("075-FDD-00003-01", "FR", Some(Kind::Rnf)),
        ("403.170.701", "BE", Some(Kind::Bce)),
        ("BE 0403.170.701", "FR", Some(Kind::Bce)),
        ("0612345678", "FR", None),
        ("123.456.788", "CH", Some(Kind::Ide)),
        ("CHE-123.456.788 TVA", "", Some(Kind::Ide)),
        ("1143920115", "CA", Some(Kind::Neq)),
        ("en cours", "FR", None),
        ("", "FR", None),
        ("", "", None),
    ];
    for (typed, country, kind) in table {
        assert_eq!(guess(typed, country), kind, "{typed:?} {country}");
    }
}

#[test]
fn kinds_are_proposed_by_form_and_country() {
    use Kind::{AlsaceMoselle, Bce, Ide, Neq, Rna, Rnf, Siren, Siret};
    let table: &[(Option<LegalForm>, &str, &[Kind])] = &[
        (Some(LegalForm::Association1901), "FR", &[Rna, Siren, Siret]),
        (Some(LegalForm::Club), "RE", &[Rna, Siren, Siret]),
        (Some(LegalForm::Cult), "fr", &[Rna, Siren, Siret]),
        (Some(LegalForm::AlsaceMoselle), "FR", &[AlsaceMoselle, Siren, Siret]),
        (Some(LegalForm::Foundation), "FR", &[Rnf, Siren, Siret]),
        (Some(LegalForm::Union), "NC", &[Siren, Siret]),
        (Some(LegalForm::LocalAuthority), "FR", &[Siren, Siret]),
        (Some(LegalForm::Informal), "FR", &[]),
        (Some(LegalForm::Informal), "", &[]),
        (Some(LegalForm::Foreign), "BE", &[Bce]),
        (Some(LegalForm::Foreign), "", &[Bce, Ide, Neq]),
        (Some(LegalForm::Foundation), "CH", &[Ide]),
        (Some(LegalForm::Union), "CA", &[Neq]),
        (Some(LegalForm::Foreign), "LU", &[]),
        (None, "FR", &[Rna, Siren, Siret, AlsaceMoselle, Rnf]),
        (None, "BE", &[Bce]),
        (None, "", &[Rna, Siren, Siret, AlsaceMoselle, Rnf, Bce, Ide, Neq]),
        (Some(LegalForm::Association1901), "", &[Rna, Siren, Siret, Bce, Ide, Neq]),
    ];
    for (form, country, kinds) in table {
        let all: Vec<_> = kinds.iter().copied().chain([Kind::Pending, Kind::None, Kind::Other]).collect();
        assert_eq!(offered(*form, country), all, "{form:?} {country:?}");
    }
}
