package member

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/platform/postgres"
)

// allowance is how often one subject may do something within a window.
type allowance struct {
	use    string
	most   int32
	window time.Duration
}

// What is limited. A code has a million values and five tries, so that somebody
// who lets us send all the codes we send finds a phone's code once in 20,000 days.
// Addresses get more than devices: a shop's guests share one.
var (
	sendsByPhone   = []allowance{{"send_phone_hour", 5, time.Hour}, {"send_phone_day", 10, 24 * time.Hour}}
	sendsByDevice  = []allowance{{"send_device_hour", 8, time.Hour}}
	sendsByAddress = []allowance{{"send_address_hour", 40, time.Hour}, {"send_address_day", 200, 24 * time.Hour}}
	triesByDevice  = []allowance{{"try_device", 12, 10 * time.Minute}}
	triesByAddress = []allowance{{"try_address", 60, 10 * time.Minute}}
)

// longestWindow bounds how long a row of an allowance means anything.
const longestWindow = 24 * time.Hour

// allow uses up one turn of each allowance of the subject, or refuses. What was
// used before it refuses stays used. Errors: ErrTooOften with the seconds to wait.
func (s *Service) allow(ctx context.Context, q postgres.Querier, list []allowance, subject string) error {
	if subject == "" {
		return nil
	}
	return s.allowBlind(ctx, q, list, s.everyBlind("allowance", subject))
}

// allowKey is allow of a phone or an e-mail.
func (s *Service) allowKey(ctx context.Context, q postgres.Querier, list []allowance, k key) error {
	var subjects [][]byte
	for _, x := range s.keys.Indexes() {
		subjects = append(subjects, x.Blind("allowance", string(k.kind)+string(x.Blind(string(k.kind), k.value))))
	}
	return s.allowBlind(ctx, q, list, subjects)
}

// allowBlind counts under the first of the blind indexes of a subject; what was used
// under the others is used.
func (s *Service) allowBlind(ctx context.Context, q postgres.Querier, list []allowance, subjects [][]byte) error {
	now := s.clock.Now().UTC()
	for _, a := range list {
		begins := now.Truncate(a.window)
		_, err := query(q).UseAllowance(ctx, memberdb.UseAllowanceParams{
			Use: a.use, Subject: subjects[0], Others: subjects[1:], WindowAt: begins, Most: a.most,
		})
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrTooOften.With("retry_s", seconds(begins.Add(a.window).Sub(now)), "limit", int(a.most))
		}
		if err != nil {
			return fmt.Errorf("use allowance %s: %w", a.use, err)
		}
	}
	return nil
}

// seconds rounds up: who comes back then is not refused again.
func seconds(d time.Duration) int { return int((d + time.Second - 1) / time.Second) }

// network is what an address is limited and shown by: an IPv4 address stands for
// itself when it is limited, an IPv6 one for its /64, which one household has.
func network(address string) string {
	a, err := netip.ParseAddr(address)
	if err != nil {
		return address
	}
	if a = a.Unmap(); a.Is6() {
		p, err := a.Prefix(64)
		if err == nil {
			return p.String()
		}
	}
	return a.String()
}

// shownNetwork is enough for a member to say "that was me", and too little to
// find out where somebody lives: the first three numbers, the first /48.
func shownNetwork(address string) string {
	a, err := netip.ParseAddr(address)
	if err != nil {
		return ""
	}
	bits := 24
	if a = a.Unmap(); a.Is6() {
		bits = 48
	}
	p, err := a.Prefix(bits)
	if err != nil {
		return ""
	}
	return p.String()
}

// ForgetSignIns deletes at most limit each of codes that have ended and allowances
// whose window is over, and says how many it found at most of one kind. Sessions go
// by the rules of retention.
func (s *Service) ForgetSignIns(ctx context.Context, limit int) (int, error) {
	now := s.clock.Now()
	q := query(s.db)
	codes, err := q.ForgetCodes(ctx, now, int32(limit))
	if err != nil {
		return 0, fmt.Errorf("forget codes: %w", err)
	}
	allowances, err := q.ForgetAllowances(ctx, now.Add(-longestWindow), int32(limit))
	if err != nil {
		return 0, fmt.Errorf("forget allowances: %w", err)
	}
	attempts, err := q.ForgetAttempts(ctx, now, int32(limit))
	if err != nil {
		return 0, fmt.Errorf("forget attempts: %w", err)
	}
	return int(max(codes, allowances, attempts)), nil
}
