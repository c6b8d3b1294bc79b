package unlock

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/keyfile"
)

// Holder is where a part is kept.
type Holder string

// The holders, in the order of the parts.
const (
	HolderSelf   Holder = "self"
	HolderPlace  Holder = "place"
	HolderPerson Holder = "person"
)

func holders() [keyfile.Parts]Holder {
	return [keyfile.Parts]Holder{HolderSelf, HolderPlace, HolderPerson}
}

// Part is one part, to be put on a card.
type Part struct {
	Number   int // 1 to 3
	Holder   Holder
	Lines    [2]string // its groups, four on a line
	Language string    // of the card
}

// lined puts the groups of a part on two lines.
func lined(text string) [2]string {
	groups := strings.Split(text, "-")
	half := len(groups) / 2
	return [2]string{strings.Join(groups[:half], "-"), strings.Join(groups[half:], "-")}
}

// showParts shows the three parts, once, each with its own card.
func (r *Recovery) showParts() {
	p, d := r.p, r.p.Direction()
	var kept []*form.Check
	var first *form.Button
	page := rtl.VBox(d, 20,
		rtl.NewText(d, p.T("unlock.recovery.parts.yours"), rtl.Style{Size: rtl.Title, Bold: true, Wrap: true}),
		rtl.NewText(d, p.T("unlock.recovery.parts.two"), rtl.Style{Wrap: true}))
	for i, holder := range holders() {
		check := form.NewCheck(p, p.T("unlock.recovery.parts.kept"), "", func(bool) { r.ready() })
		kept = append(kept, check)
		card, save := r.partCard(Part{Number: i + 1, Holder: holder, Lines: lined(r.given.parts[i]), Language: p.Tag()}, check)
		page.Add(card)
		if i == 0 {
			first = save
		}
	}
	r.goOn(p.T("unlock.recovery.parts.first"), kept...)
	page.Add(rtl.NewText(d, p.T("unlock.recovery.parts.apart"), rtl.Style{Wrap: true, Color: look.ColorMuted}))
	page.Add(form.NewActions(p, []fyne.CanvasObject{r.onward}, nil))
	r.put(page)
	form.Focus(first) // not a box: a second Enter may not tick what nobody read
}

// partCard is one part on the screen, and the button that saves it as a card. The card for somebody else can be had in another language than the screen's.
func (r *Recovery) partCard(part Part, kept *form.Check) (fyne.CanvasObject, *form.Button) {
	p, d := r.p, r.p.Direction()
	told := r.newTold()
	save := form.NewSecondary(p, p.T("unlock.recovery.print"), func() { r.o.PrintPart(part, r.saved(told)) })
	controls := []fyne.CanvasObject{save}
	if part.Holder == HolderPerson {
		language := form.NewSelect(p, form.Languages(p), form.SelectOptions{Icon: look.IconTranslate}, func(tag string) { part.Language = tag })
		language.SetValue(p.Tag())
		controls = append(controls, language)
	}
	code := rtl.VBox(d, 0)
	for _, line := range part.Lines {
		code.Add(rtl.NewText(d, line, rtl.Style{Size: rtl.Title, Bold: true, Wrap: true, Base: rtl.LeftToRight}))
	}
	card := listing.NewCard(p, p.T("unlock.recovery.part", "Number", strconv.Itoa(part.Number), "Holder", p.Value("unlock.recovery.holder", string(part.Holder))),
		rtl.NewText(d, p.Value("unlock.recovery.place", string(part.Holder)), rtl.Style{Wrap: true, Color: look.ColorMuted}),
		rtl.Pad(d, rtl.Sides(8, 0), code), form.NewActions(p, controls, nil), told, rtl.Pad(d, rtl.Edges{Top: 4}, kept))
	return card, save
}
