package i18n

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"schakel/internal/fault"
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
	ids       map[string]bool
}

// catalog is the texts of every language that the program carries.
type catalog struct {
	books map[string]*texts
	tags  []string // in the order of the language menu
}

// shipped reads the files inside the program once, when the first printer is made.
var shipped = sync.OnceValues(func() (*catalog, error) { return readCatalog(translations.Files) })

// menuOrder is the order of the first set of languages (PRODUCT.md, Languages); what comes after it stands by its tag.
var menuOrder = []string{Source, "en", "tr", "ar", "pl", "pap"}

func readCatalog(files fs.FS) (*catalog, error) {
	names, err := fs.Glob(files, "*.json")
	if err != nil {
		return nil, fmt.Errorf("language files: %w", err)
	}
	c := &catalog{books: map[string]*texts{}}
	for _, name := range names {
		tag := strings.TrimSuffix(path.Base(name), ".json")
		b, err := readTexts(files, name, tag)
		if err != nil {
			return nil, fmt.Errorf("language file %s: %w", name, err)
		}
		c.books[tag] = b
		c.tags = append(c.tags, tag)
	}
	if c.books[Source] == nil {
		return nil, fmt.Errorf("language file %s.json: %w", Source, ErrLanguage)
	}
	slices.SortFunc(c.tags, byMenu)
	return c, nil
}

// readTexts gives every language a bundle of its own: in a shared one a lookup goes through language matching, which may pick
// another language than the chosen one.
func readTexts(files fs.FS, name, tag string) (*texts, error) {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, err
	}
	parsed, err := language.Parse(tag)
	if err != nil {
		return nil, fmt.Errorf("file name is no language tag: %w", err)
	}
	bundle := goi18n.NewBundle(parsed)
	file, err := bundle.ParseMessageFileBytes(data, name)
	if err != nil {
		return nil, err
	}
	b := &texts{localizer: goi18n.NewLocalizer(bundle, tag), ids: make(map[string]bool, len(file.Messages))}
	for _, m := range file.Messages {
		b.ids[m.ID] = true
	}
	return b, nil
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
	if c.books[wanted] != nil {
		return wanted
	}
	parsed, err := language.Parse(wanted)
	if err != nil {
		return ""
	}
	base, _ := parsed.Base()
	if c.books[base.String()] != nil {
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
	all := make([]Language, 0, len(c.tags))
	for _, tag := range c.tags {
		p := c.printer(tag)
		all = append(all, Language{Tag: tag, Name: p.T("language.name"), Reviewed: p.T("language.reviewed") != "no"})
	}
	return all
}
