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

func TestADutchPartOfAJoinedLineKeepsItsFullStop(t *testing.T) {
	text := []rune("Iemand komt thuis. · مجاني · De Brug · Tess، De Brug")
	var got []string
	for _, s := range isolated(text) {
		got = append(got, string(text[s.start:s.end]))
	}
	if len(got) != 2 || got[0] != "Iemand komt thuis." || got[1] != "De Brug" {
		t.Errorf("isolated %q", got)
	}
}

func TestAnArabicCommaPartsLatinNames(t *testing.T) {
	text := []rune("عن Rania Aydın، Zakaria Aydın")
	level := levels(text, RTL)
	comma := 14
	if text[comma] != '،' || level[comma] != 1 || level[comma-1] != 2 || level[comma+2] != 2 {
		t.Errorf("levels %v: the names follow each other from the right", level)
	}
	if got := levels([]rune("Rania، Zakaria"), LTR); got[0] != 0 || got[8] != 0 {
		t.Errorf("levels %v on a page from the left", got)
	}
}

func TestALineOfOursThatBeginsWithAName(t *testing.T) {
	for text, want := range map[string]Dir{
		"Ineke غادر. الآن Marieke.":                                RTL,
		"Spreekuur opvoeden · مجاني · اسأل عن Marieke":             RTL,
		"Marieke قالت: «Wij pakken dit op, bel mij morgen even.»":  RTL,
		"«Zonder uw voorwerk was dit gezin niet gekomen.»":         LTR,
		"Ik belde vanmorgen nog met Fatima (فاطمة) over de school": LTR,
		"De Brug · Anouk": LTR,
	} {
		if got := Auto.of([]rune(text), RTL); got != want {
			t.Errorf("%q has base %v on a page from the right", text, got)
		}
	}
	if got := Auto.of([]rune("فاطمة belt morgen terug"), LTR); got != LTR {
		t.Errorf("a Dutch sentence that begins with an Arabic name has base %v", got)
	}
}
