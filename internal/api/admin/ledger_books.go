package admin

import (
	"context"
	"slices"
	"time"

	"habitue/internal/api/edge"
	"habitue/internal/api/view"
	"habitue/internal/ledger"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/replica"
	"habitue/internal/staff"
)

// BooksAsk is what everybody's books may be asked for. It is exported, as those
// below, because it is embedded.
type BooksAsk struct {
	Clock  string `query:"clock" enum:"occurred,recorded" default:"occurred" doc:"By when things happened: what was true then; or by when they were recorded: what was known then" zh:"按发生时间（当时的事实）或记录时间（当时所知）" example:"occurred"`
	Source string `query:"source" enum:"copy,record" default:"copy" doc:"The analytic copy, at once and some seconds behind; or PostgreSQL, the book of record, which reads every entry for it" zh:"分析副本（即时返回，晚数秒）或账本原库（逐条读取）" example:"copy"`
}

// BooksCut is an ask of the books before an instant.
type BooksCut struct {
	BooksAsk
	AsOf time.Time `query:"as_of" doc:"What lies before this instant; absent: all that is recorded" zh:"此刻之前；缺省为全部已记录" example:"2026-09-30T16:00:00Z"`
}

// AssetAsk names an asset.
type AssetAsk struct {
	Asset string `query:"asset" maxLength:"40" default:"points" doc:"Code of the asset" zh:"资产代码" example:"points"`
}

// BooksTold says of an answer what it is of. It is exported because it is embedded.
type BooksTold struct {
	Clock  string     `json:"clock" enum:"occurred,recorded" doc:"By which clock" zh:"按何时间" example:"occurred"`
	Source string     `json:"source" enum:"copy,record" doc:"Who answered" zh:"数据来源" example:"copy"`
	AsOf   *edge.Time `json:"as_of" doc:"What lies before this instant; null: all that is recorded" zh:"此刻之前；null 为全部已记录" example:"2026-09-30T16:00:00Z"`
	ReadAt edge.Time  `json:"read_at" doc:"Everything committed before is in it" zh:"数据截至" example:"2026-10-01T00:00:03Z"`
}

// AssetTold names an asset for the reader. It is exported because it is embedded.
type AssetTold struct {
	Asset string `json:"asset" doc:"Code of the asset" zh:"资产代码" example:"points"`
	Name  string `json:"name" doc:"Name in the reader's language" zh:"名称" example:"积分"`
	Unit  string `json:"unit" doc:"Unit in the reader's language" zh:"单位" example:"分"`
}

// TrialBalance is what all entries come to, side by side.
type TrialBalance struct {
	BooksTold
	Assets []TrialAsset `json:"assets" doc:"Every asset that has entries" zh:"有分录的资产"`
}

// TrialAsset is an asset in the trial balance.
type TrialAsset struct {
	AssetTold
	Sides   []TrialSide `json:"sides" doc:"Its sides, the members' first" zh:"科目，会员方在前"`
	Members edge.Points `json:"members" doc:"What members have: their sides together" zh:"会员合计"`
	House   edge.Points `json:"house" doc:"The house's sides together" zh:"机构合计"`
	Sum     edge.Points `json:"sum" doc:"All sides together: zero, or the books are broken" zh:"合计，应为零"`
	Entries int64       `json:"entries" doc:"How many entries" zh:"分录数" example:"120000"`
}

// TrialSide is a side in the trial balance.
type TrialSide struct {
	Side    string      `json:"side" doc:"Code of the side" zh:"科目代码" example:"issued"`
	Name    string      `json:"name" doc:"Its name in the reader's language" zh:"科目名称" example:"发放"`
	Holder  string      `json:"holder" enum:"members,house" doc:"Whose it is" zh:"归属" example:"house"`
	Amount  edge.Points `json:"amount" doc:"What its entries come to" zh:"数量"`
	Entries int64       `json:"entries" doc:"How many entries" zh:"分录数" example:"120000"`
}

// RollForward is what members had from month to month.
type RollForward struct {
	BooksTold
	AssetTold
	From   string      `json:"from" doc:"First month" zh:"起始月" example:"2026-01"`
	Until  string      `json:"until" doc:"Month before which it ends" zh:"结束月（不含）" example:"2027-01"`
	Months []RollMonth `json:"months" doc:"Month by month, oldest first" zh:"逐月，旧的在前"`
}

