-- +goose Up
-- A member's lots that wait for their maturity, for postings that need no others.
CREATE INDEX lot_pending ON ledger.lot (member_id, matures_at) WHERE NOT matured AND remaining > 0;
