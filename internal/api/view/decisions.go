package view

import (
	"context"
	"slices"
	"strings"
	"time"

	"habitue/internal/api/messages"
	"habitue/internal/coupon"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
	"habitue/internal/privacy"
	"habitue/internal/profile"
)

// Decision is what was decided about a member without anybody's doing.
type Decision struct {
	What  string   `json:"what" enum:"use,tier,class,label,coupon,price,churn" doc:"What was decided; use: whether anything is reckoned of the member" zh:"决定事项；use 为是否进行画像" example:"tier"`
	Title string   `json:"title" doc:"What it is called" zh:"名称" example:"会员等级"`
	Text  string   `json:"text" doc:"What was decided" zh:"结果" example:"金卡"`
	Why   []string `json:"why" nullable:"false" doc:"By what, sentence by sentence" zh:"依据，逐条"`

	MayObject bool `json:"may_object" doc:"Whether the member can want a person to look at it" zh:"是否可要求人工复核" example:"true"`
}

// decider reads what was decided about one member, in the words of a reader.
type decider struct {
	*Reader
	q        postgres.Querier
	language messages.Language
	member   member.Member
	currency string
	zone     *time.Location
}

func (d *decider) date(at time.Time) string { return at.In(d.zone).Format(time.DateOnly) }

func (d *decider) say(code string, pairs ...any) string { return say(d.language, code, pairs...) }

// Decisions are what was decided about a member by rules alone: whether anything is
// reckoned of him, his level, value class, labels, the coupons he was given, and how his
// prices come about. That no score of churn is kept is said, too.
func (r *Reader) Decisions(ctx context.Context, q postgres.Querier, l messages.Language, m member.Member) ([]Decision, error) {
	settings, err := r.Org.Settings(ctx, q)
	if err != nil {
		return nil, err
	}
	day, err := settings.DayAt(nil)
	if err != nil {
		return nil, err
	}
	d := &decider{r, q, l, m, settings.Currency, day.Location()}
	var list []Decision
	for _, read := range []func(context.Context) (Decision, error){d.use, d.tier, d.class, d.labels, d.coupons, d.price} {
		one, err := read(ctx)
		if err != nil {
			return nil, err
		}
		one.Title, one.MayObject = d.say("decision."+one.What), slices.Contains(privacy.Decisions(), privacy.Decision(one.What))
		list = append(list, one)
	}
	return append(list, Decision{What: "churn", Title: d.say("decision.churn"), Text: d.say("decision.churn.none"), Why: []string{}}), nil
}

// use is whether the member is profiled.
func (d *decider) use(ctx context.Context) (Decision, error) {
	held, err := d.Members.Restricted(ctx, d.q, d.member.ID)
	if err != nil {
		return Decision{}, err
	}
	refused, err := d.Members.Unprofiled(ctx, d.q, d.member.ID)
	if err != nil {
		return Decision{}, err
	}
	one := Decision{What: "use", Text: d.say("decision.use.profiled"), Why: []string{d.say("decision.use.how")}}
	switch r, restricted := held[d.member.ID]; {
	case restricted && r.Until.IsZero():
		one.Text, one.Why = d.say("decision.use.restricted", "since", d.date(r.BegunAt)), []string{d.say("decision.use.kept")}
	case restricted:
		one.Text, one.Why = d.say("decision.use.ending", "until", d.date(r.Until)), []string{d.say("decision.use.kept")}
	case refused[d.member.ID]:
		one.Text, one.Why = d.say("decision.use.refused"), []string{d.say("decision.use.same")}
	}
	return one, nil
}

func (d *decider) level(ctx context.Context) (string, error) {
	held, err := d.Tiers.Levels(ctx, d.q, d.member.ID)
	return held[d.member.ID].Level.Name.In(string(d.language)), err
}

func (d *decider) tier(ctx context.Context) (Decision, error) {
	level, err := d.level(ctx)
	if err != nil {
		return Decision{}, err
	}
	changes, err := d.Tiers.Changes(ctx, d.q, d.member.ID, nil, 1)
	if err != nil {
		return Decision{}, err
	}
	why := []string{d.say("decision.tier.never")}
	if len(changes) > 0 {
		c := changes[0]
		why = []string{d.say("tier.cause." + string(c.Cause)), d.say("decision.tier.spend", "amount", amount(c.Spend, d.currency), "currency", d.currency,
			"version", c.Version, "on", d.date(c.At))}
	}
	return Decision{What: "tier", Text: level, Why: why}, nil
}

// class is the value class: the scores, what each was given for, the lines of the rule
// that were met, and as of when.
func (d *decider) class(ctx context.Context) (Decision, error) {
	one := Decision{What: "class", Text: d.say("decision.class.none"), Why: []string{}}
	rated, err := d.Profile.Rated(ctx, d.q, d.member.ID)
	if err != nil {
		return one, err
	}
	at := slices.IndexFunc(rated[d.member.ID], func(v profile.Rated) bool { return v.Brand == 0 && v.Value.Class != profile.None })
	if at < 0 {
		return one, nil
	}
	v := rated[d.member.ID][at]
	versions, err := d.Profile.Rules.List(ctx, d.q)
	if err != nil {
		return one, err
	}
	one.Text = ClassOf(v.Value.Class, d.language).Name
	for _, rule := range versions {
		if rule.Number != v.Version {
			continue
		}
		one.Why = append(one.Why, d.say("decision.class.scores", "r", v.Value.R, "last", Date(v.Last), "f", v.Value.F, "orders", v.Orders,
			"m", v.Value.M, "spend", messages.Money(v.Spend, d.currency)), d.scales(rule.Body))
		for _, w := range classWhy(d.valuer(), rule.Body, v, v.AsOf) {
			one.Why = append(one.Why, d.say("decision.class.because", "why", w.Text))
		}
		one.Why = append(one.Why, d.say("decision.class.rule", "version", v.Version, "on", Date(v.AsOf)))
	}
	return one, nil
}

