-- +goose Up
CREATE TABLE member.mark (
    mark      bigint           NOT NULL,
    owner_id  bigint           NOT NULL,
    member_id bigint           NOT NULL,
    kind      text COLLATE "C" NOT NULL CHECK (kind IN ('device', 'payer')),
    first_at  timestamptz      NOT NULL,
    seen_at   timestamptz      NOT NULL,
    PRIMARY KEY (mark, owner_id)
);
CREATE INDEX mark_owner_id ON member.mark (owner_id);
CREATE INDEX mark_member_id ON member.mark (member_id);
CREATE INDEX mark_seen_at ON member.mark (seen_at);
COMMENT ON TABLE member.mark IS
    'keyed: the device with which a member signed in and who paid for him, blind: that two have one can be seen, what it is cannot';
COMMENT ON COLUMN member.mark.owner_id IS 'who left it';
COMMENT ON COLUMN member.mark.member_id IS 'who stands for him: he himself, or into whom he was merged';
