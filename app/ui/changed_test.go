package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/rtl"
	"schakel/internal/record"
	"schakel/internal/record/codec"
)

// elsewhere is a record that is changed by something else, such as an import, while its screen is open: which one, how it changes, and what
// its button that keeps it says.
type elsewhere struct {
	kind   record.Kind
	done   string
	open   func(s *Shell, id record.ID) // Edit when nil
	change func(r record.Record)
	keep   func(u *person, r record.Record) error
}

const fromElsewhere = "van elders"

func elsewheres() map[string]elsewhere {
	note := record.Text(fromElsewhere)
	return map[string]elsewhere{
		"person": {
			record.KindPerson, "people.done", nil, func(r record.Record) { r.(*record.Person).Approach = note },
			func(u *person, r record.Record) error {
				return u.shell.book.SavePerson(u.t.Context(), r.(*record.Person))
			},
		},
		"household": {
			record.KindHousehold, "people.done", nil, func(r record.Record) { r.(*record.Household).Wish = note },
			func(u *person, r record.Record) error {
				return u.shell.book.SaveFamily(u.t.Context(), r.(*record.Household), nil)
			},
		},
		"contact": {
			record.KindContact, "people.done", nil, func(r record.Record) { r.(*record.Contact).Note = note },
			func(u *person, r record.Record) error {
				return u.shell.book.SaveContact(u.t.Context(), r.(*record.Contact))
			},
		},
		"concern": {
			record.KindConcern, "concern.done", nil, func(r record.Record) { r.(*record.Concern).Think = note },
			func(u *person, r record.Record) error {
				return u.shell.book.SaveConcern(u.t.Context(), r.(*record.Concern))
			},
		},
		"aid": {
			record.KindConcern, "concern.done", func(s *Shell, id record.ID) { s.goTo(place{dest: DestConcerns, sub: subAid, id: id}) },
			func(r record.Record) { r.(*record.Concern).Aid.Help = note },
			func(u *person, r record.Record) error {
				return u.shell.book.SaveConcern(u.t.Context(), r.(*record.Concern))
			},
		},
		"advice": {
			record.KindAdvice, "concern.done", nil, func(r record.Record) { r.(*record.Advice).Done = note },
			func(u *person, r record.Record) error {
				return u.shell.book.SaveAdvice(u.t.Context(), r.(*record.Advice))
			},
		},
		"signal": {
			record.KindSignal, "concern.done", nil, func(r record.Record) { r.(*record.Signal).Question = note },
			func(u *person, r record.Record) error {
				return u.shell.book.SaveSignal(u.t.Context(), r.(*record.Signal))
			},
		},
		"meeting": {
			record.KindMeeting, "meeting.done", nil, func(r record.Record) { r.(*record.Meeting).Theme = note },
			func(u *person, r record.Record) error {
				return u.shell.book.SaveMeeting(u.t.Context(), r.(*record.Meeting))
			},
		},
		"partner": {
			record.KindPartner, "partner.done", nil, func(r record.Record) { r.(*record.Partner).Local = note },
			func(u *person, r record.Record) error {
				return u.shell.book.SavePartner(u.t.Context(), r.(*record.Partner))
			},
		},
		"request": {
			record.KindRequest, "partner.done", nil, func(r record.Record) { r.(*record.Request).Text = note },
			func(u *person, r record.Record) error {
				return u.shell.book.SaveRequest(u.t.Context(), r.(*record.Request))
			},
		},
	}
}

