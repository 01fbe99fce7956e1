package intake

import (
	"cmp"
	"maps"
	"slices"
	"time"
	"unicode"

	"habitue/internal/ledger"
	"habitue/internal/member"
)

// Opened is what was found in an opening, and what came of it: the report of its run.
type Opened struct {
	Run     RunID        `json:"run,omitempty"`
	Kind    OpeningKind  `json:"kind"`
	DryRun  bool         `json:"dry_run,omitempty"`
	Already bool         `json:"already,omitempty"`
	File    FileFacts    `json:"file"`
	AsOf    time.Time    `json:"as_of"` // what is over by then is not brought
	Mapping Mapping      `json:"mapping"`
	Columns []Recognised `json:"columns"`
	Unused  []string     `json:"unused_columns,omitempty"`
	Own     []OwnColumn  `json:"own,omitempty"` // what the fields of the retailer's own among them are called

	Rows    OpeningRows   `json:"rows"`
	Repairs []Repaired    `json:"repairs,omitempty"`
	Unknown []UnknownWord `json:"unknown,omitempty"` // words that are no tier, template or asset
	Found   OpeningSums   `json:"found"`             // in the good rows

	Errors    []RowError `json:"errors,omitempty"` // the first, by row
	ErrorFile string     `json:"error_file,omitempty"`

	Sample  *Sampled     `json:"sample,omitempty"`
	Applied OpeningSums  `json:"applied"`
	Parity  []ParityLine `json:"parity,omitempty"`
	Undone  *OpeningSums `json:"undone,omitempty"`
	Problem *Problem     `json:"problem,omitempty"`
}

// OpeningRows tells what became of the rows: Read is the sum of Good, Bad and Duplicates.
type OpeningRows struct {
	Read       int64 `json:"read"`
	Good       int64 `json:"good"`
	Bad        int64 `json:"bad"`
	Duplicates int64 `json:"duplicates"` // say the same of the same member as an earlier row: left out
	Twice      int64 `json:"twice"`      // of the bad: say something else of a member whom another row is about
	Known      int64 `json:"known"`      // of the good: whose member is here already and stays as he is
	Members    int64 `json:"members"`    // whom the good rows are about
	Blank      int64 `json:"blank,omitempty"`
}

// OpeningSums is what rows bring, or brought.
type OpeningSums struct {
	Rows     int64             `json:"rows"`
	Joined   int64             `json:"joined"` // new members
	Assets   []OpeningAsset    `json:"assets,omitempty"`
	Levels   []CodeCount       `json:"levels,omitempty"`
	Coupons  []CodeCount       `json:"coupons,omitempty"`  // by template
	Consents []OpeningConsents `json:"consents,omitempty"` // by question
	Refused  int64             `json:"refused,omitempty"`  // that could not be brought in after all
	First    []RowError        `json:"first_refused,omitempty"`
}

// OpeningAsset is so much of one asset.
type OpeningAsset struct {
	Asset    string `json:"asset"` // code
	Currency string `json:"currency,omitempty"`
	Amount   int64  `json:"amount"`
	Lots     int64  `json:"lots"`
	Lapsed   int64  `json:"lapsed,omitempty"` // over by the day of the change, and not brought
}

// OpeningConsents is what members said to one question.
type OpeningConsents struct {
	Purpose string `json:"purpose"`
	Channel string `json:"channel,omitempty"`
	Yes     int64  `json:"yes"`
	No      int64  `json:"no"`
	Same    int64  `json:"same,omitempty"`    // held already, or something else was said since: nothing changed
	Kept    int64  `json:"kept,omitempty"`    // a yes that does not count: the member said no
	Unasked int64  `json:"unasked,omitempty"` // a yes of a minor, which does not count
}

func (c OpeningConsents) plus(o OpeningConsents) OpeningConsents {
	c.Yes, c.No, c.Same, c.Kept, c.Unasked = c.Yes+o.Yes, c.No+o.No, c.Same+o.Same, c.Kept+o.Kept, c.Unasked+o.Unasked
	return c
}

// CodeCount is how many of one code.
type CodeCount struct {
	Code  string `json:"code"`
	Count int64  `json:"count"`
}

// Repaired is one kind of repair of one field, with the first examples.
type Repaired struct {
	Repair   Repair          `json:"repair"`
	Field    Field           `json:"field"`
	Rows     int64           `json:"rows"`
	Examples []RepairExample `json:"examples"`
}

