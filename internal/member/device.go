package member

import "strings"

// deviceName says what somebody signed in with, in words a member recognises and
// without what would tell his device from others of its kind.
func deviceName(agent string) string {
	var parts []string
	if kind := firstIn(agent, deviceKinds); kind != "" {
		parts = append(parts, kind)
	}
	if program := firstIn(agent, programs); program != "" {
		parts = append(parts, program)
	}
	return strings.Join(parts, " · ")
}

// sign is a part of a browser's description of itself, and what it means. The
// order matters: most browsers claim to be several others.
type sign struct{ part, means string }

var deviceKinds = []sign{
	{"iPad", "iPad"}, {"iPhone", "iPhone"}, {"HarmonyOS", "HarmonyOS"}, {"OpenHarmony", "HarmonyOS"}, {"Android", "Android"},
	{"Windows", "Windows"}, {"Macintosh", "Mac"}, {"CrOS", "Chromebook"}, {"Linux", "Linux"},
}

var programs = []sign{
	{"miniProgram", "WeChat mini-program"}, {"MicroMessenger", "WeChat"}, {"AlipayClient", "Alipay"}, {"DingTalk", "DingTalk"},
	{"aweme", "Douyin"}, {"Edg", "Edge"}, {"HuaweiBrowser", "Huawei"}, {"MiuiBrowser", "Xiaomi"}, {"SamsungBrowser", "Samsung"},
	{"Firefox", "Firefox"}, {"FxiOS", "Firefox"}, {"CriOS", "Chrome"}, {"Chrome", "Chrome"}, {"Safari", "Safari"},
}

func firstIn(agent string, signs []sign) string {
	for _, s := range signs {
		if strings.Contains(agent, s.part) {
			return s.means
		}
	}
	return ""
}
