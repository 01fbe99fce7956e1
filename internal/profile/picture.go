package profile

import (
	"cmp"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"habitue/internal/org"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/replica"
)

var (
	//go:embed analysis/rfm.sql
	rfmSQL string
	//go:embed analysis/stored.sql
	storedSQL string
)

// Picture is everybody's value as of a day, counted.
type Picture struct {
	Day     time.Time
	Version int
	Cells   []Cell // those in which there is somebody
	Last    []LastDay
}

// LastDay counts members who bought last on a day.
type LastDay struct {
	Day     time.Time
	Members int64
}

// Cell counts members of the same scores of recency and frequency and of one class.
type Cell struct {
	R, F    int
	Class   Class
	Members int64
	Orders  int64
	Spend   int64
	ScoresM int64 // the sum of their scores
}

// Move counts members who went from one class to another; None is not being
// there, before the first purchase or after everything was given back.
type Move struct {
	From, To Class
	Members  int64
	Spend    int64 // of these members, after; before where they are gone
}

// Comparison is two pictures and who went where between them.
type Comparison struct {
	Before, After Picture
	Moves         []Move
}

// View is of whom a picture is.
type View struct {
	Brand  org.BrandID   // 0: all together
	Stores []org.StoreID // who joined or bought there; empty: everybody. Scores are among all
}

// Picture takes the picture of a view.
func (s *Service) Picture(ctx context.Context, a Asked, v View) (Picture, error) {
	c, err := s.remembered(ctx, v.subject(Asked{}, a), func() (Comparison, error) {
		after, err := s.open(ctx, a, v)
		if err != nil {
			return Comparison{}, err
		}
		return compare(none{}, after)
	})
	c.After.Day, c.After.Version = a.Day, a.Rule.Number
	return c.After, err
}

// Compare takes two pictures of a view, and counts the moves.
func (s *Service) Compare(ctx context.Context, before, after Asked, v View) (Comparison, error) {
	c, err := s.remembered(ctx, v.subject(before, after), func() (Comparison, error) {
		one, err := s.open(ctx, before, v)
		if err != nil {
			return Comparison{}, err
		}
		two, err := s.open(ctx, after, v)
		if err != nil {
			one.close()
			return Comparison{}, err
		}
		return compare(one, two)
	})
	c.Before.Day, c.Before.Version = before.Day, before.Rule.Number
	c.After.Day, c.After.Version = after.Day, after.Rule.Number
	return c, err
}

// subject is what a comparison is of.
type subject struct {
	brand         org.BrandID
	stores        string
	before, after askedKey
}

func (v View) subject(before, after Asked) subject {
	stores := slices.Sorted(slices.Values(v.Stores))
	return subject{v.Brand, fmt.Sprint(stores), before.key(), after.key()}
}

type askedKey struct {
	day     time.Time
	version int
	refresh int64
}

func (a Asked) key() askedKey { return askedKey{a.Day, a.Rule.Number, a.refresh} }

// remembered answers from what was reckoned lately. What reads everybody is done
// one at a time: two at once would only take twice as long each. Neither what is
// stored, which is quick and may change, nor a draft's is remembered.
func (s *Service) remembered(ctx context.Context, of subject, reckon func() (Comparison, error)) (Comparison, error) {
	passing := of.after.refresh != 0 && of.before == (askedKey{}) || of.after.version == 0
	if known, _ := s.pictures.Get(of); len(known) > 0 && !passing {
		return known[of], nil
	}
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return Comparison{}, ctx.Err()
	}
	if known, _ := s.pictures.Get(of); len(known) > 0 && !passing {
		return known[of], nil
	}
	c, err := reckon()
	if err == nil && !passing {
		s.pictures.Put(of, c)
	}
	return c, err
}

// person is somebody in a picture.
type person struct {
	Facts
	Value
}

// crowd is everybody of a picture, in the order of their ids.
type crowd interface {
	next() (p person, more bool, err error)
	close()
}

// none is a picture with nobody in it.
type none struct{}

func (none) next() (person, bool, error) { return person{}, false, nil }
func (none) close()                      {}

// queue is a crowd as a query answers it.
type queue struct {
	rows  replica.Rows
	scan  func(replica.Rows, *person) error
	brand org.BrandID // -1: of all and of each
}

func (q *queue) next() (p person, more bool, err error) {
	for q.rows.Next() {
		if err := q.scan(q.rows, &p); err != nil {
			return p, false, fmt.Errorf("read value: %w", err)
		}
		if q.brand < 0 || p.Brand == q.brand {
			return p, true, nil
		}
	}
	return p, false, q.rows.Err()
}

func (q *queue) close() { q.rows.Close() }

// everyBrand asks for the values of each brand besides those of all together.
const everyBrand org.BrandID = -1

