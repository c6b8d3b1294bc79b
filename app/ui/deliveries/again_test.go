package deliveries

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"schakel/app/ui/listing"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

func out(task record.OutgoingTask, change func(*record.Outgoing)) *record.Outgoing {
	o := &record.Outgoing{Task: task}
	if change != nil {
		change(o)
	}
	return o
}

// A recall says what it waits for, in six languages: a person, a stick, the file that comes back, a connection, the other side.
func TestARecallSaysWhatItWaitsFor(t *testing.T) {
	for _, l := range i18n.Languages() {
		p := uitest.Printer(t, l.Tag)
		s := state{p: p, today: today}
		on := p.DayMonth(today)
		for name, c := range map[string]struct {
			o      *record.Outgoing
			byFile bool
			want   string
			urgent bool
		}{
			"there":    {nil, false, p.T("deliveries.recalling", "On", on), false},
			"network":  {out(record.OutgoingRecall, nil), false, p.T("deliveries.recall.waits", "On", on), false},
			"offline":  {out(record.OutgoingRecall, func(o *record.Outgoing) { o.Last = "cjg.offline" }), false, p.T("fault.cjg.offline"), false},
			"by hand":  {out(record.OutgoingRecall, nil), true, p.T("deliveries.recall.stick", "On", on), false},
			"on stick": {out(record.OutgoingRecall, func(o *record.Outgoing) { o.OnStick = at(23) }), true, p.T("deliveries.recall.onstick", "On", on, "When", p.Relative(today.Add(-1), today)), false},
			"held":     {out(record.OutgoingRecall, func(o *record.Outgoing) { o.Held = "cjg.config" }), false, p.T("fault.cjg.config"), true},
		} {
			d := &record.Delivery{State: record.DeliveryRecalling, WithdrawnOn: today, What: record.KindReferral}
			r := s.row(book.Sending{Delivery: d, Outgoing: c.o, ByFile: c.byFile, Code: "H-0042", Partner: record.Text("CJG Zuiderwijk")})
			if !strings.Contains(r.line, c.want) || r.urgent != c.urgent || r.retry != c.urgent || strings.Contains(r.line+r.why, "⟦") {
				t.Errorf("%s, %s: %+v", l.Tag, name, r)
			}
		}
	}
}

// What is held has one button: a referral is shown again on its page; everything else goes once more from here.
func TestWhatIsHeldHasOneButton(t *testing.T) {
	uitest.App(t)
	p := uitest.Dutch(t)
	again, show := p.T("deliveries.again"), p.T("deliveries.held.show")
	held := func(o *record.Outgoing) { o.Held = "cjg.config" }
	for name, c := range map[string]struct {
		d    record.Delivery
		o    *record.Outgoing
		want string
	}{
		"referral":  {record.Delivery{State: record.DeliveryQuarantined, Reason: "cjg.unprocessable", What: record.KindReferral}, nil, show},
		"words":     {record.Delivery{State: record.DeliveryQuarantined, Reason: "cjg.unprocessable", What: record.KindReferral, About: "x"}, nil, again},
		"verzoek":   {record.Delivery{State: record.DeliveryQuarantined, Reason: "cjg.unprocessable", What: record.KindRequest}, nil, again},
		"signal":    {record.Delivery{State: record.DeliveryQuarantined, Reason: "cjg.unprocessable", What: record.KindSignal}, nil, again},
		"recall":    {record.Delivery{State: record.DeliveryRecalling, What: record.KindReferral}, out(record.OutgoingRecall, held), again},
		"of nobody": {record.Delivery{State: record.DeliveryRecalling, What: record.KindReferral, Erased: today}, out(record.OutgoingRecall, held), again},
	} {
		d := c.d
		d.ID, d.QueuedAt = record.ID{7}, at(22)
		src, n := &source{all: []book.Sending{{Delivery: &d, Outgoing: c.o}}}, &nav{}
		v := New(src, n, p, task.Inline)
		v.Shown(t.Context())
		if labels := uitest.Labels(v.Content()); slices.Contains(labels, again) != (c.want == again) || slices.Contains(labels, show) != (c.want == show) {
			t.Errorf("%s: %q", name, labels)
			continue
		}
		if v.Focus() == v.list.Focusable() {
			t.Errorf("%s: the keyboard does not begin at what has to be looked at", name)
		}
		uitest.Press(t, v.Content(), c.want)
		if tried := c.want == again; tried != slices.Contains(src.again, d.ID) || tried != (n.kicks == 1) || tried == (len(n.opened) == 1) {
			t.Errorf("%s: %v, %d, %v", name, src.again, n.kicks, n.opened)
		}
	}
}

