package carrier_test

import (
	"crypto/rand"
	"time"

	"schakel/internal/intake"
	"schakel/internal/record"
)

// story begins with what single steps rarely make, with everything else about it drawn. What it does is not all there is: the sequence
// goes on with it.
func (w *world) story(draw chance) {
	stories := []func(chance){
		w.refusedAfterCommit, w.changedWhileUploading, w.partsWhileParked, w.signalByHand, w.answeredBeforeReceipt, w.begunAhead, w.sentAhead, w.sealedTwice,
		w.saidYesThenNo, w.answeredBack, w.alteredOnTheWayBack, w.anotherDecides, w.oneBehindAnother,
		w.recalledBeforeItsStick, w.keptThenErased,
	}
	stories[draw(len(stories), "story")](draw)
}

// under is a round of the outbox under these troubles, in their order.
func (w *world) under(plan ...trouble) {
	w.net.meets(plan)
	w.touched()
	w.round(0, 0, 0, true)
	w.healthy()
	w.now.Add(60)
}

// begins is a message that is queued.
func (w *world) begins(draw chance, kinds ...int) *message {
	return w.begin(func(n int, what string) int {
		switch {
		case what == "kind" && len(kinds) > 0:
			return kinds[draw(len(kinds), what)]
		case what == "who agrees":
			return 1
		}
		return draw(n, what)
	})
}

// refusedAfterCommit: the endpoint keeps it, and the laptop hears that it was refused, or nothing; then it is taken back, shown again, or both.
func (w *world) refusedAfterCommit(draw chance) {
	m := w.begins(draw, 2)
	w.under([]trouble{after422, after422, after500, lost, truncated, altered}[draw(6, "after commit")], well)
	if draw(2, "opened") == 0 {
		w.must("open", w.endpoint.Inbox.OpenPending())
	}
	if draw(3, "shown again") == 0 {
		w.look(m, w.sending(m))
	}
	w.withdraw(m, draw(6, "how"))
}

// changedWhileUploading: the worker changes it, or a parent takes it back, while it is on its way.
func (w *world) changedWhileUploading(draw chance) {
	m := w.begins(draw)
	what := draw(3, "what happens")
	w.during = func() {
		if what == 0 {
			w.withdraw(m, draw(6, "how"))
			return
		}
		w.edit(m)
	}
	if draw(2, "lost") == 0 {
		w.net.meets([]trouble{lost})
	}
	w.touched()
	w.round(0, 0, 0, true)
	w.during = nil
	w.healthy()
}

// partsWhileParked: some of it is taken back, the endpoint lets nobody in, and then more of it is taken back.
func (w *world) partsWhileParked(draw chance) {
	m := w.begins(draw, 2)
	w.under()
	w.must("open", w.endpoint.Inbox.OpenPending())
	w.withdraw(m, 2+draw(2, "by whom"))
	w.under([]trouble{forbidden, lost, well, tooLarge, conflict, unreadable}[draw(6, "what meets the recall")], []trouble{forbidden, well}[draw(2, "and then")])
	w.withdraw(m, draw(6, "how"))
	if draw(2, "the office decides in between") == 0 {
		w.office(m, 4+draw(2, "acknowledge"))
	}
}

// signalByHand: a wijksignaal goes on a stick, maybe over the network as well, and what the office says comes back on one.
func (w *world) signalByHand(draw chance) {
	m := w.begins(draw, 1)
	w.stick()
	if draw(2, "over the network too") == 0 {
		w.under([]trouble{lost, never, well, after422}[draw(4, "what meets it")])
	}
	if len(w.files) > 0 {
		w.upload(func(n int, _ string) int { return n - 1 })
	}
	w.must("open", w.endpoint.Inbox.OpenPending())
	w.office(m, 1+draw(3, "act"))
	w.returned(draw)
}

// answeredBeforeReceipt: the office has it and answers, and the receipt still has to come.
func (w *world) answeredBeforeReceipt(draw chance) {
	m := w.begins(draw)
	w.under(lost, well)
	w.must("open", w.endpoint.Inbox.OpenPending())
	for range 1 + draw(2, "answers") {
		w.office(m, 1+draw(3, "act"))
	}
	w.under(busy, well) // the answers come, the receipt does not
}

// begunAhead: the laptop's clock runs ahead while it is written, agreed and maybe put on a stick; then it is put right.
func (w *world) begunAhead(draw chance) {
	w.mine.Store([]int64{365 * 86400, 2 * 86400, -2 * 86400}[draw(3, "off")])
	m := w.begins(draw)
	if draw(2, "on a stick") == 0 {
		w.stick()
	}
	w.healthy()
	w.under([]trouble{lost, well}[draw(2, "what meets it")])
	if len(w.files) > 0 && draw(2, "the stick too") == 0 {
		w.upload(func(n int, _ string) int { return n - 1 })
	}
	w.must("open", w.endpoint.Inbox.OpenPending())
	w.office(m, 1+draw(3, "act"))
	if draw(2, "taken back") == 0 {
		w.withdraw(m, draw(6, "how"))
	}
}

// sentAhead: both clocks run two days ahead while it goes, or fails to. A year off on both sides a certificate would be renewed into that
// year, and the worker has to call.
func (w *world) sentAhead(draw chance) {
	m := w.begins(draw)
	w.mine.Store(2 * 86400)
	w.theirs.Store(2 * 86400)
	w.net.meets([]trouble{[]trouble{well, well, busy, broken, never, lost}[draw(6, "what meets it")], well})
	w.touched()
	w.round(0, 0, 0, true)
	w.healthy()
	w.must("open", w.endpoint.Inbox.OpenPending())
	w.office(m, 1+draw(3, "act"))
}

