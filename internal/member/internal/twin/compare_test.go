package twin_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"habitue/internal/member/internal/twin"
)

// counted is a shop where a name in a hundred is 王伟.
func counted() *twin.Frequencies {
	f := twin.NewFrequencies()
	for i := range 1000 {
		name := "王伟"
		if i >= 10 {
			name = string([]rune{'一' + rune(i), '一' + rune(2*i)})
		}
		f.Add(twin.Prepare(twin.Traits{Name: name, Store: int64(1 + i%10)}))
	}
	return f
}

func TestWhatIsFoundOfTwo(t *testing.T) {
	t.Parallel()
	f := counted()
	person := func(name string, year, month, day int, phone, email string) twin.Traits {
		return twin.Traits{Name: name, Year: year, Month: month, Day: day, Phones: []string{phone}, Emails: []string{email}, Store: 3}
	}
	first := person("张晓明", 1990, 3, 12, "+8613800001234", "walks.at.night@qq.com")
	for _, c := range []struct {
		second twin.Traits
		want   []twin.Code
	}{
		{person("张晓明", 1990, 3, 12, "+8615000001234", "walksatnight+shop@163.com"), []twin.Code{twin.NameSame, twin.BirthSame, twin.PhoneEnd, twin.MailName}},
		{person("章小明", 1990, 12, 3, "+8613800001243", "walksatnicht@qq.com"), []twin.Code{twin.NameSounds, twin.BirthNear, twin.PhoneNear, twin.MailNear}},
		{person("詹晓明", 0, 3, 12, "+8613800009999", "walksatnight7@qq.com"), []twin.Code{twin.NameNear, twin.BirthDay, twin.PhoneStart, twin.MailOther}},
		{person("张晓朋", 1987, 3, 12, "+8613912345678", "x@qq.com"), []twin.Code{twin.NamePart, twin.BirthDayOnly, twin.PhoneOther, twin.MailOther}},
		{person("李雷", 1971, 8, 30, "+8613912345678", "x@qq.com"), []twin.Code{twin.NameOther, twin.BirthOther, twin.PhoneOther, twin.MailOther}},
		{twin.Traits{}, nil},
	} {
		var got []twin.Code
		for _, e := range twin.Compare(twin.Prepare(first), twin.Prepare(c.second), f) {
			if e.Code != twin.StoreSame {
				got = append(got, e.Code)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.second.Name, got, c.want)
		}
	}
	rare, common := twin.Prepare(twin.Traits{Name: "张晓明"}), twin.Prepare(twin.Traits{Name: "王伟"})
	if r, c := twin.Sum(twin.Compare(rare, rare, f)), twin.Sum(twin.Compare(common, common, f)); r < c+3 {
		t.Errorf("a rare name says %.1f bits, a common one %.1f", r, c)
	}
}

// TestComparingIsSymmetric, and two records of one person without a mistake share
// a key, whatever they hold.
func TestComparingIsSymmetric(t *testing.T) {
	t.Parallel()
	f := counted()
	someone := rapid.Custom(func(t *rapid.T) twin.Traits {
		return twin.Traits{
			Name: rapid.SampledFrom([]string{"", "王伟", "汪伟", "欧阳娜娜", "John Smith", "Smith John", "さくら", "李"}).Draw(t, "name"),
			Year: rapid.SampledFrom([]int{0, 1980, 1981}).Draw(t, "year"), Month: rapid.IntRange(0, 2).Draw(t, "month"), Day: rapid.IntRange(1, 2).Draw(t, "day"),
			Phones:  rapid.SliceOfN(rapid.SampledFrom([]string{"+8613800001234", "+8613800001235", "+8615000001234", "110"}), 0, 2).Draw(t, "phones"),
			Emails:  rapid.SliceOfN(rapid.SampledFrom([]string{"a@b.cn", "someone@b.cn", "some.one@c.cn", "someane@b.cn"}), 0, 2).Draw(t, "emails"),
			Store:   rapid.Int64Range(0, 3).Draw(t, "store"),
			Homes:   rapid.SliceOfN(rapid.SampledFrom([]string{"310104 a", "310104 b"}), 0, 2).Draw(t, "homes"),
			Devices: rapid.SliceOfN(rapid.SampledFrom([]twin.Mark{{1, 2}, {2, 9}}), 0, 2).Draw(t, "devices"),
			Payers:  rapid.SliceOfN(rapid.SampledFrom([]twin.Mark{{3, 2}, {4, 30}}), 0, 2).Draw(t, "payers"),
			Bought:  rapid.SliceOfNDistinct(rapid.SampledFrom([]twin.Bought{{1, 1, 0.001}, {2, 1, 0.001}, {3, 1, 0.5}}), 0, 3, rapid.ID).Draw(t, "bought"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := twin.Prepare(someone.Draw(t, "a")), twin.Prepare(someone.Draw(t, "b"))
		if there, back := twin.Compare(a, b, f), twin.Compare(b, a, f); !slices.Equal(there, back) {
			t.Fatalf("%v, the other way round %v", there, back)
		}
		alone := a.Traits
		alone.Devices, alone.Payers, alone.Bought = nil, nil, nil
		if less, more := twin.Sum(twin.Compare(twin.Prepare(alone), b, f)), twin.Sum(twin.Compare(a, b, f)); more < less-1e-9 {
			t.Fatalf("to share more says less: %.2f, then %.2f", less, more)
		}
		if a.Name != "" && a.Month != 0 && len(a.Keys()) == 0 {
			t.Fatalf("%+v has no key", a.Traits)
		}
	})
}
