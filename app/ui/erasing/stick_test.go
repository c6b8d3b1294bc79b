package erasing

import (
	"slices"
	"strings"
	"testing"

	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/record"
)

// What goes by hand is carried: one line for each endpoint that is reached by files only, with a button that makes the file at once; a
// recall that was asked for before goes along. Without the choice to recall the worker calls.
func TestWhatIsRecalledByHandIsCarried(t *testing.T) {
	by := func(do book.HandedDo, endpoint byte) book.Handed {
		h := handed(do)
		h.Endpoint, h.Carry, h.Way = record.ID{endpoint}, true, record.MethodUSB
		return h
	}
	src := &source{plan: book.Erasing{
		Kind: record.KindHousehold, ID: record.ID{1}, Name: record.Text("gezin Yıldız"), Counts: map[record.Kind]int{},
		Shared: []book.Handed{by(book.HandedStick, 4), by(book.HandedStick, 4), by(book.HandedUnderWay, 5), handed(book.HandedRecall)},
	}}
	v, n := shown(t, src)
	p := v.p
	if !uitest.Says(v.Content(), p.Value("erasing.do", "stick")) || !uitest.Says(v.Content(), p.T("erasing.shared.recall")) {
		t.Errorf("before it: %q", uitest.Texts(v.Content()))
	}
	s := state{p: p}
	s.load(src.plan, book.OldCopies{}, record.Day(2026, 11, 22))
	s.done = book.Erased{Recalled: 3}
	var lines []string
	for _, one := range s.left() {
		lines = append(lines, one.text)
	}
	want := []string{
		p.N("erasing.left.recalled", 1), p.N("erasing.left.bystick", 2, "Who", "CJG Zuiderwijk"), p.N("erasing.left.bystick", 1, "Who", "CJG Zuiderwijk"),
	}
	if !slices.Equal(lines, want) {
		t.Errorf("left to do: %q", lines)
	}
	v.entry.SetText(p.T("erasing.confirm.word"))
	v.erase()
	if len(src.asked) != 1 || !src.asked[0].Recall {
		t.Fatalf("%+v", src.asked)
	}
	uitest.Press(t, v.Content(), p.T("deliveries.stick.back"))
	if !slices.Equal(n.sticks, []record.ID{{4}}) {
		t.Errorf("the file is for %v", n.sticks)
	}
	s.recall, s.done = false, book.Erased{}
	calls := 0
	for _, one := range s.left() {
		if strings.HasPrefix(one.text, "Bel ") {
			calls++
		}
	}
	if calls != 1 { // one number, said once
		t.Errorf("without recalling: %+v", s.left())
	}
}
