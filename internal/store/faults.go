package store

import (
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"runtime/debug"
	"syscall"

	berrors "go.etcd.io/bbolt/errors"

	"schakel/internal/fault"
	"schakel/internal/keyfile"
)

// The sentinels.
var (
	ErrMissing  = fault.New(fault.NotFound, "store.missing", "there is no store in the folder")
	ErrReopen   = fault.New(fault.Other, "store.reopen", "the disk failed at the last moment of a change: only opening the store anew tells whether it stands")
	ErrGone     = fault.New(fault.NotFound, "store.gone", "the folder of the open store went away")
	ErrExists   = fault.New(fault.Conflict, "store.exists", "there is already a store in the folder")
	ErrInUse    = fault.New(fault.Conflict, "store.in_use", "the store is already open")
	ErrClosed   = fault.New(fault.Locked, "store.closed", "the store is closed")
	ErrDamaged  = fault.New(fault.Corrupt, "store.damaged", "the store is damaged or was tampered with")
	ErrNewer    = fault.New(fault.Newer, "store.newer", "the store was written by a newer version")
	ErrReadOnly = fault.New(fault.Denied, "store.readonly", "the folder or the store cannot be written")
	ErrFull     = fault.New(fault.Full, "store.full", "no room left to write")
	ErrNotFound = fault.New(fault.NotFound, "store.record", "no such record")
	ErrChanged  = fault.New(fault.Conflict, "store.changed", "the record was changed in between")
	ErrView     = fault.New(fault.Other, "store.view", "a change in a transaction that only reads")
	ErrSecret   = keyfile.ErrSecret
)

// mapError gives every error of the disk and of bbolt its kind; ours pass unchanged.
func mapError(err error) error {
	var known *fault.Error
	var no syscall.Errno
	switch {
	case err == nil || errors.As(err, &known):
		return err
	case errors.Is(err, berrors.ErrTimeout):
		return ErrInUse
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, berrors.ErrMaxSizeReached):
		return fmt.Errorf("%w: %w", ErrFull, err)
	case errors.As(err, &no) && runtime.GOOS == "windows" && no == 112: // ERROR_DISK_FULL
		return fmt.Errorf("%w: %w", ErrFull, err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return fmt.Errorf("%w: %w", ErrReadOnly, err)
	case errors.Is(err, syscall.EIO), errors.Is(err, syscall.ENODEV), errors.Is(err, syscall.ENXIO):
		return fmt.Errorf("%w: %w", ErrGone, err) // a stick that was pulled out
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w: %w", ErrMissing, err)
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrChecksum), errors.Is(err, berrors.ErrVersionMismatch):
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	case errors.Is(err, berrors.ErrDatabaseNotOpen):
		return ErrClosed
	}
	return err
}

// guard runs a call into bbolt and gives its error a kind. A damaged file makes it panic, or touch memory that is not there; both
// become ErrDamaged.
func guard(call func() error) (err error) {
	old := debug.SetPanicOnFault(true)
	defer debug.SetPanicOnFault(old)
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", ErrDamaged, p)
		}
	}()
	return mapError(call())
}
