use super::*;
use crate::domain::values::Instant;
use askama::Template;
use chrono::Duration;

fn about(id: &'static str) -> About {
    About { id, caption: "Demandes reçues".into(), summary: "De 3 en mars à 58 en juin.".into(), rows: "Mois".into() }
}

fn names(count: usize) -> Vec<Name> {
    (1..=count).map(|n| Name { whole: format!("mois {n}"), short: format!("m {n}") }).collect()
}

fn bars(count: usize, series: usize, layout: Layout) -> Bars {
    let values = |k: usize| (0..count).map(|n| i64::try_from((n * 37 + k * 11) % 90).unwrap()).collect();
    let series = (0..series).map(|k| (["Reçues", "Acceptées", "Refusées"][k % 3].to_owned(), values(k))).collect();
    Bars { names: names(count), series, layout, unit: Unit::Count }
}

fn line(values: Vec<Option<i64>>) -> Line {
    Line { names: names(values.len()), name: "Place prise".into(), values, bar: Some(("Limite de 40 Go".into(), 40_000_000_000)), unit: Unit::Bytes }
}

fn day(n: i64) -> Instant {
    Instant::UNIX_EPOCH + Duration::days(20_000 + n)
}

fn steps(level: Vec<(i64, Option<i64>)>, ceiling: &[(i64, i64)]) -> Steps {
    Steps {
        period: (day(0), day(100)),
        name: "Espaces".into(),
        level: level.into_iter().map(|(at, value)| (day(at), value)).collect(),
        ceiling: Some(("Plafond".into(), ceiling.iter().map(|(at, value)| (day(*at), *value)).collect())),
        unknown: "Pas de relevé".into(),
        names: vec![(day(0), Name::same("mars")), (day(50), Name::same("avril"))],
        say: |at| at.format("%d").to_string(),
        unit: Unit::Count,
    }
}

fn shares(lines: Vec<(&str, Vec<Option<i64>>)>) -> Shares {
    let count = lines.first().map_or(2, |(_, values)| values.len());
    let answers = (1..=count).map(|n| format!("réponse {n}")).collect();
    Shares { answers, lines: lines.into_iter().map(|(name, values)| (name.to_owned(), values)).collect(), of: None, masked: "moins de 5".into() }
}

/// The drawing alone, without its table.
fn drawing(page: &str) -> &str {
    page.split("<details>").next().unwrap()
}

fn pages() -> Vec<String> {
    let mut pages = Vec::new();
    for count in [0, 1, 5, 12, 60, POINTS] {
        for (series, layout) in [(1, Layout::Stacked), (2, Layout::Beside), (3, Layout::Stacked), (3, Layout::Beside)] {
            pages.push(bars(count, series, layout).draw(about("a")).unwrap().render().unwrap());
        }
        let values = (0..count).map(|n| (n % 9 != 4).then_some(i64::try_from(n).unwrap() * 600_000_000)).collect();
        pages.push(line(values).draw(about("b")).unwrap().render().unwrap());
        let level = (0..count).map(|n| i64::try_from(n).unwrap()).map(|n| (n, (n % 11 != 5).then_some(n * 3))).collect();
        pages.push(steps(level, &[(0, 100), (60, 250)]).draw(about("c")).unwrap().render().unwrap());
    }
    pages.push(shares(vec![("Oui", vec![Some(3), Some(9)]), ("Peut-être", vec![Some(3), None])]).draw(about("d")).unwrap().render().unwrap());
    pages
}

#[test]
fn a_chart_of_sixty_points_is_under_three_kilobytes() {
    let values: Vec<Option<i64>> = (0..60).map(|n| Some(20_000_000_000 + n * n * 5_000_000)).collect();
    let level = (0..60).map(|n| (n, (n % 20 != 7).then_some(n * 13))).collect();
    for page in [
        bars(60, 1, Layout::Stacked).draw(about("a")).unwrap().render().unwrap(),
        bars(60, 2, Layout::Beside).draw(about("a")).unwrap().render().unwrap(),
        line(values).draw(about("b")).unwrap().render().unwrap(),
        steps(level, &[(0, 500), (30, 1000)]).draw(about("c")).unwrap().render().unwrap(),
    ] {
        let svg = drawing(&page).split("<div class=\"chart\">").nth(1).unwrap().split("<ul").next().unwrap();
        assert!(svg.len() < 3000, "{} bytes: {svg}", svg.len());
    }
}

#[test]
fn nothing_that_the_policy_of_contents_forbids_is_written() {
    for page in pages() {
        assert!(!page.contains(" style=") && !page.contains("<script") && !page.contains(" on") && !page.contains("<style"), "{page}");
    }
}

#[test]
fn every_drawing_is_named_and_has_its_table() {
    for page in pages().iter().filter(|page| page.contains("role=\"img\"")) {
        let labelled = page.split("aria-labelledby=\"").nth(1).unwrap().split('"').next().unwrap();
        assert!(labelled.split(' ').all(|id| page.contains(&format!("id=\"{id}\">"))), "{page}");
        assert!(page.contains("<table") && page.contains("<th scope=\"row\">"), "{page}");
    }
    let none = bars(0, 1, Layout::Stacked).draw(about("a")).unwrap().render().unwrap();
    assert!(!none.contains("<svg") && none.contains("Aucun chiffre"), "{none}");
}

