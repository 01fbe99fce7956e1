package sample

// articleRow is one line of the price list. Popularity is relative within its section.
type articleRow struct {
	leaf       int
	name       Text
	yuan       int64
	costShare  int64 // percent of the price
	popularity float64
	served     served
	sold       sold
}

// served tells how the weather moves an article.
type served int

const (
	either served = iota
	iced
	hot
)

// sold tells when an article is on the shelf.
type sold int

const (
	always sold = iota
	inSpring
	inSummer
	inAutumn
	inWinter
	forSpringFestival
	forDragonBoat
	forMidAutumn
)

// months lists when the seasonal articles are sold; months run from–until, wrapping.
var months = [...]struct{ from, until int }{
	always: {1, 12}, inSpring: {3, 5}, inSummer: {5, 9}, inAutumn: {9, 11}, inWinter: {11, 2},
}

// feastOf says for which feast an article is made.
var feastOf = map[sold]feast{forSpringFestival: springFestival, forDragonBoat: dragonBoat, forMidAutumn: midAutumn}

// assortment is everything on sale: drinks of the two brands, then what both sell.
var assortment = append(append(append([]articleRow{}, teaDrinks...), coffeeDrinks...), shelfGoods...)

var teaDrinks = []articleRow{
	{fruitTea, Text{"满杯葡萄", "Grape Cup"}, 22, 34, 9, iced, always},
	{fruitTea, Text{"芒芒甘露", "Mango Pomelo Sago"}, 24, 36, 8, iced, inSummer},
	{fruitTea, Text{"手打柠檬茶", "Pounded Lemon Tea"}, 16, 24, 10, iced, always},
	{fruitTea, Text{"百香金桔", "Passion Fruit Kumquat"}, 17, 27, 6, either, always},
	{fruitTea, Text{"西瓜冰茶", "Watermelon Iced Tea"}, 19, 30, 7, iced, inSummer},
	{fruitTea, Text{"白桃乌龙", "White Peach Oolong"}, 20, 30, 8, iced, always},
	{fruitTea, Text{"草莓春茶", "Strawberry Spring Tea"}, 23, 37, 7, either, inSpring},
	{fruitTea, Text{"鲜橙四季春", "Orange Four-Season Tea"}, 18, 29, 5, iced, always},
	{fruitTea, Text{"热橙红茶", "Hot Orange Black Tea"}, 19, 29, 6, hot, inWinter},
	{fruitTea, Text{"石榴洛神", "Pomegranate Hibiscus"}, 20, 31, 4, either, inAutumn},
	{milkTea, Text{"招牌云岫奶茶", "Cloudridge Signature Milk Tea"}, 16, 26, 12, either, always},
	{milkTea, Text{"黑糖珍珠奶茶", "Brown Sugar Pearl Milk Tea"}, 18, 28, 11, either, always},
	{milkTea, Text{"茉莉轻乳茶", "Jasmine Light Milk Tea"}, 17, 26, 12, either, always},
	{milkTea, Text{"桂花酒酿奶茶", "Osmanthus Rice Wine Milk Tea"}, 20, 29, 8, hot, inAutumn},
	{milkTea, Text{"芋泥波波奶茶", "Taro Boba Milk Tea"}, 20, 32, 8, hot, always},
	{milkTea, Text{"烤奶乌龙", "Roasted Oolong Milk Tea"}, 17, 26, 7, hot, always},
	{milkTea, Text{"红豆姜汁奶茶", "Red Bean Ginger Milk Tea"}, 18, 27, 7, hot, inWinter},
	{milkTea, Text{"冰博克红茶", "Iced Condensed-Milk Black Tea"}, 19, 31, 5, iced, always},
	{milkTea, Text{"抹茶鲜奶", "Matcha Fresh Milk"}, 21, 33, 6, either, always},
	{milkTea, Text{"杏仁豆腐奶茶", "Almond Tofu Milk Tea"}, 19, 30, 4, either, always},
	{milkTea, Text{"青稞牛乳茶", "Highland Barley Milk Tea"}, 18, 29, 4, either, always},
	{pureTea, Text{"茉莉毛尖", "Jasmine Maojian"}, 12, 18, 6, either, always},
	{pureTea, Text{"四季春", "Four-Season Oolong"}, 11, 17, 6, either, always},
	{pureTea, Text{"金骏眉红茶", "Jin Jun Mei Black Tea"}, 15, 22, 4, hot, always},
	{pureTea, Text{"陈皮普洱", "Tangerine-Peel Pu'er"}, 15, 21, 4, hot, always},
	{pureTea, Text{"龙井冷泡", "Cold-Brewed Longjing"}, 16, 23, 5, iced, inSummer},
	{pureTea, Text{"凤凰单丛", "Phoenix Dancong"}, 18, 24, 3, hot, always},
	{pureTea, Text{"明前碧螺春", "Early-Spring Biluochun"}, 20, 28, 4, either, inSpring},
	{pureTea, Text{"白毫银针", "Silver Needle White Tea"}, 19, 27, 2, hot, always},
	{foamTea, Text{"芝士茉莉绿", "Cheese-Foam Jasmine Green"}, 21, 30, 6, iced, always},
	{foamTea, Text{"芝士葡萄冻", "Cheese-Foam Grape Jelly"}, 26, 37, 6, iced, always},
	{foamTea, Text{"芝士芒果", "Cheese-Foam Mango"}, 26, 38, 5, iced, inSummer},
	{foamTea, Text{"海盐奶盖乌龙", "Sea-Salt Foam Oolong"}, 20, 29, 5, either, always},
	{foamTea, Text{"奶盖可可红茶", "Cocoa Foam Black Tea"}, 21, 31, 5, hot, inWinter},
	{foamTea, Text{"芝士桃桃", "Cheese-Foam Peach"}, 25, 36, 5, iced, inSummer},
	{foamTea, Text{"咸蛋黄奶盖茶", "Salted Yolk Foam Tea"}, 24, 35, 2, either, always},
}

