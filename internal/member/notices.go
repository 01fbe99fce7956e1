package member

import "habitue/internal/platform/notice"

// NoticeJoined says that people became members. Its ids are the members themselves.
const NoticeJoined notice.Kind = "member.joined"

// NoticeConsentChanged says that something else is in force of what a member agreed
// to. Its ids are the members themselves: whoever hears it reads what holds now.
const NoticeConsentChanged notice.Kind = "member.consent_changed"

// NoticeVisited says that people who joined did something before, as visitors. Its
// ids are the members; what it was is what TracesOf lists.
const NoticeVisited notice.Kind = "member.visited"

// NoticeIdentityChanged says that a member is known by something else than before. Its
// ids are the members themselves.
const NoticeIdentityChanged notice.Kind = "member.identity_changed"

// NoticeRecordChanged says that something that rules over records look at is another
// than before: a member joined, was merged, said something of himself, or is known
// by something else. Its ids are the members themselves.
const NoticeRecordChanged notice.Kind = "member.record_changed"
