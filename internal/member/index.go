package member

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"slices"

	"habitue/internal/member/internal/naming"
	"habitue/internal/platform/postgres"
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
func (s *Service) token(sp naming.Spelling) int64 {
	return int64(binary.BigEndian.Uint64(s.keys.Blind(tokenPrefix+string(sp.Kind), sp.Text)))
}

// tokens returns the tokens of somebody who is called so and has the phones.
func (s *Service) tokens(name string, phones []string) []int64 {
	var list []int64
	for _, sp := range naming.Fold(name).Spellings() {
		list = append(list, s.token(sp))
	}
	for _, phone := range phones {
		list = append(list, s.token(naming.Spelling{Kind: lastDigits, Text: phone[max(len(phone)-lastCount, 0):]}))
	}
	slices.Sort(list) // neighbours in the index are written together
	return slices.Compact(list)
}

// findable adds a person's tokens to what is written.
func (s *Service) findable(b *book, p *person) {
	var phones []string
	for _, k := range p.keys {
		if k.kind == Phone {
			phones = append(phones, k.value)
		}
	}
	for _, t := range s.tokens(p.name, phones) {
		b.tokens = append(b.tokens, []any{t, int64(p.id)})
	}
}

// findableLater leaves the tokens of who comes in bulk to IndexNames.
func findableLater(b *book, p *person) { b.due = append(b.due, []any{int64(p.id)}) }

func tokenRows(values [][]any) postgres.Rows {
	return postgres.Rows{Schema: "member", Table: "search_token", Values: values, Columns: []string{"token", "member_id"}}
}

// Index lets members be found by what the vault says of them now, and by nothing
// else: whoever changes a name or a phone, or erases a member, calls it in the
// same transaction.
func (s *Service) Index(ctx context.Context, tx postgres.Tx, ids ...ID) error {
	if err := query(tx).ForgetTokens(ctx, postgres.IDs(ids)); err != nil {
		return fmt.Errorf("forget search tokens: %w", err)
	}
	personal, err := s.Personal(ctx, tx, ids...)
	if err != nil {
		return err
	}
	var values [][]any
	for id, p := range personal {
		var phones []string
		for _, k := range p.Identities {
			if k.Kind == Phone {
				phones = append(phones, k.Value)
			}
		}
		for _, t := range s.tokens(p.Name, phones) {
			values = append(values, []any{t, int64(id)})
		}
	}
	// Sorted, the many of a batch touch each page of the index once.
	slices.SortFunc(values, func(a, b []any) int { return cmp.Compare(a[0].(int64), b[0].(int64)) })
	w := new(postgres.Writes)
	w.Insert(tokenRows(values))
	if err := w.Flush(ctx, tx); err != nil {
		return fmt.Errorf("write search tokens: %w", err)
	}
	return nil
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

// indexedAtOnce is how many members one transaction of IndexNames takes.
const indexedAtOnce = 1000

// IndexNames lets those be found by their names who came in bulk, and returns
// how many they were. Each batch is a transaction: a run that is cut off, or two
// at a time, leave nobody out and do nobody twice.
func (s *Service) IndexNames(ctx context.Context) (int, error) {
	done := 0
	for after := int64(0); ; {
		var due []int64
		err := s.db.InTx(ctx, func(tx postgres.Tx) (err error) {
			if due, err = query(tx).SearchDue(ctx, after, indexedAtOnce); err != nil || len(due) == 0 {
				return err
			}
			ids := make([]ID, len(due))
			for i, id := range due {
				ids[i] = ID(id)
			}
			if err := s.Index(ctx, tx, ids...); err != nil {
				return err
			}
			return query(tx).SearchDone(ctx, due)
		})
		if err != nil {
			return done, fmt.Errorf("index names: %w", err)
		}
		if len(due) == 0 {
			return done, nil
		}
		done += len(due)
		after = due[len(due)-1] // what was done before lies dead in the index for a while
	}
}
