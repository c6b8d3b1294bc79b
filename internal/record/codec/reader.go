package codec

import "schakel/internal/record"

// Reader reads many records with little memory for each: words that stand in many of them are kept once. The zero Reader is ready. It is used
// by one goroutine.
type Reader struct {
	words words
	scan  scanner
}

// Unmarshal is the Unmarshal of the package.
func (all *Reader) Unmarshal(kind record.Kind, data []byte) (record.Record, error) {
	all.scan = scanner{data: data, words: &all.words, memory: all.scan.memory}
	defer all.wipe()
	return unmarshal(kind, &all.scan, false)
}

// wipe forgets the text of the last record that stood with escapes.
func (all *Reader) wipe() {
	all.scan.data = nil
	clear(all.scan.memory[:cap(all.scan.memory)])
}

// words keeps words that come again and again once: those of enumerations, languages and hours. A nil words keeps none.
type words struct{ known map[string]string }

// mostWords is how many words are kept once, of at most longestWord bytes. There are a few hundred; what was made up must not fill the memory.
const (
	mostWords   = 512
	longestWord = 32
)

func (all *words) word(b []byte) string {
	if all == nil || len(b) == 0 || len(b) > longestWord {
		return string(b)
	}
	if w, ok := all.known[string(b)]; ok {
		return w
	}
	w := string(b)
	if all.known == nil {
		all.known = map[string]string{}
	}
	if len(all.known) < mostWords {
		all.known[w] = w
	}
	return w
}
