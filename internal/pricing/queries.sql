-- name: AddPromotion :exec
INSERT INTO pricing.promotion (id, created_by, created_at) VALUES ($1, $2, $3);

-- name: PromotionByID :one
SELECT id, created_by, created_at, ended_by, ended_at FROM pricing.promotion WHERE id = $1;

-- name: LockPromotion :one
SELECT id, created_by, created_at, ended_by, ended_at FROM pricing.promotion WHERE id = $1 FOR UPDATE;

-- name: PromotionsBefore :many
SELECT id, created_by, created_at, ended_by, ended_at FROM pricing.promotion WHERE id < $1 ORDER BY id DESC LIMIT $2;

-- name: EndPromotion :exec
UPDATE pricing.promotion SET ended_by = $2, ended_at = $3 WHERE id = $1;

-- name: ResumePromotion :exec
UPDATE pricing.promotion SET ended_by = NULL, ended_at = NULL WHERE id = $1;

-- PublishedRules are all published versions of promotions that were not ended: a
-- few thousand rows, which every process keeps for two seconds.
-- name: PublishedRules :many
SELECT r.id, r.version, r.valid_from
FROM pricing.promotion_rule r JOIN pricing.promotion p ON p.id = r.id
WHERE r.status = 'approved' AND p.ended_at IS NULL
ORDER BY r.id, r.valid_from NULLS FIRST, r.version;

-- PublishedBodies are the rules of promotions' published versions, and whether
-- these were committed before this transaction began.
-- name: PublishedBodies :many
SELECT id, version, body, (age(xmin) > 0)::bool AS settled
FROM pricing.promotion_rule WHERE id = ANY (@ids::bigint[]) AND status = 'approved';

-- name: RulesOf :many
SELECT id, version, status, valid_from, body FROM pricing.promotion_rule
WHERE id = ANY ($1::bigint[]) ORDER BY id, valid_from NULLS FIRST, version;

-- name: Spent :many
SELECT promotion_id, scope, money, uses, pieces FROM pricing.budget
WHERE promotion_id = ANY ($1::bigint[]) AND scope = ANY ($2::text[]);

-- name: GiveBudget :exec
UPDATE pricing.budget SET money = money - @money, uses = uses - 1, pieces = pieces - @pieces
WHERE promotion_id = @promotion_id AND scope = @scope;

-- TakeLimits writes down what one checkout takes, a row for each promotion with the
-- scopes in the order in which they are named, and takes it of the limits in that
-- order. It tells what is taken of each by then: nothing where the key has taken
-- before. The rows are locked until the transaction ends.
-- name: TakeLimits :many
WITH r AS (
    SELECT unnest(@promotion_ids::bigint[]) AS promotion_id, unnest(@versions::int[]) AS version, unnest(@scopes::text[]) AS scope,
           unnest(@money::bigint[]) AS money, unnest(@pieces::bigint[]) AS pieces, generate_subscripts(@scopes::text[], 1) AS place
), made AS (
    INSERT INTO pricing.reservation (key, promotion_id, version, member_key, day, scopes, money, pieces, state, made_at, expires_at)
    SELECT @key::text, r.promotion_id, r.version, @member_key::bigint, @day::date, array_agg(r.scope ORDER BY r.place), r.money, r.pieces,
           'held', @made_at::timestamptz, @expires_at::timestamptz
    FROM r GROUP BY r.promotion_id, r.version, r.money, r.pieces ORDER BY r.promotion_id
    ON CONFLICT DO NOTHING
    RETURNING promotion_id
)
INSERT INTO pricing.budget AS b (promotion_id, scope, money, uses, pieces)
SELECT r.promotion_id, r.scope, r.money, 1, r.pieces FROM r WHERE r.promotion_id IN (SELECT promotion_id FROM made) ORDER BY r.place
ON CONFLICT (promotion_id, scope) DO UPDATE SET money = b.money + excluded.money, uses = b.uses + 1, pieces = b.pieces + excluded.pieces
RETURNING promotion_id, scope, money, uses, pieces;

-- name: LockReservations :many
SELECT key, promotion_id, version, member_key, day, scopes, money, pieces, state, made_at, expires_at
FROM pricing.reservation WHERE key = $1 ORDER BY promotion_id FOR UPDATE;

-- ConfirmReservations confirms what is held, and tells of how many reservations that
-- were there before how many it confirmed.
-- name: ConfirmReservations :one
WITH confirmed AS (UPDATE pricing.reservation u SET state = 'confirmed' WHERE u.key = @key AND u.state = 'held' RETURNING 1)
SELECT (SELECT count(*) FROM pricing.reservation r WHERE r.key = @key) AS there, (SELECT count(*) FROM confirmed) AS confirmed;

-- name: SetReservations :exec
UPDATE pricing.reservation SET state = $2 WHERE key = $1 AND state = ANY (@from_states::text[]);

-- GiveSome gives a part of what was reserved back to a limit; its use stays one.
-- name: GiveSome :exec
UPDATE pricing.budget SET money = money - @money, pieces = pieces - @pieces
WHERE promotion_id = @promotion_id AND scope = @scope;

-- name: LowerReservation :exec
UPDATE pricing.reservation SET money = @money, pieces = @pieces WHERE key = @key AND promotion_id = @promotion_id;

-- name: EndReservation :exec
UPDATE pricing.reservation SET state = 'released' WHERE key = $1 AND promotion_id = $2;

-- name: OverdueReservations :many
SELECT DISTINCT key FROM pricing.reservation WHERE state = 'held' AND expires_at <= $1 ORDER BY key LIMIT $2;