var coffeeDrinks = []articleRow{
	{espresso, Text{"美式咖啡", "Americano"}, 14, 20, 14, either, always},
	{espresso, Text{"冰美式", "Iced Americano"}, 14, 20, 12, iced, always},
	{espresso, Text{"拿铁", "Caffè Latte"}, 19, 27, 14, either, always},
	{espresso, Text{"燕麦拿铁", "Oat Latte"}, 22, 31, 9, either, always},
	{espresso, Text{"卡布奇诺", "Cappuccino"}, 19, 27, 6, hot, always},
	{espresso, Text{"澳白", "Flat White"}, 20, 27, 7, hot, always},
	{espresso, Text{"摩卡", "Caffè Mocha"}, 23, 31, 5, hot, always},
	{espresso, Text{"焦糖玛奇朵", "Caramel Macchiato"}, 24, 31, 5, either, always},
	{espresso, Text{"浓缩咖啡", "Espresso"}, 12, 18, 2, hot, always},
	{espresso, Text{"厚乳拿铁", "Thick-Milk Latte"}, 22, 32, 8, either, always},
	{brewed, Text{"耶加雪菲手冲", "Yirgacheffe Pour-Over"}, 32, 28, 3, hot, always},
	{brewed, Text{"云南保山手冲", "Yunnan Baoshan Pour-Over"}, 28, 25, 4, hot, always},
	{brewed, Text{"瑰夏手冲", "Geisha Pour-Over"}, 48, 36, 1, hot, always},
	{brewed, Text{"原味冷萃", "Cold Brew"}, 20, 22, 6, iced, always},
	{brewed, Text{"气泡冷萃", "Sparkling Cold Brew"}, 22, 23, 4, iced, inSummer},
	{brewed, Text{"氮气冷萃", "Nitro Cold Brew"}, 25, 25, 3, iced, always},
	{brewed, Text{"每日手冲", "Pour-Over of the Day"}, 24, 25, 3, hot, always},
	{creative, Text{"生椰拿铁", "Coconut Latte"}, 21, 31, 12, iced, always},
	{creative, Text{"桂花拿铁", "Osmanthus Latte"}, 22, 30, 7, hot, inAutumn},
	{creative, Text{"茉莉花香拿铁", "Jasmine Latte"}, 21, 29, 6, either, always},
	{creative, Text{"橙C美式", "Orange Americano"}, 20, 29, 7, iced, always},
	{creative, Text{"青提气泡美式", "Green Grape Fizz Americano"}, 21, 30, 6, iced, inSummer},
	{creative, Text{"姜饼拿铁", "Gingerbread Latte"}, 24, 31, 7, hot, inWinter},
	{creative, Text{"黄油焦糖拿铁", "Butter Caramel Latte"}, 23, 31, 5, hot, always},
}

