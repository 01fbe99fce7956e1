package sample

// TierSpend are thresholds for silver, gold and diamond, in fen spent within twelve
// months, that suit this retailer. Of the members who bought within the year about half
// stay below silver and one in twenty is diamond; a gold member then spends about twice,
// a diamond one about five times what the mean of them spends. The generator does not
// know tiers: the groups come out of appetites, and this is where to cut.
var TierSpend = [3]int64{200_00, 500_00, 1_200_00}
