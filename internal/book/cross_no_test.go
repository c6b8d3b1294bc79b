package book_test

import (
	"strings"
	"testing"

	"schakel/internal/book"
	"schakel/internal/record"
)

// After a no nothing asks again, in 400 days: not to the yes, not to whether another worker may take over, not to the four questions.
func TestAfterANoNothingAsksAgain(t *testing.T) {
	for _, state := range []record.ReferralState{record.ReferralPreparing, record.ReferralReady, record.ReferralCompleted, record.ReferralAftercare} {
		b, now := ticking(t)
		ctx := t.Context()
		mother := &record.Person{As: record.PersonParent, First: record.Text("Samar")}
		home := &record.Household{Name: record.Text("gezin Haddad"), Told: record.Told{On: b.Today()}}
		if err := b.SaveFamily(ctx, home, []book.Arrival{{Person: mother, Relation: record.RelationMother}}); err != nil {
			t.Fatal(err)
		}
		cjg := &record.Partner{Head: record.Head{ID: record.ID{1}}, Type: record.PartnerCJG, Name: record.Text("CJG"), Norm: 7}
		road := &record.Referral{
			Head: record.Head{ID: record.ID{2}}, Way: record.WayOut, Household: home.ID, Parent: mother.ID, Partner: cjg.ID, State: state, Voiced: record.VoicedNo,
			Purpose: record.PurposeHelp, Reason: record.Text("slapen"),
		}
		no := &record.Consent{
			Head: record.Head{ID: record.ID{3}}, Referral: road.ID, Subjects: []record.ID{mother.ID}, Giver: mother.ID, Capacity: record.CapacitySelf,
			Recipient: cjg.ID, Purpose: record.PurposeHelp, Answer: record.AnswerNo, Way: record.WayInPerson, On: b.Today(), Until: b.Today().Add(30),
		}
		hand := &record.Handover{
			Head: record.Head{ID: record.ID{4}}, Way: record.WayOut, Household: home.ID, State: record.HandoverAsking,
			Said: []record.HandoverSaid{{Person: mother.ID, Answer: record.HandoverNo, On: b.Today()}},
		}
		if _, err := b.Import(ctx, strings.NewReader(lines(t, []record.Record{cjg, road, no, hand}))); err != nil {
			t.Fatal(err)
		}
		for day := range 400 {
			list, err := b.TodayList(ctx, 5)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range list {
				if s.ID == road.ID || s.ID == hand.ID || s.ID == no.ID {
					t.Fatalf("%s, day %d: %s", state, day, s.Sort)
				}
			}
			*now = now.AddDate(0, 0, 1)
		}
		if err := b.DeclineVoice(ctx, road.ID); err == nil {
			t.Error("the four questions can be asked again")
		}
	}
}
