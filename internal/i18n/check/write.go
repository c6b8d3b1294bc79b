package check

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
)

// Lacks lists the plural forms that a message of the source needs in this file and that are not there; "other" for a message of one text.
func (f *File) Lacks(source *Message, needed []string) []string {
	if m := f.Message(source.ID); m != nil {
		return m.lacks(source, needed)
	}
	return (&Message{}).lacks(source, needed)
}

func (m *Message) lacks(source *Message, needed []string) []string {
	var lacks []string
	for _, form := range needed {
		if (form == other || source.Plural()) && !slices.ContainsFunc(m.Texts, func(t Text) bool { return t.Form == form }) {
			lacks = append(lacks, form)
		}
	}
	return lacks
}

// JSON is the file as it is kept: the ids in the order of their letters, one space of indent.
func (f *File) JSON() ([]byte, error) {
	all := make(map[string]json.RawMessage, len(f.Messages))
	for _, m := range f.Messages {
		one, err := m.json()
		if err != nil {
			return nil, err
		}
		all[m.ID] = one
	}
	var out bytes.Buffer
	out.WriteByte('{')
	for i, id := range slices.Sorted(maps.Keys(all)) {
		if i > 0 {
			out.WriteByte(',')
		}
		if err := pair(&out, id, all[id]); err != nil {
			return nil, err
		}
	}
	out.WriteByte('}')
	var indented bytes.Buffer
	if err := json.Indent(&indented, out.Bytes(), "", " "); err != nil {
		return nil, err
	}
	indented.WriteByte('\n')
	return indented.Bytes(), nil
}

func (m *Message) json() ([]byte, error) {
	var out bytes.Buffer
	out.WriteByte('{')
	texts := m.Texts
	if m.Description != "" {
		texts = append([]Text{{Form: "description", Words: m.Description}}, texts...)
	}
	for i, t := range texts {
		if i > 0 {
			out.WriteByte(',')
		}
		words, err := quoted(t.Words)
		if err != nil {
			return nil, err
		}
		if err := pair(&out, t.Form, words); err != nil {
			return nil, err
		}
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

func pair(out *bytes.Buffer, key string, value []byte) error {
	name, err := quoted(key)
	if err != nil {
		return err
	}
	out.Write(name)
	out.WriteByte(':')
	out.Write(value)
	return nil
}

// quoted is a text in JSON, with < and > as themselves.
func quoted(text string) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(text); err != nil {
		return nil, err
	}
	return bytes.TrimSpace(out.Bytes()), nil
}
