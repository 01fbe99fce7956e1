package member

import "habitue/internal/platform/notice"

// NoticeJoined says that people became members. Its ids are the members themselves.
const NoticeJoined notice.Kind = "member.joined"
