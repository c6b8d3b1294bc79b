package rtl

import "testing"

func TestDigitsOfACodeAreLatin(t *testing.T) {
	newApp(t)
	for base, want := range map[Base]string{LeftToRight: "06-12", Auto: "٠٦-١٢", FromPage: "٠٦-١٢"} {
		e := NewEntry(RTL, EntryOptions{Base: base})
		for _, r := range "٠٦-١٢" {
			e.TypedRune(r)
		}
		if e.Text() != want {
			t.Errorf("base %d: %q, want %q", base, e.Text(), want)
		}
	}
	secret := NewEntry(RTL, EntryOptions{Password: true})
	secret.TypedRune('٣')
	if secret.Text() != "٣" {
		t.Error("a passphrase is not what was typed")
	}
}
