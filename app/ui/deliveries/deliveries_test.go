package deliveries

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

var today = record.Day(2026, 11, 24)

func at(day int) time.Time { return time.Date(2026, 11, day, 12, 0, 0, 0, time.Local) }

func TestEveryStateIsSaidInWords(t *testing.T) {
	s := state{p: uitest.Dutch(t), today: today}
	for name, c := range map[string]struct {
		d      record.Delivery
		out    *record.Outgoing
		want   string
		urgent bool
		kind   listing.StatusKind
	}{
		"queued":    {record.Delivery{State: record.DeliveryQueued, QueuedAt: at(22)}, nil, "klaargezet", false, listing.StatusWaiting},
		"offline":   {record.Delivery{State: record.DeliveryQueued, QueuedAt: at(22)}, &record.Outgoing{Last: "cjg.offline"}, "verbinding", false, listing.StatusWaiting},
		"on stick":  {record.Delivery{State: record.DeliveryQueued, QueuedAt: at(22)}, &record.Outgoing{OnStick: at(23), Last: "cjg.offline"}, "op een USB-stick sinds gisteren", false, listing.StatusWaiting},
		"held":      {record.Delivery{State: record.DeliveryQuarantined, Reason: "book.changed", QueuedAt: at(22)}, nil, "", true, listing.StatusYourTurn},
		"sent":      {record.Delivery{State: record.DeliverySent, SentAt: at(21)}, nil, "al 3 dagen niet geopend", false, listing.StatusWaiting},
		"readable":  {record.Delivery{State: record.DeliveryReadable, SentAt: at(21)}, nil, "daar geopend", false, listing.StatusWaiting},
		"recalling": {record.Delivery{State: record.DeliveryRecalling, WithdrawnOn: today}, nil, "teruggevraagd op 24 november", false, listing.StatusWaiting},
		"cancelled": {record.Delivery{State: record.DeliveryCancelled, WithdrawnOn: today}, nil, "nooit weggegaan", false, listing.StatusAnswered},
		"deleted":   {record.Delivery{State: record.DeliveryRecalled, Recall: "deleted", RecalledAt: at(24)}, nil, "daar gewist", false, listing.StatusAnswered},
		"kept":      {record.Delivery{State: record.DeliveryRecalled, Recall: "kept", RecalledAt: at(24)}, nil, "daar bewaard", false, listing.StatusAnswered},
		"never":     {record.Delivery{State: record.DeliveryRecalled, Recall: "never", RecalledAt: at(24)}, nil, "nooit aangekomen", false, listing.StatusAnswered},
	} {
		t.Run(name, func(t *testing.T) {
			c.d.Receiver = record.Text("Marieke")
			r := s.row(book.Sending{Delivery: &c.d, Outgoing: c.out, Code: "H-0042", Partner: record.Text("CJG Zuiderwijk")})
			if r.title != "H-0042 aan Marieke van CJG Zuiderwijk" || !strings.Contains(r.line, c.want) || r.urgent != c.urgent || r.status.Kind != c.kind {
				t.Errorf("%+v", r)
			}
			if strings.Contains(r.title+r.line+r.why, "⟦") {
				t.Errorf("a text is missing: %+v", r)
			}
			if kept := c.d.Recall == "kept"; kept != (r.status.Text == "daar bewaard") {
				t.Errorf("what still lies there is called %q", r.status.Text)
			}
		})
	}
}

// What is recalled after it was erased here names the organisation and nobody else, and leads nowhere.
func TestARecallOfWhatWasErasedNamesNobody(t *testing.T) {
	d := &record.Delivery{State: record.DeliveryRecalling, WithdrawnOn: today, Erased: today, What: record.KindReferral}
	r := (&state{p: uitest.Dutch(t), today: today}).row(book.Sending{Delivery: d, Partner: record.Text("CJG Zuiderwijk")})
	if r.title != "Terugvragen bij CJG Zuiderwijk: iets wat hier gewist is" || !strings.Contains(r.line, "24 november") {
		t.Errorf("%+v", r)
	}
	n := &nav{}
	v := New(&source{all: []book.Sending{{Delivery: d}}}, n, uitest.Dutch(t), task.Inline)
	v.Shown(t.Context())
	v.open(0)
	if len(n.opened) != 0 {
		t.Errorf("opened %v", n.opened)
	}
}

