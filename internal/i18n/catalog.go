package i18n

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"schakel/internal/fault"
	"schakel/internal/i18n/check"
	"schakel/translations"
)

// Source is the tag of the language every text is written in first; a text that another language lacks is shown in it.
const Source = "nl"

// ErrLanguage is returned for a language of which there is no file.
var ErrLanguage = fault.New(fault.NotFound, "language.unknown", "no texts in that language")

// Language is one language a person can choose.
type Language struct {
	Tag      string // BCP 47: "nl", "pap"
	Name     string // as its own speakers write it: "Türkçe"
	Reviewed bool   // a native speaker read every text, or it is the source; the language menu marks the others
}

// texts is the messages of one language.
type texts struct {
	localizer *goi18n.Localizer
	ids       map[string]bool          // what can be said
	bad       map[string]check.Finding // what stands in the file but may not be said, and why
	trial     bool                     // a translator tries the file
}

// catalog is the texts of every language that the program carries.
type catalog struct {
	files  map[string]shelf // by tag
	source *texts
	out    map[string]check.Finding // files of a translator that are left out, by name
}

// shelf is one file, read when it is first asked for: a person reads one language, and Dutch where that lacks a text. It gives nil, and why,
// for a file that cannot be used at all.
type shelf func() (*texts, check.Finding)

func filled(book *texts) shelf {
	return func() (*texts, check.Finding) { return book, check.Finding{} }
}

// book is the texts of a language; nil when there are none that can be used.
func (c *catalog) book(tag string) *texts {
	read := c.files[tag]
	if read == nil {
		return nil
	}
	book, _ := read()
	return book
}

// tags are the languages that can be used, in the order of the language menu. The files are read side by side.
func (c *catalog) tags() []string {
	var group sync.WaitGroup
	for _, read := range c.files {
		group.Go(func() { read() })
	}
	group.Wait()
	var tags []string
	for tag, read := range c.files {
		if book, _ := read(); book != nil {
			tags = append(tags, tag)
		}
	}
	slices.SortFunc(tags, byMenu)
	return tags
}

// TrialVariable names the environment variable with the path of a file that a translator tries: it stands in the menu for this one run, in the
// place of the language of that name or beside the others. The window sets it itself, in practice mode alone.
const TrialVariable = "SCHAKEL_TRANSLATION"

// shipped reads the files inside the program once, when the first printer is made, and the one that a translator tries.
var shipped = sync.OnceValues(func() (*catalog, error) {
	c, err := readCatalog(translations.Files)
	if path := os.Getenv(TrialVariable); err == nil && path != "" {
		c.try(path)
	}
	return c, err
})

// menuOrder is the order of the first set of languages (PRODUCT.md, Languages); what comes after it stands by its tag.
var menuOrder = []string{Source, "en", "tr", "ar", "pl", "pap"}

// readCatalog reads the source, and finds the others. Only a source that cannot be read is an error: another file that cannot is left out, and a
// message that may not be shown is Dutch.
func readCatalog(files fs.FS) (*catalog, error) {
	names, err := fs.Glob(files, "*.json")
	if err != nil {
		return nil, fmt.Errorf("language files: %w", err)
	}
	source, wrong, err := readFile(files, Source+".json")
	if err != nil {
		return nil, fmt.Errorf("language file %s.json: %w", Source, err)
	}
	c := &catalog{files: map[string]shelf{}, out: map[string]check.Finding{}}
	if c.source, err = newTexts(source, nil); err != nil || slices.ContainsFunc(wrong, check.Finding.Ends) {
		return nil, fmt.Errorf("language file %s.json: %w", Source, errors.Join(err, ErrLanguage))
	}
	for _, name := range names {
		c.files[check.TagOf(name)] = sync.OnceValues(func() (*texts, check.Finding) { return readTexts(files, name, source) })
	}
	c.files[Source] = filled(c.source)
	return c, nil
}

// try adds the file of a translator. It counts as not reviewed, whatever it says itself.
func (c *catalog) try(path string) {
	files := os.DirFS(filepath.Dir(path))
	name := filepath.Base(path)
	source, _, err := readFile(translations.Files, Source+".json")
	if err != nil {
		return
	}
	book, why := readTexts(files, name, source)
	if book == nil {
		c.out[name] = why
		return
	}
	book.trial = true
	c.files[check.TagOf(name)] = filled(book)
}

// Look says what is wrong with a file of texts of a translator's own. It returns an error when the file cannot be read.
func Look(path string) ([]check.Finding, error) {
	source, _, err := readFile(translations.Files, Source+".json")
	if err != nil {
		return nil, err
	}
	file, found, err := readFile(os.DirFS(filepath.Dir(path)), filepath.Base(path))
	if err != nil {
		return nil, err
	}
	return check.All(file, source, found), nil
}

