package main

import (
	"context"
	"errors"
	"io"

	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/record/codec"
	"schakel/internal/store"
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
		why, _ := a.p.Fault(fault.New(fault.Denied, code, code))
		a.say(a.p.T("ctl.sync.parked", "Why", why))
	}
	if !b.HasRecovery() {
		a.say(a.p.T("ctl.status.recovery"))
	}
}

// runVerify walks the whole store and says what it found.
func runVerify(a *app, ctx context.Context, args []string) error {
	if _, err := a.parse(a.flags("verify"), args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		report, err := b.Verify(ctx, nil)
		if err != nil {
			return err
		}
		for _, f := range report.Findings {
			a.say(a.p.Value("verify", f.Code))
		}
		if len(report.Findings) > 0 {
			return store.ErrDamaged
		}
		a.say(a.p.N("ctl.verified", report.Records))
		return nil
	})
}

const draftLimit = 1 << 20 // bytes

// runDraft writes what is kept under a key, or keeps the line of a file there.
func runDraft(a *app, ctx context.Context, args []string) error {
	words, err := a.parse(a.flags("draft"), args, 1, 2)
	if err != nil {
		return err
	}
	var kept record.Record
	if len(words) == 2 {
		if kept, err = a.lineOf(words[1]); err != nil {
			return err
		}
	}
	return a.with(ctx, func(b *book.Book) error {
		if kept != nil {
			return b.SaveDraft(ctx, words[0], kept)
		}
		r, ok, err := b.Draft(ctx, words[0])
		switch {
		case err != nil:
			return err
		case !ok:
			return problem(words[0], "ctl.no_record")
		}
		return a.line(r)
	})
}

// lineOf reads the one line of a file as a record.
func (a *app) lineOf(path string) (record.Record, error) {
	in, err := a.input(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = in.Close() }()
	data, err := io.ReadAll(io.LimitReader(in, draftLimit))
	if err != nil {
		return nil, errors.Join(errFile, err)
	}
	return codec.ParseLine(data)
}
