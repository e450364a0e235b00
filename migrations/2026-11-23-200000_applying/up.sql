-- A form on its way is found again by the same secret as the application it becomes.
ALTER TABLE drafts ADD COLUMN secret_hash TEXT;
CREATE UNIQUE INDEX drafts_by_secret ON drafts (secret_hash);

-- Rank on the waiting list: priority, then date.
ALTER TABLE applications ADD COLUMN priority BIGINT NOT NULL DEFAULT 0;
CREATE INDEX applications_by_rank ON applications (shelf, priority, sort_at, id);

-- When something happens to it by itself: a question recalled, or closed.
ALTER TABLE applications ADD COLUMN due_at TIMESTAMP;
CREATE INDEX applications_due ON applications (due_at);

-- What the team and an applicant say to each other; without a volunteer, the applicant wrote.
CREATE TABLE messages (
    id TEXT NOT NULL PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    volunteer_id TEXT REFERENCES volunteers (id),
    body TEXT NOT NULL,
    fields TEXT NOT NULL,
    written_at TIMESTAMP NOT NULL
);
CREATE INDEX messages_by_application ON messages (application_id, id);

-- What became of applications: a row without a name, which stays when the application is erased. The day only; the hours that
-- the first decision took, without the time spent waiting for the applicant.
CREATE TABLE outcomes (
    id TEXT NOT NULL PRIMARY KEY,
    day TIMESTAMP NOT NULL,
    outcome TEXT NOT NULL,
    hours BIGINT
);
CREATE INDEX outcomes_by_day ON outcomes (day);
