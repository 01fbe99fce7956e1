package terms

import "slices"

// Goods names what is sold, in three ways; any match counts.
type Goods struct {
	Articles   []string `json:"articles,omitempty"`
	Categories []string `json:"categories,omitempty"` // with everything below them
	Brands     []string `json:"brands,omitempty"`
}

// Item is what Goods must know of something that is sold.
type Item struct {
	Article    string
	Categories []string // its own and every one above
	Brand      string
}

// Empty reports whether nothing is named.
func (g Goods) Empty() bool { return len(g.Articles)+len(g.Categories)+len(g.Brands) == 0 }

// Match reports whether an item is named.
func (g Goods) Match(i Item) bool {
	return slices.Contains(g.Articles, i.Article) || i.Brand != "" && slices.Contains(g.Brands, i.Brand) ||
		slices.ContainsFunc(g.Categories, func(c string) bool { return slices.Contains(i.Categories, c) })
}
