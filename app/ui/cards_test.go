package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"schakel/app/ui/cards"
	"schakel/app/ui/form"
)

// The talking cards are reached from "Naar hulp" and a card fills the window; Escape walks back one step at a time, and the lock works
// while a card is turned.
func TestTalkingCardsFillTheWindowAndComeBack(t *testing.T) {
	s := preferring(t)
	s.Go(string(DestReferrals))
	s.Go("cards")
	v, ok := s.page.(*cards.View)
	if !ok || s.trail.here.dest != DestReferrals {
		t.Fatalf("the page is %T below %s", s.page, s.trail.here.dest)
	}
	whole := s.win.Content()
	var tile *form.Pressable
	if tile, ok = v.Focus().(*form.Pressable); !ok {
		t.Fatalf("the keyboard is on %T", v.Focus())
	}
	tile.Press()
	escape := func() { s.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape}) }
	b, ok := v.Focus().(*form.Button)
	if !ok || b.Text() != s.p.T("cards.turn") {
		t.Fatalf("the card opens with the keyboard on %T", v.Focus())
	}
	b.Press()
	if s.win.Content() == whole {
		t.Fatal("the card does not fill the window")
	}
	if escape(); s.win.Content() != whole {
		t.Fatal("Escape does not bring the rail back")
	}
	if escape(); s.page != page(v) {
		t.Fatal("Escape does not show all cards")
	}
	if escape(); s.page == page(v) || s.trail.here != (place{dest: DestReferrals}) {
		t.Fatalf("Escape leads to %+v", s.trail.here)
	}
	s.Go("cards")
	s.page.(*cards.View).Focus().(*form.Pressable).Press()
	s.page.(*cards.View).Focus().(*form.Button).Press()
	s.Lock()
	if s.book != nil || s.win.Content() == whole {
		t.Error("the lock leaves the card in the window")
	}
}
