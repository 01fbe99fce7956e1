package member

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"habitue/internal/member/internal/memberdb"
	"habitue/internal/platform/division"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/secret"
)

// AddressID is the id of an address.
type AddressID int64

// Address is where a member wants things sent.
type Address struct {
	Recipient string `json:"recipient"`
	Phone     string `json:"phone"`    // E.164
	Division  string `json:"division"` // by GB/T 2260; "": abroad, and Line says all
	Line      string `json:"line"`     // what follows the division
	Postcode  string `json:"postcode"`
}

// String keeps personal text out of logs.
func (Address) String() string { return "member.Address" }

// GoString keeps personal text out of logs.
func (Address) GoString() string { return "member.Address" }

// HeldAddress is an address as it is kept.
type HeldAddress struct {
	ID AddressID
	Address
	Chosen   bool // the one that is used unless another is named
	Version  int
	StatedBy string
	StatedAt time.Time
}

// Bounds of addresses.
const (
	mostAddresses = 20
	mostLine      = 200 // characters
	mostPostcode  = 12
)

// fold brings an address into the form in which it is kept: the division by its code,
// also where it stands in front of the line as text.
// Errors: ErrBadAddress with its fields.
func (a Address) fold(country string) (Address, error) {
	var wrong []errs.Field
	refuse := func(path, code string) { wrong = append(wrong, errs.Field{Path: path, Code: code}) }
	var ok bool
	if a.Recipient, ok = foldName(a.Recipient); !ok {
		refuse("recipient", badName)
	}
	if a.Phone != "" {
		phone, err := Fold(Phone, a.Phone, country)
		if err != nil {
			refuse("phone", badPhone)
		}
		a.Phone = phone
	}
	a.Line = strings.Join(strings.Fields(norm.NFC.String(a.Line)), " ")
	a.Postcode = strings.ToUpper(strings.TrimSpace(norm.NFKC.String(a.Postcode)))
	if code, rest, found := division.Parse(a.Line); found && (a.Division == "" || within(code, a.Division)) {
		a.Division, a.Line = code, rest
	} else if found && within(a.Division, code) && rest != "" {
		a.Line = rest // the line repeats the beginning of what the division says
	}
	if a.Division != "" && !division.Known(a.Division) {
		refuse("division", "member.no_such_division")
	}
	if a.Line == "" || utf8.RuneCountInString(a.Line) > mostLine || !i18n.OneLine(a.Line) {
		refuse("line", "member.bad_line")
	}
	if len(a.Postcode) > mostPostcode || a.Postcode != "" && !i18n.OneLine(a.Postcode) {
		refuse("postcode", "member.bad_postcode")
	}
	if len(wrong) > 0 {
		err := *ErrBadAddress
		err.Fields = wrong
		return a, &err
	}
	return a, nil
}

// within reports whether one division lies in another, or is it.
func within(code, in string) bool {
	for _, d := range division.Path(code) {
		if d.Code == in {
			return true
		}
	}
	return false
}

// Addresses returns the addresses of a member, the chosen one first. They are his
// own: those of who was merged into him stay with them.
func (s *Service) Addresses(ctx context.Context, q postgres.Querier, id ID) ([]HeldAddress, error) {
	found, err := s.AddressesOf(ctx, q, id)
	return found[id], err
}

// AddressesOf is Addresses of many, with one query.
func (s *Service) AddressesOf(ctx context.Context, q postgres.Querier, members ...ID) (map[ID][]HeldAddress, error) {
	rows, err := query(q).Addresses(ctx, postgres.IDs(members))
	if err != nil {
		return nil, fmt.Errorf("read addresses: %w", err)
	}
	found := map[ID][]HeldAddress{}
	for _, r := range rows {
		a, err := s.openAddress(r)
		if err != nil {
			return nil, fmt.Errorf("open an address of member %d: %w", r.MemberID, err)
		}
		found[ID(r.MemberID)] = append(found[ID(r.MemberID)], a)
	}
	return found, nil
}

func (s *Service) openAddress(r memberdb.AddressesRow) (HeldAddress, error) {
	of := ID(r.MemberID)
	a := HeldAddress{ID: AddressID(r.AddressID), Chosen: r.Chosen, Version: int(r.Version), StatedBy: r.StatedBy, StatedAt: r.StatedAt.UTC()}
	data, err := s.keys.Unwrap(secret.Wrapped{MasterKeyID: r.MasterKeyID, Key: r.Wrapped}, owner(of))
	if err != nil {
		return a, err
	}
	text, err := data.Open(r.Sealed, place(of, addressField(a.ID), r.Version))
	if err != nil {
		return a, err
	}
	return a, json.Unmarshal([]byte(text), &a.Address)
}

// addressField names an address to the key that seals it.
func addressField(id AddressID) string { return fmt.Sprintf("address/%d", id) }

