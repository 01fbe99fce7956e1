-- +goose Up
CREATE TABLE payment.line (
    provider  text COLLATE "C" NOT NULL,
    reference text COLLATE "C" NOT NULL,
    number    text COLLATE "C" NOT NULL,
    day       date             NOT NULL,
    amount    bigint           NOT NULL CHECK (amount <> 0),
    currency  text COLLATE "C" NOT NULL,
    moved_at  timestamptz      NOT NULL,
    told_at   timestamptz      NOT NULL,
    PRIMARY KEY (provider, reference, number)
);
CREATE INDEX line_day ON payment.line (provider, day);
COMMENT ON TABLE payment.line IS
    'keyed append-only: each line that a provider''s statement told, once however often and on whichever day he told it';
COMMENT ON COLUMN payment.line.amount IS 'collected; below zero: given back';

CREATE TABLE payment.policy (
    one     boolean PRIMARY KEY DEFAULT true CHECK (one),
    alone   bigint  NOT NULL CHECK (alone BETWEEN 0 AND 9007199254740991),
    version int     NOT NULL
);
COMMENT ON TABLE payment.policy IS
    'reference: up to how much of a difference one person settles alone, in minor units of its currency; no row: the default';

ALTER TABLE payment.difference DROP CONSTRAINT difference_kind_check,
    ADD CONSTRAINT difference_kind_check
        CHECK (kind IN ('unknown_here', 'missing_there', 'amount', 'state', 'misfit', 'refund_failed', 'twice')),
    ADD COLUMN told_on date,
    ADD COLUMN asked_note text,
    ADD COLUMN asked_by bigint,
    ADD COLUMN approval_id bigint,
    ADD CHECK ((approval_id IS NULL) = (asked_note IS NULL) AND (approval_id IS NULL) = (asked_by IS NULL));
CREATE INDEX difference_reference ON payment.difference (provider, reference) WHERE settled_at IS NULL;
COMMENT ON COLUMN payment.difference.told_on IS 'of what was missing: the day on whose statement it stood after all, which settled it; null: a person did, or nobody yet';
COMMENT ON COLUMN payment.difference.asked_note IS 'how whoever asked last wants it settled, where a second person has to look';
