-- One portable tree for SQLite and PostgreSQL: text keys (UUIDv7), BIGINT, BOOLEAN, TIMESTAMP in UTC whole seconds, JSON as text.

CREATE TABLE volunteers (
    id TEXT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    password_hash TEXT,
    disabled_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL
);

-- Who is logged in: a volunteer, or a person who administers spaces (by e-mail). Checked at each request.
CREATE TABLE sessions (
    key_hash TEXT NOT NULL PRIMARY KEY,
    volunteer_id TEXT REFERENCES volunteers (id) ON DELETE CASCADE,
    contact_email TEXT,
    created_at TIMESTAMP NOT NULL,
    seen_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX sessions_by_volunteer ON sessions (volunteer_id);
CREATE INDEX sessions_by_contact ON sessions (contact_email);
CREATE INDEX sessions_by_end ON sessions (expires_at);

-- Secrets that a letter carries, hashed; used at most once, then kept until their end to say so.
CREATE TABLE links (
    secret_hash TEXT NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,
    subject TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP
);
CREATE INDEX links_by_subject ON links (subject, purpose);
CREATE INDEX links_by_end ON links (expires_at);

CREATE TABLE drafts (
    id TEXT NOT NULL PRIMARY KEY,
    answers TEXT NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX drafts_by_age ON drafts (updated_at);

CREATE TABLE applications (
    id TEXT NOT NULL PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    shelf TEXT NOT NULL,
    sort_at TIMESTAMP NOT NULL,
    submitted_at TIMESTAMP NOT NULL,
    organization_name TEXT NOT NULL,
    town TEXT NOT NULL,
    country TEXT NOT NULL,
    legal_form TEXT NOT NULL,
    field TEXT NOT NULL,
    verdict TEXT NOT NULL,
    search TEXT NOT NULL,
    slug TEXT NOT NULL,
    email TEXT NOT NULL,
    status_hash TEXT NOT NULL UNIQUE,
    form TEXT NOT NULL,
    assessment TEXT NOT NULL,
    state TEXT NOT NULL,
    claimed_by TEXT REFERENCES volunteers (id),
    claimed_until TIMESTAMP
);
CREATE INDEX applications_by_shelf ON applications (shelf, sort_at, id);
CREATE INDEX applications_by_age ON applications (sort_at, id);
CREATE INDEX applications_by_slug ON applications (slug);
CREATE INDEX applications_by_email ON applications (email);
CREATE INDEX applications_by_claim ON applications (claimed_by, claimed_until);

CREATE TABLE decisions (
    id TEXT NOT NULL PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    volunteer_id TEXT NOT NULL REFERENCES volunteers (id),
    choice TEXT NOT NULL,
    motive TEXT NOT NULL,
    policy_version BIGINT NOT NULL,
    decided_at TIMESTAMP NOT NULL,
    undo_until TIMESTAMP NOT NULL,
    status TEXT NOT NULL,
    undone_by TEXT REFERENCES volunteers (id),
    ended_at TIMESTAMP
);
CREATE INDEX decisions_by_application ON decisions (application_id, id);
CREATE INDEX decisions_due ON decisions (status, undo_until);

CREATE TABLE spaces (
    id TEXT NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    application_id TEXT REFERENCES applications (id) ON DELETE SET NULL,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    state TEXT NOT NULL,
    suite TEXT NOT NULL,
    accounts_limit BIGINT NOT NULL,
    storage_limit BIGINT NOT NULL,
    policy_version BIGINT NOT NULL,
    ordered_at TIMESTAMP NOT NULL
);
CREATE INDEX spaces_by_application ON spaces (application_id);

CREATE TABLE contacts (
    space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
    email TEXT NOT NULL,
    address TEXT NOT NULL,
    principal BOOLEAN NOT NULL,
    PRIMARY KEY (space_id, email)
);
CREATE INDEX contacts_by_email ON contacts (email);

-- The first login and password of a space, encrypted until they are shown once (or their time is over).
CREATE TABLE credentials (
    space_id TEXT NOT NULL PRIMARY KEY REFERENCES spaces (id) ON DELETE CASCADE,
    sealed TEXT NOT NULL,
    expires_at TIMESTAMP NOT NULL
);

CREATE TABLE usage_reports (
    space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
    measured_at TIMESTAMP NOT NULL,
    storage_bytes BIGINT NOT NULL,
    files_bytes BIGINT,
    versions_bytes BIGINT,
    trash_bytes BIGINT,
    accounts BIGINT NOT NULL,
    last_login_at TIMESTAMP,
    last_token_use_at TIMESTAMP,
    last_file_change_at TIMESTAMP,
    last_share_hit_at TIMESTAMP,
    nextcloud_version TEXT,
    PRIMARY KEY (space_id, measured_at)
);

CREATE TABLE tokens (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    key_hash TEXT NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP,
    revoked_at TIMESTAMP,
    last_used_at TIMESTAMP
);

CREATE TABLE operations (
    id TEXT NOT NULL PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    status TEXT NOT NULL,
    attempt BIGINT NOT NULL,
    due_at TIMESTAMP NOT NULL,
    leased_by TEXT REFERENCES tokens (id),
    reason TEXT,
    created_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP
);
CREATE INDEX operations_due ON operations (status, due_at);
CREATE INDEX operations_by_space ON operations (space_id, id);

-- The outbox. A held letter waits for its decision; a queued one is due at next_try_at; the body goes when it has left.
CREATE TABLE letters (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    status TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    next_try_at TIMESTAMP NOT NULL,
    last_error TEXT,
    created_at TIMESTAMP NOT NULL,
    sent_at TIMESTAMP,
    application_id TEXT REFERENCES applications (id) ON DELETE CASCADE,
    space_id TEXT REFERENCES spaces (id) ON DELETE CASCADE,
    decision_id TEXT REFERENCES decisions (id) ON DELETE CASCADE
);
CREATE INDEX letters_due ON letters (status, next_try_at);
CREATE INDEX letters_by_application ON letters (application_id, id);
CREATE INDEX letters_by_space ON letters (space_id, id);
CREATE INDEX letters_by_kind ON letters (kind, status);
CREATE INDEX letters_by_decision ON letters (decision_id);

-- Who did what, when, to what: in the same transaction as the deed. Keys only, never words of a person.
CREATE TABLE traces (
    id TEXT NOT NULL PRIMARY KEY,
    at TIMESTAMP NOT NULL,
    actor TEXT NOT NULL,
    verb TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX traces_by_subject ON traces (subject, id);

-- Counts kept up to date by the one writer, so that no page counts a large table.
CREATE TABLE tallies (
    name TEXT NOT NULL PRIMARY KEY,
    n BIGINT NOT NULL
);