// valuer words what was measured for who does not know the trade.
func (d *decider) valuer() valuer {
	return valuer{language: d.language, currency: d.currency, plain: true}
}

// scales says from where on each score is given.
func (d *decider) scales(r profile.Rule) string {
	var list []string
	for _, s := range []struct {
		of    profile.Measure
		scale profile.Scale
	}{{profile.ScoreR, r.Recency}, {profile.ScoreF, r.Frequency}, {profile.ScoreM, r.Monetary}} {
		name := d.valuer().measure(s.of)
		if s.scale.By == profile.ByQuantile {
			list = append(list, d.say("decision.class.quantile", "score", name))
			continue
		}
		var steps []string
		for _, step := range s.scale.Steps {
			if s.of == profile.ScoreM {
				steps = append(steps, d.say("decision.step", "value", messages.Money(step, d.currency)))
				continue
			}
			steps = append(steps, d.say("decision.step", "value", messages.Number(step)))
		}
		list = append(list, d.say("decision.class.steps_"+string(s.of), "score", name, "steps", strings.Join(steps, " / ")))
	}
	return strings.Join(list, " ")
}

// labels are what rules may read of the member, who says so and since when.
func (d *decider) labels(ctx context.Context) (Decision, error) {
	one := Decision{What: "label", Text: d.say("decision.label.none"), Why: []string{}}
	held, err := d.Members.Labels(ctx, d.q, d.member.ID)
	if err != nil {
		return one, err
	}
	list := held[d.member.ID]
	if len(list) == 0 {
		return one, nil
	}
	words, err := d.labelWords(ctx)
	if err != nil {
		return one, err
	}
	one.Text = d.say("decision.label.some", "n", len(list))
	for _, label := range list {
		one.Why = append(one.Why, d.say("decision.label.one", "label", words(label.Label), "source", d.labelSource(label.Source), "since", d.date(label.Since)))
	}
	return one, nil
}

// labelWords says in words what a label says; one that nobody has words for stays as it is.
func (d *decider) labelWords(ctx context.Context) (func(label string) string, error) {
	tags, err := d.Members.Tags(ctx, d.q)
	if err != nil {
		return nil, err
	}
	fields, err := d.Members.Fields(ctx, d.q)
	if err != nil {
		return nil, err
	}
	words := map[string]string{}
	for _, t := range tags {
		words[t.Label()] = d.say("decision.label.tag", "name", t.Name.In(string(d.language)))
	}
	for _, f := range fields {
		for _, c := range f.Choices {
			words[f.LabelOf(c.Code)] = d.say("decision.label.own", "field", f.Name.In(string(d.language)), "choice", c.Name.In(string(d.language)))
		}
	}
	return func(label string) string {
		if text, known := words[label]; known {
			return text
		}
		switch kind, rest, _ := strings.Cut(label, ":"); kind {
		case "value":
			return d.say("decision.label.value", "class", ClassOf(profile.Class(rest), d.language).Name)
		case "prepaid":
			return d.say("decision.label.prepaid", "name", rest)
		}
		return label
	}, nil
}

// labelSource says in words who says what a label says.
func (d *decider) labelSource(source string) string {
	code := "decision.label.by_" + source
	if text := d.say(code); text != code {
		return text
	}
	return source
}

const couponsExplained = 20

// coupons are those that rules gave, the latest.
func (d *decider) coupons(ctx context.Context) (Decision, error) {
	one := Decision{What: "coupon", Text: d.say("decision.coupon.none"), Why: []string{}}
	page, err := d.CouponService.Wallet(ctx, d.q, d.member.ID, nil, 5*couponsExplained)
	if err != nil {
		return one, err
	}
	page = slices.DeleteFunc(page, func(c coupon.Coupon) bool { return c.Source != coupon.ByRule && c.Source != coupon.ByHand })
	page = page[:min(len(page), couponsExplained)]
	if len(page) == 0 {
		return one, nil
	}
	shown, err := d.Coupons(ctx, d.q, d.language, page...)
	if err != nil {
		return one, err
	}
	one.Text = d.say("decision.coupon.some", "n", len(page))
	for i, c := range page {
		one.Why = append(one.Why, d.say("decision.coupon.by_"+string(c.Source), "name", shown[i].Name, "on", d.date(c.IssuedAt), "version", c.Version))
	}
	return one, nil
}

func (d *decider) price(ctx context.Context) (Decision, error) {
	level, err := d.level(ctx)
	return Decision{What: "price", Text: d.say("decision.price.text", "level", level), Why: []string{d.say("decision.price.why")}}, err
}
