package member

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/member/internal/quality"
	"habitue/internal/org"
	"habitue/internal/platform/division"
	"habitue/internal/platform/postgres"
)

// Suggestion is what would be right, where that is provable. It is worked out when it
// is asked for and kept nowhere.
type Suggestion struct {
	What    string // "name", "email" or "address"
	Address AddressID
	Was, Is string
}

// String keeps personal text out of logs.
func (Suggestion) String() string { return "member.Suggestion" }

// GoString keeps personal text out of logs.
func (Suggestion) GoString() string { return "member.Suggestion" }

// Mask returns what who may not see personal data sees of a suggestion.
func (g Suggestion) Mask() (was, is string) {
	switch g.What {
	case "email":
		return MaskEmail(g.Was), MaskEmail(g.Is)
	case "name":
		return MaskName(g.Was), MaskName(g.Is)
	}
	code, _, _ := division.Parse(g.Is)
	return maskAll(g.Was), strings.TrimSpace(division.Name(code) + " " + "***")
}

// FindingRef names a finding.
type FindingRef struct {
	Member ID
	Rule   string
}

// Suggestions works out what would be right of findings; where nothing is provable any
// more there is no answer.
func (s *Service) Suggestions(ctx context.Context, q postgres.Querier, list ...FindingRef) (map[FindingRef]Suggestion, error) {
	found := map[FindingRef]Suggestion{}
	var whom []ID
	for _, ref := range list {
		whom = append(whom, ref.Member)
	}
	slices.Sort(whom)
	whom = slices.Compact(whom)
	if len(whom) == 0 {
		return found, nil
	}
	rules, err := s.QualityRules(ctx, q)
	if err != nil {
		return nil, err
	}
	fields, err := s.Fields(ctx, q)
	if err != nil {
		return nil, err
	}
	facts, err := s.qualityFacts(ctx, q, fields, whom)
	if err != nil {
		return nil, err
	}
	for _, id := range whom {
		for _, f := range quality.Judge(switchedOn(rules), facts[id]) {
			if ref := (FindingRef{id, f.Rule}); f.Fix != nil && slices.Contains(list, ref) {
				found[ref] = Suggestion{f.Fix.What, AddressID(f.Fix.Address), f.Fix.Was, f.Fix.Is}
			}
		}
	}
	return found, nil
}

// MostRepaired bounds how many findings one repair takes.
const MostRepaired = 500

// Repaired says what a repair did, or would do.
type Repaired struct {
	Batch   int64 // what undoes it; 0: nothing was done
	Done    int
	Gone    int          // where nothing is provable any more
	Refused []FindingRef // where somebody else has what would be right
}

// Repair applies suggestions, within tx, and notes how it read before, so that it can be
// undone; dry only counts. Members of whom something else is right meanwhile are left alone.
// Errors: ErrTooManyRepairs.
func (s *Service) Repair(ctx context.Context, tx postgres.Tx, list []FindingRef, by string, dry bool) (Repaired, error) {
	var done Repaired
	if len(list) > MostRepaired {
		return done, ErrTooManyRepairs.With("most", MostRepaired)
	}
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b FindingRef) int { return cmp.Or(cmp.Compare(a.Member, b.Member), cmp.Compare(a.Rule, b.Rule)) })
	list = slices.Compact(list)
	var whom []ID
	for _, ref := range list {
		whom = append(whom, ref.Member)
	}
	if _, err := query(tx).LockAll(ctx, postgres.IDs(whom)); err != nil {
		return done, fmt.Errorf("lock members to repair: %w", err)
	}
	right, err := s.Suggestions(ctx, tx, list...)
	if err != nil {
		return done, err
	}
	batch, err := s.ids.Next(ctx)
	if err != nil {
		return done, err
	}
	for _, ref := range list {
		g, there := right[ref]
		switch {
		case !there:
			done.Gone++
			continue
		case dry:
			err = s.couldApply(ctx, tx, g)
		default:
			err = attempt(ctx, tx, func(tx postgres.Tx) error { return s.applyNoted(ctx, tx, ref, batch, g, by) })
		}
		if refuses(err) {
			done.Refused = append(done.Refused, ref)
			continue
		}
		if err != nil {
			return done, err
		}
		done.Done++
	}
	if dry || done.Done == 0 {
		return done, nil
	}
	done.Batch = batch
	_, err = s.Judge(ctx, tx, whom...)
	return done, err
}