// RollMonth is a month of a roll-forward: opening and flows are closing.
type RollMonth struct {
	Month   string      `json:"month" doc:"The month" zh:"月份" example:"2026-09"`
	From    edge.Time   `json:"from" doc:"When it begins" zh:"起始时刻" example:"2026-08-31T16:00:00Z"`
	Until   edge.Time   `json:"until" doc:"When it ends" zh:"结束时刻（不含）" example:"2026-09-30T16:00:00Z"`
	Opening edge.Points `json:"opening" doc:"What members had when it began" zh:"期初"`
	Flows   []RollFlow  `json:"flows" doc:"What came to members and what went; the same sides in every month" zh:"各科目变动，各月科目一致"`
	Closing edge.Points `json:"closing" doc:"What members had when it ended" zh:"期末"`
}

// RollFlow is what came to members from a side of the house; what went is below zero.
type RollFlow struct {
	Side    string      `json:"side" doc:"Code of the side; GET /ledger/postings finds its postings by account" zh:"科目代码，可用于查找记账" example:"issued"`
	Name    string      `json:"name" doc:"Its name in the reader's language" zh:"科目名称" example:"发放"`
	Amount  edge.Points `json:"amount" doc:"From the members' side" zh:"会员方的增减"`
	Entries int64       `json:"entries" doc:"How many entries" zh:"分录数" example:"1200"`
}

// Liability is what is owed to members of an asset.
type Liability struct {
	BooksTold
	AssetTold
	Available edge.Points   `json:"available" doc:"By the entries: can be spent, or is set aside" zh:"已生效（含预占）"`
	Pending   edge.Points   `json:"pending" doc:"By the entries: waits for the return window" zh:"待生效"`
	Owed      edge.Points   `json:"owed" doc:"What members owe; it is taken off available" zh:"会员欠分（已从可用中扣除）"`
	Open      edge.Points   `json:"open" doc:"What is left in lots: available, pending and owed together" zh:"批次剩余合计"`
	Worth     *view.Money   `json:"worth" doc:"What available and pending are worth by the asset's rule in force; null: it says nothing" zh:"可用与待生效按现行资产规则折合的金额；规则未定为 null"`
	ByCredit  []Outstanding `json:"by_credit" doc:"What is left by the month in which it was credited: its age" zh:"按入账月份（账龄）"`
	ByExpiry  []Outstanding `json:"by_expiry" doc:"What is left by the month with which it ends; never comes last" zh:"按到期月份，永久在末"`
}

// Outstanding is what is left of a month.
type Outstanding struct {
	Month  *string     `json:"month" doc:"The month; null: it never ends" zh:"月份；null 为永久" example:"2026-09"`
	Amount edge.Points `json:"amount" doc:"How much" zh:"数量"`
	Lots   int64       `json:"lots" doc:"In how many lots" zh:"批次数" example:"1200"`
}

// Breakage is how credits fared with age, and what is expected of the open ones.
type Breakage struct {
	BooksTold
	AssetTold
	Open       edge.Points `json:"open" doc:"What is left in lots" zh:"批次剩余"`
	Used       edge.Points `json:"expected_used" doc:"Of it, expected to be used" zh:"其中预计会被使用"`
	Expired    edge.Points `json:"expected_expired" doc:"Of it, expected to lapse" zh:"其中预计过期（预计不兑换）"`
	Worth      *view.Money `json:"expected_worth" doc:"What is expected to lapse is worth by the asset's rule in force; null: it says nothing" zh:"预计过期部分按现行资产规则折合的金额；规则未定为 null"`
	Recognised edge.Points `json:"recognised" doc:"Of what lapsed and is expected to lapse, the part that may be recognised by now, in proportion to what was used" zh:"按使用进度可确认的不兑换数量"`
	Curve      []Share     `json:"curve" doc:"What has become of a credit by the end of each month of its life; the first is the month itself" zh:"按月龄的去向，首项为入账当月"`
	Cohorts    []Cohort    `json:"cohorts" doc:"The credits of each month, oldest first" zh:"按入账月份分组，旧的在前"`
}

// Share is what has become of a credit by an age, in basis points of it.
type Share struct {
	Used      int64 `json:"used_bps" doc:"Used" zh:"已使用" example:"4200"`
	Expired   int64 `json:"expired_bps" doc:"Expired" zh:"已过期" example:"800"`
	TakenBack int64 `json:"taken_back_bps" doc:"Taken back with its purchase" zh:"随退货收回" example:"300"`
	Left      int64 `json:"left_bps" doc:"Adjusted away or transferred" zh:"调整或转出" example:"100"`
	Open      int64 `json:"open_bps" doc:"Still there" zh:"尚存" example:"4600"`
}

