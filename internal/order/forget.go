package order

import "habitue/internal/member"

// Forgetter blanks why receipts of members who are erased were attached so late.
// Orders stay as they were reported: they name goods and no person.
func (s *Service) Forgetter() member.Forgetter {
	return member.Texts{`UPDATE orders.late_entry SET reason = NULL WHERE member_id = ANY ($1::bigint[]) AND reason IS NOT NULL`}
}
