CREATE SCHEMA bare;
CREATE TABLE bare.account (member_id bigint PRIMARY KEY, balance bigint NOT NULL);
CREATE TABLE bare.posting (
    member_id bigint NOT NULL, id bigint NOT NULL, key text NOT NULL, reason text NOT NULL,
    occurred_at timestamptz NOT NULL, recorded_at timestamptz NOT NULL,
    PRIMARY KEY (member_id, id), UNIQUE (member_id, key)
);
CREATE TABLE bare.entry (
    member_id bigint NOT NULL, posting_id bigint NOT NULL, no smallint NOT NULL, account text NOT NULL, amount bigint NOT NULL,
    PRIMARY KEY (member_id, posting_id, no)
);
CREATE SEQUENCE bare.ids;
INSERT INTO bare.account SELECT member_id, 0 FROM member.member;
