package joint

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/parcel"
	"schakel/internal/record"
	"schakel/internal/summary"
)

// mostFiles is how many files of a folder are looked at.
const mostFiles = 1000

// who lists who is in, by name and never by how much.
func (v *View) who() fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	rows := rtl.VBox(d, 12)
	if len(v.state.standing.Workers) == 0 {
		rows.Add(v.text(p.T("joint.who.none")))
	}
	for _, h := range v.state.standing.Workers {
		icon := look.IconCheck
		if h.State != book.HandedIsIn {
			icon = look.IconHourglass
		}
		fact := listing.NewFact(p, icon, v.state.who(h.Name), v.state.stand(h), look.ColorText)
		if h.State != book.HandedMissing {
			rows.Add(fact)
			continue
		}
		key := h.Key
		rows.Add(form.NewBeside(p, 16, 240, fact, form.NewQuiet(p, p.T("joint.who.drop"), func() {
			v.do(func(ctx context.Context) error { return v.src.ForgetWorker(ctx, v.state.chosen, key) }, "")
		})))
	}
	add := form.NewButton(p, p.T("joint.who.add"), form.ButtonOptions{Icon: look.IconFolderOpen}, v.expect)
	rows.Add(form.NewActions(p, []fyne.CanvasObject{add}, nil))
	return listing.NewCard(p, p.T("joint.who"), rows)
}

// expect puts the holder of a key card on the list.
func (v *View) expect() {
	id := v.state.chosen
	v.nav.OpenFile([]string{keyExtension}, func(path string, err error) {
		if err != nil || path == "" {
			v.told(err)
			return
		}
		v.do(func(ctx context.Context) error {
			f := read(path, parcel.MaxCard)
			if f.Err != nil {
				return f.Err
			}
			card, err := parcel.ParseCard(f.Data)
			if err != nil {
				return err
			}
			return v.src.ExpectWorker(ctx, id, card)
		}, "")
	})
}

// told says what went wrong, when something did.
func (v *View) told(err error) {
	if err != nil {
		v.nav.Fail(err)
	}
}

// bring opens files, says what each of them is, and takes in what can be taken.
func (v *View) bring() fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	rows := rtl.VBox(d, 12, v.text(p.T("joint.bring.why")))
	file := form.NewButton(p, p.T("joint.bring.file"), form.ButtonOptions{Icon: look.IconFolderOpen}, func() {
		v.nav.OpenFile([]string{fileExtension}, func(path string, err error) {
			if err != nil || path == "" {
				v.told(err)
				return
			}
			v.Dropped([]string{path})
		})
	})
	folder := form.NewButton(p, p.T("joint.bring.folder"), form.ButtonOptions{Icon: look.IconFolderOpen}, func() {
		v.nav.AskFolder(func(path string, err error) {
			if err != nil || path == "" {
				v.told(err)
				return
			}
			v.Dropped([]string{path})
		})
	})
	rows.Objects = append(rows.Objects, v.waiting()...)
	for i, b := range v.state.brought {
		title, line := v.state.says(b)
		icon := look.IconCheck
		if b.State == book.BroughtWrong {
			icon = look.IconInfo
		}
		fact := fyne.CanvasObject(listing.NewFact(p, icon, title, line, look.ColorText))
		if drop := v.drop(i, b); drop != nil {
			fact = form.NewBeside(p, 16, 240, fact, drop)
		}
		rows.Add(fact)
		if b.Stranger && b.State != book.BroughtWrong {
			rows.Add(v.stranger(b))
		}
	}
	v.taking = rtl.VBox(d, 0)
	v.drawTaking = func() {
		buttons := []fyne.CanvasObject{file, folder}
		if n := v.state.ready(); n > 0 {
			buttons = append([]fyne.CanvasObject{form.NewPrimary(p, p.N("joint.bring.take", n), v.take)}, buttons...)
		}
		v.taking.Objects = []fyne.CanvasObject{form.NewActions(p, buttons, nil)}
		v.taking.Refresh()
	}
	v.drawTaking()
	rows.Add(v.taking)
	return listing.NewCard(p, p.T("joint.bring"), rows)
}

// stranger is the tick with which somebody who is new here is let in: not before the words of their card were compared.
func (v *View) stranger(b book.Brought) fyne.CanvasObject {
	key := b.From.Key()
	check := form.NewCheck(v.p, v.p.T("joint.bring.known", "Name", v.state.who(b.From.Name)), "", func(on bool) {
		if v.state.known == nil {
			v.state.known = map[string]bool{}
		}
		v.state.known[key] = on
		v.drawTaking()
		v.Inside.Refresh()
	})
	check.SetOn(v.state.known[key])
	return rtl.Pad(v.p.Direction(), rtl.Edges{Start: 26}, check)
}

