//! The words of a name as they are compared: folded, without plural or feminine endings, initials joined (« S.N.S.M. » is one word).
//!
//! A stem is for comparing only; what is shown is what was typed.

use crate::domain::fold::fold;
use unicode_normalization::char::is_combining_mark;

/// A name is read up to this many words, a text up to [`LONGEST_TEXT`]: more is no name.
pub const LONGEST_NAME: usize = 40;
/// A text is read up to this many words.
pub const LONGEST_TEXT: usize = 1200;
/// A word is read up to this many characters.
const LONGEST_WORD: usize = 40;

/// One word of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As it was typed.
    pub typed: String,
    /// Folded.
    pub folded: String,
    /// What is compared.
    pub stem: String,
    /// Written as initials: dotted, or in capitals among words that are not.
    pub initials: bool,
    /// A dash, a parenthesis, a comma or the like stands before it.
    pub opens: bool,
}

impl Word {
    /// A word on its own.
    pub fn new(typed: &str) -> Self {
        let folded: String = fold(typed).chars().filter(|c| c.is_alphanumeric()).take(LONGEST_WORD).collect();
        Self { stem: stem(&folded), typed: typed.chars().take(LONGEST_WORD).collect(), folded, initials: false, opens: false }
    }
}

/// The words of a text, at most `longest` of them.
pub fn words(text: &str, longest: usize) -> Vec<Word> {
    let (small, large) =
        text.chars().take(4000).fold((0, 0), |(small, large), c| (small + usize::from(c.is_lowercase()), large + usize::from(c.is_uppercase())));
    let mixed = small > large;
    let mut words: Vec<Word> = Vec::new();
    for piece in pieces(text, longest) {
        let mut word = Word::new(piece.text);
        if word.folded.is_empty() {
            continue;
        }
        let capitals = piece.text.chars().filter(|c| c.is_uppercase()).count();
        word.initials = piece.dotted || (mixed && capitals >= 2 && capitals == piece.text.chars().filter(|c| c.is_alphabetic()).count());
        word.opens = piece.opens;
        words.push(word);
    }
    join_letters(words)
}

/// A run of letters and digits, and what stands around it.
struct Piece<'a> {
    text: &'a str,
    dotted: bool,
    opens: bool,
}

fn pieces(text: &str, longest: usize) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut start: Option<usize> = None;
    let mut dotted = false;
    let mut opens = false;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_alphanumeric() || (is_combining_mark(c) && start.is_some()) {
            start.get_or_insert(at);
            continue;
        }
        let next = chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let before = start.and_then(|start| text.get(start..at)).unwrap_or_default();
        // « S.N.S.M. »: a dot after one letter, or after letters each followed by a dot.
        if c == '.' && (single(before) || (dotted && ends_single(before))) {
            dotted = dotted || next;
            if next {
                continue;
            }
        }
        if let Some(from) = start.take() {
            pieces.push(Piece { text: text.get(from..at).unwrap_or_default(), dotted, opens });
            if pieces.len() >= longest {
                return pieces;
            }
            opens = false;
        }
        dotted = false;
        opens = opens || "-–—/([{«\",;:|•".contains(c) && !(c == '-' && next && !before.is_empty());
    }
    if let Some(from) = start {
        pieces.push(Piece { text: text.get(from..).unwrap_or_default(), dotted, opens });
    }
    pieces
}

fn single(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

fn ends_single(text: &str) -> bool {
    text.rsplit('.').next().is_some_and(single)
}

/// « A C E E C A » is one word: three single letters or more in a row.
fn join_letters(words: Vec<Word>) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    let mut run: Vec<Word> = Vec::new();
    for word in words {
        if single(&word.folded) {
            run.push(word);
            continue;
        }
        close(&mut joined, &mut run);
        joined.push(word);
    }
    close(&mut joined, &mut run);
    joined
}

fn close(joined: &mut Vec<Word>, run: &mut Vec<Word>) {
    if run.len() < 3 {
        joined.append(run);
        return;
    }
    let typed: String = run.iter().map(|word| word.typed.as_str()).collect();
    let opens = run.first().is_some_and(|word| word.opens);
    joined.push(Word { initials: true, opens, ..Word::new(&typed) });
    run.clear();
}

