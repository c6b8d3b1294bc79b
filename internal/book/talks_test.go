package book_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/sound"
)

// voiced is a recording of so many seconds that sounds like nothing else.
func voiced(card record.CardTopic, language string, seconds int) *record.Talk {
	samples := make([]int16, seconds*sound.Rate)
	for i := range samples {
		samples[i] = int16(i*i*7 + i*len(language)*31)
	}
	return &record.Talk{Card: card, Language: language, Sound: record.SoundOf(sound.Pack(samples))}
}

func TestARecordingIsKeptReplacedAndDropped(t *testing.T) {
	b := newBook(t)
	ctx := t.Context()
	first := voiced(record.CardCJG, "ary", 3)
	if err := b.SaveTalk(ctx, first); err != nil {
		t.Fatal(err)
	}
	if err := b.SaveTalk(ctx, voiced(record.CardCJG, "rif", 2)); err != nil {
		t.Fatal(err)
	}
	again := voiced(record.CardCJG, "ary", 5)
	if err := b.SaveTalk(ctx, again); err != nil {
		t.Fatal(err)
	}
	rows := b.Rows(record.KindTalk)
	if len(rows) != 2 || again.ID != first.ID {
		t.Fatalf("%d recordings; the second of a card and language has its own id: %v", len(rows), again.ID != first.ID)
	}
	got, err := b.Talk(ctx, first.ID)
	if err != nil || !got.Sound.Equal(again.Sound) || got.Length != 5*time.Second || got.On != b.Today() || !got.Owner.Zero() {
		t.Fatalf("%+v, %v", got, err)
	}
	if err := b.DropTalk(ctx, first.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Talk(ctx, first.ID); fault.Of(err) != fault.NotFound {
		t.Errorf("a dropped recording: %v", err)
	}
	if n := len(b.Rows(record.KindTalk)); n != 1 {
		t.Errorf("%d recordings stay", n)
	}
	report, err := b.Verify(ctx, nil)
	if err != nil || report.Damaged() {
		t.Errorf("%+v, %v", report, err)
	}
}

func TestWhatIsNoRecordingIsRefused(t *testing.T) {
	b := newBook(t)
	good := voiced(record.CardCJG, "ary", 1).Sound.Reveal()
	bad := bytes.Clone(good)
	bad[len(bad)/2] ^= 1
	for name, data := range map[string][]byte{"text": []byte("hallo"), "cut": good[:len(good)-1], "changed": bad} {
		err := b.SaveTalk(t.Context(), &record.Talk{Card: record.CardCJG, Language: "ary", Sound: record.SoundOf(data)})
		if !errors.Is(err, sound.ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := b.SaveTalk(t.Context(), &record.Talk{Card: "weather", Language: "ary", Sound: record.SoundOf(good)}); fault.Of(err) != fault.Invalid {
		t.Errorf("a card that is not there: %v", err)
	}
	if len(b.Rows(record.KindTalk)) != 0 {
		t.Error("something was kept")
	}
}

func TestThereIsRoomForAHundredMinutes(t *testing.T) {
	b := newBook(t)
	languages := []string{"ary", "rif", "tir"}
	n, three := 0, voiced(record.CardCJG, "ary", 180).Sound
	for _, l := range languages {
		for _, c := range record.CardTopics() {
			if n++; n > 33 {
				break
			}
			if err := b.SaveTalk(t.Context(), &record.Talk{Card: c, Language: l, Sound: three}); err != nil {
				t.Fatalf("recording %d: %v", n, err)
			}
		}
	}
	if err := b.SaveTalk(t.Context(), voiced(record.CardCJG, "som", 60)); err != nil {
		t.Fatalf("the hundredth minute: %v", err)
	}
	if err := b.SaveTalk(t.Context(), voiced(record.CardWho, "som", 1)); !errors.Is(err, record.ErrTalkFull) {
		t.Errorf("beyond the limit: %v", err)
	}
	if err := b.SaveTalk(t.Context(), voiced(record.CardCJG, "som", 30)); err != nil {
		t.Errorf("a shorter one in its place: %v", err)
	}
}

// Nothing of a voice is on the disk in clear: not in the store, not in a copy, not in a draft.
func TestNoVoiceOnTheDisk(t *testing.T) {
	dir := t.TempDir()
	b, err := book.Create(filepath.Join(dir, "store"), []byte("vlieger kastanje zeven trampoline mist"), book.Deps{Cost: keyfile.QuickCost()})
	if err != nil {
		t.Fatal(err)
	}
	talk := voiced(record.CardChild, "ary", 20)
	if err := b.SaveDraft(t.Context(), "talk/child/ary", talk); err != nil {
		t.Fatal(err)
	}
	if err := b.SaveTalk(t.Context(), talk); err != nil {
		t.Fatal(err)
	}
	if err := b.KeepBackups(t.Context(), filepath.Join(dir, "copies")); err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	data := talk.Sound.Reveal()
	text := base64.StdEncoding.EncodeToString(data)
	files := 0
	err = filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		files++
		have, err := os.ReadFile(path)
		for at := 0; at+32 < len(data); at += 4096 {
			if bytes.Contains(have, data[at:at+32]) {
				t.Fatalf("%s holds the voice", filepath.Base(path))
			}
		}
		for at := 0; at+32 < len(text); at += 4096 {
			if bytes.Contains(have, []byte(text[at:at+32])) {
				t.Fatalf("%s holds the voice as text", filepath.Base(path))
			}
		}
		if bytes.Contains(have, []byte("SKL1")) {
			t.Fatalf("%s holds the mark of a recording", filepath.Base(path))
		}
		return err
	})
	if err != nil || files < 3 {
		t.Fatalf("%d files, %v", files, err)
	}
}

func TestRecordingsGoOutAndInToTheByte(t *testing.T) {
	b, c := newBook(t), newBook(t)
	if _, err := c.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	talk := voiced(record.CardWritten, "tir", 180)
	if err := b.SaveTalk(t.Context(), talk); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := b.Export(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	line := ""
	for _, l := range strings.Split(out.String(), "\n") {
		if strings.Contains(l, `"kind":"talk"`) {
			line = l
		}
	}
	if n, err := c.Import(t.Context(), strings.NewReader(line+"\n")); err != nil || n != 1 {
		t.Fatalf("%d, %v", n, err)
	}
	if n, err := c.Import(t.Context(), strings.NewReader(line+"\n")); err != nil || n != 0 {
		t.Errorf("a second time: %d, %v", n, err)
	}
	got, err := c.Talk(t.Context(), talk.ID)
	if err != nil || !got.Sound.Equal(talk.Sound) || got.Length != talk.Length || got.Card != talk.Card {
		t.Errorf("%+v, %v", got, err)
	}
	for name, l := range map[string]string{
		"talk.damaged": strings.Replace(line, "U0tMM", "U0tMN", 1),
		"talk.twice":   strings.Replace(line, talk.ID.String(), "6e0c0f0e-5f0a-4b53-9a86-2f7d7f9f4f10", 1),
	} {
		if l == line {
			t.Fatalf("%s: the line is as it was", name)
		}
		_, err := c.Import(t.Context(), strings.NewReader(l+"\n"))
		var ps record.Problems
		if !errors.As(err, &ps) || ps[0].Code != name {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A recording is the worker's own: erasing a family leaves it, and it is in no document about a person.
func TestARecordingBelongsToNoFamily(t *testing.T) {
	b := newBook(t)
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	talk := voiced(record.CardNo, "ary", 2)
	if err := b.SaveTalk(t.Context(), talk); err != nil {
		t.Fatal(err)
	}
	h := &record.Household{Name: record.Text("gezin Amrani")}
	if err := b.SaveFamily(t.Context(), h, []book.Arrival{{Person: &record.Person{As: record.PersonParent, First: record.Text("Fatima")}, Relation: record.RelationMother}}); err != nil {
		t.Fatal(err)
	}
	erasedFrom(t, b, record.KindHousehold, h.ID)
	got, err := b.Talk(t.Context(), talk.ID)
	if err != nil || !got.Sound.Equal(talk.Sound) {
		t.Errorf("after the erasure: %v", err)
	}
}
