package preferences

import (
	"context"
	"testing"

	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/store"
)

// stuck is a book whose key cannot be changed.
type stuck struct{ *book.Book }

func (stuck) Rotate(context.Context, func(done, total int)) error { return store.ErrFull }

// counted counts how often the key was changed.
type counted struct {
	*book.Book
	times int
}

func (c *counted) Rotate(ctx context.Context, progress func(done, total int)) error {
	c.times++
	return c.Book.Rotate(ctx, progress)
}

func TestNewKeyIsAskedTwiceAndKeepsThePassphrase(t *testing.T) {
	b := &counted{Book: newBook(t)}
	v, s, _ := page(t, b)
	uitest.Press(t, v.renew, v.p.T("preferences.renew.open"))
	uitest.Press(t, v.renew, v.p.T("preferences.stop"))
	if b.times != 0 {
		t.Fatal("a new key without a yes")
	}
	uitest.Press(t, v.renew, v.p.T("preferences.renew.open"))
	uitest.Press(t, v.renew, v.p.T("preferences.renew.yes"))
	if s.failed != nil || !uitest.Says(v.renew, v.p.T("preferences.renew.done")) || b.times != 1 {
		t.Errorf("no new key: %v", s.failed)
	}
	if err := b.ChangePassphrase(t.Context(), []byte(secret), []byte("zolder tulp banaan trein sneeuw")); err != nil {
		t.Errorf("the passphrase does not open it any more: %v", err)
	}
}

func TestKeyThatCannotBeChangedSaysWhy(t *testing.T) {
	v, _, _ := page(t, stuck{newBook(t)})
	uitest.Press(t, v.renew, v.p.T("preferences.renew.open"))
	uitest.Press(t, v.renew, v.p.T("preferences.renew.yes"))
	text, _ := v.p.Fault(store.ErrFull)
	if !uitest.Says(v.renew, text) {
		t.Error("the page does not say why")
	}
	uitest.Press(t, v.renew, v.p.T("preferences.renew.open"))
}
