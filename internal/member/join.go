package member

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
)

// Join is somebody who wants to be a member, as a till, a form or a file tells
// it. Everything but Source may be left out: who tells nothing gets a card.
type Join struct {
	Phone    string
	Email    string
	Name     string
	Birthday Birthday
	Card     string
	External []SystemNumber
	Store    org.StoreID
	Channel  org.ChannelID
	Source   string    // who tells us: "till", "sample", an import's name
	Run      int64     // the import that brings him; 0: none does
	JoinedAt time.Time // zero: now

	Values  map[string][]string // what is said in fields of the retailer's own, by their codes
	Address Address             // where things are sent; zero: not told
	Tags    []string            // what staff say of him, by the codes of the tags
	By      string              // who says this, as a principal, or "member"

	// What a file says that he agreed to and refused: at most one statement of each
	// question, each with a reference of its own. Of who is a minor a yes is not kept.
	Consents []Statement
}

// SystemNumber is the number that another system gave to its customer.
type SystemNumber struct{ System, Number string }

// String keeps personal text out of logs.
func (Join) String() string { return "member.Join" }

// GoString keeps personal text out of logs.
func (Join) GoString() string { return "member.Join" }

// Joined is what became of a Join.
type Joined struct {
	Member
	Known bool // was a member before, and stays as he was
	Own   ID   // whose own the identity is by which he is known (see Bearer); the member's id else

	Unasked []Question // of the consents of who is new: a yes that was not kept, since he is a minor
}

// Join makes a member of a person nobody knows yet.
//
// Errors: ErrInvalid with its fields, ErrAlreadyKnown with the member, ErrCrowded.
func (s *Service) Join(ctx context.Context, tx postgres.Tx, j Join) (Member, error) {
	people, err := s.admit(ctx, tx, []Join{j}, func(_ int, path string) string { return path })
	if err != nil {
		return Member{}, err
	}
	x, err := s.lookToWrite(ctx, tx)
	if err != nil {
		return Member{}, err
	}
	if err := s.settle(ctx, tx, x, people); err != nil {
		return Member{}, err
	}
	if p := people[0]; p.known {
		return Member{}, ErrAlreadyKnown.With("member", int64(p.id))
	}
	if err := s.enter(ctx, tx, x, people, s.findable); err != nil {
		return Member{}, err
	}
	if people[0].told.address != "" { // by which he may be found to be somebody else, too
		if err := s.Index(ctx, tx, people[0].id); err != nil {
			return Member{}, err
		}
	}
	return people[0].member(), s.recordChanged(ctx, tx, people[0].id)
}

// JoinMany makes members of many people at once, for imports: the answer has one
// entry for each. Who is known by any of his identities, from before or from
// earlier in the list, is that member and stays as he was; what else the entry
// says of him is not taken over. The new ones are found by their names once the
// job IndexNames has been there. Where identities lead to several members, card
// counts before the numbers of other systems, then phone, then e-mail.
//
// A thousand to ten thousand a call are quickest. Errors: ErrInvalid with fields
// such as "[3].phone", ErrCrowded.
func (s *Service) JoinMany(ctx context.Context, tx postgres.Tx, joins []Join) ([]Joined, error) {
	people, err := s.admit(ctx, tx, joins, func(i int, path string) string { return fmt.Sprintf("[%d].%s", i, path) })
	if err != nil {
		return nil, err
	}
	x, err := s.lookToWrite(ctx, tx)
	if err != nil {
		return nil, err
	}
	if err := s.settle(ctx, tx, x, people); err != nil {
		return nil, err
	}
	if err := s.enter(ctx, tx, x, people, findableLater); err != nil {
		return nil, err
	}
	return s.joined(ctx, tx, x, people)
}

// joined reads those who were known and answers in the order of the people.
func (s *Service) joined(ctx context.Context, tx postgres.Tx, x indexing, people []*person) ([]Joined, error) {
	var known []ID
	owners := map[key]ID{}
	for _, p := range people {
		if p.known {
			known, owners[p.by] = append(known, p.id), p.id
		}
	}
	members, err := s.ByIDs(ctx, tx, known...)
	if err != nil {
		return nil, err
	}
	brought, err := readBearers(ctx, tx, x, owners)
	if err != nil {
		return nil, err
	}
	list := make([]Joined, len(people))
	for i, p := range people {
		list[i] = Joined{Member: p.member(), Known: p.known, Own: p.id, Unasked: p.told.unasked}
		if p.known {
			list[i].Member = members[p.id]
		}
		if own, ok := brought[p.by]; ok && p.known {
			list[i].Own = own
		}
	}
	return list, nil
}

