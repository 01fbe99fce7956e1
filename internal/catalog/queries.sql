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

-- A category that staff have just deleted may still be known in memory: the
-- article is then in none.
-- name: AddArticles :exec
INSERT INTO catalog.article (id, code, name, kind, category_id, brand_id, earns, updated_at)
SELECT w.id, w.code, w.name, w.kind, c.id, nullif(w.brand_id, 0), w.earns, @at::timestamptz
FROM (SELECT unnest(@ids::bigint[]) AS id, unnest(@codes::text[]) AS code, unnest(@names::jsonb[]) AS name,
             unnest(@kinds::text[]) AS kind, unnest(@category_ids::bigint[]) AS category_id,
             unnest(@brand_ids::bigint[]) AS brand_id, unnest(@earns::boolean[]) AS earns) w
LEFT JOIN catalog.category c ON c.id = w.category_id
ON CONFLICT (code) DO NOTHING;

-- name: SaveArticles :exec
INSERT INTO catalog.article (id, code, name, kind, category_id, brand_id, earns, updated_at)
SELECT w.id, w.code, w.name, w.kind, nullif(w.category_id, 0), nullif(w.brand_id, 0), w.earns, @at::timestamptz
FROM (SELECT unnest(@ids::bigint[]) AS id, unnest(@codes::text[]) AS code, unnest(@names::jsonb[]) AS name,
             unnest(@kinds::text[]) AS kind, unnest(@category_ids::bigint[]) AS category_id,
             unnest(@brand_ids::bigint[]) AS brand_id, unnest(@earns::boolean[]) AS earns) w
ON CONFLICT (code) DO UPDATE SET name = excluded.name, kind = excluded.kind, category_id = excluded.category_id,
    brand_id = excluded.brand_id, earns = excluded.earns, updated_at = excluded.updated_at,
    version = catalog.article.version + 1;

-- In the order of their ids, so that two who change the same ones wait for each other.
-- name: LockArticles :many
SELECT sqlc.embed(a), b.code AS brand_code
FROM catalog.article a LEFT JOIN catalog.brand b ON b.id = a.brand_id
WHERE a.id = ANY (@ids::bigint[]) ORDER BY a.id FOR UPDATE OF a;

-- name: InsertArticle :exec
INSERT INTO catalog.article (id, code, name, kind, category_id, brand_id, earns, archived_at, updated_at)
VALUES (@id, @code, @name, @kind, @category_id, @brand_id, @earns, @archived_at, @updated_at);

-- name: UpdateArticle :exec
UPDATE catalog.article
SET name = @name, kind = @kind, category_id = @category_id, brand_id = @brand_id, earns = @earns,
    archived_at = @archived_at, updated_at = @updated_at, version = version + 1
WHERE id = @id;

-- How many articles stand directly in each category; 0 is none.
-- name: CountByCategory :many
SELECT coalesce(category_id, 0)::bigint AS category_id, count(*)::bigint AS articles FROM catalog.article GROUP BY 1;

-- name: CountByBrand :many
SELECT coalesce(brand_id, 0)::bigint AS brand_id, count(*)::bigint AS articles FROM catalog.article GROUP BY 1;

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
ON CONFLICT (code) DO UPDATE SET name = excluded.name, parent_id = excluded.parent_id,
    version = catalog.category.version + 1;

-- name: ArrangeCategories :exec
UPDATE catalog.category c SET position = a.position
FROM (SELECT unnest(@ids::bigint[]) AS id, unnest(@positions::integer[]) AS position) a
WHERE c.id = a.id AND c.position <> a.position;

-- name: HasArticles :one
SELECT EXISTS (SELECT FROM catalog.article WHERE category_id = $1);

-- name: DeleteCategory :exec
DELETE FROM catalog.category WHERE id = $1;

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
ON CONFLICT (code) DO UPDATE SET name = excluded.name, version = catalog.brand.version + 1;

-- name: LockBrand :one
SELECT * FROM catalog.brand WHERE id = $1 FOR UPDATE;
