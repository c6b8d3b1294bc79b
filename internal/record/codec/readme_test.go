package codec_test

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"schakel/internal/record"
)

var update = flag.Bool("update", false, "write the tables of internal/record/README.md anew")

const readme = "../README.md"

// source is the declarations of package record, as far as the tables need them.
type source struct {
	structs map[string]*ast.StructType
	about   map[string]string   // type name: first sentence of its comment
	values  map[string][]string // string type: its constants as "`value` (comment)"
	used    map[string]bool
}

func parseSource(t *testing.T) *source {
	t.Helper()
	s := &source{structs: map[string]*ast.StructType{}, about: map[string]string{}, values: map[string][]string{}, used: map[string]bool{}}
	files, err := filepath.Glob("../*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			if g, ok := d.(*ast.GenDecl); ok {
				s.declare(g)
			}
		}
	}
	return s
}

func (s *source) declare(g *ast.GenDecl) {
	for _, spec := range g.Specs {
		switch d := spec.(type) {
		case *ast.TypeSpec:
			if st, ok := d.Type.(*ast.StructType); ok {
				s.structs[d.Name.Name] = st
			}
			s.about[d.Name.Name] = sentence(g.Doc.Text(), d.Name.Name)
		case *ast.ValueSpec:
			typ, ok := d.Type.(*ast.Ident)
			if !ok || len(d.Values) != 1 {
				continue
			}
			lit, ok := d.Values[0].(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				continue
			}
			text := "`" + strings.Trim(lit.Value, `"`) + "`"
			if c := comment(d.Comment); c != "" {
				text += " (" + c + ")"
			}
			s.values[typ.Name] = append(s.values[typ.Name], text)
		}
	}
}

func comment(c *ast.CommentGroup) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(c.Text()), " "), "|", "/")
}

// sentence is a comment without the name of what it is about.
func sentence(doc, name string) string {
	doc = strings.Join(strings.Fields(doc), " ")
	doc = strings.TrimPrefix(strings.TrimPrefix(doc, name+" is "), name+" says ")
	return strings.TrimSpace(doc)
}

// meanings are of fields whose name says it all in the code; a line is "field: meaning" or "Type.field: meaning".
func meanings() map[string]string {
	all := map[string]string{}
	for _, line := range strings.Split(strings.TrimSpace(`
id: the record's own id, xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx
Officer.id: the contact person's own id, named by a referral
revision: counts the saves
number: the short number (the 42 of H-0042)
note: free text
review: when to ask "nog nodig?"
goesWell: what goes well
wish: what the family itself wants
seen: what was seen or heard
think: what the worker thinks
Custody.seen: when the paper or extract was seen
first: first name
last: surname
birth: the day of birth
birthYear: when only the year is known
gender: only to write "moeder" or "vader" right
as: as what the worker knows the person
channels: how to reach the person
interpreter: an interpreter is needed
state: where it stands
level: how strong the worry is
scope: about a family or about the community
areas: the areas of life it touches
sources: where it was seen or heard
household: the family
concern: the worry it came from
next: what happens next
nextOn: when
seenOn: the day
on: the day
place: where
roles: in which roles the worker acted
FormalGuest.roles: in which roles
about: whom it is about
members: the people in it
custody: who decides about a child
Custody.custody: how it is arranged
child: the child
proof: how it is known
postcode4: the four digits of the postcode
district: the wijk or neighbourhood
urgency: how pressing it is, as the family feels it
reached: how the family was first reached
told: that the family knows the worker writes things down
involved: who does what
person: the person
relation: what the person is in the family
from: since when
to: until when
how: how it was told
who: who
what: what that is
kind: of what kind
value: the number, address or name
when: when best
preferred: the first to use
partner: the partner organisation
way: the direction, or the way it goes
method: how it reaches the other side
form: how they first meet
purpose: what it is for
jgz: "JGZ betrokken?"
delivery: the delivery that carries it
declined: why it was declined
closed: why it was closed
answeredOn: when it was answered
arrival: who says that the family arrived
arrivedOn: when the family arrived
history: every change of state
prepare: what has to be done before it can go
referral: the referral
giver: who gives or refuses consent
capacity: as what
answer: what was said
hash: checks the text
withdrawn: when it was withdrawn
withdrawnBy: by whom
type: the type
theme: the theme
languages: languages
heads: how many visits
new: how many for the first time
returning: how many came before
adults: how many adults
youth: how many children and young people
formal: formal workers who were there
length: how long
preparation: how long it took to prepare
cents: own expenses, in euro cents
year: the calendar year it is about
series: the id that gatherings of one series share
at: the moment
Contact.at: time of day, 14:30
Meeting.at: time of day, 14:30
Call.at: time of day, 14:30
text: the text
asked: the question for a partner
askedOn: when it was asked
meeting: the gathering
name: the name
title: the title
phone: telephone
mail: e-mail
job: function
organisation: organisation
reachable: when to reach the worker
offer: what they offer
criteria: for whom
ageFrom: from which age
ageTo: up to which age
hours: when they are open
municipality: CBS code of the municipality, GM0599
endpoint: the endpoint
officers: the contact persons
schema: version of the document's form
queuedAt: when it was put in the queue
sentAt: when the first receipt came
readableAt: when the second receipt came
withdrawnOn: when it was withdrawn
recalledAt: when the recall was acknowledged
receipts: the signed receipts
erased: when somebody it was about was erased; then the document is gone
stand: what the answer says
reason: why
Referral.reason: waarvoor, in one line
readOn: when it was read here
enrolled: when the device enrolled
seq: place in the queue
task: what to do
attempts: how often it was tried
due: when it is due
done: when it was done
Referral.done: already done
action: what was done
promise: what was promised
promiseDue: when it is due
promiseKept: when it was kept
spoke: last spoken
inside: what is inside it here
groups: the groups of fields that may go along
Meeting.names: the people who were there
`), "\n") {
		name, text, _ := strings.Cut(line, ": ")
		all[name] = text
	}
	return all
}