// Of many that are held two have a card; a recall of what was erased has no page, so its row brings its card up.
func TestARowBringsItsCardUp(t *testing.T) {
	uitest.App(t)
	src, n := &source{}, &nav{}
	for i := range 4 {
		d := &record.Delivery{State: record.DeliveryRecalling, What: record.KindReferral, Erased: today}
		d.ID = record.ID{byte(i + 1)}
		src.all = append(src.all, book.Sending{Delivery: d, Outgoing: out(record.OutgoingRecall, func(o *record.Outgoing) { o.Held = "cjg.config" })})
	}
	v := New(src, n, uitest.Dutch(t), task.Inline)
	v.Shown(t.Context())
	v.open(3)
	uitest.Press(t, v.Content(), v.p.T("deliveries.again"))
	if !slices.Equal(src.again, []record.ID{{4}}) {
		t.Errorf("%v", src.again)
	}
}

// A question of a CJG: open, with something said about it, taken back.
func TestTheRowsOfAQuestion(t *testing.T) {
	uitest.App(t)
	p := uitest.Dutch(t)
	news := &record.Feedback{Head: record.Head{ID: record.ID{9}}, Stand: record.StandAnswer, Text: record.Text("Turks.")}
	back := &record.Feedback{Head: record.Head{ID: record.ID{8}}, Stand: record.StandWithdrawn}
	in := book.Invitation{Referral: record.ID{4}, Partner: record.Text("CJG Zuiderwijk"), What: record.Text("Denkt u mee?"), Before: today.Add(3)}
	for name, c := range map[string]struct {
		news   *record.Feedback
		back   bool
		title  string
		line   string
		urgent bool
		kind   listing.StatusKind
		opens  record.Kind
	}{
		"open": {nil, false, p.T("deliveries.row.invite", "Who", "CJG Zuiderwijk"), "Graag antwoord voor 27 november. Denkt u mee?", true, listing.StatusYourTurn, record.KindReferral},
		"news": {news, false, p.T("deliveries.row.invite", "Who", "CJG Zuiderwijk"), "Turks.", true, listing.StatusYourTurn, record.KindFeedback},
		"back": {back, true, p.T("deliveries.row.back", "Who", "CJG Zuiderwijk"), "Denkt u mee?", false, listing.StatusAnswered, record.KindFeedback},
	} {
		one := in
		one.News, one.Back = c.news, c.back
		n := &nav{}
		v := New(&source{asked: []book.Invitation{one}}, n, p, task.Inline)
		v.Shown(t.Context())
		r := v.state.rows[0]
		if r.title != c.title || !strings.Contains(r.line, c.line) || r.urgent != c.urgent || r.status.Kind != c.kind {
			t.Errorf("%s: %+v", name, r)
		}
		if offered := slices.Contains(uitest.Labels(v.Content()), p.T("deliveries.reply.write")); offered == c.back {
			t.Errorf("%s: writing back is offered: %v", name, offered)
		}
		if v.open(0); !slices.Equal(n.opened, []record.Kind{c.opens}) {
			t.Errorf("%s: opened %v", name, n.opened)
		}
	}
}

