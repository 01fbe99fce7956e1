package member

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"habitue/internal/platform/i18n"
	"habitue/internal/platform/postgres"
)

// Tag is something that staff may say of members by hand. Who has it bears the label
// tag:<code>, so that rules and filters read it as they read any other.
type Tag struct {
	Code    string // stays
	Name    i18n.Text
	Colour  string
	Group   string // "": of none
	Days    int    // how long it holds unless somebody says otherwise; 0: until it is taken
	Ended   bool   // put on nobody any more; who has it keeps it
	Version int
	Members int64 // who have it now; told by CountedTags
}

// Label is the label of who has the tag.
func (t Tag) Label() string { return TagLabel(t.Code) }

// TagLabel is the label of who has a tag.
func TagLabel(code string) string { return tagPrefix + code }

const (
	tagPrefix = "tag:"
	tagSource = "staff" // who says what a label of a tag says
)

// TagGroup holds tags together; of an exclusive one a member has one at most.
type TagGroup struct {
	Code      string // stays
	Name      i18n.Text
	Exclusive bool
	Version   int
}

// Bounds of tags.
const (
	mostTags   = 500
	mostGroups = 50
	mostDays   = 3650
)

var tagCode = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,39}$`)

// TagColours are the colours that a tag may have: names of the palette, not values.
func TagColours() []string {
	return []string{"default", "red", "orange", "gold", "green", "cyan", "blue", "purple", "magenta"}
}

// validate tells all that is wrong with t. Errors: ErrBadTag with its fields.
func (t Tag) validate() error {
	err := ErrBadTag
	for _, field := range []struct {
		path string
		ok   bool
	}{
		{"code", tagCode.MatchString(t.Code)}, {"name", t.Name.Valid()}, {"colour", slices.Contains(TagColours(), t.Colour)},
		{"days", t.Days >= 0 && t.Days <= mostDays},
	} {
		if !field.ok {
			err = err.Field(field.path, "member.bad_tag_"+field.path)
		}
	}
	if len(err.Fields) > 0 {
		return err
	}
	return nil
}

// Tags returns all tags by their codes.
func (s *Service) Tags(ctx context.Context, q postgres.Querier) ([]Tag, error) {
	return s.readTags(ctx, q, `0::bigint`)
}

// CountedTags are all tags with how many members have each now, which takes longer the
// more they are.
func (s *Service) CountedTags(ctx context.Context, q postgres.Querier) ([]Tag, error) {
	return s.readTags(ctx, q, `(SELECT count(*) FROM member.label l
		WHERE l.label = 'tag:' || t.code AND l.since <= $1 AND (l.expires_at IS NULL OR l.expires_at > $1))`, s.clock.Now())
}

func (s *Service) readTags(ctx context.Context, q postgres.Querier, members string, args ...any) ([]Tag, error) {
	rows, err := q.Query(ctx, `SELECT t.code, t.name, t.colour, coalesce(t.group_code, ''), t.days, t.ended, t.version, `+members+`
		FROM member.tag t ORDER BY t.ended, t.group_code NULLS LAST, t.code`, args...)
	if err != nil {
		return nil, fmt.Errorf("read tags: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (t Tag, err error) {
		var name []byte
		if err := row.Scan(&t.Code, &name, &t.Colour, &t.Group, &t.Days, &t.Ended, &t.Version, &t.Members); err != nil {
			return t, err
		}
		return t, json.Unmarshal(name, &t.Name)
	})
	if err != nil {
		return nil, fmt.Errorf("read tags: %w", err)
	}
	return list, nil
}

// TagGroups returns all groups by their codes.
func (s *Service) TagGroups(ctx context.Context, q postgres.Querier) ([]TagGroup, error) {
	rows, err := q.Query(ctx, `SELECT code, name, exclusive, version FROM member.tag_group ORDER BY code`)
	if err != nil {
		return nil, fmt.Errorf("read groups of tags: %w", err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (g TagGroup, err error) {
		var name []byte
		if err := row.Scan(&g.Code, &name, &g.Exclusive, &g.Version); err != nil {
			return g, err
		}
		return g, json.Unmarshal(name, &g.Name)
	})
	if err != nil {
		return nil, fmt.Errorf("read groups of tags: %w", err)
	}
	return list, nil
}

// SaveTag makes a tag, or changes it as it was seen; version zero makes one.
// Errors: ErrBadTag, ErrTagMoved, ErrTooManyTags.
func (s *Service) SaveTag(ctx context.Context, tx postgres.Tx, t Tag, by string) error {
	if err := t.validate(); err != nil {
		return err
	}
	name, err := json.Marshal(t.Name)
	if err != nil {
		return fmt.Errorf("write tag %s: %w", t.Code, err)
	}
	if t.Group != "" {
		groups, err := s.TagGroups(ctx, tx)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(groups, func(g TagGroup) bool { return g.Code == t.Group }) {
			return ErrBadTag.Field("group", "member.no_tag_group")
		}
	}
	return s.save(ctx, tx, t.Version, "member.tag", mostTags,
		`INSERT INTO member.tag (code, name, colour, group_code, days, ended, version, changed_by, changed_at)
			VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8) ON CONFLICT DO NOTHING`,
		`UPDATE member.tag SET name = $2, colour = $3, group_code = $4, days = $5, ended = $6, version = version + 1, changed_by = $7, changed_at = $8
			WHERE code = $1 AND version = $9`,
		t.Code, name, t.Colour, postgres.Null(t.Group), t.Days, t.Ended, by, s.clock.Now())
}

// SaveTagGroup makes a group, or changes it as it was seen; version zero makes one. One
// that becomes exclusive takes nothing from anybody; it holds from the next tag on.
// Errors: ErrBadTag, ErrTagMoved, ErrTooManyTags.
func (s *Service) SaveTagGroup(ctx context.Context, tx postgres.Tx, g TagGroup, by string) error {
	err := ErrBadTag
	if !tagCode.MatchString(g.Code) {
		err = err.Field("code", "member.bad_tag_code")
	}
	if !g.Name.Valid() {
		err = err.Field("name", "member.bad_tag_name")
	}
	if len(err.Fields) > 0 {
		return err
	}
	name, marshalled := json.Marshal(g.Name)
	if marshalled != nil {
		return fmt.Errorf("write group %s: %w", g.Code, marshalled)
	}
	return s.save(ctx, tx, g.Version, "member.tag_group", mostGroups,
		`INSERT INTO member.tag_group (code, name, exclusive, version, changed_by, changed_at) VALUES ($1, $2, $3, 1, $4, $5) ON CONFLICT DO NOTHING`,
		`UPDATE member.tag_group SET name = $2, exclusive = $3, version = version + 1, changed_by = $4, changed_at = $5 WHERE code = $1 AND version = $6`,
		g.Code, name, g.Exclusive, by, s.clock.Now())
}

// save inserts a row that is new, or updates it as it was seen: its version is the last
// parameter of the update.
func (s *Service) save(ctx context.Context, tx postgres.Tx, seen int, table string, most int, insert, update string, args ...any) error {
	sql := update
	if seen == 0 {
		var n int
		if err := tx.QueryRow(ctx, `SELECT count(*) FROM `+table).Scan(&n); err != nil {
			return fmt.Errorf("count %s: %w", table, err)
		}
		if n >= most {
			return ErrTooManyTags.With("most", most)
		}
		sql = insert
	} else {
		args = append(args, seen)
	}
	done, err := tx.Exec(ctx, sql, args...)
	if err != nil {
		return fmt.Errorf("save in %s: %w", table, err)
	}
	if done.RowsAffected() == 0 {
		return ErrTagMoved.With("code", args[0])
	}
	return nil
}

// HeldTag is a tag that a member has now.
type HeldTag struct {
	Tag
	Since time.Time
	Until time.Time // zero: until it is taken
}

// HeldTags returns the tags that a member has now, by their codes.
func (s *Service) HeldTags(ctx context.Context, q postgres.Querier, id ID) ([]HeldTag, error) {
	all, err := s.Tags(ctx, q)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	labels, err := s.Labels(ctx, q, id)
	if err != nil {
		return nil, err
	}
	var list []HeldTag
	for _, t := range all {
		if at := slices.IndexFunc(labels[id], func(l Label) bool { return l.Label == t.Label() }); at >= 0 {
			list = append(list, HeldTag{Tag: t, Since: labels[id][at].Since, Until: labels[id][at].ExpiresAt})
		}
	}
	return list, nil
}

// TagChange is a tag that was put on a member, or taken.
type TagChange struct {
	ID     int64
	Member ID
	Tag    string
	Put    bool
	Until  time.Time
	Reason string
	By     string
	At     time.Time
	Batch  int64 // many at once; 0: this one alone
}

// TagHistory returns what was said of a member by tags, and of whoever became he, the
// latest first.
func (s *Service) TagHistory(ctx context.Context, q postgres.Querier, of ID, before int64, limit int) ([]TagChange, error) {
	kin, err := s.Absorbed(ctx, q, of)
	if err != nil {
		return nil, err
	}
	if before == 0 {
		before = 1<<63 - 1
	}
	rows, err := q.Query(ctx, `
		SELECT change_id, member_id, tag, act = 'put', until, reason, said_by, said_at, coalesce(batch_id, 0) FROM member.tag_change
		WHERE member_id = ANY ($1) AND change_id < $2 ORDER BY change_id DESC LIMIT $3`, postgres.IDs(append(kin, of)), before, limit)
	if err != nil {
		return nil, fmt.Errorf("read tags of member %d: %w", of, err)
	}
	list, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (c TagChange, err error) {
		var until *time.Time
		err = row.Scan(&c.ID, &c.Member, &c.Tag, &c.Put, &until, &c.Reason, &c.By, &c.At, &c.Batch)
		c.Until, c.At = postgres.Value(until).UTC(), c.At.UTC()
		return c, err
	})
	if err != nil {
		return nil, fmt.Errorf("read tags of member %d: %w", of, err)
	}
	return list, nil
}
