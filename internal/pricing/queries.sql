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
SELECT r.id, r.version, r.valid_from, r.body
FROM pricing.promotion_rule r JOIN pricing.promotion p ON p.id = r.id
WHERE r.status = 'approved' AND p.ended_at IS NULL
ORDER BY r.id, r.valid_from NULLS FIRST, r.version;

-- name: RulesOf :many
SELECT id, version, status, valid_from, body FROM pricing.promotion_rule
WHERE id = ANY ($1::bigint[]) ORDER BY id, valid_from NULLS FIRST, version;

-- name: Spent :many
SELECT promotion_id, scope, money, uses, pieces FROM pricing.budget
WHERE promotion_id = ANY ($1::bigint[]) AND scope = ANY ($2::text[]);

-- name: OpenBudget :exec
INSERT INTO pricing.budget (promotion_id, scope, money, uses, pieces) VALUES ($1, $2, 0, 0, 0)
ON CONFLICT (promotion_id, scope) DO NOTHING;

-- TakeBudget takes of one limit if it suffices; the row is locked until the
-- transaction ends. A limit of 0 is none.
-- name: TakeBudget :execrows
UPDATE pricing.budget SET money = money + @money, uses = uses + 1, pieces = pieces + @pieces
WHERE promotion_id = @promotion_id AND scope = @scope
  AND (@most_money::bigint = 0 OR money + @money <= @most_money)
  AND (@most_uses::bigint = 0 OR uses + 1 <= @most_uses)
  AND (@most_pieces::bigint = 0 OR pieces + @pieces <= @most_pieces);

-- name: GiveBudget :exec
UPDATE pricing.budget SET money = money - @money, uses = uses - 1, pieces = pieces - @pieces
WHERE promotion_id = @promotion_id AND scope = @scope;

-- name: AddReservation :exec
INSERT INTO pricing.reservation (key, promotion_id, version, member_key, day, scopes, money, pieces, state, made_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'held', $9, $10);

-- name: LockReservations :many
SELECT key, promotion_id, version, member_key, day, scopes, money, pieces, state, made_at, expires_at
FROM pricing.reservation WHERE key = $1 ORDER BY promotion_id FOR UPDATE;

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
