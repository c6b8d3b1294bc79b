package record_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"schakel/internal/record"
)

// never lists what no field of any record may be about (PRODUCT law 9), in the languages in which people name fields. Spoken languages
// and "tolk nodig" are all that is kept.
func never() []string {
	return strings.Fields(`bsn burgerservice sofi citizenservice ethnic etnic etnisch afkomst herkomst origin descent nationality nationaliteit citizenship
		religion religie geloof faith church moskee belief race residence verblijf vreemdeling asylum country land birthplace geboorteplaats skin
		tribe clan stam sexual seksueel orientation union vakbond politic criminal strafblad`)
}

// fieldsOf lists the Go and JSON names of every field in a type, however deep.
func fieldsOf(t reflect.Type, seen []reflect.Type) (names []string) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || !strings.HasSuffix(t.PkgPath(), "internal/record") || slices.Contains(seen, t) {
		return nil
	}
	for i := range t.NumField() {
		f := t.Field(i)
		json, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		names = append(append(names, f.Name, json), fieldsOf(f.Type, append(seen, t))...)
	}
	return names
}

func TestNoFieldIsAboutWhatIsNeverKept(t *testing.T) {
	for _, k := range record.Kinds() {
		names := fieldsOf(reflect.TypeOf(record.New(k)), nil)
		if len(names) < 8 {
			t.Fatalf("%s: %d names are not all fields", k, len(names))
		}
		for _, name := range names {
			for _, word := range never() {
				if strings.Contains(strings.ToLower(name), word) {
					t.Errorf("%s has a field %s (%s)", k, name, word)
				}
			}
		}
	}
}
