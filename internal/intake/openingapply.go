package intake

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"habitue/internal/coupon"
	"habitue/internal/intake/internal/intakedb"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/extsort"
	"habitue/internal/platform/postgres"
	"habitue/internal/tier"
)

// openingChunk is a stretch of an opening's spool: records [first, until).
type openingChunk struct {
	first, until int64
	rows         []openingRow
}

// openingApplication applies the chunks of one run, each in one transaction together with
// the row that says so.
type openingApplication struct {
	*openingWork
	places *places

	mu   sync.Mutex
	sums OpeningSums
}

// apply applies everything that an earlier attempt did not.
func (w *openingWork) apply(ctx context.Context) error {
	if err := w.storedValue(ctx); err != nil {
		return err
	}
	a := &openingApplication{openingWork: w, places: newPlaces(w.Service)}
	done, err := a.doneBefore(ctx)
	if err != nil {
		return err
	}
	spool, err := extsort.OpenSpool(w.spool())
	if err != nil {
		return err
	}
	defer spool.Close()
	in, err := spool.From(0)
	if err != nil {
		return err
	}
	group, within := errgroup.WithContext(ctx)
	group.SetLimit(w.request.Kind.sideBySide())
	for within.Err() == nil {
		var c openingChunk
		if c, err = nextOpening(in); err != nil || len(c.rows) == 0 {
			break
		}
		if done[c.first] == c.until {
			continue
		}
		group.Go(func() error { return a.applyChunk(within, c) })
	}
	if failed := group.Wait(); failed != nil {
		err = failed // more telling than a reader that was cancelled
	}
	w.report.Applied = a.sums
	return err
}

// sideBySide is how many chunks are applied at a time. Those who give coupons queue at the
// stock of a template while they hold members.
func (k OpeningKind) sideBySide() int {
	if k == OpenCoupons {
		return 1
	}
	return max(runtime.GOMAXPROCS(0), 2)
}

// storedValue makes the assets of stored value that the rows need.
func (w *openingWork) storedValue(ctx context.Context) error {
	needed := slices.ContainsFunc(w.report.Found.Assets, func(a OpeningAsset) bool {
		return a.Asset == w.of.names[somePrincipal] || a.Asset == w.of.names[someBonus]
	})
	if !needed {
		return nil
	}
	defer w.Ledger.AssetsChanged() // whoever looked before the commit has seen none
	return w.DB.InTx(ctx, func(tx postgres.Tx) error {
		principal, bonus, err := w.Prepaid.NeedAssets(ctx, tx, w.of.currency)
		if err != nil {
			return err
		}
		w.of.real = map[ledger.AssetID]ledger.AssetID{somePrincipal: principal, someBonus: bonus}
		return w.assetFacts(ctx, tx, w.of)
	})
}

func (a *openingApplication) doneBefore(ctx context.Context) (map[int64]int64, error) {
	rows, err := query(a.DB).Chunks(ctx, int64(a.report.Run))
	if err != nil {
		return nil, fmt.Errorf("read what is applied: %w", err)
	}
	done := make(map[int64]int64, len(rows))
	for _, r := range rows {
		var did OpeningSums
		if err := json.Unmarshal(r.Done, &did); err != nil {
			return nil, fmt.Errorf("read what is applied: %w", err)
		}
		a.sums = a.sums.plus(did)
		done[r.First] = r.Until
	}
	return done, nil
}

func nextOpening(in *extsort.SpoolReader) (c openingChunk, err error) {
	c.first = in.Pos()
	for len(c.rows) < openingBatch {
		record, ok, err := in.Next()
		if err != nil {
			return c, err
		}
		if !ok {
			break
		}
		var r openingRow
		if err := json.Unmarshal(record, &r); err != nil {
			return c, fmt.Errorf("read record %d: %w", in.Pos(), err)
		}
		c.rows = append(c.rows, r)
	}
	c.until = in.Pos()
	return c, nil
}

