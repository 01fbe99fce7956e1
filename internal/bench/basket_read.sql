-- What a till must know at the least: who it is.
SELECT status FROM member.member WHERE member_id = $1
