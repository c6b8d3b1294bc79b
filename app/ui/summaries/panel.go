package summaries

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/record"
	"schakel/internal/summary"
)

// saved is what became of the last file.
type saved struct {
	path    string // where it is, "" when none was made
	wrong   string // why none was made, or ""
	writing bool
	place   *fyne.Container // where it is told
	first   fyne.Focusable  // the chosen sort of file
}

// openPanel shows how the page becomes a file. What is below it then is what goes into the file, and nothing of it leads anywhere.
func (v *View) openPanel() {
	v.state.saving = true
	v.saved.path, v.saved.wrong = "", ""
	v.draw()
	v.scroll.ScrollToOffset(fyne.Position{})
	if v.saved.first != nil {
		form.Focus(v.saved.first)
	}
}

func (v *View) closePanel() {
	v.state.saving = false
	v.draw()
	form.Focus(v.save)
}

// drawPanel shows the panel when it is open. It stays as it is while the report below it changes, so that the keyboard stays where it is. There
// is no file of a period in which nothing was noted.
func (v *View) drawPanel() {
	empty := v.state.whole.Empty
	if empty || v.state.saving {
		v.save.Hide()
	} else {
		v.save.Show()
	}
	if !v.state.saving || empty {
		v.panel.Objects, v.saved.first = nil, nil
		v.panel.Hide()
		return
	}
	if len(v.panel.Objects) == 0 {
		v.panel.Objects = []fyne.CanvasObject{v.choices()}
	}
	v.tell()
	v.panel.Show()
}

// choices are what can be chosen about the file, and the button that makes it.
func (v *View) choices() fyne.CanvasObject {
	p, d, s := v.p, v.p.Direction(), &v.state
	formats := v.nav.OverviewFormats()
	if s.format == "" && len(formats) > 0 {
		s.format = formats[0]
	}
	var kinds []form.Choice
	for _, f := range formats {
		kinds = append(kinds, form.Choice{Value: f, Text: s.formatName(f), Term: s.formatUse(f)})
	}
	format := form.NewChips(p, kinds, form.ChipsOptions{Keep: true}, func(values []string) { s.format = values[0] })
	format.SetValues(s.format)
	tongue := form.NewTongue(p, s.tongue, func(tag string) { s.tongue = tag })
	v.saved.first = format.Chip(s.format)
	do := form.NewButton(p, p.T("summaries.save.do"), form.ButtonOptions{Kind: form.Primary, Icon: look.IconDownloadSimple}, func() {
		v.write(fileName(s.period), s.public)
	})
	close1 := form.NewSecondary(p, p.T("summaries.save.close"), v.closePanel)
	v.saved.place = rtl.VBox(d, look.Grid)
	return listing.NewCard(p, p.T("summaries.save.title"), rtl.VBox(d, 16,
		form.NewField(p, form.FieldOptions{Label: p.T("summaries.save.format")}, format),
		form.NewColumnsFrom(p, 24, look.Scaled(280), append(v.smallCounts(),
			form.NewField(p, form.FieldOptions{Label: p.T("summaries.save.language")}, rtl.HBox(d, 0, tongue)))...),
		v.talesChoice(),
		listing.NewNote(p, look.IconEye, p.T("summaries.save.preview"), look.ColorMuted),
		form.NewActions(p, []fyne.CanvasObject{do, close1}, nil), v.saved.place))
}

// formatName is the word for a format, and formatUse what it is for, or "".
func (s *state) formatName(format string) string {
	if s.p.Has("summaries.format." + format) {
		return s.p.Value("summaries.format", format)
	}
	return format
}

func (s *state) formatUse(format string) string {
	if s.p.Has("summaries.for." + format) {
		return s.p.Value("summaries.for", format)
	}
	return ""
}

// smallCounts are the choices how small counts of families are kept from others.
func (v *View) smallCounts() []fyne.CanvasObject {
	p := v.p
	ways := form.NewChips(p, []form.Choice{
		{Value: smallHide, Text: p.T("summaries.small.hide")}, {Value: smallRound, Text: p.T("summaries.small.round")},
	}, form.ChipsOptions{Keep: true}, func(values []string) {
		if values[0] != v.state.small {
			v.state.small = values[0]
			v.load()
		}
	})
	ways.SetValues(v.state.small)
	outside := form.NewCheck(p, p.T("summaries.outside"), p.T("summaries.outside.help"), func(on bool) {
		v.state.outside = on
		v.load()
	})
	outside.SetOn(v.state.outside)
	return []fyne.CanvasObject{
		form.NewField(p, form.FieldOptions{Label: p.T("summaries.small")}, ways), form.NewField(p, form.FieldOptions{Label: p.T("summaries.whom")}, outside),
	}
}

