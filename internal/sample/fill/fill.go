// Package fill brings the sample retailer into an installation, through the same
// doors as a merchant's own files: stores and catalogue are saved, members
// join, and their histories are replayed. What is there already is left as it
// is, so that a fill that was broken off goes on when it is called again.
//
// The demo, the benches and tests across capabilities use it. It stands beside
// the generator because the generator knows nothing of the program.
package fill

import (
	"context"
	"fmt"
	"iter"
	"runtime"

	"golang.org/x/sync/errgroup"

	"habitue/internal/catalog"
	"habitue/internal/member"
	"habitue/internal/order"
	"habitue/internal/org"
	"habitue/internal/platform/postgres"
	"habitue/internal/program"
	"habitue/internal/sample"
	"habitue/internal/tier"
)

// source is whose order numbers the sample's are.
const source = "sample"

// Sizes of one transaction. A writing transaction holds every reader of changes
// back, so none is long.
const (
	joinBatch  = 2_000
	orderBatch = 2_000
)

// Into is where the sample goes.
type Into struct {
	DB      *postgres.DB
	Org     *org.Service
	Catalog *catalog.Service
	Members *member.Service
	Tiers   *tier.Service
	Program *program.Service
}

// Progress hears how many orders of how many are in.
type Progress func(orders, of int)

// Ladder is the default ladder with thresholds that suit a tea chain's small
// orders. It holds where Rules is called before any other rules are seeded.
func Ladder() tier.Ladder {
	l := tier.Default()
	for i, spend := range sample.TierSpend {
		l.Levels[i+1].Threshold, l.Levels[i+1].Keep = spend, spend*8/10
	}
	return l
}

// Rules makes the sample's rules hold since ever where there are none yet.
func Rules(ctx context.Context, tx postgres.Tx, in Into) error {
	if err := in.Tiers.Ladders.Seed(ctx, tx, Ladder()); err != nil {
		return err
	}
	return in.Program.Seed(ctx, tx)
}

// All brings everything in.
func All(ctx context.Context, in Into, g *sample.Generator, progress Progress) error {
	f := &filling{Into: in, World: WorldOf(g), g: g, progress: progress}
	if err := f.settle(ctx); err != nil {
		return err
	}
	if err := f.live(ctx); err != nil {
		return fmt.Errorf("fill in orders: %w", err)
	}
	return nil
}

// Members brings in the retailer and the members, and returns who they are by
// the sample's index: for those who report the orders themselves.
func Members(ctx context.Context, in Into, g *sample.Generator) ([]member.ID, error) {
	f := &filling{Into: in, World: WorldOf(g), g: g}
	err := f.settle(ctx)
	return f.members, err
}

// World puts the sample's orders in the program's words.
type World struct{ world sample.Retailer }

// WorldOf returns the words for a generator's orders.
func WorldOf(g *sample.Generator) World { return World{g.Retailer()} }

type filling struct {
	Into
	World
	g        *sample.Generator
	progress Progress

	stores   map[string]org.StoreID
	channels map[string]org.ChannelID
	members  []member.ID // by the sample's index
}

// settle brings in what orders need: the retailer and the members.
func (f *filling) settle(ctx context.Context) error {
	if err := f.DB.InTx(ctx, func(tx postgres.Tx) error { return f.retailer(ctx, tx) }); err != nil {
		return fmt.Errorf("fill in the retailer: %w", err)
	}
	if err := f.join(ctx); err != nil {
		return fmt.Errorf("fill in members: %w", err)
	}
	return nil
}

