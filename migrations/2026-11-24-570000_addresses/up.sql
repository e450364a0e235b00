-- Labels that coordinators keep: one, all that begin so, all that hold a word.
CREATE TABLE reserved_labels (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    motive TEXT NOT NULL,
    author_id TEXT NOT NULL REFERENCES volunteers (id),
    written_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX reserved_labels_once ON reserved_labels (label, kind);

-- Labels of deleted spaces, as keyed hashes, until nobody may be mistaken for who had them.
CREATE TABLE quarantines (
    id TEXT NOT NULL PRIMARY KEY,
    hash TEXT NOT NULL,
    ends_at TIMESTAMP NOT NULL,
    freed_at TIMESTAMP,
    freed_by TEXT REFERENCES volunteers (id),
    motive TEXT
);
CREATE INDEX quarantines_by_hash ON quarantines (hash);
CREATE INDEX quarantines_by_end ON quarantines (ends_at);
