-- +goose Up
-- A claim is also how an order is found by its id alone, and by its number
-- whoever reported it.
CREATE INDEX reference_id ON orders.reference (id);
CREATE INDEX reference_number ON orders.reference (reference);

-- The newest orders of everybody, and of a store. What was attached to a member
-- is listed there and no longer here.
CREATE INDEX orders_newest ON orders.orders (occurred_at, id) WHERE moved_to IS NULL;
CREATE INDEX orders_of_store ON orders.orders (store_id, occurred_at, id) WHERE moved_to IS NULL;

CREATE TABLE orders.late_entry (
    member_id   bigint           NOT NULL,
    order_id    bigint           NOT NULL,
    principal   text COLLATE "C" NOT NULL,
    reason      text,
    flagged     boolean          NOT NULL,
    currency    text COLLATE "C" NOT NULL,
    amount      bigint           NOT NULL,
    store_id    bigint,
    occurred_at timestamptz      NOT NULL,
    recorded_at timestamptz      NOT NULL,
    local_date  date             NOT NULL,
    xid         xid8             NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (member_id, order_id)
);
CREATE INDEX late_entry_newest ON orders.late_entry (recorded_at, order_id);
CREATE INDEX late_entry_principal ON orders.late_entry (principal, recorded_at, order_id);
CREATE INDEX late_entry_day ON orders.late_entry (local_date);
CREATE INDEX late_entry_xid ON orders.late_entry (xid);
COMMENT ON TABLE orders.late_entry IS
    'member append-only: an order without a member that staff attached to one later, who did it and why';
COMMENT ON COLUMN orders.late_entry.occurred_at IS 'when it was bought';
COMMENT ON COLUMN orders.late_entry.local_date IS 'the retailer''s business day on which it was attached';

CREATE TABLE orders.late_tally (
    who    text COLLATE "C" NOT NULL,
    period text COLLATE "C" NOT NULL CHECK (period IN ('day', 'month')),
    begins date             NOT NULL,
    count  int              NOT NULL CHECK (count > 0),
    PRIMARY KEY (who, period, begins)
);
COMMENT ON TABLE orders.late_tally IS
    'keyed: how many orders somebody attached, or had attached, in a day or month; its row is the lock that keeps the limit';

CREATE TABLE orders.late_policy (
    id            smallint PRIMARY KEY CHECK (id = 1),
    window_days   int    NOT NULL CHECK (window_days BETWEEN 0 AND 366),
    reason_above  bigint NOT NULL CHECK (reason_above BETWEEN 0 AND 1000000000000),
    member_day    int    NOT NULL CHECK (member_day BETWEEN 0 AND 10000),
    member_month  int    NOT NULL CHECK (member_month BETWEEN 0 AND 10000),
    staff_day     int    NOT NULL CHECK (staff_day BETWEEN 0 AND 10000),
    staff_month   int    NOT NULL CHECK (staff_month BETWEEN 0 AND 10000),
    updated_at    timestamptz NOT NULL
);
COMMENT ON TABLE orders.late_policy IS
    'reference: how late, how often and from which amount only with a reason a receipt may be attached';
INSERT INTO orders.late_policy VALUES (1, 30, 100000, 3, 10, 20, 200, '2000-01-01Z');
