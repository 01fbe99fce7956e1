package intake

import (
	"regexp"
	"strings"
)

var (
	mailLike  = regexp.MustCompile(`[\pL\pN._%+\-]+@[\pL\pN\-]+(\.[\pL\pN\-]+)+`)
	phoneLike = regexp.MustCompile(`(\+\d{1,3}[ \-]?)?1[3-9]\d[ \-]?\d{4}[ \-]?\d{4}|\+\d[\d \-]{6,16}\d`)
)

// maskPersonal makes what looks like a phone or an e-mail address unreadable
// and still recognisable: 138****5678, l***@example.com. An order number may
// look like one, too; too much is hidden rather than too little.
func maskPersonal(text string) string {
	text = mailLike.ReplaceAllStringFunc(text, func(mail string) string {
		who, where, _ := strings.Cut(mail, "@")
		return string([]rune(who)[:1]) + "***@" + where
	})
	return phoneLike.ReplaceAllStringFunc(text, func(phone string) string {
		return phone[:3] + "****" + phone[len(phone)-4:]
	})
}
