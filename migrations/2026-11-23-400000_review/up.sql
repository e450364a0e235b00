-- The queue: sorted by rank, by age or by name, and filtered without leaving the index.
ALTER TABLE applications ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
ALTER TABLE applications ADD COLUMN waits_for TEXT;
ALTER TABLE applications ADD COLUMN last_word TEXT;
DROP INDEX applications_by_rank;
CREATE INDEX applications_by_rank ON applications (shelf, priority, sort_at, id, verdict, field, country, legal_form, last_word, claimed_until);
CREATE INDEX applications_by_name ON applications (name_key, id);
CREATE INDEX applications_by_wait ON applications (waits_for, shelf);

-- What volunteers tell each other about an application; erased with it.
CREATE TABLE notes (
    id TEXT NOT NULL PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    volunteer_id TEXT NOT NULL REFERENCES volunteers (id),
    body TEXT NOT NULL,
    written_at TIMESTAMP NOT NULL
);
CREATE INDEX notes_by_application ON notes (application_id, id);

-- How a volunteer looks at a tab of the queue: the filters, as in the address. A view without a name is the last one.
CREATE TABLE views (
    id TEXT NOT NULL PRIMARY KEY,
    volunteer_id TEXT NOT NULL REFERENCES volunteers (id) ON DELETE CASCADE,
    tab TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    UNIQUE (volunteer_id, tab, name)
);

-- Something to tell a volunteer on their next page, once.
CREATE TABLE notices (
    id TEXT NOT NULL PRIMARY KEY,
    volunteer_id TEXT NOT NULL REFERENCES volunteers (id) ON DELETE CASCADE,
    words TEXT NOT NULL,
    application_id TEXT REFERENCES applications (id) ON DELETE CASCADE
);
CREATE INDEX notices_by_volunteer ON notices (volunteer_id, id);
