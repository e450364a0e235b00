DROP TABLE calibration_answers;
DROP TABLE calibration_cases;
DROP TABLE calibrations;
DROP INDEX decisions_by_volunteer;
DROP INDEX traces_by_actor;
DROP TABLE arrivals;
