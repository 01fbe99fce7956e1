-- +goose Up
-- The Merkle log of the ledger: every entry is a leaf, and what was signed once
-- cannot be changed any more without its being seen.

CREATE TABLE ledger.outbox (
    id          bigint      PRIMARY KEY,
    member_ids  bigint[]    NOT NULL,
    posting_ids bigint[]    NOT NULL,
    recorded_at timestamptz NOT NULL,
    lost        boolean     NOT NULL DEFAULT false,
    CHECK (cardinality(member_ids) = cardinality(posting_ids))
);
COMMENT ON TABLE ledger.outbox IS
    'local: postings of one transaction that are not in the log yet; the row has the id of the first of them';
COMMENT ON COLUMN ledger.outbox.lost IS 'the sequencer came for these postings, and they were gone';

CREATE TABLE ledger.leaf (
    member_id  bigint NOT NULL,
    posting_id bigint NOT NULL,
    first      bigint NOT NULL CHECK (first >= 0),
    entries    int    NOT NULL CHECK (entries > 0),
    PRIMARY KEY (member_id, posting_id)
);
CREATE UNIQUE INDEX leaf_first ON ledger.leaf (first);
COMMENT ON TABLE ledger.leaf IS
    'local append-only: where the entries of a posting stand in the log: so many, one after the other, from the first';

CREATE TABLE ledger.tile (
    level  smallint NOT NULL CHECK (level BETWEEN 0 AND 7),
    no     bigint   NOT NULL CHECK (no >= 0),
    hashes bytea    NOT NULL CHECK (length(hashes) BETWEEN 32 AND 8192 AND length(hashes) % 32 = 0),
    PRIMARY KEY (level, no)
);
-- Hashes cannot be compressed.
ALTER TABLE ledger.tile ALTER COLUMN hashes SET STORAGE EXTERNAL;
COMMENT ON TABLE ledger.tile IS
    'local: 256 hashes of the log side by side: leaves at level 0, above it one for each full tile below; only the last of a level grows';

CREATE TABLE ledger.origin (
    name     text COLLATE "C" PRIMARY KEY,
    no       int              NOT NULL UNIQUE,
    key      text             NOT NULL,
    size     bigint           NOT NULL CHECK (size >= 0),
    note     text             NOT NULL,
    begun_at timestamptz      NOT NULL
);
COMMENT ON TABLE ledger.origin IS
    'local append-only: the names that the log has had, each with its public key and the signed statement by which it began';

CREATE TABLE ledger.sequencer (
    origin text COLLATE "C" PRIMARY KEY REFERENCES ledger.origin
);
COMMENT ON TABLE ledger.sequencer IS
    'local rebuildable: the name under which this installation signs; left out of backups, so that a restored one takes another';

CREATE TABLE ledger.checkpoint (
    origin    text COLLATE "C" NOT NULL REFERENCES ledger.origin,
    size      bigint           NOT NULL CHECK (size > 0),
    note      text             NOT NULL,
    signed_at timestamptz      NOT NULL,
    PRIMARY KEY (origin, size)
);
CREATE INDEX checkpoint_signed_at ON ledger.checkpoint (signed_at);
COMMENT ON TABLE ledger.checkpoint IS
    'local: size and root of the log at an instant, signed; all of a week, and later the last of each day';

CREATE TABLE ledger.back_fill (
    member_id  bigint NOT NULL,
    posting_id bigint NOT NULL,
    PRIMARY KEY (member_id, posting_id)
);
COMMENT ON TABLE ledger.back_fill IS
    'local: how far postings older than the log were put into it; no row where there are none, or all are';
INSERT INTO ledger.back_fill SELECT 0, 0 WHERE EXISTS (SELECT FROM ledger.posting);
