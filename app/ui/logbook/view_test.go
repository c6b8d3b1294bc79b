package logbook

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/listing"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// chain is a long history: an entry each ten minutes, of every sort, newest first.
type chain struct {
	size  uint64
	reads int
	most  int // entries given at once
	fault error
}

var newest = time.Date(2026, 11, 24, 20, 14, 0, 0, time.Local)

func (c *chain) Today() record.Date { return record.DateOf(newest) }

func (c *chain) entry(seq uint64) book.LogEntry {
	e := book.LogEntry{Seq: seq, At: newest.Add(-10 * time.Minute * time.Duration(c.size-seq))}
	switch seq % 4 {
	case 0:
		e.Action, e.Kind, e.ID, e.There = "viewed", record.KindHousehold, record.ID{byte(seq), 1}, true
		e.Name = record.Text("Yıldız")
	case 1:
		e.Action, e.Kind, e.ID = "changed", record.KindConcern, record.ID{2}
	case 2:
		e.Action, e.Kind, e.ID, e.There = "sent", record.KindReferral, record.ID{3}, true
		e.Row.Number = 42
	case 3:
		e.Action, e.Times = "refused", 3
	}
	return e
}

func (c *chain) Log(_ context.Context, sort book.LogSort, before uint64, limit int) (book.LogPage, error) {
	c.reads++
	var page book.LogPage
	at := before
	if at == 0 {
		at = c.size + 1
	}
	for at > 1 && len(page.Entries) < limit {
		at--
		if e := c.entry(at); sort == book.LogAll || e.Sort() == sort {
			page.Entries = append(page.Entries, e)
		}
	}
	if at > 1 {
		page.Next = at
	}
	c.most = max(c.most, len(page.Entries))
	return page, c.fault
}

// way is where the page led.
type way struct {
	kind   record.Kind
	id     record.ID
	failed error
}

func (w *way) Open(kind record.Kind, id record.ID) { w.kind, w.id = kind, id }
func (w *way) Back()                               {}
func (w *way) Fail(err error)                      { w.failed = err }

func shown(t *testing.T, tag string, c *chain) (*View, *way, fyne.Window) {
	t.Helper()
	test.NewTempApp(t)
	p, err := i18n.New(tag)
	if err != nil {
		t.Fatal(err)
	}
	w := &way{}
	v := New(c, w, p, task.Inline)
	win := test.NewTempWindow(t, v.Content())
	win.Resize(fyne.NewSize(1024, 640))
	v.Shown(t.Context())
	return v, w, win
}

func (v *View) lines() []listing.Row {
	var all []listing.Row
	for i := range v.state.rows {
		all = append(all, v.state.row(i))
	}
	return all
}

func TestTheListIsReadInPagesAsItIsWalked(t *testing.T) {
	c := &chain{size: 100_000}
	v, _, win := shown(t, "nl", c)
	if c.reads != 1 || c.most > pageSize {
		t.Fatalf("%d pages, %d entries at once, before anybody walked", c.reads, c.most)
	}
	win.Canvas().Focus(v.Focus())
	for range 40 {
		v.Focus().TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	}
	if c.reads < 2 || c.reads > 8 || c.most > pageSize {
		t.Errorf("%d pages, %d entries at once, after forty screens", c.reads, c.most)
	}
	for i, r := range v.state.rows {
		if i > 0 && r.day.Zero() && v.state.rows[i-1].day.Zero() && r.entry.Seq+1 != v.state.rows[i-1].entry.Seq {
			t.Fatalf("entry %d follows %d", r.entry.Seq, v.state.rows[i-1].entry.Seq)
		}
	}
}

