package admin

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/messages"
	"habitue/internal/api/view"
	"habitue/internal/intake"
	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/division"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
	"habitue/internal/platform/sheet"
	"habitue/internal/profile"
)

// export writes members into a file, a few at a time.
type export struct {
	*handlers
	call     *edge.Call
	columns  []string
	own      []member.Field // those that are written, behind the columns
	fields   []member.Field // all that there are
	tags     []member.Tag
	asked    []member.Question // that have a column each, in full
	full     bool
	zone     *time.Location
	currency string
	country  string
	today    string
}

// hidden stands for what is known and not shown.
const hidden = "****"

func (h *handlers) newExport(ctx context.Context, m MemberExport) (*export, error) {
	settings, err := h.Reader.Org.Settings(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	day, err := settings.DayAt(nil)
	if err != nil {
		return nil, err
	}
	x := &export{handlers: h, call: edge.From(ctx), columns: m.Columns, full: m.Full, zone: day.Location(), currency: settings.Currency,
		country: settings.Country, today: view.Date(day.Of(h.Clock.Now()))}
	if x.fields, err = h.Reader.Members.Fields(ctx, h.DB); err != nil {
		return nil, err
	}
	roles := seeing(x.call)
	for _, code := range m.Fields {
		at := slices.IndexFunc(x.fields, func(f member.Field) bool { return f.Code == code && f.Kind != member.CoreField && f.ReadBy(roles) })
		if at < 0 { // what one may not see is not there
			return nil, member.ErrNoField.With("field", code)
		}
		x.own = append(x.own, x.fields[at])
	}
	if x.asks("tags") {
		if x.tags, err = h.Reader.Members.Tags(ctx, h.DB); err != nil {
			return nil, err
		}
	}
	if x.full && x.asks("consents") {
		x.asked, err = h.Reader.Members.Questions(ctx, h.DB)
	}
	return x, err
}

func (x *export) asks(columns ...string) bool {
	return slices.ContainsFunc(columns, func(c string) bool { return slices.Contains(x.columns, c) })
}

// word is a column as it is headed and kept on record: in full it is another one.
func (x *export) word(column string) string {
	if x.full && slices.Contains([]string{"name", "phone", "email", "birthday", "address", "consents"}, column) {
		return column + "_full"
	}
	return column
}

func (x *export) header() []any {
	var cells []any
	for _, c := range x.columns {
		if c == "consents" && x.full {
			for _, q := range x.asked {
				cells = append(cells, intake.ConsentHeading(q, string(x.call.Language)))
			}
			continue
		}
		cells = append(cells, messages.Text(x.call.Language, "member.column."+x.word(c)))
	}
	for _, f := range x.own {
		cells = append(cells, intake.OwnHeading(f, x.fields, string(x.call.Language)))
	}
	return cells
}

func (x *export) write(ctx context.Context, file sheet.Writer, f profile.Filter, by profile.Order) error {
	err := file.Row(x.header()...)
	for after, more := (*profile.Place)(nil), true; more && err == nil; {
		var page []profile.Place
		if page, err = x.Reader.Profile.Find(ctx, f, by, after, exportedAtOnce); err != nil {
			return err
		}
		if more = len(page) == exportedAtOnce; more {
			after = &page[exportedAtOnce-1]
		}
		err = x.rows(ctx, file, page)
	}
	return err
}

// exported is what is known of a member of a file.
type exported struct {
	view.MemberSummary
	of       member.Member
	personal member.Personal
	home     member.Address
	values   map[string]member.FieldValue
	tags     []member.Label
	agreed   []member.Question
	said     map[member.Question]member.Consent
	store    string // codes
	channel  string
}

func (x *export) rows(ctx context.Context, file sheet.Writer, page []profile.Place) error {
	list, err := x.read(ctx, page)
	if err != nil {
		return err
	}
	for i := range list {
		var cells []any
		for _, c := range x.columns {
			if c == "consents" && x.full {
				cells = append(cells, x.said(list[i].said)...)
				continue
			}
			cells = append(cells, x.cell(&list[i], c))
		}
		for _, f := range x.own {
			cells = append(cells, x.ownCell(f, list[i].values[f.Code].Values))
		}
		if err := file.Row(cells...); err != nil {
			return err
		}
	}
	return nil
}

// read reads what the columns ask for, each kind of it once for the page.
func (x *export) read(ctx context.Context, page []profile.Place) ([]exported, error) {
	members, err := x.membersInOrder(ctx, edge.Each(page, func(p profile.Place) member.ID { return p.Member }))
	if err != nil {
		return nil, err
	}
	summaries, err := x.Reader.Masked(ctx, x.DB, x.call, members)
	if err != nil {
		return nil, err
	}
	ids := edge.Each(members, func(m member.Member) member.ID { return m.ID })
	list := make([]exported, len(members))
	for i, m := range members {
		list[i].MemberSummary, list[i].of = summaries[i], m
	}
	for _, part := range []struct {
		asked bool
		read  func() error
	}{
		{x.full || x.asks("email"), func() error {
			found, err := x.Reader.Members.Personal(ctx, x.DB, ids...)
			return each(list, err, func(e *exported) { e.personal = found[e.of.ID] })
		}},
		{x.asks("province", "city", "district", "address"), func() error {
			found, err := x.Reader.Members.AddressesOf(ctx, x.DB, ids...)
			return each(list, err, func(e *exported) {
				if homes := found[e.of.ID]; len(homes) > 0 {
					e.home = homes[0].Address
				}
			})
		}},
		{len(x.own) > 0, func() error {
			found, err := x.Reader.Members.FieldValuesOf(ctx, x.DB, ids...)
			return each(list, err, func(e *exported) { e.values = found[e.of.ID] })
		}},
		{x.asks("tags"), func() error {
			found, err := x.Reader.Members.Labels(ctx, x.DB, ids...)
			return each(list, err, func(e *exported) { e.tags = found[e.of.ID] })
		}},
		{len(x.asked) > 0, func() error {
			found, err := x.Reader.Members.Said(ctx, x.DB, ids...)
			return each(list, err, func(e *exported) { e.said = found[e.of.ID] })
		}},
		{!x.full && x.asks("consents"), func() error {
			found, err := x.Reader.Members.Agreed(ctx, x.DB, ids...)
			return each(list, err, func(e *exported) { e.agreed = found[e.of.ID] })
		}},
		{x.asks("home_store_code"), func() error {
			found, err := x.Reader.Org.StoresByIDs(ctx, x.DB, unique(members, func(m member.Member) org.StoreID { return m.Store })...)
			return each(list, err, func(e *exported) { e.store = found[e.of.Store].Code })
		}},
		{x.asks("channel_code"), func() error {
			found, err := x.Reader.Org.ChannelsByIDs(ctx, x.DB, unique(members, func(m member.Member) org.ChannelID { return m.Channel })...)
			return each(list, err, func(e *exported) { e.channel = found[e.of.Channel].Code })
		}},
	} {
		if part.asked {
			if err := part.read(); err != nil {
				return nil, err
			}
		}
	}
	return list, nil
}

func each(list []exported, err error, put func(*exported)) error {
	for i := range list {
		put(&list[i])
	}
	return err
}

func unique[T any, K ~int64](list []T, of func(T) K) (keys []K) {
	for _, one := range list {
		if k := of(one); k != 0 {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// cell is what a column says of a member; nothing where nothing is known.
func (x *export) cell(m *exported, column string) any {
	switch column {
	case "number":
		return m.Number
	case "name":
		if x.full {
			return m.personal.Name
		}
		return textOr(m.Name)
	case "phone":
		if x.full {
			return x.national(m.personal.Phone())
		}
		return textOr(m.PhoneMasked)
	case "email":
		if email := m.personal.Email(); x.full || email == "" {
			return email
		}
		return member.MaskEmail(m.personal.Email())
	case "birthday":
		if b := m.of.Birthday; x.full && m.personal.BirthYear != 0 {
			return fmt.Sprintf("%04d-%02d-%02d", m.personal.BirthYear, b.Month, b.Day)
		}
		return m.of.Birthday.String()
	case "province", "city", "district":
		return x.region(m.home.Division, column)
	case "address":
		if x.full || m.home.Line == "" {
			return m.home.Line
		}
		return hidden
	case "level":
		return named(m.Level, func(l view.Level) string { return l.Name })
	case "points":
		return int64(m.PointsAvailable)
	case "joined_on":
		return m.JoinedAt.In(x.zone).Format(time.DateOnly)
	case "joined_at":
		return m.JoinedAt.In(x.zone).Format(time.DateTime)
	case "home_store":
		return named(m.Store, placeName)
	case "home_store_code":
		return m.store
	case "channel":
		return named(m.Channel, placeName)
	case "channel_code":
		return m.channel
	case "source":
		return m.Source
	case "labels":
		return strings.Join(m.Labels, " ")
	case "tags":
		return x.tagged(m.tags)
	case "consents":
		return strings.Join(edge.Each(m.agreed, x.question), x.joint())
	case "restricted":
		return map[bool]string{true: messages.Text(x.call.Language, "member.restricted_yes")}[m.Restricted]
	}
	return x.worth(m, column)
}

func (x *export) worth(m *exported, column string) any {
	v, known := m.Value.Get()
	if !known {
		return nil
	}
	switch column {
	case "class":
		return v.Class.Name
	case "last_order_on":
		return textOr(v.LastOrderOn)
	case "orders":
		return v.Orders
	case "spend":
		return sheet.Decimal{Units: int64(v.Spend), Decimals: money.Exponent(x.currency)}
	case "r":
		return int64(v.R)
	case "f":
		return int64(v.F)
	default:
		return int64(v.M)
	}
}

// national is a phone as it is dialled at home, which no spreadsheet takes for a sum.
func (x *export) national(phone string) string {
	if rest, ok := strings.CutPrefix(phone, "+86"); ok && x.country == "CN" && len(rest) == 11 && rest[0] == '1' {
		return rest
	}
	return phone
}

// region is the province, city or district of a division.
func (x *export) region(code, level string) string {
	for _, d := range division.Path(code) {
		at := "district"
		if strings.HasSuffix(d.Code, "0000") {
			at = "province"
		} else if strings.HasSuffix(d.Code, "00") {
			at = "city"
		}
		if at == level {
			return d.Name
		}
	}
	return ""
}

// joint is what stands between several things in a cell.
func (x *export) joint() string {
	if x.call.Language == messages.Chinese {
		return "、"
	}
	return ", "
}

func (x *export) tagged(labels []member.Label) string {
	var names []string
	for _, t := range x.tags {
		if slices.ContainsFunc(labels, func(l member.Label) bool { return l.Label == t.Label() }) {
			clash := func(name string) bool {
				return slices.ContainsFunc(x.tags, func(o member.Tag) bool {
					return o.Code != t.Code && (strings.EqualFold(o.Code, name) || slices.ContainsFunc(words(o.Name), func(w string) bool { return strings.EqualFold(w, name) }))
				})
			}
			names = append(names, unmistakable(t.Name.In(string(x.call.Language)), t.Code, clash))
		}
	}
	return strings.Join(names, x.joint())
}

func (x *export) question(q member.Question) string {
	text := messages.Text(x.call.Language, "member.purpose."+string(q.Purpose))
	if partner, ok := strings.CutPrefix(string(q.Purpose), "sharing:"); ok {
		text = messages.Text(x.call.Language, "member.purpose.sharing") + " " + partner
	}
	if q.Way != member.NoWay {
		text += " " + messages.Text(x.call.Language, "member.way."+string(q.Way))
	}
	return text
}

// said is what a member said to each question, so that it is read again: nothing where he
// never spoke of it.
func (x *export) said(of map[member.Question]member.Consent) (cells []any) {
	for _, q := range x.asked {
		if c, spoken := of[q]; spoken {
			cells = append(cells, intake.ConsentCell(c, x.zone, string(x.call.Language)))
		} else {
			cells = append(cells, nil)
		}
	}
	return cells
}

// ownCell is what is known in a field of the retailer's own.
func (x *export) ownCell(f member.Field, values []string) any {
	switch {
	case len(values) == 0:
		return nil
	case f.Personal && !x.full:
		return hidden
	case f.Kind == member.NumberField:
		return number(values[0])
	case f.Kind != member.ChoiceField && f.Kind != member.ChoicesField:
		return values[0]
	}
	return strings.Join(edge.Each(values, func(code string) string { return x.choice(f, code) }), x.joint())
}

func (x *export) choice(f member.Field, code string) string {
	at := slices.IndexFunc(f.Choices, func(c member.Choice) bool { return c.Code == code })
	if at < 0 {
		return code
	}
	return unmistakable(f.Choices[at].Name.In(string(x.call.Language)), code, func(name string) bool {
		return slices.ContainsFunc(f.Choices, func(o member.Choice) bool {
			return o.Code != code && (strings.EqualFold(o.Code, name) || slices.ContainsFunc(words(o.Name), func(w string) bool { return strings.EqualFold(w, name) }))
		})
	})
}

func words[M ~map[string]string](name M) (list []string) {
	for _, w := range name {
		list = append(list, w)
	}
	return list
}

// unmistakable is a name, or its code where the name would be read as something else when
// the file comes in again.
func unmistakable(name, code string, clash func(string) bool) string {
	if name == "" || strings.ContainsAny(name, "、,，;；|/\n") || clash(name) {
		return code
	}
	return name
}

// number is a decimal number as a spreadsheet takes it; one with more digits than it keeps
// is a text.
func number(text string) any {
	whole, fraction, _ := strings.Cut(text, ".")
	units, err := strconv.ParseInt(whole+fraction, 10, 64)
	if err != nil || len(whole)+len(fraction) > 15 {
		return text
	}
	return sheet.Decimal{Units: units, Decimals: len(fraction)}
}

func placeName(p view.Place) string { return p.Name }

func named[T any](v edge.Maybe[T], name func(T) string) string {
	if shown, ok := v.Get(); ok {
		return name(shown)
	}
	return ""
}

func textOr(s *string) string { return postgres.Value(s) }
