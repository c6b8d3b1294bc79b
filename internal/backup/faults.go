package backup

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"syscall"

	"schakel/internal/fault"
)

// The sentinels.
var (
	ErrFolder     = fault.New(fault.NotFound, "backup.folder", "the folder for the backup is not there or went away")
	ErrFull       = fault.New(fault.Full, "backup.full", "no room left for the backup")
	ErrReadOnly   = fault.New(fault.Denied, "backup.readonly", "the folder for the backup cannot be written")
	ErrCheck      = fault.New(fault.Corrupt, "backup.check", "the backup reads back as something else than was written")
	ErrMissing    = fault.New(fault.NotFound, "backup.missing", "there is no such backup")
	ErrNoBackup   = fault.New(fault.Invalid, "backup.other_file", "the file is no backup")
	ErrTruncated  = fault.New(fault.Corrupt, "backup.truncated", "the backup is cut off")
	ErrDamaged    = fault.New(fault.Corrupt, "backup.damaged", "the backup is damaged or was tampered with")
	ErrNewer      = fault.New(fault.Newer, "backup.newer", "the backup was made by a newer version")
	ErrSecret     = fault.New(fault.Secret, "backup.secret", "the secret does not open the backup")
	ErrOtherStore = fault.New(fault.Conflict, "backup.other_store", "the backup is of another store")
)

// mapError gives every error of the disk its kind; ours pass unchanged.
func mapError(err error) error {
	var known *fault.Error
	var no syscall.Errno
	switch {
	case err == nil || errors.As(err, &known) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return fmt.Errorf("%w: %w", ErrFull, err)
	case errors.As(err, &no) && runtime.GOOS == "windows" && no == 112: // ERROR_DISK_FULL
		return fmt.Errorf("%w: %w", ErrFull, err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return fmt.Errorf("%w: %w", ErrReadOnly, err)
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR), errors.Is(err, syscall.EIO), errors.Is(err, syscall.ENODEV), errors.Is(err, syscall.ENXIO):
		return fmt.Errorf("%w: %w", ErrFolder, err) // a stick that was pulled out
	}
	return err
}
