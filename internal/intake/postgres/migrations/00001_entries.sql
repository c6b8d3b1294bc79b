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

-- A counter's row is written in the transaction that uses its numbers, so that they become visible in their order.
CREATE TABLE IF NOT EXISTS counters (
	bucket VARCHAR(32) NOT NULL PRIMARY KEY,
	last   BIGINT NOT NULL
);

-- Writers queue here, where the engine can lock a table; it has no rows.
CREATE TABLE IF NOT EXISTS turn (
	nobody BIGINT NOT NULL PRIMARY KEY
);

-- +goose Down
DROP TABLE turn;
DROP TABLE counters;
DROP TABLE erasable;
DROP TABLE entries;
