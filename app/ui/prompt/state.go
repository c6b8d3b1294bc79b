package prompt

import (
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"schakel/internal/folder"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// want is what a window that asks for a file is for.
type want uint8

const (
	wantOpen want = iota
	wantSave
	wantFolder
)

// wording is what differs in the words with what is wanted.
type wording struct{ title, name, none, do string }

func (a *asking) words() wording {
	p := a.p
	switch a.want {
	case wantSave:
		return wording{p.T("files.save.title"), p.T("files.save.name"), p.T("files.save.none"), p.T("files.save.do")}
	case wantFolder:
		return wording{title: p.T("files.folder.title"), name: p.T("files.folder.name"), do: p.T("files.folder.do")}
	}
	return wording{p.T("files.open.title"), p.T("files.open.name"), p.T("files.open.none"), p.T("files.open.do")}
}

// asking is what the window that asks for a file shows and allows, without the window.
type asking struct {
	p          *i18n.Printer
	want       want
	extensions []string // with the dot; none is every file
	name       string   // the suggested one, of a file that is kept
	today      record.Date

	dir        string
	places     []folder.Place
	all        []folder.Entry
	shown      []folder.Entry
	left       int  // files that are not shown because they are of another kind
	newest     bool // newest first, else by name
	everything bool // files of other kinds too
	problem    error
	busy       bool

	typed   string    // letters that were typed to jump to a name
	typedAt time.Time // the last of them
}

// contents is what was read of a folder.
type contents struct {
	dir    string
	places []folder.Place
	all    []folder.Entry
}

// read reads a folder and the places, away from the screen.
func read(dir string) (contents, error) {
	l := contents{dir: dir, places: folder.Places()}
	var err error
	l.all, err = folder.Read(dir)
	return l, err
}

// took shows what was read, or the sentence that says why it could not be.
func (a *asking) took(l contents, err error) {
	a.dir, a.places, a.all, a.problem, a.busy = l.dir, l.places, l.all, err, false
	a.typed = ""
	a.arrange()
}

// arrange puts what is shown in order.
func (a *asking) arrange() {
	a.left = 0
	list := a.all
	switch {
	case a.want == wantFolder:
		list = nil
		for _, e := range a.all {
			if e.Folder {
				list = append(list, e)
			}
		}
	case !a.everything:
		list, a.left = folder.OfKind(a.all, a.extensions)
	}
	a.shown = append([]folder.Entry(nil), list...)
	folder.Sort(a.shown, a.newest, a.p.Compare)
}

// filters reports whether there is a kind of file to ask for.
func (a *asking) filters() bool { return a.want != wantFolder && len(a.extensions) > 0 }

// here is the name of the folder that is shown: the word of a place, or the name on the disk.
func (a *asking) here() string {
	for _, place := range a.places {
		if place.Path == a.dir {
			return placeWord(a.p, place)
		}
	}
	if a.above() == "" {
		return a.dir
	}
	return shownName(filepath.Base(a.dir))
}

// above is the folder around the one that is shown, "" when there is none.
func (a *asking) above() string {
	if up := filepath.Dir(a.dir); up != a.dir {
		return up
	}
	return ""
}

// within is the path of the place in which the folder lies, "" in none.
func (a *asking) within() string {
	place, _ := folder.Within(a.places, a.dir)
	return place.Path
}

// placeWord is what a place is called.
func placeWord(p *i18n.Printer, place folder.Place) string {
	switch place.Kind {
	case folder.PlaceDocuments:
		return p.T("files.place.documents")
	case folder.PlaceDownloads:
		return p.T("files.place.downloads")
	case folder.PlaceDesktop:
		return p.T("files.place.desktop")
	case folder.PlaceStick:
		return p.T("files.place.stick", "Name", shownName(place.Name))
	case folder.PlaceDrive:
		return p.T("files.place.drive", "Name", shownName(place.Name))
	}
	return p.T("files.place.home")
}

// nothing is the sentence in an empty list.
func (a *asking) nothing() string {
	switch {
	case a.problem != nil:
		text, hint := a.p.Fault(a.problem)
		return strings.TrimSpace(text + " " + hint)
	case a.busy:
		return a.p.T("files.reading")
	case a.want == wantFolder:
		return a.p.T("files.empty.folders")
	case a.left > 0:
		return a.p.N("files.empty.kind", a.left)
	}
	return a.p.T("files.empty")
}

// line says of an entry what is small below its name.
func (a *asking) line(e folder.Entry) string {
	if e.Folder {
		return a.p.T("files.row.folder")
	}
	at := e.Changed.Local()
	day := record.DateOf(at)
	when := a.p.ShortDate(day)
	if day == a.today {
		when = a.p.T("form.date.today") + " " + a.p.Clock(at)
	}
	return when + " · " + size(a.p, e.Size)
}

// size says how large a file is, in the largest unit of which it has one.
func size(p *i18n.Printer, bytes int64) string {
	const step = 1000
	switch {
	case bytes < step:
		return p.N("files.size.bytes", int(bytes))
	case bytes < step*step:
		return p.T("files.size.kb", "Size", p.Number(int(bytes/step)))
	case bytes < step*step*step:
		return p.T("files.size.mb", "Size", p.Decimal(float64(bytes)/(step*step), 1))
	}
	return p.T("files.size.gb", "Size", p.Decimal(float64(bytes)/(step*step*step), 1))
}

// shownName is a name as it may stand on the screen: on one line, without characters that steer or hide.
func shownName(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Cf, r) && r != '\u200c' && r != '\u200d': // Persian and Arabic names need these two
			return -1
		case unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return '\ufffd'
		}
		return r
	}, strings.ToValidUTF8(name, "\ufffd"))
}