// Cohort is what was credited in a month, and what has become of it.
type Cohort struct {
	Month     string        `json:"month" doc:"Month of the credit" zh:"入账月份" example:"2026-09"`
	Credited  edge.Points   `json:"credited" doc:"What was credited" zh:"入账"`
	Used      []edge.Points `json:"used" doc:"Used by the end of each month since, the month itself first" zh:"各月末累计已使用"`
	Expired   []edge.Points `json:"expired" doc:"Expired by then" zh:"各月末累计已过期"`
	TakenBack []edge.Points `json:"taken_back" doc:"Taken back by then" zh:"各月末累计已收回"`
	Left      []edge.Points `json:"left" doc:"Adjusted away or transferred by then" zh:"各月末累计调整或转出"`
	Open      edge.Points   `json:"open" doc:"What is left today" zh:"当前剩余"`
	Expected  edge.Points   `json:"expected_expired" doc:"Of it, expected to lapse" zh:"其中预计过期"`
}

type (
	trialReply       struct{ Body TrialBalance }
	rollForwardReply struct{ Body RollForward }
	liabilityReply   struct{ Body Liability }
	breakageReply    struct{ Body Breakage }
)

// RollAsk says of which months a roll-forward is.
type RollAsk struct {
	BooksAsk
	AssetAsk
	From  string `query:"from" pattern:"^[0-9]{4}-(0[1-9]|1[0-2])$" doc:"First month; absent: twelve months before until" zh:"起始月；缺省为结束月前 12 个月" example:"2026-01"`
	Until string `query:"until" pattern:"^[0-9]{4}-(0[1-9]|1[0-2])$" doc:"Month before which it ends; absent: the month at hand is the last" zh:"结束月（不含）；缺省至本月" example:"2027-01"`
}

type liabilityAsk struct {
	BooksCut
	AssetAsk
}

type breakageAsk struct {
	AssetAsk
	Source string `query:"source" enum:"copy,record" default:"copy" doc:"The analytic copy, or PostgreSQL" zh:"分析副本或账本原库" example:"copy"`
}

var booksErrors = []*errs.Error{ledger.ErrBadPeriod, replica.ErrBuilding, replica.ErrStopped}

func (h *handlers) ledgerBooks(e *edge.Edge) {
	edge.Register(e, edge.Operation{
		ID: "get-trial-balance", Method: "GET", Path: "/ledger/trial-balance", Tag: "ledger", Permission: staff.LedgerBooks,
		Summary: edge.Words{Chinese: "试算平衡表", English: "The trial balance"},
		Description: edge.Words{Chinese: "每种资产各科目的分录合计；会员方与机构方之和为零。",
			English: "What all entries of each asset come to, side by side; members and house together are zero."},
		Errors: booksErrors,
	}, h.getTrialBalance)
	edge.Register(e, edge.Operation{
		ID: "get-roll-forward", Method: "GET", Path: "/ledger/roll-forward", Tag: "ledger", Permission: staff.LedgerBooks,
		Summary: edge.Words{Chinese: "逐月变动表", English: "The roll-forward by month"},
		Description: edge.Words{Chinese: "期初、各科目变动、期末；某月期末即该时刻试算平衡表的会员合计。",
			English: "Opening, what came and went by side, closing; a closing is what the trial balance of that instant says of members."},
		Errors: booksErrors,
	}, h.getRollForward)
	edge.Register(e, edge.Operation{
		ID: "get-liability", Method: "GET", Path: "/ledger/liability", Tag: "ledger", Permission: staff.LedgerBooks,
		Summary: edge.Words{Chinese: "积分负债：按账龄与到期月", English: "What is owed to members, by age and by expiry"},
		Description: edge.Words{Chinese: "批次剩余减会员欠分等于试算平衡表的会员合计。过去时刻的到期月按现在所知。",
			English: "What is left in lots less what members owe is what the trial balance says of members. When lots end is told as known now, also of an earlier instant."},
		Errors: booksErrors,
	}, h.getLiability)
	edge.Register(e, edge.Operation{
		ID: "get-breakage", Method: "GET", Path: "/ledger/breakage", Tag: "ledger", Permission: staff.LedgerBooks,
		Summary: edge.Words{Chinese: "不兑换曲线与预计不兑换", English: "The breakage curve and expected breakage"},
		Description: edge.Words{Chinese: "按入账月份分组，逐月统计使用、过期、收回；各组完整经历的月份合并估计去向。",
			English: "What became of each month's credits as they aged; every cohort teaches the months that it lived through, and from that follows what of the open ones is expected to lapse."},
		Errors: booksErrors,
	}, h.getBreakage)
	h.ledgerExports(e)
}

