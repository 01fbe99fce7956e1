package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/mozillazg/go-pinyin"

	"habitue/internal/app"
	"habitue/internal/member"
	"habitue/internal/platform/config"
	"habitue/internal/platform/postgres"
	"habitue/internal/sample"
	"habitue/internal/sample/fill"
	"habitue/internal/staff"
)

// MembersOptions say among how many is searched, and how hard to press.
type MembersOptions struct {
	PGBin       string
	Members     int
	Searches    int // of each kind
	LookUps     int // by phone over HTTP, of a round
	Joinings    int // of a round
	Connections int // of those who look up and who join
	Rounds      int // odd
	Log         io.Writer
}

// MembersReport is how quickly members are found among many, whose surnames are
// as frequent as those of China.
type MembersReport struct {
	Bench       string        `json:"bench"`
	Machine     Machine       `json:"machine"`
	Members     int           `json:"members"`
	JoinRate    float64       `json:"joined_per_second"`
	IndexRate   float64       `json:"indexed_per_second"`
	Tokens      float64       `json:"tokens_per_member"`
	IndexMiB    float64       `json:"index_mib"`
	TableMiB    float64       `json:"table_with_indexes_mib"`
	Searches    []SearchRound `json:"searches"`
	WorstP99    float64       `json:"worst_p99_ms"`
	PhoneP50    float64       `json:"phone_p50_ms"`
	BareReadP50 float64       `json:"bare_read_p50_ms"`
	PhoneRatio  float64       `json:"phone_to_bare_ratio"`
	Candidates  Candidates    `json:"candidates"`
	Connections int           `json:"connections"`
	LookUp      Pair          `json:"look_up"` // by phone, over HTTP
	SignUp      SignUp        `json:"sign_up"`
	Durable     string        `json:"durable"`
}

// Candidates is what it takes to find who may be one person among all members,
// their blocking keys being there since they were indexed.
type Candidates struct {
	Seconds      float64 `json:"seconds"`
	Compared     int64   `json:"compared"`
	Found        int64   `json:"found"`
	CutBlocks    int64   `json:"cut_blocks"`
	LargestBlock int64   `json:"largest_block"`
	PeakMiB      int64   `json:"program_peak_mib"`
}

// SearchRound is one kind of search.
type SearchRound struct {
	Kind      string  `json:"kind"`
	P50       float64 `json:"p50_ms"`
	P99       float64 `json:"p99_ms"`
	Found     float64 `json:"found_on_average"` // of those that were not too common
	TooCommon int     `json:"too_common"`
	Searches  int     `json:"searches"`
}

// Members measures, on private PostgreSQLs that sync as they do for merchants, how
// people join, are found, and may be one.
func Members(ctx context.Context, o MembersOptions) (r MembersReport, err error) {
	r = MembersReport{Bench: "members", Machine: thisMachine(o.PGBin), Members: o.Members, Connections: o.Connections,
		Durable: "fsync and synchronous_commit on"}
	err = scratch(ctx, func(dir string) error {
		log := slog.New(slog.NewTextHandler(o.Log, &slog.HandlerOptions{Level: slog.LevelWarn}))
		if err := r.joining(ctx, o, dir, log); err != nil {
			return err
		}
		c := config.Default()
		c.Data, c.PGBin = filepath.Join(dir, "searching"), o.PGBin
		record := newRecorder()
		a, err := app.Open(ctx, c, app.Options{Log: log, Tell: func(string, ...any) {}, Ladder: fill.Ladder(), Tracer: record})
		if err != nil {
			return err
		}
		return errors.Join(r.run(ctx, o, a, record), a.Close(ctx))
	})
	return r, err
}

func (r *MembersReport) run(ctx context.Context, o MembersOptions, a *app.App, record *recorder) error {
	c := sample.Default(sampleEnd)
	c.Members, c.Orders = o.Members, 0 // only the people are wanted
	g := sample.New(c)
	begun := startWatch()
	ids, err := fill.Members(unrecorded(ctx), fill.Into{DB: a.Bulk.DB, Org: a.Bulk.Org, Catalog: a.Bulk.Catalog, Members: a.Bulk.Members,
		Tiers: a.Bulk.Tiers, Program: a.Bulk.Program}, g)
	if err != nil {
		return err
	}
	r.JoinRate = float64(len(ids)) / begun.read().Seconds()
	fmt.Fprintf(o.Log, "%d members joined\n", len(ids))

	begun = startWatch()
	n, err := a.Bulk.Members.IndexNames(unrecorded(ctx))
	if err != nil {
		return err
	}
	r.IndexRate = float64(n) / begun.read().Seconds()
	fmt.Fprintf(o.Log, "%d members indexed\n", n)
	size, err := a.Bulk.Members.SearchSize(unrecorded(ctx), a.Bulk.DB)
	if err != nil {
		return err
	}
	r.Tokens, r.TableMiB, r.IndexMiB = float64(size.Tokens)/float64(n), mebibytes(size.Bytes), mebibytes(size.IndexBytes)
	record.take()
	if err := r.candidates(unrecorded(ctx), a); err != nil {
		return err
	}
	// The program would do it beside what is measured.
	if _, err := a.Bulk.Members.JudgeDue(unrecorded(ctx)); err != nil {
		return err
	}
	record.take()
	if err := r.phones(ctx, o, a, record, g); err != nil {
		return err
	}
	record.paused.Store(true)
	return serving(ctx, a, []staff.Permission{staff.MemberRead}, func(address, key string) error {
		c := &console{address, key, wires(1, address, key)}
		if err := r.search(o, c, g); err != nil {
			return err
		}
		return r.lookUps(ctx, o, a, c, g, ids)
	})
}

