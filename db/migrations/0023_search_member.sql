-- +goose Up
-- An index over every token by member cost as much as all the rest of writing
-- them, and was read only to take a member's tokens away.
CREATE TABLE member.search_member (
    member_id bigint   PRIMARY KEY,
    tokens    bigint[] NOT NULL
);
COMMENT ON TABLE member.search_member IS
    'vault: which tokens lead to a member, so that they are found when they must go';

INSERT INTO member.search_member (member_id, tokens)
SELECT member_id, array_agg(token ORDER BY token) FROM member.search_token GROUP BY member_id;

DROP INDEX member.search_token_member;
