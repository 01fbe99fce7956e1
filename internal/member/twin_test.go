package member_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"habitue/internal/member"
	"habitue/internal/org"
	"habitue/internal/platform/clock"
	"habitue/internal/platform/postgres"
)

// people is a made retailer's, of whom it is known who has a second record, and
// who only looks like somebody else.
type people struct {
	random *rand.Rand
	joins  []member.Join
	same   map[[2]int]string // indexes of two records of one person: how the second came about
	family map[int]int       // of two people who live together
	phones int
}

var (
	surnamesOften = strings.Fields("王 王 王 王 李 李 李 李 张 张 张 刘 刘 陈 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 高 罗 郑 梁 谢 宋 唐 许 邓 冯 韩 曹 曾 彭 欧阳 司徒")
	givenOften    = strings.Fields("伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 霞 平 刚 桂 英 建 华 玉 兰 国 文 志 海 春 梅 秀 珍 晓 燕 雨 欣 子 涵 思 琪 浩 宇 梓 轩 诗 嘉 怡 佳 俊 豪 一 诺 欧 若 溪 泽 晨 瑞 家 铭 博 睿")
	// homophones are characters that are read alike.
	homophones = strings.Fields("伟玮 静婧 敏闽 丽莉 强墙 磊蕾 军君 洋扬 勇咏 艳燕 杰洁 涛桃 明鸣 霞侠 平萍 英瑛 华骅 玉钰 兰岚 文雯 志智 春椿 梅玫 秀绣 珍真 晓筱 雨宇 欣新 子紫 涵寒 思丝 琪淇 浩皓 梓紫 轩宣 诗师 嘉佳 怡宜 俊峻 豪毫 诺糯 若偌 溪西 泽则 晨辰 瑞锐 铭茗")
	accents    = strings.NewReplacer("张", "章", "陈", "程", "林", "凌", "曾", "增", "思", "诗", "芳", "帆")
)

func (p *people) of(list []string) string { return list[p.random.IntN(len(list))] }

func (p *people) phone() string {
	p.phones++
	return fmt.Sprintf("1%s%d%08d", p.of([]string{"3", "8"}), p.random.IntN(10), (p.phones*7_919_317)%100_000_000)
}

func (p *people) birthday() member.Birthday {
	return member.Birthday{Year: 1955 + p.random.IntN(50), Month: 1 + p.random.IntN(12), Day: 1 + p.random.IntN(28)}
}

// stranger is somebody new, of whom more or less is known.
func (p *people) stranger() member.Join {
	j := member.Join{Source: "test", Name: p.of(surnamesOften) + p.of(givenOften), Phone: p.phone(), Store: org.StoreID(1 + p.random.IntN(20))}
	if p.random.IntN(4) > 0 {
		j.Name += p.of(givenOften)
	}
	if p.random.IntN(10) < 7 {
		j.Birthday = p.birthday()
	}
	if p.random.IntN(10) < 4 {
		j.Email = fmt.Sprintf("%s%d@qq.com", p.of([]string{"sunny", "tea.", "lucky", "rain", "zhang", "mei."}), 10_000+p.random.IntN(9_000_000))
	}
	return j
}

func (p *people) add(j member.Join) int {
	p.joins = append(p.joins, j)
	return len(p.joins) - 1
}

// again is a second record of somebody, made in one of the ways in which they come about.
func (p *people) again(j member.Join) (member.Join, string) {
	first := j
	first.Phone = p.phone()
	if first.Birthday == (member.Birthday{}) {
		first.Birthday = p.birthday()
	}
	if p.random.IntN(5) < 2 {
		first.Store = org.StoreID(1 + p.random.IntN(20))
	}
	first.Email = ""
	turn := func(text string, i int) string {
		b := []byte(text)
		b[i] = '0' + (b[i]-'0'+1+byte(p.random.IntN(8)))%10
		return string(b)
	}
	switch p.random.IntN(10) {
	case 0, 1:
		return first, "another phone"
	case 2:
		for _, pair := range homophones {
			two := []rune(pair)
			if strings.ContainsRune(first.Name, two[0]) {
				first.Name = strings.ReplaceAll(first.Name, string(two[0]), string(two[1]))
				break
			}
		}
		return first, "a homophone"
	case 3:
		first.Name = accents.Replace(first.Name)
		return first, "an accent"
	case 4:
		first.Phone, first.Birthday, first.Store = turn(j.Phone, 4+p.random.IntN(7)), member.Birthday{}, j.Store
		return first, "a figure of the phone"
	case 5:
		name := []rune(first.Name)
		name[len(name)-1] = []rune(p.of(givenOften))[0]
		first.Name = string(name)
		return first, "a wrong character"
	case 6:
		first.Phone, first.Birthday = "150"+turn(j.Phone, 5)[3:], member.Birthday{}
		return first, "another carrier, the same end"
	case 7:
		first.Birthday = member.Birthday{}
		return first, "the e-mail elsewhere"
	case 8:
		first.Birthday.Year = 0
		return first, "no year"
	}
	first.Birthday = member.Birthday{}
	return first, "nothing but the name"
}

