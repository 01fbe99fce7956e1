-- +goose Up
-- A run is on record from the moment somebody asks for it: it waits for its
-- turn, may be a dry run, and can be broken off and taken up again.
ALTER TABLE intake.run
    ALTER COLUMN file_hash    DROP NOT NULL,
    ALTER COLUMN options_hash DROP NOT NULL,
    ADD COLUMN dry_run  boolean NOT NULL DEFAULT false,
    ADD COLUMN request  jsonb,
    ADD COLUMN begun_at timestamptz,
    DROP CONSTRAINT run_status_check,
    ADD CONSTRAINT run_status_check
        CHECK (status IN ('waiting', 'reading', 'applying', 'done', 'failed', 'refused', 'cancelled'));
CREATE INDEX run_started_at ON intake.run (started_at DESC, id DESC);
