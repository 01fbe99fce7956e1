package member

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
)

// Tagging puts a tag on members, or takes it.
type Tagging struct {
	Tag     string
	Take    bool
	Members []ID      // those who were merged stand for whoever goes on
	Until   time.Time // until when it holds; zero: as long as the tag says
	Reason  string
	By      string
}

// Tagged is what tagging does, or would do.
type Tagged struct {
	Batch    int64 // of more than one member: what undoes it
	Changed  int   // who get it, or lose it
	Same     int   // who have it already, or have it not
	Replaced int   // who lose another of the same exclusive group by it
	Inactive int   // who are no members any more
}

// MostTagged bounds how many are tagged at once.
const MostTagged = 20_000

// Tagging puts a tag on members or takes it, within tx, with who did it and why on record
// of each. A member who has it until another day has it until this one. dry only says
// what would be done.
// Errors: ErrNoTag, ErrTagEnded, ErrBadTagging, ErrTooManyTagged.
func (s *Service) Tagging(ctx context.Context, tx postgres.Tx, t Tagging, dry bool) (Tagged, error) {
	p, err := s.planTagging(ctx, tx, &t)
	if err != nil || dry || len(p.changes) == 0 {
		return p.Tagged, err
	}
	now := s.clock.Now()
	if len(t.Members) > 1 {
		if p.Batch, err = s.ids.Next(ctx); err != nil {
			return p.Tagged, err
		}
		_, err = tx.Exec(ctx, `INSERT INTO member.tag_batch (id, tag, act, members, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6)`,
			p.Batch, t.Tag, actOf(!t.Take), p.Changed, t.By, now)
		if err != nil {
			return p.Tagged, fmt.Errorf("note tagging of many: %w", err)
		}
	}
	return p.Tagged, s.writeTags(ctx, tx, p.changes, p.Batch, t.Reason, t.By, now)
}

func actOf(put bool) string {
	if put {
		return "put"
	}
	return "taken"
}

// tagPlan is what tagging does, change by change.
type tagPlan struct {
	Tagged
	changes []tagStep
}

// tagStep is a tag of a member that is put or taken.
type tagStep struct {
	member          ID
	tag             string
	put, had        bool // had: it was there before
	until, hadUntil time.Time
}

func (s *Service) planTagging(ctx context.Context, tx postgres.Tx, t *Tagging) (p tagPlan, err error) {
	now := s.clock.Now()
	t.Reason = i18n.Clean(t.Reason, mostWhy)
	tag, rivals, err := s.tagToPut(ctx, tx, t)
	if err != nil {
		return p, err
	}
	if t.Until.IsZero() && tag.Days > 0 && !t.Take {
		t.Until = now.AddDate(0, 0, tag.Days)
	}
	if !t.Take && !t.Until.IsZero() && !t.Until.After(now) {
		return p, ErrBadTagging.Field("until", "member.tag_until_past")
	}
	active, err := s.taggable(ctx, tx, t)
	if err != nil {
		return p, err
	}
	p.Inactive = len(t.Members) - len(active)
	held, err := s.Labels(ctx, tx, active...)
	if err != nil {
		return p, err
	}
	for _, id := range active {
		had := slices.IndexFunc(held[id], func(l Label) bool { return l.Label == tag.Label() })
		if t.Take && had < 0 || !t.Take && had >= 0 && held[id][had].ExpiresAt.Equal(t.Until) {
			p.Same++
			continue
		}
		p.Changed++
		step := tagStep{member: id, tag: t.Tag, put: !t.Take, until: t.Until}
		if had >= 0 {
			step.had, step.hadUntil = true, held[id][had].ExpiresAt
		}
		p.changes = append(p.changes, step)
		replaced := false
		for _, l := range held[id] {
			if code := l.Label; !t.Take && slices.Contains(rivals, code) {
				p.changes, replaced = append(p.changes, tagStep{member: id, tag: code[len(tagPrefix):], had: true, hadUntil: l.ExpiresAt}), true
			}
		}
		if replaced {
			p.Replaced++
		}
	}
	return p, nil
}

// tagToPut is the tag, and the labels that go where it comes.
func (s *Service) tagToPut(ctx context.Context, q postgres.Querier, t *Tagging) (tag Tag, rivals []string, err error) {
	all, err := s.Tags(ctx, q)
	if err != nil {
		return tag, nil, err
	}
	at := slices.IndexFunc(all, func(one Tag) bool { return one.Code == t.Tag })
	switch {
	case at < 0:
		return tag, nil, ErrNoTag.With("tag", t.Tag)
	case all[at].Ended && !t.Take:
		return tag, nil, ErrTagEnded.With("tag", t.Tag)
	}
	tag = all[at]
	groups, err := s.TagGroups(ctx, q)
	if err != nil || !slices.ContainsFunc(groups, func(g TagGroup) bool { return g.Code == tag.Group && g.Exclusive }) {
		return tag, nil, err
	}
	for _, one := range all {
		if one.Group == tag.Group && one.Code != tag.Code {
			rivals = append(rivals, one.Label())
		}
	}
	return tag, rivals, nil
}

