package member

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/member/internal/twin"
	"habitue/internal/platform/postgres"
)

// How members who may be one person are found among many: who share a blocking
// key are compared, and nobody else. The keys lie blind beside the search tokens;
// only who shares one is opened in the vault, a few thousand at a time.

const (
	// largestBlock bounds how many share a key and are compared, each with each. Larger
	// blocks hold what many type who type nothing ("test", 01-01) and are counted only.
	largestBlock = 50
	// membersOfPart is how many members' keys make a part; PostgreSQL sorts them.
	membersOfPart = 250_000
	// comparedAtOnce bounds the pairs whose members are open at a time.
	comparedAtOnce = 20_000
	// countedNames is the sample on which names are counted.
	countedNames = 10_000
	// restsFor is how long after a search the next one begins; sooner where members
	// became many more, but not at once.
	restsFor     = 24 * time.Hour
	restsAtLeast = time.Hour
	// keyedAtOnce is how many get their keys in one transaction, where they have none.
	keyedAtOnce = 5000
)

// TwinRun is one search for members who may be one person.
type TwinRun struct {
	ID                      int64
	BeganAt, EndedAt        time.Time // EndedAt zero: at work
	Members                 int64
	Parts, Done             int
	Compared, Found         int64
	CutBlocks, LargestBlock int64 // keys that too many share: they were not compared
}

// TwinRun returns the last search; ok is false where there was none.
func (s *Service) TwinRun(ctx context.Context, q postgres.Querier) (r TwinRun, ok bool, err error) {
	rows, err := query(q).LastTwinRun(ctx)
	if err != nil || len(rows) == 0 {
		return r, false, err
	}
	return twinRunOf(rows[0]), true, nil
}

func twinRunOf(r memberdb.MemberTwinRun) TwinRun {
	return TwinRun{
		ID: r.ID, BeganAt: r.BeganAt.UTC(), EndedAt: postgres.Value(r.EndedAt).UTC(), Members: r.Members, Parts: int(r.Parts), Done: int(r.Done),
		Compared: r.Compared, Found: r.Found, CutBlocks: r.CutBlocks, LargestBlock: r.LargestBlock,
	}
}

// AskForTwins begins a search, unless one is at work; FindTwins carries it on.
func (s *Service) AskForTwins(ctx context.Context, q postgres.Querier) error {
	members, err := query(q).CountSearchable(ctx)
	if err != nil {
		return fmt.Errorf("count members: %w", err)
	}
	if members == 0 {
		return nil
	}
	id, err := s.ids.Next(ctx)
	if err != nil {
		return err
	}
	parts := max(1, (members+membersOfPart-1)/membersOfPart)
	_, err = query(q).BeginTwinRun(ctx, memberdb.BeginTwinRunParams{ID: id, BeganAt: s.clock.Now(), Members: members, Parts: int32(parts)})
	if err != nil {
		return fmt.Errorf("begin to look for members who may be one: %w", err)
	}
	return nil
}

// FindTwins looks for members who may be one person, once a day and whenever it
// was asked for, and returns how many pairs it found. What was cut off goes on with
// the part at which it was.
func (s *Service) FindTwins(ctx context.Context) (int, error) {
	// Two whose keys follow from different index keys share none: it waits until the
	// index key is exchanged.
	if x, err := s.look(ctx, s.db); err != nil || x.former != nil {
		return 0, err
	}
	run, ok, err := s.TwinRun(ctx, s.db)
	if err != nil {
		return 0, err
	}
	if ok && !run.EndedAt.IsZero() {
		if rests, err := s.twinsRest(ctx, run); err != nil || rests {
			return 0, err
		}
	}
	if !ok || !run.EndedAt.IsZero() {
		if err := s.AskForTwins(ctx, s.db); err != nil {
			return 0, err
		}
		if run, ok, err = s.TwinRun(ctx, s.db); err != nil || !ok {
			return 0, err // nobody is there yet
		}
	}
	if err := s.keyTwins(ctx); err != nil {
		return 0, err
	}
	found, err := s.searchTwins(ctx, run)
	if err != nil {
		return found, fmt.Errorf("look for members who may be one: %w", err)
	}
	return found, nil
}

