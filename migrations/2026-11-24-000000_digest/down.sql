ALTER TABLE volunteers DROP COLUMN seen_at;
ALTER TABLE volunteers DROP COLUMN digest_sent_at;
ALTER TABLE volunteers DROP COLUMN digest_wanted_at;
