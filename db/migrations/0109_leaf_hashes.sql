-- +goose Up
-- A posting's transaction hashes its leaves itself: the sequencer only gives them
-- their places, and what is changed in between does not get into the log.
ALTER TABLE ledger.outbox
    ADD COLUMN counts smallint[] CHECK (cardinality(counts) = cardinality(posting_ids)),
    ADD COLUMN hashes bytea CHECK (length(hashes) % 32 = 0),
    ADD CHECK ((counts IS NULL) = (hashes IS NULL));
COMMENT ON COLUMN ledger.outbox.counts IS 'how many leaves each posting has; null where its entries have to be read first';
COMMENT ON COLUMN ledger.outbox.hashes IS 'of all these leaves, one after the other';

-- Rows live for a second, and hashes cannot be compressed: they stay with the row while it fits a page.
ALTER TABLE ledger.outbox ALTER COLUMN hashes SET STORAGE EXTERNAL;
ALTER TABLE ledger.outbox SET (toast_tuple_target = 8160);
