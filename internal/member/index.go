package member

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"runtime"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/member/internal/naming"
	"habitue/internal/member/internal/twin"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/secret"
)

// How a member is found by what people say of him: for each beginning of his
// name and for the last digits of his phone there is a token, which is the first
// eight bytes of their blind index. Whole phones, cards and e-mails are found by
// their claims and need no token.

const (
	tokenPrefix = "search." // before the kind: no identity is of such a kind
	lastDigits  = naming.Kind("last_digits")
	lastCount   = 4
)

// token blinds a spelling. Two spellings share one by chance once in 2^64 times;
// who is found is compared with the vault before he is shown.
func token(x *secret.Index, sp naming.Spelling) int64 {
	return int64(binary.BigEndian.Uint64(x.Blind(tokenPrefix+string(sp.Kind), sp.Text)))
}

// tokens returns the tokens of somebody who is called so and has the phones.
func tokens(x *secret.Index, name string, phones []string) []int64 {
	var list []int64
	for _, sp := range naming.Fold(name).Spellings() {
		list = append(list, token(x, sp))
	}
	for _, phone := range phones {
		list = append(list, token(x, naming.Spelling{Kind: lastDigits, Text: phone[max(len(phone)-lastCount, 0):]}))
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// findable is a member, the tokens that lead to him, and the keys that he shares
// with whoever may be the same person.
type findable struct {
	member ID
	under  int16
	tokens []int64
	twins  []int64
}

// findable adds a person's tokens to what is written.
func (s *Service) findable(b *book, p *person) {
	known := Personal{Name: p.name, BirthYear: p.join.Birthday.Year}
	for _, k := range p.keys {
		known.Identities = append(known.Identities, Key{k.kind, k.value})
	}
	month, day := int16(p.join.Birthday.Month), int16(p.join.Birthday.Day)
	if f, ok := findableBy(b.in.current, p.id, traits(known, nil, &month, &day, nil)); ok {
		b.findable = append(b.findable, f)
	}
}

// findableBy works out how a member is found; who cannot be needs no row.
func findableBy(x *secret.Index, id ID, t twin.Traits) (f findable, ok bool) {
	f = findable{id, int16(x.Generation()), tokens(x, t.Name, t.Phones), twinKeys(x, t)}
	return f, len(f.tokens)+len(f.twins) > 0
}

// findableLater leaves the tokens of who comes in bulk to IndexNames.
func findableLater(b *book, p *person) { b.due = append(b.due, []any{int64(p.id)}) }

// insertFindable writes tokens, and with each member those that are his. All are
// in the order of the index: the many of a batch then touch each page of it once.
func insertFindable(w *postgres.Writes, list []findable) {
	var leads []lead
	held := make([][]any, len(list))
	for i, f := range list {
		held[i] = []any{int64(f.member), f.tokens, f.twins, f.under}
		for _, t := range f.tokens {
			leads = append(leads, lead{t, f.member})
		}
	}
	slices.SortFunc(leads, func(a, b lead) int { return cmp.Compare(a.token, b.token) })
	values := make([][]any, len(leads))
	for i, l := range leads {
		values[i] = []any{l.token, int64(l.member)}
	}
	w.Insert(postgres.Rows{Schema: "member", Table: "search_token", Values: values, Columns: []string{"token", "member_id"}})
	w.Insert(postgres.Rows{Schema: "member", Table: "search_member", Values: held, Columns: []string{"member_id", "tokens", "twin_keys", "index_key"}})
}

// lead is a token and whom it leads to.
type lead struct {
	token  int64
	member ID
}

// Index lets members be found by what the vault says of them now, and by nothing
// else: whoever changes a name, a phone or an address, or erases a member, calls it in the
// same transaction.
func (s *Service) Index(ctx context.Context, tx postgres.Tx, ids ...ID) error {
	x, err := s.lookToWrite(ctx, tx)
	if err != nil {
		return err
	}
	if err := query(tx).ForgetTokens(ctx, postgres.IDs(ids)); err != nil {
		return fmt.Errorf("forget search tokens: %w", err)
	}
	rows, err := query(tx).Vault(ctx, postgres.IDs(ids))
	if err != nil {
		return fmt.Errorf("read vault: %w", err)
	}
	homes, err := s.homes(ctx, tx, ids)
	if err != nil {
		return err
	}
	list, err := s.read(x.current, rows, homes)
	if err != nil {
		return err
	}
	w := new(postgres.Writes)
	insertFindable(w, list)
	if err := w.Flush(ctx, tx); err != nil {
		return fmt.Errorf("write search tokens: %w", err)
	}
	return nil
}

// read opens vaults on all processors and returns who can be found by what they say.
func (s *Service) read(x *secret.Index, rows []memberdb.VaultRow, homes map[ID][]string) ([]findable, error) {
	shares := sharesOf(rows, runtime.GOMAXPROCS(0))
	found := make([][]findable, len(shares))
	var group errgroup.Group
	for i, share := range shares {
		group.Go(func() error {
			return s.openEach(share, func(row memberdb.VaultRow, p Personal) {
				if f, ok := findableBy(x, ID(row.MemberID), traits(p, homes[ID(row.MemberID)], row.BirthMonth, row.BirthDay, nil)); ok {
					found[i] = append(found[i], f)
				}
			})
		})
	}
	err := group.Wait()
	return slices.Concat(found...), err
}

// sharesOf cuts rows into n shares or fewer, none of them in the middle of a member.
func sharesOf(rows []memberdb.VaultRow, n int) (shares [][]memberdb.VaultRow) {
	size := len(rows)/n + 1
	for len(rows) > 0 {
		end := min(size, len(rows))
		for end < len(rows) && rows[end].MemberID == rows[end-1].MemberID {
			end++
		}
		shares, rows = append(shares, rows[:end]), rows[end:]
	}
	return shares
}

// Size is how large the search index is, and how many wait to be in it.
type Size struct{ Members, Tokens, Bytes, IndexBytes, Waiting int64 }

// SearchSize counts the whole index and may take a second.
func (s *Service) SearchSize(ctx context.Context, q postgres.Querier) (Size, error) {
	r, err := query(q).SearchSize(ctx)
	if err != nil {
		return Size{}, fmt.Errorf("measure search index: %w", err)
	}
	return Size{r.Members, r.Tokens, r.Bytes, r.IndexBytes, r.Waiting}, nil
}

// How many members one transaction of IndexNames takes, and how many of these
// go on at a time. Tokens fall anywhere in an index that is larger than the
// memory of PostgreSQL: what is written of a page is mostly the page, so many
// at once cost little more than few. Two seconds keep nobody waiting.
const (
	indexedAtOnce  = 5_000
	indexedAbreast = 2
)

// IndexNames lets those be found by their names who came in bulk, and returns
// how many they were. Each batch is a transaction: a run that is cut off, or two
// at a time, leave nobody out and do nobody twice.
func (s *Service) IndexNames(ctx context.Context) (int, error) {
	var done atomic.Int64
	group, ctx := errgroup.WithContext(ctx)
	for range indexedAbreast {
		group.Go(func() error {
			for after := int64(0); ; { // what was done before lies dead in the index for a while
				due, err := s.indexNext(ctx, after)
				if err != nil || len(due) == 0 {
					return err
				}
				done.Add(int64(len(due)))
				after = due[len(due)-1]
			}
		})
	}
	if err := group.Wait(); err != nil {
		return int(done.Load()), fmt.Errorf("index names: %w", err)
	}
	return int(done.Load()), nil
}

// indexNext takes the next who are due and whom nobody else has taken.
func (s *Service) indexNext(ctx context.Context, after int64) (due []int64, err error) {
	err = s.db.InTx(ctx, func(tx postgres.Tx) (err error) {
		if due, err = query(tx).SearchDue(ctx, after, indexedAtOnce); err != nil || len(due) == 0 {
			return err
		}
		if err := s.Index(ctx, tx, ids(due)...); err != nil {
			return err
		}
		return query(tx).SearchDone(ctx, due)
	})
	return due, err
}

func ids(list []int64) []ID {
	ids := make([]ID, len(list))
	for i, id := range list {
		ids[i] = ID(id)
	}
	return ids
}