func TestEveryDayHasItsHeading(t *testing.T) {
	v, _, _ := shown(t, "nl", &chain{size: 500})
	var heads []string
	day := record.Date{}
	for i, r := range v.state.rows {
		if !r.day.Zero() {
			heads = append(heads, v.state.row(i).Title)
			day = r.day
			continue
		}
		if record.DateOf(r.entry.At) != day {
			t.Fatalf("%v stands under %v", r.entry.At, day)
		}
	}
	if len(heads) < 1 || heads[0] != "vandaag · dinsdag 24 november 2026" {
		t.Errorf("the headings are %q", heads)
	}
	if got := v.list.Current(); got != 1 {
		t.Errorf("the keyboard is on row %d, want the first entry", got)
	}
}

func TestTheWordsOfTheList(t *testing.T) {
	for tag, want := range map[string][]string{
		"nl": {"20.14 uur · gezin bekeken|Yıldız", "20.04 uur · 3 keer een verkeerde wachtzin of code|", "19.54 uur · verwijzing H-0042 verstuurd|", "19.44 uur · zorg gewijzigd|gewist"},
		"ar": {"20:14 · اطلاع: عائلة|Yıldız", "19:54 · إرسال: نحو المساعدة H-0042|", "19:44 · تغيير: أمر مقلق|ممحو"},
	} {
		t.Run(tag, func(t *testing.T) {
			v, _, _ := shown(t, tag, &chain{size: 400})
			var got []string
			for _, r := range v.lines() {
				got = append(got, r.Title+"|"+r.Line)
			}
			all := strings.Join(got, "\n")
			for _, line := range want {
				if !strings.Contains(all, line) {
					t.Errorf("no line %q in\n%s", line, strings.Join(got[:6], "\n"))
				}
			}
		})
	}
}

func TestAFilterShowsItsSortAlone(t *testing.T) {
	c := &chain{size: 400}
	v, _, _ := shown(t, "nl", c)
	for _, sort := range book.LogSorts()[1:] {
		v.chips.Chip(string(sort)).Press()
		n := 0
		for _, r := range v.state.rows {
			if !r.day.Zero() {
				continue
			}
			n++
			if r.entry.Sort() != sort {
				t.Fatalf("%s shows %s", sort, r.entry.Action)
			}
		}
		if n != 100 {
			t.Errorf("%s shows %d entries", sort, n)
		}
	}
	v.chips.Chip("").Press()
	if v.state.sort != book.LogAll || len(v.state.rows) < 100 {
		t.Errorf("all shows %d rows", len(v.state.rows))
	}
}

func TestAnEntryLeadsToItsRecordWhileItIsThere(t *testing.T) {
	v, w, _ := shown(t, "nl", &chain{size: 400})
	for i, r := range v.state.rows {
		*w = way{}
		v.open(i)
		want := way{}
		if r.day.Zero() && r.entry.There {
			want = way{kind: r.entry.Kind, id: r.entry.ID}
		}
		if *w != want {
			t.Fatalf("row %d, %s: leads to %v", i, r.entry.Action, w.kind)
		}
	}
	consent := book.LogEntry{Kind: record.KindConsent, There: true, ID: record.ID{9}, Row: record.Row{Link: record.ID{3}}}
	v.state.rows = []row{{entry: consent}}
	if kind, id, ok := v.state.opens(0); !ok || kind != record.KindReferral || id != (record.ID{3}) {
		t.Errorf("a consent leads to %v", kind)
	}
}

func TestAnEmptyListTeachesAndADamagedOneSaysSo(t *testing.T) {
	v, _, _ := shown(t, "nl", &chain{})
	if v.list != nil || v.low.Below() == nil {
		t.Error("nothing teaches where there is nothing")
	}
	broken := errors.New("damaged")
	c := &chain{size: 300, fault: broken}
	v, w, _ := shown(t, "nl", c)
	if !errors.Is(w.failed, broken) || v.list == nil || c.reads != 1 {
		t.Errorf("%v, %d reads", w.failed, c.reads)
	}
	v.Hidden()
	if len(v.state.rows) != 0 {
		t.Error("the names stay after the page is left")
	}
}