func newPeople(seed uint64, strangers, seconds int) *people {
	p := &people{random: rand.New(rand.NewPCG(seed, 1)), same: map[[2]int]string{}, family: map[int]int{}}
	for range strangers {
		p.add(p.stranger())
	}
	for i := range seconds { // of the first ones, who are told apart by nothing else
		j := &p.joins[i]
		second, how := p.again(*j)
		if j.Birthday == (member.Birthday{}) {
			j.Birthday = second.Birthday
		}
		if how == "the e-mail elsewhere" {
			j.Email = fmt.Sprintf("walks.at.night%d@qq.com", i)
			second.Email = fmt.Sprintf("walks.at.night%d@163.com", i)
		}
		if how == "no year" || how == "another phone" {
			j.Birthday.Month, j.Birthday.Day = second.Birthday.Month, second.Birthday.Day
		}
		p.same[[2]int{i, p.add(second)}] = how
	}
	for i := seconds; i < seconds+strangers/20; i++ { // who look alike and are not
		j, other := p.joins[i], p.stranger()
		switch i % 4 {
		case 0: // namesakes
			other.Name = j.Name
		case 1: // families: the surname, the store, numbers in a row
			name := []rune(j.Name)
			other.Name, other.Store, other.Phone = string(name[:1])+p.of(givenOften), j.Store, j.Phone[:10]+string('0'+(j.Phone[10]-'0'+1)%10)
		case 2: // born on one day
			other.Birthday = j.Birthday
		case 3: // twins
			name := []rune(j.Name)
			other.Name, other.Store, other.Birthday = string(name[:1])+p.of(givenOften), j.Store, j.Birthday
		}
		if at := p.add(other); i%4 == 1 || i%4 == 3 {
			p.family[i] = at
		}
	}
	return p
}

// TestPairsAreFoundWithFewMistakes reports how many of the second records are found, and
// how many of those that are found are right: by what people say of themselves, and by
// what they leave behind as well, which must not be worse in either.
func TestPairsAreFoundWithFewMistakes(t *testing.T) {
	t.Parallel()
	const precisionFloor, recallFloor = 0.93, 0.88
	p := newPeople(20260310, 3000, 300)
	said := p.find(t, nil)
	left := p.find(t, p.leave())
	for name, f := range map[string]found{"by what is said": said, "by what is left behind, too": left} {
		t.Logf("%s: %d records, %d of them second ones: %d pairs found, precision %.3f, recall %.3f; missed %v", name, len(p.joins), len(p.same), f.pairs, f.precision, f.recall, f.missed)
		if f.precision < precisionFloor || f.recall < recallFloor {
			t.Errorf("%s: precision %.3f (floor %.2f), recall %.3f (floor %.2f)", name, f.precision, precisionFloor, f.recall, recallFloor)
		}
	}
	if left.precision < said.precision || left.recall < said.recall+0.01 {
		t.Errorf("what is left behind made precision %.3f of %.3f and recall %.3f of %.3f", left.precision, said.precision, left.recall, said.recall)
	}
}

// leftBehind is what people leave behind: marks, and what they bought that few buy.
type leftBehind struct {
	marks  [][]member.Mark
	bought [][]member.Bought
}

