package joint

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/contribution"
	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/summary"
)

// nav keeps what the page asks of the window; files lie in a folder.
type nav struct {
	folder string
	saved  []byte
	said   []string
	failed error
	made   []summary.Report
}

func (n *nav) OpenFile(_ []string, chosen func(string, error)) { chosen("", nil) }
func (n *nav) AskFolder(chosen func(string, error))            { chosen(n.folder, nil) }
func (n *nav) OverviewFormats() []string                       { return []string{"pdf", "xlsx"} }
func (n *nav) Back()                                           {}
func (n *nav) Kick()                                           {}
func (n *nav) Say(text string)                                 { n.said = append(n.said, text) }
func (n *nav) Fail(err error)                                  { n.failed = err }
func (n *nav) WriteJoint(_, _, _ string, r summary.Report)     { n.made = append(n.made, r) }
func (n *nav) SaveAs(_ string, write func(io.Writer) error) {
	var out bytes.Buffer
	if n.failed = write(&out); n.failed == nil {
		n.saved = out.Bytes()
	}
}

func now() time.Time { return time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC) }

func quarter() summary.Period {
	return summary.Period{From: record.Day(2026, time.July, 1), To: record.Day(2026, time.September, 30)}
}

// handsIn lays the contribution of a worker with so many gatherings in the folder.
func (n *nav) handsIn(t *testing.T, name string, gatherings int) {
	t.Helper()
	b := uitest.Book(t, now())
	me, err := b.Profile(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	me.Name = record.Text(name)
	if err := b.SaveProfile(t.Context(), me); err != nil {
		t.Fatal(err)
	}
	p, err := b.TakeProgramme(t.Context(), n.saved)
	if err != nil {
		t.Fatal(err)
	}
	for range gatherings {
		if err := b.SaveMeeting(t.Context(), &record.Meeting{Type: record.MeetingCoffee, On: record.Day(2026, time.August, 4), Heads: 10}); err != nil {
			t.Fatal(err)
		}
	}
	shown, err := b.PrepareContribution(t.Context(), p.ID, quarter())
	if err != nil {
		t.Fatal(err)
	}
	file, err := b.Contribute(t.Context(), shown)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(n.folder, name+fileExtension), file, 0o600); err != nil {
		t.Fatal(err)
	}
}

func opened(t *testing.T, p *i18n.Printer, boss *book.Book) (*View, *nav) {
	t.Helper()
	n := &nav{folder: t.TempDir()}
	v := New(boss, n, p, task.Inline)
	uitest.Window(t, v.Content())
	v.Shown(t.Context())
	v.state.name = "Samen oplopen"
	uitest.Press(t, v.Content(), p.T("joint.programme.make"))
	uitest.Press(t, v.Content(), p.T("joint.card"))
	if n.failed != nil || len(n.saved) == 0 {
		t.Fatalf("no card: %v", n.failed)
	}
	return v, n
}

func TestACoordinatorAddsUpAFolder(t *testing.T) {
	uitest.App(t)
	for _, tag := range []string{"nl", "ar"} {
		p := uitest.Printer(t, tag)
		v, n := opened(t, p, uitest.Book(t, now()))
		few, _ := p.Fault(contribution.ErrFew)
		if !uitest.Says(v.Content(), few) || !uitest.Says(v.Content(), p.T("joint.who.none")) {
			t.Fatalf("%s: an empty programme says %s", tag, uitest.Said(v.Content()))
		}
		for i, name := range []string{"Fatima", "Karim", "Hiwet"} {
			n.handsIn(t, name, 40+i)
		}
		if err := os.WriteFile(filepath.Join(n.folder, "brief"+fileExtension), []byte("hallo"), 0o600); err != nil {
			t.Fatal(err)
		}
		uitest.Press(t, v.Content(), p.T("joint.bring.folder"))
		wrong, _ := p.Fault(contribution.ErrFormat)
		for _, want := range []string{"Fatima", "brief" + fileExtension, wrong, p.Value("joint.brought", "new")} {
			if !uitest.Says(v.Content(), want) {
				t.Errorf("%s: looking does not say %q: %s", tag, want, uitest.Said(v.Content()))
			}
		}
		for _, check := range uitest.All[*form.Check](v.Content()) {
			if name := strings.Join(uitest.Texts(check), " "); strings.Contains(name, "Fatima") || strings.Contains(name, "Karim") || strings.Contains(name, "Hiwet") {
				check.Press()
			}
		}
		uitest.Press(t, v.Content(), p.N("joint.bring.take", 3))
		if n.failed != nil || !uitest.Says(v.Content(), p.Value("joint.handed", "in")) {
			t.Fatalf("%s: %v, %s", tag, n.failed, uitest.Said(v.Content()))
		}
		uitest.Press(t, v.Content(), p.T("joint.overview.make"))
		said := uitest.Said(v.Content())
		if !strings.Contains(said, "123") || !strings.Contains(said, p.N("summary.joint.workers", 3)) {
			t.Errorf("%s: the overview says %s, %v", tag, said, n.failed)
		}
		for _, own := range []int{40, 41, 42} { // of one worker
			for _, text := range uitest.Texts(v.Content()) {
				if text == strconv.Itoa(own) {
					t.Errorf("%s: the page tells that one worker had %d", tag, own)
				}
			}
		}
		uitest.Press(t, v.Content(), p.T("summaries.save.do"))
		if len(n.made) != 1 || !n.made[0].Safe || n.made[0].Joint.Workers != 3 {
			t.Errorf("%s: %d overviews are saved", tag, len(n.made))
		}
		v.Hidden()
		if strings.Contains(uitest.Said(v.Content()), "Fatima") {
			t.Errorf("%s: names stay when the page hides", tag)
		}
	}
}

