package record

import "testing"

// A row has room for a whole sentence of a contact as long as no promise stands beside it.
func TestTheRowOfAContact(t *testing.T) {
	note := Text("In de ouderkamer gezeten. Hodan bracht twee moeders mee.")
	c := &Contact{Note: note}
	if got := c.Row().Title; got.Reveal() != note.Reveal() {
		t.Errorf("the row says %q", got.Reveal())
	}
	c.Promise = Text("Murat vragen")
	if r := c.Row(); r.Title.Reveal() != Cut(note).Reveal() || r.Detail.Reveal() != "Murat vragen" {
		t.Errorf("beside a promise the row says %q and %q", r.Title.Reveal(), r.Detail.Reveal())
	}
}
