package book_test

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"schakel/internal/book"
	"schakel/internal/carrier"
	"schakel/internal/cjg"
	"schakel/internal/consent"
	"schakel/internal/fault"
	"schakel/internal/intake"
	"schakel/internal/intake/bolt"
	"schakel/internal/keyfile"
	"schakel/internal/record"
)

const passphrase = "paard lamp rivier kaas wolk"

// cheap is a key derivation for tests only.
func cheap() keyfile.Cost { return keyfile.QuickCost() }

func newBook(t *testing.T) *book.Book {
	t.Helper()
	return newBookAt(t, time.Now)
}

func newBookAt(t *testing.T, now func() time.Time) *book.Book {
	t.Helper()
	b, err := book.Create(filepath.Join(t.TempDir(), "store"), []byte(passphrase), book.Deps{Cost: cheap(), Now: now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return b
}

// cjgOffice is a real endpoint on a loopback socket that can be reached or not.
type cjgOffice struct {
	t        *testing.T
	endpoint *intake.Endpoint
	address  string
	keys     intake.Keys
	stop     func()
	wrap     func(http.Handler) http.Handler // what stands between; nil for nothing
	store    *bolt.Store
	config   intake.Config
	lose     atomic.Bool // answers do not arrive
}

func newOffice(t *testing.T) *cjgOffice {
	t.Helper()
	dir := t.TempDir()
	config := intake.Config{
		Agreement: cjg.Agreement{Organisation: "CJG Zuiderwijk", NormDays: 7, Responsible: "Gemeente Zuiderwijk"},
		Now:       time.Now, Random: rand.Reader, Log: slog.New(slog.DiscardHandler),
	}
	keys, err := intake.OpenKeys(filepath.Join(dir, "keys"), "CJG Zuiderwijk", config)
	if err != nil {
		t.Fatal(err)
	}
	store, err := bolt.Open(filepath.Join(dir, "inbox.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	o := &cjgOffice{t: t, endpoint: intake.NewEndpoint(store, keys, config), keys: keys, store: store, config: config}
	o.start("127.0.0.1:0")
	t.Cleanup(func() { o.stop() })
	return o
}

// start opens the endpoint's door; stop closes it, and the address stays the same for the next start.
func (o *cjgOffice) start(address string) {
	o.t.Helper()
	l, err := net.Listen("tcp", address)
	if err != nil {
		o.t.Fatal(err)
	}
	o.address = l.Addr().String()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	handler := o.endpoint.Handler()
	if o.wrap != nil {
		handler = o.wrap(handler)
	}
	go func() { done <- o.endpoint.Serve(ctx, l, o.losing(handler)) }()
	stopped := false
	o.stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		if err := <-done; err != nil {
			o.t.Errorf("serve: %v", err)
		}
	}
}

type road struct {
	back atomic.Int64 // nanoseconds that the laptop's clock was put back
	*book.Book
	t      *testing.T
	office *cjgOffice
	dial   carrier.Dialer
	mother *record.Person
	child  *record.Person
	home   *record.Household
	ref    *record.Referral
}

func (r *road) do(what string, err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatalf("%s: %v", what, err)
	}
}

// deliver lets the outbox do one round.
func (r *road) deliver() { carrier.Once(r.t.Context(), r.Book, r.dial, nil) }

func (r *road) page() book.ReferralPage {
	r.t.Helper()
	page, err := r.ReferralPage(r.t.Context(), r.ref.ID)
	r.do("page", err)
	return page
}

func newRoad(t *testing.T) *road {
	r := newHome(t)
	r.partner(t.Context(), r.enrol)
	return r
}

// newHome is a worker with a family, and an office that does not know her yet.
func newHome(t *testing.T) *road {
	r := &road{t: t, office: newOffice(t)}
	r.Book = newBookAt(t, func() time.Time { return time.Now().Add(-time.Duration(r.back.Load())) })
	ctx := t.Context()
	_, err := r.GiveRecovery(ctx)
	r.do("recovery", err)
	p, err := r.Profile(ctx)
	r.do("profile", err)
	p.Name, p.Title, p.Phone = record.Text("Samira"), record.Text("sleutelpersoon"), record.Text("06 1111 2222")
	r.do("save profile", r.SaveProfile(ctx, p))
	r.family(ctx)
	return r
}

func (r *road) family(ctx context.Context) {
	r.t.Helper()
	r.mother = &record.Person{As: record.PersonParent, Gender: record.GenderFemale, First: record.Text("Elif"), Last: record.Text("Yıldız"), Birth: record.Day(1990, 3, 2)}
	r.mother.Channels = []record.Channel{{Kind: record.ChannelPhone, Value: record.Text("06 1234 5678"), When: record.Text("liefst na 14.00 uur")}}
	r.home = &record.Household{Name: record.Text("gezin Yıldız"), District: record.Text("Zuiderwijk")}
	r.do("family", r.SaveFamily(ctx, r.home, []book.Arrival{{Person: r.mother, Relation: record.RelationMother}}))
	r.child = &record.Person{As: record.PersonChild, First: record.Text("Emre"), Birth: r.Today().Years(-8)}
	r.do("child", r.SaveFamily(ctx, r.home, []book.Arrival{{Person: r.child, Relation: record.RelationChild, Custody: &record.Custody{
		Custody: record.CustodySole, Holders: []record.ID{r.mother.ID}, Proof: record.ProofExtract, Seen: r.Today(),
	}}}))
}

// enrol makes the office known over the network.
func (r *road) enrol(ctx context.Context, code string) *record.Endpoint {
	r.t.Helper()
	r.dial = carrier.Dialer{Timeout: 5 * time.Second}
	e, err := r.dial.Enrol(ctx, r.Book, "https://"+r.office.address, code, "Samira", record.ID{})
	r.do("enrol", err)
	return e
}

func (r *road) partner(ctx context.Context, enrol func(ctx context.Context, code string) *record.Endpoint) {
	r.t.Helper()
	code, err := r.office.endpoint.Front.NewCode("laptop")
	r.do("code", err)
	e := enrol(ctx, code.String())
	rows := r.Rows(record.KindPartner)
	if len(rows) != 1 || rows[0].Link != e.ID {
		r.t.Fatalf("partners after enrolment: %+v", rows)
	}
	partner, err := r.Partner(ctx, rows[0].ID)
	r.do("partner", err)
	partner.Officers = []record.Officer{{First: record.Text("Marieke")}}
	r.do("officer", r.SavePartner(ctx, partner))
	concern := &record.Concern{
		Scope: record.ScopeHousehold, Household: r.home.ID, About: []record.ID{r.child.ID}, Level: record.LevelWorried,
		Seen: record.Text("Emre viel twee keer in slaap."), SeenOn: r.Today(), Think: record.Text("Slaapt hij slecht?"),
		Sources: []record.Source{record.SourceSelf}, Wish: record.Text("Ik wil dat hij weer doorslaapt."),
	}
	r.do("concern", r.SaveConcern(ctx, concern))
	r.ref, err = r.StartReferral(ctx, record.ID{}, concern.ID)
	r.do("start", err)
	r.ref.Partner, r.ref.Receiver, r.ref.Reason = partner.ID, partner.Officers[0].ID, record.Text("kennismaken en meedenken over slapen")
	r.ref.Groups = []record.FieldGroup{record.GroupName, record.GroupPhone, record.GroupChild, record.GroupReason, record.GroupQuestion}
	r.do("choose", r.SaveReferral(ctx, r.ref))
}

func TestTheRoadFromWorryToAnswerAndBack(t *testing.T) {
	r := newRoad(t)
	ctx := t.Context()

	// Nothing goes without consent.
	if err := r.Send(ctx, r.ref.ID); fault.Of(err) != fault.Denied {
		t.Fatalf("sent without consent: %v", err)
	}
	page := r.page()
	if page.CanSend || len(page.Decision.Asks) != 1 || page.Decision.Asks[0].Person != r.mother.ID {
		t.Fatalf("who must agree: %+v", page.Decision)
	}
	if strings.Contains(page.Preview, "Slaapt hij slecht") || strings.Contains(page.Preview, "twee keer in slaap") {
		t.Error("what was not switched on is in the document")
	}
	r.do("agree", r.Agree(ctx, r.ref.ID, book.Agreement{Giver: r.mother.ID, Answer: record.AnswerYes, Way: record.WayReadAloud, Language: "tr", HearBack: record.AnswerYes}))
	if page = r.page(); !page.CanSend {
		t.Fatalf("may not be sent after the mother agreed: %+v", page.Decision.Problems)
	}

	// Without a network it waits, visibly.
	r.office.stop()
	r.do("send", r.Send(ctx, r.ref.ID))
	r.deliver()
	page = r.page()
	if page.Delivery.State != record.DeliveryQueued || page.Referral.State != record.ReferralReady || r.Status().Waiting != 1 {
		t.Fatalf("without a network: %s, %s, %+v", page.Delivery.State, page.Referral.State, r.Status())
	}

	// With the endpoint it goes out, and counts as sent only after the receipt.
	r.office.start(r.office.address)
	r.deliver()
	page = r.page()
	if page.Delivery.State != record.DeliverySent && page.Delivery.State != record.DeliveryReadable || page.Referral.State != record.ReferralSent {
		t.Fatalf("with the endpoint: %s, %s", page.Delivery.State, page.Referral.State)
	}

	// The caseworker opens it and takes it up.
	r.do("open", r.office.endpoint.Inbox.OpenPending())
	r.deliver()
	if page = r.page(); page.Delivery.State != record.DeliveryReadable {
		t.Fatalf("after the inbox opened it: %s", page.Delivery.State)
	}
	cases, err := r.office.endpoint.Inbox.Cases()
	if err != nil || len(cases) != 1 {
		t.Fatalf("cases: %v %v", cases, err)
	}
	r.do("answer", r.office.endpoint.Inbox.Answer(cases[0].ID, cjg.Answer{State: cjg.StateAccepted, Text: "Wij pakken dit op.", Name: "Marieke"}, "marieke"))
	r.deliver()
	page = r.page()
	if page.Referral.State != record.ReferralAccepted || len(page.Answers) != 1 || page.Answers[0].Text.Reveal() != "Wij pakken dit op." {
		t.Fatalf("the answer: %s, %+v", page.Referral.State, page.Answers)
	}
	list, err := r.TodayList(ctx, 5)
	r.do("today", err)
	if len(list) == 0 || list[0].Sort != book.SentenceAnswer || list[0].Code != "H-0001" {
		t.Errorf("Vandaag does not begin with the answer: %+v", list)
	}

	// Withdrawal recalls it, and the recall is acknowledged.
	r.do("withdraw", r.Withdraw(ctx, r.ref.ID, r.mother.ID))
	if page = r.page(); page.Delivery.State != record.DeliveryRecalling || page.Referral.State != record.ReferralWithdrawn {
		t.Fatalf("after withdrawal: %s, %s", page.Delivery.State, page.Referral.State)
	}
	r.deliver()
	r.do("open recall", r.office.endpoint.Inbox.OpenPending())
	r.do("acknowledge", r.office.endpoint.Inbox.AcknowledgeErased(cases[0].ID, "marieke"))
	r.deliver()
	if page = r.page(); page.Delivery.State != record.DeliveryRecalled || page.Delivery.Recall != "deleted" {
		t.Errorf("after the acknowledgement: %s %q", page.Delivery.State, page.Delivery.Recall)
	}
	if n := r.Status().Waiting; n != 0 {
		t.Errorf("%d still wait", n)
	}
}

func TestNoIsFinal(t *testing.T) {
	r := newRoad(t)
	ctx := t.Context()
	r.do("no", r.Agree(ctx, r.ref.ID, book.Agreement{Giver: r.mother.ID, Answer: record.AnswerNo, Way: record.WayPaper}))
	page := r.page()
	if page.CanSend || len(page.Decision.Asks) != 0 {
		t.Errorf("after nee: can send %v, asks %+v", page.CanSend, page.Decision.Asks)
	}
	for _, s := range page.Decision.Subjects {
		for _, g := range s.Givers {
			if g.Stand != consent.StandNo {
				t.Errorf("stand after nee: %s", g.Stand)
			}
		}
	}
	err := r.Agree(ctx, r.ref.ID, book.Agreement{Giver: r.mother.ID, Answer: record.AnswerYes, Way: record.WayPaper})
	if fault.CodeOf(err) != "book.asked" {
		t.Errorf("asked again after nee: %v", err)
	}
}

func TestWithdrawnBeforeItWentIsCancelled(t *testing.T) {
	r := newRoad(t)
	ctx := t.Context()
	r.do("agree", r.Agree(ctx, r.ref.ID, book.Agreement{Giver: r.mother.ID, Answer: record.AnswerYes, Way: record.WayPaper}))
	r.do("send", r.Send(ctx, r.ref.ID))
	r.do("withdraw", r.Withdraw(ctx, r.ref.ID, r.mother.ID))
	if page := r.page(); page.Delivery.State != record.DeliveryCancelled {
		t.Fatalf("cancelled before an attempt: %s", page.Delivery.State)
	}
	r.deliver()
	cases, err := r.office.endpoint.Inbox.Cases()
	if err != nil || len(cases) != 0 {
		t.Errorf("something went all the same: %v %v", cases, err)
	}
}

func TestWithdrawnInDoubtIsRecalled(t *testing.T) {
	r := newRoad(t)
	ctx := t.Context()
	r.do("agree", r.Agree(ctx, r.ref.ID, book.Agreement{Giver: r.mother.ID, Answer: record.AnswerYes, Way: record.WayPaper}))
	r.do("send", r.Send(ctx, r.ref.ID))
	r.office.stop()
	r.deliver() // an attempt without a receipt: it may have arrived
	r.do("withdraw", r.Withdraw(ctx, r.ref.ID, r.mother.ID))
	if page := r.page(); page.Delivery.State != record.DeliveryRecalling {
		t.Fatalf("in doubt: %s", page.Delivery.State)
	}
	r.office.start(r.office.address)
	r.deliver()
	r.do("open recall", r.office.endpoint.Inbox.OpenPending())
	r.deliver()
	if page := r.page(); page.Delivery.State != record.DeliveryRecalled {
		t.Errorf("the endpoint never had it: %s %q", page.Delivery.State, page.Delivery.Recall)
	}
}

func TestChangedAfterQueueingIsShownAgain(t *testing.T) {
	r := newRoad(t)
	ctx := t.Context()
	r.do("agree", r.Agree(ctx, r.ref.ID, book.Agreement{Giver: r.mother.ID, Answer: record.AnswerYes, Way: record.WayPaper}))
	r.do("send", r.Send(ctx, r.ref.ID))
	m, err := r.Person(ctx, r.mother.ID)
	r.do("mother", err)
	m.Channels[0].Value = record.Text("06 8765 4321")
	r.do("new number", r.SavePerson(ctx, m))
	r.deliver()
	page := r.page()
	if page.Delivery.State != record.DeliveryQuarantined || page.Delivery.Reason != "book.changed" {
		t.Errorf("changed after the preview: %s %q", page.Delivery.State, page.Delivery.Reason)
	}
	if page.CanSend {
		t.Error("the old yes covers a document that was never shown")
	}
}

func TestEarlierPartnersAreRecalledToo(t *testing.T) {
	r := newRoad(t)
	ctx := t.Context()
	yes := book.Agreement{Giver: r.mother.ID, Answer: record.AnswerYes, Way: record.WayPaper}
	r.do("agree", r.Agree(ctx, r.ref.ID, yes))
	r.do("send", r.Send(ctx, r.ref.ID))
	r.deliver()
	first := r.page().Delivery.ID
	r.do("open", r.office.endpoint.Inbox.OpenPending())
	cases, err := r.office.endpoint.Inbox.Cases()
	if err != nil || len(cases) != 1 {
		t.Fatal(cases, err)
	}
	r.do("decline", r.office.endpoint.Inbox.Answer(cases[0].ID, cjg.Answer{State: cjg.StateDeclined, Reason: "geen_plek", Name: "Marieke"}, "marieke"))
	r.deliver()
	r.do("again", r.MoveReferral(ctx, r.ref.ID, record.ReferralPrepare, "", ""))
	elsewhere := &record.Partner{Type: record.PartnerWelfare, Name: record.Text("Buurthuis De Brug")}
	r.do("elsewhere", r.SavePartner(ctx, elsewhere))
	ref := r.page().Referral
	ref.Partner, ref.Receiver = elsewhere.ID, record.ID{}
	r.do("choose", r.SaveReferral(ctx, ref))
	r.do("withdraw", r.Withdraw(ctx, r.ref.ID, r.mother.ID))
	all, err := r.Sendings(ctx)
	r.do("sendings", err)
	if len(all) != 1 || all[0].Delivery.ID != first || all[0].Delivery.State != record.DeliveryRecalling {
		t.Errorf("what the first partner has is not recalled: %+v", all)
	}
}

func TestConsentCanBeWithdrawnAfterTheEnd(t *testing.T) {
	r := newRoad(t)
	ctx := t.Context()
	r.do("agree", r.Agree(ctx, r.ref.ID, book.Agreement{Giver: r.mother.ID, Answer: record.AnswerYes, Way: record.WayPaper}))
	r.do("send", r.Send(ctx, r.ref.ID))
	r.deliver()
	for _, a := range []record.ReferralAction{record.ReferralArrive, record.ReferralStartHelp, record.ReferralComplete} {
		r.do(string(a), r.MoveReferral(ctx, r.ref.ID, a, record.ArrivalWitness, ""))
	}
	r.do("withdraw", r.Withdraw(ctx, r.ref.ID, r.mother.ID))
	if page := r.page(); page.Delivery.State != record.DeliveryRecalling || page.Referral.State != record.ReferralCompleted {
		t.Errorf("withdrawn after the end: %s, %s", page.Delivery.State, page.Referral.State)
	}
}

func TestCustodyInAnotherHouseholdCounts(t *testing.T) {
	r := newRoad(t)
	ctx := t.Context()
	father := &record.Person{As: record.PersonParent, Gender: record.GenderMale, First: record.Text("Murat"), Birth: record.Day(1988, 1, 1)}
	other := &record.Household{Name: record.Text("Murat")}
	r.do("father", r.SaveFamily(ctx, other, []book.Arrival{{Person: father, Relation: record.RelationFather}}))
	child, err := r.Person(ctx, r.child.ID)
	r.do("child", err)
	r.do("lives there too", r.SaveFamily(ctx, other, []book.Arrival{{Person: child, Relation: record.RelationChild, Custody: &record.Custody{
		Custody: record.CustodyJoint, Holders: []record.ID{r.mother.ID, father.ID}, Proof: record.ProofSaid,
	}}}))
	r.do("agree", r.Agree(ctx, r.ref.ID, book.Agreement{Giver: r.mother.ID, Answer: record.AnswerYes, Way: record.WayPaper}))
	if page := r.page(); page.CanSend {
		t.Error("another household says that the father decides too, and it could be sent without him")
	}
}

// Several answers on one day, and some after the laptop's clock was put back: Vandaag speaks of the one that came last, and every list has them in the order in which they came.
func TestSeveralAnswersOnOneRoad(t *testing.T) {
	r := newRoad(t)
	ctx := t.Context()
	r.do("agree", r.Agree(ctx, r.ref.ID, book.Agreement{Giver: r.mother.ID, Answer: record.AnswerYes, Way: record.WayPaper}))
	r.do("send", r.Send(ctx, r.ref.ID))
	r.deliver()
	r.do("open", r.office.endpoint.Inbox.OpenPending())
	cases, err := r.office.endpoint.Inbox.Cases()
	if err != nil || len(cases) != 1 {
		t.Fatal(cases, err)
	}
	answer := func(a cjg.Answer) {
		a.Name = "Marieke"
		r.do("answer", r.office.endpoint.Inbox.Answer(cases[0].ID, a, "marieke"))
	}
	answer(cjg.Answer{State: cjg.StateReceived, CallWithin: 3})
	answer(cjg.Answer{State: cjg.StateAccepted, Text: "0"})
	r.deliver()
	texts := []string{"0", ""}
	for _, text := range []string{"1", "2", "3", "4", "5", "6"} {
		if text == "5" {
			r.back.Store(int64(50 * time.Hour)) // an empty battery: two days ago, by the laptop
		}
		answer(cjg.Answer{State: cjg.StateAnswered, Text: text})
		if text > "3" {
			r.deliver() // some come together, some alone
		}
		texts = append([]string{text}, texts...)
	}
	said := func(all []*record.Feedback) (out []string) {
		for _, f := range all {
			out = append(out, f.Text.Reveal())
		}
		return out
	}
	post, err := r.Sendings(ctx)
	r.do("postvak", err)
	story, err := r.StoryOf(ctx, r.home.ID)
	r.do("story", err)
	for where, got := range map[string][]string{
		"the page": said(r.page().Answers), "Postvak": said(post[0].Answers), "the timeline": said(story.Answers),
	} {
		if !slices.Equal(got, texts) {
			t.Errorf("%s has the answers as %q, and they came as %q", where, got, texts)
		}
	}
	for _, text := range texts {
		list, err := r.TodayList(ctx, 5)
		r.do("today", err)
		list = slices.DeleteFunc(list, func(s book.Sentence) bool { return s.Sort != book.SentenceAnswer })
		if len(list) != 1 || list[0].What.Reveal() != text {
			t.Fatalf("%d sentences for one road, not the one of %q", len(list), text)
		}
		r.do("read", r.ReadAnswer(ctx, list[0].ID))
	}
}
