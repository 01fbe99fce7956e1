package member

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"habitue/internal/platform/notice"
	"habitue/internal/platform/postgres"
)

// spokenAtOnce bounds how many members one notice carries, so that a listener
// is done with it well before its transaction must end.
const spokenAtOnce = 200

// enter writes the new ones among the people, whose identities are claimed.
// findable adds what lets each be found by his name.
func (s *Service) enter(ctx context.Context, tx postgres.Tx, x indexing, people []*person, findable func(*book, *person)) error {
	fresh := slices.DeleteFunc(slices.Clone(people), func(p *person) bool { return p.known })
	if err := s.findMinors(ctx, tx, fresh); err != nil {
		return err
	}
	if err := s.numberTold(ctx, fresh); err != nil {
		return err
	}
	b := newBook(len(fresh), x)
	for _, p := range fresh {
		s.record(b, p)
		findable(b, p)
	}
	writes := b.writes()
	consents, err := s.consentRows(ctx, b.consents)
	if err != nil {
		return err
	}
	writes.Insert(consents)
	if err := writes.Flush(ctx, tx); err != nil {
		return fmt.Errorf("enter members: %w", err)
	}
	if err := s.underLiveKey(ctx, tx, fresh); err != nil {
		return err
	}
	if err := s.recogniseVisitors(ctx, tx, fresh); err != nil {
		return err
	}
	for len(fresh) > 0 {
		n := min(spokenAtOnce, len(fresh))
		refs := make([]notice.Ref, n)
		for i, p := range fresh[:n] {
			refs[i] = notice.Ref{Member: int64(p.id), ID: int64(p.id)}
		}
		if err := s.notices.Speak(ctx, tx, NoticeJoined, refs...); err != nil {
			return err
		}
		fresh = fresh[n:]
	}
	return nil
}

// findMinors notes of whom it follows from the year of birth that he is a minor: however
// he came in, nobody may write to him but to serve him before a guardian agrees.
func (s *Service) findMinors(ctx context.Context, tx postgres.Tx, fresh []*person) error {
	if s.ageOfConsent == 0 {
		return nil
	}
	today, err := s.today(ctx, tx)
	if err != nil {
		return err
	}
	for _, p := range fresh {
		if b := p.join.Birthday; b.Year != 0 && today.Before(b.turns(s.ageOfConsent)) {
			p.minorUntil = b.turns(s.ageOfConsent)
			p.told.withhold()
		}
	}
	return nil
}

// book collects rows by table.
type book struct {
	in indexing

	members, dataKeys, vault, identities, due, minors [][]any
	values, addresses, labels, tagged, consents       [][]any
	findable                                          []findable
}

func newBook(n int, x indexing) *book {
	return &book{
		in:      x,
		members: make([][]any, 0, n), dataKeys: make([][]any, 0, n),
		vault: make([][]any, 0, 3*n), identities: make([][]any, 0, 2*n),
	}
}

// record makes the rows of one person. His number stands in his row and needs no
// second place in the vault.
func (s *Service) record(b *book, p *person) {
	j, id := p.join, int64(p.id)
	b.members = append(b.members, []any{
		id, p.number, string(Active), j.JoinedAt, p.now, j.Source,
		postgres.Null(int64(j.Store)), postgres.Null(int64(j.Channel)),
		postgres.Null(j.Birthday.Month), postgres.Null(j.Birthday.Day), postgres.Null(j.Run),
	})
	data, wrapped := s.keys.NewDataKey(owner(p.id))
	if until := p.minorUntil; !until.IsZero() {
		b.minors = append(b.minors, []any{id, data.Seal(minorText(until, ""), place(p.id, minorField, firstVersion))})
	}
	p.master = wrapped.MasterKeyID
	b.dataKeys = append(b.dataKeys, []any{id, wrapped.MasterKeyID, wrapped.Key})
	seal := func(field, text string) {
		b.vault = append(b.vault, []any{id, field, firstVersion, data.Seal(text, place(p.id, field, firstVersion)), p.now})
	}
	if p.name != "" {
		seal(nameField, p.name)
	}
	if j.Birthday.Year != 0 {
		seal(birthYearField, strconv.Itoa(j.Birthday.Year))
	}
	b.tell(p, func(field, text string) []byte { return data.Seal(text, place(p.id, field, firstVersion)) })
	of := map[Kind]int{}
	for _, k := range p.keys {
		b.identities = append(b.identities, []any{id, string(k.kind), b.in.blind(k), b.in.under(), b.in.formerly(k), j.Source, p.now})
		if k.kind == Card && k.value == p.number {
			continue
		}
		of[k.kind]++
		seal(identityField(k.kind, of[k.kind]), k.value)
	}
}

func (b *book) writes() *postgres.Writes {
	w := new(postgres.Writes)
	w.Insert(postgres.Rows{Schema: "member", Table: "member", Values: b.members, Columns: []string{
		"member_id", "number", "status", "joined_at", "recorded_at", "source",
		"store_id", "channel_id", "birth_month", "birth_day", "run_id",
	}})
	w.Insert(postgres.Rows{Schema: "member", Table: "data_key", Values: b.dataKeys,
		Columns: []string{"member_id", "master_key_id", "wrapped"}})
	w.Insert(postgres.Rows{Schema: "member", Table: "vault", Values: b.vault,
		Columns: []string{"member_id", "field", "version", "sealed", "updated_at"}})
	w.Insert(postgres.Rows{Schema: "member", Table: "identity", Values: b.identities,
		Columns: []string{"member_id", "kind", "blind", "index_key", "former", "source", "created_at"}})
	w.Insert(postgres.Rows{Schema: "member", Table: "minor", Values: b.minors, Columns: []string{"member_id", "sealed"}})
	b.writeTold(w)
	insertFindable(w, b.findable)
	w.Insert(postgres.Rows{Schema: "member", Table: "search_due", Values: b.due, Columns: []string{"member_id"}})
	return w
}
