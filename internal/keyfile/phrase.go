package keyfile

import (
	_ "embed"
	"encoding/binary"
	"io"
	"strings"
	"sync"
)

// WordBits is what one word of our own list is worth: it has at least 1024 words.
const WordBits = 10

// phraseWords is the number of words of an offered phrase: at least 50 bits.
const phraseWords = 5

//go:embed words.txt
var wordsText string

// words is the list and the same as a set; it is built once and never changes.
var words = sync.OnceValues(func() ([]string, map[string]bool) {
	list := strings.Fields(wordsText)
	set := make(map[string]bool, len(list))
	for _, w := range list {
		set[w] = true
	}
	return list, set
})

func isWord(w string) bool {
	_, set := words()
	return set[w]
}

// Suggest makes a passphrase of five simple Dutch words, each drawn evenly from the list. A draw that our own estimate would find
// too easy, because a word stands twice or two of them are words that people often choose, is drawn again.
func Suggest(random io.Reader) (string, error) {
	for {
		phrase, err := draw(random)
		if err != nil || Estimate([]byte(phrase)).Enough {
			return phrase, err
		}
	}
}

func draw(random io.Reader) (string, error) {
	list, _ := words()
	n := uint32(len(list))
	limit := ^uint32(0) - ^uint32(0)%n // a draw from here on would favour the first words
	chosen := make([]string, 0, phraseWords)
	for len(chosen) < phraseWords {
		var b [4]byte
		if _, err := io.ReadFull(random, b[:]); err != nil {
			return "", err
		}
		if draw := binary.BigEndian.Uint32(b[:]); draw < limit {
			chosen = append(chosen, list[draw%n])
		}
	}
	return strings.Join(chosen, " "), nil
}