func TestWhatIsTypedInTheListsIsEachNameOnce(t *testing.T) {
	got := namedIn(" CJG  Zuid \n\nWijkteam\nCJG Zuid\n")
	if len(got) != 2 || got[0] != "CJG Zuid" || got[1] != "Wijkteam" {
		t.Errorf("%q", got)
	}
}

func namedIn(text string) (all []string) {
	for _, n := range named(text) {
		all = append(all, n.Reveal())
	}
	return all
}

func TestTheListsGoOnTheCard(t *testing.T) {
	uitest.App(t)
	p := uitest.Dutch(t)
	boss := uitest.Book(t, now())
	v, n := opened(t, p, boss)
	v.state.partners, v.state.aims = "CJG Zuid", "taal\nschulden"
	uitest.Press(t, v.Content(), p.T("joint.lists.save"))
	uitest.Press(t, v.Content(), p.T("joint.card"))
	one, err := uitest.Book(t, now()).TakeProgramme(t.Context(), n.saved)
	if err != nil || len(one.Partners) != 1 || len(one.Aims(2026)) != 2 {
		t.Fatalf("%v %+v", err, one)
	}
	if !uitest.Says(v.Content(), p.T("joint.lists.fixed", "Year", 2026, "Aims", "taal, schulden")) {
		t.Errorf("the aims of a year can still be changed: %s", uitest.Said(v.Content()))
	}
}

// What is typed in the lists is there again when the page comes back, and gone from the drafts once it is saved.
func TestTheListsAreADraftFromTheFirstKey(t *testing.T) {
	uitest.App(t)
	p, boss := uitest.Dutch(t), uitest.Book(t, now())
	v, n := opened(t, p, boss)
	v.state.partners = "CJG Zuid"
	v.keep.Touch()
	v.Hidden()
	again := New(boss, n, p, task.Inline)
	uitest.Window(t, again.Content())
	again.Shown(t.Context())
	if again.state.partners != "CJG Zuid" {
		t.Fatalf("it is lost: %q, %v", again.state.partners, n.failed)
	}
	uitest.Press(t, again.Content(), p.T("joint.lists.save"))
	left, err := boss.Drafts(t.Context())
	if err != nil || len(left) != 0 || n.failed != nil {
		t.Errorf("%v are left: %v, %v", left, err, n.failed)
	}
}

// Somebody who is new here comes in only after a tick.
func TestAStrangerWaitsForATick(t *testing.T) {
	uitest.App(t)
	p, boss := uitest.Dutch(t), uitest.Book(t, now())
	v, n := opened(t, p, boss)
	n.handsIn(t, "Fatima", 40)
	n.handsIn(t, "Karim", 41)
	uitest.Press(t, v.Content(), p.T("joint.bring.folder"))
	if v.state.ready() != 0 || len(v.state.left()) != 2 {
		t.Fatalf("%d can be taken before a tick", v.state.ready())
	}
	for _, check := range uitest.All[*form.Check](v.Content()) {
		if strings.Contains(strings.Join(uitest.Texts(check), " "), "Karim") {
			check.Press()
		}
	}
	uitest.Press(t, v.Content(), p.N("joint.bring.take", 1))
	g, err := boss.Gathering(t.Context(), v.state.chosen, quarter())
	if err != nil || g.In != 1 || len(g.Workers) != 1 || g.Workers[0].Name.Reveal() != "Karim" {
		t.Errorf("%+v, %v, %v", g, err, n.failed)
	}
}

// typed types in a field with the keys.
func typed(into fyne.Focusable, text string) {
	for _, letter := range text {
		into.TypedRune(letter)
	}
}

