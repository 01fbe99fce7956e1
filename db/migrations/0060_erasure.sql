-- +goose Up
CREATE TABLE member.erasure (
    member_id  bigint PRIMARY KEY REFERENCES member.member,
    kin        bigint[]         NOT NULL,
    erased_at  timestamptz      NOT NULL,
    cause      text COLLATE "C" NOT NULL CHECK (cause IN ('asked', 'left', 'restored')),
    staff_id   bigint           NOT NULL,
    waived     boolean          NOT NULL,
    settled_at timestamptz,
    listed_at  timestamptz,
    xid        xid8             NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX erasure_unsettled ON member.erasure (erased_at, member_id) WHERE settled_at IS NULL;
CREATE INDEX erasure_unlisted ON member.erasure (erased_at, member_id) WHERE listed_at IS NULL;
CREATE INDEX erasure_xid ON member.erasure (xid);
COMMENT ON TABLE member.erasure IS
    'member: whose personal data was destroyed, with that of whoever had become he; settled_at null: a restored backup brought back what others keep of him';
COMMENT ON COLUMN member.erasure.kin IS 'who had become the member before';
COMMENT ON COLUMN member.erasure.listed_at IS 'when it was written into the list that a restore reads';

-- What people wrote may say more than it should. It goes with a member, also out of
-- rows that never change otherwise.
COMMENT ON COLUMN member.consent.address IS 'erasable: the network from which it was said, as a keyed hash';
COMMENT ON COLUMN member.consent.reason IS 'erasable: where the evidence lies';
COMMENT ON COLUMN member.consent.reference IS 'erasable: the number of it elsewhere';
COMMENT ON COLUMN ledger.posting.memo IS 'erasable: what somebody noted';
COMMENT ON COLUMN ledger.adjustment.note IS 'erasable: what somebody noted';
COMMENT ON COLUMN ledger.adjustment.reference IS 'erasable: the number of it elsewhere';
COMMENT ON COLUMN orders.late_entry.reason IS 'erasable: why it was attached so late';
COMMENT ON COLUMN coupon.change.note IS 'erasable: what somebody noted';
COMMENT ON COLUMN checkout.return.reason IS 'erasable: why it was given back';
COMMENT ON COLUMN prepaid.refund.reason IS 'erasable: why it was paid out';
COMMENT ON COLUMN staff.audit.reason IS 'erasable: why it was done';
