-- +goose Up
CREATE TABLE privacy.rule (
    id           bigint           NOT NULL,
    version      int              NOT NULL CHECK (version > 0),
    status       text COLLATE "C" NOT NULL CHECK (status IN ('draft', 'approved')),
    valid_from   timestamptz,
    body         jsonb            NOT NULL,
    hash         bytea            NOT NULL,
    created_by   text COLLATE "C" NOT NULL,
    created_at   timestamptz      NOT NULL,
    published_by text COLLATE "C",
    published_at timestamptz,
    PRIMARY KEY (id, version)
);
COMMENT ON TABLE privacy.rule IS
    'reference: versions of how soon requests are answered, how long who leaves may come back, and how long what is kept; a published body never changes';

-- What one person had set holds on, as the first version.
INSERT INTO privacy.rule (id, version, status, body, hash, created_by, created_at)
SELECT 1, 1, 'approved', b.body, sha256(convert_to(b.body::text, 'UTF8')), 'habitue', now()
FROM (SELECT body || '{"by_law": false, "lift_days": 7, "inactive_years": 3, "keep": {}}'::jsonb AS body FROM privacy.policy) b;
DROP TABLE privacy.policy;

CREATE TABLE privacy.retention_run (
    id           bigint PRIMARY KEY,
    holding      text COLLATE "C" NOT NULL,
    rule_version int              NOT NULL,
    before       timestamptz      NOT NULL,
    begun_at     timestamptz      NOT NULL,
    ended_at     timestamptz,
    removed      bigint           NOT NULL DEFAULT 0,
    oldest       timestamptz
);
CREATE UNIQUE INDEX retention_run_open ON privacy.retention_run (holding) WHERE ended_at IS NULL;
CREATE INDEX retention_run_latest ON privacy.retention_run (holding, begun_at DESC);
COMMENT ON TABLE privacy.retention_run IS
    'local: each time what is too old was taken away: of what, from before when, how much, and the oldest that stayed';

CREATE INDEX audit_reason ON staff.audit (at) WHERE reason IS NOT NULL AND subject_kind = 'member';
