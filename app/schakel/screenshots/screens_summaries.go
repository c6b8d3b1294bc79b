package main

import (
	"fmt"

	"schakel/app/ui/listing"
)

// overviewFile is Overzicht while it becomes a file.
func (c *camera) overviewFile() error {
	c.shell.Go("summaries")
	return c.press(c.p.T("summaries.save"))
}

// overviewBehind is what stands behind the first number of a chart.
func (c *camera) overviewBehind() error {
	c.shell.Go("today")
	c.shell.Go("summaries")
	for _, chart := range all[*listing.Tally](c.shell.Window().Canvas().Content()) {
		if !chart.Disabled() {
			chart.Open(chart.Current())
			return nil
		}
	}
	return fmt.Errorf("%w a chart that leads somewhere", errScreen)
}
