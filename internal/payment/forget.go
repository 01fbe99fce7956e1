package payment

import "habitue/internal/member"

// Forgetter blanks why money of members who are erased was given back. Charges and
// their numbers stay, because the providers' statements must still agree.
func (s *Service) Forgetter() member.Forgetter {
	return member.Texts{`UPDATE payment.refund SET reason = '', xid = pg_current_xact_id() WHERE member_id = ANY ($1::bigint[])`}
}
