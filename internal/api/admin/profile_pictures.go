package admin

import (
	"context"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/org"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/rulebook"
	"habitue/internal/profile"
	"habitue/internal/staff"
)

// RFMGrid is everybody by scores of recency and frequency.
type RFMGrid struct {
	AsOf        string                `json:"as_of" format:"date" doc:"Business day it shows" zh:"截至营业日" example:"2026-09-12"`
	RuleVersion int                   `json:"rule_version" doc:"Version of the rule it follows" zh:"依据的规则版本" example:"3"`
	Brand       edge.Maybe[ShopBrand] `json:"brand" doc:"Brand it shows; null: all together" zh:"品牌；null 为全部"`
	Brands      []ShopBrand           `json:"brands" doc:"Brands that can be shown apart" zh:"可单独查看的品牌"`
	Currency    string                `json:"currency" doc:"ISO 4217" zh:"货币代码" example:"CNY"`
	Members     int64                 `json:"members" doc:"Members with a value" zh:"有消费的会员数" example:"18230"`
	Spend       edge.Minor            `json:"spend" doc:"What they spent within the window" zh:"统计期内消费金额"`
	Cells       []RFMCell             `json:"cells" doc:"The 25 cells, from R1 F1 to R5 F5" zh:"25 个格子，R1 F1 至 R5 F5"`
}

// ShopBrand is a name under which the retailer trades.
type ShopBrand struct {
	ID   edge.ID `json:"id" doc:"Id" zh:"编号"`
	Code string  `json:"code" doc:"Code in the retailer's systems" zh:"零售商系统中的代码" example:"tea"`
	Name string  `json:"name" doc:"Name in the reader's language" zh:"名称（读者的语言）" example:"云岫茶"`
}

// RFMCell is one cell of the grid.
type RFMCell struct {
	R         int        `json:"r" doc:"Score of recency" zh:"R 分" example:"5"`
	F         int        `json:"f" doc:"Score of frequency" zh:"F 分" example:"4"`
	Members   int64      `json:"members" doc:"Members in it" zh:"会员数" example:"812"`
	Orders    int64      `json:"orders" doc:"Their purchases within the window" zh:"统计期内消费次数" example:"4120"`
	Spend     edge.Minor `json:"spend" doc:"What they spent within the window" zh:"统计期内消费金额"`
	MeanSpend edge.Minor `json:"mean_spend" doc:"Spend per member, rounded down" zh:"人均消费（向下取整）"`
	MeanM     float64    `json:"mean_m" doc:"Mean score of money" zh:"平均 M 分" example:"4.2"`
}

// Recency is everybody by how long ago they bought last.
type Recency struct {
	AsOf    string                `json:"as_of" format:"date" doc:"Business day it shows" zh:"截至营业日" example:"2026-09-12"`
	Brand   edge.Maybe[ShopBrand] `json:"brand" doc:"Brand it shows; null: all together" zh:"品牌；null 为全部"`
	Members int64                 `json:"members" doc:"Members with a value" zh:"有消费的会员数" example:"18230"`
	Buckets []RecencyBucket       `json:"buckets" nullable:"false" doc:"All of one width, the latest first; the last has the rest" zh:"等宽的区间，最近的在前，最后一个为其余"`
}

// RecencyBucket counts members who bought last within so many days.
type RecencyBucket struct {
	From     int     `json:"from_days" doc:"Days since the last purchase, at least" zh:"距上次消费天数（含）" example:"15"`
	Until    *int    `json:"until_days" doc:"Fewer than; null: the rest" zh:"距上次消费天数（不含）；null 为其余" example:"30"`
	FirstDay *string `json:"first_day" format:"date" doc:"First of the days on which they bought last; null: the rest" zh:"上次消费的最早营业日；null 为其余" example:"2026-08-14"`
	LastDay  string  `json:"last_day" format:"date" doc:"Last of these days" zh:"上次消费的最晚营业日" example:"2026-08-28"`
	Members  int64   `json:"members" doc:"How many" zh:"人数" example:"642"`
}