// leave lets people leave behind what they do. Second records do so as they come about: half
// with the device or the wallet of the first. Families share a tablet, a card and what
// they eat; so do forty strangers a shop's tablet, and a street a corner shop.
func (p *people) leave() *leftBehind {
	n := len(p.joins)
	l := &leftBehind{make([][]member.Mark, n), make([][]member.Bought, n)}
	names := 0
	mark := func(kind member.MarkKind, of ...int) {
		names++
		for _, i := range of {
			l.marks[i] = append(l.marks[i], member.Mark{Kind: kind, System: "wechat", Name: fmt.Sprint("n", names)})
		}
	}
	buy := func(of ...int) {
		for range 2 {
			article := int64(p.random.IntN(4000))
			for _, i := range of {
				l.bought[i] = append(l.bought[i], member.Bought{Article: article, Store: int64(p.joins[of[0]].Store), Share: 0.001})
			}
		}
	}
	chance := func(percent int) bool { return p.random.IntN(100) < percent }
	for i := range n {
		mark(member.DeviceMark, i)
		mark(member.PayerMark, i)
		buy(i)
	}
	together := func(percent int, of ...int) {
		if chance(percent) {
			mark(member.DeviceMark, of...)
		}
		if chance(percent) {
			mark(member.PayerMark, of...)
		}
		if chance(percent / 2) {
			buy(of...)
		}
	}
	for _, pair := range slices.SortedFunc(maps.Keys(p.same), func(a, b [2]int) int { return slices.Compare(a[:], b[:]) }) {
		together(50, pair[0], pair[1])
	}
	for _, one := range slices.Sorted(maps.Keys(p.family)) { // of one surname, or twins
		together(50, one, p.family[one])
	}
	for i := 1000; i < 1600; i += 3 { // who live together, of several names
		together(60, i, i+1, i+2)
	}
	tablet := make([]int, 40)
	for i := range tablet {
		tablet[i] = 2000 + i
	}
	mark(member.DeviceMark, tablet...)
	return l
}

// found is how a search did.
type found struct {
	pairs             int
	precision, recall float64
	missed            map[string]int
}

// find lets people join a shop of their own and leave behind what they do, and looks for
// who is whom.
func (p *people) find(t *testing.T, l *leftBehind) found {
	t.Helper()
	b := setup(t)
	joined := b.joinMany(p.joins...)
	place := map[member.ID]int{}
	for i, j := range joined {
		if j.Known {
			t.Fatalf("person %d is another", i)
		}
		place[j.ID] = i
	}
	if _, err := b.IndexNames(t.Context()); err != nil {
		t.Fatal(err)
	}
	if l != nil {
		b.in(func(ctx context.Context, tx postgres.Tx) error {
			for i, j := range joined {
				if err := b.LeaveMarks(ctx, tx, j.ID, l.marks[i]...); err != nil {
					return err
				}
			}
			return nil
		})
		b.AskPurchases(func(_ context.Context, _ postgres.Querier, ids ...member.ID) (map[member.ID][]member.Bought, error) {
			of := map[member.ID][]member.Bought{}
			for _, id := range ids {
				of[id] = l.bought[place[id]]
			}
			return of, nil
		})
	}
	if _, err := b.FindTwins(t.Context()); err != nil {
		t.Fatal(err)
	}
	f := found{missed: map[string]int{}}
	for _, how := range p.same {
		f.missed[how]++
	}
	right := 0
	for _, w := range b.twins(member.TwinOpen) {
		f.pairs++
		pair := [2]int{place[w.Member], place[w.Other]}
		slices.Sort(pair[:])
		if how, ok := p.same[pair]; ok {
			right++
			f.missed[how]--
		}
	}
	f.precision, f.recall = float64(right)/float64(f.pairs), float64(right)/float64(len(p.same))
	return f
}

func (b *bundle) twins(in member.TwinState) (all []member.Twin) {
	b.t.Helper()
	var after member.TwinPlace
	for {
		page, err := b.Twins(b.t.Context(), b.db, in, after, 100)
		if err != nil {
			b.t.Fatal(err)
		}
		all = append(all, page...)
		if len(page) < 100 {
			return all
		}
		last := page[len(page)-1]
		after = member.TwinPlace{Score: last.Score, Member: last.Member, Other: last.Other}
	}
}

