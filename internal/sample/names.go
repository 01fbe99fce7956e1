package sample

// surname with its frequency per mille, after the counts that the Ministry of Public
// Security publishes; the tail is cut where it no longer shows among 20,000 people.
type surname struct {
	name    string
	permill float64
}

var surnames = []surname{
	{"王", 72}, {"李", 71}, {"张", 68}, {"刘", 54}, {"陈", 46}, {"杨", 31}, {"黄", 24}, {"赵", 22}, {"吴", 20}, {"周", 19},
	{"徐", 15}, {"孙", 15}, {"马", 13}, {"朱", 12.5}, {"胡", 12}, {"郭", 11.5}, {"何", 11.5}, {"林", 11}, {"高", 10}, {"罗", 9.5},
	{"郑", 9}, {"梁", 8.5}, {"谢", 8}, {"宋", 8}, {"唐", 7}, {"许", 7}, {"韩", 6.5}, {"冯", 6}, {"邓", 6}, {"曹", 6},
	{"彭", 5.5}, {"曾", 5}, {"肖", 5}, {"田", 5}, {"董", 5}, {"袁", 5}, {"潘", 4.5}, {"于", 4.5}, {"蒋", 4.5}, {"蔡", 4.5},
	{"余", 4}, {"杜", 4}, {"叶", 4}, {"程", 4}, {"苏", 4}, {"魏", 4}, {"吕", 4}, {"丁", 4}, {"任", 4}, {"沈", 4},
	{"姚", 3.5}, {"卢", 3.5}, {"姜", 3.5}, {"崔", 3.5}, {"钟", 3.5}, {"谭", 3.5}, {"陆", 3.5}, {"汪", 3.5}, {"范", 3.5}, {"金", 3.5},
	{"石", 3}, {"廖", 3}, {"贾", 3}, {"夏", 3}, {"韦", 3}, {"付", 3}, {"方", 3}, {"白", 3}, {"邹", 3}, {"孟", 3},
	{"熊", 3}, {"秦", 3}, {"邱", 3}, {"江", 3}, {"尹", 2}, {"薛", 2}, {"闫", 2}, {"段", 2}, {"雷", 2}, {"侯", 2},
	{"龙", 2}, {"史", 2}, {"陶", 2}, {"黎", 2}, {"贺", 2}, {"顾", 2}, {"毛", 2}, {"郝", 2}, {"龚", 2}, {"邵", 2},
	{"万", 2}, {"钱", 2}, {"严", 2}, {"覃", 1.5}, {"武", 1.5}, {"戴", 1.5}, {"莫", 1.5}, {"孔", 1.5}, {"向", 1.5}, {"汤", 1.5},
	{"欧阳", 0.8}, {"上官", 0.2}, {"诸葛", 0.2}, {"司马", 0.2},
}

// Given names by generation (born before and after 1985) and gender: one character, or
// one of the first list followed by one of the second.
type givenNames struct {
	single, first, second []string
	singleShare           float64 // short names were the fashion of the older ones
}

var (
	olderWomen = givenNames{
		split("静敏丽艳娟霞燕玲萍红英芳洁慧莉"), split("丽小晓玉秀春海雪美文桂淑红爱"), split("华芳玲霞娟燕萍红英梅琴珍莉娜云"), 0.35}
	olderMen = givenNames{
		split("伟强磊军勇杰涛超明刚平辉鹏波斌"), split("建志国文海晓永立卫俊少振庆德"), split("华军平明强伟峰东林波斌辉勇刚国"), 0.38}
	youngerWomen = givenNames{
		split("婷颖雪欣悦璐瑶琳蕾倩莹洋佳"), split("雨欣子思诗梦佳晓雅若芷语可一心嘉艺"), split("涵怡彤琪萱妍婷洁瑶欣悦然宁溪晴琳"), 0.18}
	youngerMen = givenNames{
		split("浩宇鹏帆凯翔晨阳博睿轩毅航"), split("子浩宇俊志嘉泽天一家文梓思昊明"), split("轩然涛杰豪宇阳辰鹏航洋睿凡哲霖"), 0.16}
)

var (
	englishGiven   = []string{"Emma", "James", "Olivia", "Daniel", "Sophie", "Michael", "Grace", "Thomas", "Hannah", "David", "Lucy", "Peter", "Anna", "Mark", "Julia", "Ryan"}
	englishSurname = []string{"Clarke", "Taylor", "Nguyen", "Wilson", "Martin", "Evans", "Fischer", "Murphy", "Dubois", "Campbell", "Rossi", "Anderson", "Kim", "Parker", "Silva", "Hughes"}
)

// mailWords begin the addresses, because people like to be called after what they like.
var mailWords = []string{"jasmine", "oolong", "latte", "cloud", "peach", "mocha", "lemon", "matcha", "osmanthus", "lucky", "sunny", "panda", "river", "maple"}

// mailDomains are reserved for examples: no mail can reach a stranger.
var mailDomains = []string{"example.com", "example.net", "example.org"}

// phonePrefixes are ranges of the four Chinese carriers.
var phonePrefixes = []string{
	"134", "135", "136", "137", "138", "139", "150", "151", "152", "157", "158", "159", "182", "183", "187", "188", "178",
	"130", "131", "132", "155", "156", "185", "186", "176", "133", "153", "180", "181", "189", "177", "173", "191", "199",
}

var surnameChooser = newChooser(permills()...)

func permills() []float64 {
	list := make([]float64, len(surnames))
	for i, s := range surnames {
		list[i] = s.permill
	}
	return list
}

func split(characters string) []string {
	var list []string
	for _, c := range characters {
		list = append(list, string(c))
	}
	return list
}

func (n *givenNames) pick(r *random) string {
	if r.chance(n.singleShare) {
		return n.single[r.below(len(n.single))]
	}
	first, second := n.first[r.below(len(n.first))], n.second[r.below(len(n.second))]
	return first + second
}
