package practice

import "schakel/internal/record"

// addHandovers lets some families show where passing them to another worker stands: somebody said no, somebody was not reached, one stays
// with Samira after all, and one came from a colleague. No yes stands here, and nothing went: both are done in the window.
func (w *world) addHandovers() {
	last := len(w.families) - 1
	hand := func(f *family, state record.HandoverState, answer record.HandoverAnswer) {
		h := &record.Handover{
			Head: w.head("handover", f.Owner, 20), Way: record.WayOut, Household: f.ID, State: state,
			Said: []record.HandoverSaid{{Person: f.adults[0].ID, Answer: answer, On: w.today.Add(-6)}},
		}
		w.add(h)
	}
	hand(w.families[last], record.HandoverAsking, record.HandoverNo)
	hand(w.families[last-1], record.HandoverAsking, record.HandoverUnreached)
	hand(w.families[last-2], record.HandoverStopped, record.HandoverUnreached)
	from := w.families[last-3]
	w.add(&record.Handover{
		Head: w.head("handover", from.Owner, 90), Way: record.WayIn, Household: from.ID, With: record.Text("Hatice"), State: record.HandoverTaken,
		GivenOn: w.today.Add(-90), Parcel: w.id("parcel").String(), Note: record.Text("Bel het liefst na vieren."),
	})
}
