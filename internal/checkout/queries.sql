-- name: CheckoutsWithoutOrder :many
-- Paid checkouts of which no order is told, and orders told of no paid checkout.
SELECT coalesce(c.id, s.checkout_id)::bigint AS id, coalesce(c.order_id, s.order_id)::bigint AS order_id
FROM (SELECT * FROM checkout.checkout WHERE state = 'paid') c
FULL JOIN checkout.sold s ON s.order_id = c.order_id
WHERE c.id IS NULL OR s.checkout_id IS DISTINCT FROM c.id
ORDER BY 1 LIMIT 20;

-- name: CheckoutsOffPayable :many
-- Paid checkouts of which more was given back in money than was payable.
SELECT c.id, c.payable, sum((r.back ->> 'money')::bigint)::bigint AS returned
FROM checkout.checkout c JOIN checkout.return r ON r.member_id = c.member_id AND r.checkout_id = c.id
GROUP BY c.id, c.payable
HAVING sum((r.back ->> 'money')::bigint) > c.payable
ORDER BY 1 LIMIT 20;
