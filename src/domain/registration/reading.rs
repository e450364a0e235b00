//! Numbers as people type them: spaces, dots, prefixes, letters for digits; one canonical text out, or nothing.

use crate::domain::form::RegistrationKind as Kind;

/// More letters and digits than this are a sentence, not a number.
const LONGEST: usize = 60;

/// Words that people write before any number, in capitals, accents folded.
const WORDS: &[&str] = &["NUMERO", "NUM", "NO", "N", "DE", "D", "LA", "L", "ASSOCIATION", "ENTREPRISE", "INSEE"];

/// Trimmed, single-spaced, without the characters that nobody sees (controls, zero width, direction marks).
pub(super) fn tidy(typed: &str) -> String {
    let unseen = |c: char| matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    let blank = |c: char| c.is_whitespace() || c.is_control() || c == '\u{2800}' || c == '\u{3164}';
    let seen: String = typed.chars().filter(|c| !unseen(*c)).collect();
    seen.split(blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The digits of a text, in order.
pub(super) fn digits_of(text: &str) -> Vec<u32> {
    text.chars().filter_map(|c| c.to_digit(10)).collect()
}

/// The canonical text of a number of this kind, if a tidy text holds one and nothing else; none for the kinds that are no number.
pub(super) fn read(kind: Kind, text: &str) -> Option<String> {
    if compact(text).chars().count() > LONGEST {
        return None;
    }
    let among = |words: &[&str], shape: &dyn Fn(&str) -> Option<String>| stripped(&compact(text), words).iter().find_map(|rest| shape(rest));
    match kind {
        Kind::Rna => among(&["RNA", "WALDEC"], &rna),
        Kind::Siren => among(&["SIREN", "SIRENE", "TVA", "VAT", "INTRACOMMUNAUTAIRE"], &siren),
        Kind::Siret => among(&["SIRET", "SIRENE"], &|rest| digits(rest, 14)),
        Kind::Bce => among(&["BE", "TVA", "BTW", "VAT", "BCE", "KBO", "CBE", "RPM"], &|rest| {
            digits(rest, 10).or_else(|| digits(rest, 9).map(|nine| format!("0{nine}")))
        }),
        Kind::Ide => among(&["CHE", "CH", "IDE", "UID", "TVA", "MWST", "IVA", "VAT"], &|rest| digits(rest, 9).map(|nine| format!("CHE{nine}"))),
        Kind::Neq => among(&["NEQ", "QUEBEC", "DU", "QC"], &|rest| digits(rest, 10)),
        Kind::Rnf => rnf(text),
        Kind::AlsaceMoselle => volume_folio(text).or_else(|| court_code(text)),
        Kind::Pending | Kind::None | Kind::Other => None,
    }
}

/// The text names its register itself, so that no country is needed to believe it.
pub(super) fn marked(kind: Kind, text: &str) -> bool {
    let compact = compact(text);
    let says = |mark: &str| compact.contains(mark);
    match kind {
        Kind::Rna => says("W"),
        Kind::Siren => says("SIREN") || says("FR"),
        Kind::Siret => says("SIRET"),
        Kind::AlsaceMoselle => says("VOL") && says("FOL"),
        Kind::Rnf => ["FDD", "FRUP", "FE", "RNF"].iter().any(|mark| says(mark)),
        Kind::Bce => says("BE") || says("BCE"),
        Kind::Ide => says("CHE") || says("IDE"),
        Kind::Neq => says("NEQ"),
        Kind::Pending | Kind::None | Kind::Other => false,
    }
}

/// One character as a register would write it: capital, half width, without accent; a space for all that is neither letter nor digit.
fn plain(c: char) -> char {
    let half = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{c8}'..='\u{cb}' | '\u{e8}'..='\u{eb}' => 'E',
        _ => c,
    };
    match half.to_ascii_uppercase() {
        '\u{aa}' | '\u{b0}' | '\u{ba}' | '\u{2116}' => ' ',
        upper if upper.is_alphanumeric() => upper,
        _ => ' ',
    }
}

/// The letters and digits of a text, nothing between them.
fn compact(text: &str) -> String {
    text.chars().map(plain).filter(|c| *c != ' ').collect()
}

/// A compact text and all that is left of it without some of the words before and after.
fn stripped<'a>(compact: &'a str, words: &[&str]) -> Vec<&'a str> {
    let mut found = vec![compact];
    let mut next = 0;
    while let Some(text) = found.get(next).copied() {
        for word in words.iter().chain(WORDS) {
            for rest in [text.strip_prefix(word), text.strip_suffix(word)].into_iter().flatten() {
                if !found.contains(&rest) {
                    found.push(rest);
                }
            }
        }
        next += 1;
    }
    found
}

/// Exactly so many digits, the letter O being a zero.
fn digits(text: &str, length: usize) -> Option<String> {
    let zeroed = text.replace('O', "0");
    (zeroed.len() == length && zeroed.bytes().all(|b| b.is_ascii_digit())).then_some(zeroed)
}

fn rna(rest: &str) -> Option<String> {
    let number = rest.strip_prefix('W')?;
    let good = number.len() == 9 && number.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
    let zeroed = number.replace('O', "0");
    (good && zeroed.bytes().filter(u8::is_ascii_digit).count() >= 7).then(|| format!("W{zeroed}"))
}

