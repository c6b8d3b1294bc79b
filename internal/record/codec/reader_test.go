package codec_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"schakel/internal/record"
	"schakel/internal/record/codec"
)

// Many records read by one Reader are those that are read alone, and keep nothing of the memory they were read from.
func TestManyRecordsReadTogetherAreThoseReadAlone(t *testing.T) {
	var all codec.Reader
	private := cmp.Comparer(func(a, b record.Private) bool { return a.Equal(b) })
	sound := cmp.Comparer(func(a, b record.Sound) bool { return string(a.Reveal()) == string(b.Reveal()) })
	type pair struct{ alone, together record.Record }
	var pairs []pair
	for _, k := range record.Kinds() {
		for seed := range uint64(4) {
			data, err := codec.Marshal(Filled(k, seed))
			if err != nil {
				t.Fatal(err)
			}
			alone, err := codec.Unmarshal(k, data)
			if err != nil {
				t.Fatal(err)
			}
			again := append([]byte(nil), data...)
			together, err := all.Unmarshal(k, again)
			if err != nil {
				t.Fatal(err)
			}
			clear(again)
			pairs = append(pairs, pair{alone, together})
		}
	}
	for _, p := range pairs {
		if d := cmp.Diff(p.alone, p.together, private, sound); d != "" {
			t.Errorf("%v: %s", p.alone.Kind(), d)
		}
	}
}

// Texts read the same as another reader of JSON reads them, with escapes of every sort and more of them in one record.
func TestTextsWithEscapes(t *testing.T) {
	var all codec.Reader
	for _, text := range []string{
		"plain", `"`, `\`, "a\nb\tc\u0001", "Şule", "\U0001F469\u200D", "a\\u0041", strings.Repeat("é\n", 300), "\u2028<>&",
	} {
		quoted, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		line := fmt.Appendf(nil, `{"about":"nobody","on":"2026-01-02","note":%s,"promise":%s,"at":%s}`, quoted, quoted, quoted)
		r, err := all.Unmarshal(record.KindContact, line)
		if err != nil {
			t.Fatal(err)
		}
		clear(line)
		c := r.(*record.Contact)
		if c.Note.Reveal() != text || c.Promise.Reveal() != text || c.At != text {
			t.Errorf("%q became %q, %q, %q", text, c.Note.Reveal(), c.Promise.Reveal(), c.At)
		}
	}
}

// What was made up cannot fill the memory of the words, and every word stays what it was.
func TestManyDifferentWords(t *testing.T) {
	var all codec.Reader
	for i := range 3000 {
		at := fmt.Sprint("word ", i)
		r, err := all.Unmarshal(record.KindContact, fmt.Appendf(nil, `{"about":"nobody","on":"2026-01-02","at":%q}`, at))
		if err != nil || r.(*record.Contact).At != at {
			t.Fatalf("%v %v", r, err)
		}
	}
}
