package bench

import (
	"bufio"
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"

	"habitue/internal/sample"
)

// Openings measures how members of an earlier system come with what they had: a file of
// the sample's people with points, growth, stored value and a tier, brought in by a
// process of its own into a new private PostgreSQL that syncs as it does for merchants.
func Openings(ctx context.Context, o ImportOptions, members int) (r ImportReport, err error) {
	r = ImportReport{Bench: "import members", Machine: thisMachine(o.PGBin), File: "sample"}
	err = scratch(ctx, func(dir string) error {
		file := filepath.Join(dir, "members.csv")
		if err := writeMembers(file, members); err != nil {
			return fmt.Errorf("make a file of members: %w", err)
		}
		return r.measure(ctx, o, "members", file, filepath.Join(dir, "data"))
	})
	return r, err
}

// memberHeading is how a Chinese system would export its members.
var memberHeading = []string{"会员编号", "手机号", "姓名", "生日", "注册时间", "开卡门店", "可用积分", "积分到期日", "成长值", "储值余额", "赠送余额", "会员等级", "等级有效期至"}

// openingTiers are held as retailers' members hold them: most have none.
var openingTiers = []string{"普通", "普通", "普通", "普通", "普通", "普通", "银卡", "银卡", "金卡", "钻石"}

func writeMembers(path string, members int) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	buffered := bufio.NewWriterSize(file, 1<<20)
	out := csv.NewWriter(buffered)
	if err := out.Write(memberHeading); err != nil {
		return err
	}
	c := sample.Default(sampleEnd)
	c.Members, c.Orders = members, 0 // only the people are wanted
	g := sample.New(c)
	stores := g.Retailer().Stores
	for m := range g.Members() {
		i := m.Index
		tier, until := openingTiers[i%len(openingTiers)], ""
		if tier != openingTiers[0] {
			until = "2099-06-30"
		}
		principal, bonus := "", ""
		if i%5 == 0 {
			principal, bonus = fmt.Sprintf("%d.%02d", i%700, i%100), fmt.Sprintf("%d.00", i%50)
		}
		row := []string{fmt.Sprint(1_000_000 + i), m.Phone, m.Name, m.Birthday, m.JoinedAt.In(c.Zone).Format("2006-01-02 15:04:05"), stores[m.Store].Code,
			fmt.Sprint(i * 7919 % 5000), "2099-12-31", fmt.Sprint(i * 104729 % 9000), principal, bonus, tier, until}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return err
	}
	if err := buffered.Flush(); err != nil {
		return err
	}
	return file.Close()
}
