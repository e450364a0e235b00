//! The tables, as diesel sees them; `tests/house/tables.rs` checks them against both databases.
#![allow(missing_docs, reason = "tables and columns are documented by the migrations")]

diesel::table! {
    alternatives (id) {
        id -> Text,
        name -> Text,
        folded -> Text,
        url -> Text,
        words -> Text,
        situations -> Text,
        version -> BigInt,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    volunteers (id) {
        id -> Text,
        email -> Text,
        name -> Text,
        role -> Text,
        password_hash -> Nullable<Text>,
        disabled_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        totp_sealed -> Nullable<Text>,
        totp_since -> Nullable<Timestamp>,
        totp_step -> BigInt,
        digest_wanted_at -> Nullable<Timestamp>,
        digest_sent_at -> Nullable<Timestamp>,
        seen_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    recovery_codes (code_hash) {
        code_hash -> Text,
        volunteer_id -> Text,
    }
}

diesel::table! {
    sessions (key_hash) {
        key_hash -> Text,
        volunteer_id -> Nullable<Text>,
        contact_email -> Nullable<Text>,
        created_at -> Timestamp,
        seen_at -> Timestamp,
        expires_at -> Timestamp,
        awaits_code -> Bool,
        proven_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    links (secret_hash) {
        secret_hash -> Text,
        purpose -> Text,
        subject -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    drafts (id) {
        id -> Text,
        answers -> Text,
        updated_at -> Timestamp,
        secret_hash -> Nullable<Text>,
    }
}

diesel::table! {
    applications (id) {
        id -> Text,
        reference -> Text,
        version -> BigInt,
        shelf -> Text,
        sort_at -> Timestamp,
        submitted_at -> Timestamp,
        organization_name -> Text,
        town -> Text,
        country -> Text,
        legal_form -> Text,
        field -> Text,
        verdict -> Text,
        search -> Text,
        slug -> Text,
        email -> Text,
        status_hash -> Text,
        form -> Text,
        assessment -> Text,
        state -> Text,
        claimed_by -> Nullable<Text>,
        claimed_until -> Nullable<Timestamp>,
        priority -> BigInt,
        due_at -> Nullable<Timestamp>,
        name_key -> Text,
        waits_for -> Nullable<Text>,
        last_word -> Nullable<Text>,
        kin_at -> Nullable<Timestamp>,
        network_id -> Nullable<Text>,
        seen_before -> Bool,
        sieved -> Nullable<Text>,
        rank_at -> Timestamp,
        origin -> Nullable<Text>,
    }
}

diesel::table! {
    reserved_labels (id) {
        id -> Text,
        kind -> Text,
        label -> Text,
        motive -> Text,
        author_id -> Text,
        written_at -> Timestamp,
    }
}

diesel::table! {
    quarantines (id) {
        id -> Text,
        hash -> Text,
        ends_at -> Timestamp,
        freed_at -> Nullable<Timestamp>,
        freed_by -> Nullable<Text>,
        motive -> Nullable<Text>,
    }
}

diesel::table! {
    sieves (id) {
        id -> Text,
        name -> Text,
        criteria -> Text,
        origin -> Nullable<Text>,
        grade -> Text,
        motive -> Text,
        author_id -> Text,
        written_at -> Timestamp,
        ends_at -> Timestamp,
        ended_by -> Nullable<Text>,
        task -> Nullable<Text>,
        task_by -> Nullable<Text>,
        task_from -> Text,
        task_done -> BigInt,
        task_ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    catches (id) {
        id -> Text,
        application_id -> Text,
        sieve_id -> Text,
        grade -> Text,
        caught_at -> Timestamp,
        fate -> Nullable<Text>,
        ended_by -> Nullable<Text>,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    kin_keys (application_id, key) {
        application_id -> Text,
        key -> BigInt,
    }
}

diesel::table! {
    kin_holders (key) {
        key -> BigInt,
        n -> BigInt,
    }
}

diesel::table! {
    kin_links (application_id, other_id) {
        application_id -> Text,
        other_id -> Text,
        weight -> BigInt,
        reasons -> Text,
    }
}

diesel::table! {
    kin_verdicts (application_id, other_id) {
        application_id -> Text,
        other_id -> Text,
        related -> Bool,
        motive -> Text,
        volunteer_id -> Text,
        said_at -> Timestamp,
    }
}

diesel::table! {
    kin_words (id) {
        id -> Text,
        kind -> Text,
        name -> Text,
        forms -> Text,
        author_id -> Text,
        written_at -> Timestamp,
    }
}

diesel::table! {
    memory_keys (epoch) {
        epoch -> Text,
        sealed -> Text,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    memories (id) {
        id -> Text,
        kind -> Text,
        hash -> Text,
        outcome -> Text,
        reasons -> Text,
        month -> Text,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    messages (id) {
        id -> Text,
        application_id -> Text,
        volunteer_id -> Nullable<Text>,
        body -> Text,
        fields -> Text,
        written_at -> Timestamp,
    }
}

diesel::table! {
    notes (id) {
        id -> Text,
        application_id -> Text,
        volunteer_id -> Text,
        body -> Text,
        written_at -> Timestamp,
    }
}

diesel::table! {
    views (id) {
        id -> Text,
        volunteer_id -> Text,
        tab -> Text,
        name -> Text,
        query -> Text,
    }
}

diesel::table! {
    notices (id) {
        id -> Text,
        volunteer_id -> Text,
        words -> Text,
        application_id -> Nullable<Text>,
    }
}

diesel::table! {
    outcomes (id) {
        id -> Text,
        day -> Timestamp,
        outcome -> Text,
        hours -> Nullable<BigInt>,
    }
}

diesel::table! {
    decisions (id) {
        id -> Text,
        application_id -> Text,
        volunteer_id -> Text,
        choice -> Text,
        motive -> Text,
        policy_version -> BigInt,
        decided_at -> Timestamp,
        undo_until -> Timestamp,
        status -> Text,
        undone_by -> Nullable<Text>,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    spaces (id) {
        id -> Text,
        slug -> Text,
        application_id -> Nullable<Text>,
        name -> Text,
        status -> Text,
        state -> Text,
        suite -> Text,
        accounts_limit -> BigInt,
        storage_limit -> BigInt,
        policy_version -> BigInt,
        ordered_at -> Timestamp,
        folded -> Text,
        field -> Text,
        employees -> Text,
        country -> Text,
        suite_at -> Nullable<Timestamp>,
        seen_at -> Nullable<Timestamp>,
        due_at -> Nullable<Timestamp>,
        noticed_at -> Nullable<Timestamp>,
        leave_asked_at -> Nullable<Timestamp>,
        leave_until -> Nullable<Timestamp>,
    }
}

diesel::table! {
    gauges (space_id) {
        space_id -> Text,
        measured_at -> Timestamp,
        active_at -> Nullable<Timestamp>,
        storage_bytes -> BigInt,
        accounts -> BigInt,
        percent -> BigInt,
        told -> BigInt,
    }
}

diesel::table! {
    access_requests (id) {
        id -> Text,
        space_id -> Text,
        address -> Text,
        words -> Text,
        status -> Text,
        created_at -> Timestamp,
        due_at -> Nullable<Timestamp>,
        volunteer_id -> Nullable<Text>,
    }
}

diesel::table! {
    exemptions (space_id) {
        space_id -> Text,
        until -> Timestamp,
        because -> Text,
        volunteer_id -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    overrides (space_id) {
        space_id -> Text,
        because -> Text,
        volunteer_id -> Text,
        until -> Nullable<Timestamp>,
        at -> Timestamp,
    }
}

diesel::table! {
    space_notes (id) {
        id -> Text,
        space_id -> Text,
        volunteer_id -> Text,
        kind -> Text,
        words -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    suite_marks (need, suite) {
        need -> Text,
        suite -> Text,
        points -> BigInt,
        reason -> Text,
        volunteer_id -> Text,
        at -> Timestamp,
    }
}

diesel::table! {
    archives (id) {
        id -> Text,
        sealed -> Text,
        purge_at -> Timestamp,
    }
}

diesel::table! {
    contacts (space_id, email) {
        space_id -> Text,
        email -> Text,
        address -> Text,
        principal -> Bool,
        confirmed_at -> Nullable<Timestamp>,
        asked_at -> Nullable<Timestamp>,
        named_at -> Nullable<Timestamp>,
        takes_over -> Nullable<Text>,
    }
}

diesel::table! {
    credentials (space_id) {
        space_id -> Text,
        sealed -> Text,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    usage_reports (space_id, measured_at) {
        space_id -> Text,
        measured_at -> Timestamp,
        storage_bytes -> BigInt,
        files_bytes -> Nullable<BigInt>,
        versions_bytes -> Nullable<BigInt>,
        trash_bytes -> Nullable<BigInt>,
        accounts -> BigInt,
        last_login_at -> Nullable<Timestamp>,
        last_token_use_at -> Nullable<Timestamp>,
        last_file_change_at -> Nullable<Timestamp>,
        last_share_hit_at -> Nullable<Timestamp>,
        nextcloud_version -> Nullable<Text>,
    }
}

diesel::table! {
    tokens (id) {
        id -> Text,
        name -> Text,
        key_hash -> Text,
        scopes -> Text,
        created_at -> Timestamp,
        expires_at -> Nullable<Timestamp>,
        revoked_at -> Nullable<Timestamp>,
        last_used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    operations (id) {
        id -> Text,
        space_id -> Text,
        kind -> Text,
        payload -> Text,
        status -> Text,
        attempt -> BigInt,
        due_at -> Timestamp,
        leased_by -> Nullable<Text>,
        reason -> Nullable<Text>,
        created_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
        turn -> BigInt,
    }
}

diesel::table! {
    failed_tries (id) {
        id -> Text,
        operation_id -> Text,
        attempt -> BigInt,
        at -> Timestamp,
        reason -> Text,
    }
}

diesel::table! {
    letters (id) {
        id -> Text,
        kind -> Text,
        recipient -> Text,
        subject -> Text,
        body -> Text,
        status -> Text,
        attempts -> BigInt,
        next_try_at -> Timestamp,
        last_error -> Nullable<Text>,
        created_at -> Timestamp,
        sent_at -> Nullable<Timestamp>,
        application_id -> Nullable<Text>,
        space_id -> Nullable<Text>,
        decision_id -> Nullable<Text>,
        policy_version -> BigInt,
    }
}

diesel::table! {
    policy_versions (number) {
        number -> BigInt,
        changes -> Text,
        motive -> Text,
        author_id -> Text,
        written_at -> Timestamp,
        effective_at -> Timestamp,
        withdrawn_by -> Nullable<Text>,
        withdrawn_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    traces (id) {
        id -> Text,
        at -> Timestamp,
        actor -> Text,
        verb -> Text,
        subject -> Text,
        detail -> Text,
    }
}

diesel::table! {
    tallies (name) {
        name -> Text,
        n -> BigInt,
    }
}

diesel::table! {
    wordings (id) {
        id -> Text,
        kind -> Text,
        series -> Text,
        title -> Text,
        version -> BigInt,
        subject -> Text,
        body -> Text,
        author_id -> Nullable<Text>,
        written_at -> Timestamp,
        current -> Bool,
    }
}

diesel::table! {
    arrivals (month) {
        month -> Text,
        n -> BigInt,
    }
}

diesel::table! {
    calibrations (id) {
        id -> Text,
        title -> Text,
        created_at -> Timestamp,
        closed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    calibration_cases (calibration_id, position) {
        calibration_id -> Text,
        position -> BigInt,
        application_id -> Text,
    }
}

diesel::table! {
    calibration_answers (calibration_id, position, volunteer_id) {
        calibration_id -> Text,
        position -> BigInt,
        volunteer_id -> Text,
        choice -> Text,
        doubts -> Text,
        answered_at -> Timestamp,
    }
}

diesel::table! {
    second_looks (decision_id) {
        decision_id -> Text,
        application_id -> Text,
        status -> Text,
        asked_at -> Timestamp,
        volunteer_id -> Nullable<Text>,
        choice -> Nullable<Text>,
        reasons -> Nullable<Text>,
        word -> Nullable<Text>,
    }
}

diesel::table! {
    comparisons (id) {
        id -> Text,
        month -> Text,
        first_choice -> Text,
        first_reasons -> Text,
        second_choice -> Nullable<Text>,
        second_reasons -> Nullable<Text>,
    }
}

diesel::joinable!(sessions -> volunteers (volunteer_id));
diesel::joinable!(applications -> volunteers (claimed_by));
diesel::joinable!(messages -> applications (application_id));
diesel::joinable!(messages -> volunteers (volunteer_id));
diesel::joinable!(notes -> applications (application_id));
diesel::joinable!(notes -> volunteers (volunteer_id));
diesel::joinable!(notices -> applications (application_id));
diesel::joinable!(kin_keys -> applications (application_id));
diesel::joinable!(kin_links -> applications (other_id));
diesel::joinable!(kin_verdicts -> applications (other_id));
diesel::joinable!(kin_verdicts -> volunteers (volunteer_id));
diesel::joinable!(reserved_labels -> volunteers (author_id));
diesel::joinable!(quarantines -> volunteers (freed_by));
diesel::joinable!(kin_words -> volunteers (author_id));
diesel::joinable!(decisions -> applications (application_id));
diesel::joinable!(second_looks -> applications (application_id));
diesel::joinable!(second_looks -> decisions (decision_id));
diesel::joinable!(spaces -> applications (application_id));
diesel::joinable!(contacts -> spaces (space_id));
diesel::joinable!(gauges -> spaces (space_id));
diesel::joinable!(access_requests -> spaces (space_id));
diesel::joinable!(exemptions -> spaces (space_id));
diesel::joinable!(overrides -> spaces (space_id));
diesel::joinable!(space_notes -> spaces (space_id));
diesel::joinable!(space_notes -> volunteers (volunteer_id));
diesel::joinable!(credentials -> spaces (space_id));
diesel::joinable!(usage_reports -> spaces (space_id));
diesel::joinable!(operations -> spaces (space_id));
diesel::joinable!(failed_tries -> operations (operation_id));
diesel::joinable!(operations -> tokens (leased_by));
diesel::joinable!(letters -> applications (application_id));
diesel::joinable!(catches -> applications (application_id));
diesel::joinable!(catches -> sieves (sieve_id));
diesel::joinable!(letters -> spaces (space_id));
diesel::joinable!(letters -> decisions (decision_id));
diesel::joinable!(policy_versions -> volunteers (author_id));

diesel::allow_tables_to_appear_in_same_query!(
    access_requests,
    archives,
    exemptions,
    failed_tries,
    gauges,
    overrides,
    space_notes,
    suite_marks,
    alternatives,
    applications,
    arrivals,
    calibration_answers,
    calibration_cases,
    calibrations,
    comparisons,
    catches,
    contacts,
    credentials,
    decisions,
    drafts,
    kin_holders,
    kin_keys,
    kin_links,
    kin_verdicts,
    kin_words,
    letters,
    links,
    memories,
    memory_keys,
    messages,
    notes,
    notices,
    operations,
    outcomes,
    policy_versions,
    quarantines,
    recovery_codes,
    reserved_labels,
    second_looks,
    sessions,
    sieves,
    spaces,
    tallies,
    tokens,
    traces,
    usage_reports,
    views,
    volunteers,
    wordings
);
