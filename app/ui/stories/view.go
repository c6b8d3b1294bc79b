package stories

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/draft"
	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/prompt"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Source is what the page reads and keeps.
type Source interface {
	draft.Store
	Tales
	Today() record.Date
	Rows(kind record.Kind) []record.Row
	Saw(kind record.Kind, id record.ID)
}

// Tales is where stories are kept.
type Tales interface {
	Stories(ctx context.Context) ([]book.StoryChoice, error)
	SaveStory(ctx context.Context, s *record.Story) error
	WithdrawStory(ctx context.Context, id record.ID) error
	DropStory(ctx context.Context, id record.ID) error
}

// Nav is where the page leads to.
type Nav interface {
	Back()
	Say(text string)
	Fail(err error)
}

// View is the page.
type View struct {
	listing.Column
	src     Source
	nav     Nav
	p       *i18n.Printer
	run     task.Runner
	state   state
	changes *prompt.Changes
	text    *form.Field
	keep    *draft.Keeper
	ctx     context.Context
	latest  task.Latest
}

// New makes the page; it shows nothing until Shown.
func New(src Source, nav Nav, p *i18n.Printer, run task.Runner) *View {
	v := &View{Column: listing.NewColumn(p), src: src, nav: nav, p: p, run: run, state: state{p: p}}
	v.changes = prompt.NewChanges(p, run, nav)
	v.changes.Again, v.changes.Moved = func() { v.load(false) }, v.Inside.Refresh
	v.changes.Beside = func(wrong record.Problems) { v.text.SetError(p.Problem(wrong[0])) }
	return v
}

// Shown reads the stories and draws them.
func (v *View) Shown(ctx context.Context) {
	v.ctx = ctx
	v.state.today = v.src.Today()
	v.begin()
	v.load(true)
}

// begin begins a draft, as one that was saved takes nothing any more.
func (v *View) begin() {
	v.keep = draft.New(v.src, v.run, record.KindStory.String(), func() record.Record { return v.state.copied() }, v.kept)
}

// Hidden keeps the draft and drops what was shown.
func (v *View) Hidden() {
	v.latest.Stop()
	if v.keep != nil {
		if err := v.keep.Flush(); err != nil {
			v.nav.Fail(err)
		}
	}
	v.keep, v.text = nil, nil
	v.state = state{p: v.p}
	v.Clear()
}

func (v *View) kept(err error) {
	if err != nil {
		v.nav.Fail(err)
	}
}

// read is the stories, with what was begun.
type read struct {
	all   []book.StoryChoice
	begun *record.Story
}

func (v *View) load(drafts bool) {
	keep := v.keep
	task.Do(v.latest.Next(v.ctx), v.run, func(ctx context.Context) (got read, err error) {
		if got.all, err = v.src.Stories(ctx); err != nil || !drafts {
			return got, err
		}
		r, _, err := keep.Read(ctx)
		got.begun, _ = r.(*record.Story)
		return got, err
	}, func(got read, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.state.all, v.state.people = got.all, v.src.Rows(record.KindPerson)
		if got.begun != nil {
			v.state.story = *got.begun
		}
		for _, one := range got.all {
			v.src.Saw(record.KindStory, one.Story.ID)
		}
		v.draw()
	})
}

func (v *View) draw() {
	p := v.p
	back := listing.NewBack(p, v.nav.Back)
	v.First = back // the page is read first
	v.changes.Close()
	all := []fyne.CanvasObject{listing.NewPageHeadBelow(p, back, p.T("stories.title"), p.T("stories.under")), v.changes.Room, v.entry()}
	for _, one := range v.state.all {
		all = append(all, v.card(one))
	}
	v.Draw(all...)
}

