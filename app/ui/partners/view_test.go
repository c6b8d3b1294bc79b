package partners

import (
	"bytes"
	"io"
	"testing"
	"time"

	"schakel/app/ui/form"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/export"
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

// morning is when the tests of this package happen.
func morning() time.Time { return time.Date(2026, 11, 24, 11, 52, 0, 0, time.UTC) }

func TestAPartnerWithItsContactPerson(t *testing.T) {
	uitest.App(t)
	b, nav := uitest.Bare(t, morning), &shell{t: t}
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	e := NewEntry(b, nav, uitest.Dutch(t), task.Inline, record.ID{}, record.ID{})
	uitest.Window(t, e.Content())
	e.Shown(t.Context())
	e.done()
	if uitest.Error(e.Fields["name"]) == "" || len(b.Rows(record.KindPartner)) != 0 {
		t.Fatal("a name is needed")
	}
	uitest.Type(t, e.Fields["name"], "CJG Zuiderwijk")
	uitest.Type(t, e.Fields["officers.0.first"], "Marieke")
	e.Hidden()
	again := NewEntry(b, nav, uitest.Dutch(t), task.Inline, record.ID{}, record.ID{})
	uitest.Window(t, again.Content())
	again.Shown(t.Context())
	if again.state.v.Name.Reveal() != "CJG Zuiderwijk" || again.state.v.Officers[0].First.Reveal() != "Marieke" {
		t.Fatal("the draft comes back")
	}
	again.done()
	if len(nav.went) != 1 || nav.went[0] != "saved partner" || nav.said[0] != "CJG Zuiderwijk staat erin." {
		t.Fatalf("%v %v", nav.went, nav.said)
	}
	page := NewPage(b, nav, uitest.Dutch(t), task.Inline, nav.last)
	uitest.Window(t, page.Content())
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
	uitest.App(t)
	b, nav := uitest.Bare(t, morning), &shell{t: t}
	partner := &record.Partner{Type: record.PartnerJGZ, Name: record.Text("JGZ"), Norm: 5}
	if err := b.SavePartner(t.Context(), partner); err != nil {
		t.Fatal(err)
	}
	e := NewRequest(b, nav, uitest.Dutch(t), task.Inline, record.ID{}, partner.ID)
	uitest.Window(t, e.Content())
	e.Shown(t.Context())
	uitest.Type(t, e.Fields["text"], "wie vertelt over 111222333?")
	e.state.q.What = record.RequestExpert
	e.done()
	if uitest.Error(e.Fields["text"]) == "" || len(nav.went) != 0 {
		t.Fatal("a BSN never goes to a partner")
	}
	e.state.q.Text = record.Text("wie vertelt over slapen?")
	e.done()
	if len(nav.went) != 1 || nav.went[0] != "saved request" {
		t.Fatalf("%v", nav.went)
	}
	id := nav.last
	v := NewRequestPage(b, nav, uitest.Dutch(t), task.Inline, id)
	uitest.Window(t, v.Content())
	v.Shown(t.Context())
	p := uitest.Dutch(t)
	named, err := b.Request(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	named.Text = record.Text("wie vertelt over slapen? Bel 06 12345678.")
	if err := b.SaveRequest(t.Context(), named); err != nil {
		t.Fatal(err)
	}
	v.Changed(t.Context())
	if !uitest.Says(v.Content(), p.T("deliveries.reply.hint", "Words", "06 12345678")) {
		t.Errorf("what is about to be asked says nothing of the number in it: %q", uitest.Texts(v.Content()))
	}
	uitest.Press(t, v.Content(), p.T("request.ask"))
	if q, _ := b.Request(t.Context(), id); q.State != record.RequestAsked || q.Norm != 5 {
		t.Fatalf("%+v", q)
	}
	if next, ok := v.Focus().(*form.Button); !ok || next.Text() != p.T("request.answer.write") {
		t.Errorf("the keyboard is not at what comes next: %v", v.Focus())
	}
	uitest.Press(t, v.Content(), p.T("request.answer.write"))
	uitest.Press(t, v.Content(), p.T("concern.done"))
	if v.Reply() == nil {
		t.Fatal("an answer without a word for it")
	}
	v.Reply().Choose(record.ReplyTaken)
	v.Hidden()
	v.Shown(t.Context())
	if v.Reply() == nil || v.Reply().Value().Reply != record.ReplyTaken {
		t.Fatalf("an answer that was begun stays: %+v", v.Reply())
	}
	uitest.Press(t, v.Content(), p.T("concern.done"))
	q, err := b.Request(t.Context(), id)
	if err != nil || q.State != record.RequestAnswered || q.Reply != record.ReplyTaken || v.Reply() != nil {
		t.Errorf("%+v %v", q, err)
	}
}

func TestWithoutPartnersAQuestionTeaches(t *testing.T) {
	uitest.App(t)
	b, nav := uitest.Bare(t, morning), &shell{t: t}
	e := NewRequest(b, nav, uitest.Dutch(t), task.Inline, record.ID{}, record.ID{})
	uitest.Window(t, e.Content())
	e.Shown(t.Context())
	if e.Focus() != nil || len(e.Fields) != 0 {
		t.Error("nobody can be asked yet")
	}
	v := New(b, nav, uitest.Dutch(t), task.Inline)
	uitest.Window(t, v.Content())
	v.Shown(t.Context())
	v.add.Press()
	if len(nav.went) != 1 || nav.went[0] != "new partner" {
		t.Errorf("%v", nav.went)
	}
}