// told says what an answer is of, and how old the copy is that gave it.
func (h *handlers) told(ctx context.Context, in BooksAsk, asOf time.Time) BooksTold {
	t := BooksTold{Clock: in.Clock, Source: in.Source, AsOf: edge.AtUnlessZero(asOf), ReadAt: edge.At(h.Clock.Now())}
	if k := h.System.Keeper; k != nil && in.Source == string(ledger.FromCopy) {
		if s := k.Status(ctx); !s.AsOf.IsZero() {
			t.ReadAt = edge.At(s.AsOf)
		}
	}
	return t
}

func (in BooksCut) cut() ledger.Cut { return ledger.Cut{Clock: ledger.Clock(in.Clock), At: in.AsOf} }

// assetTold finds an asset by its code.
func (h *handlers) assetTold(ctx context.Context, code string) (ledger.Asset, AssetTold, error) {
	id, err := h.asset(ctx, code)
	if err != nil {
		return ledger.Asset{}, AssetTold{}, err
	}
	assets, err := h.Reader.Ledger.Assets(ctx, h.DB)
	return assets[id], nameAsset(assets[id], edge.From(ctx)), err
}

func nameAsset(a ledger.Asset, c *edge.Call) AssetTold {
	return AssetTold{Asset: a.Code, Name: a.Name.In(string(c.Language)), Unit: a.Unit.In(string(c.Language))}
}

// sides are the sides in the order in which they are read, the members' first.
var sides = []ledger.Side{ledger.Available, ledger.Pending, ledger.Issued, ledger.Redeemed, ledger.Expired, ledger.Adjusted,
	ledger.Donated, ledger.Moved, ledger.Merged, ledger.Partner, ledger.Paid}

func ofMembers(s ledger.Side) bool { return s == ledger.Available || s == ledger.Pending }

func (h *handlers) getTrialBalance(ctx context.Context, in *BooksCut) (*trialReply, error) {
	told := h.told(ctx, in.BooksAsk, in.AsOf)
	rows, err := h.Reader.Ledger.Trial(ctx, ledger.Source(in.Source), in.cut())
	if err != nil {
		return nil, err
	}
	assets, err := h.Reader.Ledger.Assets(ctx, h.DB)
	if err != nil {
		return nil, err
	}
	return &trialReply{Body: TrialBalance{told, shownTrial(rows, assets, edge.From(ctx))}}, nil
}

func shownTrial(rows []ledger.TrialRow, assets map[ledger.AssetID]ledger.Asset, c *edge.Call) []TrialAsset {
	list := []TrialAsset{}
	for start := 0; start < len(rows); {
		asset, end := rows[start].Asset, start
		for end < len(rows) && rows[end].Asset == asset {
			end++
		}
		shown := TrialAsset{AssetTold: nameAsset(assets[asset], c)}
		for _, side := range sides {
			i := slices.IndexFunc(rows[start:end], func(r ledger.TrialRow) bool { return r.Side == side })
			if i < 0 {
				continue
			}
			r := rows[start+i]
			row := TrialSide{Side: string(side), Name: c.Text("ledger.side." + string(side)), Holder: "house", Amount: edge.Points(r.Amount), Entries: r.Entries}
			if ofMembers(side) {
				row.Holder = "members"
				shown.Members += row.Amount
			} else {
				shown.House += row.Amount
			}
			shown.Entries += r.Entries
			shown.Sides = append(shown.Sides, row)
		}
		shown.Sum = shown.Members + shown.House
		list, start = append(list, shown), end
	}
	return list
}

func (h *handlers) getRollForward(ctx context.Context, in *RollAsk) (*rollForwardReply, error) {
	asset, named, err := h.assetTold(ctx, in.Asset)
	if err != nil {
		return nil, err
	}
	zone, err := h.Reader.Ledger.Zone(ctx)
	if err != nil {
		return nil, err
	}
	until := ledger.MonthOf(h.Clock.Now(), zone).Add(1)
	if in.Until != "" {
		until = monthFrom(in.Until)
	}
	first := until.Add(-12)
	if in.From != "" {
		first = monthFrom(in.From)
	}
	told := h.told(ctx, in.BooksAsk, until.Begins(zone))
	months, err := h.Reader.Ledger.RollForward(ctx, ledger.Source(in.Source), ledger.Clock(in.Clock), asset.ID, first, until)
	if err != nil {
		return nil, err
	}
	return &rollForwardReply{Body: RollForward{told, named, shownMonth(first), shownMonth(until), shownMonths(months, zone, edge.From(ctx))}}, nil
}

