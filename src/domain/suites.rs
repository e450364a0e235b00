//! Which office suite suits a group (spec 7.3, R23): nine needs, three choices, points that are added up, crosses that eliminate.
//!
//! The service's FAQ gives, for each need, how many ticks there are in its row; its columns were lost, so [`TABLE`] shares them out again
//! by the strengths and limits that the FAQ lists. To change a mark: a cell here, and its reason in `locales/fr/suites.ftl`. To add a need:
//! a code, a row, a question, a short name and three reasons.

use super::values::Suite;
use crate::choices;
use std::cmp::Reverse;

/// The suite that a space has when nobody chose (R23).
pub const DEFAULT: Suite = Suite::Collabora;

/// The choices, in the order of the columns. No suite means that one writes in Nextcloud Text, which every space has.
pub const COLUMNS: [Suite; 3] = [Suite::None, Suite::Onlyoffice, Suite::Collabora];

/// A suite's points for one need, at most.
pub const MOST: i64 = 3;

choices!(
    /// What a group may need; each is a question answered by yes or by no.
    Need {
        Word = "word", Libreoffice = "libreoffice", Notes = "notes", Connection = "connection", Sharing = "sharing", Layout = "layout",
        Sheets = "sheets", Phone = "phone", Crowd = "crowd",
    }
);

/// What a suite is worth for one need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// From nought to [`MOST`] points.
    Points(i64),
    /// It does not do that at all: whoever needs it must choose another.
    Cross,
}

impl Mark {
    /// Its points; a cross has none.
    pub fn points(self) -> i64 {
        match self {
            Self::Points(points) => points,
            Self::Cross => 0,
        }
    }
}

use Mark::{Cross, Points};

/// The marks of every suite for every need, in the order of [`COLUMNS`]: Text, OnlyOffice, Collabora.
pub const TABLE: [(Need, [Mark; 3]); 9] = [
    // OnlyOffice handles Microsoft's files very well; Collabora is a whole suite; Text is nothing like them.
    (Need::Word, [Points(0), Points(3), Points(2)]),
    // The other way round: Collabora is LibreOffice.
    (Need::Libreoffice, [Points(0), Points(2), Points(3)]),
    // Text is light and saves by itself; both suites are more than notes need.
    (Need::Notes, [Points(3), Points(0), Points(0)]),
    // Text asks little; OnlyOffice runs in the browser; Collabora runs on the server and is slower on a poor line.
    (Need::Connection, [Points(3), Points(2), Points(0)]),
    // Text shares to read or write, without an account; OnlyOffice asks for a recent computer, Collabora is slow and looks dated.
    (Need::Sharing, [Points(3), Points(0), Points(0)]),
    // Text has no table of contents, no page break, no footnote.
    (Need::Layout, [Cross, Points(3), Points(3)]),
    // Text does texts only.
    (Need::Sheets, [Cross, Points(3), Points(3)]),
    // Text is easy on a phone, for texts; Collabora asks for an app; OnlyOffice cannot edit there.
    (Need::Phone, [Points(2), Cross, Points(1)]),
    // Both suites stop at the policy's number of editors; Text goes further.
    (Need::Crowd, [Points(3), Cross, Cross]),
];

/// What a suite is worth for a need.
pub fn mark(need: Need, suite: Suite) -> Mark {
    let row = TABLE.iter().find(|(other, _)| *other == need).map(|(_, marks)| marks);
    let column = COLUMNS.iter().position(|other| *other == suite);
    row.zip(column).and_then(|(marks, at)| marks.get(at)).copied().unwrap_or(Points(0))
}

/// What a suite is worth for all the needs of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// The suite; none is Nextcloud Text alone.
    pub suite: Suite,
    /// The sum of its points, crosses left out.
    pub points: i64,
    /// The needs that it does not cover: one is enough to leave it.
    pub eliminated_by: Vec<Need>,
    /// The needs that give it points.
    pub for_it: Vec<Need>,
    /// The needs that give it none, without eliminating it.
    pub against: Vec<Need>,
}

impl Score {
    fn of(suite: Suite, needs: &[Need]) -> Self {
        let those = |wanted: fn(Mark) -> bool| needs.iter().copied().filter(|need| wanted(mark(*need, suite))).collect();
        Self {
            suite,
            points: needs.iter().map(|need| mark(*need, suite).points()).sum(),
            eliminated_by: those(|mark| mark == Cross),
            for_it: those(|mark| mark.points() > 0),
            against: those(|mark| mark == Points(0)),
        }
    }

    /// A need eliminates it.
    pub fn is_eliminated(&self) -> bool {
        !self.eliminated_by.is_empty()
    }
}

