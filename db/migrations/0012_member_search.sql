-- +goose Up
CREATE TABLE member.search_token (
    token     bigint NOT NULL,
    member_id bigint NOT NULL,
    PRIMARY KEY (token, member_id)
);
-- To take a member's tokens away; its entries of one member share their key.
CREATE INDEX search_token_member ON member.search_token (member_id);
COMMENT ON TABLE member.search_token IS
    'keyed: blind index of the beginnings of names, of pinyin, initials and the last digits of phones, with whom it leads to';

CREATE TABLE member.search_due (
    member_id bigint PRIMARY KEY
);
COMMENT ON TABLE member.search_due IS
    'local: members who came in bulk and cannot be found by their names until the job was there';

INSERT INTO member.search_due (member_id) SELECT member_id FROM member.member;
