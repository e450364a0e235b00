//! Text as it is searched: no case, no accents, no ligatures, one space between words. The same on both databases.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The folded form of a text.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            c if c.is_alphanumeric() || "@.-".contains(c) => folded.push(c),
            _ if folded.ends_with(' ') => {}
            _ => folded.push(' '),
        }
    }
    folded.trim().to_owned()
}

/// The words of a text as they are searched: folded, nothing but letters and digits between single spaces.
pub fn words(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_are_letters_and_digits() {
        assert_eq!(super::words("contact@les-amis.example, « Été 2009 » %"), "contact les amis example ete 2009");
    }

    #[test]
    fn case_accents_and_ligatures_do_not_count() {
        assert_eq!(super::fold("  L’Œuvre   d’ÉTÉ : « ça »"), "l oeuvre d ete ca");
        assert_eq!(super::fold("100 %_"), "100", "nothing that `LIKE` would read as a wildcard");
    }
}
