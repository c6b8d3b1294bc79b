package listing_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// piece is a shape, a drawing or a piece of text, and where it stands.
type piece struct {
	what string
	at   fyne.Position
	size fyne.Size
}

// alike allows a unit of difference: the two halves of an odd number may lie either way.
func (a piece) alike(b piece) bool {
	near := func(a, b float32) bool { return math.Abs(float64(a-b)) <= 1 }
	return a.what == b.what && near(a.at.X, b.at.X) && near(a.at.Y, b.at.Y) && near(a.size.Width, b.size.Width) && near(a.size.Height, b.size.Height)
}

// pieces are the shapes, drawings and pieces of text of which an object is made, where they stand in a box of this width. With back they
// are counted from the other side, and what points is turned around: two objects that mirror each other give the same pieces.
func pieces(o fyne.CanvasObject, at fyne.Position, width float32, back bool) (out []piece) {
	if o == nil || !o.Visible() {
		return nil
	}
	at = at.Add(o.Position())
	add := func(what string) {
		x := at.X
		if back {
			x = width - at.X - o.Size().Width
		}
		out = append(out, piece{what, fyne.NewPos(x, at.Y), o.Size()})
	}
	switch v := o.(type) {
	case *canvas.Text:
		add("text " + rtl.WithoutMarks(v.Text))
	case *canvas.Rectangle:
		add("rectangle")
	case *canvas.Circle:
		add("circle")
	case *canvas.Image:
		name := "drawing"
		if v.Resource != nil {
			name = v.Resource.Name()
			if back {
				name = turned(name)
			}
		}
		add(name)
	case *fyne.Container:
		for _, part := range v.Objects {
			out = append(out, pieces(part, at, width, back)...)
		}
	case fyne.Widget:
		for _, part := range test.WidgetRenderer(v).Objects() {
			out = append(out, pieces(part, at, width, back)...)
		}
	}
	return out
}

// turned is the name of the drawing that points the other way. Of the two rings the left one is told first.
func turned(name string) string {
	if rings := strings.Split(name, "-"); len(rings) > 3 && rings[1] == "rings" {
		rings[2], rings[3] = rings[3], rings[2]
		return strings.Join(rings, "-")
	}
	return strings.NewReplacer("-left", "-right", "-right", "-left").Replace(name)
}

