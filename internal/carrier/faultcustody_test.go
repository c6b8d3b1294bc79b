package carrier_test

import (
	"context"
	"fmt"

	"schakel/internal/book"
	"schakel/internal/record"
)

// anotherDecides: the mother decides alone and says yes; before it goes, or after nobody heard that it did, the father gets gezag as well. Nothing of
// it changed but who has to say yes.
func (w *world) anotherDecides(draw chance) {
	ctx := context.Background()
	f := w.newFamily(ctx)
	w.decides(ctx, f, record.CustodySole, f.mother.ID)
	w.number++
	m := &message{n: w.number, kind: record.KindReferral, family: f, text: fmt.Sprintf("tekst m%dr0.", w.number), agreed: map[string]bool{}}
	w.refer(m, func(int, string) int { return 1 })
	m.agreed[m.text+w.phone(f)] = true // hers is enough
	w.all = append(w.all, m)
	w.send(m)
	w.under([]trouble{lost, never, after422, well}[draw(4, "what meets it")], well)
	w.decides(ctx, f, record.CustodyJoint, f.mother.ID, f.father.ID)
	if len(w.there(m.id()).Versions) == 0 {
		clear(m.agreed) // what is there went by the rule of then, whenever its receipt comes
	}
	if draw(2, "goes again") == 0 {
		w.under(well)
	}
}

// decides notes who decides about the child from today.
func (w *world) decides(ctx context.Context, f *family, kind record.CustodyKind, who ...record.ID) {
	w.must("custody", w.b.SaveFamily(ctx, f.home, []book.Arrival{{Person: f.child, Relation: record.RelationChild, Custody: &record.Custody{
		Custody: kind, Holders: who, Proof: record.ProofExtract, Seen: record.DateOf(w.my()),
	}}}))
}
