-- The place in the default order of a shelf, which may be sooner than the true date (R9); the true date stays in sort_at.
ALTER TABLE applications ADD COLUMN rank_at TIMESTAMP NOT NULL DEFAULT '1970-01-01 00:00:00';
UPDATE applications SET rank_at = sort_at;
DROP INDEX applications_by_rank;
CREATE INDEX applications_by_rank ON applications (shelf, priority, rank_at, id, verdict, field, country, legal_form, last_word, claimed_until);
-- The rank on the waiting list is counted by the true date.
CREATE INDEX applications_by_turn ON applications (shelf, priority, sort_at, id);