// Dropped looks at files, and at the contributions in folders, that were chosen or dragged onto the window.
func (v *View) Dropped(paths []string) {
	if _, ok := v.state.programme(); !ok || v.period == nil {
		return
	}
	v.look(func() (files []book.ContributionFile) {
		for _, path := range within(paths) {
			files = append(files, read(path, record.MaxContribution))
		}
		return files
	})
}

// look says what files are, wherever they come from.
func (v *View) look(files func() []book.ContributionFile) {
	id, period := v.state.chosen, v.period.Period
	type looked struct {
		files   []book.ContributionFile
		brought []book.Brought
	}
	task.Do(v.ctx, v.run, func(ctx context.Context) (l looked, err error) {
		l.files = files()
		l.brought, err = v.src.LookContributions(ctx, id, period, l.files)
		return l, err
	}, func(l looked, err error) {
		switch {
		case err != nil:
			v.nav.Fail(err)
		case len(l.files) == 0:
			v.nav.Say(v.p.T("joint.bring.none"))
		default:
			v.state.files, v.state.brought, v.state.known = l.files, l.brought, nil
			v.drawBelow()
		}
	})
}

// within are the files that were given, with those of contributions in the folders among them.
func within(paths []string) []string {
	var all []string
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil || !info.IsDir() {
			all = append(all, path)
			continue
		}
		entries, err := os.ReadDir(path)
		if err != nil {
			continue
		}
		for _, e := range entries {
			if !e.IsDir() && strings.EqualFold(filepath.Ext(e.Name()), fileExtension) && len(all) < mostFiles {
				all = append(all, filepath.Join(path, e.Name()))
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// read reads a file of at most so many bytes, and one more, so that its reader sees that it is too large.
func read(path string, most int64) book.ContributionFile {
	data, err := task.ReadFile(path, most)
	return book.ContributionFile{Name: filepath.Base(path), Data: data, Err: err}
}

func (v *View) take() {
	id, period, files, leave := v.state.chosen, v.period.Period, v.state.files, v.state.left()
	taken := v.state.ready()
	task.Do(v.ctx, v.run, func(ctx context.Context) ([]book.Brought, error) {
		return v.src.TakeContributions(ctx, id, period, files, leave)
	}, func(_ []book.Brought, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.nav.Say(v.p.N("joint.bring.taken", taken))
		v.state.files, v.state.brought, v.state.known, v.state.report = nil, nil, nil, nil
		v.load()
	})
}

// overview makes the joint overview, which is safe before anybody sees it, and saves it.
func (v *View) overview() fyne.CanvasObject {
	p := v.p
	parts := []fyne.CanvasObject{v.text(p.T("joint.overview.why"))}
	if wait := v.state.standing.Wait; wait != nil {
		text, hint := p.Fault(wait)
		return listing.NewCard(p, p.T("joint.overview"), append(parts, listing.NewNote(p, look.IconInfo, strings.TrimSpace(text+" "+hint), look.ColorText))...)
	}
	out := form.NewCheck(p, p.T("summaries.outside"), p.T("summaries.outside.help"), func(on bool) { v.state.outside = on })
	out.SetOn(v.state.outside)
	round := form.NewCheck(p, p.T("summaries.small.round"), "", func(on bool) { v.state.rounded = on })
	round.SetOn(v.state.rounded)
	parts = append(parts, form.NewBeside(p, 16, 240, out, round), form.NewActions(p, []fyne.CanvasObject{form.NewPrimary(p, p.T("joint.overview.make"), v.sum)}, nil))
	if r := v.state.report; r != nil {
		parts = append(parts, listing.NewNote(p, look.IconEyeSlash, export.Why(*r, p), look.ColorMuted), v.saving(*r))
	}
	return listing.NewCard(p, p.T("joint.overview"), parts...)
}

func (v *View) sum() {
	id, period, threshold, rounded := v.state.chosen, v.period.Period, v.state.threshold(), v.state.rounded
	task.Do(v.ctx, v.run, func(ctx context.Context) (summary.Report, error) {
		return v.src.JointOverview(ctx, id, period, threshold, rounded)
	}, func(r summary.Report, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.state.report = &r
		v.drawBelow()
	})
}

// saving writes the overview in a format, in Dutch as long as nobody chooses another language.
func (v *View) saving(r summary.Report) fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	v.tongue = form.NewTongue(p, i18n.Source, nil)
	var choices []form.Choice
	for _, f := range v.nav.OverviewFormats() {
		choices = append(choices, form.Choice{Value: f, Text: p.Value("summaries.format", f)})
	}
	format := form.NewSelect(p, choices, form.SelectOptions{}, nil)
	format.SetValue(choices[0].Value)
	save := form.NewSecondary(p, p.T("summaries.save.do"), func() { v.nav.WriteJoint(format.Value(), fileName(r.Period), v.tongue.Value(), r) })
	return form.NewGroup(p, 12, rtl.NewText(d, p.T("joint.overview.save"), rtl.Style{Color: look.ColorMuted}), format, v.tongue, save)
}
