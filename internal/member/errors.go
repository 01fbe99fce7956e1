package member

import "habitue/internal/platform/errs"

// None of these carries what was entered: it may be personal.
var (
	// ErrUnknown says that there is no such member.
	ErrUnknown = errs.New(errs.NotFound, "member.unknown")
	// ErrAlreadyKnown says that an identity belongs to a member already; "member" is the id.
	ErrAlreadyKnown = errs.New(errs.Conflict, "member.already_known")
	// ErrCrowded says that others took the same identities again and again while we tried.
	ErrCrowded = errs.New(errs.Unavailable, "member.crowded")
	// ErrInvalid says that a member cannot join as asked; its fields say why.
	ErrInvalid = errs.New(errs.Invalid, "member.invalid")
	// ErrBadIdentity says that a text cannot be an identity of its kind.
	ErrBadIdentity = errs.New(errs.Invalid, "member.bad_identity")
	// ErrBadBirthday says that a date is not written MM-DD or YYYY-MM-DD or does not exist.
	ErrBadBirthday = errs.New(errs.Invalid, "member.bad_birthday")
	// ErrTooCommon says that a search fits too many members to list them.
	ErrTooCommon = errs.New(errs.Invalid, "member.too_common")
	// ErrTooMany says that more members are wanted than one export may hold.
	ErrTooMany = errs.New(errs.Invalid, "member.too_many")
	// ErrBadConsent says that a statement or a text of consent is wrong; its fields say why.
	ErrBadConsent = errs.New(errs.Invalid, "member.bad_consent")
	// ErrNoConsentText says that there is no such version of a text.
	ErrNoConsentText = errs.New(errs.NotFound, "member.no_consent_text")
	// ErrTextMoved says that somebody else wrote another version meanwhile.
	ErrTextMoved = errs.New(errs.Conflict, "member.text_moved")
	// ErrNotSignedIn says that a token is none, or is over: whatever is wrong with it.
	ErrNotSignedIn = errs.New(errs.Denied, "member.not_signed_in")
	// ErrWrongCode says that a code is not the one that was sent, or is over, or was
	// used, or tried too often: which of them is nobody's business.
	ErrWrongCode = errs.New(errs.Denied, "member.wrong_code")
	// ErrTooOften says that a phone, an address or a device must wait; "retry_s" is how long.
	ErrTooOften = errs.New(errs.Exhausted, "member.too_often")
	// ErrNoSender says that nothing is configured that delivers codes.
	ErrNoSender = errs.New(errs.Unavailable, "member.no_code_sender")
	// ErrCodeNotSent says that whoever delivers codes did not take one.
	ErrCodeNotSent = errs.New(errs.Unavailable, "member.code_not_sent")
	// ErrNotJoined says that who has shown a phone to be his is no member yet.
	ErrNotJoined = errs.New(errs.NotFound, "member.not_joined")
	// ErrHasLeft says that the membership behind a phone has ended.
	ErrHasLeft = errs.New(errs.Denied, "member.has_left")
	// ErrNoSession says that a member has no such sign-in.
	ErrNoSession = errs.New(errs.NotFound, "member.no_session")
	// ErrBadPass says that a scanned code is none of ours, or older than a minute.
	ErrBadPass = errs.New(errs.Invalid, "member.bad_pass")
	// ErrSame says that a member cannot become himself.
	ErrSame = errs.New(errs.Invalid, "member.merge_same")
	// ErrNotActive says that a member was merged, has left or was erased, and so cannot
	// take part in a merge; "status" says which.
	ErrNotActive = errs.New(errs.Conflict, "member.merge_not_active")
	// ErrNoMerge says that there is no such merge.
	ErrNoMerge = errs.New(errs.NotFound, "member.no_merge")
	// ErrMergeUndone says that a merge was undone before.
	ErrMergeUndone = errs.New(errs.Conflict, "member.merge_undone")
	// ErrMergedOn says that the survivor of a merge was merged himself since, which is to be undone first.
	ErrMergedOn = errs.New(errs.Conflict, "member.merged_on")
	// ErrNoFinding says that nothing is found wrong with a member by that rule.
	ErrNoFinding = errs.New(errs.NotFound, "member.no_finding")
	// ErrFindingMoved says that a finding is another than was seen.
	ErrFindingMoved = errs.New(errs.Conflict, "member.finding_moved")
	// ErrBadRule says that a quality rule is wrong; its fields say why.
	ErrBadRule = errs.New(errs.Invalid, "member.bad_quality_rule")
	// ErrNoRule says that there is no such quality rule.
	ErrNoRule = errs.New(errs.NotFound, "member.no_quality_rule")
	// ErrRuleMoved says that somebody else changed a quality rule meanwhile.
	ErrRuleMoved = errs.New(errs.Conflict, "member.quality_rule_moved")
	// ErrTooManyRules says that there are as many quality rules as there may be; "most" is how many.
	ErrTooManyRules = errs.New(errs.Conflict, "member.too_many_quality_rules")
	// ErrTooManyRepairs says that more findings are named than one repair takes; "most" is how many.
	ErrTooManyRepairs = errs.New(errs.Invalid, "member.too_many_repairs")
	// ErrNoRepair says that there is no such repair.
	ErrNoRepair = errs.New(errs.NotFound, "member.no_repair")
	// ErrRepairUndone says that a repair was undone before.
	ErrRepairUndone = errs.New(errs.Conflict, "member.repair_undone")
	// ErrErased says that a member was erased.
	ErrErased = errs.New(errs.Conflict, "member.erased")
	// ErrMergedAway says that a member is another now, who is to be named instead.
	ErrMergedAway = errs.New(errs.Conflict, "member.merged_away")
	// ErrOwed says that a member still has money of his own with us, which is to be paid
	// out before he is erased, or waived; its fields say what.
	ErrOwed = errs.New(errs.Conflict, "member.still_owed")
	// ErrUnfinished says that something is under way with a member that must end before
	// he is erased; its fields say what.
	ErrUnfinished = errs.New(errs.Conflict, "member.unfinished")
	// ErrBadField says that a field of the retailer's own cannot be so; its fields say why.
	ErrBadField = errs.New(errs.Invalid, "member.bad_field")
	// ErrNoField says that there is no such field.
	ErrNoField = errs.New(errs.NotFound, "member.no_field")
	// ErrFieldMoved says that somebody else made or changed a field meanwhile.
	ErrFieldMoved = errs.New(errs.Conflict, "member.field_moved")
	// ErrTooManyFields says that there are as many fields as there may be.
	ErrTooManyFields = errs.New(errs.Invalid, "member.too_many_fields")
	// ErrBadValue says that values do not fit their fields; its fields say why.
	ErrBadValue = errs.New(errs.Invalid, "member.bad_value")
	// ErrBadAddress says that an address cannot be so; its fields say why.
	ErrBadAddress = errs.New(errs.Invalid, "member.bad_address")
	// ErrNoAddress says that a member has no such address.
	ErrNoAddress = errs.New(errs.NotFound, "member.no_address")
	// ErrAddressMoved says that somebody else changed an address meanwhile.
	ErrAddressMoved = errs.New(errs.Conflict, "member.address_moved")
	// ErrTooManyAddresses says that a member has as many addresses as he may.
	ErrTooManyAddresses = errs.New(errs.Invalid, "member.too_many_addresses")
	// ErrBadNote says that a note cannot be so; its fields say why.
	ErrBadNote = errs.New(errs.Invalid, "member.bad_note")
	// ErrNoNote says that a member has no such note, or none that the reader may see.
	ErrNoNote = errs.New(errs.NotFound, "member.no_note")
	// ErrNoteMoved says that somebody else changed a note meanwhile.
	ErrNoteMoved = errs.New(errs.Conflict, "member.note_moved")
	// ErrNoteRemoved says that a note was removed, which is to be undone first.
	ErrNoteRemoved = errs.New(errs.Conflict, "member.note_removed")
	// ErrTooManyPinned says that as many notes stand on top as may.
	ErrTooManyPinned = errs.New(errs.Conflict, "member.too_many_pinned")
	// ErrBadPoster says that a poster cannot be so; its fields say why.
	ErrBadPoster = errs.New(errs.Invalid, "member.bad_poster")
	// ErrNoPoster says that there is no such poster, or none that the reader may see.
	ErrNoPoster = errs.New(errs.NotFound, "member.no_poster")
	// ErrPosterMoved says that somebody else changed a poster meanwhile.
	ErrPosterMoved = errs.New(errs.Conflict, "member.poster_moved")
	// ErrPosterOver says that the days of a poster are over, so that it needs others to run.
	ErrPosterOver = errs.New(errs.Conflict, "member.poster_over")
	// ErrTooManyPosters says that there are as many posters as there may be.
	ErrTooManyPosters = errs.New(errs.Invalid, "member.too_many_posters")
	// ErrBadTag says that a tag or a group of tags cannot be so; its fields say why.
	ErrBadTag = errs.New(errs.Invalid, "member.bad_tag")
	// ErrTagMoved says that somebody else made or changed a tag meanwhile.
	ErrTagMoved = errs.New(errs.Conflict, "member.tag_moved")
	// ErrTooManyTags says that there are as many tags or groups as there may be.
	ErrTooManyTags = errs.New(errs.Invalid, "member.too_many_tags")
	// ErrNoTag says that there is no such tag.
	ErrNoTag = errs.New(errs.NotFound, "member.no_tag")
	// ErrTagEnded says that a tag is put on nobody any more.
	ErrTagEnded = errs.New(errs.Conflict, "member.tag_ended")
	// ErrBadTagging says that a tag cannot be put so; its fields say why.
	ErrBadTagging = errs.New(errs.Invalid, "member.bad_tagging")
	// ErrTooManyTagged says that more members are named than are tagged at once.
	ErrTooManyTagged = errs.New(errs.Invalid, "member.too_many_tagged")
	// ErrNoTagging says that nothing was done to many under this number.
	ErrNoTagging = errs.New(errs.NotFound, "member.no_tagging")
	// ErrTaggingUndone says that what was done to many was undone before.
	ErrTaggingUndone = errs.New(errs.Conflict, "member.tagging_undone")
	// ErrNoTwin says that two members were never taken for one, or are one now.
	ErrNoTwin = errs.New(errs.NotFound, "member.no_twin")
	// ErrNoIdentity says that a member has no such identity.
	ErrNoIdentity = errs.New(errs.NotFound, "member.no_identity")
	// ErrIdentityTaken says that an identity is another member's.
	ErrIdentityTaken = errs.New(errs.Conflict, "member.identity_taken")
	// ErrIdentityHeld says that an identity is the member's already.
	ErrIdentityHeld = errs.New(errs.Conflict, "member.identity_held")
	// ErrTooManyIdentities says that a member has as many of a kind as he may.
	ErrTooManyIdentities = errs.New(errs.Invalid, "member.too_many_identities")
	// ErrLastIdentity says that a member cannot do without an identity; it can be changed.
	ErrLastIdentity = errs.New(errs.Conflict, "member.last_identity")
	// ErrNumberStays says that what is printed on the card is not taken off.
	ErrNumberStays = errs.New(errs.Conflict, "member.number_stays")
	// ErrNotProved says that a member must show anew that it is he.
	ErrNotProved = errs.New(errs.Denied, "member.not_proved")
	// ErrCodeRefused is ErrWrongCode for somebody who is signed in.
	ErrCodeRefused = errs.New(errs.Invalid, "member.code_refused")
	// ErrWrongPassword says that a password is not the one of a member, or that there is no
	// such member, or no password: which of them is nobody's business.
	ErrWrongPassword = errs.New(errs.Denied, "member.wrong_password")
	// ErrBadPassword says that a password cannot be one; its fields say why.
	ErrBadPassword = errs.New(errs.Invalid, "member.bad_password")
	// ErrBusy says that too many passwords are checked at once.
	ErrBusy = errs.New(errs.Unavailable, "member.busy")
	// ErrNoProvider says that nobody of this name vouches for members, or not in this way.
	ErrNoProvider = errs.New(errs.NotFound, "member.no_provider")
	// ErrProviderDown says that a provider does not answer.
	ErrProviderDown = errs.New(errs.Unavailable, "member.provider_down")
	// ErrNotVouched says that a provider did not say who somebody is, or not so that it can
	// be believed.
	ErrNotVouched = errs.New(errs.Invalid, "member.not_vouched")
	// ErrAttemptOver says that a way to a provider and back is over, was answered before,
	// or is another browser's: which of them is nobody's business.
	ErrAttemptOver = errs.New(errs.Conflict, "member.attempt_over")
	// ErrNoPasskeys says that nobody signs in by passkeys here.
	ErrNoPasskeys = errs.New(errs.NotFound, "member.no_passkeys")
	// ErrNoPasskey says that a member has no such passkey.
	ErrNoPasskey = errs.New(errs.NotFound, "member.no_passkey")
	// ErrBadPasskey says that a passkey cannot be so; its fields say why.
	ErrBadPasskey = errs.New(errs.Invalid, "member.bad_passkey")
	// ErrPasskeyRefused says that a passkey proves nothing, or is nobody's: which of them is
	// nobody's business.
	ErrPasskeyRefused = errs.New(errs.Invalid, "member.passkey_refused")
	// ErrPasskeyCopied says that there are two of a passkey, and that it signs in no more.
	ErrPasskeyCopied = errs.New(errs.Conflict, "member.passkey_copied")
	// ErrPasskeyKnown says that a passkey signs somebody in already.
	ErrPasskeyKnown = errs.New(errs.Conflict, "member.passkey_known")
	// ErrTooManyPasskeys says that a member has as many passkeys as he may.
	ErrTooManyPasskeys = errs.New(errs.Invalid, "member.too_many_passkeys")
	// ErrBadReturn says that a page to go to afterwards is none of the members' face.
	ErrBadReturn = errs.New(errs.Invalid, "member.bad_return")
	// ErrProveFirst says that a phone or an e-mail must be shown to be one's own by a code.
	ErrProveFirst = errs.New(errs.Conflict, "member.prove_first")
	// ErrAgeNeeded says that who joins must tell his day of birth or whether he is of age.
	ErrAgeNeeded = errs.New(errs.Invalid, "member.age_needed")
	// ErrGuardianNeeded says that a guardian must agree that somebody joins.
	ErrGuardianNeeded = errs.New(errs.Conflict, "member.guardian_needed")
	// ErrOwnGuardian says that a guardian's phone is the minor's own.
	ErrOwnGuardian = errs.New(errs.Invalid, "member.own_guardian")
	// ErrGuardianCode is ErrWrongCode of a guardian's.
	ErrGuardianCode = errs.New(errs.Invalid, "member.guardian_code")
	// ErrMinor says that a minor is asked for nothing but being served.
	ErrMinor = errs.New(errs.Conflict, "member.minor")
	// ErrNotMinor says that a member is no minor.
	ErrNotMinor = errs.New(errs.Conflict, "member.not_minor")
	// ErrRotating says that a key is being exchanged already.
	ErrRotating = errs.New(errs.Conflict, "member.rotating")
	// ErrNoRotation says that a key is none that was exchanged for another.
	ErrNoRotation = errs.New(errs.NotFound, "member.no_rotation")
	// ErrKeyNeeded says that something still needs a master key that is to be destroyed.
	ErrKeyNeeded = errs.New(errs.Conflict, "member.key_needed")
	// ErrIndexKeyNeeded says that something still follows from an index key that is to be destroyed.
	ErrIndexKeyNeeded = errs.New(errs.Conflict, "member.index_key_needed")
	// ErrWrongKeys says that the vault was written with other keys than the program was given.
	ErrWrongKeys = errs.New(errs.Denied, "member.wrong_keys")
	// ErrRestricted says that a member's data may be kept and not used; "member" is who.
	ErrRestricted = errs.New(errs.Conflict, "member.restricted")
	// ErrNotRestricted says that there is no restriction to lift.
	ErrNotRestricted = errs.New(errs.Conflict, "member.not_restricted")
)

// Codes of the fields of ErrInvalid.
const (
	badPhone    = "member.bad_phone"
	badEmail    = "member.bad_email"
	badCard     = "member.bad_card"
	badExternal = "member.bad_external"
	badName     = "member.bad_name"
	badBirthday = "member.bad_birthday"
	badSource   = "member.bad_source"
	badJoinedAt = "member.bad_joined_at"
)
