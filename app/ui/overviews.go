package ui

import (
	"context"
	"io"
	"net/url"
	"path/filepath"
	"strings"

	"schakel/app/ui/summaries"
	"schakel/app/ui/task"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/summary"
)

// OverviewFormats are the sorts of files that an overview can become, the usual one first.
func (s *Shell) OverviewFormats() []string {
	var all []string
	for _, f := range export.Formats() {
		all = append(all, string(f))
	}
	return all
}

// overviewSteps are those of making a file: it is laid out, then written.
const overviewSteps = 2

// WriteOverview makes a file of an overview in a language, whatever that of the screen, and notes that it left. When ctx is done nothing of the file is left.
func (s *Shell) WriteOverview(ctx context.Context, f summaries.File) {
	kind, err := export.ParseFormat(f.Format)
	if err != nil {
		s.Fail(err)
		return
	}
	own, err := i18n.New(f.Language)
	if err != nil {
		s.Fail(err)
		return
	}
	write := overview(s.book, own, kind, f.Report)
	s.choose(f.Name+kind.Extension(), func(path string) {
		f.Begun()
		task.Do(context.Background(), s.deps.Run, func(context.Context) (struct{}, error) {
			f.Step(0, overviewSteps)
			return struct{}{}, export.Replace(path, func(w io.Writer) error {
				if err := write(&stoppable{ctx: ctx, w: w, first: func() { f.Step(1, overviewSteps) }}); err != nil {
					return err
				}
				return ctx.Err()
			})
		}, func(_ struct{}, err error) {
			if err == nil {
				s.Say(s.p.T("shell.saved"))
			}
			f.Done(path, err)
		})
	})
}

// WriteJoint makes a file of an overview of several workers, as WriteOverview does of the worker's own.
func (s *Shell) WriteJoint(format, name, language string, r summary.Report) {
	kind, err := export.ParseFormat(format)
	if err != nil {
		s.Fail(err)
		return
	}
	own, err := i18n.New(language)
	if err != nil {
		s.Fail(err)
		return
	}
	s.SaveAs(name+kind.Extension(), overview(s.book, own, kind, r))
}

// stoppable passes on what is written until ctx is done; first hears of the first byte.
type stoppable struct {
	ctx   context.Context
	w     io.Writer
	first func()
}

// Write is io.Writer; it returns the error of ctx once that is done.
func (s *stoppable) Write(b []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	if s.first != nil {
		s.first()
		s.first = nil
	}
	return s.w.Write(b)
}

// OpenFolder shows the folder of a file in the program of the computer for that.
func (s *Shell) OpenFolder(path string) error {
	dir := filepath.ToSlash(filepath.Dir(path))
	if !strings.HasPrefix(dir, "/") {
		dir = "/" + dir // a drive of Windows
	}
	return s.deps.App.OpenURL(&url.URL{Scheme: "file", Path: dir})
}