// mirrored are the widgets of a page, made for a printer. Their words have letters only, so that a piece of text is whole in both directions.
func mirrored() map[string]func(p *i18n.Printer) fyne.CanvasObject {
	choices := []form.Choice{{Value: "a", Text: "Appel"}, {Value: "b", Text: "Boom", Icon: look.IconUser}, {Value: "c", Text: "Citroentaart"}}
	quiet := func(string) {}
	return map[string]func(p *i18n.Printer) fyne.CanvasObject{
		"text": func(p *i18n.Printer) fyne.CanvasObject {
			return rtl.NewText(p.Direction(), "Warme woorden", rtl.Style{})
		},
		"text end": func(p *i18n.Printer) fyne.CanvasObject {
			return rtl.NewText(p.Direction(), "Warme woorden", rtl.Style{Align: rtl.End})
		},
		"text wrapped": func(p *i18n.Printer) fyne.CanvasObject {
			return rtl.NewText(p.Direction(), strings.Repeat("Warme woorden ", 30), rtl.Style{Wrap: true})
		},
		"entry": func(p *i18n.Printer) fyne.CanvasObject {
			_, e := form.NewTextField(p, form.FieldOptions{}, 1, nil)
			return e
		},
		"field": func(p *i18n.Printer) fyne.CanvasObject {
			f, _ := form.NewTextField(p, form.FieldOptions{Label: "Naam", Help: "Zoals op papier", Icon: look.IconEye}, 3, nil)
			return f
		},
		"field wrong": func(p *i18n.Printer) fyne.CanvasObject {
			f, _ := form.NewTextField(p, form.FieldOptions{Label: "Naam"}, 1, nil)
			f.SetError("Vul een naam in")
			return f
		},
		"search":     func(p *i18n.Printer) fyne.CanvasObject { return form.NewSearch(p, "", "", quiet, quiet) },
		"passphrase": func(p *i18n.Printer) fyne.CanvasObject { return form.NewPassphrase(p, func() {}) },
		"buttons": func(p *i18n.Printer) fyne.CanvasObject {
			return form.NewActions(p, []fyne.CanvasObject{form.NewPrimary(p, "Bewaar", nil), form.NewButton(p, "Terug", form.ButtonOptions{Icon: look.Back(p.Direction())}, nil)},
				[]fyne.CanvasObject{form.NewButton(p, "Verder", form.ButtonOptions{After: look.Forward(p.Direction())}, nil)})
		},
		"chips": func(p *i18n.Printer) fyne.CanvasObject {
			c := form.NewChips(p, choices, form.ChipsOptions{Multi: true}, nil)
			c.SetValues("a", "b")
			return c
		},
		"segmented": func(p *i18n.Printer) fyne.CanvasObject { return form.NewSegmented(p, choices, nil) },
		"select": func(p *i18n.Printer) fyne.CanvasObject {
			return form.NewSelect(p, choices, form.SelectOptions{Wide: true}, nil)
		},
		"check": func(p *i18n.Printer) fyne.CanvasObject { return form.NewCheck(p, "Ja graag", "vink", nil) },
		"switch": func(p *i18n.Printer) fyne.CanvasObject {
			return form.NewSwitch(p, form.SwitchText{Name: "Slot", Note: "vanzelf", On: "Aan", Off: "Uit"}, nil)
		},
		"choice row": func(p *i18n.Printer) fyne.CanvasObject {
			return form.NewChoiceRow(p, []form.CardChoice{{Value: "a", Text: "Goed", Note: "rustig"}, {Value: "b", Text: "Zorgen"}}, nil)
		},
		"yes and no": func(p *i18n.Printer) fyne.CanvasObject {
			return form.NewYesNo(p, form.Answer{Text: "Ja", Note: "graag"}, form.Answer{Text: "Nee"})
		},
		"date": func(p *i18n.Printer) fyne.CanvasObject {
			return form.NewDateField(p, form.DateOptions{Label: "Dag"}, record.Day(2026, 11, 22), nil)
		},
		"stepper": func(p *i18n.Printer) fyne.CanvasObject { return form.NewStepper(p, 9, nil) },
		"beside": func(p *i18n.Printer) fyne.CanvasObject {
			return form.NewBeside(p, 12, 100, form.NewQuiet(p, "Begin", nil), form.NewQuiet(p, "Eind", nil))
		},
		"cells": func(p *i18n.Printer) fyne.CanvasObject {
			return form.NewCells(p, 8, 90, form.NewQuiet(p, "Een", nil), form.NewQuiet(p, "Twee", nil), form.NewQuiet(p, "Drie", nil))
		},
		"form": func(p *i18n.Printer) fyne.CanvasObject {
			return rtl.Form(p.Direction(), 8, rtl.NewText(p.Direction(), "Naam", rtl.Style{}), form.NewQuiet(p, "Kies", nil))
		},
		"split": func(p *i18n.Printer) fyne.CanvasObject {
			return rtl.Split(p.Direction(), 0.3, 8, form.NewQuiet(p, "Een", nil), form.NewQuiet(p, "Twee", nil))
		},
		"rail": func(p *i18n.Printer) fyne.CanvasObject {
			r := listing.NewRail(p, "", []listing.Destination{{ID: "a", Icon: look.IconUser, Text: "Mensen"}, {ID: "b", Icon: look.IconCoffee, Text: "Samen"}}, nil, quiet)
			r.Select("a")
			return r
		},
		"list": func(p *i18n.Printer) fyne.CanvasObject {
			return listing.NewList(p, 3, func(int) listing.Row {
				return listing.Row{Icon: look.IconUser, Title: "Yildiz", Line: "gezin", Status: listing.Status{Kind: listing.StatusWaiting}}
			}, nil)
		},
		"today": func(p *i18n.Printer) fyne.CanvasObject {
			return listing.NewToday(p, []listing.Today{{Status: listing.Status{Kind: listing.StatusLate}, Sentence: "Bel terug", Detail: "gisteren", Action: "Bel", Later: func() {}}})
		},
		"page head": func(p *i18n.Printer) fyne.CanvasObject {
			return listing.NewPageHeadUnder(p, func() {}, "Mensen", "", form.NewPrimary(p, "Nieuw", nil))
		},
		"key values": func(p *i18n.Printer) fyne.CanvasObject {
			return listing.NewKeyValues(p, []listing.KeyValue{{Key: "Naam", Value: "Elif"}, {Key: "Rol", Value: "moeder"}}, "let op")
		},
		"timeline": func(p *i18n.Printer) fyne.CanvasObject {
			steps := []listing.Step{{State: listing.StepDone, Text: "Gevraagd"}, {State: listing.StepLate, Text: "Gehoord"}, {Text: "Gezegd"}}
			return listing.NewTimeline(p, listing.Half{Title: "Jij", Turn: true, Steps: steps}, listing.Half{Title: "Wijkteam", Steps: steps})
		},
		"bars": func(p *i18n.Printer) fyne.CanvasObject {
			return listing.NewBars(p, []listing.Bar{{Label: "Ouders", Value: 9}, {Label: "Buren", Value: 3}, {Label: "Anderen", Hidden: true}})
		},
		"tally": func(p *i18n.Printer) fyne.CanvasObject {
			then := &listing.Amount{Value: 7, Text: "7"}
			return listing.NewTally(p, []listing.Count{
				{Label: "Samen", Amount: listing.Amount{Value: 12, Text: "12"}, Bare: true, Then: then},
				{Label: "Ouders", Amount: listing.Amount{Value: 9, Text: "9"}, Then: then}, {Label: "Buren", Amount: listing.Amount{Value: 3, Text: "3"}, Depth: 1},
				{Label: "Anderen", Amount: listing.Amount{Hidden: true}, Then: &listing.Amount{Hidden: true}},
			}, listing.TallyOptions{Walk: listing.Walk{Pressed: func(int) {}}})
		},
		"funnel": func(p *i18n.Printer) fyne.CanvasObject {
			return listing.NewTally(p, []listing.Count{
				{Label: "Gevraagd", Amount: listing.Amount{Value: 9, Text: "9"}}, {Label: "Gekomen", Amount: listing.Amount{Value: 3, Text: "3"}},
			}, listing.TallyOptions{Funnel: true})
		},
		"grid": func(p *i18n.Printer) fyne.CanvasObject {
			cells := []listing.Amount{{Value: 3, Text: "3"}, {Hidden: true}, {Value: 12, Text: "12"}}
			return listing.NewGrid(p, []string{"antwoord", "geen antwoord", "samen"}, true, []listing.GridRow{{Label: "Samen", Cells: cells, Bold: true}, {Label: "CJG", Cells: cells}}, listing.Walk{})
		},
		"trend": func(p *i18n.Printer) fyne.CanvasObject {
			then := 2
			return listing.NewTrend(p, []listing.Point{{Value: 1, Label: "jan", Then: &then}, {Value: 7}, {Value: 3, Label: "feb"}}, "Kies een week", listing.Walk{Pressed: func(int) {}})
		},
		"lines": func(p *i18n.Printer) fyne.CanvasObject {
			return listing.NewLines(p, []listing.Point{{Value: 1, Label: "jan"}, {Value: 7, Label: "feb"}, {Value: 3, Label: "mrt"}})
		},
		"week": func(p *i18n.Printer) fyne.CanvasObject {
			return listing.NewWeek(p, []listing.Day{{Name: "ma", Items: []string{"koffie"}}, {Name: "di", Today: true}, {Name: "wo"}})
		},
		"progress": func(p *i18n.Printer) fyne.CanvasObject {
			g := listing.NewProgress(p, "Stop", func() {})
			g.Set("halverwege", 0.3)
			return g
		},
		"danger": func(p *i18n.Printer) fyne.CanvasObject {
			return listing.NewNote(p, look.IconWarningOctagon, "Nu gevaar", look.ColorDanger)
		},
		"status line": func(p *i18n.Printer) fyne.CanvasObject { return listing.NewStatusLine(p, "Alles bewaard") },
	}
}

