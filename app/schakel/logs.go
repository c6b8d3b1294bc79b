package main

import (
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"

	"schakel/internal/datadir"
)

const (
	logName   = "schakel.log"
	crashName = "crash.log"
	logLimit  = 1 << 20 // bytes before the log begins anew; the one before is kept
)

// logs opens the log and the file for a crash. Neither holds anything personal. Without a folder nothing is logged.
func logs(place datadir.Place) (*slog.Logger, func()) {
	quiet := slog.New(slog.DiscardHandler)
	if err := os.MkdirAll(place.Logs, 0o700); err != nil {
		return quiet, func() {}
	}
	path := filepath.Join(place.Logs, logName)
	if info, err := os.Stat(path); err == nil && info.Size() > logLimit {
		_ = os.Rename(path, path+".1")
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return quiet, func() {}
	}
	closers := []io.Closer{file}
	if crash, err := os.OpenFile(filepath.Join(place.Logs, crashName), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600); err == nil {
		if debug.SetCrashOutput(crash, debug.CrashOptions{}) == nil {
			closers = append(closers, crash)
		}
	}
	log := slog.New(slog.NewTextHandler(file, nil))
	slog.SetDefault(log)
	return log, func() {
		for _, c := range closers {
			_ = c.Close()
		}
	}
}
