-- Who waits is counted by priority and reason; those who came before the reason was asked for lack a place.
INSERT INTO tallies (name, n)
SELECT 'waiting_' || CAST(priority AS TEXT) || '_no_room', COUNT(*) FROM applications WHERE shelf = 'waiting' GROUP BY priority;

-- Once a year, who waits is asked whether they still do: those who are there already are looked at, and their date is written.
UPDATE applications SET due_at = sort_at WHERE shelf = 'waiting';
