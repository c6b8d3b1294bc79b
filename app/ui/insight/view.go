package insight

import (
	"context"
	"reflect"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/access"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Source is what the page reads and keeps.
type Source interface {
	Access(ctx context.Context, p *i18n.Printer, kind record.Kind, id record.ID) (access.Input, error)
	Decisions(ctx context.Context, kind record.Kind, id record.ID) (access.Decisions, record.ID, error)
	SaveDecisions(ctx context.Context, kind record.Kind, id, who record.ID, d access.Decisions) error
}

// Nav is where the page leads to. PrintOf makes a PDF where the worker chooses and notes in the logbook about whom it was.
type Nav interface {
	Back()
	Say(text string)
	Fail(err error)
	PrintOf(kind record.Kind, id record.ID, name string, doc export.Document)
}

const (
	saveAfter = 800 * time.Millisecond
	most      = 12 // passages that are drawn at once; the rest is a button away
)

// View is the page.
type View struct {
	src      Source
	nav      Nav
	p        *i18n.Printer
	run      task.Runner
	kind     record.Kind
	id       record.ID
	state    state
	ctx      context.Context
	content  *fyne.Container
	save     *task.Debounce
	unsaved  bool
	shown    int
	cards    []*card
	progress *rtl.Text
	first    fyne.Focusable
	make     *form.Button
	scroll   *container.Scroll
	preview  bool
}

// New makes the page about a person or a family; it shows nothing until Shown.
func New(src Source, nav Nav, p *i18n.Printer, run task.Runner, kind record.Kind, id record.ID) *View {
	v := &View{
		src: src, nav: nav, p: p, run: run, kind: kind, id: id, ctx: context.Background(), content: rtl.Stack(p.Direction()), shown: most,
		state: state{p: p, language: p.Tag()},
	}
	v.save = task.NewDebounce(run, saveAfter, v.keep)
	return v
}

// Content is the page.
func (v *View) Content() fyne.CanvasObject { return v.content }

// Focus is the first passage to be decided about, else the button that makes the document.
func (v *View) Focus() fyne.Focusable { return v.first }

// Shown reads what is held and what was decided before.
func (v *View) Shown(ctx context.Context) {
	v.ctx = ctx
	task.Do(ctx, v.run, v.read, func(got held, err error) {
		if err == nil {
			err = v.state.load(got.in, got.decisions, got.who)
		}
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.draw()
	})
}

// Changed reads it again. What was decided stays, and the page is drawn anew only when there is something else to look at.
func (v *View) Changed(ctx context.Context) {
	v.ctx = ctx
	task.Do(ctx, v.run, v.read, func(got held, err error) {
		before := v.state.passages
		if err == nil {
			err = v.state.load(got.in, v.state.decisions, v.state.asker())
		}
		if err == nil && !reflect.DeepEqual(before, v.state.passages) {
			v.draw()
		}
	})
}

// Hidden keeps what was decided and drops what was shown.
func (v *View) Hidden() {
	v.save.Stop()
	if v.unsaved {
		v.unsaved = false
		if err := v.src.SaveDecisions(context.Background(), v.kind, v.id, v.state.asker(), v.state.copied()); err != nil {
			v.nav.Fail(err)
		}
	}
	v.state = state{p: v.p, language: v.state.language}
	v.cards, v.first, v.progress, v.make, v.scroll = nil, nil, nil, nil, nil
	v.content.Objects = nil
}

// held is what was read.
type held struct {
	in        access.Input
	decisions access.Decisions
	who       record.ID
}

func (v *View) read(ctx context.Context) (held, error) {
	in, err := v.src.Access(ctx, v.p, v.kind, v.id)
	if err != nil {
		return held{}, err
	}
	d, who, err := v.src.Decisions(ctx, v.kind, v.id)
	return held{in, d, who}, err
}

// keep writes the decisions, sealed.
func (v *View) keep() {
	v.unsaved = false
	who, d := v.state.asker(), v.state.copied()
	task.Do(context.Background(), v.run, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, v.src.SaveDecisions(ctx, v.kind, v.id, who, d)
	}, func(_ struct{}, err error) {
		if err != nil {
			v.nav.Fail(err)
		}
	})
}