// Every widget on a right-to-left page is the mirror image of the same widget, with the same words, on a left-to-right page: also in a
// narrow place, where parts go below each other. Drawings stay what they are, but those that point.
func TestWidgetsAreMirrorImages(t *testing.T) {
	p, err := i18n.New("nl")
	if err != nil {
		t.Fatal(err)
	}
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.NewTheme(look.Options{}))
	for name, mk := range mirrored() {
		t.Run(name, func(t *testing.T) {
			for _, width := range []float32{900, 330} {
				size := fyne.NewSize(width, 420)
				var sides [2][]piece
				for i, d := range []i18n.Direction{i18n.LeftToRight, i18n.RightToLeft} {
					o := mk(p.Facing(d))
					w := test.NewTempWindow(t, rtl.Stack(d, o))
					w.SetPadded(false)
					w.Resize(size)
					sides[i] = pieces(o, fyne.Position{}, o.Size().Width, d == i18n.RightToLeft)
				}
				if len(sides[0]) == 0 {
					t.Fatal("nothing is drawn")
				}
				if a, b := except(sides[0], sides[1]), except(sides[1], sides[0]); len(a)+len(b) > 0 {
					t.Errorf("%v wide: no mirror images are\n%v\n%v", width, a, b)
				}
			}
		})
	}
}

// except are the pieces of a that have no match in b.
func except(a, b []piece) (out []piece) {
	for _, one := range a {
		if !slices.ContainsFunc(b, one.alike) {
			out = append(out, one)
		}
	}
	return out
}
