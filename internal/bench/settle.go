package bench

import (
	"context"

	"habitue/internal/app"
)

// settle does what members who came in bulk leave to be done: their names in the
// index, who may be one person, the quality of their records. It
// is no part of what is measured and would be done beside it.
func settle(ctx context.Context, c *app.Capabilities) error {
	for _, work := range []func(context.Context) (int, error){c.Members.IndexNames, c.Members.FindTwins, c.Members.JudgeDue} {
		if _, err := work(ctx); err != nil {
			return err
		}
	}
	return nil
}
