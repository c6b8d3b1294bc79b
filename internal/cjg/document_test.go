package cjg_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"schakel/internal/cjg"
)

func referral() *cjg.Referral {
	age := 8
	return &cjg.Referral{
		Number: "H-0042",
		To:     cjg.Recipient{Organisation: "CJG Zuiderwijk", Person: "Marieke"},
		From:   cjg.Sender{Title: "sleutelpersoon", Name: "Hatice", Phone: "06 1111 2222", Organisation: "Stichting De Brug"},
		People: []cjg.Person{
			{Role: "moeder", Name: "Elif Yıldız", Phone: "06 1234 5678", Reachable: "liefst na 14.00 uur", Languages: []string{"tr"}, Interpreter: true},
			{Role: "kind", Name: "Emre", Age: &age},
		},
		Purpose: "kennismaken en meedenken over slapen", Question: "Ik wil dat hij weer doorslaapt.",
		GoesWell: "Elif brengt hem elke dag zelf naar school.", How: "De eerste keer ga ik mee.",
		Consents: []cjg.Agreed{
			{By: "Elif", Capacity: "zelf", Way: "voorgelezen", Language: "tr", Date: "2026-11-22", ValidUntil: "2027-02-22", Groups: []string{"telefoon", "vraag"}},
		},
		WantsReply: true,
	}
}

func documents() map[string]cjg.Document {
	return map[string]cjg.Document{
		"referral": referral(),
		"signal": &cjg.Signal{Number: "Z-0007", To: cjg.Recipient{Organisation: "CJG Zuiderwijk"}, From: cjg.Sender{Name: "Hatice"},
			Neighbourhood: "Zuiderwijk", Areas: []string{"opvoeden_en_gezin"}, Subject: "Moeders durven niet naar het spreekuur.", WantsReply: true},
		"request": &cjg.Request{Number: "V-0003", To: cjg.Recipient{Organisation: "CJG Zuiderwijk"}, From: cjg.Sender{Name: "Hatice"},
			Sort: "ruimte", Question: "Mogen wij dinsdag de zaal gebruiken?"},
		"answer": &cjg.Answer{About: "0b6a7a3e-0000-4000-8000-000000000001", State: cjg.StateReceived, CallWithin: 2, Name: "Marieke", Date: "2026-11-23"},
		"recall": &cjg.Recall{About: "0b6a7a3e-0000-4000-8000-000000000001", Number: "H-0042", Whole: true, Date: "2026-11-24"},
	}
}

func TestDocumentsRoundTrip(t *testing.T) {
	for name, d := range documents() {
		data, err := cjg.Marshal(d)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got, err := cjg.Unmarshal(data)
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, data)
		}
		if diff := cmp.Diff(d, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		again, err := cjg.Marshal(got)
		if err != nil || string(again) != string(data) {
			t.Errorf("%s: second bytes differ: %v\n%s\n%s", name, err, data, again)
		}
		rest := strings.Replace(string(data), cjg.Disclaimer, "", 1)
		if strings.Contains(strings.ToLower(rest), "melding") {
			t.Errorf("%s says melding outside the legal sentence", name)
		}
	}
}

// fill sets every field to a different value that Lines must show, and returns the values expected.
func fill(v reflect.Value, n *int, want *[]string) {
	*n++
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n, want)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), n, want)
		fill(v.Index(1), n, want)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n, want)
	case reflect.Int:
		v.SetInt(int64(1000 + *n))
		*want = append(*want, fmt.Sprint(1000+*n))
	case reflect.Bool:
		v.SetBool(true)
		*want = append(*want, "ja")
	case reflect.String:
		v.SetString(fmt.Sprintf("value-%d", *n))
		*want = append(*want, v.String())
	default:
		panic("a new field type: teach lines() and this test about it")
	}
}

