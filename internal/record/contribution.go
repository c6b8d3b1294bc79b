package record

import "time"

// Contribution is what one worker counted for one programme over one period. The worker's own has what was handed over; the coordinator's
// has the file as it came, sealed: what one worker counted stands nowhere in clear, also not in an export.
type Contribution struct {
	Head
	Way       Way               `json:"way"`                // out: handed over; in: received
	Programme ID                `json:"programme"`          // for which it is
	From      Date              `json:"from"`               // the first day
	To        Date              `json:"to"`                 // the last day
	Until     Date              `json:"until"`              // until when was counted: the end of the period, or the day it was made
	Made      time.Time         `json:"made"`               // by the worker's clock, UTC
	Edition   int               `json:"edition"`            // from 1; a higher one replaces the earlier
	Withdrawn bool              `json:"withdrawn,omitzero"` // the worker took it back: it counts no more
	Parcel    string            `json:"parcel,omitzero"`    // the file it went or came in, as ID.String; the same file counts once
	Content   []byte            `json:"content,omitzero"`   // out: exactly what was sealed
	Days      []ContributionDay `json:"days,omitzero"`      // out: how much of which day is in it, so that the same hour in another is marked
	Worker    string            `json:"worker,omitzero"`    // in: the key of the worker's card
	File      []byte            `json:"file,omitzero"`      // in: the sealed file
	Counted   bool              `json:"counted,omitzero"`   // in: it stood in a joint overview
	Post      PostState         `json:"post,omitzero"`      // how far it is on the road through an endpoint; "" for what went by file
	Endpoint  ID                `json:"endpoint,omitzero"`  // through which
	Reason    string            `json:"reason,omitzero"`    // out: the fault code with which the endpoint refuses it
	Receipts  []Proof           `json:"receipts,omitzero"`  // out: what the endpoint signed
}

// ContributionDay is how much work of a day stands in a contribution.
type ContributionDay struct {
	On       Date `json:"on"`                // the day
	Contacts int  `json:"contacts,omitzero"` // how many
	Meetings int  `json:"meetings,omitzero"` // how many that were held
	Minutes  int  `json:"minutes,omitzero"`  // of both, with preparation
}

// Limits of a contribution.
const (
	MaxContribution = 2 << 20 // bytes of a sealed file

	contributionDays = 3700 // ten years
)

// Kind is KindContribution.
func (c *Contribution) Kind() Kind { return KindContribution }

// Validate checks the period, the edition, and that each side has what belongs to it.
func (c *Contribution) Validate(Date) Problems {
	var ps Problems
	enum(&ps, "way", c.Way, Ways(), true)
	enum(&ps, "post", c.Post, PostStates(), false)
	ps.required("programme", c.Programme.Zero())
	ps.word("parcel", c.Parcel)
	ps.word("reason", c.Reason)
	if c.Post == PostFetched { // nobody looked at it yet; it may be anything
		ps.required("file", len(c.File) == 0)
		if len(c.File) > MaxContribution || len(c.Content) > 0 {
			ps.add("file", "count.range")
		}
		return ps
	}
	ps.required("from", c.From.Zero())
	ps.required("to", c.To.Zero())
	if !c.From.Zero() && !c.To.Zero() && c.From.After(c.To) {
		ps.add("from", "period.order")
	}
	if c.Edition < 1 {
		ps.add("edition", "count.range")
	}
	ps.word("worker", c.Worker)
	if c.Way == WayIn {
		ps.required("worker", c.Worker == "")
		ps.required("file", len(c.File) == 0)
		if len(c.Content) > 0 {
			ps.add("content", "unknown") // what one worker counted never stands in clear at the coordinator's
		}
	}
	if len(c.Content) > MaxContribution {
		ps.add("content", "count.range")
	}
	if len(c.File) > MaxContribution {
		ps.add("file", "count.range")
	}
	return append(ps, c.checkDays()...)
}

func (c *Contribution) checkDays() Problems {
	var ps Problems
	if len(c.Days) > contributionDays {
		ps.add("days", "count.range")
	}
	for i, d := range c.Days {
		field := at("days", i)
		ps.required(field+".on", d.On.Zero())
		if d.Contacts < 0 || d.Meetings < 0 || d.Minutes < 0 {
			ps.add(field, "count.range")
		}
	}
	return ps
}

// Row is the contribution as a list shows it.
func (c *Contribution) Row() Row {
	state := string(c.Way)
	if c.Post == PostFetched {
		state = string(PostFetched)
	}
	return Row{ID: c.ID, Kind: KindContribution, State: state, On: c.From, Due: c.To, Link: c.Programme}
}
