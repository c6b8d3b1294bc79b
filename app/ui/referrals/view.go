package referrals

import (
	"context"
	"schakel/app/ui/aloud"

	"fyne.io/fyne/v2"

	"schakel/app/ui/draft"
	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/cjg"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Source is what the pages of this package need of the book.
type Source interface {
	lister
	reader
	maker
	mover
	beside
}

// beside is what belongs to a road beside its state.
type beside interface {
	witness
	carer
	listener
	inviter
	draft.Store
}

type lister interface {
	Rows(kind record.Kind) []record.Row
	Find(ctx context.Context, query string, limit int) ([]record.Row, error)
	Today() record.Date
}

type reader interface {
	ReferralPage(ctx context.Context, id record.ID) (book.ReferralPage, error)
	Partner(ctx context.Context, id record.ID) (*record.Partner, error)
	Profile(ctx context.Context) (*record.Profile, error)
	Sendings(ctx context.Context) ([]book.Sending, error)
	ReadAnswer(ctx context.Context, id record.ID) error
}

// witness looks at a document: whom its texts name beside those it is about, and that the one that went was shown.
type witness interface {
	Beside(ctx context.Context, d *cjg.Referral) ([]book.Hint, error)
	Saw(kind record.Kind, id record.ID)
}

// carer keeps what belongs to the road beside its state.
type carer interface {
	SaveAlong(ctx context.Context, id record.ID, day record.AlongDay) error
	WaitsForHelp(ctx context.Context, id record.ID, since record.Date) error
	KeepInTouch(ctx context.Context, id record.ID, next record.Date) error
	Thank(ctx context.Context, id record.ID, t record.Thanks) error
	TellOnce(ctx context.Context, household record.ID, t book.FamilyTold) error
}

// listener counts what parents answer, and gives the sums.
type listener interface {
	Voice(ctx context.Context, id record.ID, answers map[record.VoiceQuestion]string) error
	DeclineVoice(ctx context.Context, id record.ID) error
	Voices(ctx context.Context) ([]book.VoiceLine, error)
}

// inviter keeps the questions of partners.
type inviter interface {
	Invited(ctx context.Context, partner, officer record.ID, asked record.Date, what record.Invite) (*record.Referral, error)
	SaveInvite(ctx context.Context, id record.ID, what record.Invite) error
	NameFamily(ctx context.Context, id, household record.ID) error
}

type maker interface {
	StartReferral(ctx context.Context, household, concern record.ID) (*record.Referral, error)
	SaveReferral(ctx context.Context, r *record.Referral) error
	Agree(ctx context.Context, referral record.ID, a book.Agreement) error
	OwnDataOnly(ctx context.Context, referral record.ID) error
	decider
}

// decider is what was said elsewhere, and what the rule says.
type decider interface {
	Review(ctx context.Context, consent record.ID) error
	Discard(ctx context.Context, consent record.ID) error
	WithdrawParts(ctx context.Context, referral, by record.ID, groups []record.FieldGroup) error
}

type mover interface {
	Send(ctx context.Context, referral record.ID) error
	Retry(ctx context.Context, delivery record.ID) error
	Withdraw(ctx context.Context, referral, by record.ID) error
	MakeMove(ctx context.Context, id record.ID, m record.Move) error
	StopReferral(ctx context.Context, id record.ID, by record.ArrivalSource) error
}

// Nav is how a page leads to another one.
type Nav interface {
	ways
	ends
}

type ways interface {
	Open(kind record.Kind, id record.ID)
	New(kind record.Kind, about record.ID)
	Go(destination string)
	Rule(household record.ID) // the page "wie moet ja zeggen", for a family
	Back()
}

type ends interface {
	Saved(kind record.Kind, id record.ID)
	Say(text string)
	Fail(err error)
	outward
	papers
}

// outward sends at once, and opens the page for words back to a partner that asks over the road.
type outward interface {
	Kick()
	StickOut(endpoint record.ID)
	ReplyTo(kind record.Kind, id record.ID)
}

// papers makes them, and opens the page from which is read to somebody.
type papers interface {
	Print(name string, doc export.Document)
	Aloud(text aloud.Text)
}

// View is the list "Naar hulp".
type View struct {
	src   Source
	nav   Nav
	p     *i18n.Printer
	run   task.Runner
	state list
	place *fyne.Container
	list  *listing.List
	last  task.Latest

	voices []book.VoiceLine
}

// New makes the list, without its lines.
func New(src Source, nav Nav, p *i18n.Printer, run task.Runner) *View {
	return &View{src: src, nav: nav, p: p, run: run, state: list{p: p, filter: filterOpen}, place: rtl.Stack(p.Direction())}
}

// Content is the page.
func (v *View) Content() fyne.CanvasObject { return v.place }

// Focus is the list itself.
func (v *View) Focus() fyne.Focusable {
	if v.list == nil {
		return nil
	}
	return v.list.Focusable()
}

// Shown reads the lines and draws them.
func (v *View) Shown(ctx context.Context) { v.load(ctx, true) }

// Changed reads the lines again; the place in the list stays.
func (v *View) Changed(ctx context.Context) { v.load(ctx, false) }

// Hidden drops what was shown.
func (v *View) Hidden() {
	v.last.Stop()
	v.state.all, v.state.shown, v.state.around, v.list = nil, nil, around{}, nil
	v.place.Objects = nil
}

type gathered struct {
	rows   []record.Row
	around around
	voices []book.VoiceLine
}

func (v *View) load(ctx context.Context, fresh bool) {
	task.Do(v.last.Next(ctx), v.run, func(ctx context.Context) (gathered, error) {
		voices, err := v.src.Voices(ctx)
		return gathered{rows: v.src.Rows(record.KindReferral), around: aroundOf(v.src.Rows), voices: voices}, err
	}, func(g gathered, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		had := len(v.state.shown)
		v.voices = g.voices
		v.state.fill(g.rows, g.around, v.src.Today())
		if !fresh && v.list != nil && had == len(v.state.shown) {
			v.list.Update()
			return
		}
		v.draw()
		if v.list != nil {
			form.Focus(v.list.Focusable())
		}
	})
}

func (v *View) draw() {
	p := v.p
	if len(v.state.all) == 0 {
		v.list = nil
		v.fill(column(p, 16, listing.NewPageHead(p, p.T("referrals.title"), p.Beside("referrals.title.term"), form.NewButton(p, p.T("cards.title"), form.ButtonOptions{Icon: look.IconChatTeardropDots}, func() { v.nav.Go("cards") })), listing.NewCard(p, "", listing.NewEmpty(p, listing.Empty{
			Own: look.RingSpoken, Other: look.RingOpen, Sentence: p.T("referrals.empty"), Teach: p.T("referrals.empty.teach"),
			Action: p.T("referrals.new"), Pressed: func() { v.nav.New(record.KindReferral, record.ID{}) },
		}))))
		return
	}
	start := form.NewButton(p, p.T("referrals.new"), form.ButtonOptions{Icon: look.IconHandshake}, func() { v.nav.New(record.KindReferral, record.ID{}) })
	cards := form.NewButton(p, p.T("cards.title"), form.ButtonOptions{Icon: look.IconChatTeardropDots}, func() { v.nav.Go("cards") })
	chips := form.NewChips(p, v.state.choices(), form.ChipsOptions{Keep: true}, func(values []string) {
		v.state.choose(values[0])
		v.draw()
	})
	chips.SetValues(v.state.filter)
	top := column(p, 16, listing.NewPageHead(p, p.T("referrals.title"), besides(p, p.Beside("referrals.title.term"), p.T("referrals.subtitle")), cards, start), chips)
	if v.state.filter == filterVoices {
		v.list = nil
		v.fill(listing.NewUnder(p, look.Grid, top, v.voiceCards()))
		return
	}
	v.list = listing.NewList(p, len(v.state.shown), v.row, v.open)
	var below fyne.CanvasObject = v.list
	if len(v.state.shown) == 0 {
		below = muted(p, p.T("referrals.list.none"))
	}
	v.fill(listing.NewUnder(p, look.Grid, top, below))
}

func (v *View) fill(o fyne.CanvasObject) {
	v.place.Objects = []fyne.CanvasObject{newSheet(o)}
	v.place.Refresh()
}

func (v *View) row(i int) listing.Row {
	if i < 0 || i >= len(v.state.shown) {
		return listing.Row{}
	}
	row := v.state.words(v.state.shown[i])
	row.Icon = look.IconHandshake
	return row
}

func (v *View) open(i int) {
	if i >= 0 && i < len(v.state.shown) {
		v.nav.Open(record.KindReferral, v.state.shown[i].id)
	}
}
