-- +goose Up
CREATE SCHEMA intake;

CREATE TABLE intake.mapping (
    name       text COLLATE "C" PRIMARY KEY,
    kind       text COLLATE "C" NOT NULL,
    body       jsonb            NOT NULL,
    updated_at timestamptz      NOT NULL
);
COMMENT ON TABLE intake.mapping IS 'reference: a saved mapping of a file''s columns';

CREATE TABLE intake.run (
    id           bigint PRIMARY KEY,
    kind         text COLLATE "C" NOT NULL,
    file_name    text             NOT NULL,
    file_hash    bytea            NOT NULL,
    options_hash bytea            NOT NULL,
    options      jsonb            NOT NULL,
    status       text COLLATE "C" NOT NULL CHECK (status IN ('reading', 'applying', 'done', 'failed', 'refused')),
    applied      bigint           NOT NULL DEFAULT 0,
    total        bigint           NOT NULL DEFAULT 0,
    report       jsonb,
    principal    text COLLATE "C" NOT NULL,
    started_at   timestamptz      NOT NULL,
    updated_at   timestamptz      NOT NULL,
    finished_at  timestamptz
);
CREATE INDEX run_file ON intake.run (file_hash, options_hash);
COMMENT ON TABLE intake.run IS 'local: one file brought in: how far it came and what came of it';

CREATE TABLE intake.chunk (
    run_id bigint NOT NULL REFERENCES intake.run (id),
    first  bigint NOT NULL,
    until  bigint NOT NULL,
    done   jsonb  NOT NULL,
    PRIMARY KEY (run_id, first),
    CHECK (first < until)
);
COMMENT ON TABLE intake.chunk IS 'local: timelines [first, until) of a run, applied in the transaction that wrote this';
