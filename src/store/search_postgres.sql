ALTER TABLE applications ADD COLUMN IF NOT EXISTS found tsvector GENERATED ALWAYS AS (to_tsvector('simple', search)) STORED;
CREATE INDEX IF NOT EXISTS applications_found ON applications USING gin (found);
