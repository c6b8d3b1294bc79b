package task_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"schakel/app/ui/task"
)

func TestDoInlineGivesTheResult(t *testing.T) {
	want := errors.New("no")
	var got int
	var gotErr error
	task.Do(t.Context(), task.Inline,
		func(context.Context) (int, error) { return 7, want },
		func(v int, err error) { got, gotErr = v, err })
	if got != 7 || !errors.Is(gotErr, want) {
		t.Errorf("done(%d, %v), want done(7, %v)", got, gotErr, want)
	}
}

func TestDoCancelledDoesNotCallDone(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	task.Do(ctx, task.Inline,
		func(context.Context) (int, error) { cancel(); return 1, nil },
		func(int, error) { t.Error("done was called after the context ended") })
	task.Do(ctx, task.Inline,
		func(context.Context) (int, error) { t.Error("work was started after the context ended"); return 0, nil },
		nil)
}

func TestDoBackgroundComesBack(t *testing.T) {
	test.NewTempApp(t)
	got := make(chan string, 1)
	task.Do(t.Context(), task.Background,
		func(context.Context) (string, error) { return "klaar", nil },
		func(v string, _ error) { got <- v })
	select {
	case v := <-got:
		if v != "klaar" {
			t.Errorf("done(%q), want klaar", v)
		}
	case <-time.After(5 * time.Second):
		t.Fatal("done was not called")
	}
}

func TestAfter(t *testing.T) {
	test.NewTempApp(t)
	n := 0
	task.After(t.Context(), task.Inline, time.Hour, func() { n++ })
	if n != 1 {
		t.Errorf("inline: called %d times, want at once", n)
	}
	called := make(chan struct{})
	task.After(t.Context(), task.Background, time.Millisecond, func() { close(called) })
	select {
	case <-called:
	case <-time.After(5 * time.Second):
		t.Fatal("background: not called")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	task.After(ctx, task.Inline, 0, func() { t.Error("called after the context ended") })
}

func TestDebounce(t *testing.T) {
	n := 0
	d := task.NewDebounce(task.Inline, time.Second, func() { n++ })
	d.Touch(t.Context())
	if n != 1 || d.Pending() {
		t.Errorf("inline: saved %d times, pending %v; want once and nothing waiting", n, d.Pending())
	}

	test.NewTempApp(t)
	n = 0
	d = task.NewDebounce(task.Background, time.Hour, func() { n++ })
	d.Touch(t.Context())
	d.Touch(t.Context())
	if n != 0 || !d.Pending() {
		t.Errorf("saved %d times before the pause, pending %v", n, d.Pending())
	}
	d.Flush()
	d.Flush()
	if n != 1 {
		t.Errorf("two flushes saved %d times, want once", n)
	}
	d.Touch(t.Context())
	d.Stop()
	d.Flush()
	if n != 1 {
		t.Error("a stopped change was saved")
	}
}

func TestLatestEndsTheOneBefore(t *testing.T) {
	var l task.Latest
	first := l.Next(t.Context())
	second := l.Next(t.Context())
	if first.Err() == nil || second.Err() != nil {
		t.Errorf("first ended %v, second ended %v", first.Err() != nil, second.Err() != nil)
	}
}