// write makes a file of an overview as others may see it; what the worker sees alone never leaves this way.
func (v *View) write(name string, r summary.Report) {
	p := v.p
	if v.saved.writing || !r.Safe {
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	bar := listing.NewProgress(p, p.T("summaries.stop"), stop)
	step := func(done, all int) {
		bar.Set(p.T("summaries.writing", "Step", p.Number(done+1), "All", p.Number(all)), float32(done)/float32(max(1, all)))
	}
	page := v.ctx
	v.nav.WriteOverview(ctx, File{
		Format: v.state.format, Name: name, Language: v.state.tongue, Report: r,
		Begun: func() {
			v.saved.writing, v.saved.path, v.saved.wrong = true, "", ""
			task.After(page, v.run, slow, func() { v.show1(bar) })
		},
		Step: func(done, all int) { task.Report(page, v.run, func() { step(done, all) }) },
		Done: func(path string, err error) {
			stopped := ctx.Err() != nil
			stop()
			v.saved.writing = false
			if page.Err() != nil {
				return
			}
			v.done(path, err, stopped)
		},
	})
}

// show1 puts the bar below the buttons while a file is being made.
func (v *View) show1(bar *listing.Progress) {
	if v.saved.writing && v.saved.place != nil {
		v.saved.place.Objects = []fyne.CanvasObject{bar}
		v.inside.Refresh()
	}
}

// done tells what became of a file, and lists it with those that were made before.
func (v *View) done(path string, err error, stopped bool) {
	v.saved.path, v.saved.wrong = path, ""
	switch {
	case stopped:
		v.saved.path, v.saved.wrong = "", v.p.T("summaries.writing.stopped")
	case err != nil:
		text, hint := v.p.Fault(err)
		v.saved.path, v.saved.wrong = "", text+" "+hint
	}
	v.tell()
	v.inside.Refresh()
	rtl.BringIntoView(v.saved.place)
	v.load()
}

// tell says below the buttons where the file is, or why there is none.
func (v *View) tell() {
	p, d := v.p, v.p.Direction()
	if v.saved.place == nil {
		return
	}
	v.saved.place.Objects = nil
	switch {
	case v.saved.wrong != "":
		v.saved.place.Objects = []fyne.CanvasObject{listing.NewNote(p, look.IconWarningCircle, v.saved.wrong, look.ColorLate)}
	case v.saved.path != "":
		path := v.saved.path
		// The path has lines of its own: in a sentence of another direction it would turn around.
		v.saved.place.Objects = []fyne.CanvasObject{
			listing.NewNote(p, look.IconCheckCircle, p.T("summaries.saved"), look.ColorSuccess),
			rtl.NewText(d, filepath.Base(path), rtl.Style{Wrap: true, Base: rtl.LeftToRight}),
			rtl.NewText(d, filepath.Dir(path), rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true, Base: rtl.LeftToRight}),
			rtl.HBox(d, 0, form.NewButton(p, p.T("summaries.saved.folder"), form.ButtonOptions{Icon: look.IconFolderOpen}, func() {
				if err := v.nav.OpenFolder(path); err != nil {
					v.nav.Fail(err)
				}
			})),
		}
	}
}

// madeFirst is how many overviews that were made before are listed at first.
const madeFirst = 5

// drawMade lists what was handed over before, each to be made once more as it was.
func (v *View) drawMade() {
	p, d := v.p, v.p.Direction()
	v.made.Objects = nil
	if len(v.state.made) > 0 {
		parts := rtl.VBox(d, look.Grid, rtl.NewText(d, p.T("summaries.made.teach"), rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true}))
		for _, o := range v.state.made[:min(madeFirst, len(v.state.made))] {
			parts.Add(v.again(o))
		}
		if rest := v.state.made[min(madeFirst, len(v.state.made)):]; len(rest) > 0 {
			var more *form.Button
			more = form.NewButton(p, p.N("summaries.made.more", len(rest)), form.ButtonOptions{Kind: form.Quiet, After: look.IconCaretDown, Snug: true}, func() {
				more.Hide()
				for _, o := range rest {
					parts.Add(v.again(o))
				}
				v.inside.Refresh()
			})
			parts.Add(rtl.HBox(d, 0, more))
		}
		v.made.Objects = []fyne.CanvasObject{listing.NewCard(p, p.T("summaries.made"), parts)}
	}
	v.made.Refresh()
}

// again is one overview that was handed over, with the ways to make it once more.
func (v *View) again(o *record.Overview) fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	words := rtl.NewText(d, v.state.madeLine(o), rtl.Style{Wrap: true})
	var formats []fyne.CanvasObject
	for _, f := range v.nav.OverviewFormats() {
		formats = append(formats, form.NewSecondary(p, v.state.formatName(f), func() {
			v.state.format = f
			v.againAs(o)
		}))
	}
	return form.NewBeside(p, 16, 240, words, form.NewGroup(p, 8, formats...))
}

// againAs opens the panel, where it is told what became of the file, and makes an overview once more as it was.
func (v *View) againAs(o *record.Overview) {
	again := summary.Again(o, v.state.today)
	if !v.state.saving {
		v.openPanel()
	}
	v.write(fileName(again.Period), again)
}
