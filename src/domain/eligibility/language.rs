//! In which language a text is written, as far as it can be told from its small words and its letters. No dictionary, no model.
//!
//! To teach it a language: a line in [`LANGUAGES`] with the small words that no text in it can do without.

use super::lexicon::Folded;
use super::words::Words;
use std::sync::LazyLock;

/// What a text was found to be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// French, or French beside another language.
    French,
    /// A regional language or a creole of the French-speaking world.
    Regional,
    /// Another language, or another script.
    Other,
    /// Too short or too strange to tell.
    Unknown,
}

/// Length under which nothing is said.
pub const SHORTEST: usize = 200;

/// Small words by language: French first, then the languages of its own world, then those of others.
#[rustfmt::skip]
const LANGUAGES: &[(Language, &[&str])] = &[
    (Language::French, &[
        "le", "la", "les", "l", "de", "du", "des", "d", "et", "un", "une", "pour", "dans", "avec", "par", "nous", "notre", "nos", "sont", "est",
        "aux", "au", "qui", "que", "qu", "sur", "ce", "ces", "cette", "se", "s", "en", "ou", "son", "sa", "ses", "leur", "leurs",
        "elle", "il", "ils", "on", "plus", "tous", "tout", "toute", "toutes", "ainsi", "entre", "ne", "pas", "c", "n", "je", "vous", "votre",
        "mais", "comme", "afin", "sous", "vers", "chez", "sans", "etre", "avons", "sommes", "ont", "dont", "chaque", "depuis", "aussi",
    ]),
    // Breton
    (Language::Regional, &["ar", "an", "ur", "un", "hag", "ha", "evit", "eus", "gant", "ez", "ni", "hon", "e", "zo", "vez", "pe", "da", "ouzh",
        "war", "dre", "etre", "eo", "oa", "yezh", "brezhoneg", "kevredigezh", "en", "holl", "deomp"]),
    // Occitan, Catalan
    (Language::Regional, &["lo", "los", "las", "dels", "dins", "amb", "per", "es", "e", "de", "una", "un", "nostra", "nostre", "sa", "que", "del",
        "lenga", "occitan", "aquela", "aqueles", "els", "les", "al", "als", "i", "catala", "aquesta", "som", "la", "l", "se", "mai", "tanben",
        "nosautres", "son", "totes"]),
    // Creoles
    (Language::Regional, &["nou", "yo", "ak", "pou", "nan", "ki", "se", "sa", "ka", "ek", "epi", "ti", "moun", "tout", "lan", "ke", "an", "on",
        "pa", "zot", "nap", "gen", "fe", "ansanm", "pep", "bann", "dan", "kreol", "kreyol", "bay", "se", "lekol", "timoun"]),
    // Corsican
    (Language::Regional, &["u", "di", "a", "e", "in", "per", "cu", "chi", "ind", "nostru", "nostra", "lingua", "corsa", "l", "da", "una", "un",
        "i", "hè", "he", "sò", "so", "hanu", "tutti", "dopu", "cum", "si", "ogni", "di u", "pe", "incu", "associu"]),
    // Basque
    (Language::Regional, &["eta", "da", "dira", "gure", "bat", "ez", "izan", "euskal", "euskara", "ere", "dugu", "egiten", "elkartea", "duen",
        "den", "guztiak", "herri", "dituen", "baita", "arteko"]),
    // Alsatian, Lëtzebuergesch
    (Language::Regional, &["mir", "sin", "isch", "uf", "fer", "un", "dr", "d", "mit", "unsri", "elsass", "asch", "op", "fir", "vun", "ass", "an",
        "eis", "de", "net", "och", "eng", "en", "ze", "hunn"]),
    // English
    (Language::Other, &["the", "of", "and", "to", "for", "with", "our", "is", "are", "in", "we", "that", "their", "by", "from", "on", "an", "as",
        "at", "this", "who", "be", "a", "they", "or", "have", "it", "all", "which"]),
    // German
    (Language::Other, &["der", "die", "das", "und", "fur", "wir", "mit", "den", "dem", "ein", "eine", "in", "zu", "von", "ist", "auf", "im",
        "sich", "unser", "unsere", "nicht", "auch", "des", "sind", "bei", "zum", "zur", "als", "an", "uns"]),
    // Dutch
    (Language::Other, &["het", "een", "van", "voor", "wij", "en", "de", "met", "zijn", "op", "in", "te", "die", "dat", "onze", "ons", "aan",
        "bij", "naar", "ook", "is", "door", "worden", "om", "we", "of", "tot"]),
    // Spanish
    (Language::Other, &["el", "los", "las", "y", "para", "con", "del", "una", "un", "de", "la", "que", "en", "por", "nuestra", "nuestro", "se",
        "es", "su", "sus", "al", "como", "somos", "a", "o", "mas", "entre", "lo"]),
    // Portuguese
    (Language::Other, &["o", "os", "as", "da", "do", "dos", "das", "uma", "um", "para", "com", "e", "de", "que", "em", "no", "na", "nos", "nas",
        "por", "nossa", "nosso", "ao", "se", "a", "somos", "mais", "sao", "pelo"]),
    // Italian
    (Language::Other, &["il", "di", "che", "per", "della", "del", "e", "la", "le", "i", "gli", "un", "una", "con", "dei", "delle", "nella", "nel",
        "alla", "al", "da", "in", "si", "nostra", "nostro", "sono", "anche", "noi", "l", "lo", "a"]),
    // Romanian
    (Language::Other, &["si", "in", "de", "la", "pentru", "cu", "care", "pe", "din", "este", "sunt", "ale", "al", "o", "un", "prin", "noastra",
        "sau", "a", "ce", "se", "nu", "mai", "lor"]),
    // Polish
    (Language::Other, &["i", "w", "na", "z", "do", "dla", "jest", "oraz", "nasze", "nasza", "nasz", "sie", "to", "o", "ze", "po", "przez", "jak",
        "od", "we", "są", "sa", "ktore"]),
    // Turkish
    (Language::Other, &["ve", "bir", "icin", "ile", "bu", "olarak", "da", "de", "olan", "en", "bizim", "daha", "veya", "gibi", "tum", "cok",
        "her", "icinde"]),
    // Vietnamese, Malagasy, Wolof, Swahili: spoken where French is welcome, yet not French
    (Language::Other, &["va", "cua", "cac", "cho", "la", "nhung", "trong", "mot", "voi", "duoc", "co", "chung", "toi", "nguoi", "de", "ny", "sy",
        "ho", "amin", "dia", "izay", "fa", "ary", "na", "ci", "ak", "mooy", "nu", "yi", "bi", "kwa", "ya", "wa", "katika", "za", "ni"]),
];