// twinsRest reports whether the last search is good enough still: it is not a day
// old, and the members are not many more since.
func (s *Service) twinsRest(ctx context.Context, last TwinRun) (bool, error) {
	switch since := s.clock.Now().Sub(last.EndedAt); {
	case since >= restsFor:
		return false, nil
	case since < restsAtLeast:
		return true, nil
	}
	members, err := query(s.db).CountSearchable(ctx)
	if err != nil {
		return false, fmt.Errorf("count members: %w", err)
	}
	return members <= last.Members+last.Members/10, nil
}

// keyTwins gives their keys to members who were indexed before there were any.
func (s *Service) keyTwins(ctx context.Context) error {
	for after := int64(0); ; {
		var due []int64
		err := s.db.InTx(ctx, func(tx postgres.Tx) (err error) {
			if due, err = query(tx).WithoutTwinKeys(ctx, after, keyedAtOnce); err != nil || len(due) == 0 {
				return err
			}
			return s.Index(ctx, tx, ids(due)...)
		})
		if err != nil || len(due) == 0 {
			return err
		}
		after = due[len(due)-1]
	}
}

func (s *Service) searchTwins(ctx context.Context, run TwinRun) (found int, err error) {
	names, err := s.countNames(ctx)
	if err != nil {
		return 0, err
	}
	for run.Done < run.Parts {
		part, err := s.searchPart(ctx, run, names)
		if err != nil {
			return found, err
		}
		found += part
		// It begins anew where the index key was exchanged meanwhile.
		if x, err := s.look(ctx, s.db); err != nil || x.former != nil {
			return found, err
		}
		if run, _, err = s.TwinRun(ctx, s.db); err != nil {
			return found, err
		}
	}
	return found, s.db.InTx(ctx, func(tx postgres.Tx) error {
		if _, err := query(tx).ForgetTwins(ctx, run.ID); err != nil {
			return err
		}
		return query(tx).EndTwinRun(ctx, s.clock.Now(), run.ID)
	})
}

// countNames counts names and stores on the newest members.
func (s *Service) countNames(ctx context.Context) (*twin.Frequencies, error) {
	sample, err := query(s.db).TwinSample(ctx, countedNames)
	if err != nil {
		return nil, err
	}
	open, err := s.openTwins(ctx, ids(sample))
	if err != nil {
		return nil, err
	}
	names := twin.NewFrequencies()
	for _, p := range open {
		names.Add(p)
	}
	return names, nil
}

// couple is two members to compare, the lesser first.
type couple struct {
	a, b   ID
	marked bool // nothing but a mark brought them together
}

// compareTo puts couples in order; of one that a key and a mark brought together that by
// the key comes first.
func (c couple) compareTo(d couple) int {
	order := cmp.Or(cmp.Compare(c.a, d.a), cmp.Compare(c.b, d.b))
	if order == 0 && c.marked != d.marked {
		if order = -1; c.marked {
			order = 1
		}
	}
	return order
}

// searchPart compares who share a key of the next part, and keeps whom it takes for
// one person.
func (s *Service) searchPart(ctx context.Context, run TwinRun, names *twin.Frequencies) (int, error) {
	first, last := part(run.Done, run.Parts)
	blocks, err := query(s.db).TwinBlocks(ctx, largestBlock, first, last)
	if err != nil {
		return 0, fmt.Errorf("read blocks of part %d: %w", run.Done, err)
	}
	done := memberdb.AdvanceTwinRunParams{ID: run.ID, Done: int32(run.Done)}
	var couples []couple
	for _, b := range blocks {
		if len(b.Members) == 0 {
			done.CutBlocks++
			done.LargestBlock = max(done.LargestBlock, b.Size)
		}
		for i, a := range b.Members {
			for _, other := range b.Members[i+1:] {
				couples = append(couples, couple{ID(a), ID(other), b.Marked})
			}
		}
	}
	slices.SortFunc(couples, couple.compareTo)
	couples = slices.CompactFunc(couples, func(c, d couple) bool { return c.a == d.a && c.b == d.b })
	done.Compared = int64(len(couples))

	prior := twin.Prior(int(run.Members))
	var found []Twin
	for batch := range slices.Chunk(couples, comparedAtOnce) {
		alike, err := s.compare(ctx, batch, names, prior)
		if err != nil {
			return 0, err
		}
		found = append(found, alike...)
	}
	done.Found = int64(len(found))
	err = s.db.InTx(ctx, func(tx postgres.Tx) error {
		counts, err := query(tx).AdvanceTwinRun(ctx, done)
		if err != nil || counts == 0 {
			return err // somebody else did this part
		}
		return s.keepTwins(ctx, tx, run.ID, found)
	})
	return len(found), err
}

