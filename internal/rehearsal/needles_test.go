package rehearsal_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"schakel/internal/practice"
	"schakel/internal/record"
)

// secrets is every personal text of four letters or more and every date of the practice families, with each name, number and word of six
// letters or more in them. Days that a clock may write anywhere are left out.
func secrets(day record.Date, clocks ...string) (all []string) {
	found := map[string]bool{}
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer, reflect.Interface:
			if !v.IsNil() {
				walk(v.Elem())
			}
		case reflect.Slice, reflect.Array:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case reflect.Map:
			for _, k := range v.MapKeys() {
				walk(k)
				walk(v.MapIndex(k))
			}
		case reflect.Struct:
			switch known := v.Interface().(type) {
			case record.Private:
				text := known.Reveal()
				found[text] = true
				for _, word := range strings.Fields(text) {
					if word = strings.Trim(word, ".,;:!?()'\""); utf8.RuneCountInString(word) >= 6 {
						found[word] = true
					}
				}
			case record.Date:
				found[known.String()] = true
			default:
				for i := range v.NumField() {
					if v.Type().Field(i).IsExported() {
						walk(v.Field(i))
					}
				}
			}
		}
	}
	for _, r := range practice.Records(day, 1) {
		walk(reflect.ValueOf(r))
	}
	for text := range found {
		if utf8.RuneCountInString(text) >= 4 && !slices.Contains(clocks, text) {
			all = append(all, text)
		}
	}
	slices.Sort(all)
	return all
}

// forms are the bytes in which a text could stand in a file: UTF-8, UTF-16 either way round, hexadecimal, and base64 at each of the three
// places in which its bytes may fall.
func forms(text string) (all [][]byte) {
	plain := []byte(text)
	var little, big []byte
	for _, u := range utf16.Encode([]rune(text)) {
		little, big = append(little, byte(u), byte(u>>8)), append(big, byte(u>>8), byte(u))
	}
	all = append(all, plain, little, big)
	for _, b := range [][]byte{plain, little} {
		digits := hex.EncodeToString(b)
		all = append(all, []byte(digits), []byte(strings.ToUpper(digits)))
		for before := range 3 {
			for _, coding := range []*base64.Encoding{base64.StdEncoding, base64.URLEncoding} {
				code := coding.EncodeToString(append(make([]byte, before), b...))
				from, to := (before*8+5)/6, (before+len(b))*8/6
				all = append(all, []byte(code[from:to]))
			}
		}
	}
	return all
}

// hay looks for many needles at once.
type hay struct {
	starts  []bool // by the hash of the first four bytes
	needles map[uint32][]needle
}

type needle struct {
	bytes []byte
	of    string
}

func start(b []byte) uint32 {
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
}

func newHay(texts []string) *hay {
	h := &hay{starts: make([]bool, 1<<22), needles: map[uint32][]needle{}}
	for _, text := range texts {
		for _, form := range forms(text) {
			if len(form) < 4 {
				continue
			}
			at := start(form)
			h.starts[at%(1<<22)] = true
			if !slices.ContainsFunc(h.needles[at], func(n needle) bool { return bytes.Equal(n.bytes, form) }) {
				h.needles[at] = append(h.needles[at], needle{form, text})
			}
		}
	}
	return h
}

// sure is the length from which a needle does not turn up among random bytes by chance.
const sure = 7

// find gives what of the needles stands in some bytes. Short ones are named apart: chance finds one now and then.
func (h *hay) find(data []byte) (found, short []string) {
	for i := 0; i+4 <= len(data); i++ {
		at := start(data[i:])
		if !h.starts[at%(1<<22)] {
			continue
		}
		for _, n := range h.needles[at] {
			if !bytes.HasPrefix(data[i:], n.bytes) {
				continue
			}
			if len(n.bytes) < sure {
				short = append(short, n.of)
			} else {
				found = append(found, n.of)
			}
		}
	}
	return found, short
}

// search is a search through a whole folder, over and over.
type search struct {
	*hay
	dir   string
	short map[string]int  // how often a short needle was found, by needle and file
	seen  map[string]bool // files that were searched, by the shape of their names
	bytes int64
}

// look searches every file and every name below the folder.
func (s *search) look(t *testing.T, when string) {
	t.Helper()
	err := filepath.WalkDir(s.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil // it went while the search was under way
		}
		rel, _ := filepath.Rel(s.dir, path)
		found, _ := s.find([]byte(rel))
		if d.Type().IsRegular() {
			data, err := os.ReadFile(path)
			if err != nil {
				return nil
			}
			in, short := s.find(data)
			found = append(found, in...)
			slices.Sort(short)
			for _, n := range slices.Compact(short) {
				s.short[n+" in "+shape(rel)]++
			}
			s.bytes += int64(len(data))
			s.seen[shape(rel)] = true
		}
		for _, n := range found {
			t.Errorf("%s: %q stands in %s", when, n, rel)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// shape is a path without its numbers.
func shape(path string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, path)
}

func TestNeedlesAreFound(t *testing.T) {
	texts := []string{"Yılmazer", "0612345678", "1988-03-14", "يوسف"}
	h := newHay(texts)
	for _, text := range texts {
		for n, form := range forms(text) {
			data := append(append(bytes.Repeat([]byte{0xA5}, 1000), form...), 1, 2, 3)
			found, short := h.find(data)
			if all := append(found, short...); !slices.Contains(all, text) {
				t.Errorf("%q is not found in form %d", text, n)
			}
		}
		for before := range 4 {
			code := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("-", before) + text + "en meer"))
			if found, short := h.find([]byte(code)); !slices.Contains(append(found, short...), text) {
				t.Errorf("%q is not found in base64 after %d bytes", text, before)
			}
		}
	}
	all := secrets(record.Day(2026, 11, 24))
	if len(all) < 1000 || !slices.Contains(all, "Yusuf") && !slices.Contains(all, "Fatima") {
		t.Errorf("only %d secrets", len(all))
	}
}