type source struct {
	all   []book.Sending
	f     *record.Feedback
	read  []record.ID
	ends  []*record.Endpoint
	asked []book.Invitation
	again []record.ID
	no    error // why nothing can be written back
	page  book.ReplyPage

	given      []*record.Contribution
	programmes []*record.Programme
}

func (s *source) Contributed(context.Context) ([]*record.Contribution, error) { return s.given, nil }

func (s *source) Programmes(context.Context) ([]*record.Programme, error) { return s.programmes, nil }

func (s *source) Retry(_ context.Context, id record.ID) error {
	s.again = append(s.again, id)
	return nil
}

func (s *source) ReplyPage(context.Context, record.Kind, record.ID) (book.ReplyPage, error) {
	return s.page, s.no
}

func (s *source) Endpoints(context.Context) ([]*record.Endpoint, error) { return s.ends, nil }

func (s *source) Invitations(context.Context) ([]book.Invitation, error) { return s.asked, nil }

func (s *source) Today() record.Date { return today }
func (s *source) Sendings(context.Context) ([]book.Sending, error) {
	return s.all, nil
}
func (s *source) Answer(context.Context, record.ID) (*record.Feedback, error) { return s.f, nil }
func (s *source) ReadAnswer(_ context.Context, id record.ID) error {
	s.read = append(s.read, id)
	return nil
}

type nav struct {
	opened  []record.Kind
	sticks  []record.ID
	in      int
	replies int
	kicks   int
	stopped bool
	went    []string
	said    []string
}

func (n *nav) Open(k record.Kind, _ record.ID)              { n.opened = append(n.opened, k) }
func (n *nav) Go(to string)                                 { n.went = append(n.went, to) }
func (n *nav) ReplyTo(record.Kind, record.ID)               { n.replies++ }
func (n *nav) Back()                                        {}
func (n *nav) Fail(error)                                   {}
func (n *nav) Say(text string)                              { n.said = append(n.said, text) }
func (n *nav) Kick()                                        { n.kicks++ }
func (n *nav) Halt()                                        { n.stopped = true }
func (n *nav) Sending() (done, all int, busy, stopped bool) { return 12, 40, !n.stopped, n.stopped }
func (n *nav) StickOut(id record.ID)                        { n.sticks = append(n.sticks, id) }
func (n *nav) StickIn()                                     { n.in++ }

func TestAnUnreadAnswerOpensFirstAndIsReadOnceSeen(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.NewTheme(look.Options{Step: 2}))
	f := &record.Feedback{Head: record.Head{ID: record.ID{7}}, Stand: record.StandAccepted, From: record.Text("Marieke"), Text: record.Text("Wij pakken dit op."), CameAt: at(23), Of: record.ID{1}}
	d := &record.Delivery{State: record.DeliveryReadable, SentAt: at(21), What: record.KindReferral, Of: record.ID{1}}
	src := &source{all: []book.Sending{{Delivery: d, Code: "H-0042", Answers: []*record.Feedback{f}}}, f: f}
	n := &nav{}
	v := New(src, n, uitest.Dutch(t), task.Inline)
	w := test.NewTempWindow(t, v.Content())
	w.Resize(fyne.NewSize(1064, 720))
	v.Shown(t.Context())
	v.open(0)
	f.ReadOn = today
	v.open(0)
	if len(n.opened) != 2 || n.opened[0] != record.KindFeedback || n.opened[1] != record.KindReferral {
		t.Errorf("opened %v", n.opened)
	}
	page := NewAnswer(src, n, uitest.Dutch(t), task.Inline, f.ID)
	w.SetContent(page.Content())
	page.Shown(t.Context())
	if len(src.read) != 1 || src.read[0] != f.ID {
		t.Errorf("read: %v", src.read)
	}
	page.onward.Press()
	if n.opened[2] != record.KindReferral {
		t.Errorf("the way on leads to %v", n.opened[2])
	}
	page.Hidden()
	v.Hidden()
	if len(page.inside.Objects)+len(v.inside.Objects) != 0 {
		t.Error("texts stay when the page is hidden")
	}
}

