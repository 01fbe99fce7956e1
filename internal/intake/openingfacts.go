package intake

import (
	"context"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

	"habitue/internal/coupon"
	"habitue/internal/ledger"
	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/i18n"
	"habitue/internal/platform/money"
	"habitue/internal/platform/postgres"
)

// Stored value of the retailer's currency in rows that were read: its assets may not be
// there before the first of it comes.
const (
	somePrincipal ledger.AssetID = -1
	someBonus     ledger.AssetID = -2
)

// openingFacts is what the retailer has that words of a file may mean.
type openingFacts struct {
	settings  org.Settings
	currency  string
	own       []member.Field
	asked     []OwnColumn              // for consents
	texts     map[member.Purpose][]int // versions that there are
	tags      map[string]member.Tag    // by foldWord
	exclusive map[string]bool          // groups of tags
	levels    map[string]string        // by foldWord
	templates map[string]coupon.TemplateID
	codes     map[coupon.TemplateID]string
	assets    map[string]ledger.AssetID
	decimals  map[ledger.AssetID]int
	names     map[ledger.AssetID]string         // codes
	words     map[string]string                 // of the mapping, by foldWord
	real      map[ledger.AssetID]ledger.AssetID // of stored value, once its assets are there
}

// foldWord makes words of a file comparable.
func foldWord(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(norm.NFKC.String(s)), " "))
}

// mostTemplates bounds how many coupon templates are looked through.
const mostTemplates = 10_000

// assetWords are what systems call what everybody has.
var assetWords = map[string]ledger.AssetID{
	"积分": ledger.Points, "points": ledger.Points, "point": ledger.Points, "成长值": ledger.Growth, "growth": ledger.Growth, "经验值": ledger.Growth,
	"本金": somePrincipal, "储值本金": somePrincipal, "储值": somePrincipal, "余额": somePrincipal, "principal": somePrincipal, "stored value": somePrincipal, "balance": somePrincipal,
	"赠送": someBonus, "赠送金": someBonus, "赠金": someBonus, "储值赠送": someBonus, "储值赠送金": someBonus, "bonus": someBonus,
}

func (s *Service) openingFacts(ctx context.Context, q postgres.Querier, m Mapping) (*openingFacts, error) {
	f := &openingFacts{levels: map[string]string{}, templates: map[string]coupon.TemplateID{}, codes: map[coupon.TemplateID]string{}, assets: map[string]ledger.AssetID{},
		decimals: map[ledger.AssetID]int{}, names: map[ledger.AssetID]string{}, words: map[string]string{}}
	var err error
	if f.settings, err = s.Org.Settings(ctx, q); err != nil {
		return nil, err
	}
	f.currency = m.Currency
	if f.currency == "" {
		f.currency = f.settings.Currency
	}
	for from, to := range m.Words {
		f.words[foldWord(from)] = foldWord(to)
	}
	if f.own, err = s.Members.LivingFields(ctx, q); err != nil {
		return nil, err
	}
	if f.texts, err = s.Members.TextVersions(ctx, q); err != nil {
		return nil, err
	}
	current, err := s.Members.ConsentTexts(ctx, q)
	if err != nil {
		return nil, err
	}
	var purposes []member.Purpose
	for _, t := range current {
		purposes = append(purposes, t.Purpose)
	}
	f.asked = consentColumns(purposes)
	if err := s.tagFacts(ctx, q, f); err != nil {
		return nil, err
	}
	ladder, err := s.Tiers.Ladders.Live(ctx, q)
	if err != nil {
		return nil, err
	}
	for _, l := range ladder.Body.Levels {
		for _, word := range append(texts(l.Name), l.Code) {
			f.levels[foldWord(word)] = l.Code
		}
	}
	list, err := s.Coupons.Templates(ctx, q, coupon.TemplateFilter{}, 0, mostTemplates)
	if err != nil {
		return nil, err
	}
	for _, t := range list {
		f.codes[t.ID] = t.Code
		for _, word := range append(texts(t.Terms.Name), t.Code) {
			if _, taken := f.templates[foldWord(word)]; !taken { // the latest of a name
				f.templates[foldWord(word)] = t.ID
			}
		}
	}
	return f, s.assetFacts(ctx, q, f)
}

// tagFacts reads the tags by their codes and names. What two are called is the code of one,
// or the name of one that has not ended.
func (s *Service) tagFacts(ctx context.Context, q postgres.Querier, f *openingFacts) error {
	tags, err := s.Members.Tags(ctx, q)
	if err != nil {
		return err
	}
	groups, err := s.Members.TagGroups(ctx, q)
	if err != nil {
		return err
	}
	f.tags, f.exclusive = map[string]member.Tag{}, map[string]bool{}
	for _, g := range groups {
		f.exclusive[g.Code] = g.Exclusive
	}
	for _, t := range tags {
		for _, name := range texts(t.Name) {
			if known, taken := f.tags[foldWord(name)]; !taken || known.Ended && !t.Ended {
				f.tags[foldWord(name)] = t
			}
		}
	}
	for _, t := range tags {
		f.tags[foldWord(t.Code)] = t
	}
	return nil
}

func (s *Service) assetFacts(ctx context.Context, q postgres.Querier, f *openingFacts) error {
	assets, err := s.Ledger.AssetList(ctx, q)
	if err != nil {
		return err
	}
	for word, id := range assetWords {
		f.assets[word] = id
	}
	major := money.Exponent(f.currency)
	f.decimals[somePrincipal], f.decimals[someBonus] = major, major
	f.names[somePrincipal], f.names[someBonus] = "stored_principal_"+strings.ToLower(f.currency), "stored_bonus_"+strings.ToLower(f.currency)
	for _, a := range assets {
		if a.Currency != "" {
			f.decimals[a.ID] = money.Exponent(a.Currency)
		}
		f.names[a.ID] = a.Code
		for _, word := range append(texts(a.Name), a.Code) {
			if _, taken := f.assets[foldWord(word)]; !taken {
				f.assets[foldWord(word)] = a.ID
			}
		}
	}
	return nil
}

func texts(t i18n.Text) (list []string) {
	for _, v := range t {
		if v != "" {
			list = append(list, v)
		}
	}
	return list
}

// meant follows the words of the mapping.
func (f *openingFacts) meant(word string) string {
	word = foldWord(word)
	if to, ok := f.words[word]; ok {
		return to
	}
	return word
}

func (f *openingFacts) level(word string) (string, bool) {
	code, ok := f.levels[f.meant(word)]
	return code, ok
}

func (f *openingFacts) template(word string) (coupon.TemplateID, bool) {
	id, ok := f.templates[f.meant(word)]
	return id, ok
}

func (f *openingFacts) asset(word string) (ledger.AssetID, bool) {
	id, ok := f.assets[f.meant(word)]
	return id, ok
}

// zone is where the file's days are.
func (f *openingFacts) zone(m Mapping) (*time.Location, error) {
	name := m.Zone
	if name == "" {
		name = f.settings.Zone
	}
	zone, err := time.LoadLocation(name)
	if err != nil || name == "" {
		return nil, ErrZoneMissing
	}
	return zone, nil
}

// code is a template's by its id.
func (f *openingFacts) code(id int64) string {
	if code, ok := f.codes[coupon.TemplateID(id)]; ok {
		return code
	}
	return strconv.FormatInt(id, 10)
}