// typeText says how a Go type stands in JSON.
func (s *source) typeText(e ast.Expr, name string, queue *[]string) string {
	switch x := e.(type) {
	case *ast.ArrayType:
		if id, ok := x.Elt.(*ast.Ident); ok && id.Name == "byte" {
			return "base64"
		}
		return "list of " + s.typeText(x.Elt, name, queue)
	case *ast.SelectorExpr:
		if x.Sel.Name == "Duration" {
			return "whole seconds"
		}
		return "moment"
	case *ast.Ident:
		if plain, ok := map[string]string{
			"string": "text", "Private": "private text", "bool": "true or false", "int": "whole number", "uint32": "whole number",
			"uint64": "whole number", "Date": "day", "ID": "id", "Kind": "kind", "Sound": "private base64",
		}[x.Name]; ok {
			return plain
		}
		if len(s.values[x.Name]) > 0 {
			s.used[x.Name] = true
			return "[" + x.Name + "](#" + strings.ToLower(x.Name) + ")"
		}
		*queue = append(*queue, x.Name)
		return "[" + x.Name + "](#" + strings.ToLower(x.Name) + ")"
	}
	return fmt.Sprintf("%T", e)
}

func (s *source) table(t *testing.T, name string, queue *[]string) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("| field | type | meaning |\n|---|---|---|\n")
	words := meanings()
	for _, f := range s.structs[name].Fields.List {
		if len(f.Names) == 0 {
			continue // the head, which has a table of its own
		}
		tag, _ := strconv.Unquote(f.Tag.Value)
		field, omit := strings.CutSuffix(strings.TrimSuffix(strings.TrimPrefix(tag, `json:"`), `"`), ",omitzero")
		meaning := comment(f.Comment)
		if meaning == "" {
			meaning = words[name+"."+field]
		}
		if meaning == "" {
			meaning = words[field]
		}
		if meaning == "" {
			t.Errorf("%s.%s has no meaning: give the field a comment, or a line in meanings", name, field)
		}
		always := ""
		if !omit {
			always = " *"
		}
		fmt.Fprintf(&b, "| `%s`%s | %s | %s |\n", field, always, s.typeText(f.Type, field, queue), meaning)
	}
	return b.String()
}

func tables(t *testing.T) string {
	t.Helper()
	s := parseSource(t)
	var b strings.Builder
	var queue []string
	b.WriteString("### What every record carries\n\n" + s.table(t, "Head", &queue) + "\n")
	for _, k := range record.Kinds() {
		name := strings.TrimPrefix(fmt.Sprintf("%T", record.New(k)), "*record.")
		fmt.Fprintf(&b, "### `%s`\n\n%s is %s\n\n%s\n", k, name, s.about[name], s.table(t, name, &queue))
	}
	b.WriteString("## Objects inside records\n\n")
	seen := map[string]bool{}
	for i := 0; i < len(queue); i++ {
		name := queue[i]
		if seen[name] || s.structs[name] == nil {
			continue
		}
		seen[name] = true
		fmt.Fprintf(&b, "### %s\n\n%s is %s\n\n%s\n", name, name, s.about[name], s.table(t, name, &queue))
	}
	b.WriteString("## Allowed values\n\n")
	for _, name := range slices.Sorted(maps.Keys(s.used)) {
		fmt.Fprintf(&b, "### %s\n\n%s\n\n", name, strings.Join(s.values[name], " · "))
	}
	return b.String()
}

// TestReadmeTables keeps the schema in the README equal to the code. With -update it writes the tables.
func TestReadmeTables(t *testing.T) {
	const start = "<!-- tables: written by go test ./internal/record/codec -run Readme -update -->\n"
	data, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	head, old, ok := strings.Cut(string(data), start)
	if !ok {
		t.Fatal("the README has lost the line above its tables")
	}
	want := "\n" + strings.TrimSpace(tables(t)) + "\n"
	if *update {
		if err := os.WriteFile(readme, []byte(head+start+want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if old != want {
		t.Error("the tables of internal/record/README.md are out of date; run go test ./internal/record/codec -run Readme -update")
	}
}
