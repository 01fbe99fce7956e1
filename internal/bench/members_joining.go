package bench

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"

	"habitue/internal/app"
	"habitue/internal/sample"
	"habitue/internal/sample/fill"
	"habitue/internal/staff"
)

// SignUp is how many people a second join over HTTP with their phone, each
// durable when it is answered, beside a bare pipeline of the same statements. A
// round's time ends when the last notice of a joining is heard.
type SignUp struct {
	Program    Run     `json:"program"` // of the answers
	Through    float64 `json:"per_second_through"`
	Drained    float64 `json:"drained_after_seconds"`
	Baseline   float64 `json:"baseline_per_second"`
	Ratio      float64 `json:"ratio"`
	Statements float64 `json:"statements_per_joining"`
}

// joiningAmong is how many have joined before: tables and indexes are not empty.
const joiningAmong = 20_000

// joiningBench is what the rounds of joining share.
type joiningBench struct {
	MembersOptions
	*recorded
	people         *sample.Generator
	store, channel string
	next           int
}

// joining measures on a database of its own, because the same statements are said
// to a copy of it.
func (r *MembersReport) joining(ctx context.Context, o MembersOptions, dir string, log *slog.Logger) error {
	return recording(ctx, filepath.Join(dir, "joining"), o.PGBin, log, func(rec *recorded) error {
		b := &joiningBench{MembersOptions: o, recorded: rec}
		if err := b.prepare(ctx); err != nil {
			return err
		}
		rounds := make([]SignUp, o.Rounds)
		for n := range rounds {
			fmt.Fprintf(o.Log, "joining, round %d of %d\n", n+1, o.Rounds)
			var err error
			if rounds[n], err = b.round(ctx, fmt.Sprintf("bare_%d", n)); err != nil {
				return err
			}
		}
		middling := middleOf(rounds, func(s *SignUp) float64 { return s.Ratio })
		for _, one := range rounds {
			if one.Ratio == middling {
				r.SignUp = one
			}
		}
		return nil
	})
}

func (b *joiningBench) prepare(ctx context.Context) error {
	c := sample.Default(sampleEnd)
	c.Members, c.Orders = joiningAmong, 0
	b.people = sample.New(c)
	world := b.people.Retailer()
	b.store, b.channel = world.Stores[0].Code, world.Channels[0].Code
	return b.with(ctx, func(a *app.App) error {
		if _, err := fill.Members(ctx, fill.Into{DB: a.Bulk.DB, Org: a.Bulk.Org, Catalog: a.Bulk.Catalog, Members: a.Bulk.Members,
			Tiers: a.Bulk.Tiers, Program: a.Bulk.Program}, b.people); err != nil {
			return err
		}
		_, err := a.Bulk.Members.IndexNames(ctx)
		return err
	})
}

// round copies the database, lets people join, and says the very same to the copy.
func (b *joiningBench) round(ctx context.Context, name string) (s SignUp, err error) {
	bare, err := b.copy(ctx, name)
	if err != nil {
		return s, err
	}
	var before, units []unit
	err = b.with(ctx, func(a *app.App) error {
		return serving(ctx, a, []staff.Permission{staff.MemberJoin}, func(address, key string) error {
			b.record.take()
			if _, err := b.join(ctx, a, b.Joinings/warmUp, address, key); err != nil {
				return err
			}
			before = b.record.take()
			s, err = b.join(ctx, a, b.Joinings, address, key)
			units = b.record.take()
			return err
		})
	})
	if err != nil {
		return s, err
	}
	seconds, err := b.bare(ctx, bare, before, units, b.Connections)
	s.Baseline = float64(b.Joinings) / seconds
	s.Ratio = s.Through / s.Baseline
	s.Statements = statementsEach(units, b.Joinings)
	return s, err
}

// join lets n people join who are new.
func (b *joiningBench) join(ctx context.Context, a *app.App, n int, address, key string) (s SignUp, err error) {
	start := b.next
	b.next += n
	wire := wires(b.Connections, address, key)
	begun := startWatch()
	s.Program, err = press(ctx, b.Connections, n, func(_ context.Context, client, i int) error {
		w, err := wire(client)
		if err != nil {
			return err
		}
		status, answer, err := w.ask("POST", "/api/v1/members", fmt.Appendf(nil, `{"phone":"198%08d","name":%q,"birthday":"05-20","store":%q,"channel":%q}`,
			start+i, b.people.Member((start+i)%joiningAmong).Name, b.store, b.channel))
		if err == nil && status != 201 {
			err = fmt.Errorf("join: status %d: %.300s", status, answer)
		}
		return err
	})
	if err != nil {
		return s, err
	}
	answered := begun.read()
	if err := drained(ctx, a); err != nil {
		return s, err
	}
	whole := begun.read()
	s.Through, s.Drained = float64(n)/whole.Seconds(), (whole - answered).Seconds()
	return s, nil
}
