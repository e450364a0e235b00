UPDATE applications SET due_at = NULL WHERE shelf = 'waiting';
DELETE FROM tallies WHERE name LIKE 'waiting%';
