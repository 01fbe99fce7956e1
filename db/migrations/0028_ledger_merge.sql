-- +goose Up
-- Members that become one, and what became of it. Each of both has a row.
CREATE TABLE ledger.merge (
    member_id bigint      NOT NULL,
    id        bigint      NOT NULL,
    other_id  bigint      NOT NULL,
    absorbed  boolean     NOT NULL,
    owed      jsonb       NOT NULL DEFAULT '{}',
    made_at   timestamptz NOT NULL,
    undone_at timestamptz,
    xid       xid8        NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, id),
    CHECK (other_id <> member_id)
);
CREATE INDEX merge_xid ON ledger.merge (xid);
CREATE UNIQUE INDEX merge_into ON ledger.merge (member_id) WHERE absorbed AND undone_at IS NULL;
COMMENT ON TABLE ledger.merge IS 'member: who became one with whom, seen from each of both';
COMMENT ON COLUMN ledger.merge.absorbed IS 'whether it is this member whose value went to the other';
COMMENT ON COLUMN ledger.merge.owed IS 'by asset: the debt that went along';

-- Both stand on the account of points, which is locked for all of a member's.
ALTER TABLE ledger.account ADD COLUMN merged_into bigint, ADD COLUMN aliases bigint[];
COMMENT ON COLUMN ledger.account.merged_into IS 'on the account of points: whose value this member''s is now';
COMMENT ON COLUMN ledger.account.aliases IS 'on the account of points: whose value came here, also by way of others; null where the member never took part in a merge';

-- Value that moved by merging, whether anything is left of it or not.
CREATE INDEX lot_merged ON ledger.lot (member_id, merge_id) WHERE merge_id IS NOT NULL;

-- Between members who became one, a side of its own: what was transferred can be
-- reversed, and is counted by its side.
ALTER TABLE ledger.entry DROP CONSTRAINT entry_account_check;
ALTER TABLE ledger.entry ADD CONSTRAINT entry_account_check CHECK (account IN ('available', 'pending', 'issued', 'redeemed',
    'expired', 'adjusted', 'donated', 'transferred', 'merged', 'partner', 'paid')) NOT VALID;

-- A hold moves with its value and goes on as another; a release may have a key.
ALTER TABLE ledger.hold ADD COLUMN origin_id bigint, ADD COLUMN release_key text COLLATE "C";
ALTER TABLE ledger.hold DROP CONSTRAINT hold_state_check;
ALTER TABLE ledger.hold ADD CONSTRAINT hold_state_check CHECK (state IN ('held', 'captured', 'released', 'timed_out', 'moved'));
CREATE UNIQUE INDEX hold_release ON ledger.hold (member_id, release_key) WHERE release_key IS NOT NULL;
COMMENT ON COLUMN ledger.hold.origin_id IS 'the hold of another member that goes on as this one';
COMMENT ON COLUMN ledger.hold.release_key IS 'under which it was released';
