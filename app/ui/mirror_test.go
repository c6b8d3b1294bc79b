package ui

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// placedText is a text, a drawing or something to press, and where it stands.
type placedText struct {
	what string
	at   fyne.Position
	size fyne.Size
}

// placedTexts are those of a page; with back they are counted from the other side.
func placedTexts(o fyne.CanvasObject, at fyne.Position, width float32, back bool) (out []placedText) {
	if o == nil || !o.Visible() {
		return nil
	}
	at = at.Add(o.Position())
	what := ""
	switch v := o.(type) {
	case *rtl.Text:
		what = "text " + strings.ReplaceAll(v.Text(), "،", ",") // a list has the comma of the direction
	case *rtl.Entry:
		what = "entry " + v.Text()
	case *look.IconView:
		what = "icon"
	case *form.Button:
		what = "button " + v.Text()
	case *form.Panel:
		what = "panel"
	}
	if what != "" && o.Size().Width > 0 {
		x := at.X
		if back {
			x = width - at.X - o.Size().Width
		}
		out = append(out, placedText{what, fyne.NewPos(x, at.Y), o.Size()})
	}
	switch v := o.(type) {
	case *fyne.Container:
		for _, part := range v.Objects {
			out = append(out, placedTexts(part, at, width, back)...)
		}
	case fyne.Widget:
		for _, part := range test.WidgetRenderer(v).Objects() {
			out = append(out, placedTexts(part, at, width, back)...)
		}
	}
	return out
}

func (a placedText) alike(b placedText) bool {
	near := func(a, b float32) bool { return math.Abs(float64(a-b)) <= 2 }
	return a.what == b.what && near(a.at.X, b.at.X) && near(a.at.Y, b.at.Y) && near(a.size.Width, b.size.Width) && near(a.size.Height, b.size.Height)
}

// Every page in Dutch words, turned around, is the mirror image of the page in Dutch: the rail, the forms, the lists, the calendar, the
// charts, the week and the hours, at the usual and the largest letters, in the smallest window.
func TestEveryPageIsItsMirrorImage(t *testing.T) {
	u := atWork(t)
	s := u.shell
	family := s.book.Rows(record.KindHousehold)[0].ID
	pages := map[string]func(){}
	for _, d := range Destinations() {
		pages[string(d)] = func() { s.Go(string(d)) }
	}
	for _, sub := range []string{"calendar", "words", "cards", "handing", "retention"} {
		pages[sub] = func() { s.Go(sub) }
	}
	for _, kind := range []record.Kind{record.KindHousehold, record.KindConcern, record.KindReferral, record.KindMeeting} {
		if rows := s.book.Rows(kind); len(rows) > 0 {
			pages["one "+kind.String()] = func() { s.Open(kind, rows[0].ID) }
			pages["edit "+kind.String()] = func() { s.Edit(kind, rows[0].ID) }
		}
	}
	pages["new contact"] = func() { s.New(record.KindContact, family) }
	dutch := s.p
	for _, step := range []int{look.UsualStep, look.LargestStep} {
		found := map[string][2][]placedText{}
		for i, d := range []i18n.Direction{i18n.LeftToRight, i18n.RightToLeft} {
			s.p = dutch.Facing(d)
			s.deps.Settings.SetTextStep(step)
			s.hide()
			s.theme()
			s.build()
			s.win.Resize(fyne.NewSize(1024, 640))
			for name, show := range pages {
				show()
				sides := found[name]
				content := s.win.Canvas().Content()
				sides[i] = placedTexts(content, fyne.Position{}, content.Size().Width, d == i18n.RightToLeft)
				found[name] = sides
			}
		}
		for name, sides := range found {
			if len(sides[0]) < 10 {
				t.Errorf("step %d, %s: only %d pieces", step, name, len(sides[0]))
			}
			if off := unmatched(sides[0], sides[1]); len(off) > 0 {
				t.Errorf("step %d, %s: %d of %d pieces have no mirror image, such as %v", step, name, len(off), len(sides[0]), off[:min(4, len(off))])
			}
		}
	}
	s.p = dutch
}

func unmatched(a, b []placedText) (out []string) {
	for _, one := range a {
		if !slices.ContainsFunc(b, one.alike) {
			out = append(out, fmt.Sprintf("%q %v %v", one.what, one.at, one.size))
		}
	}
	return out
}
