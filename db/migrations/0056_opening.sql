-- +goose Up
-- What members had in the system before this one comes out of a side of its own.
ALTER TABLE ledger.entry DROP CONSTRAINT entry_account_check;
ALTER TABLE ledger.entry ADD CONSTRAINT entry_account_check CHECK (account IN ('available', 'pending', 'issued', 'redeemed',
    'expired', 'adjusted', 'donated', 'transferred', 'merged', 'partner', 'paid', 'carried')) NOT VALID;

ALTER TABLE intake.run DROP CONSTRAINT run_status_check;
ALTER TABLE intake.run ADD CONSTRAINT run_status_check CHECK (status IN ('waiting', 'reading', 'applying', 'done', 'failed',
    'refused', 'cancelled', 'undoing', 'undone'));

CREATE TABLE intake.opened (
    run_id    bigint  NOT NULL REFERENCES intake.run,
    row       bigint  NOT NULL,
    member_id bigint  NOT NULL,
    joined    boolean NOT NULL,
    posted    bigint  NOT NULL,
    undone_at timestamptz,
    PRIMARY KEY (run_id, row)
);
CREATE INDEX opened_member ON intake.opened (member_id);
COMMENT ON TABLE intake.opened IS 'local: what a row of another system''s file did: for whom, and whether he became a member by it';
COMMENT ON COLUMN intake.opened.posted IS 'a bit for each thing that he has only once of a system: assets by their ids, the tier above them';

