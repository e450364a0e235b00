-- Sieves against waves (spec 6): what they catch as JSON, what they do to it, who made them, and until when. The hash of a
-- connection is forgotten when the sieve ends. `task` is what the clockwork does for it, a hundred at a time: after the key `task_from`.
CREATE TABLE sieves (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    criteria TEXT NOT NULL,
    origin TEXT,
    grade TEXT NOT NULL,
    motive TEXT NOT NULL,
    author_id TEXT NOT NULL REFERENCES volunteers (id),
    written_at TIMESTAMP NOT NULL,
    ends_at TIMESTAMP NOT NULL,
    ended_by TEXT REFERENCES volunteers (id),
    task TEXT,
    task_by TEXT REFERENCES volunteers (id),
    task_from TEXT NOT NULL DEFAULT '',
    task_done BIGINT NOT NULL DEFAULT 0,
    task_ended_at TIMESTAMP
);
CREATE INDEX sieves_by_end ON sieves (ends_at);

-- What a sieve did to an application, and how that ended: let in or dropped by a person, put back with all, or stronger since.
CREATE TABLE catches (
    id TEXT NOT NULL PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    sieve_id TEXT NOT NULL REFERENCES sieves (id),
    grade TEXT NOT NULL,
    caught_at TIMESTAMP NOT NULL,
    fate TEXT,
    ended_by TEXT REFERENCES volunteers (id),
    ended_at TIMESTAMP
);
CREATE INDEX catches_by_application ON catches (application_id, id);
CREATE INDEX catches_by_sieve ON catches (sieve_id, fate, application_id);

-- What a sieve does to it now, and the keyed hash of the connection it was sent from, forgotten after some days.
ALTER TABLE applications ADD COLUMN sieved TEXT;
ALTER TABLE applications ADD COLUMN origin TEXT;
CREATE INDEX applications_by_origin ON applications (origin, submitted_at);
