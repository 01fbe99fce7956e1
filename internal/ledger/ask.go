package ledger

import (
	"context"
	"errors"
	"time"

	"habitue/internal/platform/postgres"
)

// Ask is one thing that is asked of one member's book: a Posting, an
// Authorisation, a Capture, a Release. Post decides it within a caller's
// transaction, Submit together with others.
type Ask interface {
	need() Need
	decide(b *Book, now time.Time) (Answer, error)
}

// Answer is what came of an ask.
type Answer struct {
	Receipt  Receipt // of a posting or a capture
	Hold     Hold    // of what concerns a hold
	Replayed bool    // the key was known; this is the first answer again
}

func (p Posting) need() Need {
	n := Need{Member: p.Member, Keys: []string{p.Key}, Lots: DueLots}
	if len(p.Debits) > 0 {
		n.Lots = FirstLots
	}
	if p.Reverses != nil {
		n.Originals, n.Lots = []PostingID{p.Reverses.Posting}, AllLots
	}
	return n
}

func (p Posting) decide(b *Book, now time.Time) (Answer, error) {
	r, err := b.Post(p, now)
	return Answer{Receipt: r, Replayed: r.Replayed}, err
}

// Do decides one ask within tx; a known key gets the first answer again. It locks
// the member's accounts until tx ends. Errors: those of the ask's decision.
func (s *Service) Do(ctx context.Context, tx postgres.Tx, ask Ask) (Answer, error) {
	need := ask.need()
	book, answer, err := s.decide(ctx, tx, ask, need)
	if errors.Is(err, errLacksLots) {
		need.Lots = AllLots
		book, answer, err = s.decide(ctx, tx, ask, need)
	}
	if err != nil {
		return Answer{}, err
	}
	if answer.Replayed {
		return s.again(ctx, tx, need, answer)
	}
	return answer, s.Save(ctx, tx, book)
}

func (s *Service) decide(ctx context.Context, tx postgres.Tx, ask Ask, need Need) (*Book, Answer, error) {
	books, err := s.Load(ctx, tx, need)
	if err != nil {
		return nil, Answer{}, err
	}
	book := books[need.Member]
	answer, err := ask.decide(book, s.Clock.Now())
	return book, answer, err
}

// again completes an answer that was given before: the receipt is read as it was.
func (s *Service) again(ctx context.Context, q postgres.Querier, need Need, a Answer) (Answer, error) {
	if a.Receipt.Posting == 0 || len(a.Receipt.Entries) > 0 {
		return a, nil
	}
	of := need.Member
	if a.Receipt.of != 0 {
		of = a.Receipt.of
	}
	var err error
	a.Receipt, err = s.replay(ctx, q, of, a.Receipt.Posting)
	return a, err
}
