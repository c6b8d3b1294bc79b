package carrier_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"schakel/internal/book"
	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/fault"
	"schakel/internal/record"
)

// message is one thing that the worker wants to give, or that the office asks, and everything that the test did with it.
type message struct {
	n        int
	kind     record.Kind
	of       record.ID
	family   *family
	delivery record.ID
	text     string          // what it says now
	agreed   map[string]bool // for a referral: what was said yes to, text and telephone
	queued   bool
	tried    bool // the outbox or a stick may have taken it while it was queued
	whole    bool // taken back as a whole
	parts    bool // or in part
	given    []given
	about    *message     // what it is said back about; nil for what is given or asked by itself
	invited  bool         // the office asked; then the delivery is its uuid
	said     record.Stand // of an invitation: the worker's last yes or no
}

// given is an answer of the caseworker.
type given struct {
	n           int // which came before which
	text, state string
}

func (m *message) id() envelope.UUID { return envelope.UUID(m.delivery) }

// chance draws a number below n; what names it for who reads a failure.
type chance func(n int, what string) int

// fine lets an operation be refused for a reason, and stops at anything else. That something here is no input is no reason.
func (w *world) fine(what string, err error) bool {
	w.Helper()
	if wrong := (record.Problems{}); errors.As(err, &wrong) {
		w.Fatalf("%s: %v", what, err)
	}
	switch fault.Of(err) {
	case fault.Other, fault.Corrupt, fault.Locked:
		if err != nil && !errors.Is(err, context.Canceled) {
			w.Fatalf("%s: %v", what, err)
		}
	}
	return err == nil
}

