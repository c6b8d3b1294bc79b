package referrals

import (
	"context"
	"crypto/rand"
	"image/png"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"schakel/app/ui/aloud"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/carrier"
	"schakel/internal/cjg"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/intake"
	"schakel/internal/intake/bolt"
	"schakel/internal/keyfile"
	"schakel/internal/record"
)

// shell is a Nav that remembers where it was led.
type shell struct {
	t       *testing.T
	opened  []string
	said    []string
	printed []export.Document
	aloud   []aloud.Text
	failed  error
	saved   record.ID
	sticks  []record.ID
}

func (s *shell) Open(k record.Kind, _ record.ID) { s.opened = append(s.opened, k.String()) }
func (s *shell) New(k record.Kind, _ record.ID)  { s.opened = append(s.opened, "new "+k.String()) }
func (s *shell) Go(d string)                     { s.opened = append(s.opened, d) }
func (s *shell) Rule(record.ID)                  { s.opened = append(s.opened, "rule") }
func (s *shell) Back()                           { s.opened = append(s.opened, "back") }
func (s *shell) Saved(_ record.Kind, id record.ID) {
	s.saved = id
}
func (s *shell) Say(text string)                     { s.said = append(s.said, text) }
func (s *shell) Fail(err error)                      { s.failed = err; s.t.Errorf("failed: %v", err) }
func (s *shell) Kick()                               {}
func (s *shell) StickOut(id record.ID)               { s.sticks = append(s.sticks, id) }
func (s *shell) ReplyTo(record.Kind, record.ID)      {}
func (s *shell) Aloud(text aloud.Text)               { s.aloud = append(s.aloud, text) }
func (s *shell) Print(_ string, doc export.Document) { s.printed = append(s.printed, doc) }