// decided takes over a decision and says how many are left.
func (v *View) decided(p access.Passage, choice access.Choice, words string) {
	v.state.decide(p, choice, words)
	v.unsaved = true
	v.save.Touch(context.Background())
	v.progress.SetText(v.state.progress())
}

// draw makes the page anew.
func (v *View) draw() {
	p, d := v.p, v.p.Direction()
	v.cards, v.first = nil, nil
	way := form.NewButton(p, p.T("people.back"), form.ButtonOptions{Kind: form.Quiet, Icon: look.Back(d), Snug: true}, v.nav.Back)
	title := rtl.NewRich(d, []rtl.Span{
		{Text: p.T("insight.title", "Who", v.state.title()), Size: rtl.Title, Bold: true}, {Text: "   " + p.T("insight.term"), Color: look.ColorMuted},
	}, rtl.Style{Wrap: true})
	body := rtl.VBox(d, 16, rtl.VBox(d, 0, rtl.HBox(d, 0, way), title), v.intro())
	if v.preview {
		v.whole(body)
	} else {
		v.look(body)
	}
	around := rtl.Scroll(d, listing.NewSheet(look.Grid, body))
	v.scroll = rtl.ScrollIn(around)
	v.content.Objects = []fyne.CanvasObject{around}
	v.content.Refresh()
	if v.first == nil {
		v.first = v.make
	}
}

// intro says what the page is for, who asks, and in which language the document is.
func (v *View) intro() fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	parts := []fyne.CanvasObject{rtl.NewText(d, p.T("insight.intro"), rtl.Style{Wrap: true})}
	if v.state.secret() {
		parts = append(parts, listing.NewNote(p, look.IconEyeSlash, p.T("insight.secret"), look.ColorLate))
	}
	if askers := access.Askers(v.state.in); len(askers) > 1 {
		var choices []form.Choice
		for _, id := range askers {
			choices = append(choices, form.Choice{Value: id.String(), Text: v.state.nameOf(id)})
		}
		chips := form.NewChips(p, choices, form.ChipsOptions{Keep: true}, func(values []string) { v.ask(values[0]) })
		chips.SetValues(v.state.asker().String())
		parts = append(parts, form.NewField(p, form.FieldOptions{Label: p.T("insight.asker"), Help: p.T("insight.asker.help")}, chips))
	}
	tongue := form.NewSelect(p, form.Languages(p), form.SelectOptions{Icon: look.IconTranslate}, func(tag string) {
		v.state.language = tag
		if v.preview {
			v.draw()
		}
	})
	tongue.SetValue(v.state.language)
	parts = append(parts, form.NewField(p, form.FieldOptions{Label: p.T("insight.language"), Help: p.T("insight.language.help")}, rtl.HBox(d, 0, tongue)))
	return listing.NewCard(p, "", rtl.VBox(d, 12, parts...))
}

// ask takes somebody else as the one who asks; other passages need a look then.
func (v *View) ask(text string) {
	id, err := record.ParseID(text)
	if err == nil {
		v.state.in.AskedBy, v.state.filter = id, filterLook
		err = v.state.collect()
	}
	if err != nil {
		v.nav.Fail(err)
		return
	}
	v.unsaved = true
	v.save.Touch(context.Background())
	v.draw()
}

// actions are the buttons, with how many passages still need a look.
func (v *View) actions() fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	v.make = form.NewPrimary(p, p.T("insight.make"), v.print)
	other := form.NewButton(p, p.T("insight.preview"), form.ButtonOptions{Icon: look.IconEye}, v.toggle)
	next := form.NewQuiet(p, p.T("insight.next"), v.next)
	start := []fyne.CanvasObject{v.make, other, next}
	if v.preview {
		other = form.NewButton(p, p.T("insight.pieces"), form.ButtonOptions{Icon: look.IconListChecks}, v.toggle)
		start = []fyne.CanvasObject{v.make, other}
	}
	v.progress = rtl.NewText(d, v.state.progress(), rtl.Style{Bold: true, Wrap: true})
	return rtl.VBox(d, 12, v.progress, form.NewActions(p, start, nil))
}

