-- Orders of one space are done one at a time, in the order in which they were asked for, whatever the clock did meanwhile.
ALTER TABLE operations ADD COLUMN turn BIGINT NOT NULL DEFAULT 0;
UPDATE operations SET turn = (SELECT count(*) FROM operations o WHERE o.space_id = operations.space_id AND o.id <= operations.id);
CREATE INDEX operations_in_turn ON operations (space_id, turn);

-- What each try of an order came to, where it did not work.
CREATE TABLE failed_tries (
    id TEXT NOT NULL PRIMARY KEY,
    operation_id TEXT NOT NULL REFERENCES operations (id) ON DELETE CASCADE,
    attempt BIGINT NOT NULL,
    at TIMESTAMP NOT NULL,
    reason TEXT NOT NULL
);
CREATE INDEX failed_tries_of ON failed_tries (operation_id, at);
