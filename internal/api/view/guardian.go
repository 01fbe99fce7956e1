package view

import (
	"context"

	"habitue/internal/api/messages"
	"habitue/internal/member"
	"habitue/internal/platform/postgres"
)

// GuardianText is what a guardian is asked to agree to.
type GuardianText struct {
	Version int    `json:"text_version" doc:"Version of the text; who agrees names the one that was shown" zh:"文本版本；同意时须注明所展示的版本" example:"1"`
	Title   string `json:"title" doc:"What it is, in the reader's language" zh:"名称（读者的语言）" example:"监护人同意"`
	Body    string `json:"body" doc:"The text, in the reader's language" zh:"文本（读者的语言）" example:"我是该未成年人的监护人，同意其成为会员。"`
}

// GuardianText reads the current one. Errors: member.ErrNoConsentText.
func (r *Reader) GuardianText(ctx context.Context, q postgres.Querier, l messages.Language) (GuardianText, error) {
	texts, err := r.Members.ConsentTexts(ctx, q)
	if err != nil {
		return GuardianText{}, err
	}
	for _, t := range texts {
		if t.Purpose == member.Guardianship {
			title, body := t.In(string(l))
			return GuardianText{t.Version, title, body}, nil
		}
	}
	return GuardianText{}, member.ErrNoConsentText
}
