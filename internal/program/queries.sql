-- name: Earnings :many
SELECT member_id, order_id, posting_id, rule_id, rule_version, level, points, growth,
       line_nos, line_points, line_growth, why, occurred_at
FROM program.earning WHERE member_id = @member_id AND order_id = ANY (@orders::bigint[]);

-- name: Takings :many
SELECT refund_id, order_id, posting_id, points, growth
FROM program.taking WHERE member_id = @member_id AND order_id = ANY (@orders::bigint[])
ORDER BY order_id, refund_id;

-- name: TakenBeyondEarned :many
-- Orders of which more was taken back than they earned.
SELECT e.member_id, e.order_id, e.points, e.growth, sum(t.points)::bigint AS points_taken, sum(t.growth)::bigint AS growth_taken
FROM program.earning e
JOIN program.taking t ON t.member_id = e.member_id AND t.order_id = e.order_id
GROUP BY e.member_id, e.order_id, e.points, e.growth
HAVING sum(t.points) > e.points OR sum(t.growth) > e.growth
ORDER BY 1, 2 LIMIT 20;
