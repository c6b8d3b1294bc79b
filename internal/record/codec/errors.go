package codec

import (
	"strconv"
	"strings"

	"schakel/internal/fault"
)

// The sentinels; an *Error wraps them with the field and the place.
var (
	ErrSyntax    = fault.New(fault.Invalid, "import.syntax", "not a JSON object as expected")
	ErrType      = fault.New(fault.Invalid, "import.type", "a value of the wrong type")
	ErrUnknown   = fault.New(fault.Invalid, "import.unknown", "an unknown field")
	ErrForbidden = fault.New(fault.Invalid, "import.forbidden", "a field that Schakel never keeps")
	ErrTwice     = fault.New(fault.Invalid, "import.twice", "a field that stands twice")
	ErrKind      = fault.New(fault.Invalid, "import.kind", "no such type of record")
	ErrValue     = fault.New(fault.Invalid, "import.value", "a value that cannot be written")
	ErrRow       = fault.New(fault.Corrupt, "store.row", "not a compact row")
	ErrNewer     = fault.New(fault.Newer, "store.newer", "a compact row or kind of record of a newer version")
)

// Error is what is wrong with the bytes of a record: where, in which field, and why. It never holds a value.
type Error struct {
	Field  string // the JSON name, with dots for nested ones ("members.0.person"); "" when it is not about one field
	Offset int    // byte in the line where reading stopped
	fault  *fault.Error
}

// Error is the reason with the field and the place.
func (e *Error) Error() string {
	text := e.fault.Text
	if e.Field != "" {
		text += ": " + strconv.Quote(e.Field)
	}
	return text + " at byte " + strconv.Itoa(e.Offset)
}

// Unwrap is the sentinel.
func (e *Error) Unwrap() error { return e.fault }

// under puts the name of the field around an error from inside it.
func under(name string, err error) error {
	if e, ok := err.(*Error); ok {
		e.Field = strings.TrimSuffix(name+"."+e.Field, ".")
	}
	return err
}

// fieldName is the name of an unknown field as an error may carry it: short, and printable.
func fieldName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == 0xfffd {
			return -1
		}
		return r
	}, name)
	if runes := []rune(name); len(runes) > 40 {
		return string(runes[:40])
	}
	return name
}

// forbidden reports whether a field name is one of the things that Schakel never keeps (PRODUCT law 9): a burgerservicenummer,
// ethnicity, nationality, religion, residence status and what else the law calls special.
func forbidden(name string) bool {
	plain := strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || r == ' ' || r == '.' {
			return -1
		}
		return r
	}, strings.ToLower(name))
	for _, part := range forbiddenParts() {
		if strings.Contains(plain, part) {
			return true
		}
	}
	return plain == "bsn" || strings.HasPrefix(plain, "bsn") || strings.HasSuffix(plain, "bsn") || plain == "ras" || plain == "race" ||
		plain == "sofi" || plain == "vnummer" || plain == "iq"
}

func forbiddenParts() []string {
	return []string{
		"burgerservice", "sofinummer", "citizenservice", "socialsecurity", "ethnic", "etnic", "etnis", "nationali", "herkomst",
		"afkomst", "religi", "geloof", "godsdienst", "kerk", "moskee", "faith", "huidskleur", "skincolo", "geaardheid",
		"sexualorientation", "seksuele", "strafblad", "criminalrecord", "strafrechtelijk", "verblijfsstatus", "verblijfsvergunning",
		"residencepermit", "immigrationstatus", "vreemdelingennummer", "paspoort", "passport", "diagnos", "politiekevoorkeur",
		"countryofbirth", "geboorteland", "birthcountry", "migratieachtergrond", "fingerprint", "vingerafdruk",
	}
}
