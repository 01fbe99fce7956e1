-- The same rows without what makes them count once, lie in months and be somebody's.
CREATE SCHEMA bare;
CREATE TABLE bare.event (
    member_id bigint NOT NULL, occurred_at timestamptz NOT NULL, id bigint NOT NULL, recorded_at timestamptz NOT NULL,
    kind text COLLATE "C" NOT NULL, name text NOT NULL, source bigint NOT NULL, skus text[] NOT NULL, label text,
    path text, pieces integer, value bigint, currency text COLLATE "C",
    PRIMARY KEY (member_id, occurred_at, id, recorded_at)
);
GRANT USAGE ON SCHEMA bare TO PUBLIC;
GRANT SELECT, INSERT ON bare.event TO PUBLIC;