func TestLinesMissNoField(t *testing.T) {
	for name, d := range documents() {
		fresh := reflect.New(reflect.TypeOf(d).Elem())
		var want []string
		n := 0
		fill(fresh.Elem(), &n, &want)
		var got []string
		for _, line := range fresh.Interface().(cjg.Document).Lines() {
			got = append(got, line.Value)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// leaves counts the values in a decoded JSON document.
func leaves(v any) int {
	n := 0
	switch v := v.(type) {
	case map[string]any:
		for _, e := range v {
			n += leaves(e)
		}
	case []any:
		for _, e := range v {
			n += leaves(e)
		}
	default:
		n = 1
	}
	return n
}

func TestLinesAreExactlyTheBytes(t *testing.T) {
	for name, d := range documents() {
		data, err := cjg.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		var tree any
		if err := json.Unmarshal(data, &tree); err != nil {
			t.Fatal(err)
		}
		if got, want := len(d.Lines()), leaves(tree); got != want {
			t.Errorf("%s: %d lines for %d values in the bytes", name, got, want)
		}
	}
}

func TestUnmarshalRefuses(t *testing.T) {
	good, err := cjg.Marshal(referral())
	if err != nil {
		t.Fatal(err)
	}
	swap := func(old, new string) string {
		if !strings.Contains(string(good), old) {
			t.Fatalf("%q is not in the document", old)
		}
		return strings.Replace(string(good), old, new, 1)
	}
	cases := map[string]struct {
		data string
		want error
	}{
		"unknown field":         {swap(`"nummer"`, `"bsn":"x","nummer"`), cjg.ErrDocument},
		"unknown nested field":  {swap(`"naam":"Elif`, `"nationaliteit":"x","naam":"Elif`), cjg.ErrDocument},
		"other case":            {swap(`"vraag"`, `"Vraag"`), cjg.ErrDocument},
		"repeated field":        {swap(`"nummer":"H-0042"`, `"nummer":"H-0042","nummer":"H-0043"`), cjg.ErrDocument},
		"text after the end":    {string(good) + "{}", cjg.ErrDocument},
		"null":                  {swap(`"kennismaken en meedenken over slapen"`, `null`), cjg.ErrDocument},
		"another schema":        {swap(`doorverwijzing/1`, `doorverwijzing/2`), cjg.ErrSchema},
		"disclaimer altered":    {swap(`Dit is geen`, `Dit is een`), cjg.ErrDocument},
		"role outside the list": {swap(`"rol":"moeder"`, `"rol":"buurvrouw"`), cjg.ErrDocument},
		"no such day":           {swap(`2026-11-22`, `2026-02-30`), cjg.ErrDocument},
		"BSN":                   {swap(`doorslaapt.`, `doorslaapt. 111222333`), cjg.ErrBSN},
		"BSN in groups":         {swap(`doorslaapt.`, `1112.22.333`), cjg.ErrBSN},
		"not UTF-8":             {swap(`doorslaapt.`, "\xff"), cjg.ErrDocument},
		"control character":     {swap(`doorslaapt.`, `\u0000`), cjg.ErrDocument},
		"empty":                 {"", cjg.ErrDocument},
		"too large":             {strings.Repeat(" ", cjg.MaxDocument+1), cjg.ErrLarge},
		"array for text":        {swap(`"kennismaken en meedenken over slapen"`, `["x"]`), cjg.ErrDocument},
	}
	for name, c := range cases {
		if _, err := cjg.Unmarshal([]byte(c.data)); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
}

func TestBSNRule(t *testing.T) {
	for text, want := range map[string]bool{
		"111222333": true, "bel 111222333 even": true, "111.222.333": true, "1112.22.333": true,
		"123456789": false, "0612345678": false, "06 1234 5678": false, "000000000": false, "22-11-2026": false, "1112223334": false,
	} {
		if got := cjg.HasBSN(text); got != want {
			t.Errorf("HasBSN(%q) = %v", text, got)
		}
	}
}

func TestAnswerRules(t *testing.T) {
	base := func(change func(*cjg.Answer)) error {
		a := documents()["answer"].(*cjg.Answer)
		change(a)
		_, err := cjg.Marshal(a)
		return err
	}
	for name, change := range map[string]func(*cjg.Answer){
		"declined without reason": func(a *cjg.Answer) { a.State = cjg.StateDeclined },
		"reason without declined": func(a *cjg.Answer) { a.Reason = "anders" },
		"kept without ground":     func(a *cjg.Answer) { a.State = cjg.StateKept },
		"state outside the list":  func(a *cjg.Answer) { a.State = "gelezen" },
		"no uuid":                 func(a *cjg.Answer) { a.About = "1" },
		"negative days":           func(a *cjg.Answer) { a.CallWithin = -1 },
	} {
		if err := base(change); !errors.Is(err, cjg.ErrDocument) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// TestEveryLineHasALabel: a field or value added later without a text would show as its key.
func TestEveryLineHasALabel(t *testing.T) {
	data, err := os.ReadFile("../../translations/nl.json")
	if err != nil {
		t.Fatal(err)
	}
	var texts map[string]any
	if err := json.Unmarshal(data, &texts); err != nil {
		t.Fatal(err)
	}
	for _, d := range documents() {
		fresh := reflect.New(reflect.TypeOf(d).Elem())
		var values []string
		n := 0
		fill(fresh.Elem(), &n, &values)
		for _, line := range fresh.Interface().(cjg.Document).Lines() {
			if texts["document.line."+line.Name()] == nil {
				t.Errorf("no text document.line.%s", line.Name())
			}
		}
		labels(t, fresh.Type().Elem(), texts)
	}
}

func labels(t *testing.T, typ reflect.Type, texts map[string]any) {
	t.Helper()
	switch typ.Kind() {
	case reflect.Slice, reflect.Pointer:
		labels(t, typ.Elem(), texts)
	case reflect.Struct:
		for i := range typ.NumField() {
			tag := typ.Field(i).Tag
			for _, v := range strings.Fields(tag.Get("values")) {
				if texts[tag.Get("enum")+"."+v] == nil {
					t.Errorf("no text %s.%s", tag.Get("enum"), v)
				}
			}
			labels(t, typ.Field(i).Type, texts)
		}
	}
}

// TestFixedFormsAreNoBSN: the digits of a uuid may pass the elfproef without being anybody's number.
func TestFixedFormsAreNoBSN(t *testing.T) {
	a := documents()["answer"].(*cjg.Answer)
	a.About = "0b6a7a3e-0000-4000-8000-a111222333bc"
	if !cjg.HasBSN(a.About) {
		t.Fatal("the example no longer holds such digits")
	}
	if _, err := cjg.Marshal(a); err != nil {
		t.Error(err)
	}
}