// world is a book with a family and an endpoint that can be reached.
type world struct {
	*book.Book
	t       *testing.T
	shell   *shell
	office  *intake.Endpoint
	stop    func()
	dial    carrier.Dialer
	mother  *record.Person
	father  *record.Person
	child   *record.Person
	home    *record.Household
	partner *record.Partner
	concern *record.Concern
	ref     *record.Referral
	look    look.Options
	facing  i18n.Direction
	lang    string
	window  fyne.Window
	width   float32
	height  float32
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func newWorld(t *testing.T) *world {
	t.Helper()
	b, err := book.Create(filepath.Join(t.TempDir(), "store"), []byte("paard lamp rivier kaas wolk"), book.Deps{Cost: keyfile.QuickCost(), Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	w := &world{Book: b, t: t, shell: &shell{t: t}, lang: "nl", width: 1064, height: 760}
	w.dressed(os.Getenv("SCHAKEL_LOOK"))
	ctx := t.Context()
	_, err = b.GiveRecovery(ctx)
	w.must(err)
	me, err := b.Profile(ctx)
	w.must(err)
	me.Name, me.Title, me.Phone = record.Text("Samira"), record.Text("sleutelpersoon"), record.Text("06 1111 2222")
	w.must(b.SaveProfile(ctx, me))
	w.family(ctx)
	return w
}

// dressed gives the pictures another look: dark, small or large type, a small window, mirrored.
func (w *world) dressed(as string) {
	switch as {
	case "dark":
		w.look.Variant = look.Dark
	case "step1":
		w.look.Step = 1
	case "step5":
		w.look.Step = 5
		w.width, w.height = 784, 560
	case "rtl":
		w.facing = i18n.RightToLeft
	}
}

func (w *world) family(ctx context.Context) {
	w.mother = &record.Person{As: record.PersonParent, Gender: record.GenderFemale, First: record.Text("Elif"), Last: record.Text("Yıldız"), Birth: record.Day(1990, 3, 2), Languages: []string{"tur"}, Interpreter: true}
	w.mother.Channels = []record.Channel{{Kind: record.ChannelPhone, Value: record.Text("06 1234 5678"), When: record.Text("liefst na 14.00 uur")}}
	w.father = &record.Person{As: record.PersonParent, Gender: record.GenderMale, First: record.Text("Murat"), Last: record.Text("Yıldız")}
	w.home = &record.Household{Name: record.Text("gezin Yıldız"), District: record.Text("Zuiderwijk"), GoesWell: record.Text("Elif brengt hem elke dag zelf naar school.")}
	w.must(w.SaveFamily(ctx, w.home, []book.Arrival{{Person: w.mother, Relation: record.RelationMother}, {Person: w.father, Relation: record.RelationFather}}))
	w.child = &record.Person{As: record.PersonChild, First: record.Text("Emre"), Birth: w.Today().Years(-8)}
	w.must(w.SaveFamily(ctx, w.home, []book.Arrival{{Person: w.child, Relation: record.RelationChild, Custody: &record.Custody{
		Custody: record.CustodyJoint, Holders: []record.ID{w.mother.ID, w.father.ID},
	}}}))
	w.concern = &record.Concern{
		Scope: record.ScopeHousehold, Household: w.home.ID, About: []record.ID{w.child.ID}, Level: record.LevelWorried,
		Seen: record.Text("Emre viel twee keer in slaap in de klas."), SeenOn: w.Today(), Think: record.Text("Slaapt hij slecht?"),
		Sources: []record.Source{record.SourceSelf}, Wish: record.Text("Ik wil dat hij weer doorslaapt."),
	}
	w.must(w.SaveConcern(ctx, w.concern))
}

// enrol makes the endpoint and its partner.
func (w *world) enrol() {
	ctx, dir := w.t.Context(), w.t.TempDir()
	config := intake.Config{
		Agreement: cjg.Agreement{Organisation: "CJG Zuiderwijk", NormDays: 7, Responsible: "Gemeente Zuiderwijk"},
		Now:       time.Now, Random: rand.Reader, Log: slog.New(slog.DiscardHandler),
	}
	keys, err := intake.OpenKeys(filepath.Join(dir, "keys"), "CJG Zuiderwijk", config)
	w.must(err)
	store, err := bolt.Open(filepath.Join(dir, "inbox.db"))
	w.must(err)
	w.office = intake.NewEndpoint(store, keys, config)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	w.must(err)
	serving, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- w.office.Serve(serving, l, w.office.Handler()) }()
	stopped := false
	w.stop = func() {
		if !stopped {
			stopped = true
			stop()
			<-done
		}
	}
	w.t.Cleanup(func() { w.stop(); _ = store.Close() })
	code, err := w.office.Front.NewCode("laptop")
	w.must(err)
	_, err = w.dial.Enrol(ctx, w.Book, "https://"+l.Addr().String(), code.String(), "Samira", record.ID{})
	w.must(err)
	w.partner, err = w.Partner(ctx, w.Rows(record.KindPartner)[0].ID)
	w.must(err)
	w.partner.Officers = []record.Officer{{First: record.Text("Marieke"), Job: record.Text("jeugdconsulent")}}
	w.must(w.SavePartner(ctx, w.partner))
}

func (w *world) printer() *i18n.Printer {
	p, err := i18n.New(w.lang)
	w.must(err)
	if w.facing == i18n.RightToLeft {
		p = p.Facing(w.facing)
	}
	return p
}

// open makes the page of the referral and shows it in a window.
func (w *world) open() *Page {
	v := NewPage(w, w.shell, w.printer(), task.Inline, w.ref.ID)
	w.show(v.Content())
	v.Shown(w.t.Context())
	return v
}

func (w *world) show(o fyne.CanvasObject) {
	a := test.NewTempApp(w.t)
	a.Settings().SetTheme(look.NewTheme(w.look))
	ground := canvas.NewRectangle(theme.Color(theme.ColorNameBackground))
	w.window = test.NewTempWindow(w.t, container.NewStack(ground, o))
	w.window.SetPadded(false)
	w.window.Resize(fyne.NewSize(w.width, w.height))
}

// shot keeps a picture when a folder for it is named.
func (w *world) shot(name string) {
	dir := os.Getenv("SCHAKEL_SHOTS")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	w.must(err)
	defer f.Close()
	w.must(png.Encode(f, w.window.Canvas().Capture()))
}

// pressable is a button, chip, switch or answer.
type pressable interface {
	Press()
	Disabled() bool
}

// walk visits everything below an object, parents before children.
func walk(o fyne.CanvasObject, see func(fyne.CanvasObject)) {
	if o == nil || !o.Visible() {
		return
	}
	see(o)
	switch x := o.(type) {
	case *fyne.Container:
		for _, c := range x.Objects {
			walk(c, see)
		}
	case *container.Scroll:
		walk(x.Content, see)
	case rtl.Parent:
		for _, c := range x.Children() {
			walk(c, see)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(x).Objects() {
			walk(c, see)
		}
	}
}

// find gives what can be pressed and says a text.
func find(o fyne.CanvasObject, text string) pressable {
	var found pressable
	walk(o, func(o fyne.CanvasObject) {
		if b, ok := o.(pressable); ok && found == nil && strings.Contains(uitest.Said(o), text) {
			found = b
		}
	})
	return found
}

func (w *world) press(v interface{ Content() fyne.CanvasObject }, text string) {
	w.t.Helper()
	b := find(v.Content(), text)
	if b == nil {
		w.t.Fatalf("nothing to press says %q on\n%s", text, uitest.Said(v.Content()))
	}
	if b.Disabled() {
		w.t.Fatalf("%q cannot be pressed", text)
	}
	b.Press()
}

func (w *world) sees(v interface{ Content() fyne.CanvasObject }, texts ...string) {
	w.t.Helper()
	all := uitest.Said(v.Content())
	for _, text := range texts {
		if !strings.Contains(all, text) {
			w.t.Errorf("the page does not say %q:\n%s", text, all)
		}
	}
	if strings.Contains(all, "⟦") {
		w.t.Errorf("a text is missing:\n%s", all)
	}
}

// deliver lets the outbox do one round.
func (w *world) deliver() { carrier.Once(w.t.Context(), w.Book, w.dial, nil) }

// start begins at the worry and opens the page.
func (w *world) start() *Page {
	e := NewEntry(w, w.shell, w.printer(), task.Inline, record.ID{}, w.concern.ID)
	e.Shown(w.t.Context())
	if w.shell.saved.Zero() {
		w.t.Fatal("no referral was started")
	}
	w.ref = &record.Referral{Head: record.Head{ID: w.shell.saved}}
	return w.open()
}
