package tier

import (
	"habitue/internal/member"
)

// Forgetter ends the reviews of members who are erased. The levels they had stay:
// what was given by them was.
func (s *Service) Forgetter() member.Forgetter {
	return member.Texts{`UPDATE tier.standing SET review_at = NULL, xid = pg_current_xact_id() WHERE member_id = ANY ($1::bigint[]) AND review_at IS NOT NULL`,
		`DELETE FROM tier.seen WHERE member_id = ANY ($1::bigint[])`}
}
