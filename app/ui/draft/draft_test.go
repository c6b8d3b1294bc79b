package draft

import (
	"context"
	"testing"

	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/record"
)

type memory map[string]record.Record

func (m memory) SaveDraft(_ context.Context, key string, r record.Record) error {
	m[key] = r
	return nil
}

func (m memory) Draft(_ context.Context, key string) (record.Record, bool, error) {
	r, ok := m[key]
	return r, ok, nil
}

func (m memory) DropDraft(_ context.Context, key string) error {
	delete(m, key)
	return nil
}

func TestDraftIsKeptUntilTheEntryIsSaved(t *testing.T) {
	kept := memory{}
	text := "Em"
	k := New(kept, task.Inline, "concern", func() record.Record { return &record.Concern{Seen: record.Text(text)} }, func(err error) {
		if err != nil {
			t.Error(err)
		}
	})
	k.Touch()
	if got := kept["concern"].(*record.Concern).Seen.Reveal(); got != "Em" {
		t.Errorf("kept %q", got)
	}
	text = "Emre"
	k.version++ // typed since, and the window locks before the pause
	if err := k.Flush(); err != nil {
		t.Fatal(err)
	}
	if got := kept["concern"].(*record.Concern).Seen.Reveal(); got != "Emre" {
		t.Errorf("flushed %q", got)
	}
	if err := k.Drop(t.Context()); err != nil {
		t.Fatal(err)
	}
	k.Touch()
	if len(kept) != 0 {
		t.Error("a draft came back after its entry was saved")
	}
}

func TestKeys(t *testing.T) {
	id := record.ID{1}
	for want, got := range map[string]string{
		"concern":                    Key(record.KindConcern, record.ID{}, record.ID{}),
		"concern/" + id.String():     Key(record.KindConcern, id, record.ID{2}),
		"concern/new/" + id.String(): Key(record.KindConcern, record.ID{}, id),
		"meeting/new/" + id.String(): Key(record.KindMeeting, record.ID{}, id),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestABSNIsWarnedAboutAndAPhoneNumberIsNot(t *testing.T) {
	e := NewPage(nil, nil, uitest.Dutch(t), task.Inline)
	if e.BSN("nummer 111222333") == "" || e.BSN("06 1234 5678") != "" {
		t.Error("a BSN is warned about, a phone number is not")
	}
}

func TestTextsTravelBesideADraft(t *testing.T) {
	want := Texts{"on": "eergisteren of zo", "officers.0.spoke": "mei", "empty": ""}
	got := Carried(want.Carry())
	if len(got) != 2 || got["on"] != want["on"] || got["officers.0.spoke"] != "mei" {
		t.Errorf("%v", got)
	}
	mine, chosen := &record.Partner{Name: record.Text("a")}, &record.Partner{Name: record.Text("a"), Officers: []record.Officer{{First: record.Text("b")}}}
	if still := got.Still(mine, chosen); len(still) != 1 || still["on"] == "" {
		t.Errorf("of the version that was chosen nothing typed stays, of the other everything: %v", still)
	}
	got.Forget("officers.")
	if len(got) != 1 || len(Carried(&record.Concern{})) != 0 {
		t.Errorf("%v", got)
	}
}
