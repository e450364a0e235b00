DROP INDEX applications_by_turn;
DROP INDEX applications_by_rank;
CREATE INDEX applications_by_rank ON applications (shelf, priority, sort_at, id, verdict, field, country, legal_form, last_word, claimed_until);
ALTER TABLE applications DROP COLUMN rank_at;
