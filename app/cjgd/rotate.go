package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"time"

	"schakel/app/cjgd/endpoint"
	"schakel/app/cjgd/operate"
	"schakel/internal/intake"
)

// rotateKeys writes a keys file with new keys, in which the old ones still open what was sealed before. Processes read it when they start. It
// sees no store, and so destroys no key: the page of the beheerder does.
func (a asked) rotateKeys(out io.Writer) error {
	keep := intake.UsualKeep
	if a.keep != "" {
		days, err := strconv.Atoi(a.keep)
		if err != nil || days < 0 || days > int(intake.LongestKeep/(24*time.Hour)) {
			return intake.ErrKeep
		}
		keep = time.Duration(days) * 24 * time.Hour
	}
	now := a.options.Now()
	fresh, err := endpoint.RotateFile(a.options.Dir, nil, now, keep, nil)
	if errors.Is(err, fs.ErrNotExist) {
		return operate.ErrNotThere
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "turn %d\nold_until %s\nrestart_needed yes\n", fresh.Turn, now.Add(keep).Format(time.DateOnly))
	return err
}
