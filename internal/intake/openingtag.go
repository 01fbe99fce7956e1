package intake

import (
	"slices"
)

// FieldTags are the tags that staff put on a member, by their codes or names.
const FieldTags Field = "tags"

// readTags reads the tags of a row. One that there is not, or is put on nobody any more,
// refuses the row: what is dropped in silence is missed by nobody until it is needed.
func (r *openingReader) readTags() {
	cell := r.value(FieldTags)
	if cell == "" {
		return
	}
	words := []string{cell}
	if _, whole := r.facts.tags[r.facts.meant(cell)]; !whole {
		words = choicesIn(cell)
	}
	of := map[string]string{} // the tag of each exclusive group
	for _, word := range words {
		t, ok := r.facts.tags[r.facts.meant(word)]
		switch {
		case !ok:
			r.refuse(FieldTags, rowTag, "value", clip([]byte(word)))
			r.repairs.unknown(FieldTags, word)
		case t.Ended:
			r.refuse(FieldTags, rowTagEnded, "value", clip([]byte(word)))
		case slices.Contains(r.row.Tags, t.Code):
		case r.facts.exclusive[t.Group] && of[t.Group] != "":
			r.refuse(FieldTags, rowTagsExclude, "value", clip([]byte(word)), "other", of[t.Group])
		default:
			of[t.Group] = clip([]byte(word))
			r.row.Tags = append(r.row.Tags, t.Code)
		}
	}
}
