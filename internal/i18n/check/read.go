package check

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"path"
	"path/filepath"
	"slices"
	"sort"
	"strings"
)

// Text is the words of a message in one plural form.
type Text struct {
	Form  string // "other", or a plural form
	Words string
	Line  int // in the file, from 1
}

// Message is one message of a file.
type Message struct {
	ID          string
	Line        int // in the file, from 1
	Description string
	Texts       []Text // in the order of the file
}

// Words gives the text of a plural form, "" when the message has none.
func (m *Message) Words(form string) string {
	for _, t := range m.Texts {
		if t.Form == form {
			return t.Words
		}
	}
	return ""
}

// Plural reports whether the message has another form than "other".
func (m *Message) Plural() bool {
	return slices.ContainsFunc(m.Texts, func(t Text) bool { return t.Form != other })
}

// File is what was read of a file of texts.
type File struct {
	Tag      string // of the language, such as "pl"
	Messages []*Message
	by       map[string]*Message
}

// Message finds a message, nil when the file does not have it.
func (f *File) Message(id string) *Message { return f.by[id] }

// other is the form that every message has.
const other = "other"

// Forms lists the plural forms that CLDR knows.
func Forms() []string { return []string{"zero", "one", "two", "few", "many", other} }

// TagOf is the language of a file, by its name: "pl" for texts/pl.json, "" without a name.
func TagOf(name string) string {
	if name == "" {
		return ""
	}
	return strings.TrimSuffix(path.Base(filepath.ToSlash(name)), ".json")
}

// Read reads a file of texts and says what is wrong with its form. A file that is no JSON gives what stands before the mistake.
func Read(tag string, data []byte) (*File, []Finding) {
	r := &reader{data: data, in: json.NewDecoder(bytes.NewReader(data)), file: &File{Tag: tag, by: map[string]*Message{}}}
	for at := bytes.IndexByte(data, '\n'); at >= 0; {
		r.ends = append(r.ends, at)
		next := bytes.IndexByte(data[at+1:], '\n')
		if next < 0 {
			break
		}
		at += next + 1
	}
	if err := r.whole(); err != nil {
		r.find(Finding{Line: r.mistake(err), Code: NoJSON})
	}
	return r.file, r.found
}

// reader reads one file.
type reader struct {
	data  []byte
	ends  []int // of the lines
	in    *json.Decoder
	file  *File
	found []Finding
}

// errShape is a value that is no object where there must be one.
var errShape = errors.New("no object")

func (r *reader) find(f Finding) { r.found = append(r.found, f) }

// line is the line of a place in the file, from 1.
func (r *reader) line(offset int64) int { return sort.SearchInts(r.ends, int(offset)) + 1 }

// here is the line of what was read last.
func (r *reader) here() int { return r.line(r.in.InputOffset() - 1) }

// mistake is the line of an error.
func (r *reader) mistake(err error) int {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return r.line(syntax.Offset - 1)
	}
	return r.line(max(r.in.InputOffset()-1, 0))
}

func (r *reader) whole() error {
	if err := r.open(); err != nil {
		return err
	}
	for r.in.More() {
		id, err := r.key()
		if err != nil {
			return err
		}
		if err := r.message(id); err != nil {
			return err
		}
	}
	if _, err := r.in.Token(); err != nil {
		return err
	}
	if _, err := r.in.Token(); !errors.Is(err, io.EOF) {
		return errors.Join(errShape, err)
	}
	return nil
}

// open reads the beginning of an object.
func (r *reader) open() error {
	begin, err := r.in.Token()
	if err != nil {
		return err
	}
	if begin != json.Delim('{') {
		return errShape
	}
	return nil
}

func (r *reader) key() (string, error) {
	token, err := r.in.Token()
	if err != nil {
		return "", err
	}
	key, _ := token.(string) // a key is a string, or the decoder says that it is no JSON
	return key, nil
}

// message reads the value of an id.
func (r *reader) message(id string) error {
	m := &Message{ID: id, Line: r.here()}
	begin, err := r.in.Token()
	if err != nil {
		return err
	}
	if begin != json.Delim('{') {
		r.find(Finding{Line: m.Line, ID: id, Code: NoText})
		return r.skip(begin)
	}
	if r.file.by[id] != nil {
		r.find(Finding{Line: m.Line, ID: id, Code: Twice})
	} else {
		r.file.Messages = append(r.file.Messages, m)
		r.file.by[id] = m
	}
	for r.in.More() {
		if err := r.text(m); err != nil {
			return err
		}
	}
	_, err = r.in.Token()
	return err
}

// text reads one form of a message, or its description.
func (r *reader) text(m *Message) error {
	form, err := r.key()
	if err != nil {
		return err
	}
	line := r.here()
	value, err := r.in.Token()
	if err != nil {
		return err
	}
	words, isText := value.(string)
	switch {
	case !isText:
		r.find(Finding{Line: line, ID: m.ID, Form: form, Code: NoText})
		return r.skip(value)
	case form == "description":
		m.Description = words
	case !slices.Contains(Forms(), form):
		r.find(Finding{Line: line, ID: m.ID, Form: form, Code: UnknownForm, Wanted: strings.Join(Forms(), ", ")})
	case slices.ContainsFunc(m.Texts, func(t Text) bool { return t.Form == form }):
		r.find(Finding{Line: line, ID: m.ID, Form: form, Code: Twice})
	default:
		m.Texts = append(m.Texts, Text{Form: form, Words: words, Line: line})
	}
	return nil
}

// skip reads on to the end of a value that began with a token.
func (r *reader) skip(begin json.Token) error {
	depth := 0
	for token := begin; ; {
		switch token {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth == 0 {
			return nil
		}
		var err error
		if token, err = r.in.Token(); err != nil {
			return err
		}
	}
}