// part returns the first and last key of one of so many parts.
func part(i, of int) (first, last int64) {
	width := math.MaxUint64 / uint64(of)
	from := uint64(i) * width
	until := from + width - 1
	if i == of-1 {
		until = math.MaxUint64
	}
	return int64(from ^ 1<<63), int64(until ^ 1<<63)
}

// compare opens the members of couples and returns those who are likelier one
// person than two.
func (s *Service) compare(ctx context.Context, couples []couple, names *twin.Frequencies, prior float64) ([]Twin, error) {
	var wanted []ID
	for _, c := range couples {
		wanted = append(wanted, c.a, c.b)
	}
	slices.Sort(wanted)
	open, err := s.openTwins(ctx, slices.Compact(wanted))
	if err != nil {
		return nil, err
	}
	var near []judged
	for _, c := range couples {
		if j, ok := c.judge(open, names, prior); ok && j.score >= -twin.MostOfBaskets() {
			near = append(near, j)
		}
	}
	if err := s.withPurchases(ctx, near, open, names, prior); err != nil {
		return nil, err
	}
	var found []Twin
	for _, j := range near {
		if j.score < 0 {
			continue
		}
		t := Twin{Member: j.a, Other: j.b, Score: hundredths(j.score)}
		for _, e := range j.evidence {
			t.Evidence = append(t.Evidence, TwinEvidence{string(e.Code), hundredths(e.Weight)})
		}
		found = append(found, t)
	}
	return found, nil
}

func hundredths(bits float64) int { return int(math.Round(bits * 100)) }

// openTwins opens those of the members who are members of their own and unrestricted,
// on all processors.
func (s *Service) openTwins(ctx context.Context, list []ID) (map[ID]twin.Prepared, error) {
	told, err := query(s.db).TwinTraits(ctx, postgres.IDs(list), s.clock.Now())
	if err != nil {
		return nil, fmt.Errorf("read members: %w", err)
	}
	list = list[:0:0] // who is restricted is not opened
	for _, r := range told {
		list = append(list, ID(r.MemberID))
	}
	rows, err := query(s.db).Vault(ctx, postgres.IDs(list))
	if err != nil {
		return nil, fmt.Errorf("read vault: %w", err)
	}
	homes, err := s.homes(ctx, s.db, list)
	if err != nil {
		return nil, err
	}
	left, err := s.marksOf(ctx, s.db, list)
	if err != nil {
		return nil, err
	}
	known := make(map[ID]memberdb.TwinTraitsRow, len(told))
	for _, r := range told {
		known[ID(r.MemberID)] = r
	}
	shares := sharesOf(rows, runtime.GOMAXPROCS(0))
	opened := make([]map[ID]twin.Prepared, len(shares))
	var group errgroup.Group
	for i, share := range shares {
		opened[i] = map[ID]twin.Prepared{}
		group.Go(func() error {
			return s.openEach(share, func(row memberdb.VaultRow, p Personal) {
				if r, ok := known[ID(row.MemberID)]; ok {
					id := ID(row.MemberID)
					opened[i][id] = twin.Prepare(withMarks(traits(p, homes[id], r.BirthMonth, r.BirthDay, r.StoreID), left[id]))
				}
			})
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	all := make(map[ID]twin.Prepared, len(known))
	for _, m := range opened {
		for id, p := range m {
			all[id] = p
		}
	}
	return all, nil
}

func (s *Service) keepTwins(ctx context.Context, tx postgres.Tx, run int64, found []Twin) error {
	p := memberdb.KeepTwinsParams{Now: s.clock.Now(), RunID: run}
	for _, t := range found {
		codes, weights := make([]string, len(t.Evidence)), make([]string, len(t.Evidence))
		for i, e := range t.Evidence {
			codes[i], weights[i] = e.Code, strconv.Itoa(e.Weight)
		}
		p.Members, p.Others, p.Scores = append(p.Members, int64(t.Member)), append(p.Others, int64(t.Other)), append(p.Scores, int32(t.Score))
		p.Evidence, p.Weights = append(p.Evidence, strings.Join(codes, ",")), append(p.Weights, strings.Join(weights, ","))
	}
	return query(tx).KeepTwins(ctx, p)
}