// SaveAddress keeps another address of a member, or changes one as it was seen; id
// zero makes one. The first is chosen by itself.
// Errors: ErrUnknown, ErrHasLeft, ErrBadAddress, ErrNoAddress, ErrAddressMoved, ErrTooManyAddresses.
func (s *Service) SaveAddress(ctx context.Context, tx postgres.Tx, of ID, id AddressID, seen int, a Address, choose bool, by string) (AddressID, error) {
	settings, err := s.org.Settings(ctx, tx)
	if err != nil {
		return 0, err
	}
	if a, err = a.fold(settings.Country); err != nil {
		return 0, err
	}
	if err := s.lockLiving(ctx, tx, of); err != nil {
		return 0, err
	}
	held, err := s.Addresses(ctx, tx, of)
	if err != nil {
		return 0, err
	}
	if id == 0 {
		if len(held) >= mostAddresses {
			return 0, ErrTooManyAddresses.With("most", mostAddresses)
		}
		fresh, err := s.ids.Next(ctx)
		if err != nil {
			return 0, err
		}
		id = AddressID(fresh)
		err = s.addAddress(ctx, tx, of, id, a, by)
		if err != nil {
			return 0, err
		}
		choose = choose || len(held) == 0
	} else if err := s.changeAddress(ctx, tx, of, id, seen, a, by, held); err != nil {
		return 0, err
	}
	if choose {
		if err := s.ChooseAddress(ctx, tx, of, id); err != nil {
			return 0, err
		}
	}
	return id, s.reindexed(ctx, tx, of)
}

// reindexed lets a member be found by what is known of him now, and says so.
func (s *Service) reindexed(ctx context.Context, tx postgres.Tx, of ID) error {
	if err := s.Index(ctx, tx, of); err != nil {
		return err
	}
	return s.recordChanged(ctx, tx, of)
}

func (s *Service) addAddress(ctx context.Context, tx postgres.Tx, of ID, id AddressID, a Address, by string) error {
	sealed, err := s.sealAddress(ctx, tx, of, id, 1, a)
	if err != nil {
		return err
	}
	err = query(tx).AddAddress(ctx, memberdb.AddAddressParams{MemberID: int64(of), AddressID: int64(id), Version: 1, Sealed: sealed,
		StatedBy: by, StatedAt: s.clock.Now()})
	if err != nil {
		return fmt.Errorf("keep an address of member %d: %w", of, err)
	}
	return nil
}

func (s *Service) changeAddress(ctx context.Context, tx postgres.Tx, of ID, id AddressID, seen int, a Address, by string, held []HeldAddress) error {
	for _, one := range held {
		if one.ID != id {
			continue
		}
		sealed, err := s.sealAddress(ctx, tx, of, id, int32(seen)+1, a)
		if err != nil {
			return err
		}
		n, err := query(tx).ChangeAddress(ctx, memberdb.ChangeAddressParams{MemberID: int64(of), AddressID: int64(id), Seen: int32(seen),
			Sealed: sealed, StatedBy: by, StatedAt: s.clock.Now()})
		if err != nil {
			return fmt.Errorf("change an address of member %d: %w", of, err)
		}
		if n == 0 {
			return ErrAddressMoved
		}
		return nil
	}
	return ErrNoAddress
}

func (s *Service) sealAddress(ctx context.Context, tx postgres.Tx, of ID, id AddressID, version int32, a Address) ([]byte, error) {
	text, err := json.Marshal(a)
	if err != nil {
		return nil, fmt.Errorf("write an address: %w", err)
	}
	data, err := s.dataKey(ctx, tx, of)
	if err != nil {
		return nil, err
	}
	return data.Seal(string(text), place(of, addressField(id), version)), nil
}

// ChooseAddress makes an address the one that is used unless another is named.
// Errors: ErrNoAddress.
func (s *Service) ChooseAddress(ctx context.Context, tx postgres.Tx, of ID, id AddressID) error {
	if err := query(tx).UnchooseAddress(ctx, int64(of), int64(id)); err != nil {
		return fmt.Errorf("choose an address of member %d: %w", of, err)
	}
	n, err := query(tx).ChooseAddress(ctx, int64(of), int64(id))
	if err != nil {
		return fmt.Errorf("choose an address of member %d: %w", of, err)
	}
	if n == 0 {
		return ErrNoAddress
	}
	return nil
}

// ForgetAddress takes an address away; of those that are left the newest is chosen
// where none is. Errors: ErrUnknown, ErrHasLeft, ErrNoAddress.
func (s *Service) ForgetAddress(ctx context.Context, tx postgres.Tx, of ID, id AddressID) error {
	if err := s.lockLiving(ctx, tx, of); err != nil {
		return err
	}
	n, err := query(tx).ForgetAddress(ctx, int64(of), int64(id))
	if err != nil {
		return fmt.Errorf("forget an address of member %d: %w", of, err)
	}
	if n == 0 {
		return ErrNoAddress
	}
	if err := query(tx).ChooseAnAddress(ctx, int64(of)); err != nil {
		return fmt.Errorf("choose an address of member %d: %w", of, err)
	}
	return s.reindexed(ctx, tx, of)
}