// ValueClasses are the classes and who went where.
type ValueClasses struct {
	AsOf        string                `json:"as_of" format:"date" doc:"Business day it shows" zh:"截至营业日" example:"2026-09-12"`
	Since       string                `json:"since" format:"date" doc:"Business day it is compared with" zh:"对比营业日" example:"2026-08-13"`
	RuleVersion int                   `json:"rule_version" doc:"Version of the rule it follows" zh:"依据的规则版本" example:"3"`
	Brand       edge.Maybe[ShopBrand] `json:"brand" doc:"Brand it shows; null: all together" zh:"品牌；null 为全部"`
	Currency    string                `json:"currency" doc:"ISO 4217" zh:"货币代码" example:"CNY"`
	Members     int64                 `json:"members" doc:"Members with a value" zh:"有消费的会员数" example:"18230"`
	Spend       edge.Minor            `json:"spend" doc:"What they spent within the window" zh:"统计期内消费金额"`
	Classes     []ValueClass          `json:"classes" doc:"Each class, the most valuable first" zh:"各分层，价值高的在前"`
	Moves       []ClassMove           `json:"moves" doc:"Who went from one class to another since then" zh:"期间的分层变动"`
}

// ValueClass is one class.
type ValueClass struct {
	Class         view.Class `json:"class" doc:"The class" zh:"分层"`
	Members       int64      `json:"members" doc:"Members in it" zh:"会员数" example:"1204"`
	MembersBefore int64      `json:"members_before" doc:"Members in it on the day it is compared with" zh:"对比日的会员数" example:"1150"`
	Orders        int64      `json:"orders" doc:"Their purchases within the window" zh:"统计期内消费次数" example:"9120"`
	Spend         edge.Minor `json:"spend" doc:"What they spent within the window" zh:"统计期内消费金额"`
	Entered       int64      `json:"entered" doc:"Came from another class, or new" zh:"转入（含新增）人数" example:"210"`
	Left          int64      `json:"left" doc:"Went to another class, or are gone" zh:"转出人数" example:"156"`
}

// ClassMove counts members who went from one class to another.
type ClassMove struct {
	From    view.Class `json:"from" doc:"From; none: had not bought yet" zh:"原分层；none 为此前无消费"`
	To      view.Class `json:"to" doc:"To; none: everything was given back" zh:"新分层；none 为所购均已退回"`
	Members int64      `json:"members" doc:"How many" zh:"人数" example:"42"`
}

type (
	gridReply    struct{ Body RFMGrid }
	recencyReply struct{ Body Recency }
	classesReply struct{ Body ValueClasses }
	// PictureQuery says which picture is shown.
	PictureQuery struct {
		AsOf  string  `query:"as_of" format:"date" doc:"Business day to show; what the last reckoning found when absent" zh:"截至营业日；缺省为最近一次计算的结果" example:"2026-09-12"`
		Brand edge.ID `query:"brand" doc:"A brand of the retailer; all together when absent" zh:"零售商的品牌；缺省为全部"`
	}
	classesQuery struct {
		PictureQuery
		Since string `query:"since" format:"date" doc:"Business day to compare with; 30 days earlier when absent" zh:"对比营业日；缺省为 30 天前" example:"2026-08-13"`
	}
)

// period is how long before the classes are compared, where nobody says.
const period = 30

func (h *handlers) profilePictures(e *edge.Edge) {
	wrong := []*errs.Error{profile.ErrFuture, profile.ErrNoBrand}
	edge.Register(e, edge.Operation{
		ID: "get-rfm-grid", Method: "GET", Path: "/profile/rfm", Tag: "profile", Permission: staff.ProfileRead, Errors: wrong,
		Summary: edge.Words{Chinese: "RFM 网格", English: "Members by recency and frequency"},
		Description: edge.Words{Chinese: "任一过去的营业日都可现算，按当日营业结束时生效的规则，不写入。在门店工作者只见在其门店入会或消费过的会员；分数仍按全部会员评定。",
			English: "Any past business day is reckoned when asked, by the rule in force at its end, and nothing is written. Who works in certain stores sees those who joined or bought there; scores are among everybody."},
	}, h.getGrid)
	edge.Register(e, edge.Operation{
		ID: "get-recency", Method: "GET", Path: "/profile/recency", Tag: "profile", Permission: staff.ProfileRead, Errors: wrong,
		Summary: edge.Words{Chinese: "距上次消费天数的分布", English: "Members by days since their last purchase"},
	}, h.getRecency)
	edge.Register(e, edge.Operation{
		ID: "get-value-classes", Method: "GET", Path: "/profile/classes", Tag: "profile", Permission: staff.ProfileRead, Errors: wrong,
		Summary: edge.Words{Chinese: "价值分层与变动", English: "Value classes and moves between them"},
	}, h.getClasses)
	edge.Register(e, edge.Operation{
		ID: "preview-profile-rule", Method: "POST", Path: "/profile/rule/preview", Tag: "profile", Permission: staff.ProfilePublish,
		Summary: edge.Words{Chinese: "试算价值分层规则", English: "What a rule would change"},
		Description: edge.Words{Chinese: "以今天为截至日，比较现行规则与所给规则的分层，不写入。",
			English: "As of today, compares the classes by the rule in force with those by the one given. Nothing is written."},
		Errors: []*errs.Error{profile.ErrBadRule},
	}, h.previewProfileRule)
}

