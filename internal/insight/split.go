package insight

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"golang.org/x/sync/errgroup"

	"habitue/internal/catalog"
	"habitue/internal/org"
	"habitue/internal/platform/i18n"
)

// Split is by what sales are divided.
type Split string

// The splits. By return is by who bought: no member, a member for the first
// time, a member who had bought before.
const (
	NoSplit    Split = "none"
	ByStore    Split = "store"
	ByChannel  Split = "channel"
	ByCategory Split = "category"
	ByReturn   Split = "return"
)

// Series is one part of a split over the pieces of a period. Counts are orders
// or, of categories, pieces of goods.
type Series struct {
	Key      string    // a code, or a word of ours: all, none, rest, walk_in, new, returning
	Name     i18n.Text // empty: the key is a word of ours
	Sales    []int64
	Counts   []int64
	Total    Amount
	Before   Amount
	LastYear Amount
}

// Amount is sales and a count.
type Amount struct{ Sales, Count int64 }

func (a *Amount) add(r dayRow) { a.Sales += r.sale; a.Count += r.count }

// mostSeries is how many parts are told apart; the others are one, the rest.
const mostSeries = 12

var splits = map[Split]question[dayRow]{
	ByStore: dayQuestion("by_store"), ByChannel: dayQuestion("by_channel"),
	ByCategory: dayQuestion("by_category"), ByReturn: dayQuestion("by_return"),
}

// split answers a split for the period and what it is compared with.
func (s *Service) split(ctx context.Context, sc scope, cut pieces, by Split) ([]Series, error) {
	answers := make([][]dayRow, 3)
	group, asking := errgroup.WithContext(ctx)
	for i, p := range []Period{sc.Period, sc.Before(), sc.LastYear()} {
		group.Go(func() (err error) {
			answers[i], err = ask(asking, s, splits[by], sc.during(p).args()...)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	call, err := s.caller(ctx, by, answers)
	if err != nil {
		return nil, err
	}
	series := gather(cut, answers, call)
	if len(series) > mostSeries && by != ByReturn {
		series = append(series[:mostSeries], rest(series[mostSeries:]))
	}
	return series, nil
}

// label is what a part is called.
type label struct {
	key  string
	name i18n.Text
}

// gather puts rows under their labels, those that sold most first.
func gather(cut pieces, answers [][]dayRow, call func(part int64) label) []Series {
	place := map[string]*Series{}
	var list []*Series
	for i, rows := range answers {
		for _, r := range rows {
			l := call(r.part)
			v := place[l.key]
			if v == nil {
				v = &Series{Key: l.key, Name: l.name, Sales: make([]int64, len(cut.starts)), Counts: make([]int64, len(cut.starts))}
				place[l.key] = v
				list = append(list, v)
			}
			if i == 0 {
				v.Sales[cut.of(r.day)] += r.sale
				v.Counts[cut.of(r.day)] += r.count
			}
			[]*Amount{&v.Total, &v.Before, &v.LastYear}[i].add(r)
		}
	}
	slices.SortStableFunc(list, func(a, b *Series) int {
		return cmp.Or(cmp.Compare(b.Total.Sales, a.Total.Sales), cmp.Compare(a.Key, b.Key))
	})
	series := make([]Series, len(list))
	for i, v := range list {
		series[i] = *v
	}
	return series
}

// rest adds up what is too small to be told apart.
func rest(small []Series) Series {
	sum := Series{Key: "rest", Sales: make([]int64, len(small[0].Sales)), Counts: make([]int64, len(small[0].Counts))}
	for _, v := range small {
		for i := range sum.Sales {
			sum.Sales[i] += v.Sales[i]
			sum.Counts[i] += v.Counts[i]
		}
		for _, pair := range [][2]*Amount{{&sum.Total, &v.Total}, {&sum.Before, &v.Before}, {&sum.LastYear, &v.LastYear}} {
			pair[0].Sales += pair[1].Sales
			pair[0].Count += pair[1].Count
		}
	}
	return sum
}

// caller returns how the parts of a split are called.
func (s *Service) caller(ctx context.Context, by Split, answers [][]dayRow) (func(int64) label, error) {
	switch by {
	case ByStore:
		found, err := s.Org.StoresByIDs(ctx, s.DB, partsOf[org.StoreID](answers)...)
		return labels(func(id int64) (string, i18n.Text) { v := found[org.StoreID(id)]; return v.Code, v.Name }), err
	case ByChannel:
		found, err := s.Org.ChannelsByIDs(ctx, s.DB, partsOf[org.ChannelID](answers)...)
		return labels(func(id int64) (string, i18n.Text) { v := found[org.ChannelID(id)]; return v.Code, v.Name }), err
	case ByCategory:
		tree, err := s.Catalog.Tree(ctx, s.DB)
		return labels(func(id int64) (string, i18n.Text) {
			path := tree.Path(catalog.CategoryID(id))
			if len(path) == 0 {
				return "", nil
			}
			top, _ := tree.ByCode(path[len(path)-1])
			return top.Code, top.Name
		}), err
	}
	return func(who int64) label { return label{key: [...]string{"walk_in", "new", "returning"}[who]} }, nil
}

// labels calls what has no code "none", and what the owner does not know (yet)
// by its number.
func labels(find func(id int64) (code string, name i18n.Text)) func(int64) label {
	return func(id int64) label {
		if id == 0 {
			return label{key: "none"}
		}
		code, name := find(id)
		if code == "" {
			code = strconv.FormatInt(id, 10)
			name = i18n.Of(code, code)
		}
		return label{code, name}
	}
}

func partsOf[ID ~int64](answers [][]dayRow) []ID {
	var ids []ID
	for _, rows := range answers {
		for _, r := range rows {
			if id := ID(r.part); id != 0 && !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}
