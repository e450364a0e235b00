DROP TABLE failed_tries;
DROP INDEX operations_in_turn;
ALTER TABLE operations DROP COLUMN turn;
