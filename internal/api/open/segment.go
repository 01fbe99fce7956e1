package open

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"time"

	"habitue/internal/event"
	"habitue/internal/platform/money"
)

// Bounds that sources know from Segment.
const (
	mostBatch   = 500 << 10 // bytes of a batch
	mostMessage = 32 << 10  // bytes of a message
)

// message is a message as sources write it. What is not here is not looked at.
type message struct {
	Type              string          `json:"type"`
	MessageID         id              `json:"messageId"`
	UserID            id              `json:"userId"`
	AnonymousID       id              `json:"anonymousId"`
	PreviousID        id              `json:"previousId"`
	Event             string          `json:"event"`
	Name              string          `json:"name"`
	Timestamp         string          `json:"timestamp"`
	OriginalTimestamp string          `json:"originalTimestamp"`
	SentAt            string          `json:"sentAt"`
	Properties        json.RawMessage `json:"properties"`
}

// id is a text, or a number, as which many shops know their customers.
type id string

// UnmarshalJSON implements json.Unmarshaler.
func (i *id) UnmarshalJSON(raw []byte) error {
	var text string
	switch {
	case bytes.Equal(raw, []byte("null")):
		return nil
	case raw[0] == '"':
		if err := json.Unmarshal(raw, &text); err != nil {
			return err
		}
		*i = id(strings.TrimSpace(text))
		return nil
	case wholeNumber.Match(raw):
		*i = id(raw)
		return nil
	}
	return event.ErrBadMessage
}

var wholeNumber = regexp.MustCompile(`^[0-9]{1,19}$`)

// sent is the reports of a body, and what is wrong with those messages that are none.
// Places of reports and of refusals are those of the messages.
type sent struct {
	reports []event.Report
	places  []int // of reports
	refused map[int]error
}

// reading is how messages are read.
type reading struct {
	now      time.Time // when they came
	currency string    // of amounts that name none
}

// readBatch reads the body of a batch. Errors: event.ErrBadBatch.
func (r reading) readBatch(body []byte) (s sent, err error) {
	var batch struct {
		Batch  []json.RawMessage `json:"batch"`
		SentAt string            `json:"sentAt"`
	}
	if err := json.Unmarshal(body, &batch); err != nil || batch.Batch == nil {
		return s, event.ErrBadBatch.Because(err)
	}
	s.refused = map[int]error{}
	for i, raw := range batch.Batch {
		report, err := r.read(raw, "", batch.SentAt)
		if err != nil {
			s.refused[i] = err
			continue
		}
		s.reports, s.places = append(s.reports, report), append(s.places, i)
	}
	return s, nil
}

// read reads one message; deed is what the path says that it is, if it does.
// Errors: event.ErrTooLarge, event.ErrBadMessage, event.ErrBadType, event.ErrBadTimestamp.
func (r reading) read(raw json.RawMessage, deed event.Deed, sentAt string) (event.Report, error) {
	if len(raw) > mostMessage {
		return event.Report{}, event.ErrTooLarge.With("max_bytes", mostMessage)
	}
	var m message
	if trimmed := bytes.TrimSpace(raw); len(trimmed) == 0 || trimmed[0] != '{' {
		return event.Report{}, event.ErrBadMessage
	}
	if err := json.Unmarshal(raw, &m); err != nil {
		return event.Report{}, event.ErrBadMessage
	}
	if deed == "" {
		deed = event.Deed(m.Type)
	}
	switch deed {
	case event.Track, event.Page, event.Screen, event.Identify, event.Alias, event.Group:
	default:
		return event.Report{}, event.ErrBadType
	}
	at, err := r.when(m, sentAt)
	if err != nil {
		return event.Report{}, err
	}
	report := event.Report{Deed: deed, Key: string(m.MessageID), User: string(m.UserID), Anonymous: string(m.AnonymousID), Previous: string(m.PreviousID), At: at, Name: m.Name}
	if deed == event.Track {
		report.Name = m.Event
	}
	report.About = r.about(report, m.Properties)
	return report, nil
}

// layouts are the ways in which sources write instants.
var layouts = []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999Z0700", "2006-01-02 15:04:05.999999999Z07:00", time.DateOnly}

func instant(text string) (at time.Time, err error) {
	if text == "" {
		return at, nil
	}
	for _, layout := range layouts {
		if at, err = time.Parse(layout, text); err == nil && at.Year() >= 2000 && at.Year() < 9000 {
			return at.UTC(), nil
		}
	}
	return time.Time{}, event.ErrBadTimestamp
}

// onTheWay is how much later a body may come than it was sent without that the source's
// clock is wrong. Were it taken for that, what one client sends in two bodies would change
// its order with how busy the way is.
const onTheWay = 10 * time.Second

// when is when a message happened, by our clock: as long before it came as it was, by the
// source's clock, before it was sent. A source that was corrected already names both
// instants. Errors: event.ErrBadTimestamp.
func (r reading) when(m message, sentAt string) (time.Time, error) {
	at, err := instant(m.Timestamp)
	if err != nil {
		return at, err
	}
	original, err := instant(m.OriginalTimestamp)
	if err != nil {
		return at, err
	}
	if m.SentAt != "" {
		sentAt = m.SentAt
	}
	left, err := instant(sentAt)
	switch {
	case err != nil:
		return at, err
	case !at.IsZero() && !original.IsZero():
		return at, nil
	case at.IsZero() && original.IsZero():
		return r.now, nil
	case at.IsZero():
		at = original
	}
	if late := r.now.Sub(left); left.IsZero() || late >= 0 && late <= onTheWay {
		return at, nil
	}
	return r.now.Add(min(at.Sub(left), 0)), nil
}

