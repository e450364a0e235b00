//! The words a finding rests on, shown where they stand in the text.

use super::{Evidence, Finding};

/// The words that findings quote from a field, in order of findings.
pub fn quoted<'f>(findings: &'f [Finding], field: &str) -> Vec<&'f str> {
    let evidence: Vec<&Evidence> = findings.iter().flat_map(|finding| &finding.evidence).filter(|one| one.field == field).collect();
    evidence.into_iter().map(|one| one.words.as_str()).collect()
}

/// A text in segments: `true` where one of the quotes stands, wherever it does as whole words; quotes that overlap or touch are one.
/// The segments put end to end are the text.
pub fn highlight<'t>(text: &'t str, quotes: &[&str]) -> Vec<(bool, &'t str)> {
    let mut marked: Vec<(usize, usize)> = Vec::new();
    for quote in quotes.iter().filter(|quote| !quote.is_empty()) {
        let met = text.match_indices(quote).map(|(at, _)| (at, at + quote.len()));
        let whole: Vec<_> = met.clone().filter(|(start, end)| is_edge(text, *start) && is_edge(text, *end)).collect();
        if whole.is_empty() { marked.extend(met.take(1)) } else { marked.extend(whole) }
    }
    marked.sort_unstable();
    let mut segments = Vec::new();
    let (mut done, mut current): (usize, Option<(usize, usize)>) = (0, None);
    let mut close = |(start, end): (usize, usize)| {
        segments.extend(text.get(done..start).filter(|plain| !plain.is_empty()).map(|plain| (false, plain)));
        segments.extend(text.get(start..end).map(|words| (true, words)));
        done = end;
    };
    for (start, end) in marked {
        match &mut current {
            Some(open) if start <= open.1 => open.1 = open.1.max(end),
            Some(open) => close(std::mem::replace(open, (start, end))),
            None => current = Some((start, end)),
        }
    }
    if let Some(last) = current {
        close(last);
    }
    segments.extend(text.get(done..).filter(|rest| !rest.is_empty()).map(|rest| (false, rest)));
    segments
}

/// No word goes on across this place.
fn is_edge(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    let after = text.get(at..).and_then(|after| after.chars().next());
    !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quotes_are_marked_where_they_stand() {
        for (text, quotes, expected) in [
            ("La Mairie de X", &["Mairie"][..], &[(false, "La "), (true, "Mairie"), (false, " de X")][..]),
            ("Mairie", &["Mairie"], &[(true, "Mairie")]),
            ("a b c d", &["b c", "c d"], &[(false, "a "), (true, "b c d")]),
            ("nos clients, et nos clients", &["nos clients"], &[(true, "nos clients"), (false, ", et "), (true, "nos clients")]),
            ("ma mairie", &["ma"], &[(true, "ma"), (false, " mairie")]),
            ("Mairies", &["Mairie"], &[(true, "Mairie"), (false, "s")]),
            ("<b>école</b>", &["école", "", "lycée"], &[(false, "<b>"), (true, "école"), (false, "</b>")]),
            ("", &["x"], &[]),
        ] {
            assert_eq!(highlight(text, quotes), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn segments_put_end_to_end_are_the_text(text in "[a-bé ]{0,12}|.{0,30}", quotes in proptest::collection::vec("[a-bé ]{0,3}", 0..5)) {
            let quotes: Vec<&str> = quotes.iter().map(String::as_str).collect();
            let segments = highlight(&text, &quotes);
            prop_assert_eq!(segments.iter().map(|(_, part)| *part).collect::<String>(), text.clone());
            prop_assert!(segments.windows(2).all(|pair| pair[0].0 != pair[1].0 || pair[0].0));
            prop_assert!(segments.iter().all(|(_, part)| !part.is_empty()));
            for quote in quotes.iter().filter(|quote| !quote.is_empty() && text.contains(**quote)) {
                prop_assert!(segments.iter().any(|(marked, part)| *marked && part.contains(quote)));
            }
        }
    }
}
