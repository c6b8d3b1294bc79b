package endpoint_test

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/chromedp"
)

// opened is what a screen reader hears of the button that opens the menu: "true", "false", or "" when there is none.
func (s *sight) opened() string {
	s.t.Helper()
	tree, err := chromedp.Call(s.ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	must(s.t, err)
	for _, n := range tree.Nodes {
		if n.Ignored || worded(n.Role) != "button" || worded(n.Name) != "Menu" {
			continue
		}
		for _, p := range n.Properties {
			if p.Name == "expanded" {
				return string(p.Value.Value)
			}
		}
	}
	return ""
}

// shown counts the pages of the menu that can be seen.
func (s *sight) shown() int {
	s.t.Helper()
	return get(s, chromedp.Evaluate[int](`[...document.querySelectorAll('nav.rail a.nav')].filter(a => a.checkVisibility()).length`))
}

func (s *sight) focused(what string) string {
	s.t.Helper()
	return get(s, chromedp.Evaluate[string]("document.activeElement."+what+" || ''"))
}

// TestTheMenuOnANarrowScreen: the pages of a beheerder take one row until somebody opens them, with the keyboard too, and a screen reader hears which it
// is. On a wide screen they stand there.
func TestTheMenuOnANarrowScreen(t *testing.T) {
	o := open(t, nil)
	s := o.look()
	s.enter("marieke", o.colleague("marieke", "manager"), "een eigen wachtwoord")
	s.goTo("/apparaten")
	if n := s.shown(); n != 10 || s.opened() != "" {
		t.Errorf("wide: %d pages, a menu button that is %q", n, s.opened())
	}
	for _, width := range []int64{320, 400, 640, 900} {
		s.do(chromedp.EmulateViewport(width, 640))
		s.goTo("/apparaten")
		if high := get(s, chromedp.Evaluate[int]("Math.round(document.querySelector('nav.rail').getBoundingClientRect().height)")); high > 80 {
			t.Errorf("%d wide: the menu takes %d pixels before it is opened", width, high)
		}
		if n := s.shown(); n != 0 || s.opened() != "false" {
			t.Errorf("%d wide: %d pages of a menu that is %q", width, n, s.opened())
		}
		for n := 0; !strings.Contains(s.focused("className"), "opener"); n++ {
			if n > 5 {
				t.Fatalf("%d wide: Tab does not reach the menu", width)
			}
			s.do(chromedp.KeyEvent("\t"))
		}
		s.do(chromedp.KeyEvent("\r"))
		if n := s.shown(); n != 10 || s.opened() != "true" {
			t.Errorf("%d wide: opened, %d pages of a menu that is %q", width, n, s.opened())
		}
		if bad := get(s, chromedp.Evaluate[string](`[...document.querySelectorAll('#menu a,#menu button')].filter(e => { const b = e.getBoundingClientRect(); return b.left < 0 || b.right > innerWidth }).map(e => e.innerText).join(', ')`)); bad != "" {
			t.Errorf("%d wide: cut off: %s", width, bad)
		}
		s.do(chromedp.KeyEvent("\t"))
		if got := s.focused("accessKey"); got != "b" {
			t.Errorf("%d wide: Tab goes from the button to %q, not to the first page", width, got)
		}
		s.picture("menu")
		s.do(chromedp.EmulateViewport(width, 640))
		s.do(chromedp.KeyEvent("\x1b"))
		if n := s.shown(); n != 0 || !strings.Contains(s.focused("className"), "opener") {
			t.Errorf("%d wide: after Escape %d pages, and the focus is at %q", width, n, s.focused("className"))
		}
	}
	s.do(chromedp.EmulateViewport(320, 640), chromedp.Click(".opener"))
	s.press(`#menu a[href="/logboek"]`)
	s.sees("Wat er gebeurde")
	if n := s.shown(); n != 0 {
		t.Errorf("%d pages stay open on the page that was chosen", n)
	}
}