// TestWhatIsJudgedOfAPairIsRemembered: apart stays apart, later comes back, who was
// merged is gone, and who was parted is not proposed again; a search that was cut
// off goes on, one that was done rests.
func TestWhatIsJudgedOfAPairIsRemembered(t *testing.T) {
	t.Parallel()
	b := setup(t)
	now := b.deps.Clock.(*clock.Fake)
	born := member.Birthday{Year: 1990, Month: 5, Day: 17}
	wang := b.must(member.Join{Name: "欧阳小明", Phone: "15800000001", Birthday: born})
	again := b.must(member.Join{Name: "欧阳晓明", Phone: "15900000002", Birthday: born})
	third := b.must(member.Join{Name: "欧阳小明", Phone: "15700000003", Birthday: born})
	for i := range 60 { // whom nobody asked for anything: too many to compare
		b.must(member.Join{Name: "测试", Phone: phoneOf(i), Birthday: member.Birthday{Year: 2000, Month: 1, Day: 1}})
	}
	search := func() {
		t.Helper()
		now.Advance(25 * time.Hour)
		if _, err := b.FindTwins(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	judge := func(x, y member.ID, state member.TwinState) (err error) {
		return b.db.InTx(t.Context(), func(tx postgres.Tx) error {
			_, err = b.JudgeTwin(t.Context(), tx, x, y, state, 7)
			return err
		})
	}
	ids := func(in member.TwinState) (pairs [][2]member.ID) {
		for _, w := range b.twins(in) {
			pairs = append(pairs, [2]member.ID{w.Member, w.Other})
		}
		slices.SortFunc(pairs, func(a, b [2]member.ID) int { return slices.Compare(a[:], b[:]) })
		return pairs
	}
	expect := func(in member.TwinState, want ...[2]member.ID) {
		t.Helper()
		if got := ids(in); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", in, got, want)
		}
	}
	first, second, others := [2]member.ID{wang.ID, again.ID}, [2]member.ID{wang.ID, third.ID}, [2]member.ID{again.ID, third.ID}
	search()
	expect(member.TwinOpen, first, second, others)
	run, _, err := b.TwinRun(t.Context(), b.db)
	if err != nil || run.CutBlocks == 0 || run.LargestBlock != 60 || run.EndedAt.IsZero() {
		t.Errorf("%+v, %v", run, err)
	}
	if err := errors.Join(judge(wang.ID, again.ID, member.TwinApart), judge(third.ID, wang.ID, member.TwinLater)); err != nil {
		t.Fatal(err)
	}
	if err := judge(wang.ID, 1, member.TwinApart); !errors.Is(err, member.ErrNoTwin) {
		t.Errorf("strangers: %v", err)
	}
	search()
	expect(member.TwinOpen, others)
	expect(member.TwinLater, second)
	expect(member.TwinApart, first)
	now.Advance(7 * 24 * time.Hour)
	expect(member.TwinOpen, second, others)
	if err := judge(wang.ID, again.ID, member.TwinOpen); err != nil { // taken back
		t.Fatal(err)
	}
	expect(member.TwinOpen, first, second, others)

	var m member.Merge
	b.in(func(ctx context.Context, tx postgres.Tx) (err error) {
		m, err = b.Merge(ctx, tx, wang.ID, again.ID, "one person", 7)
		return err
	})
	expect(member.TwinOpen, second)
	if err := judge(wang.ID, again.ID, member.TwinApart); !errors.Is(err, member.ErrNoTwin) {
		t.Errorf("one already: %v", err)
	}
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		_, err := b.Unmerge(ctx, tx, m.ID, "two people", 7)
		return err
	})
	search()
	expect(member.TwinOpen, second, others)
	expect(member.TwinApart, first)
}

