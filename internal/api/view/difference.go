package view

// Difference is a sentence of a rule that one version has and the other has not.
type Difference struct {
	Change string `json:"change" enum:"added,removed" doc:"Whether the sentence comes or goes" zh:"新增或去掉" example:"added"`
	Words  string `json:"words" doc:"The sentence, in the reader's language" zh:"句子（读者的语言）" example:"金卡的积分 ×3。"`
}

// Differences tells two versions of a rule apart by their sentences, in the
// order in which they stand: what goes before what comes in its place.
func Differences(before, after []string) []Difference {
	common := longestCommon(before, after)
	differences := []Difference{}
	i, j := 0, 0
	for i < len(before) || j < len(after) {
		switch {
		case i < len(before) && j < len(after) && before[i] == after[j]:
			i, j = i+1, j+1
		case i < len(before) && (j == len(after) || common[i+1][j] >= common[i][j+1]):
			differences = append(differences, Difference{"removed", before[i]})
			i++
		default:
			differences = append(differences, Difference{"added", after[j]})
			j++
		}
	}
	return differences
}

// longestCommon returns, for each pair of places, how many sentences both have
// in common from there on in the same order. Rules have tens of sentences.
func longestCommon(a, b []string) [][]int {
	common := make([][]int, len(a)+1)
	for i := range common {
		common[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			common[i][j] = max(common[i+1][j], common[i][j+1])
			if a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			}
		}
	}
	return common
}