/// The languages of a small word, a bit each, in the order of [`LANGUAGES`].
static SMALL: LazyLock<Folded<u32>> = LazyLock::new(|| {
    let mut small: Folded<u32> = Folded::default();
    for (place, (_, words)) in LANGUAGES.iter().enumerate() {
        for word in *words {
            *small.entry(word).or_default() |= 1 << place;
        }
    }
    small
});

/// Endings that French shares with few.
const ENDINGS: &[&str] = &[
    "tion", "tions", "ment", "ments", "eur", "eurs", "euse", "euses", "aire", "aires", "ique", "iques", "ites", "ance", "ence", "elle", "elles",
    "oire", "age", "ages", "ier", "iere", "er", "ee", "ees",
];

/// The language of these texts together.
pub fn language(texts: &[&Words<'_>]) -> Language {
    if texts.iter().map(|words| words.typed().len()).sum::<usize>() < SHORTEST {
        return Language::Unknown;
    }
    let mut met = [0_usize; LANGUAGES.len()];
    let (mut total, mut ended) = (0, 0);
    for word in texts.iter().flat_map(|words| words.iter()) {
        total += 1;
        match SMALL.get(word) {
            Some(languages) => add(&mut met, *languages),
            None => ended += usize::from(word.len() > 4 && ENDINGS.iter().any(|end| word.ends_with(end))),
        }
    }
    if total == 0 {
        return Language::Unknown;
    }
    let mut found = met.iter().zip(LANGUAGES).map(|(count, (language, _))| (*count, *language));
    let french = found.next().map_or(0, |(count, _)| count);
    match found.max_by_key(|(count, _)| *count) {
        Some((count, language)) if count > french && count * 6 >= total => language,
        _ if french * 10 >= total => Language::French,
        _ if foreign(texts) => Language::Other,
        // A list of activities has few small words: its endings speak.
        _ if ended * 6 >= total => Language::French,
        _ if french * 50 < total && total >= 25 => Language::Other,
        _ => Language::Unknown,
    }
}

/// Counts a word for each of its languages.
fn add(met: &mut [usize], mut languages: u32) {
    while languages != 0 {
        if let Some(count) = met.get_mut(languages.trailing_zeros() as usize) {
            *count += 1;
        }
        languages &= languages - 1;
    }
}

/// Most letters are of another script than the Latin.
fn foreign(texts: &[&Words<'_>]) -> bool {
    let letters = texts.iter().flat_map(|words| words.typed().chars()).filter(|c| c.is_alphabetic());
    let latin = |c: char| matches!(u32::from(c), 0..0x250 | 0x1e00..0x1f00);
    let (latin, others) = letters.fold((0, 0), |(ours, others), c| if latin(c) { (ours + 1, others) } else { (ours, others + 1) });
    others > latin
}

#[cfg(test)]
#[path = "language_tests.rs"]
mod tests;
