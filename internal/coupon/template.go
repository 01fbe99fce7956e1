package coupon

import (
	"regexp"
	"slices"
	"time"

	"habitue/internal/coupon/terms"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
)

// TemplateID names a template.
type TemplateID int64

// Template is a kind of coupon as it is at an instant.
type Template struct {
	ID        TemplateID
	Code      string
	Brand     org.BrandID // 0: of every brand
	Currency  string      // of the amounts of its offer
	CreatedBy string
	CreatedAt time.Time
	EndedAt   time.Time // no more are given from then on; zero: never
	Version   int       // that holds; 0: none was published yet
	Terms     Terms     // of that version, or of the draft where there is none
	Draft     bool      // a draft waits
	Issued    int64     // given, or waiting as codes
}

// Status is where a template is in its life: draft, live or ended.
func (t Template) Status() string {
	switch {
	case !t.EndedAt.IsZero():
		return "ended"
	case t.Version == 0:
		return "draft"
	}
	return "live"
}

// Left is how many may still be given; −1: as many as are wanted.
func (t Template) Left() int64 {
	if t.Terms.Stock == 0 {
		return -1
	}
	return max(t.Terms.Stock-t.Issued, 0)
}

// Terms are what a version of a template says.
type Terms struct {
	Name      i18n.Text   `json:"name"`
	Offer     terms.Offer `json:"offer"`
	Validity  Validity    `json:"validity"`
	Stock     int64       `json:"stock,omitempty"`      // of all versions together; 0: no bound
	PerMember int         `json:"per_member,omitempty"` // how many one member may claim; 0: no bound
	OnReturn  OnReturn    `json:"on_return"`
	Giveable  bool        `json:"giveable,omitempty"` // whether a member may give it to another
	Claim     Claiming    `json:"claim"`
}

// OnReturn is what happens to a redeemed coupon when what it paid for comes back.
type OnReturn string

// What can happen. One that is given back has as much time left as when it was
// redeemed.
const (
	GivenBack        OnReturn = "given_back"
	GivenBackIfValid OnReturn = "given_back_if_valid" // lost where its time would be over by now
	Lost             OnReturn = "lost"
)

// Validity is when a coupon can be used: between two local days, both included,
// or so many days from its issue. The day of issue is not counted: a coupon of 7
// days that is given on the 1st ends when the 8th does.
type Validity struct {
	From  string `json:"from,omitempty"` // 2026-11-01
	Until string `json:"until,omitempty"`
	After int    `json:"after_days,omitempty"` // begins so many days after its issue; 0: at once
	Days  int    `json:"days,omitempty"`
}

// Claiming is from when until when members may take one themselves.
type Claiming struct {
	Open  bool   `json:"open,omitempty"`
	From  string `json:"from,omitempty"` // local days, both included; empty: no bound
	Until string `json:"until,omitempty"`
}

// The bounds of what is typed.
const (
	mostDays      = 3660
	mostStock     = 1_000_000_000
	mostPerMember = 1000
)

var templateCode = regexp.MustCompile(`^[a-z][a-z0-9_]{1,39}$`)

// Validate says everything that is wrong with a body.
func (b Terms) Validate() error {
	bad := ErrBadTemplate
	if !b.Name.Valid() || b.Name[i18n.Chinese] == "" || b.Name[i18n.English] == "" {
		bad = bad.Field("name", "coupon.two_names")
	}
	bad = b.Offer.Validate(bad, "offer")
	bad = b.Validity.validate(bad)
	if b.Stock < 0 || b.Stock > mostStock {
		bad = bad.Field("stock", "coupon.number_out_of_range", "max", mostStock)
	}
	if b.PerMember < 0 || b.PerMember > mostPerMember {
		bad = bad.Field("per_member", "coupon.number_out_of_range", "max", mostPerMember)
	}
	if !slices.Contains([]OnReturn{GivenBack, GivenBackIfValid, Lost}, b.OnReturn) {
		bad = bad.Field("on_return", "coupon.unknown_choice", "given", string(b.OnReturn))
	}
	bad = span(bad, "claim", b.Claim.From, b.Claim.Until)
	if len(bad.Fields) > 0 {
		return bad
	}
	return nil
}

func (v Validity) validate(bad *errs.Error) *errs.Error {
	dated := v.From != "" || v.Until != ""
	switch {
	case dated && (v.Days != 0 || v.After != 0):
		return bad.Field("validity", "coupon.one_validity")
	case dated && v.Until == "", !dated && v.Days == 0:
		return bad.Field("validity", "coupon.validity_needs_an_end")
	case v.Days < 0 || v.Days > mostDays:
		return bad.Field("validity.days", "coupon.number_out_of_range", "max", mostDays)
	case v.After < 0 || v.After > mostDays:
		return bad.Field("validity.after_days", "coupon.number_out_of_range", "max", mostDays)
	}
	return span(bad, "validity", v.From, v.Until)
}

// span refuses days that are none, and an end before the beginning.
func span(bad *errs.Error, path, from, until string) *errs.Error {
	for name, day := range map[string]string{"from": from, "until": until} {
		if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
			bad = bad.Field(path+"."+name, "coupon.bad_date", "given", day)
		}
	}
	if from != "" && until != "" && until < from {
		bad = bad.Field(path+".until", "coupon.ends_before_it_begins")
	}
	return bad
}

// Of returns from when until when a coupon that is given at an instant can be
// used, on the calendar of a zone.
func (v Validity) Of(issued time.Time, zone *time.Location) (from, until time.Time) {
	from = issued
	if v.Until != "" {
		if begins := midnight(v.From, 0, zone); v.From != "" && begins.After(from) {
			from = begins
		}
		return from, midnight(v.Until, 1, zone)
	}
	y, m, d := issued.In(zone).Date()
	if v.After > 0 {
		from = time.Date(y, m, d+v.After, 0, 0, 0, 0, zone).UTC()
	}
	return from, time.Date(y, m, d+v.After+v.Days+1, 0, 0, 0, 0, zone).UTC()
}

// at reports whether members may claim at an instant.
func (c Claiming) at(now time.Time, zone *time.Location) bool {
	return c.Open && (c.From == "" || !now.Before(midnight(c.From, 0, zone))) && (c.Until == "" || now.Before(midnight(c.Until, 1, zone)))
}

// midnight is the beginning of a day that was validated, or of one so many days on.
func midnight(day string, on int, zone *time.Location) time.Time {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return time.Time{}
	}
	return time.Date(t.Year(), t.Month(), t.Day()+on, 0, 0, 0, 0, zone).UTC()
}
