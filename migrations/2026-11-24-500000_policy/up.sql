-- Versions of the policy (R10, R17-R23): what each changes, as JSON, and when that takes effect. Version 1 is the service's FAQ and
-- has no row. A version is never changed; one that has not taken effect may be withdrawn.
CREATE TABLE policy_versions (
    number BIGINT NOT NULL PRIMARY KEY,
    changes TEXT NOT NULL,
    motive TEXT NOT NULL,
    author_id TEXT NOT NULL REFERENCES volunteers (id),
    written_at TIMESTAMP NOT NULL,
    effective_at TIMESTAMP NOT NULL,
    withdrawn_by TEXT REFERENCES volunteers (id),
    withdrawn_at TIMESTAMP
);

-- The version that was in force when a letter was written.
ALTER TABLE letters ADD COLUMN policy_version BIGINT NOT NULL DEFAULT 1;