// open lets the crowd of a picture come.
func (s *Service) open(ctx context.Context, a Asked, v View) (crowd, error) {
	brand, stores := v.Brand, postgres.IDs(v.Stores)
	if len(stores) == 0 {
		stores = []int64{0}
	}
	if a.refresh != 0 {
		rows, err := s.Analyst.Query(ctx, storedSQL, int64(brand), stores)
		if err != nil {
			return nil, fmt.Errorf("read values: %w", err)
		}
		return &queue{rows: rows, scan: scanStored, brand: brand}, nil
	}
	settings, err := s.Org.Settings(ctx, s.DB)
	if err != nil {
		return nil, err
	}
	apart := brand != 0
	if brand == everyBrand {
		brands, err := s.Org.Brands(ctx, s.DB)
		if err != nil {
			return nil, err
		}
		apart = len(brands) > 1
	}
	rows, err := s.Analyst.Query(ctx, rfmSQL, a.Day, a.Rule.Body.opens(a.Day), settings.Currency, apart, stores)
	if err != nil {
		return nil, fmt.Errorf("reckon values: %w", err)
	}
	return &queue{rows: rows, brand: brand, scan: func(rows replica.Rows, p *person) error {
		if err := p.scan(rows); err != nil {
			return err
		}
		p.Value = a.Rule.Body.Judge(p.Facts, a.Day)
		return nil
	}}, nil
}

func (f *Facts) scan(rows replica.Rows) error {
	return rows.Scan(&f.Member, &f.Brand, &f.First, &f.Last, &f.Orders, &f.Spend, &f.Worse[0], &f.Worse[1], &f.Worse[2], &f.Of)
}

func scanStored(rows replica.Rows, p *person) error {
	var r, f, m int16
	err := rows.Scan(&p.Member, &p.Brand, &p.First, &p.Last, &p.Orders, &p.Spend, &r, &f, &m, &p.Class)
	p.R, p.F, p.M = int(r), int(f), int(m)
	return err
}

// compare lets two crowds pass beside each other and counts them.
func compare(before, after crowd) (c Comparison, err error) {
	defer before.close()
	defer after.close()
	was, is, moves := cells{}, cells{}, map[[2]Class]*Move{}
	wasLast, isLast := lastDays{}, lastDays{}
	a, moreA, errA := before.next()
	b, moreB, errB := after.next()
	for errA == nil && errB == nil && (moreA || moreB) {
		from, to, spend := None, None, a.Spend
		first := comesFirst(a, moreA, b, moreB)
		if first <= 0 {
			was.add(a)
			wasLast.add(a)
			from = a.Class
		}
		if first >= 0 {
			is.add(b)
			isLast.add(b)
			to, spend = b.Class, b.Spend
		}
		count(moves, from, to, spend)
		if first <= 0 {
			a, moreA, errA = before.next()
		}
		if first >= 0 {
			b, moreB, errB = after.next()
		}
	}
	c.Before.Cells, c.After.Cells = was.list(), is.list()
	c.Before.Last, c.After.Last = wasLast.list(), isLast.list()
	for _, m := range moves {
		c.Moves = append(c.Moves, *m)
	}
	slices.SortFunc(c.Moves, func(a, b Move) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	return c, errors.Join(errA, errB)
}

// comesFirst is negative when a is not in b's crowd, positive the other way
// round, and zero for one and the same.
func comesFirst(a person, moreA bool, b person, moreB bool) int {
	switch {
	case !moreB:
		return -1
	case !moreA:
		return 1
	}
	return cmp.Or(cmp.Compare(a.Member, b.Member), cmp.Compare(a.Brand, b.Brand))
}

func count(moves map[[2]Class]*Move, from, to Class, spend int64) {
	if from == to {
		return
	}
	m := moves[[2]Class{from, to}]
	if m == nil {
		m = &Move{From: from, To: to}
		moves[[2]Class{from, to}] = m
	}
	m.Members++
	m.Spend += spend
}

// place is where a cell stands.
type place struct {
	r, f  int
	class Class
}

type cells map[place]*Cell

func (c cells) add(p person) {
	at := place{p.R, p.F, p.Class}
	cell := c[at]
	if cell == nil {
		cell = &Cell{R: p.R, F: p.F, Class: p.Class}
		c[at] = cell
	}
	cell.Members++
	cell.Orders += p.Orders
	cell.Spend += p.Spend
	cell.ScoresM += int64(p.M)
}

func (c cells) list() []Cell {
	list := make([]Cell, 0, len(c))
	for _, cell := range slices.SortedFunc(maps.Values(c), func(a, b *Cell) int {
		return cmp.Or(cmp.Compare(a.R, b.R), cmp.Compare(a.F, b.F), cmp.Compare(a.Class, b.Class))
	}) {
		list = append(list, *cell)
	}
	return list
}

// lastDays counts members by the day of their last purchase, as days since 1970.
type lastDays map[int64]int64

const daySeconds = 24 * 60 * 60

func (l lastDays) add(p person) { l[p.Last.Unix()/daySeconds]++ }

// list returns the days in which somebody bought last, the latest first.
func (l lastDays) list() []LastDay {
	list := make([]LastDay, 0, len(l))
	for _, day := range slices.Backward(slices.Sorted(maps.Keys(l))) {
		list = append(list, LastDay{time.Unix(day*daySeconds, 0).UTC(), l[day]})
	}
	return list
}