// refuses reports whether one member cannot be repaired, and others can.
func refuses(err error) bool {
	for _, one := range []error{ErrIdentityTaken, ErrIdentityHeld, ErrTooManyIdentities, ErrNoIdentity, ErrNumberStays, ErrHasLeft, ErrAddressMoved, ErrNoAddress, ErrBadAddress} {
		if errors.Is(err, one) {
			return true
		}
	}
	return false
}

// couldApply refuses an e-mail that is somebody's.
func (s *Service) couldApply(ctx context.Context, q postgres.Querier, g Suggestion) error {
	if g.What != "email" {
		return nil
	}
	_, err := s.Resolve(ctx, q, Email, g.Is)
	switch {
	case errors.Is(err, ErrUnknown):
		return nil
	case err != nil:
		return err
	}
	return ErrIdentityTaken
}

func repairField(id int64) string { return fmt.Sprintf("repair/%d", id) }

// repairNote is what is sealed of a repair.
type repairNote struct {
	What    string    `json:"what"`
	Address AddressID `json:"address,omitempty"`
	Was     Address   `json:"was_address,omitzero"`
	Text    string    `json:"was,omitempty"`
	Is      string    `json:"is"`
}

func (s *Service) applyNoted(ctx context.Context, tx postgres.Tx, ref FindingRef, batch int64, g Suggestion, by string) error {
	n := repairNote{What: g.What, Address: g.Address, Text: g.Was, Is: g.Is}
	if err := s.applyFix(ctx, tx, ref.Member, &n, by); err != nil {
		return err
	}
	id, err := s.ids.Next(ctx)
	if err != nil {
		return err
	}
	text, err := json.Marshal(n)
	if err != nil {
		return fmt.Errorf("write a repair: %w", err)
	}
	sealed, err := s.Seal(ctx, tx, ref.Member, repairField(id), string(text))
	if err != nil {
		return err
	}
	err = query(tx).AddRepair(ctx, memberdb.AddRepairParams{MemberID: int64(ref.Member), RepairID: id, BatchID: batch, Rule: ref.Rule,
		Sealed: sealed, MadeBy: by, MadeAt: s.clock.Now()})
	if err != nil {
		return fmt.Errorf("note a repair of member %d: %w", ref.Member, err)
	}
	return nil
}

// applyFix makes one thing right, and completes the note by what an address was before.
func (s *Service) applyFix(ctx context.Context, tx postgres.Tx, of ID, n *repairNote, by string) error {
	switch n.What {
	case "email":
		return s.exchangeEmail(ctx, tx, of, n.Text, n.Is, by)
	case "name":
		return s.rename(ctx, tx, of, n.Is)
	case "address":
		held, err := s.Addresses(ctx, tx, of)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(held, func(a HeldAddress) bool { return a.ID == n.Address })
		if at < 0 {
			return ErrNoAddress
		}
		a := held[at].Address
		n.Was = a
		a.Division, a.Line = "", n.Is
		_, err = s.SaveAddress(ctx, tx, of, n.Address, held[at].Version, a, held[at].Chosen, by)
		return err
	}
	return fmt.Errorf("nobody knows how to repair %q", n.What)
}

func (s *Service) exchangeEmail(ctx context.Context, tx postgres.Tx, of ID, was, is, by string) error {
	held, err := s.HeldIdentities(ctx, tx, of)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(held, func(h HeldIdentity) bool { return h.Kind == Email && h.Value == was })
	if at < 0 {
		return ErrNoIdentity
	}
	return s.Bind(ctx, tx, Binding{Member: of, Key: Key{Email, is}, Replaces: held[at].ID, Via: ByStaff, By: by, Reason: "data quality"})
}

