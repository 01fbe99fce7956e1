// Package twin knows how alike two members are, and which are worth comparing. It
// is pure: it knows no database and no keys.
//
// The words:
//
//   - Traits are what is compared of a member.
//   - A blocking key is a text that two records of one person are likely to share
//     and strangers are not; who share one are a block, and only they are compared.
//   - Evidence is what a comparison of one trait says, with its weight: the logarithm
//     to the base of two of how much likelier it is of one person than of two. Weights
//     add up (I. P. Fellegi, A. B. Sunter: A Theory for Record Linkage, Journal of the
//     American Statistical Association 64, 1969). What both lack says nothing.
//   - The prior is what to think of two members drawn at random; a score is the prior
//     with all evidence. At nought, one person is as likely as two.
//
// What holds: comparing is symmetric, and more agreement never lowers a score.
package twin
