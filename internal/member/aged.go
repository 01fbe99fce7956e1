package member

import "habitue/internal/platform/sweep"

// Aged is what of a member's data goes with age, by the name that the rules of
// retention have for it.
func Aged() map[string]sweep.Rows {
	return map[string]sweep.Rows{
		"sessions":         sessionsAged,
		"marks":            marksAged,
		"notes":            notesAged,
		"identity_changes": identityChangesAged,
		"consent_evidence": evidenceAged,
		"tag_reasons":      tagReasonsAged,
	}
}

// A device is gone with its session; the age counts from its end.
var sessionsAged = sweep.Rows{
	Count: `SELECT count(*) FILTER (WHERE expires_at < $1), min(created_at) FILTER (WHERE expires_at >= $1) FROM member.session`,
	Remove: `DELETE FROM member.session WHERE id IN (
		SELECT s.id FROM member.session s WHERE s.expires_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)`,
}

// A mark that was not seen for long says little of who is who today.
var marksAged = sweep.Rows{
	Count: `SELECT count(*) FILTER (WHERE seen_at < $1), min(seen_at) FILTER (WHERE seen_at >= $1) FROM member.mark`,
	Remove: `DELETE FROM member.mark WHERE (mark, owner_id) IN (
		SELECT m.mark, m.owner_id FROM member.mark m WHERE m.seen_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)`,
}

// A note is as old as the last that was said of it; it goes with all its wordings.
var notesAged = sweep.Rows{
	Count: `SELECT count(*) FILTER (WHERE v.at < $1), min(v.at) FILTER (WHERE v.at >= $1)
		FROM (SELECT max(said_at) AS at FROM member.note_version GROUP BY member_id, note_id) v`,
	Remove: `WITH old AS (
			SELECT n.member_id, n.note_id FROM member.note n
			WHERE n.written_at < $1 AND NOT EXISTS (
				SELECT FROM member.note_version v WHERE v.member_id = n.member_id AND v.note_id = n.note_id AND v.said_at >= $1)
			LIMIT $2 FOR UPDATE SKIP LOCKED
		), said AS (
			DELETE FROM member.note_version v USING old WHERE v.member_id = old.member_id AND v.note_id = old.note_id
		)
		DELETE FROM member.note n USING old WHERE n.member_id = old.member_id AND n.note_id = old.note_id`,
}

var identityChangesAged = sweep.Rows{
	Count: `SELECT count(*) FILTER (WHERE made_at < $1), min(made_at) FILTER (WHERE made_at >= $1) FROM member.identity_change`,
	Remove: `DELETE FROM member.identity_change WHERE (member_id, change_id) IN (
		SELECT c.member_id, c.change_id FROM member.identity_change c WHERE c.made_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)`,
}

// The evidence of a statement goes once another one took its place, and has been in
// force for as long as the rule says. That it was stated, when and how, stays for good.
var evidenceAged = sweep.Rows{
	Count: `SELECT count(*) FILTER (WHERE since < $1), min(since) FILTER (WHERE since >= $1) FROM (
			SELECT min(l.occurred_at) AS since FROM member.consent c
			JOIN member.consent l ON l.member_id = c.member_id AND l.purpose = c.purpose AND l.channel = c.channel
				AND (l.occurred_at, l.consent_id) > (c.occurred_at, c.consent_id)
				AND NOT EXISTS (SELECT FROM member.consent_unsaid u WHERE u.member_id = l.member_id AND u.consent_id = l.consent_id)
			WHERE c.address IS NOT NULL OR c.reason <> '' GROUP BY c.member_id, c.consent_id) superseded`,
	Remove: `UPDATE member.consent c SET address = NULL, reason = '' WHERE (c.member_id, c.consent_id) IN (
			SELECT o.member_id, o.consent_id FROM member.consent o
			WHERE (o.address IS NOT NULL OR o.reason <> '') AND EXISTS (
				SELECT FROM member.consent l WHERE l.member_id = o.member_id AND l.purpose = o.purpose AND l.channel = o.channel
				AND (l.occurred_at, l.consent_id) > (o.occurred_at, o.consent_id) AND l.occurred_at < $1
				AND NOT EXISTS (SELECT FROM member.consent_unsaid u WHERE u.member_id = l.member_id AND u.consent_id = l.consent_id))
			LIMIT $2 FOR UPDATE SKIP LOCKED)`,
}

var tagReasonsAged = sweep.Rows{
	Count: `SELECT count(*) FILTER (WHERE said_at < $1), min(said_at) FILTER (WHERE said_at >= $1) FROM member.tag_change WHERE reason <> ''`,
	Remove: `UPDATE member.tag_change SET reason = '' WHERE (member_id, change_id) IN (
		SELECT c.member_id, c.change_id FROM member.tag_change c WHERE c.reason <> '' AND c.said_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)`,
}
