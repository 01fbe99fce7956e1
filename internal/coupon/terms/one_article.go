package terms

// Article returns the one article that these goods are, where they are no choice.
func (g Goods) Article() (code string, ok bool) {
	if len(g.Articles) != 1 || len(g.Categories) > 0 || len(g.Brands) > 0 {
		return "", false
	}
	return g.Articles[0], true
}
