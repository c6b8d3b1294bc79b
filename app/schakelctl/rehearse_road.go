package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"schakel/app/cjgd/caseworker"
	"schakel/internal/book"
	"schakel/internal/carrier"
	"schakel/internal/export"
	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/rehearsal"
	"schakel/internal/store"
	"schakel/internal/summary"
)

// consent is step 3: naar hulp from the worry, to a partner, with the mother's yes to exactly what goes.
func (r *play) consent(ctx context.Context) error {
	partner, err := r.partner(ctx)
	if err != nil {
		return err
	}
	if r.ref, err = r.StartReferral(ctx, record.ID{}, r.concern.ID); err != nil {
		return err
	}
	if err := must(len(r.ref.Groups) == 0, "nothing is switched on at first"); err != nil {
		return err
	}
	r.ref.Partner, r.ref.Receiver = partner.ID, partner.Officers[0].ID
	r.ref.Reason = record.Text(r.a.p.T("ctl.rehearse.text.reason"))
	r.ref.Groups = []record.FieldGroup{record.GroupName, record.GroupPhone, record.GroupChild, record.GroupReason, record.GroupQuestion}
	if err := r.SaveReferral(ctx, r.ref); err != nil {
		return err
	}
	if err := must(fault.Of(r.Send(ctx, r.ref.ID)) == fault.Denied, "nothing goes without consent"); err != nil {
		return err
	}
	if err := r.asked(ctx); err != nil {
		return err
	}
	if err := r.office.Stop(); err != nil { // so that the next step begins without a network
		return err
	}
	return r.Send(ctx, r.ref.ID)
}

// partner starts the endpoint, enrols this device and names who reads there.
func (r *play) partner(ctx context.Context) (*record.Partner, error) {
	var err error
	if r.office, err = rehearsal.Start(ctx, r.config); err != nil {
		return nil, err
	}
	e, err := r.office.Enrol(ctx, r.Book, r.a.dialer())
	if err != nil {
		return nil, err
	}
	rows := r.Rows(record.KindPartner)
	if err := must(len(rows) == 1 && rows[0].Link == e.ID, "the partner of the endpoint"); err != nil {
		return nil, err
	}
	partner, err := r.Partner(ctx, rows[0].ID)
	if err != nil {
		return nil, err
	}
	partner.Officers = []record.Officer{{First: record.Text("Marieke")}}
	return partner, r.SavePartner(ctx, partner)
}

// asked shows the exact document and records what the mother said.
func (r *play) asked(ctx context.Context) error {
	page, err := r.ReferralPage(ctx, r.ref.ID)
	if err != nil {
		return err
	}
	mother := len(page.Decision.Asks) == 1 && page.Decision.Asks[0].Person == r.mother.ID
	stays := !strings.Contains(page.Preview, r.concern.Think.Reveal()) && !strings.Contains(page.Preview, r.concern.Seen.Reveal())
	shown := strings.Contains(page.Preview, r.child.First.Reveal()) && len(page.Lines) > 0
	if err := errors.Join(must(mother, "who must agree"), must(stays, "what stays"), must(shown, "what goes")); err != nil {
		return err
	}
	err = r.Agree(ctx, r.ref.ID, book.Agreement{
		Giver: r.mother.ID, Answer: record.AnswerYes, Way: record.WayReadAloud, Language: "tr", HearBack: record.AnswerYes,
	})
	if err != nil {
		return err
	}
	page, err = r.ReferralPage(ctx, r.ref.ID)
	if err != nil {
		return err
	}
	return must(page.CanSend, "may go after the yes")
}

// send is step 4: it waits without a network, and counts as sent and readable only by signed receipts.
func (r *play) send(ctx context.Context) error {
	carrier.Once(ctx, r.Book, r.a.dialer(), nil)
	page, err := r.ReferralPage(ctx, r.ref.ID)
	if err != nil {
		return err
	}
	waits := page.Delivery.State == record.DeliveryQueued && page.Referral.State == record.ReferralReady && r.Status().Waiting == 1
	if err := must(waits, "waits without a network"); err != nil {
		return err
	}
	before := r.office.Device
	if r.office, err = rehearsal.Start(ctx, r.config); err != nil {
		return err
	}
	if err := must(r.office.Device == before, "the endpoint is back at its address"); err != nil {
		return err
	}
	err = r.until(ctx, "sent by the first receipt", func(p book.ReferralPage) bool {
		return p.Referral.State == record.ReferralSent && len(p.Delivery.Receipts) >= 1
	})
	if err != nil {
		return err
	}
	return r.until(ctx, "readable by the second receipt", func(p book.ReferralPage) bool {
		return p.Delivery.State == record.DeliveryReadable && len(p.Delivery.Receipts) >= 2
	})
}

