package intake

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"habitue/internal/member"
	"habitue/internal/platform/division"
)

// The fields of an address: the divisions it lies in, and what follows them. The last may
// hold all of it.
const (
	FieldProvince Field = "province"
	FieldCity     Field = "city"
	FieldDistrict Field = "district"
	FieldAddress  Field = "address"
)

// Regions says that places were brought to the divisions of GB/T 2260.
const Regions Repair = "region"

const mostAddress = 200 // characters; member knows it, too

// noPlace are what exports write where a district lies in no city of its own.
var noPlace = map[string]bool{"市辖区": true, "县": true, "省直辖县级行政区划": true, "自治区直辖县级行政区划": true}

// readAddress reads where somebody lives. What is certain of the divisions is kept by its
// code, the rest in front of the street as it was written. Divisions without a street are
// left out: nothing can be sent there.
func (r *openingReader) readAddress() {
	var region string
	for _, f := range []Field{FieldProvince, FieldCity, FieldDistrict} {
		if v := strings.ReplaceAll(r.half(f), " ", ""); !noPlace[v] {
			region += v
		}
	}
	line := strings.Join(strings.Fields(string(oneLine([]byte(norm.NFC.String(r.value(FieldAddress)))))), " ")
	if region == "" && line == "" {
		return
	}
	code, rest, _ := division.Parse(region)
	if utf8.RuneCountInString(rest+line) > mostAddress {
		r.refuse(FieldAddress, rowTooLong, "limit", mostAddress)
		return
	}
	a, err := member.Address{Division: code, Line: rest + line}.Fold(r.country)
	if err != nil {
		r.repairs.note(LeftOut, r.number, FieldAddress, region+line, "")
		return
	}
	if a.Division != "" && division.Name(a.Division)+a.Line != region+line {
		r.repairs.note(Regions, r.number, FieldProvince, strings.TrimSuffix(region+line, a.Line), division.Name(a.Division))
	}
	r.row.Address = &a
}
