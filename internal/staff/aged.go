package staff

import "habitue/internal/platform/sweep"

// ReasonsAged are the reasons that people wrote into the trail about members. That
// something was done, when and by whom, stays for good.
var ReasonsAged = sweep.Rows{
	Count: `SELECT (SELECT count(*) FROM staff.audit WHERE reason IS NOT NULL AND subject_kind = 'member' AND at < $1),
		(SELECT min(at) FROM staff.audit WHERE reason IS NOT NULL AND subject_kind = 'member' AND at >= $1)`,
	Remove: `UPDATE staff.audit SET reason = NULL WHERE id IN (
		SELECT a.id FROM staff.audit a WHERE a.reason IS NOT NULL AND a.subject_kind = 'member' AND a.at < $1
		ORDER BY a.at LIMIT $2 FOR UPDATE SKIP LOCKED)`,
}
