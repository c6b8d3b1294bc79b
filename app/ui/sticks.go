package ui

import (
	"context"
	"io"
	"os"
	"strings"

	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/record"
)

// stickExtension ends the name of a file that goes to a CJG and of one that comes back.
const stickExtension = ".schakel"

// StickOut puts everything that waits for an endpoint in a file where the worker chooses, such as a USB stick.
func (s *Shell) StickOut(endpoint record.ID) {
	b := s.book
	s.choose(s.p.T("deliveries.stick.file")+stickExtension, func(path string) {
		task.Do(context.Background(), s.deps.Run, func(ctx context.Context) (out book.Stick, err error) {
			err = export.Replace(path, func(w io.Writer) error {
				if out, err = b.StickFile(ctx, endpoint); err != nil {
					return err
				}
				_, err = w.Write(out.Data)
				return err
			})
			return out, err
		}, func(out book.Stick, err error) {
			if err != nil {
				s.Fail(err)
				return
			}
			said := []string{s.p.N("deliveries.stick.out.done", out.In)}
			if out.Left > 0 {
				said = append(said, s.p.T("deliveries.stick.left"))
			}
			s.Say(strings.Join(said, " "))
		})
	})
}

// StickIn reads the file that an endpoint gave back, and says what it brought.
func (s *Shell) StickIn() {
	b := s.book
	s.files().Open([]string{stickExtension, ".json"}, func(path string, err error) {
		switch {
		case err != nil:
			s.Fail(err)
			return
		case path == "":
			return
		}
		task.Do(context.Background(), s.deps.Run, func(ctx context.Context) (book.Returned, error) {
			data, err := readStick(path)
			if err != nil {
				return book.Returned{}, err
			}
			return b.TakeReturn(ctx, data)
		}, func(got book.Returned, err error) {
			if err != nil {
				s.Fail(err)
				return
			}
			s.Say(s.returned(got))
		})
	})
}

// readStick reads a file that is no larger than one can be.
func readStick(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, export.ErrFolder
	}
	defer func() { _ = f.Close() }() // it was only read
	data, err := io.ReadAll(io.LimitReader(f, book.MaxReturn+1))
	if err != nil {
		return nil, export.ErrFolder
	}
	return data, nil
}

// returned is what a file brought, in a sentence or two.
func (s *Shell) returned(got book.Returned) string {
	counts := s.p.Commas([]string{s.p.N("deliveries.stick.receipts", got.Receipts), s.p.N("deliveries.stick.answers", got.Answers)})
	if got.Enrolled {
		return s.p.T("deliveries.stick.enrolled", "Name", got.Name.Reveal())
	}
	return s.p.T("deliveries.stick.taken", "What", counts)
}
