ALTER TABLE letters DROP COLUMN policy_version;
DROP TABLE policy_versions;
