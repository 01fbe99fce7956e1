-- +goose Up
CREATE SCHEMA replica;
CREATE TABLE replica.epoch (
    id          smallint         PRIMARY KEY CHECK (id = 1),
    epoch       text COLLATE "C" NOT NULL,
    recorded_at timestamptz      NOT NULL
);
COMMENT ON TABLE replica.epoch IS
    'local rebuildable: names this life of the database; a backup leaves it out, so that a restored one is told from what it was and its columnar copies are made anew';
