use super::*;

fn mark(need: Need, suite: Suite) -> Mark {
    Table::house().mark(need, suite)
}

fn choose(needs: &[Need], default: Suite) -> Vec<Score> {
    Table::house().choose(needs, default)
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
    assert_eq!(Table::house().behind(&[Need::Word, Need::Layout, Need::Phone], Suite::Onlyoffice, Suite::Collabora), [Need::Phone]);
}

#[test]
fn an_edited_table_is_refused_where_nothing_would_do() {
    assert_eq!(Table::house().gap(), None);
    let mut table = Table::house();
    table.set(Need::Word, Suite::None, Cross, "Non.".into());
    assert_eq!((table.mark(Need::Word, Suite::None), table.reason(Need::Word, Suite::None)), (Cross, Some("Non.")));
    assert_eq!((table.mark(Need::Word, Suite::Onlyoffice), table.reason(Need::Word, Suite::Onlyoffice)), (Points(3), None));
    assert_eq!(table.gap(), None, "a crowd does its Word in a suite, and meets in Text");
    table.set(Need::Crowd, Suite::None, Cross, String::new());
    assert_eq!(table.gap(), Some(vec![Need::Crowd]), "all three refuse crowds");
    table.set(Need::Crowd, Suite::Collabora, Points(0), String::new());
    assert_eq!(table.gap(), None);
    for suite in COLUMNS {
        table.set(Need::Notes, suite, Cross, String::new());
    }
    assert_eq!(table.gap(), Some(vec![Need::Notes]));
}
