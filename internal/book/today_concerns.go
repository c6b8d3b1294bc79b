package book

import (
	"schakel/internal/record"
	"schakel/internal/store"
)

// signals speaks of a wijksignaal whose answer is late (003 L636, L717), and of a question that came back: then it is the worker's turn.
func (d *deriver) signals() error {
	due := func(r record.Row) bool {
		return r.Flags&record.RowWarm != 0 || r.Flags&record.RowOpen != 0 && !r.Due.Zero() && d.today.After(r.Due)
	}
	for _, row := range d.rows(record.KindSignal, due) {
		q, err := store.Get[*record.Signal](d.tx, row.ID)
		if err != nil {
			return err
		}
		s := Sentence{
			Sort: SentenceSignal, Kind: record.KindSignal, ID: q.ID, Code: record.Code(record.KindSignal, q.Number), Where: d.partner(q.Partner),
			Who: d.receiver(q.Partner, q.Receiver), What: q.Topic, On: q.AskedOn, Days: d.today.Since(q.AskedOn), Norm: q.Norm,
		}
		d.add(d.back(s, q.State, q.Answer, q.AnsweredOn))
	}
	return nil
}

// back turns a sentence about something that was asked into one about the question that came back.
func (d *deriver) back(s Sentence, state record.RequestState, answer record.Returned, on record.Date) Sentence {
	if state == record.RequestAnswered && answer.Reply == record.ReplyQuestion {
		s.Mine, s.Stand, s.On, s.Days, s.Norm = true, record.StandQuestion, on, d.today.Since(on), 0
		if !answer.Text.Empty() {
			s.What = answer.Text
		}
	}
	return s
}

// receiver is the first name of the contact person who has something.
func (d *deriver) receiver(partner, officer record.ID) record.Private {
	p, err := store.Get[*record.Partner](d.tx, partner)
	if err != nil {
		return record.Private{}
	}
	o, _ := p.Officer(officer)
	return o.First
}
