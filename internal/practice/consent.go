package practice

import "schakel/internal/record"

// addConsentCases lets two families show what makes a difference for who must agree: a parent who is not safe to ask, and gezag that changes
// on a day to come. No yes stands in the practice data: a yes is given in the window, about exactly what is shown there.
func (w *world) addConsentCases() {
	unsafe, changes := false, false
	for _, f := range w.families[rana+1:] {
		switch {
		case len(f.adults) < 2 || len(f.children) == 0 || len(f.Custody) == 0:
		case !unsafe:
			f.Unsafe, unsafe = []record.ID{f.adults[1].ID}, true
		case !changes:
			next := f.Custody[0]
			next.Custody, next.Holders = record.CustodySole, []record.ID{f.adults[0].ID}
			next.Proof, next.Seen, next.From = record.ProofExtract, w.today.Add(-3), w.today.Add(30)
			f.Custody, changes = append(f.Custody, next), true
		}
	}
}
