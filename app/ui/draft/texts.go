package draft

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"schakel/app/ui/versions"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Texts are fields as they were typed, kept beside a draft until they are understood: by the name of the field in the record, with more
// behind a point where it stands in a list, or behind a slash where it is about somebody in a family.
type Texts map[string]string

// Carry packs them into a record that a draft can hold.
func (t Texts) Carry() record.Record {
	lines := make([]string, 0, len(t))
	for key, text := range t {
		if text != "" {
			lines = append(lines, key+"\t"+strings.ReplaceAll(text, "\n", " "))
		}
	}
	slices.Sort(lines)
	return &record.Person{As: record.PersonOther, Note: record.Text(strings.Join(lines, "\n"))}
}

// Carried is the opposite of Carry.
func Carried(r record.Record) Texts {
	t := Texts{}
	p, ok := r.(*record.Person)
	if !ok {
		return t
	}
	for l := range strings.SplitSeq(p.Note.Reveal(), "\n") {
		if key, text, ok := strings.Cut(l, "\t"); ok {
			t[key] = text
		}
	}
	return t
}

// Day reads a day that was typed under key and keeps the text. A zero Date and no error mean that nothing is there.
func (t Texts) Day(key, text string, read func(string) (record.Date, error)) (record.Date, error) {
	t[key] = text
	if strings.TrimSpace(text) == "" {
		delete(t, key)
		return record.Date{}, nil
	}
	return read(text)
}

// Still are the texts of which the version of the worker counts after a choice between two versions.
func (t Texts) Still(mine, chosen record.Record) Texts {
	differ, err := book.Differ(mine, chosen)
	out := Texts{}
	for name, text := range t {
		if err == nil && !slices.Contains(differ, fieldOf(name)) {
			out[name] = text
		}
	}
	return out
}

// Forget drops the texts of which the name begins with prefix, such as those of a list whose places change.
func (t Texts) Forget(prefix string) {
	for name := range t {
		if strings.HasPrefix(name, prefix) {
			delete(t, name)
		}
	}
}

// In tells whether something is typed in a field, or in a row of a list: "costs", "costs.2".
func (t Texts) In(place string) bool {
	for name := range t {
		if name == place || strings.HasPrefix(name, place+".") {
			return true
		}
	}
	return false
}

// of are the texts that lie in the fields of a record.
func (t Texts) of(fields []string) []string {
	var names, out []string
	for name := range t {
		if slices.Contains(fields, fieldOf(name)) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		out = append(out, t[name])
	}
	return out
}

// fieldOf is the field of the record in which a text lies.
func fieldOf(name string) string {
	if end := strings.IndexAny(name, "./"); end >= 0 {
		return name[:end]
	}
	return name
}

// About are the texts of one of several people: their names end with its id.
func (t Texts) About(id record.ID) Texts {
	out := Texts{}
	for name, text := range t {
		if strings.HasSuffix(name, "/"+id.String()) {
			out[name] = text
		}
	}
	return out
}

// Beside puts the texts in the version of the worker, where topics are laid beside another version.
func (t Texts) Beside(p *i18n.Printer, topics []versions.Topic) {
	for i, topic := range topics {
		for _, text := range t.of(topic.Fields) {
			if topics[i].Mine != "" {
				text = p.T("concern.row.joined", "One", topics[i].Mine, "Two", text)
			}
			topics[i].Mine = text
		}
	}
}

// Without drops the texts of row i of a list; those of the rows below it move up one.
func (t Texts) Without(list string, i int) {
	moved := Texts{}
	for name, text := range t {
		rest, in := strings.CutPrefix(name, list+".")
		if !in {
			continue
		}
		place, field, _ := strings.Cut(rest, ".")
		at, err := strconv.Atoi(place)
		if err != nil || at < i {
			continue
		}
		if delete(t, name); at > i {
			moved[strings.TrimSuffix(list+"."+strconv.Itoa(at-1)+"."+field, ".")] = text
		}
	}
	maps.Copy(t, moved)
}
