package catalog

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/catalog/internal/catalogdb"
	"habitue/internal/platform/coded"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
)

// Bounds of a price, and of how many levels have one of their own.
const (
	maxAmount = 1_000_000_000_000 // minor units, as of a line of an order
	maxLevels = 50
)

// PriceEdit says what an article is to cost from a moment on.
type PriceEdit struct {
	Article string // code
	From    time.Time
	Until   time.Time
	Amount  int64
	Member  map[string]int64
	Remove  bool // the price that begins at From is taken away
}

// PriceRow is a PriceEdit that names its list, as a file or another system does.
type PriceRow struct {
	List string // code
	PriceEdit
}

// Outcome is what became of a row.
type Outcome string

// The outcomes.
const (
	Made      Outcome = "made"
	Edited    Outcome = "changed"
	Same      Outcome = "unchanged"
	Removed   Outcome = "removed"
	Refused   Outcome = "refused"
	OutOfDate Outcome = "out_of_date" // something newer is known
)

// RowResult is what became of one row of a batch. The others do not depend on it.
type RowResult struct {
	Code    string // of the article
	Outcome Outcome
	Err     *errs.Error // why it was refused
}

// PriceChange is prices that were changed together.
type PriceChange struct {
	ID       int64
	List     PriceListID
	At       time.Time
	By       string
	Reason   string
	Steps    []PriceStep
	Undoes   int64 // 0: it takes nothing back
	UndoneBy int64 // 0: it stands
}

// PriceStep is one price before and after. Nil is none.
type PriceStep struct {
	Article ArticleID  `json:"article"`
	From    time.Time  `json:"from"`
	Before  *PriceTerm `json:"before"`
	After   *PriceTerm `json:"after"`
}

// PriceTerm is what a price says.
type PriceTerm struct {
	Until  time.Time        `json:"until,omitzero"`
	Amount int64            `json:"amount"`
	Member map[string]int64 `json:"member,omitempty"`
}

func (t *PriceTerm) equal(u *PriceTerm) bool {
	if t == nil || u == nil {
		return t == u
	}
	return t.Until.Equal(u.Until) && t.Amount == u.Amount && maps.Equal(t.Member, u.Member)
}

// normal says what is wrong with an edit, and cuts its period to the second.
func (e PriceEdit) normal() (PriceEdit, *errs.Error) {
	e.From, e.Until = e.From.UTC().Truncate(time.Second), e.Until.UTC().Truncate(time.Second)
	if e.Remove {
		return e, nil
	}
	if !e.Until.IsZero() && !e.From.Before(e.Until) {
		return e, ErrBadPeriod
	}
	if e.Amount < 0 || e.Amount > maxAmount || len(e.Member) > maxLevels {
		return e, ErrBadAmount
	}
	for level, amount := range e.Member {
		if !coded.Valid(level) || amount < 0 || amount > maxAmount {
			return e, ErrBadAmount.With("level", i18n.Clean(level, coded.MaxLength))
		}
	}
	return e, nil
}

// ChangePrices changes prices of a list, all of them or none, and keeps on record
// what they were. Errors: ErrNoList, and those of a row: ErrUnknownArticle,
// ErrBadPeriod, ErrBadAmount, ErrRowTwice.
func (s *Service) ChangePrices(ctx context.Context, tx postgres.Tx, list PriceListID, edits []PriceEdit, by, reason string) (change PriceChange, err error) {
	err = s.revise(ctx, tx, func() error {
		l, err := s.PriceList(ctx, tx, list)
		if err != nil {
			return err
		}
		results, steps, err := s.setPrices(ctx, tx, l.ID, edits)
		if err != nil {
			return err
		}
		for i, r := range results {
			if r.Err != nil {
				return r.Err.With("code", r.Code, "row", i+1)
			}
		}
		change, err = s.record(ctx, tx, PriceChange{List: l.ID, By: by, Reason: reason, Steps: steps})
		return err
	})
	return change, err
}