// properties are what a message says of what was done.
type properties struct {
	product
	Products  []product       `json:"products"`
	Query     text            `json:"query"`
	Category  text            `json:"category"`
	ListID    text            `json:"list_id"`
	Coupon    text            `json:"coupon"`
	CouponID  text            `json:"coupon_id"`
	CouponIs  text            `json:"coupon_name"`
	Promotion text            `json:"promotion_id"`
	Path      text            `json:"path"`
	URL       text            `json:"url"`
	Revenue   json.RawMessage `json:"revenue"`
	Total     json.RawMessage `json:"total"`
	Value     json.RawMessage `json:"value"`
	Currency  text            `json:"currency"`
}

type product struct {
	SKU       text            `json:"sku"`
	ProductID text            `json:"product_id"`
	Name      text            `json:"name"`
	Price     json.RawMessage `json:"price"`
	Quantity  json.RawMessage `json:"quantity"`
}

// text is a text or a number; anything else says nothing, and spoils nothing.
type text string

// UnmarshalJSON implements json.Unmarshaler.
func (t *text) UnmarshalJSON(raw []byte) error {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		*t = text(s)
	} else if decimal.Match(raw) {
		*t = text(raw)
	}
	return nil
}

// about is what may be kept of the properties. They are read only as far as a shop knows
// what they mean: a property of an event of another name may be anything.
func (r reading) about(report event.Report, raw json.RawMessage) (a event.About) {
	var p properties
	if len(raw) > 0 {
		_ = json.Unmarshal(raw, &p) // what is of another type than the spec's says nothing; the rest does
	}
	if report.Deed == event.Page || report.Deed == event.Screen {
		a.Path = string(first(p.Path, p.URL))
		return a
	}
	kind := event.KindOf(report.Name)
	if kind == event.Other {
		return a
	}
	switch kind {
	case event.Searched:
		a.Label = string(p.Query)
	case event.ViewedList:
		a.Label = string(first(p.Category, p.ListID))
	case event.EnteredCoupon, event.AppliedCoupon, event.DeniedCoupon, event.RemovedCoupon:
		a.Label = string(first(p.CouponIs, p.Coupon, p.CouponID))
	case event.ViewedOffer, event.ClickedOffer:
		a.Label = string(first(p.Name, p.Promotion))
	default:
		a.Label = string(p.Name)
	}
	a.SKUs = p.skus()
	if a.Label == "" && len(p.Products) > 0 {
		a.Label = string(p.Products[0].Name)
	}
	a.Pieces, a.Value, a.Currency = p.worth(string(p.Currency), r.currency)
	return a
}

func first(list ...text) text {
	for _, t := range list {
		if t != "" {
			return t
		}
	}
	return ""
}

func (p *properties) skus() (list []string) {
	for _, one := range append([]product{p.product}, p.Products...) {
		if sku := first(one.SKU, one.ProductID); sku != "" {
			list = append(list, string(sku))
		}
	}
	return list
}

// worth is of how many pieces an event speaks, and of how much money: what it says
// itself, or the price of the pieces.
func (p *properties) worth(currency, otherwise string) (pieces int, value int64, is string) {
	if currency = strings.ToUpper(strings.TrimSpace(currency)); !isCurrency.MatchString(currency) {
		currency = otherwise
	}
	for _, one := range append([]product{p.product}, p.Products...) {
		n, _ := strconv.Atoi(unquoted(one.Quantity))
		pieces += min(max(n, 0), mostPieces)
	}
	for _, raw := range []json.RawMessage{p.Revenue, p.Total, p.Value} {
		if v, ok := minor(raw, currency); ok {
			return pieces, v, currency
		}
	}
	price, ok := minor(p.Price, currency)
	if !ok {
		return pieces, 0, ""
	}
	if v, fits := money.MulDiv(price, int64(max(pieces, 1)), 1); fits && len(p.Products) == 0 {
		return pieces, v, currency
	}
	return pieces, price, currency
}

// mostPieces is more than anybody buys.
const mostPieces = 100_000

var (
	isCurrency = regexp.MustCompile(`^[A-Z]{3}$`)
	decimal    = regexp.MustCompile(`^-?[0-9]{1,12}(\.[0-9]{1,20})?$`)
)

func unquoted(raw json.RawMessage) string { return strings.Trim(string(raw), `"`) }

// minor is an amount in minor units; half a unit more counts as one.
func minor(raw json.RawMessage, currency string) (int64, bool) {
	amount := unquoted(raw)
	if !decimal.MatchString(amount) {
		return 0, false
	}
	negative := strings.HasPrefix(amount, "-")
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(amount, "-"), ".")
	places := money.Exponent(currency)
	fraction += strings.Repeat("0", places+1)
	units, err := strconv.ParseInt(whole+fraction[:places], 10, 64)
	if err != nil {
		return 0, false
	}
	if fraction[places] >= '5' {
		units++
	}
	if negative {
		units = -units
	}
	return units, true
}