// look draws the passages to decide about.
func (v *View) look(body *fyne.Container) {
	p, d := v.p, v.p.Direction()
	body.Add(v.actions())
	chips := form.NewChips(p, []form.Choice{
		{Value: string(filterLook), Text: p.N("insight.filter.look", v.state.count(filterLook))},
		{Value: string(filterAll), Text: p.N("insight.filter.all", v.state.count(filterAll))},
	}, form.ChipsOptions{Keep: true}, func(values []string) {
		v.state.filter, v.shown = filter(values[0]), most
		v.draw()
	})
	chips.SetValues(string(v.state.filter))
	body.Add(chips)
	rows := v.state.rows()
	for i, r := range rows {
		if i == v.shown {
			body.Add(rtl.HBox(d, 0, form.NewSecondary(p, p.N("people.page.story.more", len(rows)-v.shown), v.more)))
			break
		}
		if r.section != "" || i == 0 {
			body.Add(listing.NewHeading(p, p.Value("access.section", string(r.from.Section)), ""))
		}
		c := v.newCard(r)
		v.cards = append(v.cards, c)
		body.Add(c.object)
		if v.first == nil && v.state.decisions.Of(r.from) == "" {
			v.first = c.focus()
		}
	}
	if len(rows) == 0 {
		body.Add(rtl.NewText(d, p.T("sheet.access.empty"), rtl.Style{Color: look.ColorMuted, Wrap: true}))
	}
	body.Add(listing.NewNote(p, look.IconInfo, p.T("insight.elsewhere"), look.ColorMuted))
}

// more draws the rest, and keeps the place.
func (v *View) more() {
	at := v.scroll.Offset
	v.shown += 10 * most
	v.draw()
	v.scroll.ScrollToOffset(at)
}

// next goes to the first passage that is not decided about.
func (v *View) next() {
	if v.state.open() == 0 {
		v.nav.Say(v.p.T("insight.ready"))
		form.Focus(v.make)
		return
	}
	v.shown = max(v.shown, len(v.state.passages))
	v.state.filter = filterLook
	v.draw()
	for _, c := range v.cards {
		if v.state.decisions.Of(c.row.from) == "" {
			v.scroll.ScrollToOffset(fyne.NewPos(0, c.object.Position().Y-look.Grid))
			form.Focus(c.focus())
			return
		}
	}
}

// toggle changes between the passages and the whole.
func (v *View) toggle() {
	if !v.preview && v.state.open() > 0 {
		v.nav.Say(v.state.progress())
		v.next()
		return
	}
	v.preview = !v.preview
	v.draw()
	form.Focus(v.make)
}

// compose makes the document in its language. The lines of what was sent are read again, in that language.
func (v *View) compose(then func(access.Paper, *i18n.Printer, *i18n.Printer)) {
	type made struct {
		paper    access.Paper
		p, dutch *i18n.Printer
	}
	language, who, d := v.state.language, v.state.asker(), v.state.copied()
	task.Do(v.ctx, v.run, func(ctx context.Context) (made, error) {
		p, err := i18n.New(language)
		if err != nil {
			return made{}, err
		}
		dutch, err := i18n.New(i18n.Source)
		if err != nil {
			return made{}, err
		}
		in, err := v.src.Access(ctx, p, v.kind, v.id)
		if err != nil {
			return made{}, err
		}
		in.AskedBy = who
		passages, err := access.Collect(p, in)
		if err != nil {
			return made{}, err
		}
		paper, err := access.Compose(p, dutch, in, passages, d)
		return made{paper, p, dutch}, err
	}, func(m made, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		then(m.paper, m.p, m.dutch)
	})
}

// print makes the PDF; as long as something is not decided about it goes there.
func (v *View) print() {
	if v.state.open() > 0 {
		v.nav.Say(v.state.progress())
		v.next()
		return
	}
	v.compose(func(paper access.Paper, p, dutch *i18n.Printer) {
		v.nav.PrintOf(v.kind, v.id, v.p.T("insight.file"), export.Access(p, dutch, paper))
	})
}