/// A word without its plural, feminine and doubled letters: `écoles` and `école`, `française` and `français` are one.
pub fn stem(folded: &str) -> String {
    let mut stem = String::with_capacity(folded.len());
    for c in folded.chars() {
        if c.is_numeric() || !stem.ends_with(c) {
            stem.push(c);
        }
    }
    if stem.len() > 4 && stem.ends_with("aux") && !stem.ends_with("eaux") {
        stem.truncate(stem.len() - 2);
        stem.push('l');
    }
    while stem.len() > 3 && stem.ends_with(['s', 'x', 'e']) {
        stem.pop();
    }
    stem
}

/// The number that a word says: `16`, `16e`, `16ème`, `XVIe`, `2A`. Without leading zeros.
pub fn number(folded: &str) -> Option<String> {
    let digits = folded.trim_end_matches(|c: char| c.is_alphabetic());
    let rest = folded.get(digits.len()..)?;
    if !digits.is_empty() && digits.len() <= 5 && digits.bytes().all(|b| b.is_ascii_digit()) {
        let corsica = digits == "2" && (rest == "a" || rest == "b");
        let known = matches!(rest, "" | "e" | "er" | "ere" | "eme" | "ieme" | "nd" | "nde" | "th");
        let plain = digits.trim_start_matches('0');
        return (known || corsica).then(|| if corsica { folded.to_owned() } else { plain.to_owned() });
    }
    let roman = ["eme", "e"].iter().find_map(|end| folded.strip_suffix(end)).unwrap_or(folded);
    let sure = roman.contains('x') && roman.len() >= 2 || folded.ends_with("eme") && !roman.is_empty();
    (sure && roman.chars().all(|c| "ivx".contains(c))).then(|| value(roman).to_string())
}

fn value(roman: &str) -> i32 {
    let digits: Vec<i32> = roman
        .chars()
        .map(|c| match c {
            'x' => 10,
            'v' => 5,
            _ => 1,
        })
        .collect();
    let following = digits.iter().skip(1).copied().chain([0]);
    digits.iter().zip(following).map(|(digit, next)| if *digit < next { -digit } else { *digit }).sum()
}

/// One letter added, lost, changed or swapped makes one word of the other.
pub fn one_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let front = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (rest_a, rest_b) = (a.len().saturating_sub(front), b.len().saturating_sub(front));
    let swapped = rest_a == rest_b && rest_a >= 2 && back + 2 >= rest_a && a.get(front) == b.get(front + 1) && a.get(front + 1) == b.get(front);
    front + back + 1 >= a.len().max(b.len()) || swapped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(text: &str) -> Vec<String> {
        words(text, LONGEST_NAME).into_iter().map(|word| word.stem).collect()
    }

    #[test]
    fn initials_are_one_word_however_they_are_written() {
        for text in ["S.N.S.M.", "S.N.S.M", "SNSM", "s n s m", "(S N S M)"] {
            assert_eq!(stems(text), ["snsm"], "{text}");
        }
        assert_eq!(stems("L'A. de B"), ["l", "a", "de", "b"]);
    }

    #[test]
    fn plural_feminine_and_doubled_letters_do_not_count() {
        for (a, b) in
            [("Écoles", "ecole"), ("françaises", "français"), ("Challlain", "Chalain"), ("amis", "ami"), ("ruraux", "rural"), ("Cœurs", "coeur")]
        {
            assert_eq!(stems(a), stems(b), "{a}");
        }
    }

    #[test]
    fn ordinals_are_numbers() {
        for (text, said) in [("16e", "16"), ("xvieme", "16"), ("xie", "11"), ("015", "15"), ("xiii", "13"), ("2a", "2a"), ("1er", "1")] {
            assert_eq!(number(text).as_deref(), Some(said), "{text}");
        }
        for text in ["vie", "xe1", "six", "e", "", "123456"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn a_slip_of_one_letter_is_forgiven() {
        for (a, b) in [("goulaine", "goulane"), ("varades", "vardaes"), ("a", "b"), ("abc", "abcd")] {
            assert!(one_slip(a, b) && one_slip(b, a), "{a} {b}");
        }
        for (a, b) in [("abc", "cba"), ("vern", "bruz"), ("ab", "abcd")] {
            assert!(!one_slip(a, b), "{a} {b}");
        }
    }
}