// admit refuses or folds what the joins say; path names a field of the ith.
func (s *Service) admit(ctx context.Context, tx postgres.Tx, joins []Join, path func(i int, field string) string) ([]*person, error) {
	settings, err := s.org.Settings(ctx, tx)
	if err != nil {
		return nil, err
	}
	fields, err := s.toldFields(ctx, tx, joins)
	if err != nil {
		return nil, err
	}
	tags, err := s.toldTags(ctx, tx, joins)
	if err != nil {
		return nil, err
	}
	now := s.clock.Now()
	texts := map[Purpose][]int{}
	if slices.ContainsFunc(joins, func(j Join) bool { return len(j.Consents) > 0 }) {
		if texts, err = s.TextVersions(ctx, tx); err != nil {
			return nil, err
		}
	}
	people := make([]*person, len(joins))
	for i, j := range joins {
		p, wrong := j.fold(settings.Country, now)
		wrong = append(append(append(wrong, p.foldTold(fields, settings.Country)...), p.foldTags(tags)...), p.foldConsents(texts)...)
		if len(wrong) > 0 {
			for f := range wrong {
				wrong[f].Path = path(i, wrong[f].Path)
			}
			return nil, invalid(wrong)
		}
		people[i] = p
	}
	return people, nil
}

// Validate tells what is wrong with j for a retailer of the country, so that an
// import can name the rows before it begins. Errors: ErrInvalid.
func (j Join) Validate(country string, now time.Time) error {
	if _, wrong := j.fold(country, now); len(wrong) > 0 {
		return invalid(wrong)
	}
	return nil
}

func invalid(fields []errs.Field) error {
	err := *ErrInvalid
	err.Fields = fields
	return &err
}

const (
	maxName   = 100 // characters
	maxSource = 64  // characters
)

// fold makes a person of j, or says all that is wrong with it.
func (j Join) fold(country string, now time.Time) (*person, []errs.Field) {
	var wrong []errs.Field
	refuse := func(path, code string) { wrong = append(wrong, errs.Field{Path: path, Code: code}) }
	p := &person{join: j, now: now}
	add := func(kind Kind, value, path, code string) {
		if value == "" {
			return
		}
		folded, err := Fold(kind, value, country)
		if err != nil {
			refuse(path, code)
			return
		}
		if k := (key{kind: kind, value: folded}); !slices.Contains(p.keys, k) {
			p.keys = append(p.keys, k)
		}
	}
	add(Card, j.Card, "card", badCard)
	for i, e := range j.External {
		add(External(e.System), e.Number, fmt.Sprintf("external[%d]", i), badExternal)
	}
	add(Phone, j.Phone, "phone", badPhone)
	add(Email, j.Email, "email", badEmail)
	var ok bool
	if p.name, ok = foldName(j.Name); !ok {
		refuse("name", badName)
	}
	if !j.Birthday.valid(now) {
		refuse("birthday", badBirthday)
	}
	if j.Source == "" || utf8.RuneCountInString(j.Source) > maxSource || !i18n.OneLine(j.Source) {
		refuse("source", badSource)
	}
	if p.join.JoinedAt, ok = joinedAt(j.JoinedAt, now); !ok {
		refuse("joined_at", badJoinedAt)
	}
	if len(p.keys) > 0 && p.keys[0].kind == Card && !readsAsContact(p.keys[0].value, country) {
		p.number = p.keys[0].value
	}
	return p, wrong
}

// foldName keeps a name as it is written but for space around and between its
// parts. What would print over its neighbours or on two lines is no name.
func foldName(name string) (string, bool) {
	if len(name) > 4*maxName || !utf8.ValidString(name) {
		return "", false
	}
	name = strings.TrimSpace(norm.NFC.String(name))
	if !i18n.OneLine(name) || utf8.RuneCountInString(name) > maxName {
		return "", false
	}
	return strings.Join(strings.Fields(name), " "), true
}

// joinedAt refuses instants in which nobody can have joined. Clocks of tills are
// some minutes ahead.
func joinedAt(at, now time.Time) (time.Time, bool) {
	if at.IsZero() {
		return now, true
	}
	return at.UTC().Truncate(time.Microsecond), at.Year() >= firstBirthYear && !at.After(now.Add(time.Hour))
}
