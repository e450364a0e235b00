-- FTS5 keys are numbers; those of a table without a numeric key may change, so they are kept apart.
CREATE TABLE IF NOT EXISTS search_keys (n INTEGER PRIMARY KEY, application_id TEXT NOT NULL UNIQUE);
CREATE VIRTUAL TABLE IF NOT EXISTS search_words USING fts5(words, content='', tokenize='unicode61 remove_diacritics 0');
-- What is erased leaves the index at once: it is told which words go, and takes them out for good instead of marking them.
INSERT INTO search_words (search_words, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER IF NOT EXISTS search_added AFTER INSERT ON applications BEGIN
    INSERT INTO search_keys (application_id) VALUES (new.id);
    INSERT INTO search_words (rowid, words) SELECT n, new.search FROM search_keys WHERE application_id = new.id;
END;
CREATE TRIGGER IF NOT EXISTS search_changed AFTER UPDATE OF search ON applications WHEN old.search <> new.search BEGIN
    INSERT INTO search_words (search_words, rowid, words) SELECT 'delete', n, old.search FROM search_keys WHERE application_id = old.id;
    INSERT INTO search_words (rowid, words) SELECT n, new.search FROM search_keys WHERE application_id = new.id;
END;
CREATE TRIGGER IF NOT EXISTS search_removed AFTER DELETE ON applications BEGIN
    INSERT INTO search_words (search_words, rowid, words) SELECT 'delete', n, old.search FROM search_keys WHERE application_id = old.id;
    DELETE FROM search_keys WHERE application_id = old.id;
END;
-- What was there before the index: only when it has nothing yet.
INSERT INTO search_keys (application_id) SELECT id FROM applications WHERE NOT EXISTS (SELECT 1 FROM search_keys);
INSERT INTO search_words (rowid, words)
    SELECT k.n, a.search FROM search_keys k JOIN applications a ON a.id = k.application_id WHERE NOT EXISTS (SELECT 1 FROM search_words_docsize);
