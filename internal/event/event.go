package event

import (
	"strings"
	"time"
	"unicode/utf8"

	"habitue/internal/member"
)

// Deed is what a report does.
type Deed string

// The deeds.
const (
	Track    Deed = "track"    // something was done
	Page     Deed = "page"     // a page was opened
	Screen   Deed = "screen"   // the same in an app
	Identify Deed = "identify" // somebody is known from now on
	Alias    Deed = "alias"    // two ids are one's
	Group    Deed = "group"    // somebody belongs to a company; nothing is kept of it
)

// Kind is what was done, in the words of a shop.
type Kind string

// The kinds.
const (
	ViewedPage      Kind = "page_viewed"
	ViewedProduct   Kind = "product_viewed"
	ClickedProduct  Kind = "product_clicked"
	ViewedList      Kind = "list_viewed"
	Searched        Kind = "searched"
	Added           Kind = "product_added"
	Removed         Kind = "product_removed"
	ViewedCart      Kind = "cart_viewed"
	Wished          Kind = "wishlist_added"
	Unwished        Kind = "wishlist_removed"
	StartedCheckout Kind = "checkout_started"
	Checking        Kind = "checkout_step"
	Ordered         Kind = "order_completed"
	Refunded        Kind = "order_refunded"
	Cancelled       Kind = "order_cancelled"
	EnteredCoupon   Kind = "coupon_entered"
	AppliedCoupon   Kind = "coupon_applied"
	DeniedCoupon    Kind = "coupon_denied"
	RemovedCoupon   Kind = "coupon_removed"
	ViewedOffer     Kind = "promotion_viewed"
	ClickedOffer    Kind = "promotion_clicked"
	Shared          Kind = "shared"
	Reviewed        Kind = "product_reviewed"
	Other           Kind = "other"
)

// spec are the names of the e-commerce spec and what they mean, as they are compared.
var spec = map[string]Kind{
	"product viewed": ViewedProduct, "viewed product": ViewedProduct,
	"product clicked":     ClickedProduct,
	"product list viewed": ViewedList, "viewed product category": ViewedList, "product list filtered": ViewedList,
	"products searched": Searched,
	"product added":     Added, "added product": Added, "wishlist product added to cart": Added,
	"product removed": Removed, "removed product": Removed,
	"cart viewed":               ViewedCart,
	"product added to wishlist": Wished, "product removed from wishlist": Unwished,
	"checkout started":     StartedCheckout,
	"checkout step viewed": Checking, "checkout step completed": Checking, "payment info entered": Checking,
	"order completed": Ordered, "completed order": Ordered,
	"order refunded": Refunded, "order cancelled": Cancelled,
	"coupon entered": EnteredCoupon, "coupon applied": AppliedCoupon, "coupon denied": DeniedCoupon, "coupon removed": RemovedCoupon,
	"promotion viewed": ViewedOffer, "promotion clicked": ClickedOffer,
	"product shared": Shared, "cart shared": Shared,
	"product reviewed": Reviewed,
}

// KindOf is what a name of a tracked event means; Other where no shop knows it.
func KindOf(name string) Kind {
	if kind, ok := spec[strings.ToLower(strings.Join(strings.Fields(name), " "))]; ok {
		return kind
	}
	return Other
}

// groups are the kinds that are looked for together.
var groups = map[string][]Kind{
	"page":     {ViewedPage},
	"product":  {ViewedProduct, ClickedProduct, ViewedList, Wished, Unwished, Shared, Reviewed},
	"search":   {Searched},
	"cart":     {Added, Removed, ViewedCart},
	"checkout": {StartedCheckout, Checking, Ordered, Refunded, Cancelled},
	"offer":    {EnteredCoupon, AppliedCoupon, DeniedCoupon, RemovedCoupon, ViewedOffer, ClickedOffer},
	"other":    {Other},
}

// KindsIn are the kinds of a group; none where there is no such group.
func KindsIn(group string) []Kind { return groups[group] }

// Report is one message as a source sends it, read.
type Report struct {
	Deed      Deed
	Key       string // by which it counts once; "": it is not recognised again
	User      string // who it was, as the source's system calls him
	Anonymous string // by what a browser or app knows itself
	Previous  string // of an alias: what he was called before
	At        time.Time
	Name      string
	About
}

// About is what is kept of what a report says. Whatever else it says is not.
type About struct {
	SKUs     []string
	Label    string // of a product, a page; what was looked for
	Path     string // of a page, without what stands behind ? and #
	Pieces   int
	Value    int64 // in minor units
	Currency string
}

// String keeps ids out of logs.
func (Report) String() string { return "event.Report" }

// GoString keeps ids out of logs.
func (Report) GoString() string { return "event.Report" }

// Source is who reports.
type Source struct {
	Key    int64       // the API key
	System member.Kind // whose ids the users' are: member.Card, or those of another system
}

// Event is what was done, as it is kept.
type Event struct {
	ID         int64
	Owner      int64 // a member, or minus a visitor
	Kind       Kind
	Name       string
	OccurredAt time.Time
	RecordedAt time.Time
	Source     int64
	About
}

// Bounds. An id is never shown; the others are cut.
const (
	longestID    = 255
	longestName  = 100
	longestLabel = 120
	longestPath  = 200
	longestSKU   = 64
	mostSKUs     = 50
	mostPieces   = 1_000_000
	mostValue    = 1_000_000_000_000
)

// check tells what is wrong with a report. Errors: ErrBadID, ErrNobody, ErrNameless.
func (r *Report) check() error {
	for _, id := range []string{r.User, r.Anonymous, r.Previous, r.Key} {
		if len(id) > longestID || !utf8.ValidString(id) {
			return ErrBadID.With("most", longestID)
		}
	}
	switch {
	case r.User == "" && r.Anonymous == "", r.Deed == Alias && (r.User == "" || r.Previous == ""):
		return ErrNobody
	case r.Deed == Track && strings.TrimSpace(r.Name) == "":
		return ErrNameless
	}
	return nil
}

// leaves reports whether a deed leaves an event, and not only says who somebody is.
func (d Deed) leaves() bool { return d == Track || d == Page || d == Screen }

// clean keeps of a report what may be kept.
func (r *Report) clean() {
	r.Name = harmless(r.Name, longestName)
	r.Label = harmless(r.Label, longestLabel)
	r.Path = harmlessPath(r.Path)
	var skus []string
	for _, sku := range r.SKUs {
		if sku = code(sku); sku != "" && len(skus) < mostSKUs {
			skus = append(skus, sku)
		}
	}
	r.SKUs = skus
	r.Pieces = min(max(r.Pieces, 0), mostPieces)
	if r.Currency == "" || r.Value < -mostValue || r.Value > mostValue {
		r.Value, r.Currency = 0, ""
	}
}

// kind is what a report is of.
func (r *Report) kind() Kind {
	if r.Deed == Track {
		return KindOf(r.Name)
	}
	return ViewedPage
}