// taggable locks the members who stand for those that are named, and leaves out who is
// no member any more.
func (s *Service) taggable(ctx context.Context, tx postgres.Tx, t *Tagging) (active []ID, err error) {
	slices.Sort(t.Members)
	t.Members = slices.Compact(t.Members)
	if len(t.Members) > MostTagged {
		return nil, ErrTooManyTagged.With("most", MostTagged)
	}
	found, err := s.ByIDs(ctx, tx, t.Members...)
	if err != nil {
		return nil, err
	}
	standing := make([]int64, 0, len(found))
	for _, m := range found {
		if m.MergedInto != 0 {
			m.ID = m.MergedInto
		}
		standing = append(standing, int64(m.ID))
	}
	rows, err := query(tx).LockAll(ctx, standing)
	if err != nil {
		return nil, fmt.Errorf("lock %d members: %w", len(standing), err)
	}
	for _, r := range rows {
		if Status(r.Status) == Active {
			active = append(active, ID(r.MemberID))
		}
	}
	return active, nil
}

func (s *Service) writeTags(ctx context.Context, tx postgres.Tx, steps []tagStep, batch int64, reason, by string, now time.Time) error {
	labels := make([]Label, 0, len(steps))
	rows := postgres.Rows{Schema: "member", Table: "tag_change",
		Columns: []string{"member_id", "change_id", "tag", "act", "until", "had", "had_until", "reason", "said_by", "said_at", "batch_id"}}
	for _, c := range steps {
		l := Label{Member: c.member, Label: TagLabel(c.tag), Source: tagSource, Since: now, ExpiresAt: c.until}
		if !c.put {
			l.ExpiresAt = now
		}
		labels = append(labels, l)
		id, err := s.ids.Next(ctx)
		if err != nil {
			return err
		}
		rows.Values = append(rows.Values, []any{int64(c.member), id, c.tag, actOf(c.put), postgres.Null(c.until), c.had, postgres.Null(c.hadUntil), reason, by, now, postgres.Null(batch)})
	}
	if err := s.SetLabels(ctx, tx, labels...); err != nil {
		return err
	}
	var w postgres.Writes
	w.Insert(rows)
	if err := w.Flush(ctx, tx); err != nil {
		return fmt.Errorf("note tags: %w", err)
	}
	return nil
}

// UndoTagging takes back what was done to many at once, within tx, but for members whose
// tag was put or taken again since. It returns how many changed back.
// Errors: ErrNoTagging, ErrTaggingUndone.
func (s *Service) UndoTagging(ctx context.Context, tx postgres.Tx, batch int64, by string) (int, error) {
	now := s.clock.Now()
	var undone *time.Time
	err := tx.QueryRow(ctx, `SELECT undone_at FROM member.tag_batch WHERE id = $1 FOR UPDATE`, batch).Scan(&undone)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return 0, ErrNoTagging.With("batch", batch)
	case err != nil:
		return 0, fmt.Errorf("read tagging %d: %w", batch, err)
	case undone != nil:
		return 0, ErrTaggingUndone.With("batch", batch)
	}
	rows, err := tx.Query(ctx, `
		SELECT c.member_id, c.tag, c.had, c.had_until FROM member.tag_change c JOIN member.member m ON m.member_id = c.member_id AND m.status = 'active'
		WHERE c.batch_id = $1 AND NOT EXISTS (SELECT FROM member.tag_change l WHERE l.member_id = c.member_id AND l.tag = c.tag AND l.change_id > c.change_id)
		ORDER BY c.member_id, c.change_id`, batch)
	if err != nil {
		return 0, fmt.Errorf("read tagging %d: %w", batch, err)
	}
	steps, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (c tagStep, err error) {
		var had *time.Time
		err = row.Scan(&c.member, &c.tag, &c.put, &had) // what was there comes back, what was not goes
		if had != nil {
			c.until = had.UTC()
		}
		return c, err
	})
	if err != nil {
		return 0, fmt.Errorf("read tagging %d: %w", batch, err)
	}
	if _, err := tx.Exec(ctx, `UPDATE member.tag_batch SET undone_by = $2, undone_at = $3 WHERE id = $1`, batch, by, now); err != nil {
		return 0, fmt.Errorf("note that tagging %d was undone: %w", batch, err)
	}
	steps = slices.DeleteFunc(steps, func(c tagStep) bool { return c.put && !c.until.IsZero() && !c.until.After(now) })
	return len(steps), s.writeTags(ctx, tx, steps, 0, "", by, now)
}

// oneOfGroup ends those of the tags that a merge brought of which the other had one of
// the same exclusive group: what the member who goes on has stands.
const oneOfGroup = `
	UPDATE member.label l SET expires_at = $3, xid = pg_current_xact_id()
	FROM member.tag t JOIN member.tag_group g ON g.code = t.group_code AND g.exclusive
	WHERE l.member_id = $1 AND l.merge_id = $2 AND l.label = 'tag:' || t.code AND (l.expires_at IS NULL OR l.expires_at > $3)
	  AND EXISTS (SELECT FROM member.label o JOIN member.tag x ON o.label = 'tag:' || x.code
		WHERE o.member_id = $1 AND o.merge_id IS DISTINCT FROM $2 AND x.group_code = t.group_code AND (o.expires_at IS NULL OR o.expires_at > $3))`
