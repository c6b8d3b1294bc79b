package cjg

import (
	"reflect"
	"strconv"
	"strings"
)

// LineType says how a line's value is to be shown.
type LineType uint8

// The types of a line.
const (
	Text   LineType = iota // as it stands
	Date                   // YYYY-MM-DD
	Number                 // a whole number in digits
	YesNo                  // "ja" or "nee"
	Choice                 // a value of a closed list: show the text of Enum + "." + Value
)

// Line is one field of a document with its value, as a preview or an inbox shows it.
type Line struct {
	Key   string // path of wire names without indexes, "personen.telefoon"
	Item  int    // which element of the list the line belongs to, from 1; 0 outside a list
	Value string // the value as it stands in the document
	Type  LineType
	Enum  string // with Choice: the name of the enumeration, "document.role"
}

// Lines gives every field that goes, in reading order.
func (d *Referral) Lines() []Line { return lines(d) }

// Lines gives every field that goes, in reading order.
func (d *Signal) Lines() []Line { return lines(d) }

// Lines gives every field that goes, in reading order.
func (d *Request) Lines() []Line { return lines(d) }

// Lines gives every field that goes, in reading order.
func (d *Answer) Lines() []Line { return lines(d) }

// Lines gives every field that goes, in reading order.
func (d *Invite) Lines() []Line { return lines(d) }

// Lines gives every field that goes, in reading order.
func (d *Recall) Lines() []Line { return lines(d) }

// lines walks the struct by the same tags as the JSON, so that a field added later cannot be left out of a preview.
func lines(d Document) []Line {
	w := lineWalk{}
	w.structure(reflect.ValueOf(d).Elem(), "", 0)
	return w.out
}

type lineWalk struct{ out []Line }

func (w *lineWalk) structure(v reflect.Value, prefix string, item int) {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		name, rest, _ := strings.Cut(field.Tag.Get("json"), ",")
		if strings.Contains(rest, "omitempty") && empty(v.Field(i)) {
			continue
		}
		w.value(v.Field(i), field.Tag, prefix+name, item)
	}
}

func (w *lineWalk) value(v reflect.Value, tag reflect.StructTag, key string, item int) {
	switch v.Kind() {
	case reflect.Struct:
		w.structure(v, key+".", item)
	case reflect.Pointer:
		w.value(v.Elem(), tag, key, item)
	case reflect.Slice:
		for i := range v.Len() {
			if v.Index(i).Kind() == reflect.Struct {
				w.structure(v.Index(i), key+".", i+1)
				continue
			}
			w.value(v.Index(i), tag, key, item)
		}
	default:
		w.out = append(w.out, leaf(v, tag, key, item))
	}
}

func leaf(v reflect.Value, tag reflect.StructTag, key string, item int) Line {
	line := Line{Key: key, Item: item}
	switch v.Kind() {
	case reflect.Int:
		line.Type, line.Value = Number, strconv.FormatInt(v.Int(), 10)
	case reflect.Bool:
		line.Type, line.Value = YesNo, "nee"
		if v.Bool() {
			line.Value = "ja"
		}
	default:
		line.Value = v.String()
		if tag.Get("format") == "date" {
			line.Type = Date
		}
		if enum := tag.Get("enum"); enum != "" && isCode(enum, line.Value) {
			line.Type, line.Enum = Choice, enum
		}
	}
	return line
}

// isCode tells a code from a name in the fields that allow both: a language may stand as BCP 47 or as people say it.
func isCode(enum, value string) bool {
	if enum != "language" {
		return true
	}
	return languageForm.MatchString(value)
}

// empty is what encoding/json leaves out under omitempty.
func empty(v reflect.Value) bool {
	if v.Kind() == reflect.Slice {
		return v.Len() == 0
	}
	return v.IsZero()
}

// Name is the key in the form that message ids have: its label is the text "document.line." + Name.
func (l Line) Name() string { return strings.ToLower(strings.ReplaceAll(l.Key, ".", "_")) }
