-- +goose Up
-- One table of keys and values for all that is no message's content; erasable has what must leave nothing behind when it is deleted, so
-- that only those pages need to be written anew. Keys are compared byte by byte.
CREATE TABLE IF NOT EXISTS entries (
	bucket VARCHAR(32) NOT NULL,
	key    BYTEA NOT NULL,
	value  BYTEA NOT NULL,
	PRIMARY KEY (bucket, key)
);

CREATE TABLE IF NOT EXISTS erasable (
	bucket VARCHAR(32) NOT NULL,
	key    BYTEA NOT NULL,
	value  BYTEA NOT NULL,
	PRIMARY KEY (bucket, key)
);

-- A counter's row is written in the transaction that uses its numbers, so that they become visible in their order. The row "" is the turn:
-- every writing transaction takes it first, so that one that comes too late hears it before it did any work.
CREATE TABLE IF NOT EXISTS counters (
	bucket VARCHAR(32) NOT NULL PRIMARY KEY,
	last   BIGINT NOT NULL
);

INSERT INTO counters (bucket, last) VALUES ('', 0) ON CONFLICT (bucket) DO NOTHING;

-- +goose Down
DROP TABLE counters;
DROP TABLE erasable;
DROP TABLE entries;