func TestNothingSharedYetTeaches(t *testing.T) {
	test.NewTempApp(t)
	v := New(&source{}, &nav{}, uitest.Dutch(t), task.Inline)
	v.Shown(t.Context())
	if v.Focus() != nil || len(v.inside.Objects) == 0 {
		t.Error("an empty page has no list and says what it is for")
	}
}

// What waits can go by hand for each endpoint it waits for; what is set aside makes no file, and what came back can be read always.
func TestWhatWaitsCanGoByHand(t *testing.T) {
	near, far := &record.Endpoint{Name: record.Text("CJG Hoek")}, &record.Endpoint{Name: record.Text("CJG Zuiderwijk")}
	near.ID, far.ID = record.ID{1}, record.ID{2}
	waits := func(e record.ID, held string) book.Sending {
		return book.Sending{Delivery: &record.Delivery{State: record.DeliveryQueued, QueuedAt: at(22)}, Outgoing: &record.Outgoing{Endpoint: e, Held: held}}
	}
	p := uitest.Dutch(t)
	in, out := p.T("deliveries.stick.in"), p.T("deliveries.stick.out")
	of := func(name string) string { return p.T("deliveries.stick.out.of", "Name", name) }
	both := []*record.Endpoint{near, far}
	for name, c := range map[string]struct {
		all  []book.Sending
		ends []*record.Endpoint
		want []string
	}{
		"no endpoint":   {nil, nil, nil},
		"nothing waits": {nil, both, []string{in}},
		"one":           {[]book.Sending{waits(near.ID, "")}, both, []string{out, in}},
		"set aside":     {[]book.Sending{waits(near.ID, "cjg.unprocessable")}, both, []string{in}},
		"two":           {[]book.Sending{waits(near.ID, ""), waits(far.ID, "")}, both, []string{of("CJG Hoek"), of("CJG Zuiderwijk"), in}},
	} {
		n := &nav{}
		v := New(&source{all: c.all, ends: c.ends}, n, p, task.Inline)
		v.Shown(t.Context())
		labels := uitest.Labels(v.Content())
		for _, text := range []string{out, of("CJG Hoek"), of("CJG Zuiderwijk"), in} {
			if slices.Contains(labels, text) != slices.Contains(c.want, text) {
				t.Errorf("%s: %q among %q", name, text, labels)
			}
		}
		for _, text := range c.want {
			uitest.Press(t, v.Content(), text)
		}
		if len(c.want) > 0 && (n.in != 1 || len(n.sticks) != len(c.want)-1) {
			t.Errorf("%s: pressed %+v", name, n)
		}
	}
}

// Every code with which a message can be set aside has a sentence of its own and something to do, in six languages.
func TestEveryReasonHasWordsAndSomethingToDo(t *testing.T) {
	codes := []string{
		"book.changed", "book.no_longer", "book.consent", "book.not_shareable", "book.no_endpoint", "cjg.unprocessable", "cjg.conflict", "cjg.unknown",
		"cjg.too_large", "cjg.recalled", "cjg.foreign", "cjg.kind", "cjg.body", "cjg.document", "cjg.schema", "cjg.document_large", "cjg.bsn", "cjg.config",
		"cjg.no_certificate", "envelope.format", "envelope.newer", "envelope.sealed", "envelope.commit", "envelope.size", "envelope.fields", "envelope.key",
		"envelope.receipt", "disclose.bsn", "disclose.place", "disclose.level", "disclose.personal", "disclose.incomplete", "disclose.changed",
		"record.transition", "store.record", "cjg.denied", "cjg.revoked", "cjg.certificate_expired", "cjg.clock",
	}
	for _, l := range i18n.Languages() {
		p, err := i18n.New(l.Tag)
		if err != nil {
			t.Fatal(err)
		}
		bare, _ := p.Fault(fault.New(fault.Refused, "no.such.code", ""))
		for _, code := range codes {
			why, what := p.Fault(fault.New(fault.Refused, code, code))
			if why == "" || what == "" || why == bare || strings.Contains(why+what, "⟦") {
				t.Errorf("%s, %s: %q, %q", l.Tag, code, why, what)
			}
		}
	}
}

