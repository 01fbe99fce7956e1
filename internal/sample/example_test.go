package sample_test

import (
	"fmt"
	"time"

	"habitue/internal/sample"
)

// Other packages' tests take Small, a fixed end and what they need of it.
func Example() {
	g := sample.New(sample.Small(time.Date(2026, time.November, 1, 0, 0, 0, 0, sample.Shanghai())))
	world := g.Retailer()
	fmt.Println(world.Name.EN, "has", len(world.Stores), "stores, the first is", world.Stores[0].Name.ZH)

	orders, walkIns := 0, 0
	for timeline := range g.Customers() {
		for _, r := range timeline.Records {
			switch {
			case r.Order == nil: // a refund
			case timeline.Member == sample.NoMember:
				walkIns++
			default:
				orders++
			}
		}
	}
	fmt.Println(orders, "orders of members and", walkIns, "of others")
	// Output:
	// Cloudridge Tea & Coffee has 3 stores, the first is 上海静安寺店
	// 1800 orders of members and 1200 of others
}
