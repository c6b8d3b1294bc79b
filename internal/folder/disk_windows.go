package folder

import (
	"errors"
	"io/fs"
	"strings"
	"syscall"
	"unsafe"
)

func hidden(name string, info fs.FileInfo) bool {
	if strings.HasPrefix(name, ".") {
		return true
	}
	data, ok := info.Sys().(*syscall.Win32FileAttributeData)
	return ok && data.FileAttributes&(syscall.FILE_ATTRIBUTE_HIDDEN|syscall.FILE_ATTRIBUTE_SYSTEM) != 0
}

// Errors of Windows that package syscall has no name for.
const (
	errorDiskFull  syscall.Errno = 112
	errorDirectory syscall.Errno = 267
)

func noRoom(err error) bool { return errors.Is(err, errorDiskFull) }

func notAFolder(err error) bool { return errors.Is(err, errorDirectory) }

// driveRemovable is what GetDriveTypeW says of a stick.
const driveRemovable = 2

// mounted are the drives by their letters. A drive without a disk in it is left out when it is opened, not here: asking it takes seconds.
func mounted() []Place {
	kernel := syscall.NewLazyDLL("kernel32.dll")
	mask, _, _ := kernel.NewProc("GetLogicalDrives").Call()
	kindOf := kernel.NewProc("GetDriveTypeW")
	var all []Place
	for letter := range 26 {
		if mask&(1<<letter) == 0 {
			continue
		}
		path := string(rune('A'+letter)) + `:\`
		place := Place{Kind: PlaceDrive, Name: path[:2], Path: path}
		if wide, err := syscall.UTF16PtrFromString(path); err == nil {
			if kind, _, _ := kindOf.Call(uintptr(unsafe.Pointer(wide))); kind == driveRemovable {
				place.Kind = PlaceStick
			}
		}
		all = append(all, place)
	}
	return all
}
