package member

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"habitue/internal/platform/postgres"
)

// maxFound bounds how many members a search may fit. More than these nobody
// reads through; the answer then is to say more.
const maxFound = 1000

// ReadSearch reads what somebody typed into the search box.
func (s *Service) ReadSearch(ctx context.Context, q postgres.Querier, text string) (Search, error) {
	settings, err := s.org.Settings(ctx, q)
	if err != nil {
		return Search{}, err
	}
	return readSearch(text, settings.Country), nil
}

// Whole narrows a search to what can only mean one person: a phone, card, number
// or e-mail from beginning to end, as a customer says it at the counter.
func (s Search) Whole() (whole Search, ok bool) {
	for _, p := range s.plans {
		if !slices.ContainsFunc(p, func(t term) bool { return len(t.keys) == 0 || len(t.spellings) > 0 }) {
			whole.plans = append(whole.plans, p)
		}
	}
	return whole, len(whole.plans) > 0
}

// Find returns the members who fit a search as far as the index tells, by id: at
// most a thousand. Fits tells of each whether he really does.
// Errors: ErrTooCommon.
func (s *Service) Find(ctx context.Context, q postgres.Querier, search Search) ([]ID, error) {
	known, err := s.lookUp(ctx, q, search)
	if err != nil {
		return nil, err
	}
	var found []ID
	tooMany := false
	for _, p := range search.plans {
		ids, few, err := known.intersect(ctx, q, p)
		if err != nil {
			return nil, err
		}
		tooMany = tooMany || !few
		found = append(found, ids...)
	}
	// Where the text has a rare meaning, nobody meant the common one.
	slices.Sort(found)
	if found = slices.Compact(found); (tooMany && len(found) == 0) || len(found) > maxFound {
		return nil, ErrTooCommon.With("most", maxFound)
	}
	return found, nil
}

// Found is a page of a search.
type Found struct {
	IDs  []ID // by id
	Next ID   // behind which the next page begins; zero on the last
}

// Page returns the members of a search behind one, compared with the vault. It
// may be shorter than limit and still not be the last. Errors: ErrTooCommon.
func (s *Service) Page(ctx context.Context, q postgres.Querier, search Search, after ID, limit int) (Found, error) {
	ids, err := s.Find(ctx, q, search)
	if err != nil {
		return Found{}, err
	}
	begin, exact := slices.BinarySearch(ids, after)
	if exact {
		begin++
	}
	var f Found
	if ids = ids[begin:]; len(ids) > limit {
		ids = ids[:limit]
		f.Next = ids[limit-1]
	}
	f.IDs, err = s.Fitting(ctx, q, search, ids)
	return f, err
}

// Fitting returns those of a page of Find whom the search really describes.
func (s *Service) Fitting(ctx context.Context, q postgres.Querier, search Search, ids []ID) (fitting []ID, err error) {
	personal, err := s.Personal(ctx, q, ids...)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		if search.Fits(personal[id]) {
			fitting = append(fitting, id)
		}
	}
	return fitting, nil
}

// index is what tokens and claims of a search lead to.
type index struct {
	in      indexing
	tokens  map[int64][]ID // up to one more than maxFound
	claimed map[key]ID
}

// lookUp asks for everything a search names at once.
func (s *Service) lookUp(ctx context.Context, q postgres.Querier, search Search) (*index, error) {
	in, err := s.look(ctx, q) // while the index key is exchanged some are found under the one, some under the other
	if err != nil {
		return nil, err
	}
	x := &index{in: in, tokens: map[int64][]ID{}}
	var tokens []int64
	var keys []key
	for _, p := range search.plans {
		for _, t := range p {
			tokens = append(tokens, x.tokensOf(t)...)
			for _, k := range t.keys {
				keys = append(keys, key{k.Kind, k.Value})
			}
		}
	}
	if x.claimed, err = readOwners(ctx, q, in, keys); err != nil || len(tokens) == 0 {
		return x, err
	}
	slices.Sort(tokens)
	rows, err := query(q).FindTokens(ctx, slices.Compact(tokens), maxFound+1)
	if err != nil {
		return nil, fmt.Errorf("look up search tokens: %w", err)
	}
	for _, r := range rows {
		x.tokens[r.Token] = append(x.tokens[r.Token], ID(r.MemberID))
	}
	return x, nil
}

func (x *index) tokensOf(t term) []int64 {
	list := make([]int64, 0, len(t.spellings))
	for _, sp := range t.spellings {
		for _, one := range x.in.each() {
			list = append(list, token(one, sp.Cut()))
		}
	}
	return list
}

// fitting returns whom a term fits, unless they are too many to have been read.
func (x *index) fitting(t term) (ids []ID, few bool) {
	for _, token := range x.tokensOf(t) {
		if len(x.tokens[token]) > maxFound {
			return nil, false
		}
		ids = append(ids, x.tokens[token]...)
	}
	ids = append(ids, x.claimants(t)...)
	slices.Sort(ids)
	ids = slices.Compact(ids)
	return ids, len(ids) <= maxFound
}

func (x *index) claimants(t term) (ids []ID) {
	for _, k := range t.keys {
		if id, ok := x.claimed[key{k.Kind, k.Value}]; ok {
			ids = append(ids, id)
		}
	}
	return ids
}

// intersect returns whom all terms of a plan fit. It begins with the rarest term
// and asks of those it found whether the others fit; when every term is common,
// there is nothing to begin with, and few is false.
func (x *index) intersect(ctx context.Context, q postgres.Querier, p plan) (ids []ID, few bool, err error) {
	var common []term
	var rare [][]ID
	for _, t := range p {
		if fits, few := x.fitting(t); few {
			rare = append(rare, fits)
		} else {
			common = append(common, t)
		}
	}
	if len(rare) == 0 {
		return nil, false, nil
	}
	slices.SortFunc(rare, func(a, b []ID) int { return cmp.Compare(len(a), len(b)) })
	ids = rare[0]
	for _, others := range rare[1:] {
		ids = both(ids, others)
	}
	for _, t := range common {
		if len(ids) == 0 {
			break
		}
		have, err := query(q).HaveToken(ctx, x.tokensOf(t), postgres.IDs(ids))
		if err != nil {
			return nil, false, fmt.Errorf("compare search tokens: %w", err)
		}
		fits := x.claimants(t)
		for _, id := range have {
			fits = append(fits, ID(id))
		}
		slices.Sort(fits)
		ids = both(ids, fits)
	}
	return ids, true, nil
}

// both returns what two sorted lists share.
func both(a, b []ID) []ID {
	return slices.DeleteFunc(slices.Clone(a), func(id ID) bool {
		_, in := slices.BinarySearch(b, id)
		return !in
	})
}
