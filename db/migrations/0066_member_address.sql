-- +goose Up
CREATE TABLE member.address (
    member_id  bigint           NOT NULL REFERENCES member.member,
    address_id bigint           NOT NULL,
    version    int              NOT NULL,
    sealed     bytea            NOT NULL,
    chosen     boolean          NOT NULL,
    stated_by  text COLLATE "C" NOT NULL,
    stated_at  timestamptz      NOT NULL,
    PRIMARY KEY (member_id, address_id)
);
CREATE UNIQUE INDEX address_chosen ON member.address (member_id) WHERE chosen;
COMMENT ON TABLE member.address IS
    'vault: addresses of members, each encrypted under the member''s key, one of them the one that is used unless another is named';
