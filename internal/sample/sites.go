package sample

// site is a place where a shop can stand. The chain takes them from the top: the first
// one gets the flagship.
type site struct {
	city   int
	name   Text
	brand  int
	office bool // office towers around: strong on workdays, weak on days of rest
}

type city struct {
	region int
	name   Text
}

var regions = []Region{
	{"EAST", Text{"华东区", "East China"}},
	{"SOUTH", Text{"华南区", "South China"}},
	{"NORTH", Text{"华北区", "North China"}},
	{"SOUTHWEST", Text{"西南区", "Southwest China"}},
	{"CENTRAL", Text{"华中区", "Central China"}},
}

const (
	east = iota
	south
	north
	southwest
	central
)

var cities = []city{
	{east, Text{"上海", "Shanghai"}},
	{east, Text{"杭州", "Hangzhou"}},
	{south, Text{"广州", "Guangzhou"}},
	{southwest, Text{"成都", "Chengdu"}},
	{south, Text{"深圳", "Shenzhen"}},
	{east, Text{"苏州", "Suzhou"}},
	{north, Text{"北京", "Beijing"}},
	{central, Text{"武汉", "Wuhan"}},
	{southwest, Text{"重庆", "Chongqing"}},
	{east, Text{"南京", "Nanjing"}},
	{central, Text{"长沙", "Changsha"}},
	{north, Text{"天津", "Tianjin"}},
}

const (
	shanghai = iota
	hangzhou
	guangzhou
	chengdu
	shenzhen
	suzhou
	beijing
	wuhan
	chongqing
	nanjing
	changsha
	tianjin
)

var sites = []site{
	{shanghai, Text{"静安寺", "Jing'an Temple"}, teaBrand, false},
	{shanghai, Text{"陆家嘴", "Lujiazui"}, coffeeBrand, true},
	{guangzhou, Text{"天河城", "Tianhe"}, teaBrand, false},
	{shanghai, Text{"徐家汇", "Xujiahui"}, teaBrand, false},
	{hangzhou, Text{"湖滨", "Hubin"}, teaBrand, false},
	{chengdu, Text{"春熙路", "Chunxi Road"}, teaBrand, false},
	{hangzhou, Text{"西溪", "Xixi"}, coffeeBrand, true},
	{shenzhen, Text{"南山科技园", "Nanshan Science Park"}, coffeeBrand, true},
	{suzhou, Text{"观前街", "Guanqian Street"}, teaBrand, false},
	{beijing, Text{"国贸", "Guomao"}, coffeeBrand, true},
	{guangzhou, Text{"珠江新城", "Zhujiang New Town"}, coffeeBrand, true},
	{wuhan, Text{"江汉路", "Jianghan Road"}, teaBrand, false},
	{shanghai, Text{"张江", "Zhangjiang"}, coffeeBrand, true},
	{shenzhen, Text{"海岸城", "Coastal City"}, teaBrand, false},
	{beijing, Text{"三里屯", "Sanlitun"}, teaBrand, false},
	{chongqing, Text{"解放碑", "Jiefangbei"}, teaBrand, false},
	{nanjing, Text{"新街口", "Xinjiekou"}, teaBrand, false},
	{chengdu, Text{"高新", "Hi-Tech Zone"}, coffeeBrand, true},
	{changsha, Text{"五一广场", "Wuyi Square"}, teaBrand, false},
	{hangzhou, Text{"滨江", "Binjiang"}, coffeeBrand, true},
	{beijing, Text{"中关村", "Zhongguancun"}, coffeeBrand, true},
	{guangzhou, Text{"北京路", "Beijing Road"}, teaBrand, false},
	{suzhou, Text{"金鸡湖", "Jinji Lake"}, coffeeBrand, true},
	{tianjin, Text{"滨江道", "Binjiang Avenue"}, teaBrand, false},
	{wuhan, Text{"光谷", "Optics Valley"}, coffeeBrand, true},
	{shanghai, Text{"五角场", "Wujiaochang"}, teaBrand, false},
	{chongqing, Text{"观音桥", "Guanyinqiao"}, teaBrand, false},
	{nanjing, Text{"仙林", "Xianlin"}, teaBrand, false},
	{shenzhen, Text{"福田", "Futian"}, coffeeBrand, true},
	{beijing, Text{"望京", "Wangjing"}, coffeeBrand, true},
}
