package bench

import (
	"context"
	_ "embed"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"

	"github.com/jackc/pgx/v5/pgxpool"
)

// The baselines of the ledger's bench: what PostgreSQL itself does with the same
// facts, on tables that keep nothing but key, entries and balance.
//
//go:embed ledger.sql
var bareTables string

// barePosting is one statement: the key, two entries and the balance.
const barePosting = `
	WITH posting AS (
		INSERT INTO bare.posting (member_id, id, key, reason, occurred_at, recorded_at)
		VALUES ($1, nextval('bare.ids'), $2, 'earn', now(), now()) RETURNING member_id, id
	), entries AS (
		INSERT INTO bare.entry SELECT member_id, id, 1, 'available', $3::bigint FROM posting
		UNION ALL SELECT member_id, id, 2, 'issued', -$3::bigint FROM posting
	)
	UPDATE bare.account SET balance = balance + $3::bigint WHERE member_id = $1`

// bareGroup is the same for many postings of different members at once.
const bareGroup = `
	WITH asked AS (
		SELECT member_id, key, nextval('bare.ids') AS id FROM unnest($1::bigint[], $2::text[]) a (member_id, key)
	), posting AS (
		INSERT INTO bare.posting (member_id, id, key, reason, occurred_at, recorded_at)
		SELECT member_id, id, key, 'earn', now(), now() FROM asked
	), entries AS (
		INSERT INTO bare.entry SELECT member_id, id, 1, 'available', $3::bigint FROM asked
		UNION ALL SELECT member_id, id, 2, 'issued', -$3::bigint FROM asked
	)
	UPDATE bare.account a SET balance = balance + $3::bigint FROM asked WHERE a.member_id = asked.member_id`

// barePost posts for one member by one statement.
func barePost(pool *pgxpool.Pool) poster {
	return func(ctx context.Context, _ int, members []int64, key string) error {
		_, err := pool.Exec(ctx, barePosting, members[0], key, 1)
		return err
	}
}

// bareMany posts for many members by one statement.
func bareMany(pool *pgxpool.Pool) poster {
	return func(ctx context.Context, _ int, members []int64, key string) error {
		keys := make([]string, len(members))
		for i := range keys {
			keys[i] = key + ":" + strconv.Itoa(i)
		}
		_, err := pool.Exec(ctx, bareGroup, members, keys, 1)
		return err
	}
}

// bareReads answers a member's balance by one point read behind net/http.
func bareReads(pool *pgxpool.Pool) *httptest.Server {
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id, err := strconv.ParseInt(r.URL.Query().Get("member"), 10, 64)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		var balance int64
		if err := pool.QueryRow(r.Context(), `SELECT balance FROM bare.account WHERE member_id = $1`, id).Scan(&balance); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"items":[{"asset":"points","available":%d}]}`, balance)
	}))
}
