package sample

import (
	"errors"
	"fmt"
	"hash/fnv"
	"reflect"
	"strings"
	"testing"
	"time"
)

// testEnd is the end of all tests' records: a Sunday, so that 18 months hold two 端午 and
// two 中秋, one 春节 and no part of a day.
var testEnd = time.Date(2026, time.November, 1, 0, 0, 0, 0, Shanghai())

// goldenHash stands for the members and timelines of Small. When a change of the process
// is meant, take the hash that the test prints; docs and screenshots follow.
const goldenHash = "b6a57d79c62b903c"

func TestSmallIsWhatItWasYesterday(t *testing.T) {
	t.Parallel()
	g := New(Small(testEnd))
	hash := fnv.New64a()
	for m := range g.Members() {
		fmt.Fprintln(hash, describeMember(m))
	}
	for timeline := range g.Customers() {
		fmt.Fprint(hash, describe(timeline))
	}
	if got := fmt.Sprintf("%016x", hash.Sum64()); got != goldenHash {
		t.Errorf("the sample has changed: hash %s, was %s. It begins with\n%s\n%s",
			got, goldenHash, describeMember(g.Member(0)), describe(g.Timeline(0)))
	}
}

func describeMember(m Member) string { return fmt.Sprintf("%+v", m) }

func describe(timeline Timeline) string {
	var b strings.Builder
	for _, r := range timeline.Records {
		if r.Order != nil {
			fmt.Fprintf(&b, "order  %+v\n", *r.Order)
		} else {
			fmt.Fprintf(&b, "refund %+v\n", *r.Refund)
		}
	}
	return b.String()
}

func TestTheSameConfigGivesTheSame(t *testing.T) {
	t.Parallel()
	a, b := New(Small(testEnd)), New(Small(testEnd))

	t.Run("for_members_and_their_timelines_asked_in_any_order", func(t *testing.T) {
		t.Parallel()
		for i := a.Config().Members - 1; i >= 0; i-- {
			if !reflect.DeepEqual(a.Member(i), b.Member(i)) || !reflect.DeepEqual(a.Timeline(i), b.Timeline(i)) {
				t.Fatalf("member %d differs", i)
			}
		}
		i := 0
		for timeline := range b.Customers() {
			if timeline.Member == NoMember {
				break
			}
			if !reflect.DeepEqual(timeline, a.Timeline(i)) {
				t.Fatalf("member %d differs when all are asked for", i)
			}
			i++
		}
	})
	t.Run("whatever_the_clock_time_of_the_end", func(t *testing.T) {
		t.Parallel()
		c := New(Small(testEnd.Add(15*time.Hour + 4*time.Minute)))
		if describe(a.Timeline(7)) != describe(c.Timeline(7)) {
			t.Error("the clock time of End changed the sample")
		}
	})
	t.Run("but_another_seed_gives_another", func(t *testing.T) {
		t.Parallel()
		config := Small(testEnd)
		config.Seed++
		if other := New(config); describeMember(a.Member(3)) == describeMember(other.Member(3)) {
			t.Error("the seed changed nothing")
		}
	})
}

func TestStoppingEarlyIsAllowed(t *testing.T) {
	t.Parallel()
	g := New(Small(testEnd))
	for range g.Customers() {
		break
	}
	for range g.Members() {
		break
	}
}

func TestEverySizeHolds(t *testing.T) {
	t.Parallel()
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	sizes := map[string]Config{
		"one_store_ten_members_fifty_orders": {Seed: 1, Months: 3, Stores: 1, Members: 10, Orders: 50},
		"one_of_each":                        {Seed: 2, Months: 1, Stores: 1, Members: 1, Orders: 1},
		"no_orders_at_all":                   {Seed: 3, Months: 1, Stores: 2, Members: 5, Orders: 0},
		"more_members_than_orders":           {Seed: 4, Months: 2, Stores: 2, Members: 500, Orders: 60},
		"one_member_with_many_orders":        {Seed: 5, Months: 1, Stores: 1, Members: 1, Orders: 3_000},
		"more_stores_than_sites":             {Seed: 6, Months: 4, Stores: 120, Members: 300, Orders: 4_000},
		"ten_years":                          {Seed: 7, Months: 120, Stores: 5, Members: 400, Orders: 8_000},
		"a_zone_that_changes_its_clocks":     {Seed: 8, Months: 13, Stores: 6, Members: 300, Orders: 6_000, Zone: london},
	}
	for name, config := range sizes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			config.End = testEnd
			inspect(t, New(config))
		})
	}
}

func TestManySeedsHold(t *testing.T) {
	t.Parallel()
	for seed := range uint64(25) {
		config := Small(testEnd.AddDate(0, 0, int(seed)*17))
		config.Seed = seed
		t.Run(fmt.Sprintf("seed_%d", seed), func(t *testing.T) {
			t.Parallel()
			inspect(t, New(config))
		})
	}
}

func TestValidate(t *testing.T) {
	t.Parallel()
	if err := Default(testEnd).Validate(); err != nil {
		t.Errorf("Default: %v", err)
	}
	wrong := map[string]func(*Config){
		"no_months":      func(c *Config) { c.Months = 0 },
		"no_stores":      func(c *Config) { c.Stores = 0 },
		"no_members":     func(c *Config) { c.Members = 0 },
		"fewer_than_0":   func(c *Config) { c.Orders = -1 },
		"too_many":       func(c *Config) { c.Orders = maxOrders + 1 },
		"no_end":         func(c *Config) { c.End = time.Time{} },
		"far_in_the_sky": func(c *Config) { c.End = testEnd.AddDate(300, 0, 0) },
	}
	for name, spoil := range wrong {
		t.Run(name+"_is_refused", func(t *testing.T) {
			t.Parallel()
			c := Small(testEnd)
			spoil(&c)
			if err := c.Validate(); !errors.Is(err, ErrConfig) {
				t.Errorf("Validate gave %v", err)
			}
			defer func() {
				if recover() == nil {
					t.Error("New took it")
				}
			}()
			New(c)
		})
	}
}
