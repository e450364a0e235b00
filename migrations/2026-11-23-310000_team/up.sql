-- Applications confirmed, by month (`2026-11`): a count without a name, which stays when applications are erased.
CREATE TABLE arrivals (
    month TEXT NOT NULL PRIMARY KEY,
    n BIGINT NOT NULL
);

-- What one did oneself is found without reading the whole trail.
CREATE INDEX traces_by_actor ON traces (actor, id);
CREATE INDEX decisions_by_volunteer ON decisions (volunteer_id, id);

-- Calibration (spec 5.11): the same few applications, judged by each volunteer without seeing the others' answers.
CREATE TABLE calibrations (
    id TEXT NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    closed_at TIMESTAMP
);

-- An application that is erased takes its case along, and the case its answers.
CREATE TABLE calibration_cases (
    calibration_id TEXT NOT NULL REFERENCES calibrations (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    application_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    PRIMARY KEY (calibration_id, position)
);
CREATE INDEX calibration_cases_by_application ON calibration_cases (application_id);

CREATE TABLE calibration_answers (
    calibration_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    volunteer_id TEXT NOT NULL REFERENCES volunteers (id),
    choice TEXT NOT NULL,
    doubts TEXT NOT NULL,
    answered_at TIMESTAMP NOT NULL,
    PRIMARY KEY (calibration_id, position, volunteer_id),
    FOREIGN KEY (calibration_id, position) REFERENCES calibration_cases (calibration_id, position) ON DELETE CASCADE
);
