-- {entries} entries of earlier days: postings of one point each, all of whose lots
-- are open, for every member as many. Keys and indexes come after the rows.
SET synchronous_commit = off;

ALTER TABLE ledger.posting DROP CONSTRAINT posting_member_id_reverses_id_fkey;
ALTER TABLE ledger.posting DROP CONSTRAINT posting_pkey;
ALTER TABLE ledger.posting DROP CONSTRAINT posting_member_id_key_key;
ALTER TABLE ledger.entry DROP CONSTRAINT entry_pkey;
ALTER TABLE ledger.hold_lot DROP CONSTRAINT hold_lot_member_id_lot_id_fkey;
ALTER TABLE ledger.lot DROP CONSTRAINT lot_pkey;
DROP INDEX ledger.posting_history, ledger.posting_xid, ledger.lot_live, ledger.lot_posting, ledger.lot_expires, ledger.lot_xid;

CREATE TEMP TABLE who AS SELECT member_id, row_number() OVER () - 1 AS no, count(*) OVER () AS members FROM member.member;
CREATE TEMP TABLE grown AS
SELECT w.member_id, 1000000000000000 + i AS id, timestamptz '2025-01-01Z' + i * (interval '300 days' / ({entries} / 2)) AS at
FROM generate_series(1::bigint, {entries}::bigint / 2) i JOIN who w ON w.no = i % w.members;

INSERT INTO ledger.posting (member_id, id, key, body_hash, reason, occurred_at, recorded_at, salt)
SELECT member_id, id, 'grown:' || id, '\x00', 'earn', at, at, '\x00' FROM grown;
INSERT INTO ledger.entry (member_id, posting_id, no, asset_id, account, amount)
SELECT g.member_id, g.id, e.no, 1, e.account, e.amount
FROM grown g, (VALUES (1, 'available', 1), (2, 'issued', -1)) e (no, account, amount);
INSERT INTO ledger.lot (member_id, id, asset_id, posting_id, amount, remaining, matured, matures_at, expires_at, credited_at)
SELECT member_id, id, 1, id, 1, 1, true, at, at + interval '3 years', at FROM grown;
INSERT INTO ledger.account AS a (member_id, asset_id, balance, pending, version)
SELECT member_id, 1, count(*), 0, 1 FROM grown GROUP BY member_id
ON CONFLICT (member_id, asset_id) DO UPDATE SET balance = a.balance + excluded.balance, version = a.version + 1;

ALTER TABLE ledger.posting ADD CONSTRAINT posting_pkey PRIMARY KEY (member_id, id);
ALTER TABLE ledger.posting ADD CONSTRAINT posting_member_id_key_key UNIQUE (member_id, key);
ALTER TABLE ledger.posting ADD CONSTRAINT posting_member_id_reverses_id_fkey FOREIGN KEY (member_id, reverses_id) REFERENCES ledger.posting (member_id, id);
CREATE INDEX posting_history ON ledger.posting (member_id, occurred_at, id);
CREATE INDEX posting_xid ON ledger.posting (xid);
ALTER TABLE ledger.entry ADD CONSTRAINT entry_pkey PRIMARY KEY (member_id, posting_id, no);
ALTER TABLE ledger.lot ADD CONSTRAINT lot_pkey PRIMARY KEY (member_id, id);
ALTER TABLE ledger.hold_lot ADD CONSTRAINT hold_lot_member_id_lot_id_fkey FOREIGN KEY (member_id, lot_id) REFERENCES ledger.lot (member_id, id);
CREATE INDEX lot_live ON ledger.lot (member_id, asset_id, expires_at, credited_at, id) WHERE remaining > 0;
CREATE INDEX lot_posting ON ledger.lot (member_id, posting_id);
CREATE INDEX lot_expires ON ledger.lot (expires_at, member_id) WHERE remaining > pinned AND expires_at IS NOT NULL;
CREATE INDEX lot_xid ON ledger.lot (xid);