// SyncPrices takes prices over from another system or a file, each row for itself:
// one that is wrong says so, and the others count. The same rows again change nothing.
func (s *Service) SyncPrices(ctx context.Context, tx postgres.Tx, rows []PriceRow, by, reason string) (results []RowResult, err error) {
	results = make([]RowResult, len(rows))
	err = s.revise(ctx, tx, func() error {
		lists, err := s.PriceLists(ctx, tx)
		if err != nil {
			return err
		}
		known := map[string]PriceListID{}
		for _, l := range lists {
			known[l.Code] = l.ID
		}
		places := map[PriceListID][]int{}
		for i, r := range rows {
			if id, ok := known[r.List]; ok {
				places[id] = append(places[id], i)
				continue
			}
			results[i] = refusal(r.Article, ErrUnknownList.With("list", i18n.Clean(r.List, coded.MaxLength)))
		}
		for _, id := range slices.Sorted(maps.Keys(places)) {
			edits := make([]PriceEdit, len(places[id]))
			for i, at := range places[id] {
				edits[i] = rows[at].PriceEdit
			}
			done, steps, err := s.setPrices(ctx, tx, id, edits)
			if err != nil {
				return err
			}
			for i, at := range places[id] {
				results[at] = done[i]
			}
			if _, err := s.record(ctx, tx, PriceChange{List: id, By: by, Reason: reason, Steps: steps}); err != nil {
				return err
			}
		}
		return nil
	})
	return results, err
}

func refusal(code string, err *errs.Error) RowResult {
	return RowResult{Code: i18n.Clean(code, coded.MaxLength), Outcome: Refused, Err: err}
}

type priceKey struct {
	article ArticleID
	from    int64
}

// setPrices writes what can be written, and says of every edit what became of it.
func (s *Service) setPrices(ctx context.Context, tx postgres.Tx, list PriceListID, edits []PriceEdit) (results []RowResult, steps []PriceStep, err error) {
	codes := make([]string, len(edits))
	for i, e := range edits {
		codes[i] = e.Article
	}
	// Not from memory: an article of this very transaction counts too.
	rows, err := query(tx).ArticlesByCodes(ctx, coded.Possible(codes))
	if err != nil {
		return nil, nil, fmt.Errorf("read articles: %w", err)
	}
	ids := map[string]ArticleID{}
	for _, r := range rows {
		ids[r.CatalogArticle.Code] = ArticleID(r.CatalogArticle.ID)
	}
	known, err := s.pricesOf(ctx, tx, list, slices.Collect(maps.Values(ids)))
	if err != nil {
		return nil, nil, err
	}
	results = make([]RowResult, len(edits))
	seen := map[priceKey]bool{}
	for i, e := range edits {
		e, wrong := e.normal()
		id := ids[e.Article]
		key := priceKey{id, e.From.Unix()}
		if wrong == nil && id == 0 {
			wrong = ErrUnknownArticle.With("code", i18n.Clean(e.Article, coded.MaxLength))
		}
		if wrong == nil && seen[key] {
			wrong = ErrRowTwice
		}
		if wrong != nil {
			results[i] = refusal(e.Article, wrong)
			continue
		}
		seen[key] = true
		step := PriceStep{Article: id, From: e.From, Before: known[key]}
		if !e.Remove {
			step.After = &PriceTerm{Until: e.Until, Amount: e.Amount, Member: e.Member}
		}
		results[i] = RowResult{Code: e.Article, Outcome: step.outcome()}
		if results[i].Outcome != Same {
			steps = append(steps, step)
		}
	}
	return results, steps, s.writePrices(ctx, tx, list, steps)
}

func (p PriceStep) outcome() Outcome {
	switch {
	case p.Before.equal(p.After):
		return Same
	case p.Before == nil:
		return Made
	case p.After == nil:
		return Removed
	}
	return Edited
}

func (s *Service) pricesOf(ctx context.Context, q postgres.Querier, list PriceListID, articles []ArticleID) (map[priceKey]*PriceTerm, error) {
	rows, err := query(q).PricesOfList(ctx, int64(list), postgres.IDs(articles))
	if err != nil {
		return nil, fmt.Errorf("read prices of list %d: %w", list, err)
	}
	known := make(map[priceKey]*PriceTerm, len(rows))
	for _, r := range rows {
		p := priceOf(r)
		known[priceKey{p.Article, p.From.Unix()}] = &PriceTerm{Until: p.Until, Amount: p.Amount, Member: p.Member}
	}
	return known, nil
}

// writePrices makes the steps' prices what they are afterwards.
func (s *Service) writePrices(ctx context.Context, tx postgres.Tx, list PriceListID, steps []PriceStep) error {
	var save catalogdb.SavePricesParams
	var lists, articles []int64 // of prices that go
	var froms []time.Time
	for _, p := range steps {
		if p.After == nil {
			lists, articles, froms = append(lists, int64(list)), append(articles, int64(p.Article)), append(froms, p.From)
			continue
		}
		member := p.After.Member
		if member == nil {
			member = map[string]int64{}
		}
		text, err := json.Marshal(member)
		if err != nil {
			return fmt.Errorf("member prices: %w", err)
		}
		save.ListIds, save.ArticleIds, save.Froms = append(save.ListIds, int64(list)), append(save.ArticleIds, int64(p.Article)), append(save.Froms, p.From)
		save.Untils, save.Amounts, save.Members = append(save.Untils, p.After.Until), append(save.Amounts, p.After.Amount), append(save.Members, text)
	}
	if len(lists) > 0 {
		if err := query(tx).DeletePrices(ctx, lists, articles, froms); err != nil {
			return fmt.Errorf("take prices away: %w", err)
		}
	}
	if len(save.ListIds) > 0 {
		if err := query(tx).SavePrices(ctx, save); err != nil {
			return fmt.Errorf("save prices: %w", err)
		}
	}
	return nil
}

