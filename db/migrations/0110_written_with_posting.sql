-- +goose Up
-- Entries and draws are written with their posting and never again, and an account
-- changes with a posting or a hold: whoever follows what is new finds them by the
-- posting, and each posting is spared four entries in indexes and a row of its own
-- version in every index of the account.
ALTER TABLE ledger.entry DROP COLUMN xid;
ALTER TABLE ledger.draw DROP COLUMN xid;
ALTER TABLE ledger.account DROP COLUMN xid;

-- An account's next version stays in its page, where no index has to be told.
ALTER TABLE ledger.account SET (fillfactor = 70);