// rename writes another name of a member.
func (s *Service) rename(ctx context.Context, tx postgres.Tx, of ID, name string) error {
	data, err := s.dataKey(ctx, tx, of)
	if err != nil {
		return err
	}
	var version int32
	if err := tx.QueryRow(ctx, `SELECT coalesce(max(version), 0) + 1 FROM member.vault WHERE member_id = $1 AND field = $2`, int64(of), nameField).Scan(&version); err != nil {
		return fmt.Errorf("read the name of member %d: %w", of, err)
	}
	err = query(tx).PutVault(ctx, memberdb.PutVaultParams{MemberID: int64(of), Field: nameField, Version: version,
		Sealed: data.Seal(name, place(of, nameField, version)), UpdatedAt: s.clock.Now()})
	if err != nil {
		return fmt.Errorf("rename member %d: %w", of, err)
	}
	return s.reindexed(ctx, tx, of)
}

// UndoRepair gives back what members of a scope had said before a repair, but for who
// said something else since, and returns how many it was.
// Errors: ErrNoRepair, ErrRepairUndone.
func (s *Service) UndoRepair(ctx context.Context, tx postgres.Tx, batch int64, by string, scope org.Scope) (undone, kept int, err error) {
	rows, err := query(tx).RepairsOf(ctx, batch)
	if err != nil {
		return 0, 0, fmt.Errorf("read repair %d: %w", batch, err)
	}
	rows = slices.DeleteFunc(rows, func(r memberdb.RepairsOfRow) bool {
		return !scope.All() && !slices.Contains(scope.Narrow(), org.StoreID(postgres.Value(r.StoreID)))
	})
	if len(rows) == 0 {
		return 0, 0, ErrNoRepair.With("batch", batch)
	}
	var whom []ID
	open := false
	for _, r := range rows {
		whom, open = append(whom, ID(r.MemberID)), open || r.UndoneAt == nil
	}
	if !open {
		return 0, 0, ErrRepairUndone.With("batch", batch)
	}
	if _, err := query(tx).LockAll(ctx, postgres.IDs(whom)); err != nil {
		return 0, 0, fmt.Errorf("lock members: %w", err)
	}
	now := s.clock.Now()
	for _, r := range rows {
		if r.UndoneAt != nil {
			continue
		}
		err := attempt(ctx, tx, func(tx postgres.Tx) error { return s.undoOne(ctx, tx, r, by, now) })
		switch {
		case refuses(err) || errors.Is(err, ErrFindingMoved):
			kept++
		case err != nil:
			return undone, kept, err
		default:
			undone++
		}
	}
	_, err = s.Judge(ctx, tx, whom...)
	return undone, kept, err
}

func (s *Service) undoOne(ctx context.Context, tx postgres.Tx, r memberdb.RepairsOfRow, by string, now time.Time) error {
	of := ID(r.MemberID)
	text, err := s.Unseal(ctx, tx, of, repairField(r.RepairID), r.Sealed)
	if err != nil {
		return err
	}
	var n repairNote
	if err := json.Unmarshal([]byte(text), &n); err != nil {
		return fmt.Errorf("read a repair of member %d: %w", of, err)
	}
	switch n.What {
	case "email":
		err = s.exchangeEmail(ctx, tx, of, n.Is, n.Text, by)
	case "name":
		err = s.unname(ctx, tx, of, n)
	case "address":
		err = s.unaddress(ctx, tx, of, n, by)
	}
	if err != nil {
		return err
	}
	return query(tx).RepairUndone(ctx, memberdb.RepairUndoneParams{MemberID: r.MemberID, RepairID: r.RepairID, UndoneBy: by, UndoneAt: now})
}

func (s *Service) unname(ctx context.Context, tx postgres.Tx, of ID, n repairNote) error {
	known, err := s.Personal(ctx, tx, of)
	if err != nil {
		return err
	}
	if known[of].Name != n.Is {
		return ErrFindingMoved
	}
	return s.rename(ctx, tx, of, n.Text)
}

// unaddress writes an address as it was: folding it would repair it again.
func (s *Service) unaddress(ctx context.Context, tx postgres.Tx, of ID, n repairNote, by string) error {
	held, err := s.Addresses(ctx, tx, of)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(held, func(a HeldAddress) bool { return a.ID == n.Address })
	if at < 0 {
		return ErrNoAddress
	}
	if is := held[at]; division.Name(is.Division)+" "+is.Line != n.Is {
		return ErrFindingMoved
	}
	if err := s.changeAddress(ctx, tx, of, n.Address, held[at].Version, n.Was, by, held); err != nil {
		return err
	}
	return s.reindexed(ctx, tx, of)
}
