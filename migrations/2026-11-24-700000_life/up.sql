-- The life of spaces: what is known of each, what is due, who said what about it.

-- What is searched (no case, no accents), what sort of association it is of, what its administrators did, when it is looked at next.
ALTER TABLE spaces ADD COLUMN folded TEXT NOT NULL DEFAULT '';
ALTER TABLE spaces ADD COLUMN field TEXT NOT NULL DEFAULT '';
ALTER TABLE spaces ADD COLUMN employees TEXT NOT NULL DEFAULT '';
ALTER TABLE spaces ADD COLUMN country TEXT NOT NULL DEFAULT '';
ALTER TABLE spaces ADD COLUMN suite_at TIMESTAMP;
ALTER TABLE spaces ADD COLUMN seen_at TIMESTAMP;
ALTER TABLE spaces ADD COLUMN due_at TIMESTAMP;
ALTER TABLE spaces ADD COLUMN noticed_at TIMESTAMP;
ALTER TABLE spaces ADD COLUMN leave_asked_at TIMESTAMP;
ALTER TABLE spaces ADD COLUMN leave_until TIMESTAMP;
UPDATE spaces SET
    folded = slug || ' ' || lower(name),
    due_at = ordered_at,
    field = COALESCE((SELECT a.field FROM applications a WHERE a.id = spaces.application_id), ''),
    country = COALESCE((SELECT a.country FROM applications a WHERE a.id = spaces.application_id), '');
CREATE INDEX spaces_due ON spaces (due_at, id);
CREATE INDEX spaces_by_status ON spaces (status, slug);
CREATE INDEX spaces_leaving ON spaces (leave_until, id);

-- The latest measure of a space, the last activity ever measured, and the bar of storage it was last told about.
CREATE TABLE gauges (
    space_id TEXT NOT NULL PRIMARY KEY REFERENCES spaces (id) ON DELETE CASCADE,
    measured_at TIMESTAMP NOT NULL,
    active_at TIMESTAMP,
    storage_bytes BIGINT NOT NULL,
    accounts BIGINT NOT NULL,
    percent BIGINT NOT NULL,
    told BIGINT NOT NULL
);
CREATE INDEX gauges_by_percent ON gauges (percent);
CREATE INDEX gauges_by_age ON gauges (measured_at);

-- A contact is one when its owner said so; until then it is only named.
ALTER TABLE contacts ADD COLUMN confirmed_at TIMESTAMP;
ALTER TABLE contacts ADD COLUMN asked_at TIMESTAMP;
ALTER TABLE contacts ADD COLUMN named_at TIMESTAMP;
ALTER TABLE contacts ADD COLUMN takes_over TEXT;
UPDATE contacts SET confirmed_at = (SELECT s.ordered_at FROM spaces s WHERE s.id = contacts.space_id);
CREATE INDEX contacts_by_age ON contacts (confirmed_at);

-- Who lost access to a space and asks for it again.
CREATE TABLE access_requests (
    id TEXT NOT NULL PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
    address TEXT NOT NULL,
    words TEXT NOT NULL,
    status TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    due_at TIMESTAMP,
    volunteer_id TEXT REFERENCES volunteers (id)
);
CREATE INDEX access_requests_by_space ON access_requests (space_id);
CREATE INDEX access_requests_due ON access_requests (status, due_at);

-- Nothing is done to an idle space until then; why, and who said so.
CREATE TABLE exemptions (
    space_id TEXT NOT NULL PRIMARY KEY REFERENCES spaces (id) ON DELETE CASCADE,
    until TIMESTAMP NOT NULL,
    because TEXT NOT NULL,
    volunteer_id TEXT NOT NULL REFERENCES volunteers (id),
    at TIMESTAMP NOT NULL
);
CREATE INDEX exemptions_by_end ON exemptions (until);

-- Limits of one space that are not those of the rules; who, why, until when.
CREATE TABLE overrides (
    space_id TEXT NOT NULL PRIMARY KEY REFERENCES spaces (id) ON DELETE CASCADE,
    because TEXT NOT NULL,
    volunteer_id TEXT NOT NULL REFERENCES volunteers (id),
    until TIMESTAMP,
    at TIMESTAMP NOT NULL
);
CREATE INDEX overrides_by_end ON overrides (until);

-- What the team wrote about a space: notes, and why something was done to it.
CREATE TABLE space_notes (
    id TEXT NOT NULL PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
    volunteer_id TEXT NOT NULL REFERENCES volunteers (id),
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    at TIMESTAMP NOT NULL
);
CREATE INDEX space_notes_by_space ON space_notes (space_id, id);

-- What coordinators make of the table of the office suites: a mark and its reason, where it is not the one of the house.
CREATE TABLE suite_marks (
    need TEXT NOT NULL,
    suite TEXT NOT NULL,
    points BIGINT NOT NULL,
    reason TEXT NOT NULL,
    volunteer_id TEXT NOT NULL REFERENCES volunteers (id),
    at TIMESTAMP NOT NULL,
    PRIMARY KEY (need, suite)
);

-- What the law makes a host keep of a deleted space, sealed, until then.
CREATE TABLE archives (
    id TEXT NOT NULL PRIMARY KEY,
    sealed TEXT NOT NULL,
    purge_at TIMESTAMP NOT NULL
);
CREATE INDEX archives_by_end ON archives (purge_at);

CREATE INDEX operations_by_kind ON operations (kind, created_at);
CREATE INDEX usage_reports_by_age ON usage_reports (measured_at);
CREATE INDEX letters_of_space ON letters (space_id, kind, created_at, sent_at);
CREATE INDEX letters_of_kind ON letters (kind, created_at, sent_at);
