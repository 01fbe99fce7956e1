package insight

import (
	"context"
	"embed"
	"fmt"

	"habitue/internal/platform/replica"
)

//go:embed analysis/*.sql
var analysis embed.FS

// question is one of analysis/, and how a row of its answer is read.
type question[T any] struct {
	name string
	sql  string
	row  func(replica.Rows) (T, error)
}

// Questions lists the names and texts of all questions, for who compares engines.
func Questions() map[string]string {
	entries, err := analysis.ReadDir("analysis")
	if err != nil {
		panic("insight: " + err.Error())
	}
	all := make(map[string]string, len(entries))
	for _, e := range entries {
		all[e.Name()] = text(e.Name())
	}
	return all
}

func text(name string) string {
	raw, err := analysis.ReadFile("analysis/" + name)
	if err != nil {
		panic("insight: " + err.Error())
	}
	return string(raw)
}

// newQuestion reads a file of analysis/. The scan gives the places of a row's columns.
func newQuestion[T any](name string, scan func(*T) []any) question[T] {
	return question[T]{name: name, sql: text(name + ".sql"), row: func(r replica.Rows) (T, error) {
		var v T
		err := r.Scan(scan(&v)...)
		return v, err
	}}
}

// ask answers a question: from what was answered a moment ago, or by the
// analyst when it is this one's turn. The answer is shared and must not be changed.
func ask[T any](ctx context.Context, s *Service, q question[T], args ...any) ([]T, error) {
	key := fmt.Sprintf("%s %#v", q.name, args) // as Go writes them, so that two lists never read alike
	if known, _ := s.answers.Get(key); len(known) > 0 {
		return known[key].([]T), nil
	}
	select {
	case s.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-s.slots }()
	if known, _ := s.answers.Get(key); len(known) > 0 { // somebody asked the same meanwhile
		return known[key].([]T), nil
	}
	list, err := replica.Collect(ctx, s.Analyst, q.sql, args, q.row)
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w", q.name, err)
	}
	s.answers.Put(key, list)
	return list, nil
}

// one answers a question whose answer is one row.
func one[T any](ctx context.Context, s *Service, q question[T], args ...any) (v T, err error) {
	list, err := ask(ctx, s, q, args...)
	if err == nil && len(list) > 0 {
		v = list[0]
	}
	return v, err
}