func (a *openingApplication) applyChunk(ctx context.Context, c openingChunk) error {
	stores, channels, err := a.ensure(ctx, c)
	if err != nil {
		return err
	}
	var did OpeningSums
	err = a.DB.InTx(ctx, func(tx postgres.Tx) error {
		out, err := a.live(ctx, tx, c, stores, channels)
		if err != nil {
			return err
		}
		did = out.told(a.of)
		return a.noteOpening(ctx, tx, c, did)
	})
	if err != nil {
		return fmt.Errorf("apply rows %d to %d: %w", c.first, c.until, err)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.sums = a.sums.plus(did)
	a.request.Progress(Progress{Phase: PhaseBring, Done: a.sums.Rows + a.sums.Refused, Total: a.report.Rows.Good, Rows: a.sums.Rows})
	return nil
}

// ensure makes the stores and channels that a chunk names, in a short transaction of their own.
func (a *openingApplication) ensure(ctx context.Context, c openingChunk) (map[string]org.StoreID, map[string]org.ChannelID, error) {
	var n named
	n.seen = map[string]bool{}
	a.places.mu.Lock()
	for i := range c.rows {
		a.places.note(&n, c.rows[i].Store, c.rows[i].Channel)
	}
	a.places.mu.Unlock()
	if len(n.stores)+len(n.channels) > 0 {
		var stores map[string]org.StoreID
		var channels map[string]org.ChannelID
		err := a.DB.InTx(ctx, func(tx postgres.Tx) (err error) {
			if stores, err = a.Org.EnsureStores(ctx, tx, n.stores...); err == nil {
				channels, err = a.Org.EnsureChannels(ctx, tx, n.channels...)
			}
			return err
		})
		if err != nil {
			return nil, nil, fmt.Errorf("make stores: %w", err)
		}
		a.places.remember(n, stores, channels)
	}
	stores, channels := map[string]org.StoreID{}, map[string]org.ChannelID{}
	for i := range c.rows {
		stores[c.rows[i].Store], channels[c.rows[i].Channel] = a.places.of(c.rows[i].Store, c.rows[i].Channel)
	}
	return stores, channels, nil
}

// livingRow is a row and whom it is about.
type livingRow struct {
	*openingRow
	of      member.ID
	joined  bool
	refused error
	became  []member.Outcome // of its consents; nil: all count
}

// live brings rows in, within tx.
func (w *openingWork) live(ctx context.Context, tx postgres.Tx, c openingChunk, stores map[string]org.StoreID, channels map[string]org.ChannelID) (*sums, error) {
	rows := make([]livingRow, len(c.rows))
	for i := range c.rows {
		rows[i] = livingRow{openingRow: &c.rows[i]}
		for k, l := range rows[i].Lots {
			if real, ok := w.of.real[l.Asset]; ok {
				rows[i].Lots[k].Asset = real
			}
		}
	}
	if err := w.meet(ctx, tx, rows, stores, channels); err != nil {
		return nil, err
	}
	for _, step := range []func(context.Context, postgres.Tx, []livingRow) error{w.bringConsents, w.carryBalances, w.carryLevels, w.carryCoupons, w.writeOpened} {
		if err := step(ctx, tx, rows); err != nil {
			return nil, err
		}
	}
	if w.request.Sample > 0 {
		w.lived = rows
	}
	out := newSums()
	for i := range rows {
		r := &rows[i]
		if r.refused != nil {
			out.Refused++
			if len(out.First) < mostRefused {
				out.First = append(out.First, RowError{Row: r.Row, Code: rowNotNow, Params: errs.Params("problem", problemOf(r.refused))})
			}
			continue
		}
		out.add(r.openingRow)
		out.consents(r.openingRow, r.became)
		if r.joined {
			out.Joined++
		}
	}
	return out, nil
}

// meet finds out whom rows are about, and makes members of those whom nobody knows.
func (w *openingWork) meet(ctx context.Context, tx postgres.Tx, rows []livingRow, stores map[string]org.StoreID, channels map[string]org.ChannelID) error {
	if w.request.Kind == OpenMembers {
		joins := make([]member.Join, len(rows))
		for i := range rows {
			joins[i] = w.join(rows[i].openingRow)
			joins[i].Store, joins[i].Channel = stores[rows[i].Store], channels[rows[i].Channel]
		}
		joined, err := w.Members.JoinMany(ctx, tx, joins)
		for i, j := range joined {
			rows[i].of, rows[i].joined = j.ID, !j.Known
			rows[i].withheld(j.Unasked)
		}
		return err
	}
	var keys []member.Key
	for i := range rows {
		keys = append(keys, rows[i].Keys...)
	}
	owners, err := w.Members.ResolveMany(ctx, tx, keys)
	if err != nil {
		return err
	}
	for i := range rows {
		for _, k := range rows[i].Keys {
			if id := owners[k]; id != 0 && rows[i].of == 0 {
				rows[i].of = id
			}
		}
		if rows[i].of == 0 {
			rows[i].refused = member.ErrUnknown
		}
	}
	return nil
}

// key is under which a row is posted and its coupons are issued, once.
func (w *openingWork) key(row int64) string { return openingKey(w.report.Run) + fmt.Sprint(row) }

func openingKey(run RunID) string { return fmt.Sprintf("opening:%d:", run) }

// carryBalances posts what the rows say that members have.
func (w *openingWork) carryBalances(ctx context.Context, tx postgres.Tx, rows []livingRow) error {
	var list []ledger.Carry
	var at []int
	for i := range rows {
		r := &rows[i]
		if r.refused != nil || len(r.Lots) == 0 {
			continue
		}
		c := ledger.Carry{Member: r.of, Key: w.key(r.Row), New: r.joined}
		for _, l := range r.Lots {
			c.Lots = append(c.Lots, ledger.CarriedLot{Asset: l.Asset, Amount: l.Amount, ExpiresAt: l.Expires})
		}
		list, at = append(list, c), append(at, i)
	}
	refused, err := w.Ledger.CarryOver(ctx, tx, int64(w.report.Run), w.asOf, list)
	for k, why := range refused {
		if why != nil {
			rows[at[k]].refused = why
		}
	}
	return err
}

func (w *openingWork) carryLevels(ctx context.Context, tx postgres.Tx, rows []livingRow) error {
	var list []tier.Carried
	for i := range rows {
		if r := &rows[i]; r.refused == nil && r.Level != "" {
			list = append(list, tier.Carried{Member: r.of, Level: r.Level, AsOf: r.Since, Until: r.Until})
		}
	}
	return w.Tiers.CarryOver(ctx, tx, int64(w.report.Run), list)
}

// carryCoupons issues coupons in the order of their members, as all locks of members are taken.
func (w *openingWork) carryCoupons(ctx context.Context, tx postgres.Tx, rows []livingRow) error {
	if w.request.Kind != OpenCoupons {
		return nil
	}
	order := make([]int, len(rows))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return int(min(max(int64(rows[a].of)-int64(rows[b].of), -1), 1)) })
	for _, i := range order {
		r := &rows[i]
		if r.refused != nil {
			continue
		}
		inner, err := tx.Begin(ctx)
		if err != nil {
			return fmt.Errorf("issue coupons of row %d: %w", r.Row, err)
		}
		_, err = w.Coupons.Issue(ctx, inner, coupon.Issuing{Member: r.of, Key: w.key(r.Row), Source: coupon.ByImport, Reason: r.Number, Until: r.Expires,
			Items: []coupon.Item{{Template: coupon.TemplateID(r.Template), Quantity: r.Quantity}}})
		switch known := errs.Of(err); {
		case err == nil:
			err = inner.Commit(ctx)
		case known != nil && known.Kind != errs.Internal && known.Kind != errs.Unavailable:
			r.refused = err
			err = inner.Rollback(ctx)
		default:
			err = errors.Join(err, inner.Rollback(ctx))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// writeOpened puts on record what each row did.
func (w *openingWork) writeOpened(ctx context.Context, tx postgres.Tx, rows []livingRow) error {
	var out postgres.Writes
	list := postgres.Rows{Schema: "intake", Table: "opened", Columns: []string{"run_id", "row", "member_id", "joined", "posted"}}
	for i := range rows {
		r := &rows[i]
		if r.refused != nil && !r.joined {
			continue
		}
		posted := r.posted()
		if r.refused != nil {
			posted = 0
		}
		list.Values = append(list.Values, []any{int64(w.report.Run), r.Row, int64(r.of), r.joined, posted})
	}
	out.Insert(list)
	return out.Flush(ctx, tx)
}

// noteOpening writes down that the chunk is done, in its own transaction. Errors: ErrCancelled.
func (a *openingApplication) noteOpening(ctx context.Context, tx postgres.Tx, c openingChunk, did OpeningSums) error {
	body, err := json.Marshal(did)
	if err != nil {
		return fmt.Errorf("note a chunk: %w", err)
	}
	q := query(tx)
	run := int64(a.report.Run)
	if err := q.AddChunk(ctx, intakedb.AddChunkParams{RunID: run, First: c.first, Until: c.until, Done: body}); err != nil {
		return fmt.Errorf("note a chunk: %w", err)
	}
	going, err := q.Advance(ctx, int64(len(c.rows)), a.Clock.Now(), run)
	if err != nil {
		return fmt.Errorf("note a chunk: %w", err)
	}
	if going == 0 {
		return ErrCancelled.With("run", run)
	}
	return nil
}

// openedBits is what a member has of the system by an earlier run.
type openedBits struct {
	run    RunID
	posted int64
}

// openedBefore reads what members have of the system by other runs.
func (w *openingWork) openedBefore(ctx context.Context, q postgres.Querier, members []member.ID) (map[member.ID][]openedBits, error) {
	rows, err := query(q).OpenedBefore(ctx, postgres.IDs(members), int64(w.report.Run), w.request.Mapping.system())
	if err != nil {
		return nil, fmt.Errorf("read what was opened before: %w", err)
	}
	found := map[member.ID][]openedBits{}
	for _, r := range rows {
		found[member.ID(r.MemberID)] = append(found[member.ID(r.MemberID)], openedBits{RunID(r.RunID), r.Posted})
	}
	return found, nil
}
