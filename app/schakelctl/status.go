package main

import (
	"context"

	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/record"
)

// standing is the state of a store in the words of a program.
type standing struct {
	Today      string         `json:"today"`
	Counts     map[string]int `json:"counts"`
	Waiting    int            `json:"waiting"`
	Held       int            `json:"held"`
	Unread     int            `json:"unread"`
	OldestOn   string         `json:"oldestOn,omitempty"`
	LastAnswer string         `json:"lastAnswer,omitempty"`
	Parked     []string       `json:"parked,omitempty"`
	Endpoint   bool           `json:"endpoint"`
	Recovery   bool           `json:"recovery"`
	Drafts     []string       `json:"drafts,omitempty"`
}

// runStatus says how the store stands.
func runStatus(a *app, ctx context.Context, args []string) error {
	set := a.flags("status")
	machine := set.Bool("json", false, "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		drafts, err := b.Drafts(ctx)
		if err != nil {
			return err
		}
		s := b.Status()
		if *machine {
			return a.object(standing{
				Today: b.Today().String(), Counts: b.Count(), Waiting: s.Waiting, Held: s.Held, Unread: s.Unread, OldestOn: s.OldestOn.String(),
				LastAnswer: s.LastAnswer.String(), Parked: s.Parked, Endpoint: s.HasEndpoint, Recovery: b.HasRecovery(), Drafts: drafts,
			})
		}
		a.sayStatus(b, s)
		return nil
	})
}

func (a *app) sayStatus(b *book.Book, s book.Status) {
	a.say(a.p.N("ctl.status.families", b.Count()[record.KindHousehold.String()]))
	if s.Waiting > 0 {
		a.say(a.p.N("ctl.sync.waiting", s.Waiting))
	}
	if s.Held > 0 {
		a.say(a.p.N("ctl.status.held", s.Held))
	}
	if s.Unread > 0 {
		a.say(a.p.N("ctl.status.unread", s.Unread))
	}
	for _, code := range s.Parked {
		why, _ := a.p.CommandFault(fault.New(fault.Denied, code, code))
		a.say(a.p.T("ctl.sync.parked", "Why", why))
	}
	if !b.HasRecovery() {
		a.say(a.p.T("ctl.status.recovery"))
	}
}
