package intake

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
)

// OldTotal is what the earlier system says of itself: "members" is 1,000,000, "points"
// 12,345,678, "principal" 98,765.40, "tier:gold" 1,200, "coupons:C100" 300.
type OldTotal struct {
	Of    string `json:"of"`
	Value string `json:"value"` // as it is written; stored value in major units
}

// ParityLine holds a total of the earlier system against what was brought in.
type ParityLine struct {
	Of       string `json:"of"`
	Currency string `json:"currency,omitempty"`
	Old      int64  `json:"old"` // of stored value in minor units
	Here     int64  `json:"here"`
	Problem  string `json:"problem,omitempty"` // code, where nobody can tell
}

// Differs says that the two are not the same.
func (l ParityLine) Differs() bool { return l.Problem != "" || l.Old != l.Here }

// mostTotals bounds a list of totals.
const mostTotals = 200

// ReadTotals reads a small file of totals: a name and a number in each row, with comma,
// semicolon, tab, colon or equals sign between them. Errors: ErrBadOpening.
func ReadTotals(from io.Reader) ([]OldTotal, error) {
	var list []OldTotal
	lines := bufio.NewScanner(io.LimitReader(from, 1<<20))
	for lines.Scan() {
		line := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		of, value, ok := cutTotal(line)
		if !ok {
			if len(list) == 0 {
				continue // a heading
			}
			return nil, ErrBadOpening.With("total", clip([]byte(line)))
		}
		if list = append(list, OldTotal{of, value}); len(list) > mostTotals {
			return nil, ErrTooManyRows.With("max", mostTotals)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, ErrBadOpening.With("total", "").Because(err)
	}
	return list, nil
}

// cutTotal parts a row where its number begins: tier:gold has a sign within its name, and
// a number may have commas.
func cutTotal(line string) (of, value string, ok bool) {
	for i, c := range line {
		if !strings.ContainsRune(",;\t=:，：", c) {
			continue
		}
		of, value = strings.Trim(line[:i], " \"\t"), strings.Trim(line[i+len(string(c)):], " \"\t")
		if _, number := parseDecimal([]byte(value), false); number && of != "" {
			return of, value, true
		}
	}
	return "", "", false
}

// words that mean the number of members, and what is counted by a code.
var (
	memberWords = []string{"members", "member", "会员", "会员数", "会员总数", "人数"}
	levelWords  = []string{"tier", "level", "等级", "会员等级"}
	couponWords = []string{"coupons", "coupon", "优惠券", "券"}
)

// Parity holds the totals of a system against what its openings brought in and did not
// take back.
func (s *Service) Parity(ctx context.Context, q postgres.Querier, system string, totals []OldTotal) ([]ParityLine, error) {
	if len(totals) > mostTotals {
		return nil, ErrTooManyRows.With("max", mostTotals)
	}
	facts, err := s.openingFacts(ctx, q, Mapping{})
	if err != nil {
		return nil, err
	}
	here, err := s.here(ctx, q, facts, system)
	if err != nil {
		return nil, err
	}
	lines := make([]ParityLine, len(totals))
	for i, t := range totals {
		lines[i] = here.line(facts, t)
	}
	return lines, nil
}

// present is what openings of a system brought in.
type present struct {
	members int64
	assets  map[ledger.AssetID]int64
	coupons map[string]int64
	all     int64 // coupons
	levels  map[string]int64
}

func (s *Service) here(ctx context.Context, q postgres.Querier, facts *openingFacts, system string) (*present, error) {
	p := &present{assets: map[ledger.AssetID]int64{}, coupons: map[string]int64{}, levels: map[string]int64{}}
	runs, err := query(q).RunsOfSystem(ctx, system)
	if err != nil {
		return nil, fmt.Errorf("list what was brought in: %w", err)
	}
	if p.members, err = query(q).OpenedMembers(ctx, runs); err != nil {
		return nil, fmt.Errorf("count members who were brought: %w", err)
	}
	sums, err := s.Ledger.CarriedSums(ctx, q, runs...)
	if err != nil {
		return nil, err
	}
	for _, c := range sums {
		p.assets[c.Asset] = c.Amount
	}
	prefixes := make([]string, len(runs))
	for i, r := range runs {
		prefixes[i] = openingKey(RunID(r))
	}
	counts, err := s.Coupons.CarriedCounts(ctx, q, prefixes...)
	if err != nil {
		return nil, err
	}
	for _, c := range counts {
		p.coupons[facts.code(int64(c.Template))] += c.Coupons
		p.all += c.Coupons
	}
	return p, s.levelsHere(ctx, q, runs, p)
}

// atOnce is how many members are asked about together.
const atOnce = 5_000

// levelsHere counts where those stand who brought a tier.
func (s *Service) levelsHere(ctx context.Context, q postgres.Querier, runs []int64, p *present) error {
	for after := int64(0); ; {
		ids, err := query(q).OpenedTiered(ctx, openedTiered(runs, after))
		if err != nil {
			return fmt.Errorf("list members who brought a tier: %w", err)
		}
		if len(ids) == 0 {
			return nil
		}
		members := make([]member.ID, len(ids))
		for i, id := range ids {
			members[i] = member.ID(id)
		}
		held, err := s.Tiers.Levels(ctx, q, members...)
		if err != nil {
			return err
		}
		for _, h := range held {
			p.levels[h.Level.Code]++
		}
		after = ids[len(ids)-1]
	}
}

// line holds one total against what is here.
func (p *present) line(f *openingFacts, t OldTotal) ParityLine {
	l := ParityLine{Of: clip([]byte(t.Of))}
	what, code, _ := strings.Cut(strings.ReplaceAll(t.Of, "：", ":"), ":")
	decimals := 0
	word := foldWord(what)
	switch asset, isAsset := f.asset(t.Of); {
	case slices.Contains(memberWords, word):
		l.Here = p.members
	case slices.Contains(couponWords, word) && code == "":
		l.Here = p.all
	case slices.Contains(couponWords, word):
		id, ok := f.template(code)
		if !ok {
			l.Problem = rowTemplate
			return l
		}
		l.Here = p.coupons[f.code(int64(id))]
	case slices.Contains(levelWords, word) && code != "":
		level, ok := f.level(code)
		if !ok {
			l.Problem = rowLevel
			return l
		}
		l.Here = p.levels[level]
	case isAsset:
		decimals = f.decimals[asset]
		if decimals > 0 {
			l.Currency = f.currency
		}
		for id, amount := range p.assets {
			if f.names[id] == f.names[asset] {
				l.Here += amount
			}
		}
	default:
		l.Problem = rowAsset
		return l
	}
	d, ok := parseDecimal([]byte(t.Value), false)
	if d = d.trimmed(); !ok || d.scale > decimals || d.mantissa > maxMantissa/int64(powers[decimals-d.scale]) || !money.Safe(d.mantissa*int64(powers[decimals-d.scale])) {
		l.Problem = rowAmount
		return l
	}
	l.Old = d.mantissa * int64(powers[decimals-d.scale])
	return l
}
