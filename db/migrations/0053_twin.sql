-- +goose Up
-- Blocking keys are blind and go with the tokens of a member; null: the job has not
-- been there yet.
ALTER TABLE member.search_member ADD COLUMN twin_keys bigint[];
COMMENT ON COLUMN member.search_member.twin_keys IS 'blind keys that two records of one person are likely to share; null: not worked out yet';

CREATE TABLE member.twin (
    member_id bigint             NOT NULL,
    other_id  bigint             NOT NULL,
    score     integer            NOT NULL,
    evidence  text[] COLLATE "C" NOT NULL,
    weights   integer[]          NOT NULL,
    state     text COLLATE "C"   NOT NULL CHECK (state IN ('open', 'later', 'apart', 'one')),
    found_at  timestamptz        NOT NULL,
    due_at    timestamptz        NOT NULL,
    judged_at timestamptz,
    judged_by bigint,
    run_id    bigint             NOT NULL,
    PRIMARY KEY (member_id, other_id),
    CHECK (member_id < other_id),
    CHECK (cardinality(evidence) = cardinality(weights)),
    CHECK ((judged_at IS NULL) = (judged_by IS NULL))
);
CREATE INDEX twin_queue ON member.twin (score DESC, member_id, other_id) WHERE state IN ('open', 'later');
COMMENT ON TABLE member.twin IS
    'local: two members who may be one person, what speaks for it, and what somebody has judged';
COMMENT ON COLUMN member.twin.score IS 'in hundredths of a bit; at nought one person is as likely as two';
COMMENT ON COLUMN member.twin.weights IS 'of each evidence, in hundredths of a bit';

CREATE TABLE member.twin_run (
    id            bigint      PRIMARY KEY,
    began_at      timestamptz NOT NULL,
    ended_at      timestamptz,
    members       bigint      NOT NULL,
    parts         integer     NOT NULL,
    done          integer     NOT NULL DEFAULT 0,
    compared      bigint      NOT NULL DEFAULT 0,
    found         bigint      NOT NULL DEFAULT 0,
    cut_blocks    bigint      NOT NULL DEFAULT 0,
    largest_block bigint      NOT NULL DEFAULT 0
);
COMMENT ON TABLE member.twin_run IS
    'local: how far the search for members who may be one person has come, and what it had to leave out';
