//! Tests on real numbers and on made ones: whatever is valid is never doubted, however it is written.

use super::{Remark, guess, normalise, remark};
use crate::domain::form::RegistrationKind as Kind;
use proptest::prelude::*;

/// SIRENs of associations: jimmy1708/Opendata (Montpellier, 2011), under the Licence Ouverte.
const SIRENS: &[&str] = &[
    "306289695",
    "312272552",
    "339774424",
    "350507968",
    "379758931",
    "380868109",
    "390410918",
    "392458063",
    "393780457",
    "394012181",
    "397846668",
    "401220215",
    "401608799",
    "402114318",
    "403917784",
    "428578926",
    "437782758",
    "440441426",
    "441457223",
    "447624867",
    "453439838",
    "477565287",
    "478018807",
    "478852007",
    "479705410",
    "480425024",
    "482528353",
    "483168043",
    "484669270",
    "489291245",
    "489690214",
    "493468714",
    "502757917",
    "510213275",
    "511058323",
    "527983134",
    "538329673",
    "752713404",
    "775666696",
    "775675598",
    "776061095",
    "776061129",
];

/// SIRETs written like those of public bodies (towns, departments, the State, La Poste and its offices); their check digits fit.
const SIRETS: &[&str] = &[
    "73282932000074",
    "35600000000048",
    "35600000049837",
    "13002526500013",
    "21750001600019",
    "21690123100011",
    "21130055300016",
    "21310555400017",
    "21440109300015",
    "21670482500019",
    "21330063500017",
    "21590350100017",
    "21060088800015",
    "21350238800019",
    "21340172201787",
    "21510454800015",
    "21760351300011",
    "21380185500015",
    "21490007800012",
    "21860194600013",
    "21630113500010",
    "12002701600357",
    "12002701600563",
    "11000201100044",
    "18004312700034",
    "77567227221138",
    "78430177200025",
    "35600000032574",
    "40483304800022",
    "55210055400013",
    "13001653800014",
    "20005478100022",
    "23750007900312",
    "18009202500154",
];

/// RNA numbers: the written forms of France, Corsica and overseas; made up but for the documentation's own.
const RNAS: &[&str] = &["W173847273", "W381004271", "W751135389", "W9R1001234", "W9R2004321", "W2A1000123", "W2B2001234", "W9M1000456", "W062001234"];

/// Belgian numbers of companies and public bodies.
const BCES: &[&str] = &[
    "0403170701",
    "0202239951",
    "0207437468",
    "0403227515",
    "0419052173",
    "0206737484",
    "0403053608",
    "0308357159",
    "0314595348",
    "0308357852",
    "0566988259",
    "0203201340",
    "0401574852",
    "0413638187",
    "0400378485",
    "0214596464",
    "0407703668",
    "0216380274",
    "0243929462",
    "0248015142",
    "1000000120",
];

/// Swiss numbers (uid.admin.ch, python-stdnum).
const IDES: &[&str] =
    &["100155212", "109910570", "116281710", "107787577", "109322551", "123456788", "105909036", "101329561", "116068369", "102909703"];

/// RNF numbers published in tests of demarches-simplifiees, annuaire-entreprises, API Entreprise and the register itself.
const RNFS: &[&str] = &[
    "075-FDD-00003-01",
    "033-FE-00001-02",
    "075-FDD-00700-07",
    "075-FRUP-00194-01",
    "059-FRUP-00001-08",
    "033-FDD-00001-02",
    "092-FDD-00061-08",
    "075-FE-00129-09",
    "092-FRUP-00062-08",
    "073-FDD-00072-04",
    "042-FRUP-00042-05",
    "042-FRUP-000042-09",
    "978-FRUP-001234-01",
    "057-FRUP-000042-03",
];

#[test]
fn real_numbers_are_canonical_and_never_doubtful() {
    let lists = [(Kind::Siren, SIRENS), (Kind::Siret, SIRETS), (Kind::Rna, RNAS), (Kind::Bce, BCES), (Kind::Rnf, RNFS)];
    for (kind, numbers) in lists {
        for number in numbers {
            assert_eq!(normalise(kind, number), *number, "{kind}");
            assert_eq!(remark(kind, number), None, "{kind} {number}");
            assert_eq!(guess(number, ""), Some(kind), "{number}");
        }
    }
    for number in IDES {
        let canonical = format!("CHE{number}");
        assert_eq!(normalise(Kind::Ide, number), canonical);
        assert_eq!(remark(Kind::Ide, &canonical), None, "{number}");
    }
}

const NUMBERS: &[Kind] = &[Kind::Rna, Kind::Siren, Kind::Siret, Kind::AlsaceMoselle, Kind::Rnf, Kind::Bce, Kind::Ide, Kind::Neq];

/// The last digit that makes Luhn's sum fit.
fn luhn_digit(body: &str) -> u32 {
    let sum: u32 = body.bytes().rev().enumerate().map(|(i, b)| (u32::from(b - b'0')) * if i % 2 == 0 { 2 } else { 1 }).map(|n| n / 10 + n % 10).sum();
    (10 - sum % 10) % 10
}

