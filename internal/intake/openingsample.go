package intake

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/extsort"
	"habitue/internal/platform/postgres"
)

// Sampled is what the first rows came to when they were really brought in and taken back:
// the very transaction of a chunk, rolled back.
type Sampled struct {
	Sums    OpeningSums     `json:"sums"`
	Members []SampledMember `json:"members"`
}

// SampledMember is a member as he was within that transaction; what is personal is masked.
type SampledMember struct {
	Row      int64           `json:"row"`
	Name     string          `json:"name,omitempty"`
	Identity string          `json:"identity"`
	Joined   bool            `json:"joined"` // by this row
	Balances []SampleBalance `json:"balances,omitempty"`
	Level    string          `json:"level,omitempty"`
	Coupons  int             `json:"coupons,omitempty"`
}

// SampleBalance is so much of an asset.
type SampleBalance struct {
	Asset    string `json:"asset"`
	Currency string `json:"currency,omitempty"`
	Amount   int64  `json:"amount"`
}

// Bounds of a sample.
const (
	MostSampled = 1_000
	shownSample = 20
)

// errSampled takes a sample back.
var errSampled = errors.New("sampled, not done")

// sample brings the first rows in, looks, and takes them back.
func (w *openingWork) sample(ctx context.Context) error {
	spool, err := extsort.OpenSpool(w.spool())
	if err != nil {
		return err
	}
	defer spool.Close()
	in, err := spool.From(0)
	if err != nil {
		return err
	}
	c, err := nextOpening(in)
	if err != nil {
		return err
	}
	c.rows = c.rows[:min(len(c.rows), w.request.Sample, MostSampled)]
	err = w.DB.InTx(ctx, func(tx postgres.Tx) error {
		if w.report.Run == 0 { // postings say which run caused them; of this one nothing stays
			next, err := w.IDs.Next(ctx)
			if err != nil {
				return err
			}
			w.report.Run = RunID(next)
			defer func() { w.report.Run = 0 }()
			if _, err := tx.Exec(ctx, `INSERT INTO intake.run (id, kind, file_name, options, dry_run, status, principal, started_at, updated_at)
				VALUES ($1, $2, $3, '{}', true, 'reading', $4, $5, $5)`, next, string(w.request.Kind), w.report.File.Name, w.request.Principal, w.Clock.Now()); err != nil {
				return fmt.Errorf("begin a sample: %w", err)
			}
		}
		principal, bonus, err := w.Prepaid.NeedAssets(ctx, tx, w.of.currency)
		if err != nil {
			return err
		}
		w.of.real = map[ledger.AssetID]ledger.AssetID{somePrincipal: principal, someBonus: bonus}
		if err := w.assetFacts(ctx, tx, w.of); err != nil {
			return err
		}
		out, err := w.live(ctx, tx, c, nil, nil)
		if err != nil {
			return err
		}
		w.report.Sample = &Sampled{Sums: out.told(w.of), Members: []SampledMember{}}
		if err := w.look(ctx, tx, c.rows); err != nil {
			return err
		}
		return errSampled
	})
	w.Ledger.AssetsChanged() // what was made and taken back is forgotten
	if errors.Is(err, errSampled) {
		return nil
	}
	return err
}

// look reads the members of rows as they are within tx.
func (w *openingWork) look(ctx context.Context, tx postgres.Tx, rows []openingRow) error {
	shown := rows[:min(len(rows), shownSample)]
	var keys []member.Key
	for i := range shown {
		keys = append(keys, shown[i].Keys...)
	}
	owners, err := w.Members.ResolveMany(ctx, tx, keys)
	if err != nil {
		return err
	}
	var ids []member.ID
	for _, id := range owners {
		ids = append(ids, id)
	}
	balances, err := w.Ledger.Balances(ctx, tx, ids...)
	if err != nil {
		return err
	}
	levels, err := w.Tiers.Levels(ctx, tx, ids...)
	if err != nil {
		return err
	}
	for i := range shown {
		r := &shown[i]
		m := SampledMember{Row: r.Row, Name: member.MaskName(r.Name)}
		var id member.ID
		for _, k := range r.Keys {
			if owner := owners[k]; owner != 0 {
				if id == 0 || k.Kind == member.Phone {
					m.Identity = k.Mask()
				}
				id = owner
			}
		}
		if id == 0 {
			continue
		}
		m.Joined = w.lived[i].joined
		for _, b := range balances[id] {
			if b.Available != 0 || b.Pending != 0 {
				s := SampleBalance{Asset: w.of.names[b.Asset], Amount: b.Available + b.Pending}
				if w.of.decimals[b.Asset] > 0 {
					s.Currency = w.of.currency
				}
				m.Balances = append(m.Balances, s)
			}
		}
		m.Level = levels[id].Level.Code
		if r.Template != 0 {
			wallet, err := w.Coupons.Wallet(ctx, tx, id, nil, 100)
			if err != nil {
				return err
			}
			m.Coupons = len(wallet)
		}
		w.report.Sample.Members = append(w.report.Sample.Members, m)
	}
	slices.SortFunc(w.report.Sample.Members, func(a, b SampledMember) int { return int(a.Row - b.Row) })
	return nil
}
