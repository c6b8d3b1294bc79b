package rtl

import "testing"

func TestPartsOfAJoinedLineKeepTheirPlace(t *testing.T) {
	text := []rune("Z-0034 · الخطيب · 26 dagen geleden")
	var got []string
	for _, s := range isolated(text) {
		got = append(got, string(text[s.start:s.end]))
	}
	want := []string{"Z-0034", "26 dagen geleden"}
	if len(got) != len(want) || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("isolated %q, want %q", got, want)
	}
	if parted([]rune("gewoon een zin van 26 dagen")) != nil {
		t.Error("a sentence without joints has no parts")
	}
}

func TestQuotedWordsKeepTheirFullStop(t *testing.T) {
	text := []rune("جواب من Marieke على H-0050: «Wij pakken dit op.»")
	var got []string
	for _, s := range isolated(text) {
		got = append(got, string(text[s.start:s.end]))
	}
	want := []string{"Marieke", "H-0050", "Wij pakken dit op."}
	if len(got) == 2 {
		want = want[1:]
	}
	for i := range want {
		if i >= len(got) || got[i] != want[i] {
			t.Fatalf("isolated %q, want %q", got, want)
		}
	}
	if quoted([]rune("«الدور عليك»")) != nil {
		t.Error("an Arabic quotation needs no isolation")
	}
}

func TestPartsOfARichTextKeepToThemselves(t *testing.T) {
	text := []rune("Yıldız   Zuiderwijk")
	part := make([]uint16, len(text))
	for i := 6; i < len(text); i++ {
		part[i] = 1
	}
	level := levelsOfParts(text, part, RTL)
	if level[0] != 2 || level[6] != 1 || level[len(text)-1] != 2 {
		t.Errorf("levels %v: the name and the place after it must be two runs on a right-to-left page", level)
	}
	if plain := levels(text, RTL); plain[6] == 1 {
		t.Errorf("levels %v: one sentence in Latin letters stays one run", plain)
	}
}