// shownMonths gives every month the same sides: those that any of them has, and
// those that everybody looks for.
func shownMonths(months []ledger.RollMonth, zone *time.Location, c *edge.Call) []RollMonth {
	var moved []ledger.Side
	for _, side := range sides {
		usual := side == ledger.Issued || side == ledger.Redeemed || side == ledger.Expired || side == ledger.Adjusted
		if usual || slices.ContainsFunc(months, func(m ledger.RollMonth) bool { _, has := m.Flows[side]; return has }) {
			moved = append(moved, side)
		}
	}
	moved = slices.DeleteFunc(moved, ofMembers)
	return edge.Each(months, func(m ledger.RollMonth) RollMonth {
		return RollMonth{
			Month: shownMonth(m.Month), From: edge.At(m.Month.Begins(zone)), Until: edge.At(m.Month.Add(1).Begins(zone)),
			Opening: edge.Points(m.Opening), Closing: edge.Points(m.Closing),
			Flows: edge.Each(moved, func(side ledger.Side) RollFlow {
				f := m.Flows[side]
				return RollFlow{Side: string(side), Name: c.Text("ledger.side." + string(side)), Amount: edge.Points(f.Amount), Entries: f.Entries}
			}),
		}
	})
}

func (h *handlers) getLiability(ctx context.Context, in *liabilityAsk) (*liabilityReply, error) {
	asset, named, err := h.assetTold(ctx, in.Asset)
	if err != nil {
		return nil, err
	}
	told := h.told(ctx, in.BooksAsk, in.AsOf)
	l, err := h.Reader.Ledger.Liability(ctx, ledger.Source(in.Source), asset.ID, in.cut())
	if err != nil {
		return nil, err
	}
	return &liabilityReply{Body: Liability{
		BooksTold: told, AssetTold: named,
		Available: edge.Points(l.Available), Pending: edge.Points(l.Pending), Owed: edge.Points(l.Owed), Open: edge.Points(l.Open), Worth: view.WorthOf(asset, l.Total()),
		ByCredit: edge.Each(l.ByCredit, shownOutstanding), ByExpiry: edge.Each(l.ByExpiry, shownOutstanding),
	}}, nil
}

func shownOutstanding(o ledger.Outstanding) Outstanding {
	shown := Outstanding{Amount: edge.Points(o.Amount), Lots: o.Lots}
	if !o.Month.IsZero() {
		shown.Month = edge.OrNull(shownMonth(o.Month))
	}
	return shown
}

func (h *handlers) getBreakage(ctx context.Context, in *breakageAsk) (*breakageReply, error) {
	asset, named, err := h.assetTold(ctx, in.Asset)
	if err != nil {
		return nil, err
	}
	told := h.told(ctx, BooksAsk{Clock: string(ledger.ByOccurred), Source: in.Source}, time.Time{})
	b, err := h.Reader.Ledger.Breakage(ctx, ledger.Source(in.Source), asset.ID)
	if err != nil {
		return nil, err
	}
	return &breakageReply{Body: Breakage{
		BooksTold: told, AssetTold: named,
		Open: edge.Points(b.Expected.Open), Used: edge.Points(b.Expected.Used), Expired: edge.Points(b.Expected.Expired),
		Recognised: edge.Points(b.Expected.Recognised), Worth: view.WorthOf(asset, b.Expected.Expired),
		Curve: edge.Each(b.Curve, func(s ledger.Shares) Share {
			return Share{int64(s.Used), int64(s.Expired), int64(s.TakenBack), int64(s.Left), int64(s.Open)}
		}),
		Cohorts: edge.Each(b.Cohorts, shownCohort),
	}}, nil
}

func shownCohort(c ledger.Cohort) Cohort {
	by := func(fate func(ledger.Fates) int64) []edge.Points {
		return edge.Each(c.ByAge, func(f ledger.Fates) edge.Points { return edge.Points(fate(f)) })
	}
	return Cohort{
		Month: shownMonth(c.Month), Credited: edge.Points(c.Credited), Open: edge.Points(c.Open()), Expected: edge.Points(c.Expected.Expired),
		Used:      by(func(f ledger.Fates) int64 { return f.Used }),
		Expired:   by(func(f ledger.Fates) int64 { return f.Expired }),
		TakenBack: by(func(f ledger.Fates) int64 { return f.TakenBack }),
		Left:      by(func(f ledger.Fates) int64 { return f.Left }),
	}
}

// monthFrom reads a month that has the pattern of its parameter.
func monthFrom(text string) ledger.Month {
	t, err := time.Parse("2006-01", text)
	if err != nil {
		panic("admin: a month that passed its pattern: " + text)
	}
	return ledger.Month{Time: t}
}

func shownMonth(m ledger.Month) string { return m.Format("2006-01") }
