-- In reads that may be kept in memory, settled tells rows older than this
-- transaction: they are committed, and only those may be kept beyond it.

-- name: ArticlesByCodes :many
SELECT sqlc.embed(a), b.code AS brand_code, (age(a.xmin) > 0)::bool AS settled
FROM catalog.article a LEFT JOIN catalog.brand b ON b.id = a.brand_id
WHERE a.code = ANY (@codes::text[]);

-- name: ArticlesByIDs :many
SELECT sqlc.embed(a), b.code AS brand_code
FROM catalog.article a LEFT JOIN catalog.brand b ON b.id = a.brand_id
WHERE a.id = ANY (@ids::bigint[]);

-- name: ArticlesAfter :many
SELECT sqlc.embed(a), b.code AS brand_code
FROM catalog.article a LEFT JOIN catalog.brand b ON b.id = a.brand_id
WHERE a.code > $1 ORDER BY a.code LIMIT $2;

-- name: AddArticles :exec
INSERT INTO catalog.article (id, code, name, kind, category_id, brand_id, earns, updated_at)
SELECT unnest(@ids::bigint[]), unnest(@codes::text[]), unnest(@names::jsonb[]), unnest(@kinds::text[]),
       nullif(unnest(@category_ids::bigint[]), 0), nullif(unnest(@brand_ids::bigint[]), 0),
       unnest(@earns::boolean[]), @at::timestamptz
ON CONFLICT (code) DO NOTHING;

-- name: SaveArticles :exec
INSERT INTO catalog.article (id, code, name, kind, category_id, brand_id, earns, updated_at)
SELECT unnest(@ids::bigint[]), unnest(@codes::text[]), unnest(@names::jsonb[]), unnest(@kinds::text[]),
       nullif(unnest(@category_ids::bigint[]), 0), nullif(unnest(@brand_ids::bigint[]), 0),
       unnest(@earns::boolean[]), @at::timestamptz
ON CONFLICT (code) DO UPDATE SET name = excluded.name, kind = excluded.kind, category_id = excluded.category_id,
    brand_id = excluded.brand_id, earns = excluded.earns, updated_at = excluded.updated_at;

-- All of them: a retailer has hundreds of categories, rarely thousands.
-- name: Categories :many
SELECT sqlc.embed(c), (age(c.xmin) > 0)::bool AS settled FROM catalog.category c ORDER BY c.code;

-- name: LockCategories :exec
LOCK TABLE catalog.category IN SHARE ROW EXCLUSIVE MODE;

-- name: AddCategories :exec
INSERT INTO catalog.category (id, code, name)
SELECT unnest(@ids::bigint[]), unnest(@codes::text[]), unnest(@names::jsonb[])
ON CONFLICT (code) DO NOTHING;

-- name: SaveCategory :exec
INSERT INTO catalog.category (id, code, name, parent_id) VALUES (@id, @code, @name, @parent_id)
ON CONFLICT (code) DO UPDATE SET name = excluded.name, parent_id = excluded.parent_id;

-- name: Brands :many
SELECT * FROM catalog.brand ORDER BY code;

-- name: BrandsByCodes :many
SELECT * FROM catalog.brand WHERE code = ANY (@codes::text[]);

-- name: AddBrands :exec
INSERT INTO catalog.brand (id, code, name)
SELECT unnest(@ids::bigint[]), unnest(@codes::text[]), unnest(@names::jsonb[])
ON CONFLICT (code) DO NOTHING;

-- name: SaveBrand :exec
INSERT INTO catalog.brand (id, code, name) VALUES (@id, @code, @name)
ON CONFLICT (code) DO UPDATE SET name = excluded.name;