/// The needs in the order of the screens, each once.
pub fn in_order(needs: &[Need]) -> Vec<Need> {
    Need::ALL.iter().copied().filter(|need| needs.contains(need)).collect()
}

/// The three scores, best first: the fewest crosses, then the most points, then the default suite.
pub fn choose(needs: &[Need], default: Suite) -> Vec<Score> {
    let needs = in_order(needs);
    let mut scores: Vec<Score> = Suite::ALL.iter().map(|suite| Score::of(*suite, &needs)).collect();
    scores.sort_by_key(|score| (score.eliminated_by.len(), Reverse(score.points), score.suite != default, score.suite));
    scores
}

/// What to answer a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Advice {
    /// It needs nothing in particular: the default.
    Default(Suite),
    /// One choice has more points than the others.
    One(Suite),
    /// Several have as many points, the default first.
    Tie(Vec<Suite>),
    /// Nothing covers every need: this suite, and for the needs that eliminate it, Text, which every space has.
    WithText {
        /// The suite with the fewest crosses.
        suite: Suite,
        /// What one does in Text.
        text_for: Vec<Need>,
    },
}

/// What to answer a group, from its scores best first.
pub fn advise(needs: &[Need], scores: &[Score], default: Suite) -> Advice {
    if needs.is_empty() {
        return Advice::Default(default);
    }
    let left: Vec<&Score> = scores.iter().filter(|score| !score.is_eliminated()).collect();
    let most = left.iter().map(|score| score.points).max().unwrap_or_default();
    let leading: Vec<Suite> = left.iter().filter(|score| score.points == most).map(|score| score.suite).collect();
    match leading.as_slice() {
        [] => scores
            .iter()
            .find(|score| score.suite != Suite::None)
            .map_or(Advice::Default(default), |score| Advice::WithText { suite: score.suite, text_for: score.eliminated_by.clone() }),
        [suite] => Advice::One(*suite),
        _ => Advice::Tie(leading),
    }
}

