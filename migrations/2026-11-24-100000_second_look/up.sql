-- Decisions proposed blind to a second volunteer (spec 5.10). `open`: nobody has looked yet; `seen`: someone has; `over`: the
-- decision was taken back before. It goes with its decision, and a month after it was asked for at the latest.
CREATE TABLE second_looks (
    decision_id TEXT NOT NULL PRIMARY KEY REFERENCES decisions (id) ON DELETE CASCADE,
    application_id TEXT NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
    status TEXT NOT NULL,
    asked_at TIMESTAMP NOT NULL,
    volunteer_id TEXT REFERENCES volunteers (id),
    choice TEXT,
    reasons TEXT,
    word TEXT
);
CREATE INDEX second_looks_by_status ON second_looks (status, asked_at);
CREATE INDEX second_looks_by_application ON second_looks (application_id);

-- What was decided, what a second volunteer thought of it (nothing where nobody looked in time), and the month: about nobody.
-- Rows stay when applications are erased; their keys do not tell when they were made.
CREATE TABLE comparisons (
    id TEXT NOT NULL PRIMARY KEY,
    month TEXT NOT NULL,
    first_choice TEXT NOT NULL,
    first_reasons TEXT NOT NULL,
    second_choice TEXT,
    second_reasons TEXT
);
CREATE INDEX comparisons_by_month ON comparisons (month);
