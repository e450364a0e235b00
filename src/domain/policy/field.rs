//! The numbers of the policy that coordinators change on a page: their theme, their unit, and between what they make sense.

use super::Policy;
use crate::choices;

choices!(
    /// What a number is about: one page each.
    Theme {
        Limits = "limits", Delays = "delays", Review = "review", Networks = "networks", Robots = "robots", Life = "life", Spaces = "spaces", Memory = "memory", Access = "access",
    }
);
choices!(
    /// What a number counts.
    Unit {
        Accounts = "accounts", Gigabytes = "gigabytes", Megabytes = "megabytes", People = "people", Spaces = "spaces", Groups = "groups",
        Years = "years", Months = "months", Days = "days", Hours = "hours", Minutes = "minutes", Seconds = "seconds", Forms = "forms", Decisions = "decisions",
        Percent = "percent", OClock = "o_clock", Switch = "switch",
    }
);

/// A number of the policy.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name in forms, versions and labels.
    pub key: &'static str,
    /// Which page it is on.
    pub theme: Theme,
    /// What it counts.
    pub unit: Unit,
    /// The least that makes sense.
    pub least: i64,
    /// The most that makes sense.
    pub most: i64,
    /// Reads it.
    pub get: fn(&Policy) -> i64,
    /// Changes it.
    pub set: fn(&mut Policy, i64),
}

macro_rules! fields {
    ($($key:literal $($place:tt).+ : $theme:ident $unit:ident $least:literal..$most:literal;)*) => {
        /// All of them, in the order of the pages.
        pub const FIELDS: &[Field] = &[$(Field {
            key: $key,
            theme: Theme::$theme,
            unit: Unit::$unit,
            least: $least,
            most: $most,
            get: |policy| policy.$($place).+,
            set: |policy, n| policy.$($place).+ = n,
        }),*];
    };
}

fields! {
    "accounts" accounts: Limits Accounts 1..100_000;
    "storage_go" storage_go: Limits Gigabytes 1..100_000;
    "video_mo" video_mo: Limits Megabytes 1..100_000;
    "simultaneous_editors" simultaneous_editors: Limits People 1..10_000;
    "simultaneous_text_editors" simultaneous_text_editors: Limits People 1..10_000;
    "review_from" review_days.0: Delays Days 0..365;
    "review_to" review_days.1: Delays Days 1..365;
    "unconfirmed_days" unconfirmed_days: Delays Days 1..90;
    "reminder_days" reminder_days: Delays Days 1..180;
    "closing_days" closing_days: Delays Days 2..365;
    "waiting_ask_months" waiting_ask_months: Delays Months 1..60;
    "waiting_reminder_days" waiting_reminder_days: Delays Days 1..365;
    "waiting_leave_days" waiting_leave_days: Delays Days 2..365;
    "first_connection_days" first_connection_days: Delays Days 1..180;
    "entry_minutes" entry_minutes: Delays Minutes 5..1_440;
    "claim_minutes" claim_minutes: Review Minutes 5..1_440;
    "undo_minutes" undo_minutes: Review Minutes 1..1_440;
    "blind_share" blind_share: Review Percent 0..100;
    "second_look_hours" second_look_hours: Review Hours 1..240;
    "delay_days" delay_days: Review Days 7..730;
    "delay_sample" delay_sample: Review Decisions 2..1_000;
    "pioneer_days" pioneer_days: Review Days 0..30;
    "digest_hour" digest_hour: Review OClock 0..23;
    "invitation_days" invitation_days: Access Days 1..60;
    "idle_months" idle_months: Life Months 1..60;
    "second_warning_days" second_warning_days: Life Days 7..365;
    "disabling_days" disabling_days: Life Days 7..365;
    "announcing_days" announcing_days: Life Days 7..365;
    "deleting_days" deleting_days: Life Days 7..365;
    "notice_days" notice_days: Life Days 1..30;
    "fresh_days" fresh_days: Life Days 1..30;
    "disable_cap" disable_cap: Life Spaces 1..100_000;
    "delete_cap" delete_cap: Life Spaces 1..100_000;
    "life_paused" life_paused: Life Switch 0..1;
    "letters_from" letters_from: Life OClock 0..11;
    "letters_to" letters_to: Life OClock 12..24;
    "letters_rest" letters_rest: Life Switch 0..1;
    "leave_days" leave_days: Spaces Days 1..90;
    "quota_watch" quota_watch: Spaces Percent 50..99;
    "quota_high" quota_high: Spaces Percent 50..99;
    "quota_full" quota_full: Spaces Percent 50..100;
    "quota_back" quota_back: Spaces Percent 1..40;
    "suite_hours" suite_hours: Spaces Hours 1..720;
    "contact_ask_months" contact_ask_months: Spaces Months 1..60;
    "access_days" access_days: Spaces Days 1..90;
    "quarantine_months" quarantine_months: Life Months 0..60;
    "archive_years" archive_years: Memory Years 1..30;
    "trace_days" trace_days: Memory Days 90..3_650;
    "memory_months" memory_months: Memory Months 1..60;
    "network_warn" network_warn: Networks Spaces 2..100_000;
    "network_stop" network_stop: Networks Spaces 2..100_000;
    "network_groups" network_groups: Networks Groups 2..100_000;
    "form_seconds" form_seconds: Robots Seconds 0..120;
    "forms_an_hour" forms_an_hour: Robots Forms 1..10_000;
    "origin_days" origin_days: Robots Days 1..90;
    "sieve_days" sieve_days: Robots Days 1..365;
    "sieve_days_most" sieve_days_most: Robots Days 1..365;
}

