-- name: Templates :many
-- Everything that was published of every template, and whether a draft waits.
SELECT t.id, t.code, t.brand_id, t.currency, t.created_by, t.created_at, t.ended_at,
       EXISTS (SELECT 1 FROM coupon.template_version d WHERE d.id = t.id AND d.status = 'draft') AS has_draft,
       v.version, v.status, v.valid_from, v.body
FROM coupon.template t JOIN coupon.template_version v ON v.id = t.id
ORDER BY t.id, v.valid_from NULLS FIRST, v.version;

-- name: VersionOf :one
SELECT t.currency, v.body FROM coupon.template_version v JOIN coupon.template t ON t.id = v.id
WHERE v.id = @id AND v.version = @version AND v.status = 'approved';

-- name: InsertTemplate :exec
INSERT INTO coupon.template (id, code, brand_id, currency, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6);

-- name: InsertStock :exec
INSERT INTO coupon.stock (template_id, issued) VALUES ($1, 0);

-- name: EndTemplate :one
UPDATE coupon.template SET ended_at = @at, ended_by = @by WHERE id = @id AND ended_at IS NULL RETURNING id;

-- name: ReopenTemplate :one
UPDATE coupon.template SET ended_at = NULL, ended_by = NULL WHERE id = @id AND ended_at IS NOT NULL RETURNING id;

-- name: TakeStock :one
-- The row is the lock under which two who take the last one queue.
UPDATE coupon.stock SET issued = issued + @n::bigint
WHERE template_id = @template_id AND (@stock::bigint = 0 OR issued + @n::bigint <= @stock::bigint) RETURNING issued;

-- name: Stocks :many
SELECT template_id, issued FROM coupon.stock;

-- name: Packs :many
SELECT * FROM coupon.pack ORDER BY code;

-- name: InsertPack :exec
INSERT INTO coupon.pack (id, code, name, items) VALUES ($1, $2, $3, $4);

-- name: UpdatePack :one
UPDATE coupon.pack SET name = @name, items = @items, archived_at = @archived_at, version = version + 1
WHERE id = @id AND version = @version RETURNING version;

-- name: Policy :one
SELECT body, version FROM coupon.policy;

-- name: SavePolicy :one
INSERT INTO coupon.policy (body, version) VALUES (@body, 1)
ON CONFLICT (one) DO UPDATE SET body = excluded.body, version = coupon.policy.version + 1 RETURNING version;

-- name: Reasons :many
SELECT code, name FROM coupon.reason ORDER BY place, code;

-- name: Coupons :many
SELECT * FROM coupon.coupon WHERE member_id = @member_id AND id = ANY (@ids::bigint[]) ORDER BY id;

-- name: CouponsByKey :many
SELECT * FROM coupon.coupon WHERE member_id = @member_id AND issue_key = @issue_key ORDER BY issue_no;

-- name: CouponsOfOrder :many
SELECT * FROM coupon.coupon WHERE member_id = @member_id AND order_id = @order_id::bigint ORDER BY id;

-- name: CouponsInHand :many
-- What the member may still use or has out, the one that ends first before.
SELECT * FROM coupon.coupon WHERE member_id = @member_id AND due_at IS NOT NULL ORDER BY expires_at, id LIMIT @lim;

-- name: CouponsToUse :many
-- The same for a basket, as little of each as that must know and in no order: mostly
-- there are a handful.
SELECT id, template_id, version, status, valid_from, expires_at, until FROM coupon.coupon
WHERE member_id = @member_id AND due_at IS NOT NULL LIMIT @lim;

-- name: CouponsDue :many
SELECT * FROM coupon.coupon WHERE member_id = @member_id AND due_at <= @now::timestamptz ORDER BY id;

-- name: CouponsToRemind :many
SELECT * FROM coupon.coupon WHERE member_id = @member_id AND remind_at <= @now::timestamptz ORDER BY id;

