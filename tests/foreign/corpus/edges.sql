CREATE TABLE edges (source TEXT, target TEXT);
INSERT INTO edges VALUES ('a','b');
