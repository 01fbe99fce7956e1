-- +goose Up
-- Principal that came from an earlier system has no charge to which its money could go back:
-- how it was paid out is written down.
ALTER TABLE prepaid.refund ADD COLUMN opened bigint NOT NULL DEFAULT 0 CHECK (opened >= 0 AND opened <= money);
ALTER TABLE prepaid.refund ADD COLUMN method text COLLATE "C";
ALTER TABLE prepaid.refund ADD COLUMN reference text COLLATE "C";
ALTER TABLE prepaid.refund ADD CHECK ((opened > 0) = (method IS NOT NULL) AND (opened > 0) = (reference IS NOT NULL));
COMMENT ON COLUMN prepaid.refund.opened IS 'of the money: principal that an earlier system knew, paid out by hand';
COMMENT ON COLUMN prepaid.refund.method IS 'way in which that was paid';
COMMENT ON COLUMN prepaid.refund.reference IS 'number of the slip or transfer that proves it';
