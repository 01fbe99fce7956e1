package sample

import "time"

// Text is a name in both languages of the product.
type Text struct {
	ZH string // zh-CN
	EN string // en
}

// Retailer is the small world in which orders happen: who sells what, where, through
// which channels. Orders point into its lists by index.
type Retailer struct {
	Name       Text
	Brands     []Brand
	Regions    []Region
	Stores     []Store
	Channels   []Channel
	Categories []Category
	Articles   []Article
}

// Brand is a sign over doors and a name on goods.
type Brand struct {
	Code string
	Name Text
}

// Region groups the stores of neighbouring provinces.
type Region struct {
	Code string
	Name Text
}

// Store is one shop. The first one is the flagship: it sells both brands, and the web
// shop's parcels leave from it.
type Store struct {
	Code     string // S01 …, also the start of its order numbers
	Name     Text
	City     Text
	Brand    int
	Region   int
	OpenedAt time.Time // local midnight of the first day
	Opens    time.Duration
	Closes   time.Duration // since local midnight
	Zone     string        // IANA name
	Tills    int

	site      int     // its row in sites: stores of one city share members
	size      float64 // customers on an ordinary day, relative to the others
	firstDay  int     // OpenedAt as a day of the calendar; negative before it begins
	menu      menu
	tillCodes []string
	cashiers  []string
}

// Channel is a way of buying.
type Channel struct {
	Code string
	Name Text
}

// The channels, as indexes into Retailer.Channels.
const (
	Till = iota
	MiniProgram
	App
	DeliveryPlatform
	WebShop
	channelCount
)

// Category is a node of the two-level tree; Parent is NoParent on the upper level.
type Category struct {
	Code   string
	Name   Text
	Parent int
}

// NoParent stands for the parent of a top category.
const NoParent = -1

// Article is one thing that has a price.
type Article struct {
	SKU      string
	Name     Text
	Brand    int
	Category int     // a leaf
	Cost     int64   // what it costs the retailer, fen
	Prices   []Price // oldest first; a second one where the price changed

	row *articleRow
}

// Price is a list price from an instant on.
type Price struct {
	From   time.Time
	Amount int64
}

// PriceAt is the list price at an instant; the first price holds for all time before.
func (a *Article) PriceAt(at time.Time) int64 {
	amount := a.Prices[0].Amount
	for _, p := range a.Prices[1:] {
		if !at.Before(p.From) {
			amount = p.Amount
		}
	}
	return amount
}

var retailerName = Text{"云岫茶咖", "Cloudridge Tea & Coffee"}

// The brands by index.
const (
	teaBrand = iota
	coffeeBrand
)

var brands = []Brand{
	{"TEA", Text{"云岫茶", "Cloudridge Tea"}},
	{"COFFEE", Text{"半日豆咖啡", "Halfday Beans Coffee"}},
}

var channels = [channelCount]Channel{
	Till:             {"till", Text{"门店收银", "Store till"}},
	MiniProgram:      {"miniapp", Text{"微信小程序自取", "WeChat mini-program"}},
	App:              {"app", Text{"手机 App", "Mobile app"}},
	DeliveryPlatform: {"delivery", Text{"外卖平台", "Delivery platform"}},
	WebShop:          {"webshop", Text{"网上商城", "Web shop"}},
}
