package intake

import (
	"hash/maphash"
	"strings"
	"testing"
	"time"

	"habitue/internal/coupon"
	"habitue/internal/ledger"
	"habitue/internal/member"
)

// reading is a reader of openings over a retailer who is made up.
func reading(kind OpeningKind, header []string) *openingReader {
	now := time.Date(2026, 1, 5, 2, 0, 0, 0, time.UTC)
	f := &openingFacts{currency: "CNY", levels: map[string]string{"gold": "gold", "金卡": "gold"}, templates: map[string]coupon.TemplateID{"c1": 1},
		assets: assetWords, decimals: map[ledger.AssetID]int{somePrincipal: 2, someBonus: 2}, words: map[string]string{}}
	r := &openingReader{facts: f, zone: zoner{location: time.UTC}, country: "CN", system: member.External("old"), now: now, asOf: now,
		repairs: newRepairs(), seed: maphash.MakeSeed()}
	b, _ := bindOpening(kind, Mapping{Guess: true, System: "old"}, header, nil, nil, nil, func(Field, string) bool { return true })
	r.openingBinding = b
	for i := range header {
		r.used = append(r.used, i)
	}
	return r
}

// Whatever stands in a row: no panic; it is refused with a code, or what is brought is
// within its bounds, has somebody to be brought to, and what is personal is not shown.
func FuzzOpeningRow(f *testing.F) {
	for _, s := range []string{
		"0001|138-0013-8001|张　三|1990年5月1日|1,200|2026-12-31|88.50|金卡|2026-06-30", "2|１３８００１３８００２|x|43528|-1|9999-12-31|1e5|gold|", "|||||||||",
		"3|0086 13800138003|\x00|2月30日|9007199254740993|0000-00-00|0.001|黄金|1900-01-01", "=1|'+86138|\ufeff|13/13/2026|(5)|1772596800|¥1|金卡|2026",
	} {
		f.Add(s)
	}
	header := []string{"会员编号", "手机", "姓名", "生日", "积分", "积分到期日", "储值余额", "等级", "等级有效期至"}
	f.Fuzz(func(t *testing.T, line string) {
		cells := strings.Split(line, "|")
		for _, kind := range []OpeningKind{OpenMembers, OpenTiers} {
			r := reading(kind, header)
			row, wrong := r.read(2, cells)
			for _, w := range wrong {
				if _, ok := openingMessages[w.Code]; !ok && messages[w.Code] == nil {
					t.Fatalf("%s has no words", w.Code)
				}
			}
			if len(wrong) > 0 {
				return
			}
			if len(row.Keys) == 0 {
				t.Fatal("a good row is about nobody")
			}
			for _, l := range row.Lots {
				if l.Amount <= 0 || l.Amount > 1<<53 || !l.Expires.IsZero() && !l.Expires.After(r.asOf) {
					t.Fatalf("%+v", l)
				}
			}
			if row.Level != "" && !row.Until.IsZero() && !row.Until.After(row.Since) {
				t.Fatalf("a tier until %s since %s", row.Until, row.Since)
			}
			// The same row again reads the same.
			again := reading(kind, header)
			same, _ := again.read(2, cells)
			if same.Name != row.Name || len(same.Keys) != len(row.Keys) || len(same.Lots) != len(row.Lots) {
				t.Fatalf("%+v and %+v", same, row)
			}
			for _, k := range row.Keys {
				for _, e := range r.repairs.by {
					for _, x := range e.Examples {
						if k.Kind == member.Phone && e.Field == FieldPhone && strings.Contains(x.Before+" "+x.After, k.Value[3:]) {
							t.Fatalf("an example shows the phone: %+v", x)
						}
					}
				}
			}
		}
	})
}

// Totals are read or refused, whatever is typed.
func FuzzTotals(f *testing.F) {
	f.Add("members,1000\npoints=1,234\ntier:gold:5\n")
	f.Fuzz(func(t *testing.T, text string) {
		list, err := ReadTotals(strings.NewReader(text))
		if err == nil {
			for _, l := range list {
				if l.Of == "" || l.Value == "" {
					t.Fatalf("%+v", l)
				}
			}
		}
	})
}
