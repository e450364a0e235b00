DROP TABLE outcomes;
DROP TABLE messages;
DROP INDEX applications_due;
ALTER TABLE applications DROP COLUMN due_at;
DROP INDEX applications_by_rank;
ALTER TABLE applications DROP COLUMN priority;
DROP INDEX drafts_by_secret;
ALTER TABLE drafts DROP COLUMN secret_hash;
