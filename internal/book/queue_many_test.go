package book_test

import (
	"context"
	"fmt"
	"testing"

	"schakel/internal/book"
	"schakel/internal/cjg"
	"schakel/internal/outbox"
	"schakel/internal/record"
)

// counted is a real connection whose requests are counted.
type counted struct {
	*cjg.Client
	batches, puts int
}

func (c *counted) Put(ctx context.Context, sealed []byte) (cjg.Delivery, error) {
	c.puts++
	return c.Client.Put(ctx, sealed)
}

func (c *counted) Batch(ctx context.Context, sealed [][]byte) ([]cjg.BatchResult, error) {
	c.batches++
	return c.Client.Batch(ctx, sealed)
}

// TestManyGoTogether: what belongs to different families goes in few requests, what is wrong with one stops no other, and each counts as
// given only with its own receipt.
func TestManyGoTogether(t *testing.T) {
	r := newRoad(t)
	const many = 70
	var ids []record.ID
	for i := range many {
		q := &record.Request{What: record.RequestExpert, Text: record.Text(fmt.Sprintf("Vraag %d", i)), Partner: r.ref.Partner}
		r.do("save", r.SaveRequest(t.Context(), q))
		r.do("send", r.SendRequest(t.Context(), q.ID))
		ids = append(ids, q.ID)
	}
	odd, err := r.Request(t.Context(), ids[10])
	r.do("read", err)
	odd.Text = record.Text("Iets anders")
	r.do("change", r.SaveRequest(t.Context(), odd))

	var line *counted
	post := r.Post(func(e *record.Endpoint) (book.Carrier, error) {
		c, err := r.dial.Dial(e)
		if err != nil {
			return nil, err
		}
		line = &counted{Client: c.(*cjg.Client)}
		return line, nil
	})
	outbox.New(outbox.Config{Queue: post, Sender: post, Now: r.Now, Random: func() float64 { return 0.5 }}).Round(t.Context(), false)
	for i, id := range ids {
		q, err := r.Request(t.Context(), id)
		r.do("read", err)
		want := record.RequestAsked
		if i == 10 {
			want = record.RequestOpen
		}
		if q.State != want {
			t.Errorf("%d is %s", i, q.State)
		}
	}
	if line.batches != 2 || line.puts != 0 {
		t.Errorf("%d batches and %d single requests", line.batches, line.puts)
	}
	if s := r.Status(); s.Held != 1 || s.Waiting != 0 {
		t.Errorf("%+v", s)
	}
	r.do("open", r.office.endpoint.Inbox.OpenPending())
	cases, err := r.office.endpoint.Inbox.Cases()
	r.do("cases", err)
	if len(cases) != many-1 {
		t.Errorf("%d cases", len(cases))
	}
}