/// A valid number of the kind, made from eight digits.
fn valid(kind: Kind, seed: u32) -> Option<String> {
    let body = format!("{:08}", seed % 100_000_000);
    let siren = format!("{body}{}", luhn_digit(&body));
    Some(match kind {
        Kind::Rna => format!("W{}{body}", seed % 9),
        Kind::Siren => siren,
        Kind::Siret => format!("{siren}{:04}{}", seed % 977, luhn_digit(&format!("{siren}{:04}", seed % 977))),
        Kind::AlsaceMoselle => format!("{}/{}", 1 + seed % 300, 1 + seed % 9999),
        Kind::Bce => {
            let body = seed % 20_000_000;
            format!("{body:08}{:02}", 97 - body % 97)
        }
        Kind::Ide => {
            let sum: u32 = body.bytes().zip([5, 4, 3, 2, 7, 6, 5, 4]).map(|(b, w)| u32::from(b - b'0') * w).sum();
            let check = (11 - sum % 11) % 11;
            (check < 10).then(|| format!("CHE{body}{check}"))?
        }
        Kind::Neq => format!("{}{body}", ["11", "22", "33", "88"][seed as usize % 4]),
        Kind::Rnf => {
            let head = format!("{:03}-{}-{:05}", seed % 977, ["FDD", "FE", "FRUP"][seed as usize % 3], seed % 10_000);
            (1..=10).map(|key| format!("{head}-{key:02}")).find(|number| remark(kind, number).is_none())?
        }
        _ => return None,
    })
}

/// The number as somebody in a hurry writes it: marks of all sorts between its characters, a prefix before it.
fn hurried(kind: Kind, number: &str, seeds: &[u8]) -> String {
    const MARKS: &[&str] = &["", "", "", " ", ".", "-", "\u{a0}", "\u{202f}", "\u{200b}", "\u{2011}", " / ", "\u{200e}"];
    let prefixes: &[&str] = match kind {
        Kind::Rna => &["", "RNA : ", "n\u{b0} ", "Rna n\u{b0}"],
        Kind::Siren => &["", "SIREN ", "n\u{b0} SIREN : ", "siren:"],
        Kind::Siret => &["", "SIRET ", "Num\u{e9}ro SIRET : "],
        Kind::Bce => &["", "BE ", "TVA BE", "BCE n\u{b0} "],
        Kind::Ide => &["", "IDE : ", "n\u{b0} "],
        Kind::Neq => &["", "NEQ ", "neq: "],
        Kind::Rnf => &["", "RNF ", "n\u{b0} "],
        _ => &["", "n\u{b0} "],
    };
    let pick = |i: usize| usize::from(seeds.get(i % seeds.len().max(1)).copied().unwrap_or_default());
    let keep = matches!(kind, Kind::AlsaceMoselle | Kind::Rnf);
    let mut text = prefixes[pick(0) % prefixes.len()].to_owned();
    for (i, c) in number.chars().enumerate() {
        if keep && c == '-' {
            text.push_str([" ", "-", ".", "\u{2011}", " - "][pick(i) % 5]);
        } else {
            text.push(if pick(i) % 2 == 0 { c.to_ascii_lowercase() } else { c });
            text.push_str(if keep { "" } else { MARKS[pick(i + 1) % MARKS.len()] });
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn doing_it_twice_changes_nothing(text in any::<String>(), close in "[Ww0-9OFRDBECHVXI/ .\\-]{0,24}") {
        for kind in Kind::ALL {
            for typed in [&text, &close] {
                let once = normalise(*kind, typed);
                prop_assert_eq!(normalise(*kind, &once), once.clone(), "{}", kind);
                let _ = remark(*kind, &once);
                let _ = guess(typed, "FR");
            }
        }
    }

    #[test]
    fn a_valid_number_is_never_doubtful(seed in 1_u32..99_999_999, seeds in prop::collection::vec(any::<u8>(), 1..20)) {
        for kind in NUMBERS {
            let Some(number) = valid(*kind, seed) else { continue };
            let typed = hurried(*kind, &number, &seeds);
            prop_assert_eq!(normalise(*kind, &typed), number.clone(), "{} {:?}", kind, typed);
            prop_assert_eq!(remark(*kind, &number), None, "{} {}", kind, number);
        }
    }

    #[test]
    fn a_changed_check_digit_is_a_doubt(seed in 1_u32..99_999_999, more in 1_u32..10) {
        for kind in [Kind::Siren, Kind::Siret, Kind::Bce, Kind::Ide, Kind::Rnf] {
            let Some(mut number) = valid(kind, seed) else { continue };
            let last = number.pop().and_then(|c| c.to_digit(10)).unwrap();
            number.push_str(&((last + more) % 10).to_string());
            prop_assert_eq!(remark(kind, &number), Some(Remark::CheckDigit), "{} {}", kind, number);
        }
    }
}