-- BudgetsUnlikeReservations are totals that are not the sum of what is reserved.
-- name: BudgetsUnlikeReservations :many
SELECT b.promotion_id, b.money, b.uses, b.pieces,
       coalesce(sum(r.money), 0)::bigint AS reserved_money, count(r.key) AS reserved_uses, coalesce(sum(r.pieces), 0)::bigint AS reserved_pieces
FROM pricing.budget b
LEFT JOIN pricing.reservation r ON r.promotion_id = b.promotion_id AND r.state <> 'released' AND 'total' = ANY (r.scopes)
WHERE b.scope = 'total'
GROUP BY b.promotion_id, b.money, b.uses, b.pieces
HAVING b.money <> coalesce(sum(r.money), 0) OR b.uses <> count(r.key) OR b.pieces <> coalesce(sum(r.pieces), 0);

-- MembersOf counts the members who have used something of a promotion whose use by
-- each is limited.
-- name: MembersOf :one
SELECT count(*) FROM pricing.budget WHERE promotion_id = $1 AND scope ~ '^member:[0-9]+$' AND uses > 0;

-- name: AddGroup :exec
INSERT INTO pricing.group_buy (id, promotion_id, version, size, state, opener_key, taken, paid, opened_at, closes_at)
VALUES ($1, $2, $3, $4, 'open', $5, 1, 0, $6, $7);

-- name: GroupByID :one
SELECT id, promotion_id, version, size, state, opener_key, taken, paid, opened_at, closes_at, ended_at FROM pricing.group_buy WHERE id = $1;

-- name: LockGroup :one
SELECT id, promotion_id, version, size, state, opener_key, taken, paid, opened_at, closes_at, ended_at FROM pricing.group_buy WHERE id = $1 FOR UPDATE;

-- name: TakeSeat :exec
UPDATE pricing.group_buy SET taken = taken + 1 WHERE id = $1;

-- name: SetGroup :exec
UPDATE pricing.group_buy SET taken = @taken, paid = @paid, state = @state, ended_at = @ended_at WHERE id = @id;

-- name: AddSeat :exec
INSERT INTO pricing.group_seat (key, group_id, member_key, subject_id, state, once, taken_at) VALUES ($1, $2, $3, $4, 'held', $5, $6);

-- name: SeatByKey :one
SELECT key, group_id, member_key, subject_id, state, once, taken_at, paid_at FROM pricing.group_seat WHERE key = $1;

-- name: PaySeat :exec
UPDATE pricing.group_seat SET state = 'paid', paid_at = $2 WHERE key = $1;

-- name: LeaveSeat :exec
UPDATE pricing.group_seat SET state = 'left', once = NULL WHERE key = $1;

-- EndSeats frees the members of a group that has ended for another one, and names
-- what their seats are for.
-- name: EndSeats :many
UPDATE pricing.group_seat SET once = NULL WHERE group_id = $1 AND state <> 'left' RETURNING member_key, subject_id;

-- name: SeatsOf :many
SELECT key, group_id, member_key, subject_id, state, once, taken_at, paid_at FROM pricing.group_seat WHERE group_id = $1 ORDER BY taken_at, key;

-- GroupsOf are the groups of a promotion, the newest first; state '' is any.
-- name: GroupsOf :many
SELECT id, promotion_id, version, size, state, opener_key, taken, paid, opened_at, closes_at, ended_at
FROM pricing.group_buy
WHERE promotion_id = @promotion_id AND id < @before AND (@state::text = '' OR state = @state)
ORDER BY id DESC LIMIT @most;

-- GroupsToJoin are the groups of a promotion that have room and time, those first
-- that lack the fewest.
-- name: GroupsToJoin :many
SELECT id, promotion_id, version, size, state, opener_key, taken, paid, opened_at, closes_at, ended_at
FROM pricing.group_buy
WHERE promotion_id = $1 AND state = 'open' AND closes_at > $2 AND taken < size
ORDER BY size - taken, closes_at, id LIMIT $3;

-- name: GroupCounts :many
SELECT state, count(*) AS groups, sum(paid)::bigint AS paid FROM pricing.group_buy WHERE promotion_id = $1 GROUP BY state;

-- name: GroupsOverdue :many
SELECT id FROM pricing.group_buy WHERE state = 'open' AND closes_at <= $1 ORDER BY closes_at, id LIMIT $2;

-- GroupsUnlikeSeats are groups that do not count their seats.
-- name: GroupsUnlikeSeats :many
SELECT g.id, g.taken, g.paid, count(s.key) AS seats, count(s.key) FILTER (WHERE s.state = 'paid') AS seats_paid
FROM pricing.group_buy g LEFT JOIN pricing.group_seat s ON s.group_id = g.id AND s.state <> 'left'
GROUP BY g.id, g.taken, g.paid
HAVING g.taken <> count(s.key) OR g.paid <> count(s.key) FILTER (WHERE s.state = 'paid')
ORDER BY g.id LIMIT 20;

-- NamedGroups are the exclusion groups that any version of a promotion names that
-- was not ended.
-- name: NamedGroups :many
SELECT DISTINCT g::text AS name
FROM pricing.promotion_rule r JOIN pricing.promotion p ON p.id = r.id AND p.ended_at IS NULL,
     jsonb_array_elements_text(r.body #> '{offer,stacking,groups}') g
WHERE jsonb_typeof(r.body #> '{offer,stacking,groups}') = 'array' ORDER BY 1;

-- name: NamedLabels :many
SELECT DISTINCT l::text AS name
FROM pricing.promotion_rule r JOIN pricing.promotion p ON p.id = r.id AND p.ended_at IS NULL,
     jsonb_array_elements_text(r.body #> '{offer,when,labels}') l
WHERE jsonb_typeof(r.body #> '{offer,when,labels}') = 'array' ORDER BY 1;