// RepairExample is a value before and after; personal text is masked.
type RepairExample struct {
	Row    int64  `json:"row"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// UnknownWord is a word of the file that the mapping should explain.
type UnknownWord struct {
	Field Field  `json:"field"`
	Word  string `json:"word"`
	Rows  int64  `json:"rows"`
}

const (
	mostExamples = 5
	mostUnknown  = 100
	mostRefused  = 20
)

// repairs counts what cleaning does.
type repairs struct {
	silent bool // while rows are read for the first time
	by     map[repairKey]*Repaired
	words  map[wordKey]*UnknownWord
	over   map[ledger.AssetID]int64
	hidden map[Field]bool // of what nobody is shown a value
}

type repairKey struct {
	Repair
	Field
}

type wordKey struct {
	Field
	word string
}

func newRepairs() *repairs {
	return &repairs{by: map[repairKey]*Repaired{}, words: map[wordKey]*UnknownWord{}, over: map[ledger.AssetID]int64{}}
}

func (r *repairs) note(what Repair, row int64, f Field, before, after string) {
	if r.silent {
		return
	}
	k := repairKey{what, f}
	e := r.by[k]
	if e == nil {
		e = &Repaired{Repair: what, Field: f, Examples: []RepairExample{}}
		r.by[k] = e
	}
	e.Rows++
	if len(e.Examples) < mostExamples {
		mask := maskCell
		if r.hidden[f] {
			mask = func(_ Field, text string) string { return conceal(text) }
		}
		e.Examples = append(e.Examples, RepairExample{row, mask(f, before), mask(f, after)})
	}
}

// maskCell hides what is personal in an example.
func maskCell(f Field, text string) string {
	text = clipText(text)
	switch f {
	case FieldName:
		if runes := []rune(text); len(runes) > 1 {
			for i := 1; i < len(runes); i++ {
				if runes[i] != ' ' && runes[i] != '　' {
					runes[i] = '*'
				}
			}
			return string(runes)
		}
		return text
	case FieldPhone, FieldCard, FieldCustomer, FieldBirthday:
		return maskMiddle(text)
	}
	return maskPersonal(text)
}

// maskMiddle leaves the first and last digits of a number, and everything between them
// that is no digit: what was repaired stays to be seen.
func maskMiddle(text string) string {
	runes := []rune(text)
	digits := 0
	for _, c := range runes {
		if isDigitOrLetter(c) {
			digits++
		}
	}
	seen := 0
	for i, c := range runes {
		if !isDigitOrLetter(c) {
			continue
		}
		seen++
		if seen > 3 && seen <= digits-2 {
			runes[i] = '*'
		}
	}
	return string(runes)
}

func (r *repairs) unknown(f Field, word string) {
	if r.silent {
		return
	}
	k := wordKey{f, clip([]byte(word))}
	if e := r.words[k]; e != nil {
		e.Rows++
	} else if len(r.words) < mostUnknown {
		r.words[k] = &UnknownWord{f, k.word, 1}
	}
}

func (r *repairs) lapsed(a ledger.AssetID, amount int64) {
	if !r.silent {
		r.over[a] += amount
	}
}

// into writes what was counted, the most frequent first.
func (r *repairs) into(o *Opened) {
	o.Repairs, o.Unknown = nil, nil
	for _, e := range r.by {
		o.Repairs = append(o.Repairs, *e)
	}
	slices.SortFunc(o.Repairs, func(a, b Repaired) int {
		return cmp.Or(cmp.Compare(b.Rows, a.Rows), cmp.Compare(a.Repair, b.Repair), cmp.Compare(a.Field, b.Field))
	})
	for _, e := range r.words {
		o.Unknown = append(o.Unknown, *e)
	}
	slices.SortFunc(o.Unknown, func(a, b UnknownWord) int { return cmp.Or(cmp.Compare(b.Rows, a.Rows), cmp.Compare(a.Word, b.Word)) })
}

// sums adds up rows.
type sums struct {
	OpeningSums
	assets  map[ledger.AssetID]*OpeningAsset
	levels  map[string]int64
	coupons map[int64]int64
	said    map[member.Question]OpeningConsents
}

func newSums() *sums {
	return &sums{assets: map[ledger.AssetID]*OpeningAsset{}, levels: map[string]int64{}, coupons: map[int64]int64{}, said: map[member.Question]OpeningConsents{}}
}

func (s *sums) asset(id ledger.AssetID) *OpeningAsset {
	a := s.assets[id]
	if a == nil {
		a = &OpeningAsset{}
		s.assets[id] = a
	}
	return a
}

// consents counts what a row says of consents, by what became of it; nil: all of it counts.
func (s *sums) consents(r *openingRow, outcomes []member.Outcome) {
	for i, c := range r.Consents {
		one := OpeningConsents{Purpose: string(c.Purpose), Channel: string(c.Way)}
		became := member.Kept
		if i < len(outcomes) {
			became = outcomes[i]
		}
		switch {
		case became == member.Same:
			one.Same = 1
		case became == member.Refused:
			one.Kept = 1
		case became == member.Unasked:
			one.Unasked = 1
		case c.Yes:
			one.Yes = 1
		default:
			one.No = 1
		}
		s.said[c.question()] = one.plus(s.said[c.question()])
	}
}

func (s *sums) add(r *openingRow) {
	s.Rows++
	for _, l := range r.Lots {
		a := s.asset(l.Asset)
		a.Amount, a.Lots = a.Amount+l.Amount, a.Lots+1
	}
	if r.Level != "" {
		s.levels[r.Level]++
	}
	if r.Template != 0 {
		s.coupons[r.Template] += int64(r.Quantity)
	}
}

// told are the sums with codes for ids, in an order that is the same every time.
func (s *sums) told(f *openingFacts) OpeningSums {
	out := s.OpeningSums
	out.Assets, out.Levels, out.Coupons = nil, nil, nil
	out.Consents = bySpeech(slices.Collect(maps.Values(s.said)))
	byCode := map[string]*OpeningAsset{}
	for id, a := range s.assets {
		named := *a
		named.Asset = f.names[id]
		if f.decimals[id] > 0 {
			named.Currency = f.currency
		}
		byCode[named.Asset] = named.plus(byCode[named.Asset])
	}
	for _, code := range slices.Sorted(maps.Keys(byCode)) {
		out.Assets = append(out.Assets, *byCode[code])
	}
	for _, code := range slices.Sorted(maps.Keys(s.levels)) {
		out.Levels = append(out.Levels, CodeCount{code, s.levels[code]})
	}
	templates := map[string]int64{}
	for id, n := range s.coupons {
		templates[f.code(id)] += n
	}
	for _, code := range slices.Sorted(maps.Keys(templates)) {
		out.Coupons = append(out.Coupons, CodeCount{code, templates[code]})
	}
	return out
}

func (a OpeningAsset) plus(b *OpeningAsset) *OpeningAsset {
	if b != nil {
		a.Amount, a.Lots, a.Lapsed = a.Amount+b.Amount, a.Lots+b.Lots, a.Lapsed+b.Lapsed
	}
	return &a
}

// plus adds what another chunk did.
func (s OpeningSums) plus(o OpeningSums) OpeningSums {
	s.Rows, s.Joined, s.Refused = s.Rows+o.Rows, s.Joined+o.Joined, s.Refused+o.Refused
	byCode := map[string]*OpeningAsset{}
	for _, a := range slices.Concat(s.Assets, o.Assets) {
		byCode[a.Asset] = a.plus(byCode[a.Asset])
	}
	s.Assets = nil
	for _, code := range slices.Sorted(maps.Keys(byCode)) {
		s.Assets = append(s.Assets, *byCode[code])
	}
	s.Levels, s.Coupons = counts(s.Levels, o.Levels), counts(s.Coupons, o.Coupons)
	s.Consents = bySpeech(slices.Concat(s.Consents, o.Consents))
	s.First = slices.Concat(s.First, o.First)
	slices.SortFunc(s.First, func(a, b RowError) int { return cmp.Compare(a.Row, b.Row) })
	s.First = s.First[:min(len(s.First), mostRefused)]
	return s
}

// bySpeech adds up what was said to each question, in an order that is the same every time.
func bySpeech(all []OpeningConsents) (list []OpeningConsents) {
	for _, c := range all {
		same := func(o OpeningConsents) bool { return o.Purpose == c.Purpose && o.Channel == c.Channel }
		if at := slices.IndexFunc(list, same); at >= 0 {
			list[at] = list[at].plus(c)
		} else {
			list = append(list, c)
		}
	}
	slices.SortFunc(list, func(a, b OpeningConsents) int {
		return cmp.Or(cmp.Compare(a.Purpose, b.Purpose), cmp.Compare(a.Channel, b.Channel))
	})
	return list
}

func counts(a, b []CodeCount) (list []CodeCount) {
	sum := map[string]int64{}
	for _, c := range slices.Concat(a, b) {
		sum[c.Code] += c.Count
	}
	for _, code := range slices.Sorted(maps.Keys(sum)) {
		list = append(list, CodeCount{code, sum[code]})
	}
	return list
}

func isDigitOrLetter(r rune) bool { return unicode.IsDigit(r) || unicode.IsLetter(r) }