func (w *world) phone(f *family) string {
	p, err := w.b.Person(context.Background(), f.mother.ID)
	w.must("mother", err)
	return digits(p.Channels[0].Value.Reveal())
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// begin writes something new and sends it where that may be.
func (w *world) begin(draw chance) *message {
	ctx := context.Background()
	w.number++
	m := &message{n: w.number, text: fmt.Sprintf("tekst m%dr0.", w.number), agreed: map[string]bool{}}
	switch draw(4, "kind") {
	case 0:
		m.kind = record.KindRequest
		q := &record.Request{What: record.RequestExpert, Text: record.Text(m.text), Partner: w.partner.ID}
		w.must("request", w.b.SaveRequest(ctx, q))
		m.of = q.ID
	case 1:
		m.kind = record.KindSignal
		s := &record.Signal{
			Topic: record.Text("Schimmel in de flats"), Municipality: "Zuiderwijk", Partner: w.partner.ID, Meetings: 3,
			Neighbourhood: record.Text("De Hoek"), Areas: record.LifeAreas()[:1], Question: record.Text(m.text),
		}
		w.must("signal", w.b.SaveSignal(ctx, s))
		m.of = s.ID
	default:
		m.kind, m.family = record.KindReferral, w.families[draw(len(w.families), "family")]
		w.refer(m, draw)
	}
	w.all = append(w.all, m)
	w.send(m)
	return m
}

func (w *world) refer(m *message, draw chance) {
	ctx := context.Background()
	ref, err := w.b.StartReferral(ctx, m.family.home.ID, record.ID{})
	w.must("start", err)
	ref.Partner, ref.Receiver, ref.Reason = w.partner.ID, w.partner.Officers[0].ID, record.Text("meedenken")
	ref.Question, ref.Parent = record.Text(m.text), m.family.mother.ID
	ref.Groups = []record.FieldGroup{record.GroupName, record.GroupPhone, record.GroupChild, record.GroupReason, record.GroupQuestion}
	w.must("choose", w.b.SaveReferral(ctx, ref))
	m.of = ref.ID
	if draw(6, "who agrees") == 0 {
		w.agree(m, m.family.mother) // one of the two is not enough
		return
	}
	w.agree(m, m.family.mother)
	w.agree(m, m.family.father)
}

// agree asks one parent, about what the page shows now.
func (w *world) agree(m *message, who *record.Person) {
	page, err := w.b.ReferralPage(context.Background(), m.of)
	w.must("page", err)
	err = w.b.Agree(context.Background(), m.of, book.Agreement{Giver: who.ID, Answer: record.AnswerYes, Way: record.WayPaper, Shown: page.Hash})
	if w.fine("agree", err) && who == m.family.father {
		m.agreed[m.text+w.phone(m.family)] = true
	}
}

func (w *world) send(m *message) {
	ctx := context.Background()
	var err error
	switch m.kind {
	case record.KindRequest:
		err = w.b.SendRequest(ctx, m.of)
	case record.KindSignal:
		err = w.b.SendSignal(ctx, m.of)
	default:
		err = w.b.Send(ctx, m.of)
		if err == nil && len(m.agreed) == 0 {
			w.Fatalf("message %d goes and only one of two parents agreed", m.n)
		}
	}
	if !w.fine("send", err) {
		return
	}
	m.queued = true
	m.delivery = w.newest(m.of)
}

// newest is the delivery of a record that was made last.
func (w *world) newest(of record.ID) record.ID {
	all, err := w.b.Sendings(context.Background())
	w.must("sendings", err)
	for _, s := range all {
		if s.Delivery.Of == of && !slices.ContainsFunc(w.all, func(m *message) bool { return m.delivery == s.Delivery.ID }) {
			return s.Delivery.ID
		}
	}
	w.Fatalf("what was queued is nowhere")
	return record.ID{}
}

// edit changes what a message would say.
func (w *world) edit(m *message) {
	ctx := context.Background()
	w.number++
	switch {
	case m.invited || m.about != nil:
		return // what was said or asked stays as it was said
	case m.kind == record.KindReferral:
		p, err := w.b.Person(ctx, m.family.mother.ID)
		w.must("mother", err)
		p.Channels[0].Value = record.Text(fmt.Sprintf("06 2%07d", w.number))
		w.must("number", w.b.SavePerson(ctx, p))
	case m.kind == record.KindRequest:
		q, err := w.b.Request(ctx, m.of)
		w.must("request", err)
		text := fmt.Sprintf("tekst m%dr%d.", m.n, w.number)
		q.Text = record.Text(text)
		w.must("save", w.b.SaveRequest(ctx, q))
		m.text = text
	default:
		s, err := w.b.Signal(ctx, m.of)
		w.must("signal", err)
		text := fmt.Sprintf("tekst m%dr%d.", m.n, w.number)
		s.Question = record.Text(text)
		w.must("save", w.b.SaveSignal(ctx, s))
		m.text = text
	}
}

// withdraw takes the yes back: of one parent or the other, as a whole or in part, or the whole road.
func (w *world) withdraw(m *message, how int) {
	if m.kind != record.KindReferral || m.invited || m.about != nil {
		return
	}
	ctx := context.Background()
	by := m.family.mother.ID
	if how&1 == 1 {
		by = m.family.father.ID
	}
	switch how / 2 {
	case 0:
		m.whole = w.fine("withdraw", w.b.Withdraw(ctx, m.of, by)) || m.whole
	case 1:
		groups := []record.FieldGroup{record.GroupPhone, record.GroupQuestion}[:1+how%2]
		m.parts = w.fine("withdraw parts", w.b.WithdrawParts(ctx, m.of, by, groups)) || m.parts
	default:
		m.whole = w.fine("stop", w.b.StopReferral(ctx, m.of, record.ArrivalParent)) || m.whole
	}
	for _, r := range w.all {
		if r.about == m { // free text may hold anything: it goes as a whole
			r.whole = r.whole || m.whole || m.parts
		}
	}
}

// look is a person who looks at what was set aside: shows it again, asks again where that is needed, and lets it go.
func (w *world) look(m *message, s book.Sending) {
	ctx := context.Background()
	if s.Delivery == nil {
		return
	}
	switch {
	case s.Outgoing != nil && s.Outgoing.Held != "":
		w.Fatalf("the recall of message %d is set aside: %s", m.n, s.Outgoing.Held)
	case s.Delivery.State == record.DeliveryQuarantined && !m.whole && !m.parts:
		if m.kind == record.KindReferral && m.about == nil {
			w.agree(m, m.family.mother)
			w.agree(m, m.family.father)
		}
		w.fine("retry", w.b.Retry(ctx, m.delivery))
	}
}

// sending is how the worker sees what became of a message; empty when nothing went of it from here.
func (w *world) sending(m *message) book.Sending { return w.sendings([]*message{m})[m] }

// sendings are those of several.
func (w *world) sendings(of []*message) map[*message]book.Sending {
	all, err := w.b.Sendings(context.Background())
	w.must("sendings", err)
	by := map[record.ID]book.Sending{}
	for _, s := range all {
		by[s.Delivery.ID] = s
	}
	out := map[*message]book.Sending{}
	for _, m := range of {
		s, ok := by[m.delivery]
		if !ok && !m.delivery.Zero() && !m.invited {
			w.Fatalf("the delivery of message %d is lost", m.n)
		}
		out[m] = s
	}
	return out
}

// touched notes that what waits now may leave.
func (w *world) touched() {
	for _, m := range w.all {
		m.tried = m.tried || m.queued && !m.whole && !m.parts
	}
}

// stick writes a file with what waits.
func (w *world) stick() {
	s, err := w.b.StickFile(context.Background(), w.end)
	if w.fine("stick", err) {
		w.touched()
		w.files = append(w.files, s.Data)
	}
}

// upload is a caseworker who puts a stick in, maybe an old one.
func (w *world) upload(draw chance) {
	if len(w.files) > 0 {
		w.endpoint.TakeFile(context.Background(), w.files[draw(len(w.files), "file")], "marieke")
	}
}

// returned gives a file back, now or later, once or twice.
func (w *world) returned(draw chance) {
	ctx := context.Background()
	if draw(2, "make a return file") == 0 || len(w.returns) == 0 {
		keys, err := book.Keys(w.endpointRecord())
		w.must("keys", err)
		data, err := w.endpoint.Front.ReturnFile(ctx, keys.Device(), "marieke")
		if !w.fine("return file", err) {
			return
		}
		w.returns = append(w.returns, data)
	}
	if draw(3, "take it") > 0 {
		_, err := w.b.TakeReturn(ctx, w.returns[draw(len(w.returns), "return file")])
		w.fine("take return", err)
	}
}

// office is one act of the caseworker on one message.
func (w *world) office(m *message, act int) {
	if m.delivery.Zero() {
		return
	}
	answer := func(state string) {
		w.number++
		a := cjg.Answer{State: state, Text: fmt.Sprintf("antwoord %d.", w.number), Name: "Marieke"}
		if state == cjg.StateDeclined {
			a.Reason = "geen_plek"
		}
		if w.fine("answer", w.endpoint.Inbox.Answer(m.id(), a, "marieke")) {
			m.given = append(m.given, given{w.number, a.Text, state})
		}
	}
	switch act {
	case 0:
		_, err := w.endpoint.Inbox.Read(m.id(), "marieke")
		w.fine("read", err)
	case 1:
		answer(cjg.StateAccepted)
	case 2:
		answer(cjg.StateDeclined)
	case 3:
		answer(cjg.StateQuestion)
	case 4:
		w.fine("erase", w.endpoint.Inbox.AcknowledgeErased(m.id(), "marieke"))
	case 5:
		w.fine("keep", w.endpoint.Inbox.AcknowledgeKept(m.id(), "Jeugdwet", "marieke"))
	}
}

// deliver is a round of the outbox under whatever troubles are drawn.
func (w *world) deliver(draw chance) {
	var plan []trouble
	for range draw(5, "troubles") {
		plan = append(plan, append([]trouble{well, well}, troubles()...)[draw(len(troubles())+2, "trouble")])
	}
	w.net.will(plan)
	w.tcp(draw(18, "line") - 8)
	if t := draw(12, "clock"); t > 8 {
		off := []int64{365 * 86400, -365 * 86400, 2 * 86400, -2 * 86400, 3600, -3600}[draw(6, "off")]
		if t%2 == 0 {
			w.mine.Store(off)
		} else {
			w.theirs.Store(off)
		}
		w.net.note(fmt.Sprintf("clock %d %+d", t%2, off))
	}
	if full := draw(10, "their disk"); full > 7 {
		w.store.mode.Store(int32(full - 7))
		w.net.note("their disk")
	}
	what := max(draw(9, "end")-4, 0)
	if what > 0 && what < 5 {
		w.net.note("laptop " + []string{"", "ends before", "ends after", "is stopped", "is full"}[what])
	}
	w.touched()
	w.round(what, 1+draw(9, "step"), 1+draw(4, "length"), draw(3, "kick") > 0)
	w.healthy()
	w.now.Add(int64(1 + draw(2, "later")*600))
	if p := w.endpointRecord().Parked; p != "" {
		w.net.note("parked " + p)
	}
}