// readFile reads one file and says what is wrong with its form.
func readFile(files fs.FS, name string) (*check.File, []check.Finding, error) {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, nil, err
	}
	file, found := check.Read(check.TagOf(name), data)
	return file, found, nil
}

// readTexts reads a file that is not the source. It gives nil, and why, for one that cannot be used at all.
func readTexts(files fs.FS, name string, source *check.File) (*texts, check.Finding) {
	file, found, err := readFile(files, name)
	if err != nil {
		return nil, check.Finding{Code: check.NoFile}
	}
	found = check.All(file, source, found)
	if at := slices.IndexFunc(found, check.Finding.Ends); at >= 0 {
		return nil, found[at]
	}
	book, err := newTexts(file, found)
	if err != nil {
		return nil, check.Finding{Code: check.NoLanguage, Found: file.Tag}
	}
	return book, check.Finding{}
}

// newTexts takes the messages of a file that may be said. It gives every language a bundle of its own: in a shared one a lookup goes through
// language matching, which may pick another language than the chosen one.
func newTexts(file *check.File, found []check.Finding) (*texts, error) {
	tag, err := language.Parse(file.Tag)
	if err != nil {
		return nil, err
	}
	bundle := goi18n.NewBundle(tag)
	b := &texts{localizer: goi18n.NewLocalizer(bundle, file.Tag), ids: make(map[string]bool, len(file.Messages)), bad: map[string]check.Finding{}}
	for _, f := range found {
		if _, there := b.bad[f.ID]; f.Spoils() && !there {
			b.bad[f.ID] = f
		}
	}
	messages := make([]*goi18n.Message, 0, len(file.Messages))
	for _, m := range file.Messages {
		if _, bad := b.bad[m.ID]; bad {
			continue
		}
		b.ids[m.ID] = true
		messages = append(messages, &goi18n.Message{
			ID: m.ID, Zero: m.Words("zero"), One: m.Words("one"), Two: m.Words("two"), Few: m.Words("few"), Many: m.Words("many"), Other: m.Words("other"),
		})
	}
	return b, bundle.AddMessages(tag, messages...)
}

func byMenu(a, b string) int {
	rank := func(tag string) int {
		if i := slices.Index(menuOrder, tag); i >= 0 {
			return i
		}
		return len(menuOrder)
	}
	if d := rank(a) - rank(b); d != 0 {
		return d
	}
	return strings.Compare(a, b)
}

// find returns the tag of the file that serves a wanted tag: itself ("nl"), or its base language ("nl-BE"); "" when there is none.
func (c *catalog) find(wanted string) string {
	if c.book(wanted) != nil {
		return wanted
	}
	parsed, err := language.Parse(wanted)
	if err != nil {
		return ""
	}
	base, _ := parsed.Base()
	if c.book(base.String()) != nil {
		return base.String()
	}
	return ""
}

// Languages lists every language a person can choose, in the order of the menu.
func Languages() []Language {
	c, err := shipped()
	if err != nil {
		return nil
	}
	var all []Language
	for _, tag := range c.tags() {
		all = append(all, c.language(tag))
	}
	return all
}

// language is a row of the menu. A file that does not say how its language is called has its tag there.
func (c *catalog) language(tag string) Language {
	p := c.printer(tag)
	l := Language{Tag: tag, Name: tag}
	if p.own.ids["language.name"] {
		l.Name = p.T("language.name")
	}
	l.Reviewed = !p.own.trial && p.own.ids[check.Reviewed] && p.T(check.Reviewed) != "no"
	return l
}

// Report writes into a log which files are left out, and how many texts of the others are not used. It names no text: a file that a translator
// tries is the translator's own.
func Report(log *slog.Logger) {
	c, err := shipped()
	if err != nil {
		return
	}
	c.report(log)
}

func (c *catalog) report(log *slog.Logger) {
	out := map[string]check.Finding{}
	for name, why := range c.out {
		out[check.TagOf(name)] = why
	}
	tags := c.tags()
	for tag, read := range c.files {
		if book, why := read(); book == nil {
			out[tag] = why
		}
	}
	for _, tag := range slices.Sorted(maps.Keys(out)) {
		log.Error("language file left out", "language", tag, "line", out[tag].Line, "why", string(out[tag].Code))
	}
	for _, tag := range tags {
		bad := c.book(tag).bad
		for _, id := range slices.Sorted(maps.Keys(bad)) {
			log.Warn("text not used", "language", tag, "id", id, "line", bad[id].Line, "why", string(bad[id].Code))
		}
	}
}
