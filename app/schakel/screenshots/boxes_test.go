package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"testing"

	"fyne.io/fyne/v2"

	"schakel/internal/i18n"
	"schakel/internal/settings"
)

// along opens every screen in a look and hands it to the test.
func along(t *testing.T, o options, visit func(c *camera, name string)) {
	t.Helper()
	if o.variant == "" {
		o.variant = "light"
	}
	t.Setenv("TZ", "Europe/Amsterdam")
	err := series(context.Background(), o, io.Discard, func(c *camera) func(string) error {
		return func(name string) error {
			c.settle()
			visit(c, name)
			return nil
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}

// settle lays everything out once more, which the real window does with every frame in which a least size has changed.
func (c *camera) settle() {
	w := c.shell.Window()
	w.Resize(c.options.size.AddWidthHeight(1, 1))
	w.Resize(c.options.size)
}

// looks are the languages, sizes of letters and windows in which every screen is measured: Dutch, Arabic and the pseudo-language with the
// largest letters in the smallest window. With SCHAKEL_LONG=1 also the smallest letters, the other window, and the other languages.
func looks() []options {
	small, usual := fyne.NewSize(settings.SmallestWidth, settings.SmallestHigh), fyne.NewSize(settings.UsualWidth, settings.UsualHigh)
	var all []options
	for _, lang := range []string{"nl", "ar", i18n.PseudoTag} {
		all = append(all, options{lang: lang, step: settings.LargestStep, size: small})
	}
	if os.Getenv("SCHAKEL_LONG") == "" {
		return all
	}
	for _, lang := range []string{"nl", "ar", i18n.PseudoTag} {
		all = append(all, options{lang: lang, step: settings.SmallestStep, size: small}, options{lang: lang, step: settings.SmallestStep, size: usual},
			options{lang: lang, step: settings.LargestStep, size: usual})
	}
	for _, lang := range []string{"en", "tr", "pl", "pap"} {
		all = append(all, options{lang: lang, step: settings.LargestStep, size: small})
	}
	return all
}

func TestNoWordIsCutOrCovered(t *testing.T) {
	screens := 0
	for _, o := range looks() {
		t.Run(fmt.Sprintf("%s step %d in %.0fx%.0f", o.lang, o.step, o.size.Width, o.size.Height), func(t *testing.T) {
			along(t, o, func(c *camera, name string) {
				screens++
				for _, one := range measure(c.shell.Window()) {
					t.Errorf("%s: %v", name, one)
				}
			})
		})
	}
	t.Logf("%d screens", screens)
}
