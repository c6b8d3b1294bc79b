package targets

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
	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/summary"
)

// Source is what the page reads and keeps.
type Source interface {
	draft.Store
	Photos
	Aims
	Year
	Today() record.Date
}

// Photos is where Startfoto's are kept.
type Photos interface {
	Snapshots(ctx context.Context) ([]*record.Snapshot, error)
	TakeSnapshot(ctx context.Context, period summary.Period, name record.Private) (*record.Snapshot, error)
	RenameSnapshot(ctx context.Context, id record.ID, name record.Private) error
	DropSnapshot(ctx context.Context, id record.ID) error
}

// Aims is where targets are kept.
type Aims interface {
	Targets(ctx context.Context) ([]*record.Target, error)
	SaveTarget(ctx context.Context, t *record.Target) error
	DropTarget(ctx context.Context, id record.ID) error
}

// Year is where the day of the yearly overview is kept.
type Year interface {
	Profile(ctx context.Context) (*record.Profile, error)
	SetYearDay(ctx context.Context, day string) error
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
	name    *form.Field
	count   *form.Field
	photos  *draft.Keeper
	aims    *draft.Keeper
	day     *form.DateField // the own day of the yearly overview
	year    *form.Chips     // which day it is
	stays   bool            // the keyboard stays at the choice of the day when the page is drawn again
	ctx     context.Context
	latest  task.Latest
}

// New makes the page; it shows nothing until Shown.
func New(src Source, nav Nav, p *i18n.Printer, run task.Runner) *View {
	v := &View{Column: listing.NewColumn(p), src: src, nav: nav, p: p, run: run, state: state{p: p, photoOf: spanYear, aimOf: spanYear}}
	v.changes = prompt.NewChanges(p, run, nav)
	v.changes.Again, v.changes.Beside, v.changes.Moved = func() { v.load(false) }, v.beside, v.Inside.Refresh
	return v
}

// Shown reads what is kept and draws it.
func (v *View) Shown(ctx context.Context) {
	v.ctx = ctx
	v.state.today = v.src.Today()
	v.beginPhoto()
	v.beginTarget()
	v.load(true)
}

// beginPhoto and beginTarget begin a draft, as one that was saved takes nothing any more.
func (v *View) beginPhoto() {
	v.photos = draft.New(v.src, v.run, record.KindSnapshot.String(), func() record.Record { return v.state.taken() }, v.kept)
}

func (v *View) beginTarget() {
	v.aims = draft.New(v.src, v.run, record.KindTarget.String(), func() record.Record { return v.state.target() }, v.kept)
}

// Hidden keeps the drafts and drops what was shown.
func (v *View) Hidden() {
	v.latest.Stop()
	for _, keep := range []*draft.Keeper{v.photos, v.aims} {
		if keep != nil {
			if err := keep.Flush(); err != nil {
				v.nav.Fail(err)
			}
		}
	}
	v.photos, v.aims, v.name, v.count, v.day, v.year = nil, nil, nil, nil, nil, nil
	v.state = state{p: v.p, photoOf: spanYear, aimOf: spanYear}
	v.Clear()
}

func (v *View) kept(err error) {
	if err != nil {
		v.nav.Fail(err)
	}
}

// read is what is kept, with what was begun.
type read struct {
	photos  []*record.Snapshot
	targets []*record.Target
	profile *record.Profile
	photo   *record.Snapshot
	target  *record.Target
}

// load reads the lists; with drafts also what was begun before.
func (v *View) load(drafts bool) {
	photos, aims := v.photos, v.aims
	task.Do(v.latest.Next(v.ctx), v.run, func(ctx context.Context) (got read, err error) {
		if got.photos, err = v.src.Snapshots(ctx); err != nil {
			return got, err
		}
		if got.targets, err = v.src.Targets(ctx); err != nil {
			return got, err
		}
		if got.profile, err = v.src.Profile(ctx); err != nil || !drafts {
			return got, err
		}
		r, _, err := photos.Read(ctx)
		if err != nil {
			return got, err
		}
		got.photo, _ = r.(*record.Snapshot)
		r, _, err = aims.Read(ctx)
		got.target, _ = r.(*record.Target)
		return got, err
	}, func(got read, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.take(got)
		v.draw()
	})
}

func (v *View) take(got read) {
	s := &v.state
	s.photos, s.targets, s.yearDay = got.photos, got.targets, got.profile.YearDay
	if got.photo != nil {
		s.photo = *got.photo
		s.photoOf = s.spanOf(summary.Period{From: got.photo.From, To: got.photo.To})
	}
	if got.target != nil {
		s.aim = *got.target
		s.aimOf = s.spanOf(summary.Period{From: got.target.From, To: got.target.To})
		if s.aim.Count > 0 {
			s.typed = v.p.Number(s.aim.Count)
		}
	}
}

func (v *View) draw() {
	p := v.p
	back := listing.NewBack(p, v.nav.Back)
	v.First = back // the page is read first
	v.changes.Close()
	v.Draw(listing.NewPageHeadBelow(p, back, p.T("targets.title"), p.T("targets.under")), v.changes.Room, v.photoCard(), v.targetCard(), v.yearCard())
	if v.stays {
		if chip := v.year.Chip(v.year.Value()); chip != nil {
			chip.Focus()
		}
	}
	v.stays = false
}

// beside says what is wrong beside the fields.
func (v *View) beside(wrong record.Problems) {
	for _, one := range wrong {
		switch one.Field {
		case "name":
			v.name.SetError(v.p.Problem(one))
		case "count":
			v.count.SetError(v.p.T("targets.count.wrong"))
		default:
			v.count.SetError(v.p.Problem(one))
		}
	}
}

// line is a row of a card: what it is, a note below it, and what can be done with it.
func (v *View) line(text, note string, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	words := rtl.VBox(d, 2, rtl.NewText(d, text, rtl.Style{Wrap: true}), rtl.NewText(d, note, rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true}))
	return rtl.Pad(d, rtl.Edges{Bottom: look.Grid}, form.NewBeside(p, 16, 240, words, rtl.HBox(d, 8, buttons...)))
}

// muted is a sentence that explains.
func (v *View) muted(id string) fyne.CanvasObject {
	return rtl.NewText(v.p.Direction(), v.p.T(id), rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true})
}
