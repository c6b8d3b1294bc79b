package book_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/practice"
	"schakel/internal/record"
	"schakel/internal/record/codec"
)

// leaf is one value in a line of JSON: the way to it, as a problem names it, and how to put another in its place.
type leaf struct {
	path string
	was  any
	put  func(any)
}

// leaves are all values of a line, but the head: ids and moments that a store gives itself.
func leaves(at any, path string) []leaf {
	var all []leaf
	dot := func(name string) string { return strings.TrimPrefix(path+"."+name, ".") }
	put := func(name string, v any, set func(any)) {
		if sub := leaves(v, name); sub != nil {
			all = append(all, sub...)
			return
		}
		all = append(all, leaf{name, v, set})
	}
	switch v := at.(type) {
	case map[string]any:
		names := make([]string, 0, len(v))
		for name := range v {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			if path == "" && slices.Contains([]string{"kind", "id", "owner", "revision", "created", "changed", "imported", "number"}, name) {
				continue
			}
			put(dot(name), v[name], func(n any) { v[name] = n })
		}
	case []any:
		for i := range v {
			put(dot(strconv.Itoa(i)), v[i], func(n any) { v[i] = n })
		}
	default:
		return nil
	}
	return all
}

// richest is of every kind the invented record with the most in it, as a line.
func richest(t *testing.T, b *book.Book) map[record.Kind]string {
	t.Helper()
	all := map[record.Kind]string{}
	for _, r := range practice.Records(b.Today(), 3) {
		line, err := codec.Line(r)
		must(t, err)
		if len(leavesOf(t, string(line))) > len(leavesOf(t, all[r.Kind()])) {
			all[r.Kind()] = string(line)
		}
	}
	return all
}

func leavesOf(t *testing.T, line string) []leaf {
	t.Helper()
	if line == "" {
		return nil
	}
	var at map[string]any
	must(t, json.Unmarshal([]byte(line), &at))
	return leaves(at, "")
}

var later = regexp.MustCompile(`\.[1-9]\d*(\.|$)`)

var aDay = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)

// spoils are what nobody can mean in a value, with what it is called in a message.
func spoils(was any) map[string]any {
	switch v := was.(type) {
	case string:
		if aDay.MatchString(v) {
			return map[string]any{"no day": "2026-02-31", "month 13": "2026-13-01", "a word": "gisteren", "no year": "0000-00-00", "before anybody": "0001-01-01", "a text": strings.Repeat("1", 1<<20)}
		}
		return map[string]any{
			"a megabyte": strings.Repeat("é", 1<<19), "an override": "a\u202eb", "an isolate": "a\u2066b", "a mark": "a\u200fb", "a bell": "a\x07b", "a zero": "a\x00b",
			"no letter": "\ufffd", "a number": 12, "a list": []any{"a"},
		}
	case float64:
		return map[string]any{"less than nothing": -1, "half": 0.5, "a word": "drie", "too much for anything": 1e18}
	case bool:
		return map[string]any{"a word": "ja"}
	}
	return nil
}

// taken are values that are taken, with the reason: none of them is typed by anybody.
var taken = map[string]string{
	"consent.preview": "it is read as a document of its schema, or nothing of it is shown", "colleague.serial": "any number is one; the newer card counts",
	"meeting.preparation": "it is said beside how long it took, which stands on the same line",
}

// Whatever comes in a file, in every field of every record: what it cannot hold is refused by name, in a sentence in every language, and
// nothing that is kept is touched.
func TestEveryFieldRefusesWhatItCannotHold(t *testing.T) {
	b := withPractice(t)
	before := everything(t, b)
	printers := map[string]*i18n.Printer{}
	for _, code := range []string{"nl", "en", "tr", "ar", "pl", "pap"} {
		p, err := i18n.New(code)
		must(t, err)
		printers[code] = p
	}
	tried := 0
	for kind, line := range richest(t, b) {
		for i, one := range leavesOf(t, line) {
			if !longRun() && later.MatchString(one.path) {
				continue // what stands behind the first of a list is as the first
			}
			for what, value := range spoils(one.was) {
				if taken[kind.String()+"."+one.path] != "" && what != "a megabyte" {
					continue
				}
				var at map[string]any
				must(t, json.Unmarshal([]byte(line), &at))
				id, err := record.NewID(nil)
				must(t, err)
				at["id"] = id.String()
				leaves(at, "")[i].put(value)
				data, err := json.Marshal(at)
				must(t, err)
				tried++
				_, err = b.Import(t.Context(), strings.NewReader(string(data)+"\n"))
				if why := unclear(err, one.path, printers); why != "" {
					t.Errorf("%s.%s with %s: %s", kind, one.path, what, why)
				}
			}
		}
	}
	if d := cmp.Diff(before, everything(t, b)); d != "" {
		t.Errorf("something that is kept was touched: %s", d)
	}
	if t.Logf("%d values", tried); tried < 1000 {
		t.Errorf("only %d values were tried", tried)
	}
}

// unclear is what is wrong with a refusal, "" when it names the field and says something in every language.
func unclear(err error, path string, printers map[string]*i18n.Printer) string {
	var problems record.Problems
	switch {
	case err == nil:
		return "it was taken"
	case fault.Of(err) != fault.Invalid && fault.Of(err) != fault.Corrupt || !errors.As(err, &problems):
		return fmt.Sprintf("%v", err)
	}
	named := slices.ContainsFunc(problems, func(p record.Problem) bool {
		first, _, _ := strings.Cut(path, ".")
		return strings.Contains(p.Field, first) || strings.Contains(path, p.Field)
	})
	if !named {
		return fmt.Sprintf("it is refused for %v", problems)
	}
	for _, problem := range problems {
		for code, p := range printers {
			if text := p.Problem(problem); len([]rune(text)) < 8 || strings.Contains(text, "problem.") || strings.Contains(text, "{{") || strings.Contains(text, "<no value>") {
				return fmt.Sprintf("%s: %s says %q in %s", problem.Field, problem.Code, text, code)
			}
		}
	}
	return ""
}
