package book

import (
	"bytes"
	"encoding/json"
	"sort"
	"strconv"
	"strings"
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
	if letters, is := v.(map[string]any); is && letters["kind"] == record.KindLetterhead.String() { // its two pictures; a person has a first too
		delete(letters, "first")
		delete(letters, "second")
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
		walkText(v, field, see)
	case []any:
		for i, e := range v {
			walkTexts(e, under(strconv.Itoa(i)), see)
		}
	case map[string]any:
		for name, e := range v {
			if !opaque[name] {
				walkTexts(e, under(name), see)
			}
		}
	}
}

// walkText looks at one text. A record, or a field of one, that is kept as JSON in a text is looked at field by field: the moments and ids in it are no
// numbers of a person.
func walkText(text, field string, see func(field, text string)) {
	var inner any
	if strings.HasPrefix(text, "{") || strings.HasPrefix(text, "[") || strings.HasPrefix(text, `"`) {
		dec := json.NewDecoder(strings.NewReader(text))
		dec.UseNumber()
		if dec.Decode(&inner) == nil && !dec.More() {
			if quoted, is := inner.(string); !is || quoted != text {
				walkTexts(inner, field, see)
				return
			}
		}
	}
	see(field, text)
}

// opaque are fields that hold no text of a person: what was signed or sealed, pictures, sounds, keys and fingerprints, and what Schakel made from
// fields that were checked.
var opaque = map[string]bool{
	"bytes": true, "hash": true, "preview": true, "document": true, "photo": true, "key": true, "sound": true, "file": true, "content": true, "card": true,
	"roots": true, "certificate": true, "frontKey": true, "inboxKey": true, "sealTo": true, "pin": true, "sealed": true, "worker": true,
	"set": true, "parcel": true,
}

// structured reports whether a text is an id or a moment, whose digits are no number of a person.
func structured(text string) bool {
	if _, err := record.ParseID(text); err == nil {
		return true
	}
	_, err := time.Parse(time.RFC3339Nano, text)
	return err == nil
}
