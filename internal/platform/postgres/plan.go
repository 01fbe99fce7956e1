package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// planOnce has a pool's statements planned once for each connection and not each
// time they are sent. PostgreSQL weighs keeping a plan against planning anew, and a
// statement that takes a list it always plans anew, because a list of unknown
// length is a long one to it: of dozens of small statements in a request that was
// most of its time. What serves looks rows up by key and never wants whole tables
// read or joined, so there is one good plan; see Anew for what has none.
func planOnce(cfg *pgxpool.Config) {
	rp := cfg.ConnConfig.RuntimeParams
	rp["plan_cache_mode"] = "force_generic_plan"
	rp["enable_seqscan"], rp["enable_hashjoin"], rp["enable_mergejoin"] = "off", "off", "off"
	cfg.PrepareConn = func(ctx context.Context, c *pgx.Conn) (bool, error) {
		err := forgetPlans(ctx, c)
		return err == nil, nil // one that is lost is replaced
	}
}

// Plans are made for the tables as they are then and kept until statistics are
// gathered, which may take a minute. On a table that was empty one index serves as
// well as another, which later costs 10 to 100 times; so a connection's plans are
// thrown away when they are so old, and when they are twice as old again.
const (
	firstForgotten = 5 * time.Second
	lastForgotten  = 10 * time.Minute
)

// planAge is when a connection forgets its plans, and how old they are then.
type planAge struct {
	due time.Time
	age time.Duration
}

// at says whether the plans are to be forgotten now, and when they are next.
func (p planAge) at(now time.Time) (next planAge, forget bool) {
	switch {
	case p.due.IsZero():
		p.age = firstForgotten
	case now.Before(p.due):
		return p, false
	default:
		p.age, forget = min(2*p.age, lastForgotten), true
	}
	p.due = now.Add(p.age)
	return p, forget
}

func forgetPlans(ctx context.Context, c *pgx.Conn) error {
	const key = "plans"
	of := c.PgConn().CustomData()
	p, _ := of[key].(planAge)
	p, forget := p.at(time.Now())
	of[key] = p
	if !forget {
		return nil
	}
	_, err := c.Exec(ctx, "DISCARD PLANS", pgx.QueryExecModeSimpleProtocol)
	return err
}

// Anew reads through q what is planned for the very values that are asked for: lists
// with filters of one's choice, of which each wants another index.
func Anew(q Querier) Querier { return anew{q} }

type anew struct{ Querier }

// Query implements Querier.
func (a anew) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error) {
	return a.Querier.Query(ctx, sql, literally(args)...)
}

// QueryRow implements Querier.
func (a anew) QueryRow(ctx context.Context, sql string, args ...any) pgx.Row {
	return a.Querier.QueryRow(ctx, sql, literally(args)...)
}

// Exec implements Querier.
func (a anew) Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error) {
	return a.Querier.Exec(ctx, sql, literally(args)...)
}

// literally has values stand in the statement itself, where its plan knows them.
func literally(args []any) []any {
	return append([]any{pgx.QueryExecModeSimpleProtocol}, args...)
}

// isLiteral reports whether values are to stand in the statement itself.
func isLiteral(args []any) bool {
	return len(args) > 0 && args[0] == pgx.QueryExecModeSimpleProtocol
}
