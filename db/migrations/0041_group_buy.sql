-- +goose Up
-- Members who buy together. The row of a group is the lock under which two tills
-- cannot both take its last seat.
CREATE TABLE pricing.group_buy (
    id           bigint           NOT NULL PRIMARY KEY,
    promotion_id bigint           NOT NULL,
    version      int              NOT NULL,
    size         int              NOT NULL CHECK (size BETWEEN 2 AND 50),
    state        text COLLATE "C" NOT NULL CHECK (state IN ('open', 'succeeded', 'failed')),
    opener_key   bigint           NOT NULL,
    taken        int              NOT NULL,
    paid         int              NOT NULL,
    opened_at    timestamptz      NOT NULL,
    closes_at    timestamptz      NOT NULL,
    ended_at     timestamptz,
    CHECK (paid >= 0 AND paid <= taken AND taken <= size),
    CHECK ((state = 'open') = (ended_at IS NULL)),
    CHECK (state <> 'succeeded' OR paid = size)
);
CREATE INDEX group_buy_promotion ON pricing.group_buy (promotion_id, id);
CREATE INDEX group_buy_open ON pricing.group_buy (closes_at, id) WHERE state = 'open';
COMMENT ON TABLE pricing.group_buy IS
    'keyed: members who buy together by a version of a promotion: how many seats are taken and paid, and until when';

CREATE TABLE pricing.group_seat (
    key        text COLLATE "C" NOT NULL PRIMARY KEY,
    group_id   bigint           NOT NULL,
    member_key bigint           NOT NULL CHECK (member_key > 0),
    subject_id bigint           NOT NULL,
    state      text COLLATE "C" NOT NULL CHECK (state IN ('held', 'paid', 'left')),
    once       text COLLATE "C",
    taken_at   timestamptz      NOT NULL,
    paid_at    timestamptz
);
CREATE INDEX group_seat_group ON pricing.group_seat (group_id, taken_at);
CREATE UNIQUE INDEX group_seat_member ON pricing.group_seat (group_id, member_key) WHERE state <> 'left';
CREATE UNIQUE INDEX group_seat_once ON pricing.group_seat (once) WHERE once IS NOT NULL;
COMMENT ON TABLE pricing.group_seat IS
    'keyed: the seat of a member in a group, under the key of what it is for, which is also that of its reservation';
COMMENT ON COLUMN pricing.group_seat.once IS
    'promotion and member, where a member is in one of its groups at once; null when the group has ended or the seat was left';

-- A checkout of a group waits, paid, until the group is full or its time is over.
ALTER TABLE checkout.checkout DROP CONSTRAINT checkout_state_check, DROP CONSTRAINT checkout_check1;
ALTER TABLE checkout.checkout ADD COLUMN group_id bigint,
    ADD CONSTRAINT checkout_state_check CHECK (state IN ('open', 'waiting', 'paid', 'cancelled', 'expired')),
    ADD CONSTRAINT checkout_ended CHECK ((state IN ('open', 'waiting')) = (ended_at IS NULL)),
    ADD CONSTRAINT checkout_waiting CHECK (state <> 'waiting' OR group_id IS NOT NULL);
COMMENT ON COLUMN checkout.checkout.group_id IS 'the group in which it has a seat; null: it is bought alone';

-- Which labels there are is asked where a rule is written.
CREATE INDEX label_label ON member.label (label);
