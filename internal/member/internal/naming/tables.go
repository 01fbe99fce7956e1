package naming

// surnames are characters that are read in their own way as a surname. Where
// many people type the usual reading all the same, it stands behind.
var surnames = readingTable(`
单 shan|dan
曾 zeng
仇 qiu|chou
解 xie|jie
查 zha|cha
盖 ge|gai
区 ou|qu
朴 piao|pu
覃 qin|tan
乐 yue|le
缪 miao
翟 zhai|di
华 hua
谌 chen|shen
么 yao|me
员 yun|yuan
郇 xun|huan
祭 zhai|ji
折 she|zhe
召 shao|zhao
宓 mi|fu
洗 xian|xi
黑 he|hei
繁 po|fan
晟 cheng|sheng
长 zhang|chang
车 che
行 xing
秘 bi|mi
佴 nai
会 gui|hui
种 chong|zhong
重 chong
牟 mou|mu
石 shi
隗 wei|kui
阚 kan
吕 lv|lu|lyu
闾 lv|lu
律 lv|lu
万俟 mo.qi|wan.si
尉迟 yu.chi|wei.chi
单于 chan.yu|dan.yu
长孙 zhang.sun|chang.sun
澹台 tan.tai|dan.tai
皇甫 huang.fu
欧阳 ou.yang
上官 shang.guan
司马 si.ma
诸葛 zhu.ge
夏侯 xia.hou
令狐 ling.hu
宇文 yu.wen
慕容 mu.rong
鲜于 xian.yu
闾丘 lv.qiu|lu.qiu
亓官 qi.guan
公冶 gong.ye
宗政 zong.zheng
濮阳 pu.yang
淳于 chun.yu
太叔 tai.shu
申屠 shen.tu
轩辕 xuan.yuan
呼延 hu.yan
南宫 nan.gong
东郭 dong.guo
百里 bai.li
`)

// words are what is read in its own way elsewhere in a name: words, and
// characters that parents read differently.
var words = readingTable(`
重庆 chong.qing
重阳 chong.yang
长安 chang.an
长江 chang.jiang
朝阳 chao.yang|zhao.yang
音乐 yin.yue
乐乐 le.le|yue.yue
银行 yin.hang
大夫 dai.fu|da.fu
行 xing|hang
乐 le|yue
茜 qian|xi
重 chong|zhong
长 chang|zhang
朝 chao|zhao
盛 sheng
晟 sheng|cheng
单 dan|shan
曾 zeng|ceng
柏 bai|bo
薄 bo
都 du|dou
藏 cang|zang
调 tiao|diao
参 shen|can
省 sheng|xing
泊 bo
仔 zi|zai
解 jie|xie
荥 xing|ying
莞 guan|wan
莘 xin|shen
葚 shen
说 yue|shuo
降 xiang|jiang
颉 jie|xie
鹄 hu|gu
绿 lv|lu
律 lv|lu
旅 lv|lu
吕 lv|lu
侣 lv|lu
女 nv|nu
`)

// traditional characters with the simplified ones that mean the same in a name,
// in pairs.
const traditionalPairs = "" +
	"陳陈張张劉刘黃黄吳吴趙赵孫孙馬马楊杨鄭郑許许謝谢韓韩馮冯鄧邓蕭萧葉叶蘇苏呂吕盧卢鍾钟鐘钟譚谭陸陆" +
	"範范賈贾韋韦鄒邹龍龙顧顾龔龚錢钱嚴严湯汤萬万蔣蒋閻阎賴赖齊齐喬乔賀贺倫伦鳳凤國国華华偉伟強强軍军" +
	"傑杰濤涛飛飞鵬鹏輝辉剛刚勳勋麗丽艷艳豔艳紅红潔洁蓮莲蘭兰瓊琼雲云靜静穎颖夢梦瑩莹瑋玮嬌娇媽妈嫻娴" +
	"嬋婵婭娅寧宁寶宝實实學学曉晓時时東东業业義义愛爱慶庆憲宪懷怀戰战揚扬擇择敵敌曄晔書书會会條条來来" +
	"榮荣樂乐樓楼樹树橋桥歐欧漢汉澤泽濱滨瀾澜煒炜煥焕爾尔獻献瑤瑶環环畢毕發发禮礼禎祯稱称競竞筆笔紀纪" +
	"純纯綺绮維维綱纲緒绪緯纬縣县總总繼继續续羅罗習习聖圣聞闻聰聪聲声職职膽胆與与興兴舊旧莊庄蒼苍蓋盖" +
	"蔥葱藍蓝藝艺蘆芦蘊蕴虛虚術术衛卫補补裝装見见覺觉親亲觀观計计記记設设詩诗詠咏誠诚語语誼谊調调諾诺" +
	"謙谦講讲譽誉議议讓让貝贝貞贞財财貢贡貴贵費费賢贤質质贊赞車车軒轩載载輔辅輕轻轅辕連连進进運运達达" +
	"遠远遷迁選选邁迈鄉乡醫医釗钊鈞钧鈺钰鈴铃鉅钜銀银銘铭銳锐鋒锋鋼钢錄录錦锦鍵键鎮镇鏡镜鐵铁長长門门" +
	"閃闪閔闵開开間间閣阁關关陰阴陽阳隊队際际雙双雛雏雞鸡電电霧雾韻韵響响頁页順顺頌颂預预領领頻频題题" +
	"顏颜願愿風风養养餘余駱骆駿骏驍骁驥骥體体魯鲁鮑鲍鳴鸣鴻鸿鵑鹃鶯莺鶴鹤麥麦黨党齡龄龐庞單单嘯啸圓圆" +
	"塗涂壯壮奮奋嶽岳島岛崗岗嵐岚師师幹干廈厦廣广彥彦徑径從从復复後后啟启啓启喚唤員员問问啞哑倉仓個个" +
	"傳传備备優优億亿價价儀仪兒儿兩两冊册凱凯劍剑劑剂勁劲勝胜務务匯汇區区協协卻却參参叢丛嚮向堅坚報报" +
	"場场塵尘處处婦妇孃娘岡冈峯峰嶺岭帥帅帶带幣币應应慮虑慣惯憂忧據据擁拥攝摄數数斬斩曆历歲岁歷历殘残" +
	"氣气決决沖冲淚泪淨净淵渊潤润潛潜濟济瀟潇灣湾為为無无燈灯牆墙獨独獅狮現现瑪玛璽玺產产當当盡尽眾众" +
	"祿禄種种穀谷窮穷節节築筑簡简籃篮糧粮細细組组結结給给統统絲丝綠绿綿绵線线編编緣缘縱纵纓缨缽钵翹翘" +
	"聯联腦脑臨临艦舰蒞莅蓀荪蔭荫薦荐蘋苹蟬蝉詢询該该課课誰谁諸诸謹谨證证識识讀读變变豐丰貓猫賓宾購购" +
	"軟软轉转農农遙遥適适鄰邻醬酱釋释鑒鉴鑑鉴閱阅雖虽靈灵"

var simplified = func() map[rune]rune {
	pairs := []rune(traditionalPairs)
	table := make(map[rune]rune, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		table[pairs[i]] = pairs[i+1]
	}
	return table
}()

// simplify returns the simplified form of a character.
func simplify(r rune) rune {
	if s, ok := simplified[r]; ok {
		return s
	}
	return r
}
