use super::*;
use proptest::prelude::*;

#[test]
fn ticks_are_one_two_or_five_times_a_power_of_ten() {
    let of = |most| Scale::holding(most, 1).ticks().collect::<Vec<_>>();
    assert_eq!(of(0), [0, 1]);
    assert_eq!(of(1), [0, 1]);
    assert_eq!(of(5), [0, 1, 2, 3, 4, 5]);
    assert_eq!(of(6), [0, 2, 4, 6]);
    assert_eq!(of(11), [0, 5, 10, 15]);
    assert_eq!(of(390), [0, 100, 200, 300, 400]);
    assert_eq!(of(10_000), [0, 2_000, 4_000, 6_000, 8_000, 10_000]);
    assert_eq!(Scale::holding(3, 100).ticks().collect::<Vec<_>>(), [0, 100], "no tick that could not be said");
}

#[test]
fn what_cannot_be_drawn_is_refused() {
    assert_eq!(fit([0, 3, -1]), Err(Unfit::Negative));
    assert_eq!(fit([MOST + 1]), Err(Unfit::Huge));
    assert_eq!(fit([0, MOST]), Ok(()));
    assert_eq!(fit([]), Ok(()));
}

#[test]
fn a_line_breaks_at_its_gaps_and_a_point_alone_is_a_dot() {
    assert_eq!(line(&[vec![(0, 10), (5, 0), (9, 4)], vec![(20, 7)]]), "M0 10l5 -10l4 4M20 7h0");
    assert_eq!(line(&[]), "");
    assert_eq!(area(&[vec![(0, 10), (5, 0)], vec![(20, 7)]]), "M0 10l5 -10V200H0z");
    assert_eq!(stairs(&[vec![(0, 10), (5, 10), (9, 4)]]), [[(0, 10), (5, 10), (9, 10), (9, 4)]]);
}

#[test]
fn bars_without_height_are_left_out() {
    assert_eq!(bars([(0, 8, 100, 200), (10, 18, 200, 200)]), "M0 100h8v100h-8z");
}

#[test]
fn one_point_stands_in_the_middle_and_the_last_at_the_edge() {
    assert_eq!([place(0, 0), place(0, 1), place(0, 2), place(1, 2), place(1, 3)], [300, 300, 0, 600, 300]);
    assert_eq!([moment(5, 5, 5), moment(0, 5, 9), moment(7, 5, 9), moment(i64::MAX, 5, 9)], [300, 0, 300, 600]);
    assert_eq!([percent(0), percent(75), percent(600)], ["0.0%", "12.5%", "100.0%"]);
}

#[test]
fn as_many_labels_as_fit_a_telephone() {
    assert_eq!([every(12, 5), every(3, 5), every(60, 9), every(0, 0)], [3, 1, 20, 1]);
}

proptest! {
    #[test]
    fn a_scale_holds_its_values_with_few_round_ticks(most in 0..=MOST) {
        let scale = Scale::holding(most, 1);
        prop_assert!(scale.top() >= most.max(1));
        prop_assert!((1..=STEPS).contains(&scale.steps));
        prop_assert!(most < 3 || scale.top() / 2 < most, "at least half of the box is used");
        let mut digits = scale.step;
        while digits % 10 == 0 { digits /= 10; }
        prop_assert!([1, 2, 5].contains(&digits));
    }

    #[test]
    fn a_value_stands_within_the_box_and_never_below_a_smaller_one(most in 0..=MOST, a in 0..=MOST, b in 0..=MOST) {
        let (scale, small, large) = (Scale::holding(most, 1), a.min(b), a.max(b));
        prop_assert!(scale.y(large) <= scale.y(small));
        prop_assert!((0..=HEIGHT).contains(&scale.y(a)));
        prop_assert_eq!(scale.y(0), HEIGHT);
        prop_assert!(a == 0 || scale.y(a) < HEIGHT, "what is not nothing is seen");
    }

    #[test]
    fn rooms_and_points_go_from_edge_to_edge(count in 1_usize..500, n in 0_usize..500) {
        let n = n.min(count);
        prop_assert!((0..=WIDTH).contains(&room(n, count)) && (0..=WIDTH).contains(&place(n.min(count - 1), count)));
        prop_assert!(n == 0 || room(n - 1, count) <= room(n, count));
        prop_assert_eq!((room(0, count), room(count, count)), (0, WIDTH));
    }

    #[test]
    fn moments_keep_their_order(from in any::<i32>(), length in 1_i64..1_000_000_000, a in any::<i64>(), b in any::<i64>()) {
        let from = i64::from(from);
        let (x, y) = (moment(a.min(b), from, from + length), moment(a.max(b), from, from + length));
        prop_assert!(x <= y && (0..=WIDTH).contains(&x) && (0..=WIDTH).contains(&y));
    }

    #[test]
    fn shares_make_a_hundred_and_are_within_one_of_the_truth(counts in prop::collection::vec(0_i64..1_000_000, 1..8)) {
        let (shares, whole) = (shares(&counts), counts.iter().sum::<i64>());
        prop_assert_eq!(shares.iter().sum::<i64>(), if whole == 0 { 0 } else { 100 });
        for (share, count) in shares.iter().zip(&counts) {
            prop_assert!((share * whole - count * 100).abs() <= whole);
        }
    }
}