#[test]
fn every_bar_stays_within_its_box() {
    for page in pages() {
        let paths = drawing(&page).split("<path class=\"").skip(1).filter(|path| path.starts_with("f-water") || path.starts_with('b'));
        let bars = paths.flat_map(|path| path.split(" d=\"").nth(1).unwrap().split('"').next().unwrap().split('z')).filter(|bar| bar.contains('v'));
        for bar in bars {
            let numbers: Vec<i64> = bar.split(|c: char| !c.is_ascii_digit()).filter_map(|text| text.parse().ok()).collect();
            assert_eq!(numbers.len(), 5, "{bar}");
            let (right, ground) = (numbers[0] + numbers[2], numbers[1] + numbers[3]);
            assert!(right <= geometry::WIDTH && ground <= geometry::HEIGHT && numbers[2] == numbers[4] && numbers[3] > 0, "{bar}");
        }
    }
}

#[test]
fn stacked_bars_show_their_sum_and_each_its_own() {
    let mut two = bars(2, 2, Layout::Stacked);
    two.series = vec![("a".into(), vec![4, 0]), ("b".into(), vec![6, 10])];
    let figure = two.draw(about("a")).unwrap();
    assert_eq!(figure.ticks, ["10", "8", "6", "4", "2", "0"]);
    assert_eq!(figure.paths[0].d, "M30 120h240v80h-240z");
    assert_eq!(figure.paths[1].d, "M30 0h240v120h-240zM330 0h240v200h-240z");
    assert_eq!(figure.rows[0], ("mois 1".to_owned(), vec!["4".to_owned(), "6".to_owned()]));
}

#[test]
fn a_level_goes_along_until_it_changes_and_stops_where_nothing_is_known() {
    let figure = steps(vec![(0, Some(50)), (20, Some(100)), (40, None), (60, Some(150))], &[(0, 100), (50, 200)]).draw(about("c")).unwrap();
    let d = |class: &str| figure.paths.iter().find(|path| path.class == class).unwrap().d.as_str();
    assert_eq!(d("l-line"), "M0 150l120 0l0 -50l120 0M360 50l240 0");
    assert_eq!(d("l-bar"), "M0 100l300 0l0 -100l300 0");
    assert_eq!(figure.gaps, [("40.0%".to_owned(), "20.0%".to_owned())]);
    let rows: Vec<(&str, &str, &str)> = figure.rows.iter().map(|(at, values)| (at.as_str(), values[0].as_str(), values[1].as_str())).collect();
    assert_eq!(rows.len(), 5);
    assert_eq!(rows[2].1, NOTHING);
    let more = steps(vec![(0, None), (10, None), (30, Some(1)), (90, None)], &[]).draw(about("c")).unwrap();
    assert_eq!(more.gaps, [("0.0%".to_owned(), "30.0%".to_owned()), ("90.0%".to_owned(), "10.0%".to_owned())], "one gap, however often it was asked");
    assert_eq!(rows[3], ("avril", NOTHING, "200"), "the ceiling is raised while nothing is known of the level");
}

#[test]
fn a_share_that_would_tell_what_is_masked_is_not_said() {
    let table = shares(vec![("Oui", vec![Some(60), Some(40)]), ("Non", vec![Some(60), None]), ("Rien", vec![Some(0), Some(0)])]);
    let page = table.draw(about("d")).unwrap().render().unwrap();
    let lines: Vec<&str> = page.split("<tr>").skip(2).collect();
    assert!(lines[0].contains("60\u{a0}%") && lines[0].contains("M600 0H1000V20H600z"), "{}", lines[0]);
    assert!(lines[1].contains("moins de 5") && !lines[1].contains('%') && !lines[1].contains("<path"), "{}", lines[1]);
    assert!(!lines[2].contains('%'), "{}", lines[2]);
}

#[test]
fn of_one_answer_each_line_is_a_share_of_the_whole() {
    let page =
        Shares { of: Some(200), ..shares(vec![("Oui", vec![Some(50)]), ("Non", vec![Some(150)])]) }.draw(about("d")).unwrap().render().unwrap();
    assert!(page.contains("M0 0H250V20H0z") && page.contains("75\u{a0}%"), "{page}");
}

#[test]
fn what_makes_no_chart_is_refused() {
    let mut uneven = bars(3, 1, Layout::Stacked);
    uneven.names.pop();
    assert_eq!(uneven.draw(about("a")).err(), Some(Unfit::Uneven));
    assert_eq!(bars(POINTS + 1, 1, Layout::Stacked).draw(about("a")).err(), Some(Unfit::TooMany));
    assert_eq!(line(vec![Some(-1)]).draw(about("b")).err(), Some(Unfit::Negative));
    assert_eq!(line(vec![Some(i64::MAX)]).draw(about("b")).err(), Some(Unfit::Huge));
    assert_eq!(steps(vec![(5, None), (1, None)], &[]).draw(about("c")).err(), Some(Unfit::Backwards));
    let mut backwards = steps(vec![], &[]);
    backwards.period = (day(1), day(0));
    assert_eq!(backwards.draw(about("c")).err(), Some(Unfit::Backwards));
    assert_eq!(Shares { of: Some(9), ..shares(vec![("Oui", vec![Some(1), Some(2)])]) }.draw(about("d")).err(), Some(Unfit::TooMany));
}