func (h *handlers) getGrid(ctx context.Context, in *PictureQuery) (*gridReply, error) {
	asked, err := h.asked(ctx, in.AsOf)
	if err != nil {
		return nil, err
	}
	brands, err := h.brands(ctx, in.Brand)
	if err != nil {
		return nil, err
	}
	p, err := h.Reader.Profile.Picture(ctx, asked, ofOwnStores(ctx, brands.id))
	if err != nil {
		return nil, err
	}
	grid := RFMGrid{AsOf: view.Date(p.Day), RuleVersion: p.Version, Brand: brands.shown, Brands: brands.all, Currency: brands.currency,
		Cells: gridCells(p.Cells)}
	for _, c := range p.Cells {
		grid.Members += c.Members
		grid.Spend += edge.Minor(c.Spend)
	}
	return &gridReply{Body: grid}, nil
}

// ofOwnStores is a brand as its reader sees it: who works in certain stores, by the members
// of these.
func ofOwnStores(ctx context.Context, brand org.BrandID) profile.View {
	return profile.View{Brand: brand, Stores: edge.From(ctx).Scope().Narrow()}
}

// Buckets of half a month, for as long as a year: what is older is one.
const (
	recencyWidth   = 15
	recencyBuckets = 24
)

func (h *handlers) getRecency(ctx context.Context, in *PictureQuery) (*recencyReply, error) {
	asked, err := h.asked(ctx, in.AsOf)
	if err != nil {
		return nil, err
	}
	brands, err := h.brands(ctx, in.Brand)
	if err != nil {
		return nil, err
	}
	p, err := h.Reader.Profile.Picture(ctx, asked, ofOwnStores(ctx, brands.id))
	if err != nil {
		return nil, err
	}
	shown := Recency{AsOf: view.Date(p.Day), Brand: brands.shown, Buckets: recencyOf(p)}
	for _, b := range shown.Buckets {
		shown.Members += b.Members
	}
	return &recencyReply{Body: shown}, nil
}

func recencyOf(p profile.Picture) []RecencyBucket {
	buckets := make([]RecencyBucket, recencyBuckets+1)
	for i := range buckets {
		b := &buckets[i]
		b.From, b.LastDay = i*recencyWidth, view.Date(p.Day.AddDate(0, 0, -i*recencyWidth))
		if i < recencyBuckets {
			until := b.From + recencyWidth
			first := view.Date(p.Day.AddDate(0, 0, 1-until))
			b.Until, b.FirstDay = &until, &first
		}
	}
	for _, last := range p.Last {
		// Nobody is out of range, not even who bought on a day that is still to come there.
		days := max(int(p.Day.Sub(last.Day)/(24*time.Hour)), 0)
		buckets[min(days/recencyWidth, recencyBuckets)].Members += last.Members
	}
	return buckets
}

func gridCells(list []profile.Cell) []RFMCell {
	cells, scores := make([]RFMCell, 25), make([]int64, 25)
	for i := range cells {
		cells[i].R, cells[i].F = i/5+1, i%5+1
	}
	for _, c := range list {
		at := (c.R-1)*5 + c.F - 1
		cells[at].Members += c.Members
		cells[at].Orders += c.Orders
		cells[at].Spend += edge.Minor(c.Spend)
		scores[at] += c.ScoresM
	}
	for i := range cells {
		if n := cells[i].Members; n > 0 {
			cells[i].MeanSpend = cells[i].Spend / edge.Minor(n)
			cells[i].MeanM = float64(scores[i]) / float64(n)
		}
	}
	return cells
}

func (h *handlers) getClasses(ctx context.Context, in *classesQuery) (*classesReply, error) {
	after, err := h.asked(ctx, in.AsOf)
	if err != nil {
		return nil, err
	}
	since := after.Day.AddDate(0, 0, -period)
	if in.Since != "" {
		if since, err = dateOf(in.Since); err != nil {
			return nil, err
		}
	}
	before, err := h.Reader.Profile.On(ctx, since)
	if err != nil {
		return nil, err
	}
	return h.compared(ctx, before, after, in.Brand)
}