// suited is a record that its screen shows with fields to write in.
func (u *person) suited(c elsewhere) record.Row {
	u.t.Helper()
	if c.kind == record.KindAdvice {
		a := &record.Advice{From: record.ConfidantSafeHome, Question: record.Text("wanneer is moe te moe?")}
		if err := u.shell.book.SaveAdvice(u.t.Context(), a); err != nil {
			u.t.Fatal(err)
		}
	}
	for _, row := range u.shell.book.Rows(c.kind) {
		r, err := u.shell.book.Record(u.t.Context(), c.kind, row.ID)
		if err != nil {
			u.t.Fatal(err)
		}
		switch v := r.(type) {
		case *record.Concern:
			if v.Scope != record.ScopeHousehold || v.Level != record.LevelWorried || v.State != record.ConcernOpen {
				continue
			}
		case *record.Meeting:
			if v.State() != record.MeetingHeld {
				continue
			}
		case *record.Signal:
			if v.State != record.RequestOpen {
				continue
			}
		case *record.Request:
			if v.State != record.RequestOpen && v.State != record.RequestReady {
				continue
			}
		}
		return row
	}
	u.t.Fatalf("no %s to change", c.kind)
	return record.Row{}
}

// typesSomewhere writes behind what stands in the first field of text, and reports what stands there then.
func (u *person) typesSomewhere() string {
	u.t.Helper()
	for _, s := range u.screen() {
		e, ok := s.of.(*rtl.Entry)
		other := slices.ContainsFunc(s.in, func(o fyne.CanvasObject) bool {
			switch o.(type) {
			case *form.DateField, *form.Search, *form.Stepper:
				return true
			}
			return false
		})
		if !ok || other || e.Disabled() || strings.TrimLeft(e.Text(), "0123456789:") == "" && e.Text() != "" {
			continue
		}
		u.shell.win.Canvas().Focus(e)
		e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
		u.types(" en meer")
		return e.Text()
	}
	u.t.Fatal("there is nothing to write in")
	return ""
}

// line is a record as it is kept, without what the store counts.
func (u *person) kept(kind record.Kind, id record.ID) string {
	u.t.Helper()
	r, err := u.shell.book.Record(u.t.Context(), kind, id)
	if err != nil {
		u.t.Fatal(err)
	}
	r.Base().Revision, r.Base().Changed = 0, r.Base().Created
	line, err := codec.Line(r)
	if err != nil {
		u.t.Fatal(err)
	}
	return string(line)
}

// A record that something else changed while its screen is open is never written over: both versions are laid beside each other, and what
// nobody chose away stays. That holds for who presses Klaar, for who leaves and comes back, and for who locks.
func TestARecordThatChangedWhileItsScreenIsOpenIsAChoiceEverywhere(t *testing.T) {
	u := atWork(t)
	for name, c := range elsewheres() {
		for _, way := range []string{"klaar", "leaves", "locks"} {
			t.Run(fmt.Sprint(name, " ", way), func(t *testing.T) {
				u.t = t
				id := u.suited(c).ID
				open := func() {
					if c.open != nil {
						c.open(u.shell, id)
						return
					}
					u.shell.Edit(c.kind, id)
				}
				open()
				typed := u.typesSomewhere()
				r, err := u.shell.book.Record(t.Context(), c.kind, id)
				if err != nil {
					t.Fatal(err)
				}
				c.change(r)
				if err := c.keep(u, r); err != nil {
					t.Fatal(err)
				}
				there := u.kept(c.kind, id)
				switch way {
				case "leaves":
					u.shell.Go(string(DestToday))
					open()
				case "locks":
					u.ctrl(fyne.KeyL)
					u.unlock()
				}
				if !u.reads(u.p.T("versions.title")) {
					u.press(u.p.T(c.done))
				}
				if !u.reads(u.p.T("versions.title")) {
					t.Errorf("no choice is shown; kept is %s", u.kept(c.kind, id))
				}
				if got := u.kept(c.kind, id); got != there {
					t.Fatalf("written over with %q:\n%s\n%s", typed, there, got)
				}
				u.press(u.p.T("versions.stored.all"))
				u.press(u.p.T("versions.done"))
				if u.reads(u.p.T(c.done)) {
					u.press(u.p.T(c.done))
				}
				if got := u.kept(c.kind, id); !strings.Contains(got, fromElsewhere) {
					t.Errorf("what came from elsewhere was chosen and is gone: %s", got)
				}
				u.shell.Go(string(DestToday))
			})
		}
	}
}