// takeUp is step 5: a caseworker reads it in the web inbox, takes it up and writes an answer.
func (r *play) takeUp(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	var err error
	if r.browser, err = caseworker.New(r.office.Web); err != nil {
		return err
	}
	if err := r.browser.SignIn(ctx, r.office.Account, r.office.Password); err != nil {
		return err
	}
	if r.entry, err = r.browser.Find(ctx, record.Code(record.KindReferral, r.ref.Number)); err != nil {
		return err
	}
	page, err := r.browser.Read(ctx, r.entry.UUID)
	if err != nil {
		return err
	}
	if err := must(strings.Contains(page, r.child.First.Reveal()), "the caseworker reads what was shared"); err != nil {
		return err
	}
	if err := r.browser.Accept(ctx, r.entry.UUID); err != nil {
		return err
	}
	return r.browser.Write(ctx, r.entry.UUID, r.a.p.T("ctl.rehearse.text.answer"))
}

// answer is step 6: what was written stands on the timeline, in Postvak and on Vandaag.
func (r *play) answer(ctx context.Context) error {
	wrote := record.Text(r.a.p.T("ctl.rehearse.text.answer"))
	holds := func(all []*record.Feedback) bool {
		for _, f := range all {
			if f.Text.Equal(wrote) {
				return true
			}
		}
		return false
	}
	err := r.until(ctx, "the answer came", func(p book.ReferralPage) bool {
		return p.Referral.State == record.ReferralAccepted && holds(p.Answers)
	})
	if err != nil {
		return err
	}
	story, err := r.StoryOf(ctx, r.home.ID)
	if err != nil {
		return err
	}
	post, err := r.Sendings(ctx)
	if err != nil {
		return err
	}
	today, err := r.TodayList(ctx, 5)
	if err != nil {
		return err
	}
	return errors.Join(
		must(holds(story.Answers), "on the timeline"),
		must(len(post) == 1 && holds(post[0].Answers), "in Postvak"),
		must(len(today) > 0 && today[0].Sort == book.SentenceAnswer, "on Vandaag"),
	)
}

// withdraw is step 7: the recall goes, is acknowledged and shown.
func (r *play) withdraw(ctx context.Context) error {
	if err := r.Withdraw(ctx, r.ref.ID, r.mother.ID); err != nil {
		return err
	}
	page, err := r.ReferralPage(ctx, r.ref.ID)
	if err != nil {
		return err
	}
	calls := page.Delivery.State == record.DeliveryRecalling && page.Referral.State == record.ReferralWithdrawn
	if err := must(calls, "the recall is on its way"); err != nil {
		return err
	}
	carrier.Once(ctx, r.Book, r.a.dialer(), nil)
	if err := r.erase(ctx); err != nil {
		return err
	}
	return r.until(ctx, "the recall was acknowledged", func(p book.ReferralPage) bool {
		return p.Delivery.State == record.DeliveryRecalled && p.Delivery.Recall == "deleted"
	})
}

// erase lets the caseworker acknowledge, as soon as the inbox shows the recall.
func (r *play) erase(ctx context.Context) error {
	for end := time.Now().Add(answerLimit); ; time.Sleep(pause) {
		err := r.browser.Erase(ctx, r.entry.UUID)
		if err == nil || time.Now().After(end) || ctx.Err() != nil {
			return err
		}
	}
}

// overview is step 8: what the work of this month was, counted and as a file for a spreadsheet.
func (r *play) overview(ctx context.Context) error {
	today := r.Today()
	report, err := r.Overview(ctx, summary.Period{From: record.Day(today.Year, today.Month, 1), To: today})
	if err != nil {
		return err
	}
	if err := must(report.Total("meetings.heads").Count == 14, "the visits of the gathering"); err != nil {
		return err
	}
	how, err := r.Protection(ctx, report.Period, threshold, false)
	if err != nil {
		return err
	}
	public, err := report.Public(how)
	if err != nil {
		return err
	}
	if err := r.Publish(ctx, public); err != nil {
		return err
	}
	path := filepath.Join(filepath.Dir(r.place.Store), "overview.csv")
	if err := export.Save(path, func(w io.Writer) error { return export.CSV(w, public, r.a.p, export.Semicolon) }); err != nil {
		return err
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return must(bytes.Count(data, []byte("\n")) > 5 && bytes.Contains(data, []byte("14")), "the file")
}

// lock is step 9: a draft that was open stays, word for word.
func (r *play) lock(ctx context.Context) error {
	text := record.Text(r.a.p.T("ctl.rehearse.text.draft"))
	if err := r.SaveDraft(ctx, "concern", &record.Concern{Scope: record.ScopeHousehold, Seen: text}); err != nil {
		return err
	}
	if err := r.Close(); err != nil {
		return err
	}
	_, wrong := book.Open(r.place.Store, store.ParseSecret(r.phrase+" x"), r.a.bookDeps())
	if err := must(errors.Is(wrong, store.ErrSecret), "another passphrase opens nothing"); err != nil {
		return err
	}
	if err := r.reopen(r.phrase); err != nil {
		return err
	}
	kept, ok, err := r.Draft(ctx, "concern")
	if err != nil {
		return err
	}
	draft, same := kept.(*record.Concern)
	if err := must(ok && same && draft.Seen.Equal(text), "the draft"); err != nil {
		return err
	}
	found, err := r.Verify(ctx, nil)
	if err != nil {
		return err
	}
	return must(len(found.Findings) == 0, "the store is whole")
}
