-- +goose Up
ALTER TABLE ledger.posting ADD COLUMN peer_id bigint;
COMMENT ON COLUMN ledger.posting.peer_id IS 'of a transfer: the other member';
