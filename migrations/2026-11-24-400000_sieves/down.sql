DROP INDEX applications_by_origin;
ALTER TABLE applications DROP COLUMN origin;
ALTER TABLE applications DROP COLUMN sieved;
DROP TABLE catches;
DROP TABLE sieves;
