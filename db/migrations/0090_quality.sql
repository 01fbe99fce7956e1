-- +goose Up
CREATE TABLE member.quality_rule (
    code       text COLLATE "C" PRIMARY KEY,
    spec       jsonb            NOT NULL,
    enabled    boolean          NOT NULL,
    weight     int              NOT NULL CHECK (weight BETWEEN 0 AND 100),
    threshold  int              NOT NULL CHECK (threshold >= 0),
    severity   text COLLATE "C" NOT NULL CHECK (severity IN ('low', 'medium', 'high')),
    version    int              NOT NULL,
    changed_by text COLLATE "C" NOT NULL,
    changed_at timestamptz      NOT NULL
);
COMMENT ON TABLE member.quality_rule IS
    'reference: what the retailer set of the rules over member records, and rules of its own over its own fields';
COMMENT ON COLUMN member.quality_rule.spec IS 'of a rule of the retailer''s own what it asks and its words; {} of one that the program has';

CREATE TABLE member.finding (
    member_id bigint           NOT NULL REFERENCES member.member,
    rule      text COLLATE "C" NOT NULL,
    state     text COLLATE "C" NOT NULL CHECK (state IN ('open', 'ignored', 'repaired')),
    fixable   boolean          NOT NULL,
    since     timestamptz      NOT NULL,
    seen_at   timestamptz      NOT NULL,
    ended_at  timestamptz,
    until     timestamptz,
    sealed    bytea,
    said_by   text COLLATE "C",
    said_at   timestamptz,
    version   int              NOT NULL,
    PRIMARY KEY (member_id, rule),
    CHECK ((state = 'repaired') = (ended_at IS NOT NULL)),
    CHECK ((state = 'ignored') = (said_by IS NOT NULL))
);
CREATE INDEX finding_queue ON member.finding (since DESC, member_id DESC, rule) WHERE state = 'open';
CREATE INDEX finding_of_rule ON member.finding (rule, since DESC, member_id DESC) WHERE state = 'open';
CREATE INDEX finding_ignored ON member.finding (until, member_id) WHERE state = 'ignored';
COMMENT ON TABLE member.finding IS
    'vault: what a rule found wrong with what the vault holds of a member: the rule and since when, never the text itself; why it is ignored is encrypted under the member''s key';

-- Who may be the same person as somebody, from either side.
CREATE INDEX twin_other ON member.twin (other_id);

CREATE TABLE member.repair (
    member_id bigint           NOT NULL REFERENCES member.member,
    repair_id bigint           NOT NULL,
    batch_id  bigint           NOT NULL,
    rule      text COLLATE "C" NOT NULL,
    sealed    bytea            NOT NULL,
    made_by   text COLLATE "C" NOT NULL,
    made_at   timestamptz      NOT NULL,
    undone_by text COLLATE "C",
    undone_at timestamptz,
    PRIMARY KEY (member_id, repair_id)
);
CREATE INDEX repair_batch ON member.repair (batch_id, member_id);
COMMENT ON TABLE member.repair IS
    'vault: what was repaired of a member by a suggestion, and how it read before, encrypted under the member''s key';

CREATE TABLE member.quality_run (
    id       bigint           PRIMARY KEY,
    rules    text COLLATE "C" NOT NULL,
    began_at timestamptz      NOT NULL,
    ended_at timestamptz,
    members  bigint           NOT NULL,
    after    bigint           NOT NULL,
    judged   bigint           NOT NULL,
    found    bigint           NOT NULL
);
CREATE UNIQUE INDEX quality_run_open ON member.quality_run ((ended_at IS NULL)) WHERE ended_at IS NULL;
COMMENT ON TABLE member.quality_run IS 'local: how far the judging of all members has come';
COMMENT ON COLUMN member.quality_run.after IS 'the last member who was judged: what was cut off goes on behind him';

CREATE TABLE member.quality_day (
    day     date             NOT NULL,
    part    text COLLATE "C" NOT NULL CHECK (part IN ('all', 'store', 'channel', 'source')),
    key     text COLLATE "C" NOT NULL,
    rule    text COLLATE "C" NOT NULL,
    members bigint           NOT NULL,
    found   bigint           NOT NULL,
    PRIMARY KEY (day, part, key, rule)
);
COMMENT ON TABLE member.quality_day IS
    'local: on each day how many members there were and of how many a rule found something wrong, of all and of each part; rule empty: of how many any did';
