package week

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/record"
)

// hint is the strip below the line that is typed: what the cell with the keyboard asks for, and what can be chosen in it. Down goes through the choices,
// Enter takes the one that is marked.
type hint struct {
	v       *View
	content *fyne.Container
	i       int
	c       column
	choices []choice
	at      int // the marked one, -1 for none
}

// choice is one thing that can be chosen in a cell.
type choice struct {
	text string
	icon look.IconName
	take func()
}

// hintShows is how many choices are shown.
const hintShows = 6

func newHint(v *View) *hint {
	h := &hint{v: v, at: -1}
	h.content = rtl.VBox(v.p.Direction(), look.HalfGrid)
	h.draw("")
	return h
}

// follow shows what belongs to a cell.
func (h *hint) follow(i int, c column) {
	h.i, h.c, h.choices, h.at = i, c, nil, -1
	h.v.grid.under = i
	help := h.v.p.Value("week.help", c.name())
	switch c {
	case colWhom:
		h.people(i)
	case colRoles:
		h.roles(i)
	}
	h.draw(help)
}

// people looks for who is meant while it is typed.
func (h *hint) people(i int) {
	v, l := h.v, h.v.state.lines[i]
	text := l.cells[colWhom]
	if !v.state.open(l) {
		v.latest.Stop()
		return
	}
	task.Do(v.latest.Next(v.ctx), v.run, func(ctx context.Context) ([]record.Row, error) { return v.src.Find(ctx, text, 40) }, func(rows []record.Row, err error) {
		if err != nil || h.i != i || h.c != colWhom || v.hint != h {
			return
		}
		for _, row := range known(rows) {
			if len(h.choices) == hintShows {
				break
			}
			h.choices = append(h.choices, choice{row.Title.Reveal(), iconOf(row.Kind), func() { v.chosen(i, row) }})
		}
		if len(h.choices) > 0 {
			h.at = 0
		}
		h.draw(v.p.Value("week.help", colWhom.name()))
	})
}

// roles offers those whose words begin with what is being typed, the most used first.
func (h *hint) roles(i int) {
	v := h.v
	part := typing(v.state.lines[i].cells[colRoles])
	for _, role := range v.state.rolesLike(part) {
		if len(h.choices) == hintShows {
			break
		}
		h.choices = append(h.choices, choice{v.p.Value("role", string(role)), "", func() {
			v.rows[i].entries[colRoles].SetText(v.state.addRole(i, role))
			v.keepers[i].Touch()
			v.mark(i, colRoles)
		}})
	}
	if part != "" && len(h.choices) > 0 && !strings.EqualFold(h.choices[0].text, part) {
		h.at = 0
	}
}

func iconOf(kind record.Kind) look.IconName {
	switch kind {
	case record.KindHousehold:
		return look.IconUsersThree
	case record.KindPartner:
		return look.IconLifebuoy
	}
	return look.IconUser
}

// draw shows the help and the choices.
func (h *hint) draw(help string) {
	p, d := h.v.p, h.v.p.Direction()
	flow := rtl.Flow(d, look.Grid)
	for n, c := range h.choices {
		chip := form.NewChip(p, c.text, form.ChipOptions{Icon: c.icon}, func(bool) { h.take(n) })
		chip.LeaveFocus()
		chip.SetOn(n == h.at)
		flow.Add(chip)
	}
	words := rtl.NewText(d, help, rtl.Style{Size: rtl.Small, Wrap: true})
	h.content.Objects = []fyne.CanvasObject{words}
	if len(h.choices) > 0 {
		h.content.Add(flow)
	}
	h.content.Refresh()
	if h.v.grid != nil { // it is made after the hint
		h.v.grid.Refresh()
	}
	h.v.content.Refresh()
}

// take chooses one.
func (h *hint) take(n int) {
	take, i, c := h.choices[n].take, h.i, h.c
	h.choices, h.at = nil, -1
	take()
	h.draw("")
	h.v.to(i, c)
	if c == colWhom {
		h.v.to(i, colLength)
	}
}

// key goes through the choices; it reports whether the key was used.
func (h *hint) key(k fyne.KeyName) bool {
	if h.at < 0 || len(h.choices) == 0 {
		return false
	}
	switch k {
	case fyne.KeyReturn, fyne.KeyEnter:
		h.take(h.at)
	case fyne.KeyDown:
		h.at = (h.at + 1) % len(h.choices)
		h.draw(h.v.p.Value("week.help", h.c.name()))
	case fyne.KeyUp:
		h.at = (h.at + len(h.choices) - 1) % len(h.choices)
		h.draw(h.v.p.Value("week.help", h.c.name()))
	default:
		return false
	}
	return true
}