/// One by its key.
pub fn of(key: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.key == key)
}

/// Those of a theme.
pub fn about(theme: Theme) -> impl Iterator<Item = &'static Field> {
    FIELDS.iter().filter(move |field| field.theme == theme)
}

/// Pairs where the first may not exceed the second.
const ORDERED: [(&str, &str); 8] = [
    ("quota_watch", "quota_high"),
    ("quota_high", "quota_full"),
    ("notice_days", "deleting_days"),
    ("waiting_reminder_days", "waiting_leave_days"),
    ("review_from", "review_to"),
    ("reminder_days", "closing_days"),
    ("network_warn", "network_stop"),
    ("sieve_days", "sieve_days_most"),
];

/// The first pair whose order a policy turns round.
pub fn disorder(policy: &Policy) -> Option<(&'static Field, &'static Field)> {
    ORDERED.iter().filter_map(|(low, high)| of(low).zip(of(high))).find(|(low, high)| (low.get)(policy) > (high.get)(policy))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_reads_what_it_writes_and_nothing_else() {
        for field in FIELDS {
            let mut policy = Policy::default();
            let default = (field.get)(&policy);
            assert!((field.least..=field.most).contains(&default), "{}: the FAQ's {default}", field.key);
            (field.set)(&mut policy, field.most);
            assert_eq!((field.get)(&policy), field.most, "{}", field.key);
            (field.set)(&mut policy, default);
            assert_eq!(policy, Policy::default(), "{}", field.key);
            assert_eq!(of(field.key).map(|found| found.key), Some(field.key));
        }
        assert!(disorder(&Policy::default()).is_none());
    }

    #[test]
    fn every_number_of_the_policy_has_its_field() {
        let mut policy = Policy::default();
        for field in FIELDS {
            (field.set)(&mut policy, -7);
        }
        let left: Vec<String> = match serde_json::to_value(&policy).unwrap() {
            serde_json::Value::Object(fields) => fields
                .into_iter()
                .filter(|(name, _)| name != "version")
                .filter(|(_, value)| {
                    value.as_i64().is_some_and(|n| n != -7)
                        || value.as_array().is_some_and(|all| all.iter().any(|n| n.as_i64().is_some_and(|n| n != -7)))
                })
                .map(|(name, _)| name)
                .collect(),
            _ => unreachable!(),
        };
        assert_eq!(left, Vec::<String>::new());
    }
}