// sealedTwice: the office changes its keys after something came whose receipt was lost, and a laptop whose clock runs ahead seals it once
// more on a stick. Both go, in any order.
func (w *world) sealedTwice(draw chance) {
	w.begins(draw, 0, 1) // what needs no consent: a yes is of another day a year ahead
	if draw(3, "on a stick first") == 0 {
		w.stick()
	}
	w.under([]trouble{lost, never}[draw(2, "what meets it")])
	w.rotate()
	w.now.Add(int64(draw(3, "days")) * 86400) // it asks for the keys now and then only
	w.under([]trouble{well, busy}[draw(2, "it learns the new keys")], busy, busy)
	w.mine.Store(365 * 86400)
	w.stick()
	w.healthy()
	if draw(2, "the network first") == 0 {
		w.under([]trouble{lost, well}[draw(2, "what meets it now")])
	}
	for range 1 + draw(2, "sticks") {
		if late := min(len(w.files), 2); late > 0 {
			w.upload(func(n int, _ string) int { return n - 1 - draw(late, "which stick") })
		}
	}
	w.must("open", w.endpoint.Inbox.OpenPending())
}

// rotate lets the office change its keys; the old ones open what was sealed before, for a while.
func (w *world) rotate() {
	keys, err := w.keys.Rotate(rand.Reader, w.their(), 30*24*time.Hour)
	w.must("rotate", err)
	w.must("close inbox", w.store.Close())
	w.keys, w.signers = keys, append(w.signers, signersOf(keys))
	w.openEndpoint()
}

func signersOf(k intake.Keys) signers { return signers{k.Front.Public(), k.Inbox.Public()} }

// saidYesThenNo: an invitation is answered more than once, over a network that loses some of it.
func (w *world) saidYesThenNo(draw chance) {
	m := w.invite(draw)
	w.under()
	for range 1 + draw(3, "replies") {
		w.reply(m, draw)
		w.under(append([]trouble{well, well}, troubles()...)[draw(len(troubles())+2, "trouble")])
	}
	w.office(m, 3)
}

// answeredBack: the worker says something about an answer, its receipt is lost, and the office goes on about both.
func (w *world) answeredBack(draw chance) {
	m := w.begins(draw)
	w.under()
	w.must("open", w.endpoint.Inbox.OpenPending())
	w.office(m, 1+draw(3, "act"))
	w.under()
	r := w.reply(m, draw)
	if r == nil {
		return
	}
	w.under([]trouble{lost, after422, after500, well}[draw(4, "what meets it")], well)
	w.must("open", w.endpoint.Inbox.OpenPending())
	for range draw(3, "more answers") {
		w.office([]*message{m, r}[draw(2, "about which")], 1+draw(3, "act"))
	}
	w.under(busy, well)
	if m.kind == record.KindReferral && draw(3, "taken back") == 0 {
		w.withdraw(m, draw(6, "how"))
	}
}

// oneBehindAnother: two messages about one family wait, and the first one met something. The second one waits for it, however long that is.
func (w *world) oneBehindAnother(draw chance) {
	family := draw(len(w.families), "family")
	of := func(n int, what string) int {
		if what == "family" {
			return family
		}
		return draw(n, what)
	}
	w.begins(of, 2)
	w.net.meets([]trouble{never, busy, broken, lost, truncated}[draw(5, "what meets it"):][:1])
	w.touched()
	w.round(0, 0, 0, false)
	w.healthy()
	w.begins(of, 2)
	w.now.Add(int64([]int{0, 6, 8, 20}[draw(4, "seconds later")]))
	w.touched()
	w.round(0, 0, 0, false)
}

// recalledBeforeItsStick: it is in a bag when it is taken back over the network; the stick is put in after that, or twice.
func (w *world) recalledBeforeItsStick(draw chance) {
	m := w.begins(draw, 2)
	w.stick()
	w.withdraw(m, []int{0, 1, 4, 5}[draw(4, "how")])
	w.under([]trouble{well, lost, after500}[draw(3, "what meets the recall")], well)
	if draw(2, "opened") == 0 {
		w.must("open", w.endpoint.Inbox.OpenPending())
	}
	if len(w.files) > 0 {
		w.upload(func(n int, _ string) int { return n - 1 })
	}
	w.must("open", w.endpoint.Inbox.OpenPending())
}

// keptThenErased: some of it is taken back and the office decides, and then everything is.
func (w *world) keptThenErased(draw chance) {
	m := w.begins(draw, 2)
	w.under()
	w.must("open", w.endpoint.Inbox.OpenPending())
	w.withdraw(m, 2+draw(2, "by whom"))
	w.under()
	w.must("open", w.endpoint.Inbox.OpenPending())
	w.office(m, 4+draw(2, "decides"))
	if draw(2, "heard of it") == 0 {
		w.under()
	}
	w.withdraw(m, draw(2, "by whom"))
	w.under([]trouble{well, lost}[draw(2, "what meets it")], well)
	w.must("open", w.endpoint.Inbox.OpenPending())
	w.office(m, 4+draw(2, "decides again"))
}

// alteredOnTheWayBack: the page with what the office said is not what it was.
func (w *world) alteredOnTheWayBack(draw chance) {
	m := w.begins(draw)
	w.under()
	w.must("open", w.endpoint.Inbox.OpenPending())
	w.office(m, 1+draw(3, "act"))
	w.invite(draw)
	w.under([]trouble{altered, truncated, stale, doubled}[draw(4, "what meets it")])
}
