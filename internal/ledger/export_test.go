package ledger

import (
	"time"

	"habitue/internal/member"
)

// Faulty is an ask whose decision panics.
type Faulty struct{ Member member.ID }

func (f Faulty) need() Need                              { return Need{Member: f.Member} }
func (f Faulty) decide(*Book, time.Time) (Answer, error) { panic("a faulty decision") }