func (h *handlers) previewProfileRule(ctx context.Context, in *struct{ Body ProfileDraft }) (*classesReply, error) {
	if err := in.Body.Body.Validate(); err != nil {
		return nil, err
	}
	today, err := h.Reader.Profile.Today(ctx)
	if err != nil {
		return nil, err
	}
	before, err := h.Reader.Profile.On(ctx, today)
	if err != nil {
		return nil, err
	}
	after := profile.Asked{Day: today, Rule: rulebook.Version[profile.Rule]{Body: in.Body.Body}}
	return h.compared(ctx, before, after, "")
}

func (h *handlers) compared(ctx context.Context, before, after profile.Asked, brand edge.ID) (*classesReply, error) {
	brands, err := h.brands(ctx, brand)
	if err != nil {
		return nil, err
	}
	c, err := h.Reader.Profile.Compare(ctx, before, after, ofOwnStores(ctx, brands.id))
	if err != nil {
		return nil, err
	}
	l := edge.From(ctx).Language
	shown := ValueClasses{AsOf: view.Date(after.Day), Since: view.Date(before.Day), RuleVersion: after.Rule.Number,
		Brand: brands.shown, Currency: brands.currency, Moves: []ClassMove{}}
	at := map[profile.Class]*ValueClass{profile.None: {}}
	shown.Classes = make([]ValueClass, len(profile.Classes))
	for i, class := range profile.Classes {
		shown.Classes[i].Class = view.ClassOf(class, l)
		at[class] = &shown.Classes[i]
	}
	for _, cell := range c.Before.Cells {
		at[cell.Class].MembersBefore += cell.Members
	}
	for _, cell := range c.After.Cells {
		v := at[cell.Class]
		v.Members, v.Orders, v.Spend = v.Members+cell.Members, v.Orders+cell.Orders, v.Spend+edge.Minor(cell.Spend)
		shown.Members, shown.Spend = shown.Members+cell.Members, shown.Spend+edge.Minor(cell.Spend)
	}
	for _, m := range c.Moves {
		at[m.From].Left += m.Members
		at[m.To].Entered += m.Members
		shown.Moves = append(shown.Moves, ClassMove{From: view.ClassOf(m.From, l), To: view.ClassOf(m.To, l), Members: m.Members})
	}
	return &classesReply{Body: shown}, nil
}

// asked reads the day of a request; none is what the last refresh found.
func (h *handlers) asked(ctx context.Context, asOf string) (profile.Asked, error) {
	if asOf == "" {
		return h.Reader.Profile.Latest(ctx)
	}
	day, err := dateOf(asOf)
	if err != nil {
		return profile.Asked{}, err
	}
	return h.Reader.Profile.On(ctx, day)
}

// dateOf reads a date that has the form of its schema.
func dateOf(text string) (time.Time, error) {
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return day, edge.ErrRequest.Field("as_of", "http.bad_date")
	}
	return day, nil
}

// brandChoice is the brand of a request among those that can be shown apart.
type brandChoice struct {
	id       org.BrandID
	shown    edge.Maybe[ShopBrand]
	all      []ShopBrand
	names    map[org.BrandID]ShopBrand
	currency string
}

func (h *handlers) brands(ctx context.Context, wanted edge.ID) (brandChoice, error) {
	settings, err := h.Reader.Org.Settings(ctx, h.DB)
	if err != nil {
		return brandChoice{}, err
	}
	list, err := h.Reader.Org.Brands(ctx, h.DB)
	if err != nil {
		return brandChoice{}, err
	}
	c := brandChoice{all: []ShopBrand{}, names: map[org.BrandID]ShopBrand{}, currency: settings.Currency}
	if len(list) < 2 { // of one brand, all together says the same
		list = nil
	}
	for _, b := range list {
		p := ShopBrand{ID: edge.IDOf(b.ID), Code: b.Code, Name: b.Name.In(string(edge.From(ctx).Language))}
		c.all, c.names[b.ID] = append(c.all, p), p
		if edge.IDOf(b.ID) == wanted {
			c.id, c.shown = b.ID, edge.Some(p)
		}
	}
	if wanted != "" && c.id == 0 {
		return c, profile.ErrNoBrand
	}
	return c, nil
}
