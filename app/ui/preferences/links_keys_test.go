package preferences

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"io"
	"testing"
	"time"

	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/cjg"
	"schakel/internal/record"
)

// keyed is a book with a connection whose own keys can be made anew.
type keyed struct {
	far
	end    record.Endpoint
	made   int
	asked  []bool // files, and whether at once
	stored []byte
}

func (k *keyed) Endpoints(context.Context) ([]*record.Endpoint, error) {
	e := k.end
	return []*record.Endpoint{&e}, nil
}

func (k *keyed) NewKeys(context.Context, record.ID) error {
	k.made++
	k.end.Next = record.NextKeys{Keys: ownKeys(), AtOnce: true}
	return nil
}

func (k *keyed) KeysByFile(_ context.Context, _ record.ID, atOnce bool) ([]byte, error) {
	k.asked = append(k.asked, atOnce)
	k.end.Next = record.NextKeys{Keys: ownKeys(), Presented: time.Now()}
	return []byte("request"), nil
}

func ownKeys() record.Private {
	keys, err := cjg.NewDeviceKeys(rand.Reader)
	if err != nil {
		panic(err)
	}
	return record.Text(base64.StdEncoding.EncodeToString(keys.Bytes()))
}

func keyedCard(t *testing.T, e record.Endpoint) (*keyed, *View) {
	t.Helper()
	e.Name, e.Certificate, e.Keys = record.Text("CJG Zuiderwijk"), []byte("x"), ownKeys()
	src := &keyed{far: far{Book: newBook(t)}, end: e}
	v, _, _ := page(t, src)
	v.o.SaveAs = func(_ string, write func(io.Writer) error) {
		if err := write(writer{&src.stored}); err != nil {
			t.Fatal(err)
		}
	}
	return src, v
}

type writer struct{ to *[]byte }

func (w writer) Write(p []byte) (int, error) { *w.to = append(*w.to, p...); return len(p), nil }

// TestNewKeysFromTheCard: the words stand there, the button makes new keys, and the card says that they wait; afterwards it shows both.
func TestNewKeysFromTheCard(t *testing.T) {
	src, v := keyedCard(t, record.Endpoint{Address: "https://cjg.example"})
	old := book.OwnWords(&src.end)
	if !uitest.Says(v.links, old) || uitest.Says(v.links, v.p.T("preferences.link.keys.waits")) {
		t.Error("the words of this laptop do not stand there, or new keys wait already")
	}
	uitest.Press(t, v.links, v.p.T("preferences.link.keys.make"))
	if src.made != 1 || !uitest.Says(v.links, v.p.T("preferences.link.keys.waits")) {
		t.Errorf("%d times", src.made)
	}
	next := src.end.Next
	src.end.Next.Refused = time.Now()
	v.reread()
	if !uitest.Says(v.links, v.p.T("preferences.link.keys.refused")) {
		t.Error("the card does not say that the other side cannot take new keys")
	}
	src.end.Next = next
	src.end.Former = []record.FormerKeys{{Keys: src.end.Keys}}
	src.end.Keys, src.end.Next, src.end.KeysOn = src.end.Next.Keys, record.NextKeys{}, record.Day(2026, 11, 22)
	v.reread()
	for _, text := range []string{old, book.OwnWords(&src.end), v.p.T("preferences.link.own.before", "Day", v.p.Date(src.end.KeysOn))} {
		if !uitest.Says(v.links, text) {
			t.Errorf("after the change the card does not say %q", text)
		}
	}
}

// TestNewKeysByFileFromTheCard: without a network a file is saved, at once when the worker asks by herself.
func TestNewKeysByFileFromTheCard(t *testing.T) {
	src, v := keyedCard(t, record.Endpoint{ByFile: true})
	uitest.Press(t, v.links, v.p.T("preferences.link.keys.make"))
	if len(src.asked) != 1 || !src.asked[0] || string(src.stored) != "request" || !uitest.Says(v.links, v.p.T("preferences.link.keys.waits.file")) {
		t.Errorf("%v, saved %q", src.asked, src.stored)
	}
}
