package i18n_test

import (
	"sync"
	"testing"

	"schakel/internal/i18n"
)

// A printer is handed to every part of the program at once.
func TestPrinterServesManyAtOnce(t *testing.T) {
	p := printer(t, "nl")
	other := p.Facing(i18n.RightToLeft)
	today := day(t, "2026-11-24")
	var done sync.WaitGroup
	for range 8 {
		done.Go(func() {
			for range 50 {
				if p.Compare("Émile", "Eva") == 0 || other.Compare("Émile", "Eva") == 0 || p.N("date.ago", 3) != "3 dagen geleden" || p.LongDate(today) == "" {
					t.Error("a printer used at once says something else")
				}
			}
		})
	}
	done.Wait()
}
