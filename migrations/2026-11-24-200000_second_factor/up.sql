-- The second factor of a volunteer: the secret shared with their telephone, sealed; since when it is asked for (none while it is
-- being set up); the step of the last code taken, so that a code serves once.
ALTER TABLE volunteers ADD COLUMN totp_sealed TEXT;
ALTER TABLE volunteers ADD COLUMN totp_since TIMESTAMP;
ALTER TABLE volunteers ADD COLUMN totp_step BIGINT NOT NULL DEFAULT 0;

-- A session whose password was given, but not yet its code; and when its owner last proved who they are.
ALTER TABLE sessions ADD COLUMN awaits_code BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE sessions ADD COLUMN proven_at TIMESTAMP;

-- Codes on paper, for who lost their telephone: each serves once.
CREATE TABLE recovery_codes (
    code_hash TEXT NOT NULL PRIMARY KEY,
    volunteer_id TEXT NOT NULL REFERENCES volunteers (id) ON DELETE CASCADE
);
CREATE INDEX recovery_codes_by_volunteer ON recovery_codes (volunteer_id);
