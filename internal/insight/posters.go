package insight

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"time"

	"habitue/internal/member"
	"habitue/internal/org"
)

// PosterBy says by what the report of posters is summed.
type PosterBy string

// What posters are summed by.
const (
	PosterByPoster  PosterBy = "poster"
	PosterByStore   PosterBy = "store"
	PosterByAdviser PosterBy = "adviser"
	PosterByDay     PosterBy = "day"
)

// PosterSum is what came of posters: how often they were opened, who joined by them, how
// many of these bought within the days that were asked for, and for how much the first time.
type PosterSum struct {
	Scans, Joined, Ordered, Amount int64
}

func (s *PosterSum) add(o PosterSum) {
	s.Scans += o.Scans
	s.Joined += o.Joined
	s.Ordered += o.Ordered
	s.Amount += o.Amount
}

// PosterPart is the sum of one poster, store, adviser or day; which it is says one of these.
type PosterPart struct {
	Poster  member.Poster
	Store   org.StoreID
	Adviser string
	Day     time.Time
	PosterSum
}

// Posters is what came of posters in a period. Who joined counts on the day of joining,
// and so does what he bought first.
type Posters struct {
	Compared
	Parts []PosterPart
	Total PosterSum
}

// postersCame is who joined by a poster on a day.
type postersCame struct {
	code                    string
	day                     time.Time
	joined, ordered, amount int64
}

var postersQuestion = newQuestion("posters", func(r *postersCame) []any { return []any{&r.code, &r.day, &r.joined, &r.ordered, &r.amount} })

// Posters reports what came of posters. Orders count that were bought within so many days
// of joining. Errors: ErrBadPeriod, ErrSeveralCurrencies.
func (s *Service) Posters(ctx context.Context, a Ask, by PosterBy, within int) (Posters, error) {
	sc, err := s.settled(ctx, a)
	if err != nil {
		return Posters{}, err
	}
	all, err := s.Deps.Members.AllPosters(ctx, s.DB)
	if err != nil {
		return Posters{}, err
	}
	scans, err := s.Deps.Members.PosterScans(ctx, s.DB, sc.From, sc.Until)
	if err != nil {
		return Posters{}, err
	}
	came, err := ask(ctx, s, postersQuestion, sc.from(), sc.until(), sc.days.Zone, int32(sc.days.CutoffMinutes), int32(within), sc.currency)
	if err != nil {
		return Posters{}, err
	}
	sum := posterSums{by: by, parts: map[string]*PosterPart{}}
	codes, ids := map[string]member.Poster{}, map[member.PosterID]member.Poster{}
	for _, p := range all {
		if !sc.hangs(p) {
			continue
		}
		codes[p.Code], ids[p.ID] = p, p
		if by == PosterByPoster && sc.overlaps(p) {
			sum.add(p, time.Time{}, PosterSum{})
		}
	}
	if by == PosterByDay {
		for d := sc.From; d.Before(sc.Until); d = d.AddDate(0, 0, 1) {
			sum.add(member.Poster{}, d, PosterSum{})
		}
	}
	for _, r := range scans {
		if p, ok := ids[r.Poster]; ok {
			sum.add(p, r.Day, PosterSum{Scans: r.Scans})
		}
	}
	for _, r := range came {
		if p, ok := codes[r.code]; ok {
			sum.add(p, r.day, PosterSum{Joined: r.joined, Ordered: r.ordered, Amount: r.amount})
		}
	}
	return Posters{Compared: sc.compared(), Parts: sum.sorted(), Total: sum.total}, nil
}

// hangs reports whether a poster is of the stores and channels that are asked about.
func (s scope) hangs(p member.Poster) bool {
	return (s.stores[0] == 0 || slices.Contains(s.stores, int64(p.Store))) &&
		(s.channels[0] == 0 || slices.Contains(s.channels, int64(p.Channel)))
}

// overlaps reports whether a poster ran at all in the period.
func (s scope) overlaps(p member.Poster) bool {
	return p.From.Before(s.until()) && (p.Until.IsZero() || p.Until.After(s.from())) && (p.EndedAt.IsZero() || p.EndedAt.After(s.from()))
}

// posterSums sums by what is asked for.
type posterSums struct {
	by    PosterBy
	parts map[string]*PosterPart
	total PosterSum
}

func (s *posterSums) add(p member.Poster, day time.Time, n PosterSum) {
	key, part := "", PosterPart{}
	switch s.by {
	case PosterByPoster:
		key, part.Poster = p.Code, p
	case PosterByStore:
		key, part.Store = strconv.FormatInt(int64(p.Store), 10), p.Store
	case PosterByAdviser:
		key, part.Adviser = p.Adviser, p.Adviser
	case PosterByDay:
		key, part.Day = day.Format(time.DateOnly), day
	}
	at, known := s.parts[key]
	if !known {
		at = &part
		s.parts[key] = at
	}
	at.add(n)
	s.total.add(n)
}

// sorted are the parts, those by which most joined first; days in their order.
func (s *posterSums) sorted() []PosterPart {
	list := make([]PosterPart, 0, len(s.parts))
	for _, p := range s.parts {
		list = append(list, *p)
	}
	slices.SortFunc(list, func(a, b PosterPart) int {
		return cmp.Or(a.Day.Compare(b.Day), cmp.Compare(b.Joined, a.Joined), cmp.Compare(b.Scans, a.Scans),
			cmp.Compare(b.Poster.ID, a.Poster.ID), cmp.Compare(a.Store, b.Store), cmp.Compare(a.Adviser, b.Adviser))
	})
	return list
}
