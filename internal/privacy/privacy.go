package privacy

import (
	"time"
	"unicode/utf8"

	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/id"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/sweep"
	"habitue/internal/staff"
)

// ID names a request; it is the number of its receipt.
type ID int64

// Kind is what a member may ask for.
type Kind string

// The kinds.
const (
	Copy       Kind = "copy"       // all that is known of him, as files
	Correct    Kind = "correct"    // that something be put right
	Erase      Kind = "erase"      // that he be forgotten
	Restrict   Kind = "restrict"   // that his data be kept and not used
	Unprofiled Kind = "unprofiled" // that nothing be chosen for him personally
	Explain    Kind = "explain"    // why something was decided about him
	Object     Kind = "object"     // that a person look at what rules decided about him
	Leave      Kind = "leave"      // that his membership end, once the grace is over
)

// Kinds are all there are.
func Kinds() []Kind {
	return []Kind{Copy, Correct, Erase, Restrict, Unprofiled, Explain, Object, Leave}
}

// Status is how far a request is.
type Status string

// The states.
const (
	Open      Status = "open"
	Done      Status = "done"
	Refused   Status = "refused"
	Withdrawn Status = "withdrawn"
)

// Money is what becomes of principal that a member who leaves has not spent.
type Money string

// The choices.
const (
	NoMoney Money = ""
	PayOut  Money = "refund" // it is paid out before the membership ends
	Waive   Money = "waive"
)

// Decision is what rules alone decide about a member.
type Decision string

// The decisions to which a member may object.
const (
	OfTier   Decision = "tier"
	OfClass  Decision = "class"
	OfPrice  Decision = "price"
	OfCoupon Decision = "coupon"
	OfLabel  Decision = "label"
)

// Decisions are all there are.
func Decisions() []Decision { return []Decision{OfTier, OfClass, OfPrice, OfCoupon, OfLabel} }

// Request is what a member asked for.
type Request struct {
	Member member.ID
	ID     ID
	Kind   Kind
	Status Status
	Via    member.Via
	Money  Money
	About  Decision // of an objection: to what

	AskedBy    string // a principal, or "member"
	AskedAt    time.Time
	DueAt      time.Time // of leaving: when it happens
	AnsweredBy string
	AnsweredAt time.Time

	Note   string // what exactly; "": nothing was said, or the member was erased
	Answer string
}

// Overdue reports whether a request should have been answered.
func (r Request) Overdue(now time.Time) bool { return r.Status == Open && now.After(r.DueAt) }

// Asking is a request that is made.
type Asking struct {
	Member  member.ID
	Kind    Kind
	Via     member.Via
	Money   Money
	About   Decision
	Note    string
	By      string // a principal, or "member"
	Address string
}

// Answering ends a request.
type Answering struct {
	ID     ID
	Refuse bool
	Text   string // what was done, or why it is refused
	Waive  bool   // of erasing: the member waives what he paid in
	By     string
	Staff  int64
}

const longest = 500 // characters of a note or answer

func (a Asking) validate() error {
	bad := ErrInvalid
	if !oneOf(a.Kind, Kinds()...) {
		bad = bad.Field("kind", "privacy.bad_kind")
	}
	if !oneOf(a.Via, member.ViaMemberCentre, member.ViaCounter, member.ViaTelephone, member.ViaPaper, member.ViaMessage) {
		bad = bad.Field("via", "privacy.bad_via")
	}
	if !oneOf(a.Money, NoMoney, PayOut, Waive) || a.Money != NoMoney && a.Kind != Leave && a.Kind != Erase {
		bad = bad.Field("money", "privacy.bad_money")
	}
	if !oneOf(a.About, append(Decisions(), "")...) || (a.About != "") != (a.Kind == Object) {
		bad = bad.Field("about", "privacy.bad_decision")
	}
	if utf8.RuneCountInString(a.Note) > longest {
		bad = bad.Field("note", "privacy.too_long", "max", longest)
	}
	if (a.Kind == Correct || a.Kind == Object) && a.Note == "" {
		bad = bad.Field("note", "privacy.say_what")
	}
	if len(bad.Fields) > 0 {
		return bad
	}
	return nil
}

func oneOf[T comparable](v T, list ...T) bool {
	for _, one := range list {
		if v == one {
			return true
		}
	}
	return false
}

// Deps is what privacy needs.
type Deps struct {
	DB      *postgres.DB
	IDs     *id.Source
	Clock   clock.Clock
	Org     *org.Service
	Staff   *staff.Service
	Members *member.Service

	Behaviour sweep.Aging // of members and visitors, which a capability below keeps
}

// Service takes requests and answers them, and takes away what is too old.
type Service struct {
	Deps
	Rules staff.Rules[Policy]
}

// New returns privacy over its dependencies.
func New(d Deps) *Service { return &Service{d, rules(d)} }