// The name of a new programme is there again when the page comes back, what is wrong with it stands beside it, and it leaves no draft.
func TestTheNameOfAProgrammeIsADraftFromTheFirstKey(t *testing.T) {
	uitest.App(t)
	p, boss := uitest.Dutch(t), uitest.Book(t, now())
	v, n := opened(t, p, boss)
	first := v.state.chosen
	uitest.Press(t, v.Content(), p.T("joint.programme.other"))
	uitest.Press(t, v.Content(), p.T("joint.programme.make"))
	if !uitest.Says(v.Content(), p.Problem(record.Problem{Field: "name", Code: "required"})) || n.failed != nil {
		t.Fatalf("a programme without a name: %v, %s", n.failed, uitest.Said(v.Content()))
	}
	typed(v.First, "Vaders aan zet")
	v.Hidden()
	again := New(boss, n, p, task.Inline)
	uitest.Window(t, again.Content())
	again.Shown(t.Context())
	if again.state.name != "Vaders aan zet" || !again.state.making {
		t.Fatalf("it is lost: %q, %v", again.state.name, n.failed)
	}
	uitest.Press(t, again.Content(), p.T("joint.programme.make"))
	one, _ := again.state.programme()
	if one.ID == first || one.Name.Reveal() != "Vaders aan zet" {
		t.Errorf("the new programme is not the one that is shown: %s", uitest.Said(again.Content()))
	}
	uitest.Press(t, again.Content(), p.T("joint.programme.other"))
	typed(again.First, "Nog een")
	uitest.Press(t, again.Content(), p.T("joint.programme.no"))
	left, err := boss.Drafts(t.Context())
	if err != nil || len(left) != 0 || again.state.making || n.failed != nil {
		t.Errorf("%v are left: %v, %v", left, err, n.failed)
	}
}

// What is typed after the lists were saved is a draft again, and what is wrong with a list stands beside it.
func TestTheListsStayADraftAfterTheyWereSaved(t *testing.T) {
	uitest.App(t)
	p, boss := uitest.Dutch(t), uitest.Book(t, now())
	v, n := opened(t, p, boss)
	v.state.partners = "CJG Zuid"
	uitest.Press(t, v.Content(), p.T("joint.lists.save"))
	v.state.partners = "CJG Zuid\nWijkteam"
	v.keep.Touch()
	v.Hidden()
	v.state = state{p: p, span: v.state.span}
	v.Shown(t.Context())
	if v.state.partners != "CJG Zuid\nWijkteam" || n.failed != nil {
		t.Errorf("it is lost: %q, %v", v.state.partners, n.failed)
	}
	v.state.partners = strings.Repeat("a", 300)
	uitest.Press(t, v.Content(), p.T("joint.lists.save"))
	if n.failed != nil || !uitest.Says(v.Content(), p.Problem(record.Problem{Code: "too_long", Params: map[string]string{"Limit": strconv.Itoa(record.LimitName)}})) {
		t.Errorf("a name that is too long: %v, %s", n.failed, uitest.Said(v.Content()))
	}
}

// What cannot be taken is said file by file, each with its own sentence, and nothing of it is kept.
func TestWhatCannotBeTakenIsSaidFileByFile(t *testing.T) {
	uitest.App(t)
	p, boss := uitest.Dutch(t), uitest.Book(t, now())
	v, n := opened(t, p, boss)
	n.handsIn(t, "goed", 3)
	whole, err := os.ReadFile(filepath.Join(n.folder, "goed"+fileExtension))
	if err != nil {
		t.Fatal(err)
	}
	damaged := bytes.Clone(whole)
	damaged[len(damaged)-5] ^= 1
	_, other := opened(t, p, uitest.Book(t, now()))
	other.folder = n.folder
	other.handsIn(t, "ander", 3)
	for name, data := range map[string][]byte{"kapot": damaged, "brief": []byte("hallo"), "leeg": nil} {
		if err := os.WriteFile(filepath.Join(n.folder, name+fileExtension), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	uitest.Press(t, v.Content(), p.T("joint.bring.folder"))
	for _, wrong := range []error{contribution.ErrOther, contribution.ErrDamaged, contribution.ErrFormat} {
		text, hint := p.Fault(wrong)
		if !uitest.Says(v.Content(), strings.TrimSpace(text+" "+hint)) {
			t.Errorf("%v is not said: %s", wrong, uitest.Said(v.Content()))
		}
	}
	if v.state.ready() != 0 || len(v.state.brought) != 5 || n.failed != nil {
		t.Errorf("%d of %d can be taken: %v", v.state.ready(), len(v.state.brought), n.failed)
	}
	if g, err := boss.Gathering(t.Context(), v.state.chosen, quarter()); err != nil || len(g.Workers) != 0 {
		t.Errorf("looking keeps %+v, %v", g.Workers, err)
	}
}

// A contribution of tomorrow comes from a computer whose clock is wrong, and is not taken.
func TestAContributionOfTomorrowIsNotTaken(t *testing.T) {
	uitest.App(t)
	p := uitest.Dutch(t)
	boss := uitest.Book(t, now().AddDate(0, 0, -60))
	v, n := opened(t, p, boss)
	n.handsIn(t, "morgen", 3)
	v.Dropped([]string{filepath.Join(n.folder, "morgen"+fileExtension)})
	text, _ := p.Fault(contribution.ErrFuture)
	if v.state.ready() != 0 || !uitest.Says(v.Content(), text) {
		t.Errorf("it says %s, %v", uitest.Said(v.Content()), n.failed)
	}
}