func (r *MembersReport) candidates(ctx context.Context, a *app.App) error {
	begun := startWatch()
	if _, err := a.Bulk.Members.FindTwins(ctx); err != nil {
		return err
	}
	c := Candidates{Seconds: begun.read().Seconds()}
	run, _, err := a.Bulk.Members.TwinRun(ctx, a.Bulk.DB)
	if err != nil {
		return err
	}
	c.Compared, c.Found, c.CutBlocks, c.LargestBlock = run.Compared, run.Found, run.CutBlocks, run.LargestBlock
	c.PeakMiB, err = peakOf(os.Getpid())
	r.Candidates = c
	return err
}

func mebibytes(n int64) float64 { return float64(n) / (1 << 20) }

// search asks over HTTP for members drawn at random, by each kind of what is known
// of them.
func (r *MembersReport) search(o MembersOptions, c *console, g *sample.Generator) error {
	random := rand.New(rand.NewPCG(3, 4))
	drawn := func() sample.Member { return g.Member(random.IntN(o.Members)) }
	first := func(name string, n int) string { return string([]rune(name)[:min(n, len([]rune(name)))]) }
	for _, kind := range []struct {
		name string
		text func(m sample.Member) string
	}{
		{"phone", func(m sample.Member) string { return m.Phone }},
		{"last_four", func(m sample.Member) string { return m.Phone[len(m.Phone)-4:] }},
		{"name", func(m sample.Member) string { return m.Name }},
		{"two_characters", func(m sample.Member) string { return first(m.Name, 2) }},
		{"surname", func(m sample.Member) string { return first(m.Name, 1) }},
		{"pinyin", func(m sample.Member) string { return strings.Join(pinyin.LazyPinyin(m.Name, pinyin.NewArgs()), "") }},
		{"initials", func(m sample.Member) string { return initials(m.Name) }},
		{"surname_and_last_four", func(m sample.Member) string { return first(m.Name, 1) + " " + m.Phone[len(m.Phone)-4:] }},
		{"initials_and_last_four", func(m sample.Member) string { return initials(m.Name) + " " + m.Phone[len(m.Phone)-4:] }},
		{"nobody", func(sample.Member) string { return fmt.Sprintf("139%08d", random.IntN(100_000_000)) }},
	} {
		round := SearchRound{Kind: kind.name, Searches: o.Searches}
		var waits []time.Duration
		for range o.Searches {
			text := kind.text(drawn())
			begun := startWatch()
			found, common, err := c.search(text)
			waits = append(waits, begun.read())
			if err != nil {
				return err
			}
			if common {
				round.TooCommon++
			}
			round.Found += float64(found)
		}
		slices.Sort(waits)
		round.P50, round.P99 = milliseconds(waits[len(waits)/2]), milliseconds(waits[len(waits)*99/100])
		if told := o.Searches - round.TooCommon; told > 0 {
			round.Found /= float64(told)
		}
		r.Searches = append(r.Searches, round)
		r.WorstP99 = max(r.WorstP99, round.P99)
	}
	return nil
}

// initials are as somebody types them who knows the name.
func initials(name string) string {
	var b strings.Builder
	for _, syllable := range pinyin.LazyPinyin(name, pinyin.NewArgs()) {
		b.WriteByte(syllable[0])
	}
	return b.String()
}

// shownAtOnce is a page of the console's list.
const shownAtOnce = 50

// phones compares the exact look-up that tills do with the same statement sent
// bare; the two take turns.
func (r *MembersReport) phones(ctx context.Context, o MembersOptions, a *app.App, record *recorder, g *sample.Generator) error {
	random := rand.New(rand.NewPCG(3, 4))
	var ours, bare []time.Duration
	for range o.Searches {
		record.take()
		begun := startWatch()
		if _, err := a.Requests.Members.Resolve(ctx, a.Requests.DB, member.Phone, g.Member(random.IntN(o.Members)).Phone); err != nil {
			return err
		}
		ours = append(ours, begun.read())
		units := record.take()
		claim := units[len(units)-1][0]
		begun = startWatch()
		if err := readRows(unrecorded(ctx), a.Requests.DB, claim); err != nil {
			return err
		}
		bare = append(bare, begun.read())
	}
	slices.Sort(ours)
	slices.Sort(bare)
	r.PhoneP50, r.BareReadP50 = milliseconds(ours[len(ours)/2]), milliseconds(bare[len(bare)/2])
	r.PhoneRatio = r.PhoneP50 / r.BareReadP50
	return nil
}

// readRows is the least that a statement costs from Go.
func readRows(ctx context.Context, q postgres.Querier, s statement) error {
	rows, err := q.Query(ctx, s.sql, s.args...)
	if err != nil {
		return fmt.Errorf("read bare: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
	}
	return rows.Err()
}
