package profile

import "time"

// Edges are where the scores from 2 to 5 began in a picture: the most days, the
// fewest orders and the least money that had them. Nil: nobody did.
type Edges struct {
	R [scores - 1]*int64 `json:"r"`
	F [scores - 1]*int64 `json:"f"`
	M [scores - 1]*int64 `json:"m"`
}

// with returns the edges when p is counted, too.
func (e Edges) with(p person, day time.Time) Edges {
	lower := func(edge **int64, v int64) {
		if *edge == nil || v < **edge {
			*edge = &v
		}
	}
	if p.R > 1 {
		edge := &e.R[p.R-2]
		if days := p.Recency(day); *edge == nil || days > **edge {
			*edge = &days
		}
	}
	if p.F > 1 {
		lower(&e.F[p.F-2], p.Orders)
	}
	if p.M > 1 {
		lower(&e.M[p.M-2], p.Spend)
	}
	return e
}