var shelfGoods = []articleRow{
	{bread, Text{"海盐黄油卷", "Sea-Salt Butter Roll"}, 9, 34, 10, either, always},
	{bread, Text{"牛角可颂", "Croissant"}, 12, 36, 10, either, always},
	{bread, Text{"肉松小贝", "Pork-Floss Bun"}, 13, 38, 8, either, always},
	{bread, Text{"全麦贝果", "Wholewheat Bagel"}, 12, 35, 6, either, always},
	{bread, Text{"抹茶红豆包", "Matcha Red-Bean Bun"}, 11, 34, 6, either, always},
	{bread, Text{"蒜香法棍", "Garlic Baguette"}, 14, 33, 4, either, always},
	{bread, Text{"葱油咸卷", "Scallion Roll"}, 10, 32, 5, either, always},
	{bread, Text{"桂圆吐司", "Longan Toast"}, 16, 37, 3, either, inWinter},
	{cake, Text{"巴斯克芝士蛋糕", "Basque Cheesecake"}, 22, 36, 8, either, always},
	{cake, Text{"提拉米苏", "Tiramisu"}, 24, 37, 6, either, always},
	{cake, Text{"抹茶千层", "Matcha Mille Crêpe"}, 28, 39, 5, either, always},
	{cake, Text{"芋泥盒子", "Taro Box Cake"}, 26, 38, 5, either, always},
	{cake, Text{"杨梅慕斯", "Bayberry Mousse"}, 26, 39, 4, iced, inSummer},
	{cake, Text{"栗子蛋糕", "Chestnut Cake"}, 26, 39, 5, either, inAutumn},
	{cake, Text{"草莓奶油杯", "Strawberry Cream Cup"}, 25, 40, 5, either, inSpring},
	{cake, Text{"青团三枚", "Qingtuan, 3 pieces"}, 18, 35, 9, either, inSpring},
	{cake, Text{"蛋挞两枚", "Egg Tarts, 2 pieces"}, 14, 33, 9, either, always},
	{lightMeal, Text{"鸡胸牛油果三明治", "Chicken Avocado Sandwich"}, 26, 40, 6, either, always},
	{lightMeal, Text{"火腿芝士可颂", "Ham and Cheese Croissant"}, 22, 38, 7, either, always},
	{lightMeal, Text{"金枪鱼贝果", "Tuna Bagel"}, 24, 40, 4, either, always},
	{lightMeal, Text{"烟熏三文鱼沙拉", "Smoked Salmon Salad"}, 36, 42, 2, iced, always},
	{lightMeal, Text{"牛肉帕尼尼", "Beef Panini"}, 28, 40, 4, hot, always},
	{nuts, Text{"每日坚果", "Daily Nuts"}, 9, 45, 8, either, always},
	{nuts, Text{"琥珀核桃", "Honeyed Walnuts"}, 22, 44, 4, either, always},
	{nuts, Text{"芒果干", "Dried Mango"}, 16, 42, 6, either, always},
	{nuts, Text{"九制陈皮", "Preserved Tangerine Peel"}, 15, 38, 4, either, always},
	{nuts, Text{"盐津话梅", "Salted Plums"}, 12, 38, 5, either, always},
	{biscuits, Text{"桃酥", "Walnut Shortbread"}, 15, 36, 6, either, always},
	{biscuits, Text{"绿豆糕", "Mung Bean Cake"}, 18, 37, 6, either, always},
	{biscuits, Text{"曲奇饼干", "Butter Cookies"}, 20, 38, 5, either, always},
	{biscuits, Text{"凤梨酥", "Pineapple Cake"}, 25, 40, 5, either, always},
	{biscuits, Text{"海苔脆片", "Seaweed Crisps"}, 12, 37, 4, either, always},
	{looseTea, Text{"西湖龙井 100克", "West Lake Longjing 100 g"}, 168, 48, 5, either, always},
	{looseTea, Text{"安溪铁观音 150克", "Anxi Tieguanyin 150 g"}, 98, 46, 6, either, always},
	{looseTea, Text{"正山小种 100克", "Lapsang Souchong 100 g"}, 88, 45, 5, hot, always},
	{looseTea, Text{"福鼎白茶饼 200克", "Fuding White Tea Cake 200 g"}, 138, 46, 3, either, always},
	{looseTea, Text{"勐海熟普 250克", "Menghai Ripe Pu'er 250 g"}, 118, 44, 4, hot, always},
	{looseTea, Text{"茉莉龙珠 100克", "Jasmine Pearls 100 g"}, 78, 44, 6, either, always},
	{teaBags, Text{"茉莉绿茶包 20袋", "Jasmine Green Tea, 20 bags"}, 39, 38, 8, either, always},
	{teaBags, Text{"白桃乌龙茶包 15袋", "White Peach Oolong, 15 bags"}, 45, 39, 8, either, always},
	{teaBags, Text{"陈皮普洱茶包 15袋", "Tangerine Pu'er, 15 bags"}, 42, 38, 5, hot, always},
	{teaBags, Text{"冷泡茶组合 12袋", "Cold-Brew Tea Set, 12 bags"}, 49, 40, 6, iced, inSummer},
	{beans, Text{"半日拼配豆 250克", "Halfday House Blend 250 g"}, 58, 42, 8, either, always},
	{beans, Text{"云南日晒豆 250克", "Yunnan Natural 250 g"}, 68, 43, 6, either, always},
	{beans, Text{"耶加雪菲豆 200克", "Yirgacheffe 200 g"}, 88, 46, 4, either, always},
	{beans, Text{"曼特宁豆 250克", "Mandheling 250 g"}, 78, 44, 3, either, always},
	{beans, Text{"低因拼配豆 250克", "Decaf Blend 250 g"}, 72, 45, 2, either, always},
	{dripBags, Text{"挂耳咖啡 10包", "Drip Bags, 10"}, 49, 39, 9, either, always},
	{dripBags, Text{"挂耳环游 24包", "Drip Bag World Tour, 24"}, 108, 42, 4, either, always},
	{dripBags, Text{"冻干咖啡粉 18颗", "Freeze-Dried Coffee, 18 pods"}, 79, 40, 6, iced, always},
	{feastBox, Text{"花好月圆月饼礼盒", "Full Moon Mooncake Box"}, 168, 45, 10, either, forMidAutumn},
	{feastBox, Text{"流心奶黄月饼 6枚", "Custard Mooncakes, 6"}, 98, 42, 10, either, forMidAutumn},
	{feastBox, Text{"茶月双礼礼盒", "Tea and Mooncake Box"}, 288, 46, 5, either, forMidAutumn},
	{feastBox, Text{"新春贺岁茶礼", "New Year Tea Gift"}, 198, 46, 9, either, forSpringFestival},
	{feastBox, Text{"年味坚果礼盒", "New Year Nut Box"}, 128, 47, 9, either, forSpringFestival},
	{feastBox, Text{"福气满满礼盒", "Good Fortune Hamper"}, 368, 48, 3, either, forSpringFestival},
	{feastBox, Text{"茶香粽礼盒", "Tea Zongzi Box"}, 118, 44, 9, either, forDragonBoat},
	{giftBox, Text{"四季茶礼", "Four Seasons Tea Gift"}, 158, 45, 5, either, always},
	{giftBox, Text{"咖啡旅行礼盒", "Coffee Journey Box"}, 188, 45, 4, either, always},
	{giftBox, Text{"下午茶礼盒", "Afternoon Tea Box"}, 98, 42, 5, either, always},
	{cups, Text{"云岫随行杯", "Cloudridge Tumbler"}, 79, 40, 7, either, always},
	{cups, Text{"双层玻璃杯", "Double-Wall Glass"}, 59, 38, 6, either, always},
	{cups, Text{"快客杯旅行茶具", "Travel Tea Set"}, 128, 42, 3, either, always},
	{cups, Text{"手冲壶套装", "Pour-Over Set"}, 199, 45, 2, either, always},
	{cups, Text{"樱花马克杯", "Sakura Mug"}, 69, 39, 8, either, inSpring},
	{goods, Text{"帆布袋", "Tote Bag"}, 39, 35, 5, either, always},
	{goods, Text{"杯套保温袋", "Insulated Cup Bag"}, 25, 35, 5, either, always},
	{goods, Text{"节气书签套装", "Solar-Term Bookmarks"}, 29, 32, 3, either, always},
}