-- name: CouponsPage :many
SELECT * FROM coupon.coupon
WHERE member_id = @member_id AND status NOT IN ('given', 'moved') AND (issued_at, id) < (@before_at::timestamptz, @before_id::bigint)
ORDER BY issued_at DESC, id DESC LIMIT @lim;

-- name: CouponsOfTemplate :many
-- Across members: one page of what was given of a template, the latest first.
SELECT * FROM coupon.coupon
WHERE template_id = @template_id AND status NOT IN ('given', 'moved') AND (issued_at, id) < (@before_at::timestamptz, @before_id::bigint)
ORDER BY issued_at DESC, id DESC LIMIT @lim;

-- name: CouponsOfMerge :many
SELECT * FROM coupon.coupon WHERE member_id = @member_id AND merge_id = @merge_id::bigint AND status NOT IN ('given', 'moved') ORDER BY id;

-- name: CountClaimed :one
SELECT count(*) FROM coupon.coupon
WHERE member_id = @member_id AND template_id = @template_id AND born AND source IN ('claim', 'code', 'word') AND status <> 'cancelled';

-- name: CountByWord :one
SELECT count(*) FROM coupon.coupon
WHERE member_id = @member_id AND template_id = @template_id AND born AND source = 'word' AND code = @word::text AND status <> 'cancelled';

-- name: ClaimedByMember :many
SELECT template_id, count(*) AS n FROM coupon.coupon
WHERE member_id = @member_id AND born AND source IN ('claim', 'code', 'word') AND status <> 'cancelled' GROUP BY template_id;

-- name: Changes :many
SELECT * FROM coupon.change WHERE member_id = @member_id AND coupon_id = @coupon_id ORDER BY no;

-- name: MembersDue :many
SELECT DISTINCT member_id FROM coupon.coupon WHERE due_at <= @now::timestamptz AND member_id > @after ORDER BY member_id LIMIT @lim;

-- name: MembersToRemind :many
SELECT DISTINCT member_id FROM coupon.coupon WHERE remind_at <= @now::timestamptz AND member_id > @after ORDER BY member_id LIMIT @lim;