// TestWhatIsJudgedGoesAlongInAMerge: whom somebody is not, the one he is merged into
// is not either; when that merge is undone it is asked again.
func TestWhatIsJudgedGoesAlongInAMerge(t *testing.T) {
	t.Parallel()
	b := setup(t)
	now := b.deps.Clock.(*clock.Fake)
	born := member.Birthday{Year: 1990, Month: 5, Day: 17}
	one := b.must(member.Join{Name: "欧阳小明", Phone: "15800000001", Birthday: born})
	two := b.must(member.Join{Name: "欧阳晓明", Phone: "15900000002", Birthday: born})
	other := b.must(member.Join{Name: "欧阳小明", Phone: "15700000003", Birthday: born})
	pairs := func(in member.TwinState) (list [][2]member.ID) {
		for _, w := range b.twins(in) {
			list = append(list, [2]member.ID{w.Member, w.Other})
		}
		slices.SortFunc(list, func(a, b [2]member.ID) int { return slices.Compare(a[:], b[:]) })
		return list
	}
	search := func() {
		t.Helper()
		now.Advance(25 * time.Hour)
		if _, err := b.FindTwins(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	search()
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		_, err := b.JudgeTwin(ctx, tx, two.ID, other.ID, member.TwinApart, 7)
		return err
	})
	var m member.Merge
	b.in(func(ctx context.Context, tx postgres.Tx) (err error) {
		m, err = b.Merge(ctx, tx, one.ID, two.ID, "one person", 7)
		return err
	})
	search()
	third := [2]member.ID{one.ID, other.ID}
	if open, apart := pairs(member.TwinOpen), pairs(member.TwinApart); len(open) != 0 || !slices.Equal(apart, [][2]member.ID{third}) {
		t.Errorf("merged: open %v, apart %v; want %v apart", open, apart, third)
	}
	b.in(func(ctx context.Context, tx postgres.Tx) error {
		_, err := b.Unmerge(ctx, tx, m.ID, "two people", 7)
		return err
	})
	apart := [][2]member.ID{{one.ID, two.ID}, {two.ID, other.ID}}
	if open, got := pairs(member.TwinOpen), pairs(member.TwinApart); !slices.Equal(open, [][2]member.ID{third}) || !slices.Equal(got, apart) {
		t.Errorf("parted: open %v, apart %v; want %v open and %v apart", open, got, third, apart)
	}
}

// TestWhoSharesAnAddressIsCompared: an address counts however it is written, families
// are not taken for one person, and an address that is gone says nothing.
func TestWhoSharesAnAddressIsCompared(t *testing.T) {
	t.Parallel()
	b := setup(t)
	now := b.deps.Clock.(*clock.Fake)
	one := b.must(member.Join{Name: "司徒慧敏", Phone: "15800000001"})
	again := b.must(member.Join{Name: "司徒慧敏", Phone: "13911112222"})
	child := b.must(member.Join{Name: "司徒子轩", Phone: "15700000003", Birthday: member.Birthday{Year: 2012, Month: 3, Day: 9}})
	for i := range 40 {
		b.must(member.Join{Name: surnamesOften[i] + givenOften[i], Phone: phoneOf(i)})
	}
	live := func(of member.ID, a member.Address) (id member.AddressID) {
		t.Helper()
		b.in(func(ctx context.Context, tx postgres.Tx) (err error) {
			a.Recipient = "收件人"
			id, err = b.SaveAddress(ctx, tx, of, 0, 0, a, true, "test")
			return err
		})
		return id
	}
	search := func() (found []member.Twin) {
		t.Helper()
		now.Advance(25 * time.Hour)
		if _, err := b.FindTwins(t.Context()); err != nil {
			t.Fatal(err)
		}
		return b.twins(member.TwinOpen)
	}
	if found := search(); len(found) != 0 {
		t.Errorf("by the name alone: %+v", found)
	}
	live(one.ID, member.Address{Line: "上海市徐汇区天钥桥路 580 号 3-502 室"})
	moved := live(again.ID, member.Address{Division: "310104", Line: "天钥桥路５８０号，3－502室"})
	live(child.ID, member.Address{Division: "310104", Line: "天钥桥路580号3-502室"})
	found := search()
	if len(found) != 1 || found[0].Member != one.ID || found[0].Other != again.ID ||
		!slices.ContainsFunc(found[0].Evidence, func(e member.TwinEvidence) bool { return e.Code == "home_same" && e.Weight > 700 }) {
		t.Errorf("at one address: %+v, want %d and %d", found, one.ID, again.ID)
	}
	b.in(func(ctx context.Context, tx postgres.Tx) error { return b.ForgetAddress(ctx, tx, again.ID, moved) })
	if found := search(); len(found) != 0 {
		t.Errorf("when the address is gone: %+v", found)
	}
}