// card is one story with what can be done with it.
func (v *View) card(one book.StoryChoice) fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	status, note := v.state.status(one)
	buttons := []fyne.CanvasObject{form.NewQuiet(p, p.T("stories.change"), func() { v.change(one.Story) })}
	if !one.Story.AgreedOn.Zero() && one.Story.Withdrawn.Zero() {
		buttons = append(buttons, form.NewQuiet(p, p.T("stories.withdraw"), func() {
			v.changes.Ask(v.ctx, prompt.Question{Title: p.T("stories.withdraw.title"), Text: p.T("stories.withdraw.text"), Yes: p.T("stories.withdraw"), No: p.T("stories.keep"), Careful: true},
				func(ctx context.Context) error { return v.src.WithdrawStory(ctx, one.Story.ID) })
		}))
	}
	buttons = append(buttons, form.NewQuiet(p, p.T("stories.remove"), func() {
		v.changes.Ask(v.ctx, prompt.Question{Title: p.T("stories.remove.title"), Yes: p.T("stories.remove"), No: p.T("stories.keep"), Careful: true},
			func(ctx context.Context) error { return v.src.DropStory(ctx, one.Story.ID) })
	}))
	return listing.NewCard(p, "",
		listing.NewStatus(p, status), rtl.NewText(d, note, rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true}),
		rtl.NewText(d, one.Story.Text.Reveal(), rtl.Style{Wrap: true, Base: rtl.FromText}),
		form.NewGroup(p, 8, buttons...))
}

// entry is room for a story, new or one that is changed.
func (v *View) entry() fyne.CanvasObject {
	p, d, s := v.p, v.p.Direction(), &v.state
	field, typed := form.NewTextField(p, form.FieldOptions{Label: p.T("stories.text"), Help: p.T("stories.text.help")}, 5, func(text string) {
		s.story.Text = record.Text(text)
		v.keep.Touch()
	})
	typed.SetText(s.story.Text.Reveal())
	v.text = field
	altered := form.NewCheck(p, p.T("stories.changed"), "", func(on bool) {
		s.story.Changed = on
		v.keep.Touch()
	})
	altered.SetOn(s.story.Changed)
	yes := form.NewCheck(p, p.T("stories.yes"), p.T("stories.yes.help"), func(on bool) {
		s.agreed(on)
		v.keep.Touch()
	})
	yes.SetOn(!s.story.AgreedOn.Zero())
	title, word := p.T("stories.new"), p.T("stories.save")
	if !s.story.ID.Zero() {
		title = p.T("stories.change.title")
	}
	return listing.NewCard(p, title, field,
		v.who(),
		altered, yes, rtl.HBox(d, 0, form.NewSecondary(p, word, v.save)))
}

// who is the choice whose story it is: a field to find a name, and the names that were found.
func (v *View) who() fyne.CanvasObject {
	p, d, s := v.p, v.p.Direction(), &v.state
	found := rtl.VBox(d, 0)
	show := func(typed string) {
		chips := form.NewChips(p, s.tellers(typed), form.ChipsOptions{}, func(values []string) {
			if len(values) > 0 {
				s.choose(values[0])
				v.keep.Touch()
			}
		})
		chips.SetValues(s.teller())
		found.Objects = []fyne.CanvasObject{chips}
		found.Refresh()
		v.Inside.Refresh()
	}
	field, _ := form.NewTextField(p, form.FieldOptions{Label: p.T("stories.who"), Term: p.T("stories.who.find"), Help: p.T("stories.who.help")}, 1, show)
	show("")
	return rtl.VBox(d, 8, field, found)
}

// change takes a story into the entry.
func (v *View) change(one *record.Story) {
	v.state.story = *one
	v.keep.Touch()
	v.draw()
	form.Focus(v.text.Control().(*rtl.Entry))
}

func (v *View) save() {
	one, keep := v.state.copied(), v.keep
	v.changes.Do(v.ctx, v.p.T("stories.said"), func(ctx context.Context) error {
		if err := v.src.SaveStory(ctx, one); err != nil {
			return err
		}
		return keep.Drop(ctx)
	}, func() {
		keep.Finish()
		v.state.story = record.Story{}
		v.begin()
	})
}
