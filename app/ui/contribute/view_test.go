package contribute

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"schakel/app/ui/form"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/contribution"
	"schakel/internal/record"
)

// nav keeps what the page asks of the window.
type nav struct {
	pick   string
	saved  []byte
	name   string
	said   []string
	failed error
}

func (n *nav) OpenFile(_ []string, chosen func(string, error)) { chosen(n.pick, nil) }
func (n *nav) Back()                                           {}
func (n *nav) Kick()                                           {}
func (n *nav) Say(text string)                                 { n.said = append(n.said, text) }
func (n *nav) Fail(err error)                                  { n.failed = err }
func (n *nav) SaveAs(name string, write func(io.Writer) error) {
	var out bytes.Buffer
	if n.failed = write(&out); n.failed == nil {
		n.name, n.saved = name, out.Bytes()
	}
}

func now() time.Time { return time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC) }

// programme is a coordinator's card in a file.
func programme(t *testing.T, boss *book.Book) string {
	t.Helper()
	p := &record.Programme{Name: record.Text("Samen oplopen"), Communities: []record.Private{record.Text("Eritrees")}}
	if err := boss.PutProgramme(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	data, err := boss.ProgrammeCard(t.Context(), p.ID)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "kaart"+cardExtension)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAWorkerSeesWhatGoesBeforeItGoes(t *testing.T) {
	uitest.App(t)
	for _, tag := range []string{"nl", "ar"} {
		p := uitest.Printer(t, tag)
		boss, worker := uitest.Book(t, now()), uitest.Book(t, now())
		for i, community := range []string{"eritrees", "familie Yildiz"} {
			m := &record.Meeting{Type: record.MeetingCoffee, On: record.Day(2026, time.August, 4+i), Heads: 13 + i, Community: record.Text(community), Place: record.Text("Zwaluwstraat")}
			if err := worker.SaveMeeting(t.Context(), m); err != nil {
				t.Fatal(err)
			}
		}
		n := &nav{pick: programme(t, boss)}
		v := New(worker, n, p, task.Inline)
		uitest.Window(t, v.Content())
		v.Shown(t.Context())
		if !uitest.Says(v.Content(), p.T("contribute.programme.none")) {
			t.Fatalf("%s: the page says %s", tag, uitest.Said(v.Content()))
		}
		uitest.Press(t, v.Content(), p.T("contribute.programme.open"))
		said := uitest.Said(v.Content())
		for _, want := range []string{"Samen oplopen", p.T("contribute.never"), p.T("contribute.alone"), "Eritrees", "27", p.Value("summary.row", "community.other")} {
			if !strings.Contains(said, want) {
				t.Errorf("%s: the page does not say %q, %v\n%s", tag, want, n.failed, said)
			}
		}
		if strings.Contains(said, "Yildiz") || strings.Contains(said, "Zwaluwstraat") {
			t.Errorf("%s: what does not go is shown as if it went", tag)
		}
		if len(worker.Rows(record.KindContribution)) != 0 {
			t.Fatalf("%s: looking hands in", tag)
		}
		uitest.Press(t, v.Content(), p.T("contribute.save"))
		if n.failed != nil || len(n.saved) == 0 || !strings.HasSuffix(n.name, fileExtension) || len(worker.Rows(record.KindContribution)) != 1 {
			t.Fatalf("%s: saved %d bytes as %q, %v", tag, len(n.saved), n.name, n.failed)
		}
		v.Changed(t.Context())
		if !uitest.Says(v.Content(), p.T("contribute.given")) || !uitest.Says(v.Content(), p.T("contribute.again", "Date", p.Date(record.Day(2026, time.November, 24)))) {
			t.Errorf("%s: the page does not say that it went: %s", tag, uitest.Said(v.Content()))
		}
		uitest.Press(t, v.Content(), p.T("contribute.withdraw"))
		v.Changed(t.Context())
		if all, err := worker.Contributed(t.Context()); err != nil || !all[0].Withdrawn || all[0].Edition != 2 {
			t.Errorf("%s: taking back: %v", tag, err)
		}
		v.Hidden()
		if uitest.Said(v.Content()) != "" {
			t.Errorf("%s: numbers stay when the page hides", tag)
		}
	}
}

func TestAnEmptyPeriodAndAWrongFileSayWhatToDo(t *testing.T) {
	uitest.App(t)
	p := uitest.Dutch(t)
	n := &nav{pick: programme(t, uitest.Book(t, now()))}
	worker := uitest.Book(t, now())
	v := New(worker, n, p, task.Inline)
	uitest.Window(t, v.Content())
	v.Shown(t.Context())
	uitest.Press(t, v.Content(), p.T("contribute.programme.open"))
	text, _ := p.Fault(contribution.ErrEmpty)
	if !uitest.Says(v.Content(), text) {
		t.Errorf("an empty period: %s", uitest.Said(v.Content()))
	}
	if err := os.WriteFile(n.pick, []byte("hallo"), 0o600); err != nil {
		t.Fatal(err)
	}
	uitest.Press(t, v.Content(), p.T("contribute.programme.open"))
	if n.failed == nil || len(worker.Rows(record.KindProgramme)) != 1 {
		t.Errorf("a wrong file: %v", n.failed)
	}
}

func TestAimsAreGivenInOnePlace(t *testing.T) {
	uitest.App(t)
	p := uitest.Dutch(t)
	boss, worker := uitest.Book(t, now()), uitest.Book(t, now())
	one := &record.Programme{Name: record.Text("Samen"), Years: []record.ProgrammeYear{{Year: 2026, Aims: []record.Private{record.Text("taal in de buurt"), record.Text("schulden")}}}}
	if err := boss.PutProgramme(t.Context(), one); err != nil {
		t.Fatal(err)
	}
	card, err := boss.ProgrammeCard(t.Context(), one.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := worker.TakeProgramme(t.Context(), card); err != nil {
		t.Fatal(err)
	}
	m := &record.Meeting{Type: record.MeetingCoffee, On: record.Day(2026, time.August, 4), Heads: 13}
	if err := worker.SaveMeeting(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	v := New(worker, &nav{}, p, task.Inline)
	uitest.Window(t, v.Content())
	v.Shown(t.Context())
	if total := v.state.shown.Report.Total("meetings.aim").Count; total != 0 {
		t.Fatalf("%d gatherings have an aim before one was chosen", total)
	}
	for _, chips := range uitest.All[*form.Chips](v.Content()) {
		if chip := chips.Chip("2"); chip != nil {
			test.Tap(chip)
		}
	}
	if total := v.state.shown.Report.Total("meetings.aim").Count; total != 1 {
		t.Fatalf("%d gatherings have an aim", total)
	}
	kept, err := worker.Meeting(t.Context(), m.ID)
	if err != nil || len(kept.Aims) != 1 || kept.Aims[0].Number != 2 {
		t.Errorf("%v %+v", err, kept.Aims)
	}
}
