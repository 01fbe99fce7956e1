-- +goose Up
-- What an operator sees of the running program, and decides.

CREATE TABLE notice.paused (
    listener  text COLLATE "C" PRIMARY KEY,
    paused_at timestamptz      NOT NULL,
    reason    text             NOT NULL
);
COMMENT ON TABLE notice.paused IS 'local: a listener that is told nothing until somebody lets it go on';
CREATE INDEX pending_parked ON notice.pending (listener, id) WHERE parked_at IS NOT NULL;

CREATE SCHEMA job;
CREATE TABLE job.run (
    name     text COLLATE "C" PRIMARY KEY,
    begun_at timestamptz      NOT NULL,
    ended_at timestamptz,
    outcome  text COLLATE "C" CHECK (outcome IN ('done', 'failed', 'cut_off')),
    error    text,
    done_at  timestamptz,
    CHECK ((ended_at IS NULL) = (outcome IS NULL))
);
COMMENT ON TABLE job.run IS
    'local rebuildable: the latest run of each job, and when one last came to its end; of this installation alone';

CREATE SCHEMA system;
CREATE TABLE system.run (
    id       bigint PRIMARY KEY,
    kind     text COLLATE "C" NOT NULL CHECK (kind IN ('check', 'comparison', 'backup')),
    begun_at timestamptz      NOT NULL,
    ended_at timestamptz,
    outcome  text COLLATE "C" CHECK (outcome IN ('holds', 'broken', 'failed', 'cut_off')),
    done     int              NOT NULL DEFAULT 0,
    total    int              NOT NULL DEFAULT 0,
    result   jsonb,
    error    text,
    CHECK ((ended_at IS NULL) = (outcome IS NULL))
);
CREATE INDEX run_kind ON system.run (kind, begun_at DESC, id DESC);
COMMENT ON TABLE system.run IS
    'local rebuildable: proofs, comparisons and backups that were made of this installation, kept for half a year';
