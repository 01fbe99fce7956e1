package sample

// The sections of the shop: the upper level of the category tree, and what a customer
// decides for before he decides for an article.
const (
	teaSection = iota
	coffeeSection
	bakerySection
	snackSection
	pantrySection
	giftSection
	merchandiseSection
	sectionCount
)

// The leaves, as indexes into leaves.
const (
	fruitTea = iota
	milkTea
	pureTea
	foamTea
	espresso
	brewed
	creative
	bread
	cake
	lightMeal
	nuts
	biscuits
	looseTea
	teaBags
	beans
	dripBags
	feastBox
	giftBox
	cups
	goods
	leafCount
)

var sections = [sectionCount]Category{
	teaSection:         {"tea", Text{"茶饮", "Tea drinks"}, NoParent},
	coffeeSection:      {"coffee", Text{"咖啡", "Coffee"}, NoParent},
	bakerySection:      {"bakery", Text{"烘焙", "Bakery"}, NoParent},
	snackSection:       {"snack", Text{"零食", "Snacks"}, NoParent},
	pantrySection:      {"pantry", Text{"茶叶与咖啡豆", "Tea leaves and beans"}, NoParent},
	giftSection:        {"gift", Text{"礼盒", "Gift boxes"}, NoParent},
	merchandiseSection: {"merchandise", Text{"杯具周边", "Cups and merchandise"}, NoParent},
}

// leaf is a category on the lower level; prefix begins the SKUs of its articles.
type leaf struct {
	section int
	code    string
	prefix  string
	name    Text
}

var leaves = [leafCount]leaf{
	fruitTea:  {teaSection, "fruit-tea", "FT", Text{"鲜果茶", "Fruit tea"}},
	milkTea:   {teaSection, "milk-tea", "MT", Text{"奶茶", "Milk tea"}},
	pureTea:   {teaSection, "pure-tea", "PT", Text{"原叶茶", "Pure tea"}},
	foamTea:   {teaSection, "foam-tea", "CT", Text{"芝士奶盖茶", "Cheese-foam tea"}},
	espresso:  {coffeeSection, "espresso", "ES", Text{"意式咖啡", "Espresso drinks"}},
	brewed:    {coffeeSection, "brewed-coffee", "BC", Text{"手冲与冷萃", "Pour-over and cold brew"}},
	creative:  {coffeeSection, "creative-coffee", "CC", Text{"特调咖啡", "Signature coffee"}},
	bread:     {bakerySection, "bread", "BR", Text{"面包", "Bread"}},
	cake:      {bakerySection, "cake", "CK", Text{"蛋糕甜点", "Cakes and desserts"}},
	lightMeal: {bakerySection, "light-meal", "LM", Text{"三明治轻食", "Sandwiches"}},
	nuts:      {snackSection, "nuts", "NU", Text{"坚果果干", "Nuts and dried fruit"}},
	biscuits:  {snackSection, "biscuits", "BI", Text{"茶点饼干", "Biscuits"}},
	looseTea:  {pantrySection, "loose-tea", "LT", Text{"散装茶叶", "Loose tea"}},
	teaBags:   {pantrySection, "tea-bags", "TB", Text{"袋泡茶", "Tea bags"}},
	beans:     {pantrySection, "beans", "BN", Text{"咖啡豆", "Coffee beans"}},
	dripBags:  {pantrySection, "drip-bags", "DB", Text{"挂耳咖啡", "Drip bags"}},
	feastBox:  {giftSection, "feast-box", "FB", Text{"节令礼盒", "Festival boxes"}},
	giftBox:   {giftSection, "gift-box", "GB", Text{"四季礼盒", "All-year boxes"}},
	cups:      {merchandiseSection, "cups", "CU", Text{"杯壶", "Cups and pots"}},
	goods:     {merchandiseSection, "goods", "GD", Text{"周边", "Merchandise"}},
}

// buildCategories lists the tree: sections first, then leaves, so that the category of
// leaf n has the index sectionCount+n.
func buildCategories() []Category {
	list := append([]Category{}, sections[:]...)
	for _, l := range leaves {
		list = append(list, Category{l.code, l.name, l.section})
	}
	return list
}
