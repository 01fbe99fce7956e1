package engine_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"habitue/internal/coupon/terms"
	"habitue/internal/platform/errs"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/money"
	"habitue/internal/pricing/engine"
)

var update = flag.Bool("update", false, "write the receipts of the golden baskets anew; read every one of them")

// A golden basket is a text with a title and parts:
//
//	-- basket CNY gold --            currency, the member's level
//	绿茶 tea 38.00 x2 member=35.00   name, category, price of one, pieces (or grams: 350g)
//	-- offers --
//	promotion 1 满100减20 {…}        source, id, name, terms; left=money:100.00,uses:1,pieces:10
//	-- spend --                      points=all of=5000 rate=100:1.00 …, stored=all of=100.00
//	-- given --                      杯子 30.00 x1 of=1, a gift handed out beside the basket
//	-- receipt --                    what comes out
//	-- return --                     绿茶 x1; each line is a return of its own
//	-- returned --                   what comes out of them
func TestGoldenBaskets(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/baskets/*.txt")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d baskets, %v", len(files), err)
	}
	kinds := map[terms.Kind]bool{}
	for _, file := range files {
		g := readGolden(t, file)
		for _, o := range g.in.Offers {
			kinds[o.Terms.Benefit.Kind] = true
		}
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			q, err := engine.Evaluate(g.in)
			if err != nil {
				t.Fatal(err)
			}
			g.compare(t, "receipt", g.receipt(q))
			if _, ok := g.parts["return"]; ok {
				g.compare(t, "returned", g.returned(t, q))
			}
			if *update {
				g.write(t, file)
			}
		})
	}
	for _, k := range []terms.Kind{terms.AmountOff, terms.PercentOff, terms.FixedPrice, terms.BundlePrice, terms.NthPiece, terms.BuyGet, terms.AddOn, terms.Gift, terms.Delivery, terms.Exchange} {
		if !kinds[k] {
			t.Errorf("no golden basket has an offer of the kind %s", k)
		}
	}
}

type golden struct {
	title string
	order []string // of the parts, with their headings
	parts map[string]string
	in    engine.Input
	given []engine.Given
	names map[int]string
}

func readGolden(t *testing.T, file string) *golden {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	g := &golden{parts: map[string]string{}, names: map[int]string{}}
	part := ""
	for _, line := range strings.Split(strings.TrimRight(string(text), "\n"), "\n") {
		if head, ok := strings.CutPrefix(line, "-- "); ok {
			head = strings.TrimSuffix(head, " --")
			g.order = append(g.order, head)
			part, _, _ = strings.Cut(head, " ")
			g.parts[part] = ""
			if part == "basket" {
				f := strings.Fields(head)
				g.in.Basket.Currency = f[1]
				if len(f) > 2 {
					g.in.Occasion.Level = f[2]
				}
			}
			continue
		}
		if part == "" {
			g.title += line + "\n"
			continue
		}
		g.parts[part] += line + "\n"
	}
	g.in.Occasion.Day, g.in.Occasion.Minute = sunday, 600
	for _, line := range lines(g.parts["basket"]) {
		g.readLine(t, line)
	}
	for _, line := range lines(g.parts["offers"]) {
		g.readOffer(t, line)
	}
	g.readSpend(t, strings.Fields(g.parts["spend"]))
	for _, line := range lines(g.parts["given"]) {
		f := strings.Fields(line)
		no := len(g.names) + 1
		g.names[no] = f[0]
		g.given = append(g.given, engine.Given{No: no, Article: f[0], Unit: g.minor(t, f[1]), Quantity: quantity(t, f[2]), Offer: strings.TrimPrefix(f[3], "of=")})
	}
	return g
}

func lines(text string) []string {
	return slices.DeleteFunc(strings.Split(text, "\n"), func(l string) bool { return strings.TrimSpace(l) == "" })
}

// minor reads an amount in the basket's currency.
func (g *golden) minor(t *testing.T, s string) int64 {
	t.Helper()
	whole, part, _ := strings.Cut(s, ".")
	digits := money.Exponent(g.in.Basket.Currency)
	if len(part) > digits {
		t.Fatalf("%s has more decimals than %s", s, g.in.Basket.Currency)
	}
	n, err := strconv.ParseInt(whole+part+strings.Repeat("0", digits-len(part)), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func (g *golden) major(n int64) string {
	digits := money.Exponent(g.in.Basket.Currency)
	s := fmt.Sprintf("%0*d", digits+1, max(n, -n))
	if digits > 0 {
		s = s[:len(s)-digits] + "." + s[len(s)-digits:]
	}
	if n < 0 {
		s = "-" + s
	}
	return s
}

func (g *golden) readLine(t *testing.T, line string) {
	t.Helper()
	f := strings.Fields(line)
	l := engine.Line{No: len(g.names) + 1, Article: f[0], Kind: "goods", Unit: g.minor(t, f[2]), Quantity: quantity(t, f[3]), Categories: strings.Split(f[1], "/")}
	if f[1] == "运费" || f[1] == "小费" {
		l.Kind = map[string]string{"运费": "delivery", "小费": "tip"}[f[1]]
	}
	if strings.HasSuffix(f[3], "g") {
		l.Scale = 1_000
	}
	for _, option := range f[4:] {
		switch name, value, _ := strings.Cut(option, "="); name {
		case "member":
			l.Members = map[string]int64{"gold": g.minor(t, value)}
		case "cost":
			l.Cost = g.minor(t, value)
		case "brand":
			l.Brand = value
		case "nodiscount":
			l.NoDiscount = true
		default:
			t.Fatalf("what is %s?", option)
		}
	}
	g.names[l.No] = f[0]
	g.in.Basket.Lines = append(g.in.Basket.Lines, l)
}

func quantity(t *testing.T, s string) int64 {
	t.Helper()
	n, err := strconv.ParseInt(strings.Trim(s, "xg"), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func (g *golden) readOffer(t *testing.T, line string) {
	t.Helper()
	head, body, _ := strings.Cut(line, "{")
	f := strings.Fields(head)
	o := engine.Offer{Source: terms.Source(f[0]), ID: f[1], Version: 1, Name: i18n.Of(f[2], "")}
	for _, option := range f[3:] {
		switch name, value, _ := strings.Cut(option, "="); name {
		case "priority":
			o.Priority = int(quantity(t, value))
		case "unfit":
			o.Unfit = value
		case "money":
			n := g.minor(t, value)
			o.Left.Money = &n
		case "uses":
			n := quantity(t, value)
			o.Left.Uses = &n
		case "pieces":
			n := quantity(t, value)
			o.Left.Pieces = &n
		default:
			t.Fatalf("what is %s?", option)
		}
	}
	if err := json.Unmarshal([]byte("{"+body), &o.Terms); err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	if bad := o.Terms.Validate(errs.New(errs.Invalid, "golden"), f[2]); len(bad.Fields) > 0 {
		t.Fatal(bad)
	}
	g.in.Offers = append(g.in.Offers, o)
}

func (g *golden) readSpend(t *testing.T, options []string) {
	t.Helper()
	for _, option := range options {
		name, value, _ := strings.Cut(option, "=")
		want := engine.All
		if value != "all" && (name == "points" || name == "stored") {
			want = g.spent(t, name, value)
		}
		switch name {
		case "points":
			g.in.Points.Want = want
		case "points_of":
			g.in.Points.Have = quantity(t, value)
		case "rate":
			points, amount, _ := strings.Cut(value, ":")
			g.in.Points.Per, g.in.Points.Worth = quantity(t, points), g.minor(t, amount)
		case "from":
			g.in.Points.MinBasket = g.minor(t, value)
		case "step":
			g.in.Points.Step = quantity(t, value)
		case "share":
			g.in.Points.MaxShare = money.RateBps(quantity(t, strings.TrimSuffix(value, "%")) * 100)
		case "stored":
			g.in.Stored.Want = want
		case "stored_of":
			g.in.Stored.Have = g.minor(t, value)
		case "margin":
			g.in.Margin = margin(t, value)
		case "objective":
			g.in.Objective = engine.Objective(value)
		default:
			t.Fatalf("what is %s?", option)
		}
	}
}

// margin reads 20%;matcha:none;cups:5%: a floor, and those of categories.
func margin(t *testing.T, value string) *engine.Margin {
	t.Helper()
	rate := func(s string) money.RateBps { return money.RateBps(quantity(t, strings.TrimSuffix(s, "%")) * 100) }
	all, parts, _ := strings.Cut(value, ";")
	m := &engine.Margin{Rate: rate(all)}
	for _, part := range strings.FieldsFunc(parts, func(r rune) bool { return r == ';' }) {
		category, share, _ := strings.Cut(part, ":")
		of := engine.MarginOf{Goods: terms.Goods{Categories: []string{category}}, None: share == "none"}
		if !of.None {
			of.Rate = rate(share)
		}
		m.Parts = append(m.Parts, of)
	}
	return m
}

func (g *golden) spent(t *testing.T, name, value string) int64 {
	t.Helper()
	if name == "points" {
		return quantity(t, value)
	}
	return g.minor(t, value)
}

func (g *golden) offer(id string) string {
	for _, o := range g.in.Offers {
		if o.ID == id {
			return o.Name["zh-CN"]
		}
	}
	return id
}

// receipt is what a cashier would read.
func (g *golden) receipt(q engine.Quote) string {
	var b strings.Builder
	for _, l := range q.Lines {
		fmt.Fprintf(&b, "%s %s", g.names[l.No], g.major(l.List))
		if l.Member > 0 {
			fmt.Fprintf(&b, "，会员价 -%s", g.major(l.Member))
		}
		for _, o := range l.Offs {
			fmt.Fprintf(&b, "，%s -%s", g.offer(o.Offer), g.major(o.Amount))
		}
		if l.Net != l.List {
			fmt.Fprintf(&b, "，折后 %s", g.major(l.Net))
		}
		b.WriteString("\n")
	}
	for _, a := range q.Applied {
		if a.Cut != "" {
			fmt.Fprintf(&b, "%s 封顶于 %s，本可再减 %s\n", g.offer(a.Offer), map[string]string{engine.CutByCap: "优惠上限", engine.CutByFloor: "毛利底线"}[a.Cut], g.major(a.Short))
		}
	}
	for _, gift := range q.Gifts {
		fmt.Fprintf(&b, "可再取 %s %d 件（%s）\n", strings.Join(slices.Concat(gift.Goods.Articles, gift.Goods.Categories), "、"), gift.Quantity, g.offer(gift.Offer))
	}
	fmt.Fprintf(&b, "合计 %s", g.major(q.Totals.Net))
	if q.Totals.Points > 0 {
		fmt.Fprintf(&b, "，%d 积分抵 %s", q.Totals.Points, g.major(q.Totals.PointsOff))
	}
	if q.Totals.Stored > 0 {
		fmt.Fprintf(&b, "，储值 %s", g.major(q.Totals.Stored))
	}
	fmt.Fprintf(&b, "，应付 %s\n", g.major(q.Totals.Payable))
	for _, r := range q.Refused {
		b.WriteString(g.refused(r) + "\n")
	}
	return b.String()
}

func (g *golden) refused(r engine.Refusal) string {
	name := map[terms.Source]string{terms.FromPoints: "积分", terms.FromStoredValue: "储值"}[r.Source]
	if r.Offer != "" {
		name = g.offer(r.Offer)
	}
	s := "未用 " + name + "：" + map[string]string{
		engine.WhyUnfit: "不可用 " + r.What, engine.WhyCondition: "条件不符 " + r.What, engine.WhyNoGoods: "无适用商品", engine.WhyAmount: "未满额", engine.WhyPieces: "件数不足",
		engine.WhyBudget: "预算不足", engine.WhyUses: "次数用完", engine.WhyStock: "已抢完", engine.WhyNoGain: "没有优惠", engine.WhyFloor: "已到毛利底线", engine.WhyWorse: "用了反而更贵",
		engine.WhyMinimum: "未到起用金额", engine.WhyNothing: "无可用", engine.WhyExcluded: "互斥",
	}[r.Code]
	if r.Code == engine.WhyExcluded {
		for _, id := range r.Without {
			s += " " + map[string]string{"points": "积分", "stored_value": "储值"}[id]
			if id != "points" && id != "stored_value" {
				s += g.offer(id)
			}
		}
	}
	if u := r.Unlock; u != nil {
		if u.Amount > 0 {
			s += "，再买 " + g.major(u.Amount) + " 可用"
		}
		if u.Pieces > 0 {
			s += fmt.Sprintf("，再买 %d 件可用", u.Pieces)
		}
	}
	return s
}

func (g *golden) returned(t *testing.T, q engine.Quote) string {
	t.Helper()
	var b strings.Builder
	gone, before := map[int]int64{}, engine.Back{}
	for _, step := range lines(g.parts["return"]) {
		back := map[int]int64{}
		for _, item := range strings.Split(step, "，") {
			f := strings.Fields(item)
			for no, name := range g.names {
				if name == f[0] {
					back[no] = quantity(t, f[1])
				}
			}
		}
		got, err := engine.Return(engine.Sale{Input: g.in, Quote: q, Given: g.given}, gone, back, before)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "退 %s：退回 %s", step, g.major(got.Money))
		if got.Points > 0 {
			fmt.Fprintf(&b, "，%d 积分", got.Points)
		}
		if got.Stored > 0 {
			fmt.Fprintf(&b, "，储值 %s", g.major(got.Stored))
		}
		for _, id := range got.Lost {
			fmt.Fprintf(&b, "；不再满足 %s", g.offer(id))
		}
		if got.Gifts > 0 {
			fmt.Fprintf(&b, "；留下的赠品计 %s", g.major(got.Gifts))
		}
		if got.Short > 0 {
			fmt.Fprintf(&b, "；尚差 %s，留待后续退货结清", g.major(got.Short))
		}
		b.WriteString("\n")
		for no, n := range back {
			gone[no] += n
		}
		before.Value, before.Points, before.Worth, before.Stored = before.Value+got.Value, before.Points+got.Points, before.Worth+got.Worth, before.Stored+got.Stored
	}
	return b.String()
}

func (g *golden) compare(t *testing.T, part, got string) {
	t.Helper()
	if want := strings.TrimSpace(g.parts[part]); strings.TrimSpace(got) != want && !*update {
		t.Errorf("%s comes out as:\n%s\nwanted:\n%s", part, got, want)
	}
	g.parts[part] = got
	if !slices.Contains(g.order, part) {
		g.order = append(g.order, part)
	}
}

func (g *golden) write(t *testing.T, file string) {
	t.Helper()
	text := g.title
	for _, head := range g.order {
		part, _, _ := strings.Cut(head, " ")
		text += "-- " + head + " --\n" + g.parts[part]
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
