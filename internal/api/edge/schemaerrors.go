package edge

import (
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"

	"habitue/internal/platform/errs"
)

// huma tells what is wrong with a field in English sentences, which it keeps
// in variables so that programs can put their own in their place. Ours are
// machine-readable: a code, then pairs of name and value, parted by tabs.
func init() {
	huma.ValidateStrictCasing = true
	huma.DefaultArrayNullable = false

	validation.MsgUnexpectedProperty = codeUnknown
	validation.MsgExpectedRequiredProperty = codeMissing + "\tfield\t%s"
	validation.MsgExpectedDependentRequiredProperty = codeMissing + "\tfield\t%s\twith\t%s"
	for _, m := range []*string{
		&validation.MsgExpectedBoolean, &validation.MsgExpectedNumber, &validation.MsgExpectedInteger,
		&validation.MsgExpectedString, &validation.MsgExpectedArray, &validation.MsgExpectedObject,
	} {
		*m = codeWrongType + "\twanted\t" + strings.TrimPrefix(*m, "expected ")
	}
	validation.MsgExpectedRFC3339DateTime = codeBadTime
	validation.MsgExpectedRFC3339Date = codeBadDate
	validation.MsgExpectedRFC5322Email = codeNotEmail + "\tcause\t%v"
	validation.MsgExpectedOneOf = codeNotInEnum + "\tchoices\t%s"
	validation.MsgExpectedMinimumNumber = codeTooSmall + "\tmin\t%v"
	validation.MsgExpectedMaximumNumber = codeTooLarge + "\tmax\t%v"
	validation.MsgExpectedMinLength = codeTooShort + "\tmin\t%d"
	validation.MsgExpectedMaxLength = codeTooLong + "\tmax\t%d"
	validation.MsgExpectedMatchPattern = codePattern + "\tpattern\t%s"
	validation.MsgExpectedBePattern = codePattern + "\tpattern\t%s"
	validation.MsgExpectedMinItems = codeTooFew + "\tmin\t%d"
	validation.MsgExpectedMaxItems = codeTooMany + "\tmax\t%d"
	validation.MsgExpectedArrayItemsUnique = codeNotUnique
	validation.MsgExpectedMatchAtLeastOneSchema = codeAmbiguous
	validation.MsgExpectedMatchExactlyOneSchema = codeAmbiguous
}

// sentences are those of huma that it does not keep in variables.
var sentences = []struct{ prefix, code string }{
	{"expected value to match exactly one schema", codeAmbiguous},
	{"json: cannot unmarshal", codeWrongType},
	{"parsing time", codeBadTime},
}

// maxFieldErrors bounds what is told of a body in which everything is wrong.
const maxFieldErrors = 50

// wrongFields turns huma's findings into an error of ours.
func wrongFields(findings []error) *errs.Error {
	e := ErrRequest
	for i, finding := range findings {
		detailer, ok := finding.(huma.ErrorDetailer)
		if !ok || i == maxFieldErrors {
			break
		}
		path, code, pairs := fieldOf(detailer.ErrorDetail())
		e = e.Field(path, code, pairs...)
	}
	return e
}

func fieldOf(d *huma.ErrorDetail) (path, code string, pairs []any) {
	_, path, _ = strings.Cut(d.Location, ".") // without body, query, path or header
	parts := strings.Split(d.Message, "\t")
	if !strings.HasPrefix(parts[0], "http.") {
		return path, codeOfSentence(d.Message), nil
	}
	for i := 1; i+1 < len(parts); i += 2 {
		if parts[i] == "field" {
			path = join(path, parts[i+1])
			continue
		}
		pairs = append(pairs, parts[i], parts[i+1])
	}
	return path, parts[0], pairs
}

func codeOfSentence(text string) string {
	for _, s := range sentences {
		if strings.HasPrefix(text, s.prefix) {
			return s.code
		}
	}
	return codeWrongValue
}

func join(path, field string) string {
	if path == "" {
		return field
	}
	return path + "." + field
}