/// Nine digits, or the French VAT number around them when its own key agrees (12 + 3 times the rest by 97, by 97; CGI an. II art. 299).
fn siren(rest: &str) -> Option<String> {
    let of_vat = |rest: &str| {
        let number = digits(rest.strip_prefix("FR")?, 11)?;
        let (key, nine) = (number.get(..2)?.parse::<u32>().ok()?, number.get(2..)?);
        (key == (12 + 3 * (nine.parse::<u32>().ok()? % 97)) % 97).then(|| nine.to_owned())
    };
    digits(rest, 9).or_else(|| of_vat(rest))
}

/// Department, type, serial, key, between dashes; their zeros are put back where they were left out.
fn rnf(text: &str) -> Option<String> {
    let plain: String = text.chars().map(plain).collect();
    let zeroed = plain.replace('O', "0");
    let parts: Vec<_> = zeroed.split(' ').filter(|part| !part.is_empty()).collect();
    let numeric = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let (head, serial, key) = match parts[..] {
        [ref head @ .., serial, key] if numeric(serial) && numeric(key) => (head.concat(), serial.to_owned(), key.to_owned()),
        _ => {
            let whole = parts.concat();
            let head = whole.trim_end_matches(|c: char| c.is_ascii_digit());
            let tail = whole.strip_prefix(head)?;
            let (serial, key) = tail.split_at_checked(tail.len().checked_sub(2)?)?;
            let whole_serial = serial.len() == 5 || serial.len() == 6;
            whole_serial.then(|| (head.to_owned(), serial.to_owned(), key.to_owned()))?
        }
    };
    let head = head.trim_start_matches("NUMER0").trim_start_matches('N').trim_start_matches("RNF").trim_start_matches('N');
    let family = ["FRUP", "FDD", "FE"].iter().copied().find(|family| head.ends_with(family));
    let family = family.unwrap_or_else(|| head.trim_start_matches(|c: char| c.is_ascii_digit()));
    let department = head.strip_suffix(family)?;
    let corsica = matches!(department, "2A" | "2B" | "02A" | "02B");
    let good = (corsica || numeric(department) && (2..=3).contains(&department.len()))
        && (2..=4).contains(&family.len())
        && family.bytes().all(|b| b.is_ascii_uppercase())
        && serial.len() <= 6
        && key.len() <= 2;
    good.then(|| format!("{department:0>3}-{family}-{serial:0>5}-{key:0>2}"))
}

/// Runs of letters and runs of digits of a text.
fn runs(text: &str) -> Vec<String> {
    let mut runs: Vec<String> = Vec::new();
    let mut before = ' ';
    for c in text.chars().map(plain) {
        let same = before != ' ' && before.is_ascii_digit() == c.is_ascii_digit();
        match runs.last_mut() {
            Some(run) if same && c != ' ' => run.push(c),
            _ if c != ' ' => runs.push(c.to_string()),
            _ => {}
        }
        before = c;
    }
    runs
}

/// `volume/folio` of a court's register of associations (local civil code, articles 55 to 79-IV), the volume in Roman or Arabic numerals.
pub(super) fn volume_folio(text: &str) -> Option<String> {
    const SAID: &[&str] = &["VOLUME", "VOL", "FOLIO", "FOL", "FO", "F", "NUMERO", "NUM", "NO", "N", "NR", "REGISTRE", "REG", "ET"];
    let mut told = runs(text);
    told.retain(|run| !SAID.contains(&run.as_str()));
    if told.len() == 3 && told.first().is_some_and(|run| run == "V") {
        told.remove(0);
    }
    let [volume, folio] = &told[..] else { return None };
    let short = |run: &str, most: usize| run.parse::<u32>().ok().filter(|n| *n > 0 && run.trim_start_matches('0').len() <= most);
    let (volume, folio) = (short(volume, 4).or_else(|| roman(volume))?, short(folio, 6)?);
    Some(format!("{volume}/{folio}"))
}

/// One code with letters and digits, in capitals: the AMALIA number of the courts since 2023.
fn court_code(text: &str) -> Option<String> {
    let code = text.to_ascii_uppercase();
    let good = code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') && code.bytes().any(|b| b.is_ascii_uppercase());
    (good && code.bytes().filter(u8::is_ascii_digit).count() >= 4).then_some(code)
}

/// A Roman number and an Arabic one are among the words.
pub(super) fn roman_and_number(text: &str) -> bool {
    let runs = runs(text);
    runs.iter().any(|run| roman(run).is_some()) && runs.iter().any(|run| run.parse::<u32>().is_ok())
}

/// The value of a well-written Roman number below four thousand.
fn roman(text: &str) -> Option<u32> {
    const STEPS: &[(u32, &str)] = &[
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let (mut value, mut rest) = (0, text);
    for (worth, letters) in STEPS {
        let most = if letters.len() == 2 || matches!(*worth, 5 | 50 | 500) { 1 } else { 3 };
        for _ in 0..most {
            if let Some(after) = rest.strip_prefix(letters) {
                (value, rest) = (value + worth, after);
            }
        }
    }
    (value > 0 && rest.is_empty()).then_some(value)
}