// join lets the sample's members join, batch by batch.
func (f *filling) join(ctx context.Context) error {
	for batch := range batches(f.g.Members(), joinBatch, func(sample.Member) int { return 1 }) {
		joins := make([]member.Join, len(batch))
		for i, m := range batch {
			joins[i] = f.joining(m)
		}
		err := f.DB.InTx(ctx, func(tx postgres.Tx) error {
			joined, err := f.Members.JoinMany(ctx, tx, joins)
			if err != nil {
				return err
			}
			f.members = f.members[:batch[0].Index]
			for _, j := range joined {
				f.members = append(f.members, j.ID)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (f *filling) joining(m sample.Member) member.Join {
	j := member.Join{
		Phone: m.Phone, Email: m.Email, Name: m.Name, Card: m.Card, Source: source, JoinedAt: m.JoinedAt,
		Store: f.stores[f.world.Stores[m.Store].Code], Channel: f.channels[f.world.Channels[m.Channel].Code],
	}
	if m.Birthday != "" {
		// The generator writes whole dates; a wrong one would be refused by JoinMany.
		_, _ = fmt.Sscanf(m.Birthday, "%d-%d-%d", &j.Birthday.Year, &j.Birthday.Month, &j.Birthday.Day)
	}
	return j
}

// live replays the histories, several batches side by side: no two share a member.
func (f *filling) live(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(max(runtime.GOMAXPROCS(0), 2))
	done := make(chan int)
	told := make(chan struct{})
	go func() {
		defer close(told)
		for sum, of := 0, f.g.Config().Orders; ; {
			n, more := <-done
			if !more {
				return
			}
			if sum += n; f.progress != nil {
				f.progress(sum, of)
			}
		}
	}()
	for batch := range batches(f.g.Customers(), orderBatch, func(t sample.Timeline) int { return len(t.Records) + 1 }) {
		if ctx.Err() != nil {
			break
		}
		group.Go(func() error {
			timelines, orders := f.timelines(batch)
			err := f.DB.InTx(ctx, func(tx postgres.Tx) error {
				_, err := f.Program.Replay(ctx, tx, 0, timelines...)
				return err
			})
			done <- orders
			return err
		})
	}
	err := group.Wait()
	close(done)
	<-told
	return err
}

// batches cuts a sequence into slices of about so much weight.
func batches[T any](seq iter.Seq[T], size int, weight func(T) int) iter.Seq[[]T] {
	return func(yield func([]T) bool) {
		var batch []T
		sum := 0
		for v := range seq {
			batch = append(batch, v)
			if sum += weight(v); sum >= size {
				if !yield(batch) {
					return
				}
				batch, sum = nil, 0
			}
		}
		if len(batch) > 0 {
			yield(batch)
		}
	}
}

// timelines puts histories in the program's words and counts their orders.
func (f *filling) timelines(batch []sample.Timeline) (timelines []program.Timeline, orders int) {
	for _, t := range batch {
		if len(t.Records) == 0 {
			continue
		}
		line := program.Timeline{}
		if t.Member != sample.NoMember {
			line.Member = f.members[t.Member]
		}
		for _, r := range t.Records {
			if r.Order != nil {
				line.Orders = append(line.Orders, f.Report(r.Order))
			} else {
				line.Refunds = append(line.Refunds, f.returned(t, r.Refund))
			}
		}
		orders += len(line.Orders)
		timelines = append(timelines, line)
	}
	return timelines, orders
}

// Report is one of the sample's orders as a till reports it.
func (w World) Report(o *sample.Order) order.Report {
	r := order.Report{
		Source: source, Reference: o.Reference, Store: w.world.Stores[o.Store].Code, Channel: w.world.Channels[o.Channel].Code,
		Currency: sample.Currency, OccurredAt: o.OccurredAt, Till: o.Till, Cashier: o.Cashier,
		Lines: make([]order.ReportLine, len(o.Lines)),
	}
	for i, l := range o.Lines {
		line := order.ReportLine{Kind: catalog.Kind(l.Kind), Quantity: l.Quantity, List: l.List(), Discounted: l.Discount, TaxIncluded: true}
		if l.Article == sample.NoArticle {
			line.Code, line.Name = feeCode, feeName
		} else {
			a := &w.world.Articles[l.Article]
			line.Code, line.Name = a.SKU, a.Name.ZH
		}
		r.Lines[i] = line
	}
	for _, t := range o.Tenders {
		r.Tenders = append(r.Tenders, order.Tender{Kind: string(t.Kind), Amount: t.Amount})
	}
	return r
}

// What a delivery's fee is called on the receipt.
const (
	feeCode = "DELIVERY"
	feeName = "配送费"
)

func (f *filling) returned(t sample.Timeline, r *sample.Refund) order.ReturnReport {
	out := order.ReturnReport{
		Source: source, Reference: r.Reference, Store: f.world.Stores[r.Store].Code, Currency: sample.Currency,
		OccurredAt: r.OccurredAt, Reason: string(r.Reason),
	}
	for _, l := range r.Lines {
		line := order.ReturnReportLine{
			Of: order.Reference{Source: source, Reference: r.Order}, LineNo: l.Line + 1, Quantity: l.Quantity, Amount: l.Amount,
		}
		if o := orderOf(t, r.Order); o != nil {
			told := f.Report(o).Lines[l.Line]
			line.Code, line.Name = told.Code, told.Name
		}
		out.Lines = append(out.Lines, line)
	}
	return out
}

func orderOf(t sample.Timeline, reference string) *sample.Order {
	for _, r := range t.Records {
		if r.Order != nil && r.Order.Reference == reference {
			return r.Order
		}
	}
	return nil
}
