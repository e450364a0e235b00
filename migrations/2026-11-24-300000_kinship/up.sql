-- Kinship (spec 6). The keys by which records that are alike meet, and how many hold each.
CREATE TABLE kin_keys (
    application_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    key BIGINT NOT NULL,
    PRIMARY KEY (application_id, key)
);
CREATE INDEX kin_keys_by_key ON kin_keys (key, application_id);
CREATE TABLE kin_holders (
    key BIGINT NOT NULL PRIMARY KEY,
    n BIGINT NOT NULL
);

-- What two applications share, told from each of both: the weight in thousandths of a nat, the reasons as JSON.
CREATE TABLE kin_links (
    application_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    other_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    weight BIGINT NOT NULL,
    reasons TEXT NOT NULL,
    PRIMARY KEY (application_id, other_id)
);
CREATE INDEX kin_links_by_other ON kin_links (other_id);

-- What volunteers said of a pair: related or not. The lesser key first.
CREATE TABLE kin_verdicts (
    application_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    other_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    related BOOLEAN NOT NULL,
    motive TEXT NOT NULL,
    volunteer_id TEXT NOT NULL REFERENCES volunteers (id),
    said_at TIMESTAMP NOT NULL,
    PRIMARY KEY (application_id, other_id)
);
CREATE INDEX kin_verdicts_by_other ON kin_verdicts (other_id);

-- Words that coordinators teach: networks with their other names, kinds of association that link nobody.
CREATE TABLE kin_words (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    forms TEXT NOT NULL,
    author_id TEXT NOT NULL REFERENCES volunteers (id),
    written_at TIMESTAMP NOT NULL
);

-- When kin was last looked for (never, or not since the form changed: null), the group it is in, and whether the memory knows it.
ALTER TABLE applications ADD COLUMN kin_at TIMESTAMP;
ALTER TABLE applications ADD COLUMN network_id TEXT;
ALTER TABLE applications ADD COLUMN seen_before BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX applications_by_kin ON applications (kin_at, shelf);
CREATE INDEX applications_by_network ON applications (network_id, id);

-- Memory after erasure (spec 5.12): keyed hashes, each with what became of an application and its month, and nothing to read. The
-- keys are drawn each half-year and destroyed with the last row that they made.
CREATE TABLE memory_keys (
    epoch TEXT NOT NULL PRIMARY KEY,
    sealed TEXT NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE TABLE memories (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    hash TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reasons TEXT NOT NULL,
    month TEXT NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX memories_by_hash ON memories (hash);
CREATE INDEX memories_by_end ON memories (expires_at);