func TestPostvakSaysWhatIsAskedWhatIsLateAndWhomToCall(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.NewTheme(look.Options{Step: 2}))
	d := &record.Delivery{State: record.DeliverySent, SentAt: at(10), What: record.KindReferral, Of: record.ID{1}, Receiver: record.Text("Marieke")}
	src := &source{
		all:   []book.Sending{{Delivery: d, Code: "H-0042", Partner: record.Text("CJG Zuiderwijk"), Norm: 7}},
		asked: []book.Invitation{{Referral: record.ID{4}, Partner: record.Text("CJG Zuiderwijk"), What: record.Text("Denkt u mee over taal?"), Before: today.Add(3)}},
		ends:  []*record.Endpoint{{Name: record.Text("CJG Zuiderwijk"), Parked: "cjg.denied", Responsible: record.Text("Fatma, 010 123 45 67")}},
	}
	n := &nav{}
	v := New(src, n, uitest.Dutch(t), task.Inline)
	w := test.NewTempWindow(t, v.Content())
	w.Resize(fyne.NewSize(1064, 720))
	v.Shown(t.Context())
	rows := v.state.rows
	if len(rows) != 2 || rows[0].title != "CJG Zuiderwijk vraagt je om mee te denken" || !strings.Contains(rows[0].line, "27 november") {
		t.Fatalf("the invitation: %+v", rows)
	}
	if !strings.Contains(rows[1].line, "al 14 dagen niet geopend") || !strings.Contains(rows[1].line, "Al 14 dagen geen antwoord. Afgesproken: binnen 7.") || rows[1].status.Kind != listing.StatusLate {
		t.Errorf("what is late: %+v", rows[1])
	}
	call := v.state.whomToCall()
	if len(call) != 1 || !strings.Contains(call[0].note, "Bel: Fatma, 010 123 45 67.") {
		t.Errorf("whom to call: %+v", call)
	}
	text := strings.Join(uitest.Texts(v.Content()), "\n")
	for _, want := range []string{"12 van 40 verstuurd", "Bel: Fatma"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q: %s", want, text)
		}
	}
	v.open(0)
	if n.opened[0] != record.KindReferral {
		t.Errorf("opened %v", n.opened)
	}
	n.Halt()
	v.Changed(t.Context())
	if text := strings.Join(uitest.Texts(v.Content()), "\n"); !strings.Contains(text, "Versturen is gestopt") || strings.Contains(text, "12 van 40") {
		t.Errorf("after stop: %s", text)
	}
}

func TestANoAlwaysSaysWhereTheParentCanGo(t *testing.T) {
	s := state{p: uitest.Dutch(t), today: today}
	w := s.answer(&record.Feedback{
		Stand: record.StandDeclined, Reason: record.DeclinedNoPlace, WhoDoes: record.Text("Buurtteam Oost"), Wait: record.Text("drie maanden"),
		SelfAt: record.Text("CJG Zuiderwijk (Plein 1)"), Phone: record.Text("010 123 45 67"), CameAt: at(23), Aside: record.AsideEnded,
	})
	if w.self != "De ouder kan zich altijd zelf melden bij CJG Zuiderwijk (Plein 1)." || len(w.facts) != 4 || w.aside == "" || !w.ask {
		t.Errorf("%+v", w)
	}
	if w := s.answer(&record.Feedback{Stand: record.StandDeclined, CameAt: at(23)}); w.self == "" {
		t.Error("a no without an address says nothing about going by herself")
	}
	for _, why := range record.Asides() {
		if w := s.answer(&record.Feedback{Stand: record.StandAccepted, Aside: why, CameAt: at(23)}); w.aside == "" || strings.Contains(w.aside, "⟦") {
			t.Errorf("%s: %q", why, w.aside)
		}
	}
}
