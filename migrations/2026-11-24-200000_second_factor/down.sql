DROP TABLE recovery_codes;
ALTER TABLE sessions DROP COLUMN proven_at;
ALTER TABLE sessions DROP COLUMN awaits_code;
ALTER TABLE volunteers DROP COLUMN totp_step;
ALTER TABLE volunteers DROP COLUMN totp_since;
ALTER TABLE volunteers DROP COLUMN totp_sealed;
