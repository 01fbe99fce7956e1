package sample

import (
	"fmt"
	"time"
	_ "time/tzdata" // the shop's zone must be known on a machine without zoneinfo

	"habitue/internal/platform/errs"
)

// Config is all that the sample depends on: the same Config gives the same retailer,
// members and orders, on any machine and in any order of asking.
type Config struct {
	Seed    uint64
	End     time.Time      // the first day without orders; its clock time is ignored
	Months  int            // how long before End the orders begin
	Stores  int            // stores open at End
	Members int            // members who joined before End
	Orders  int            // orders in all; WithoutMember of them belong to nobody
	Zone    *time.Location // the shop's zone: opening hours, member days, order numbers
}

// WithoutMember is the share of orders that nobody showed a card for.
const WithoutMember = 0.40

// What a Config may ask for. The limits keep phones, order numbers and the plan of visits
// inside their types (number in place.go packs the last two into one word) and inside an
// ordinary machine's memory.
const (
	maxMonths  = 120
	maxStores  = 999
	maxMembers = 20_000_000
	maxOrders  = 30_000_000
)

// ErrConfig refuses a size that the generator cannot make sense of.
var ErrConfig = errs.New(errs.Invalid, "sample.config")

// Default is the retailer of the demo: 20 stores, 20,000 members, 300,000 orders in
// the 18 months before the local day of end.
func Default(end time.Time) Config {
	return Config{Seed: 20, End: end, Months: 18, Stores: 20, Members: 20_000, Orders: 300_000, Zone: Shanghai()}
}

// Small is the same trade in the size of a test: 3 stores, 200 members, 3,000 orders
// in 8 months. It takes about ten milliseconds.
func Small(end time.Time) Config {
	return Config{Seed: 20, End: end, Months: 8, Stores: 3, Members: 200, Orders: 3_000, Zone: Shanghai()}
}

// Shanghai is the zone of the sample's stores unless a Config says otherwise.
func Shanghai() *time.Location {
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		panic(fmt.Errorf("load the zone that is compiled in: %w", err))
	}
	return zone
}

// Validate refuses what New cannot serve, with ErrConfig naming the field.
func (c Config) Validate() error {
	limits := []struct {
		field         string
		value, lo, hi int
	}{
		{"months", c.Months, 1, maxMonths},
		{"stores", c.Stores, 1, maxStores},
		{"members", c.Members, 1, maxMembers},
		{"orders", c.Orders, 0, maxOrders},
	}
	for _, l := range limits {
		if l.value < l.lo || l.value > l.hi {
			return ErrConfig.Field(l.field, "out_of_range", "value", l.value, "from", l.lo, "to", l.hi)
		}
	}
	if year := c.End.Year(); year < 1950 || year > 2099 {
		return ErrConfig.Field("end", "out_of_range", "value", year, "from", 1950, "to", 2099)
	}
	return nil
}

// period returns the local midnights at which the records begin and end.
func (c Config) period() (start, end time.Time) {
	y, m, d := c.End.In(c.Zone).Date()
	end = time.Date(y, m, d, 0, 0, 0, 0, c.Zone)
	return time.Date(y, m-time.Month(c.Months), d, 0, 0, 0, 0, c.Zone), end
}