-- name: InsertLock :execrows
INSERT INTO coupon.lock (key, member_id, coupon_ids, until, locked_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (key) DO NOTHING;

-- name: LockByKey :one
SELECT * FROM coupon.lock WHERE key = $1 FOR UPDATE;

-- name: ForgetLocks :execrows
DELETE FROM coupon.lock WHERE key IN (SELECT l.key FROM coupon.lock l WHERE l.locked_at < @before ORDER BY l.locked_at LIMIT @lim);

-- name: InsertGift :exec
INSERT INTO coupon.gift (hash, member_id, coupon_id, offered_at, until) VALUES ($1, $2, $3, $4, $5);

-- name: GiftByHash :one
SELECT * FROM coupon.gift WHERE hash = $1;

-- name: GiftToTake :one
SELECT * FROM coupon.gift WHERE hash = $1 FOR UPDATE;

-- name: TakeGift :exec
UPDATE coupon.gift SET taken_by = @taken_by, taken_at = @at, ended_at = @at WHERE hash = @hash;

-- name: EndGifts :exec
UPDATE coupon.gift SET ended_at = @at WHERE coupon_id = @coupon_id AND ended_at IS NULL;

-- name: ForgetGifts :execrows
DELETE FROM coupon.gift WHERE hash IN (SELECT g.hash FROM coupon.gift g WHERE g.offered_at < @before ORDER BY g.offered_at LIMIT @lim);

-- name: CodeToClaim :one
SELECT c.code, c.batch_id, c.member_id, c.coupon_id, c.claimed_at, b.template_id, b.valid_until
FROM coupon.code c JOIN coupon.batch b ON b.id = c.batch_id WHERE c.code = $1 FOR UPDATE OF c;

-- name: CodeWaiting :one
SELECT c.member_id, b.template_id, b.valid_until
FROM coupon.code c JOIN coupon.batch b ON b.id = c.batch_id WHERE c.code = $1;

-- name: ClaimCode :exec
UPDATE coupon.code SET member_id = @member_id, coupon_id = @coupon_id, claimed_at = @at WHERE code = @code;

-- name: CodesOfBatch :many
SELECT code, member_id, claimed_at FROM coupon.code WHERE batch_id = @batch_id AND code > @after ORDER BY code LIMIT @lim;

-- name: CountClaimedCodes :many
SELECT batch_id, count(*) AS n FROM coupon.code WHERE batch_id = ANY (@batches::bigint[]) AND claimed_at IS NOT NULL GROUP BY batch_id;

-- name: InsertBatch :exec
INSERT INTO coupon.batch (id, template_id, count, valid_until, reason, note, hash, asked_by, asked_at, approval_id, due)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- name: Batch :one
SELECT * FROM coupon.batch WHERE id = $1;

-- name: BatchToWork :one
SELECT * FROM coupon.batch WHERE id = $1 FOR UPDATE;

-- name: BatchesDue :many
SELECT id FROM coupon.batch WHERE due ORDER BY id LIMIT 100;

-- name: BatchesPage :many
SELECT * FROM coupon.batch WHERE template_id = @template_id AND (asked_at, id) < (@before_at::timestamptz, @before_id::bigint)
ORDER BY asked_at DESC, id DESC LIMIT @lim;

-- name: BatchDue :exec
UPDATE coupon.batch SET due = true WHERE id = $1;

-- name: BatchMade :exec
UPDATE coupon.batch SET made = @made, due = @due, ended_at = @ended_at WHERE id = @id;

-- name: WordToClaim :one
SELECT * FROM coupon.word WHERE word = $1 FOR UPDATE;

-- name: WordWaiting :one
SELECT * FROM coupon.word WHERE word = $1;

-- name: WordClaimed :exec
UPDATE coupon.word SET claimed = claimed + 1 WHERE word = $1;

-- name: InsertWord :exec
INSERT INTO coupon.word (word, template_id, stock, per_member, valid_from, until, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- name: EndWord :one
UPDATE coupon.word SET ended_at = @at WHERE word = @word AND ended_at IS NULL RETURNING word;

-- name: WordsOfTemplate :many
SELECT * FROM coupon.word WHERE template_id = $1 ORDER BY created_at DESC, word LIMIT 200;

-- name: InsertHandout :exec
INSERT INTO coupon.handout (id, items, members, coupons, reason, note, hash, asked_by, asked_at, approval_id, due)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- name: Handout :one
SELECT * FROM coupon.handout WHERE id = $1;

-- name: HandoutToWork :one
SELECT * FROM coupon.handout WHERE id = $1 FOR UPDATE;

-- name: HandoutsDue :many
SELECT id FROM coupon.handout WHERE due ORDER BY id LIMIT 100;

-- name: HandoutsPage :many
SELECT * FROM coupon.handout WHERE (asked_at, id) < (@before_at::timestamptz, @before_id::bigint)
ORDER BY asked_at DESC, id DESC LIMIT @lim;

-- name: HandoutDue :exec
UPDATE coupon.handout SET due = true WHERE id = $1;

-- name: HandoutWorked :exec
UPDATE coupon.handout SET done = @done, failed = @failed, due = @due, ended_at = @ended_at WHERE id = @id;

-- name: HandoutLines :many
SELECT no, member_id FROM coupon.handout_line WHERE handout_id = @handout_id AND no > @after ORDER BY no LIMIT @lim;

-- name: FaultyLines :many
SELECT no, member_id, fault FROM coupon.handout_line WHERE handout_id = @handout_id AND fault IS NOT NULL AND no > @after ORDER BY no LIMIT @lim;

-- name: LineFailed :exec
UPDATE coupon.handout_line SET fault = @fault WHERE handout_id = @handout_id AND no = @no;

-- name: StockOffRows :many
-- Templates of which not as many were given as the counter says.
SELECT s.template_id, s.issued, (coalesce(c.n, 0) + coalesce(b.n, 0))::bigint AS counted
FROM coupon.stock s
LEFT JOIN (SELECT template_id, count(*) AS n FROM coupon.coupon WHERE born AND source <> 'code' GROUP BY template_id) c ON c.template_id = s.template_id
LEFT JOIN (SELECT template_id, sum(count)::bigint AS n FROM coupon.batch WHERE due OR ended_at IS NOT NULL GROUP BY template_id) b ON b.template_id = s.template_id
WHERE s.issued <> coalesce(c.n, 0) + coalesce(b.n, 0)
ORDER BY s.template_id LIMIT 20;

-- name: InTwoStates :many
-- Coupons that are nobody's or of two members at once, or whose row is not where their history led.
SELECT id, count(*) FILTER (WHERE status NOT IN ('given', 'moved')) AS homes, count(*) FILTER (WHERE born) AS births
FROM coupon.coupon GROUP BY id
HAVING count(*) FILTER (WHERE status NOT IN ('given', 'moved')) <> 1 OR count(*) FILTER (WHERE born) <> 1
ORDER BY id LIMIT 20;

-- name: OffHistory :many
SELECT c.member_id, c.id, c.status, coalesce(h.status, '') AS led
FROM coupon.coupon c LEFT JOIN coupon.change h ON h.member_id = c.member_id AND h.coupon_id = c.id AND h.no = c.changes
WHERE h.status IS DISTINCT FROM c.status
ORDER BY c.member_id, c.id LIMIT 20;

-- name: RedeemedAfter :many
SELECT member_id, id, order_id::bigint AS order_id FROM coupon.coupon
WHERE status = 'redeemed' AND (member_id, id) > (@after_member::bigint, @after_id::bigint) ORDER BY member_id, id LIMIT @lim;

-- name: OverdueLocks :many
SELECT member_id, id, lock_key, until FROM coupon.coupon
WHERE status IN ('locked', 'offered') AND until < @before::timestamptz ORDER BY until LIMIT 20;

-- name: CodesOffBatch :many
SELECT b.id, b.made, (SELECT count(*) FROM coupon.code c WHERE c.batch_id = b.id) AS counted
FROM coupon.batch b WHERE b.made <> (SELECT count(*) FROM coupon.code c WHERE c.batch_id = b.id) ORDER BY b.id LIMIT 20;

-- name: HandoutInHand :many
-- Members who have coupons of a handout that could be taken back, in the order in
-- which members are locked; a lock that is over, and an offer, hinder nothing.
SELECT member_id, array_agg(id ORDER BY id)::bigint[] AS ids FROM coupon.coupon
WHERE handout_id = @handout_id AND (status IN ('held', 'offered') OR status = 'locked' AND until <= @now) AND expires_at > @now
GROUP BY member_id ORDER BY member_id LIMIT @lim;

-- name: HandoutOutcome :one
SELECT count(*) FILTER (WHERE due_at IS NOT NULL AND expires_at > @now::timestamptz) AS in_hand,
       count(*) FILTER (WHERE status = 'redeemed') AS redeemed,
       count(*) FILTER (WHERE status = 'cancelled') AS cancelled,
       count(*) FILTER (WHERE status = 'expired' OR due_at IS NOT NULL AND expires_at <= @now::timestamptz) AS expired
FROM coupon.coupon WHERE handout_id = @handout_id::bigint AND status NOT IN ('given', 'moved');

-- name: ExclusionGroups :many
-- What any version of a template names that was not ended.
SELECT DISTINCT g::text AS name
FROM coupon.template_version v JOIN coupon.template t ON t.id = v.id AND t.ended_at IS NULL,
     jsonb_array_elements_text(v.body #> '{offer,stacking,groups}') g
WHERE jsonb_typeof(v.body #> '{offer,stacking,groups}') = 'array' ORDER BY 1;

-- name: MergeOfCoupon :one
SELECT coalesce(merge_id, 0)::bigint FROM coupon.coupon WHERE member_id = @member_id AND id = @id;
