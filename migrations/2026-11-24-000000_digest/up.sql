-- The digest of the morning: since when a volunteer wants it, and when the last one left.
ALTER TABLE volunteers ADD COLUMN digest_wanted_at TIMESTAMP;
ALTER TABLE volunteers ADD COLUMN digest_sent_at TIMESTAMP;

-- When they were last seen on the pages of the team, to the minute: sessions are forgotten.
ALTER TABLE volunteers ADD COLUMN seen_at TIMESTAMP;
