package main

import (
	"context"
	"fmt"
	"io"
	"testing"

	"fyne.io/fyne/v2"

	"schakel/internal/i18n"
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
			visit(c, name)
			return nil
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestNoWordIsCutOrCovered(t *testing.T) {
	for _, o := range []options{
		{lang: "nl", step: 5, size: fyne.NewSize(1024, 640)},
		{lang: "ar", step: 5, size: fyne.NewSize(1024, 640)},
		{lang: i18n.PseudoTag, step: 5, size: fyne.NewSize(1024, 640)},
	} {
		t.Run(fmt.Sprintf("%s step %d at %.0fx%.0f", o.lang, o.step, o.size.Width, o.size.Height), func(t *testing.T) {
			along(t, o, func(c *camera, name string) {
				c.settle()
				for _, one := range measure(c.shell.Window()) {
					t.Errorf("%s: %v", name, one)
				}
			})
		})
	}
}

// settle lays everything out once more, which the real window does with every frame in which a least size has changed.
func (c *camera) settle() {
	w := c.shell.Window()
	w.Resize(c.options.size.AddWidthHeight(1, 1))
	w.Resize(c.options.size)
}
