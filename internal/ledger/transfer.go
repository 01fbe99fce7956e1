package ledger

import "habitue/internal/member"

// origin is where a lot came from when it moved from one member to another.
type origin struct {
	member member.ID
	lot    LotID
	merge  int64
}