// record keeps what was changed. Of nothing there is no record.
func (s *Service) record(ctx context.Context, tx postgres.Tx, c PriceChange) (PriceChange, error) {
	if len(c.Steps) == 0 {
		return c, nil
	}
	fresh, err := s.ids.Next(ctx)
	if err != nil {
		return c, err
	}
	c.ID, c.At = fresh, s.clock.Now()
	text, err := json.Marshal(c.Steps)
	if err != nil {
		return c, fmt.Errorf("record prices: %w", err)
	}
	err = query(tx).InsertPriceChange(ctx, catalogdb.InsertPriceChangeParams{
		ID: c.ID, ListID: int64(c.List), ChangedAt: c.At, ChangedBy: c.By, Reason: c.Reason, Prices: text, Undoes: postgres.Optional(c.Undoes),
	})
	if err != nil {
		return c, fmt.Errorf("record prices: %w", err)
	}
	return c, nil
}

// UndoPrices makes prices what they were before a change, as long as nobody has
// changed the same ones since. Errors: ErrNoChange, ErrUndone, ErrPricesMoved.
func (s *Service) UndoPrices(ctx context.Context, tx postgres.Tx, id int64, by, reason string) (change PriceChange, err error) {
	err = s.revise(ctx, tx, func() error {
		was, err := s.PriceChange(ctx, tx, id)
		if err != nil {
			return err
		}
		if was.UndoneBy != 0 {
			return ErrUndone
		}
		var articles []ArticleID
		for _, p := range was.Steps {
			articles = append(articles, p.Article)
		}
		known, err := s.pricesOf(ctx, tx, was.List, articles)
		if err != nil {
			return err
		}
		steps := make([]PriceStep, len(was.Steps))
		for i, p := range was.Steps {
			if !p.After.equal(known[priceKey{p.Article, p.From.Unix()}]) {
				return ErrPricesMoved
			}
			steps[i] = PriceStep{Article: p.Article, From: p.From, Before: p.After, After: p.Before}
		}
		if err := s.writePrices(ctx, tx, was.List, steps); err != nil {
			return err
		}
		change, err = s.record(ctx, tx, PriceChange{List: was.List, By: by, Reason: reason, Steps: steps, Undoes: id})
		return err
	})
	return change, err
}

// PriceChange returns one change. Errors: ErrNoChange.
func (s *Service) PriceChange(ctx context.Context, q postgres.Querier, id int64) (PriceChange, error) {
	r, err := query(q).PriceChange(ctx, id)
	if errors.Is(err, pgx.ErrNoRows) {
		return PriceChange{}, ErrNoChange
	}
	if err != nil {
		return PriceChange{}, fmt.Errorf("read change of prices %d: %w", id, err)
	}
	return priceChangeOf(r.CatalogPriceChange, r.UndoneBy)
}

// PriceChanges returns up to limit changes of a list, the newest first, older than
// the one of the id before; 0 begins.
func (s *Service) PriceChanges(ctx context.Context, q postgres.Querier, list PriceListID, before int64, limit int) ([]PriceChange, error) {
	if before == 0 {
		before = 1<<63 - 1
	}
	rows, err := query(q).PriceChanges(ctx, int64(list), before, int32(limit))
	if err != nil {
		return nil, fmt.Errorf("list changes of prices: %w", err)
	}
	changes := make([]PriceChange, len(rows))
	for i, r := range rows {
		if changes[i], err = priceChangeOf(r.CatalogPriceChange, r.UndoneBy); err != nil {
			return nil, err
		}
	}
	return changes, nil
}

func priceChangeOf(r catalogdb.CatalogPriceChange, undoneBy *int64) (PriceChange, error) {
	c := PriceChange{ID: r.ID, List: PriceListID(r.ListID), At: r.ChangedAt.UTC(), By: r.ChangedBy, Reason: r.Reason,
		Undoes: postgres.Value(r.Undoes), UndoneBy: postgres.Value(undoneBy)}
	if err := json.Unmarshal(r.Prices, &c.Steps); err != nil {
		return c, fmt.Errorf("read change of prices %d: %w", r.ID, err)
	}
	return c, nil
}
