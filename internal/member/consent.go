package member

import (
	"regexp"
	"slices"
	"time"

	"habitue/internal/org"
)

// Purpose is what a member agrees to.
type Purpose string

// The purposes; those of sharing are made by Sharing. Being served is what a member
// joined for and needs no consent, but can be ended channel by channel; all others
// are refused until they are granted.
const (
	Serving   Purpose = "service"
	Marketing Purpose = "marketing"
	Profiling Purpose = "profiling"
	Analytics Purpose = "analytics" // what no service needs
)

const sharingPrefix = "sharing:"

// Sharing is the purpose of giving a member's data to a partner.
func Sharing(partner string) Purpose { return Purpose(sharingPrefix + partner) }

var sharing = regexp.MustCompile(`^` + sharingPrefix + `[a-z0-9_.-]{1,40}$`)

// Valid reports whether p is a purpose.
func (p Purpose) Valid() bool {
	return p.byChannel() || p == Profiling || p == Analytics || p == Guardianship || sharing.MatchString(string(p))
}

// byChannel reports whether p is about being written to or called.
func (p Purpose) byChannel() bool { return p == Serving || p == Marketing }

// Way is a way by which a member is reached. Purposes that reach nobody have NoWay.
type Way string

// The ways.
const (
	NoWay     Way = ""
	BySMS     Way = "sms"
	ByEmail   Way = "email"
	ByWeChat  Way = "wechat"
	ByPush    Way = "push"
	ByCalling Way = "phone"
)

var ways = []Way{BySMS, ByEmail, ByWeChat, ByPush, ByCalling}

// Ways are those by which p is asked about, in the order in which they are shown.
func (p Purpose) Ways() []Way {
	if p.byChannel() {
		return slices.Clone(ways)
	}
	return []Way{NoWay}
}

// Via is how we know of a statement.
type Via string

// How a statement reached us.
const (
	ViaJoining      Via = "joining"
	ViaMemberCentre Via = "member_centre"
	ViaCounter      Via = "counter"
	ViaTelephone    Via = "telephone"
	ViaPaper        Via = "paper"
	ViaMessage      Via = "message"
	ViaImport       Via = "import"
)

// Question is what can be granted or withdrawn by itself.
type Question struct {
	Purpose Purpose
	Way     Way
}

// Valid reports whether q is a question that there is.
func (q Question) Valid() bool {
	return q.Purpose.Valid() && slices.Contains(q.Purpose.Ways(), q.Way)
}

// Statement is a member's yes or no, with the evidence of it.
type Statement struct {
	Question
	Granted   bool
	Text      int // version that was shown; a withdrawal needs none
	Via       Via
	Store     org.StoreID // zero: in none
	By        string      // who entered it: "member" or somebody of the staff
	Address   string      // from where, if over the network; kept as a hash
	Reason    string      // of staff, without personal data: where the evidence lies
	Reference string      // the same reference twice is one statement; "": a new one
	At        time.Time   // in the world; zero: now
}

// validate tells what is wrong with st. Errors: ErrBadConsent with the field.
func (st Statement) validate(now time.Time) error {
	switch {
	case !st.Valid():
		return ErrBadConsent.Field("purpose", "member.bad_purpose")
	case st.Granted && st.Text == 0:
		return ErrBadConsent.Field("text_version", "http.required")
	case st.At.After(now) || st.At.Year() < firstBirthYear:
		return ErrBadConsent.Field("occurred_at", "member.bad_occurred_at")
	}
	return nil
}

// Consent is what is in force for one question.
type Consent struct {
	Question
	Granted bool
	Text    int       // version by which it was said; zero: none was shown
	Since   time.Time // zero: never said, and so what holds without a word
}

// StatementID is the id of a statement.
type StatementID int64

// Stated is a statement as it is kept.
type Stated struct {
	ID StatementID
	Statement
	RecordedAt time.Time
	UnsaidAt   time.Time // it came with a file that was taken back, and counts no more; zero: it counts
}
