package translations_test

import (
	"os"
	"strings"
	"testing"
)

// A glossary that says other words than the files is worse than none: whoever translates next follows it.
func TestGlossaryHasTheWordsOfTheFiles(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, found := strings.Cut(string(readme), "## Words, fixed once")
	if !found {
		t.Fatal("README.md has no list of words")
	}
	texts := read(t)
	var columns []string
	var wrong []string
	rows := 0
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if len(cells) < 9 || strings.HasPrefix(cells[0], "---") {
			continue
		}
		for i, cell := range cells {
			cells[i] = strings.TrimSpace(cell)
		}
		if columns == nil {
			columns = cells
			continue
		}
		rows++
		wrong = append(wrong, glossed(texts, columns, cells)...)
	}
	if rows < 30 {
		t.Fatalf("%d rows are read", rows)
	}
	list(t, "words of the glossary that the files do not have", wrong)
}

// glossed says what is wrong with one row: every language has a word, and the text of its id has it.
func glossed(texts map[string]map[string]entry, columns, cells []string) (wrong []string) {
	id := strings.Trim(cells[0], "`")
	if id != "" && texts[source][id] == nil {
		return []string{id + " is no text"}
	}
	for i, column := range columns {
		tag := column
		if strings.HasSuffix(column, "(nl)") {
			tag = source
		}
		isTerm := strings.HasPrefix(column, "Domain")
		if texts[tag] == nil || id == "" || isTerm {
			continue
		}
		if text := texts[tag][id]["other"]; cells[i] == "" || !strings.Contains(strings.ToLower(text), strings.ToLower(cells[i])) {
			wrong = append(wrong, tag+" "+id+": "+text+", and the glossary has "+cells[i])
		}
	}
	if term := texts[source][id+".term"]["other"]; term != "" && !strings.Contains(cells[2], term) {
		wrong = append(wrong, id+": the term "+term+" is not in the glossary")
	}
	return wrong
}
