-- name: ChargesOffRefunds :many
-- Charges whose sum of refunds is not what they say.
SELECT c.member_id, c.id, c.refunded_amount, coalesce(sum(r.amount), 0)::bigint AS refunds
FROM payment.charge c LEFT JOIN payment.refund r ON r.member_id = c.member_id AND r.charge_id = c.id
GROUP BY c.member_id, c.id, c.refunded_amount
HAVING c.refunded_amount <> coalesce(sum(r.amount), 0)
ORDER BY 1, 2 LIMIT 20;

-- name: ChargesWithoutReference :many
-- Charges that a provider's notification would not find.
SELECT c.member_id, c.id FROM payment.charge c
WHERE NOT EXISTS (SELECT FROM payment.reference k WHERE k.id = c.id AND k.member_id = c.member_id)
ORDER BY 1, 2 LIMIT 20;

-- name: ChargesUnwatched :many
-- Charges that nobody would ask about any more, though they are open.
SELECT c.member_id, c.id FROM payment.charge c
WHERE (c.state = 'pending' OR NOT c.told) AND c.next_at IS NULL
ORDER BY 1, 2 LIMIT 20;
