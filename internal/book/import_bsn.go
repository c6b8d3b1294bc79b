package book

import (
	"bytes"
	"encoding/json"
	"sort"
	"strconv"
	"time"

	"schakel/internal/record"
)

// bsnFields lists the fields of an import line that hold what seems to be a burgerservicenummer, also in a note: what a person types is
// warned about, what comes in by the thousand is refused (PRODUCT law 9). The bytes of signed receipts and hashes hold no text.
func bsnFields(line []byte) []string {
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.UseNumber()
	var v any
	if dec.Decode(&v) != nil {
		return nil // no JSON: refused for that
	}
	var found []string
	walkTexts(v, "", func(field, text string) {
		if record.HasBSN(text) && !structured(text) {
			found = append(found, field)
		}
	})
	sort.Strings(found)
	return found
}

func walkTexts(v any, field string, see func(field, text string)) {
	under := func(name string) string {
		if field == "" {
			return name
		}
		return field + "." + name
	}
	switch v := v.(type) {
	case string:
		see(field, v)
	case []any:
		for i, e := range v {
			walkTexts(e, under(strconv.Itoa(i)), see)
		}
	case map[string]any:
		for name, e := range v {
			switch name {
			case "bytes", "hash", "preview", "document", "photo", "key": // signed, a picture, or made by Schakel from fields that were checked
			default:
				walkTexts(e, under(name), see)
			}
		}
	}
}

// structured reports whether a text is an id or a moment, whose digits are no number of a person.
func structured(text string) bool {
	if _, err := record.ParseID(text); err == nil {
		return true
	}
	_, err := time.Parse(time.RFC3339Nano, text)
	return err == nil
}