// Every answer is shown whole, in words of the screen's language where the other side sent a code, and leads in one press to what the
// worker does with it.
func TestEveryAnswerIsShownWhole(t *testing.T) {
	uitest.App(t)
	for _, tag := range []string{"nl", "ar"} {
		p := uitest.Printer(t, tag)
		for _, stand := range record.Stands() {
			f := &record.Feedback{
				Head: record.Head{ID: record.ID{7}}, Of: record.ID{1}, Stand: stand, From: record.Text("Marieke"), Text: record.Text("Eigen woorden."), Phone: record.Text("010 123"), CameAt: at(23),
			}
			want := []string{p.Capital(p.WithTerm("stand", string(stand))), "Eigen woorden.", "010 123", "Marieke", "H-0042"}
			switch stand {
			case record.StandReceived:
				f.Days = 3
				want = append(want, p.Capital(p.N("deliveries.answer.calls", 3)))
			case record.StandDeclined:
				f.Reason, f.WhoDoes, f.Wait, f.SelfAt = record.DeclinedNoPlace, record.Text("Buurtteam"), record.Text("drie maanden"), record.Text("Plein 1")
				want = append(want, p.Value("decline.reason", "noplace"), "Buurtteam", "drie maanden", "Plein 1")
			case record.StandKept:
				f.Ground = record.Text("er loopt een klacht")
				want = append(want, "er loopt een klacht")
			case record.StandWithdrawn:
				want = append(want, p.T("deliveries.answer.withdrawn"))
			}
			src, n := &source{f: f, page: book.ReplyPage{Code: "H-0042"}}, &nav{}
			a := NewAnswer(src, n, p, task.Inline, f.ID)
			a.Shown(t.Context())
			for _, text := range want {
				if !uitest.Says(a.Content(), text) {
					t.Errorf("%s, %s: %q is not said: %q", tag, stand, text, uitest.Texts(a.Content()))
				}
			}
			if strings.Contains(uitest.Said(a.Content()), "⟦") {
				t.Errorf("%s, %s: a text is missing", tag, stand)
			}
			a.onward.Press()
			if asks := stand == record.StandQuestion; asks != (n.replies == 1) || asks == (len(n.opened) == 1) {
				t.Errorf("%s, %s: leads to %v, %d", tag, stand, n.opened, n.replies)
			}
			final := slices.Contains([]record.Stand{record.StandDeleted, record.StandKept, record.StandThanks, record.StandWithdrawn}, stand)
			if offered := slices.Contains(uitest.Labels(a.Content()), p.T("deliveries.reply.write")); offered == final {
				t.Errorf("%s, %s: writing back is offered: %v", tag, stand, offered)
			}
		}
	}
}

// Where nothing can go back any more, writing is not offered; what was typed before can be read and thrown away.
func TestNothingIsOfferedThatCannotGo(t *testing.T) {
	uitest.App(t)
	p := uitest.Dutch(t)
	f := &record.Feedback{Head: record.Head{ID: record.ID{7}}, Of: record.ID{1}, Stand: record.StandQuestion, Text: record.Text("Wanneer?"), CameAt: at(23)}
	a := NewAnswer(&source{f: f, no: book.ErrReplyTaken}, &nav{}, p, task.Inline, f.ID)
	a.Shown(t.Context())
	if slices.Contains(uitest.Labels(a.Content()), p.T("deliveries.reply.write")) {
		t.Error("it is offered, and would be refused")
	}
	w := &writing{Book: uitest.Bare(t, func() time.Time { return at(24) }), page: book.ReplyPage{Asked: record.Text("Denkt u mee?"), Invite: true}}
	n := &replyNav{}
	r := NewReply(w, n, p, task.Inline, record.KindReferral, record.ID{4})
	r.Shown(t.Context())
	typeIn(r, "Ja, graag")
	r.Hidden()
	w.no = book.ErrReplyBack
	r = NewReply(w, n, p, task.Inline, record.KindReferral, record.ID{4})
	r.Shown(t.Context())
	why, what := p.Fault(book.ErrReplyBack)
	for _, text := range []string{why, what, p.T("deliveries.reply.typed"), "Ja, graag"} {
		if !uitest.Says(r.Content(), text) {
			t.Errorf("%q is not said: %q", text, uitest.Texts(r.Content()))
		}
	}
	if slices.Contains(uitest.Labels(r.Content()), p.T("deliveries.reply.show")) {
		t.Error("it can be shown to be sent")
	}
	uitest.Press(t, r.Content(), p.T("deliveries.reply.drop"))
	r = NewReply(w, n, p, task.Inline, record.KindReferral, record.ID{4})
	r.Shown(t.Context())
	if uitest.Says(r.Content(), "Ja, graag") || n.backs != 1 {
		t.Errorf("it is still there: %q", uitest.Texts(r.Content()))
	}
}

