package main

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/rtl"
)

// RLI and PDI, which nothing but a hostile text may hold.
const (
	openIsolate  = 0x2067
	closeIsolate = 0x2069
)

// hostileTexts are what nobody types and everybody can paste.
func hostileTexts() [][2]string {
	return [][2]string{
		{"5,000 lone surrogates", strings.Repeat("\xed\xa0\x80", 5000)},
		{"20,000 isolates that nothing closes", strings.Repeat(string(rune(openIsolate)), 20000) + "فاطمة"},
		{"20,000 ends of isolates that nothing opened", strings.Repeat(string(rune(closeIsolate)), 20000) + "a"},
		{"10,000 combining marks on a letter", "a" + strings.Repeat("\u0301", 10000)},
		{"10,000 letters with 30 marks each", strings.Repeat("ف"+strings.Repeat("\u064B", 30), 10000)},
		{"10,000 control characters", strings.Repeat("\x00\x1b\x07\x7f", 2500)},
		{"20,000 brackets that nothing closes", "فا" + strings.Repeat("(", 20000)},
		{"20,000 letters without a space", strings.Repeat("فاطمةabcd", 2222)},
		{"20,000 pictures joined in a row", strings.Repeat("👩\u200D", 10000)},
		{"20,000 line ends", strings.Repeat("\n", 20000)},
		{"1 MB of mixed text in one paragraph", text(700_000, " ")},
		{"1 MB of mixed text with line ends", text(700_000, "\n")},
	}
}

// hostile measures pasting such a text in a field without a limit, a letter after it, and showing it as a label; and pasting it in a field
// with the limit that fields have, which refuses what is longer.
func hostile() {
	fmt.Println("\n| pasted | without a limit | the next letter | undone | where 20,000 characters is the limit | the same as a label |\n|---|---|---|---|---|---|")
	for _, h := range hostileTexts() {
		f := newOurs()
		c := test.NewClipboard()
		c.SetContent(h[1])
		paste := took(func() { f.typed(&fyne.ShortcutPaste{Clipboard: c}) })
		letter := took(func() { f.TypedRune('a') })
		undo := took(func() { f.typed(&fyne.ShortcutUndo{}); f.typed(&fyne.ShortcutUndo{}) })
		e := rtl.NewEntry(rtl.LTR, rtl.EntryOptions{MultiLine: true, Rows: 8, Limit: 20_000})
		limited := shown(e, field{Focusable: e, typed: e.TypedShortcut, set: e.SetText})
		refuse := took(func() { limited.typed(&fyne.ShortcutPaste{Clipboard: c}) })
		label := took(func() {
			t := rtl.NewText(rtl.LTR, h[1], rtl.Style{Wrap: true})
			w := test.NewWindow(t)
			w.Resize(fyne.NewSize(640, 320))
			w.Close()
		})
		fmt.Printf("| %s | %s | %s | %s | %s | %s |\n", h[0], paste, letter, undo, refuse, label)
	}
}

func took(do func()) time.Duration {
	start := time.Now()
	do()
	return time.Since(start).Round(100 * time.Microsecond)
}