// pause is how long a letter counts as one more of the name that is jumped to.
const pause = time.Second

// jump is the first entry after the current one whose name begins with what was typed, or the current one when there is none. The same
// letter again goes to the next such name.
func (a *asking) jump(r rune, now time.Time, current int) int {
	if now.Sub(a.typedAt) > pause {
		a.typed = ""
	}
	letter := string(unicode.ToLower(r))
	again := a.typed == letter
	if !again {
		a.typed += letter
	}
	a.typedAt = now
	from := current
	if again || a.typed == letter {
		from++
	}
	for n := range a.shown {
		i := (from + n) % len(a.shown)
		if strings.HasPrefix(strings.ToLower(a.shown[i].Name), a.typed) {
			return i
		}
	}
	return current
}

// step is what comes of what was typed: a folder to go to, a question, or the answer.
type step struct {
	visit  string // go there
	answer string // this is it
	taken  string // ask whether the file may be replaced
}

// decide follows what was typed, away from the screen; "" stands for the folder itself where a folder is wanted.
func (a asking) decide(typed string) (step, error) {
	path := folder.Path(a.dir, typed)
	if isFolder, err := folder.Is(path); err == nil && isFolder {
		if a.want == wantFolder && typed == "" {
			return step{answer: path}, nil
		}
		return step{visit: path}, nil
	}
	switch a.want {
	case wantSave:
		path = withExtension(path, filepath.Ext(a.name))
		taken, err := folder.ForSaving(path)
		switch {
		case err != nil:
			return step{}, err
		case taken:
			return step{taken: path}, nil
		}
		return step{answer: path}, nil
	case wantFolder:
		return step{}, folder.ErrGone
	}
	_, err := folder.Is(path)
	if err != nil && len(a.extensions) > 0 {
		if whole := withExtension(path, a.extensions[0]); whole != path {
			if isFolder, e := folder.Is(whole); e == nil && !isFolder {
				return step{answer: whole}, nil
			}
		}
	}
	if err != nil {
		return step{}, err
	}
	return step{answer: path}, nil
}

// withExtension ends a path as it should, whatever the case of its letters.
func withExtension(path, ext string) string {
	if ext == "" || strings.EqualFold(filepath.Ext(path), ext) {
		return path
	}
	return path + ext
}