// Words that cannot go say why beside the field; what goes is shown to the letter, with what may lead to a person; one press sends it.
func TestWritingBackStepByStep(t *testing.T) {
	uitest.App(t)
	p := uitest.Dutch(t)
	w := &writing{Book: uitest.Bare(t, func() time.Time { return at(24) }), page: book.ReplyPage{
		Asked: record.Text("Denkt u mee?"), Invite: true, From: record.Text("Marieke"), Partner: record.Text("CJG Zuiderwijk"), Code: "H-0042",
	}}
	n := &replyNav{}
	r := NewReply(w, n, p, task.Inline, record.KindReferral, record.ID{4})
	r.Shown(t.Context())
	w.refuse = fault.New(fault.Invalid, "cjg.document", "empty")
	uitest.Press(t, r.Content(), p.T("deliveries.reply.show"))
	if !uitest.Says(r.Content(), p.T("problem.required")) {
		t.Errorf("nothing is said beside the field: %q", uitest.Texts(r.Content()))
	}
	w.refuse = nil
	typeIn(r, "Ja, graag. Elif weet meer.")
	w.hints = []book.Hint{{Sort: book.HintName, Words: record.Text("Elif")}}
	uitest.Press(t, r.Content(), p.T("deliveries.reply.show"))
	for _, text := range []string{"CJG Zuiderwijk", p.T("deliveries.reply.only"), p.T("deliveries.reply.hint", "Words", "Elif")} {
		if !uitest.Says(r.Content(), text) {
			t.Errorf("%q is not said: %q", text, uitest.Texts(r.Content()))
		}
	}
	if r.Focus() != r.lead || r.lead.Text() != p.T("deliveries.reply.change") {
		t.Error("Enter once more sends what may point at somebody")
	}
	w.refuse = book.ErrReplyBack // it was taken back while the page was read
	uitest.Press(t, r.Content(), p.T("deliveries.reply.send"))
	if why, _ := p.Fault(book.ErrReplyBack); len(w.sent) != 0 || !uitest.Says(r.Content(), why) {
		t.Errorf("%q", uitest.Texts(r.Content()))
	}
	w.refuse = nil
	w.hints = nil
	uitest.Press(t, r.Content(), p.T("deliveries.reply.show"))
	if r.Focus() != r.lead || r.lead.Text() != p.T("deliveries.reply.send") {
		t.Error("the keyboard does not stand on what follows")
	}
	uitest.Press(t, r.Content(), p.T("deliveries.reply.send"))
	if len(w.sent) != 1 || w.sent[0].Text.Reveal() != "Ja, graag. Elif weet meer." || n.kicks != 1 || n.backs != 1 {
		t.Errorf("%+v, %+v", w.sent, n)
	}
}

// writing is a book in which drafts are kept, and of which the test says what it answers.
type writing struct {
	*book.Book
	page   book.ReplyPage
	no     error
	refuse error
	hints  []book.Hint
	sent   []book.Said
}

func (w *writing) ReplyPage(context.Context, record.Kind, record.ID) (book.ReplyPage, error) {
	return w.page, w.no
}

func (w *writing) ShowReply(_ context.Context, _ record.Kind, _ record.ID, _ book.Said) (book.ReplyShown, error) {
	return book.ReplyShown{Hash: "x", Hints: w.hints}, w.refuse
}

func (w *writing) SendReply(_ context.Context, _ record.Kind, _ record.ID, said book.Said, _ string) error {
	if w.refuse == nil {
		w.sent = append(w.sent, said)
	}
	return w.refuse
}

type replyNav struct{ backs, kicks int }

func (n *replyNav) Back()      { n.backs++ }
func (n *replyNav) Fail(error) {}
func (n *replyNav) Say(string) {}
func (n *replyNav) Kick()      { n.kicks++ }

func typeIn(r *Reply, text string) {
	for _, letter := range text {
		r.entry.TypedRune(letter)
	}
}