/// The needs for which a suite has fewer points than another, or a cross.
pub fn behind(needs: &[Need], suite: Suite, other: Suite) -> Vec<Need> {
    in_order(needs).into_iter().filter(|need| mark(*need, suite) == Cross || mark(*need, suite).points() < mark(*need, other).points()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All that a group may tick: 512 combinations.
    fn combinations() -> impl Iterator<Item = Vec<Need>> {
        (0..1_usize << Need::ALL.len())
            .map(|bits| Need::ALL.iter().enumerate().filter(|(i, _)| bits & (1 << i) != 0).map(|(_, need)| *need).collect())
    }

    fn told(needs: &[Need]) -> Advice {
        advise(needs, &choose(needs, DEFAULT), DEFAULT)
    }

    #[test]
    fn each_row_has_as_many_ticks_as_in_the_faq() {
        let needs: Vec<Need> = TABLE.iter().map(|(need, _)| *need).collect();
        assert_eq!(needs, Need::ALL, "a row for each need, in the order of the screens");
        let totals: Vec<i64> = TABLE.iter().map(|(_, marks)| marks.iter().map(|mark| mark.points()).sum()).collect();
        assert_eq!(totals, [5, 5, 3, 5, 3, 6, 6, 3, 3]);
        assert!(TABLE.iter().flat_map(|(_, marks)| marks).all(|mark| (0..=MOST).contains(&mark.points())));
    }

    #[test]
    fn each_cross_eliminates_whatever_the_points() {
        let crosses: Vec<(Need, Suite)> =
            TABLE.iter().flat_map(|(need, _)| COLUMNS.map(|suite| (*need, suite))).filter(|(need, suite)| mark(*need, *suite) == Cross).collect();
        let expected = [
            (Need::Layout, Suite::None),
            (Need::Sheets, Suite::None),
            (Need::Phone, Suite::Onlyoffice),
            (Need::Crowd, Suite::Onlyoffice),
            (Need::Crowd, Suite::Collabora),
        ];
        assert_eq!(crosses, expected);
        for (need, suite) in crosses {
            for needs in combinations().filter(|needs| needs.contains(&need)) {
                let scores = choose(&needs, DEFAULT);
                let score = scores.iter().find(|score| score.suite == suite).unwrap();
                assert!(score.eliminated_by.contains(&need), "{needs:?}");
                assert!(!matches!(told(&needs), Advice::One(chosen) if chosen == suite), "{needs:?}");
            }
        }
    }

    #[test]
    fn every_combination_has_an_answer_that_is_not_eliminated() {
        for needs in combinations() {
            let scores = choose(&needs, DEFAULT);
            assert!(scores.is_sorted_by_key(|score| (score.is_eliminated(), score.eliminated_by.len(), Reverse(score.points))), "{needs:?}");
            for score in &scores {
                assert_eq!(score.for_it.len() + score.against.len() + score.eliminated_by.len(), needs.len(), "{needs:?}");
            }
            let first = &scores[0];
            match advise(&needs, &scores, DEFAULT) {
                Advice::Default(suite) => assert!(needs.is_empty() && suite == DEFAULT),
                Advice::One(suite) => assert!(suite == first.suite && !first.is_eliminated() && first.points > 0, "{needs:?}"),
                Advice::Tie(suites) => {
                    assert!(suites.len() == 2 && suites[0] == first.suite, "{needs:?}: {suites:?}");
                    assert!(scores[..2].iter().all(|score| !score.is_eliminated() && score.points == first.points && first.points > 0), "{needs:?}");
                }
                Advice::WithText { suite, text_for } => {
                    assert!(scores.iter().all(Score::is_eliminated), "{needs:?}");
                    assert!(!text_for.is_empty() && text_for.iter().all(|need| mark(*need, Suite::None) != Cross), "Text does the rest: {needs:?}");
                    let rest: Vec<Need> = needs.iter().copied().filter(|need| !text_for.contains(need)).collect();
                    assert!(rest.iter().all(|need| mark(*need, suite) != Cross), "the suite does what Text does not: {needs:?}");
                }
            }
        }
    }

    #[test]
    fn nothing_covers_all_only_for_a_crowd_that_needs_more_than_texts() {
        for needs in combinations() {
            let torn = needs.contains(&Need::Crowd) && (needs.contains(&Need::Layout) || needs.contains(&Need::Sheets));
            assert_eq!(matches!(told(&needs), Advice::WithText { .. }), torn, "{needs:?}");
        }
        assert_eq!(told(Need::ALL), Advice::WithText { suite: Suite::Collabora, text_for: vec![Need::Crowd] });
    }

    #[test]
    fn the_answer_does_not_depend_on_the_order_or_on_repetition() {
        for needs in combinations() {
            let mut shuffled: Vec<Need> = needs.iter().rev().copied().collect();
            shuffled.extend(needs.first());
            assert_eq!(choose(&needs, DEFAULT), choose(&shuffled, DEFAULT), "{needs:?}");
        }
    }

    #[test]
    fn a_need_never_helps_a_suite_that_has_nothing_to_offer_for_it() {
        let lead = |needs: &[Need], suite, other| {
            let points = |suite| choose(needs, DEFAULT).into_iter().find(|score| score.suite == suite).map_or(0, |score| score.points);
            points(suite) - points(other)
        };
        for needs in combinations() {
            for need in Need::ALL.iter().filter(|need| !needs.contains(need)) {
                let more: Vec<Need> = needs.iter().copied().chain([*need]).collect();
                for suite in Suite::ALL {
                    let out = |needs: &[Need]| choose(needs, DEFAULT).iter().any(|score| score.suite == *suite && score.is_eliminated());
                    assert!(!out(&needs) || out(&more), "{suite} came back for {need} in {needs:?}");
                    for other in Suite::ALL.iter().filter(|_| mark(*need, *suite).points() == 0) {
                        assert!(lead(&more, *suite, *other) <= lead(&needs, *suite, *other), "{suite} over {other} for {need} in {needs:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn groups_that_one_meets_get_what_one_would_tell_them() {
        let tie = vec![Suite::Collabora, Suite::Onlyoffice];
        for (needs, advice) in [
            (&[][..], Advice::Default(Suite::Collabora)),
            (&[Need::Word], Advice::One(Suite::Onlyoffice)),
            (&[Need::Word, Need::Phone], Advice::One(Suite::Collabora)),
            (&[Need::Libreoffice, Need::Sheets], Advice::One(Suite::Collabora)),
            (&[Need::Notes, Need::Sharing], Advice::One(Suite::None)),
            (&[Need::Notes, Need::Sheets, Need::Connection], Advice::One(Suite::Onlyoffice)),
            (&[Need::Layout], Advice::Tie(tie.clone())),
            (&[Need::Word, Need::Libreoffice], Advice::Tie(tie)),
            (&[Need::Crowd, Need::Sheets], Advice::WithText { suite: Suite::Collabora, text_for: vec![Need::Crowd] }),
        ] {
            assert_eq!(told(needs), advice, "{needs:?}");
        }
        assert_eq!(told(&[]), Advice::Default(DEFAULT));
        assert_eq!(behind(&[Need::Word, Need::Layout, Need::Phone], Suite::Onlyoffice, Suite::Collabora), [Need::Phone]);
    }
}
