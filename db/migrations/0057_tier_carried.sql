-- +goose Up
CREATE TABLE tier.carried (
    member_id   bigint           NOT NULL,
    ladder_id   bigint           NOT NULL,
    ref_id      bigint           NOT NULL,
    level       text COLLATE "C" NOT NULL,
    as_of       timestamptz      NOT NULL,
    until       timestamptz      NOT NULL,
    holder_id   bigint           NOT NULL,
    recorded_at timestamptz      NOT NULL,
    undone_at   timestamptz,
    xid         xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, ladder_id, ref_id),
    CHECK (as_of < until)
);
CREATE INDEX carried_holder ON tier.carried (holder_id);
CREATE INDEX carried_xid ON tier.carried (xid);
COMMENT ON TABLE tier.carried IS 'member: a tier that a member brought from the system before this one, from when and until when';
COMMENT ON COLUMN tier.carried.holder_id IS 'whose it is: the member, or who stands for him since he was merged';
COMMENT ON COLUMN tier.carried.ref_id IS 'the import that told it';

ALTER TABLE coupon.coupon DROP CONSTRAINT coupon_source_check;
ALTER TABLE coupon.coupon ADD CONSTRAINT coupon_source_check CHECK (source IN ('hand', 'rule', 'claim', 'code', 'word', 'import'));
