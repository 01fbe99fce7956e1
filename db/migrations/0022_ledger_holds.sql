-- +goose Up
-- How much of a lot holds have set aside stands in the lot, so that what is
-- available is read without them.
ALTER TABLE ledger.lot ADD COLUMN pinned bigint NOT NULL DEFAULT 0 CHECK (pinned >= 0 AND pinned <= remaining);
ALTER TABLE ledger.hold_lot ADD COLUMN no int NOT NULL CHECK (no > 0);
COMMENT ON COLUMN ledger.hold_lot.no IS 'the order in which lots are captured';
ALTER TABLE ledger.posting ADD COLUMN hold_id bigint;
COMMENT ON COLUMN ledger.posting.hold_id IS 'the hold of which this is a capture';
CREATE INDEX hold_open ON ledger.hold (member_id) WHERE state = 'held';
-- What ends with a hold is asked for by its end; lots whose whole value is
-- pinned do not expire.
DROP INDEX ledger.lot_expires;
CREATE INDEX lot_expires ON ledger.lot (expires_at, member_id) WHERE remaining > pinned AND expires_at IS NOT NULL;
