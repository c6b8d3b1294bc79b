package partners

import (
	"bytes"
	"io"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/keyfile"
	"schakel/internal/record"
)

// shell is a Nav that remembers where it was led.
type shell struct {
	t    *testing.T
	went []string
	last record.ID
	said []string

	columns string
	file    string // that is chosen
	written bytes.Buffer
	paper   *export.Document
}

func (s *shell) note(what string, k record.Kind, id record.ID) {
	s.went, s.last = append(s.went, what+" "+k.String()), id
}
func (s *shell) Open(k record.Kind, id record.ID)  { s.note("open", k, id) }
func (s *shell) New(k record.Kind, id record.ID)   { s.note("new", k, id) }
func (s *shell) Edit(k record.Kind, id record.ID)  { s.note("edit", k, id) }
func (s *shell) Saved(k record.Kind, id record.ID) { s.note("saved", k, id) }
func (s *shell) Back()                             { s.went = append(s.went, "back") }
func (s *shell) Kick()                             { s.went = append(s.went, "kick") }
func (s *shell) Say(text string)                   { s.said = append(s.said, text) }
func (s *shell) Print(name string, d export.Document) {
	s.paper, s.went = &d, append(s.went, "print "+name)
}
func (s *shell) Partners(sub Sub)       { s.went = append(s.went, string(sub)) }
func (s *shell) Columns() string        { return s.columns }
func (s *shell) SetColumns(text string) { s.columns = text }
func (s *shell) OpenFile(_ []string, chosen func(string, error)) {
	chosen(s.file, nil)
}
func (s *shell) SaveAs(_ string, write func(io.Writer) error) {
	if err := write(&s.written); err != nil {
		s.t.Error(err)
	}
}
func (s *shell) Fail(err error) { s.t.Errorf("failed: %v", err) }

func newBook(t *testing.T) *book.Book {
	t.Helper()
	now := func() time.Time { return time.Date(2026, 11, 24, 11, 52, 0, 0, time.UTC) }
	b, err := book.Create(filepath.Join(t.TempDir(), "store"), []byte("paard lamp rivier kaas wolk"), book.Deps{Now: now, Cost: keyfile.FloorCost(), Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	return b
}

func window(t *testing.T, content fyne.CanvasObject) {
	t.Helper()
	w := test.NewTempWindow(t, container.NewStack(content))
	w.Resize(fyne.NewSize(1064, 760))
}

func themed(t *testing.T) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.Options{Step: 2}))
}

func typeIn(t *testing.T, f errable, text string) {
	t.Helper()
	entry, ok := f.(*form.Field).Control().(*rtl.Entry)
	if !ok {
		t.Fatal("no entry")
	}
	for _, r := range text {
		entry.TypedRune(r)
	}
}

func TestAPartnerWithItsContactPerson(t *testing.T) {
	themed(t)
	b, nav := newBook(t), &shell{t: t}
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	e := NewEntry(b, nav, dutch(t), task.Inline, record.ID{}, record.ID{})
	window(t, e.Content())
	e.Shown(t.Context())
	e.done()
	if e.fields["name"].(*form.Field).Error() == "" || len(b.Rows(record.KindPartner)) != 0 {
		t.Fatal("a name is needed")
	}
	typeIn(t, e.fields["name"], "CJG Zuiderwijk")
	typeIn(t, e.fields["officers.0.first"], "Marieke")
	e.Hidden()
	again := NewEntry(b, nav, dutch(t), task.Inline, record.ID{}, record.ID{})
	window(t, again.Content())
	again.Shown(t.Context())
	if again.state.v.Name.Reveal() != "CJG Zuiderwijk" || again.state.v.Officers[0].First.Reveal() != "Marieke" {
		t.Fatal("the draft comes back")
	}
	again.done()
	if len(nav.went) != 1 || nav.went[0] != "saved partner" || nav.said[0] != "CJG Zuiderwijk staat erin." {
		t.Fatalf("%v %v", nav.went, nav.said)
	}
	page := NewPage(b, nav, dutch(t), task.Inline, nav.last)
	window(t, page.Content())
	page.Shown(t.Context())
	p, err := b.Partner(t.Context(), nav.last)
	if err != nil || len(p.Officers) != 1 || p.Officers[0].ID.Zero() {
		t.Fatalf("%+v %v", p, err)
	}
	page.spoke(shown{partner: p}, 0)
	if p, _ = b.Partner(t.Context(), p.ID); p.Officers[0].Spoke != b.Today() {
		t.Errorf("%+v", p.Officers[0])
	}
}

func TestAQuestionIsAskedAndAnswered(t *testing.T) {
	themed(t)
	b, nav := newBook(t), &shell{t: t}
	partner := &record.Partner{Type: record.PartnerJGZ, Name: record.Text("JGZ"), Norm: 5}
	if err := b.SavePartner(t.Context(), partner); err != nil {
		t.Fatal(err)
	}
	e := NewRequest(b, nav, dutch(t), task.Inline, record.ID{}, partner.ID)
	window(t, e.Content())
	e.Shown(t.Context())
	typeIn(t, e.fields["text"], "wie vertelt over 111222333?")
	e.state.q.What = record.RequestExpert
	e.done()
	if e.fields["text"].(*form.Field).Error() == "" || len(nav.went) != 0 {
		t.Fatal("a BSN never goes to a partner")
	}
	e.state.q.Text = record.Text("wie vertelt over slapen?")
	e.done()
	if len(nav.went) != 1 || nav.went[0] != "saved request" {
		t.Fatalf("%v", nav.went)
	}
	id := nav.last
	v := NewRequestPage(b, nav, dutch(t), task.Inline, id)
	window(t, v.Content())
	v.Shown(t.Context())
	v.first.(*form.Button).Press() // "Ik heb het gevraagd"
	if q, _ := b.Request(t.Context(), id); q.State != record.RequestAsked || q.Norm != 5 {
		t.Fatalf("%+v", q)
	}
	v.first.(*form.Button).Press() // "Het antwoord opschrijven"
	v.answered()
	if !v.answering {
		t.Fatal("an answer without a word for it")
	}
	v.reply.Choose(record.ReplyTaken)
	v.Hidden()
	v.Shown(t.Context())
	if !v.answering || v.reply.Value().Reply != record.ReplyTaken {
		t.Fatalf("an answer that was begun stays: %+v", v.reply)
	}
	v.answered()
	q, err := b.Request(t.Context(), id)
	if err != nil || q.State != record.RequestAnswered || q.Reply != record.ReplyTaken || v.answering {
		t.Errorf("%+v %v", q, err)
	}
}

func TestWithoutPartnersAQuestionTeaches(t *testing.T) {
	themed(t)
	b, nav := newBook(t), &shell{t: t}
	e := NewRequest(b, nav, dutch(t), task.Inline, record.ID{}, record.ID{})
	window(t, e.Content())
	e.Shown(t.Context())
	if e.Focus() != nil || len(e.fields) != 0 {
		t.Error("nobody can be asked yet")
	}
	v := New(b, nav, dutch(t), task.Inline)
	window(t, v.Content())
	v.Shown(t.Context())
	v.add.Press()
	if len(nav.went) != 1 || nav.went[0] != "new partner" {
		t.Errorf("%v", nav.went)
	}
}
