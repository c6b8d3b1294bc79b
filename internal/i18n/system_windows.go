package i18n

import (
	"syscall"
	"unsafe"
)

// maxLocaleName is LOCALE_NAME_MAX_LENGTH of the Windows API, in UTF-16 units.
const maxLocaleName = 85

// systemTags is the language of the Windows user.
func systemTags() []string {
	ask := syscall.NewLazyDLL("kernel32.dll").NewProc("GetUserDefaultLocaleName")
	var name [maxLocaleName]uint16
	n, _, _ := ask.Call(uintptr(unsafe.Pointer(&name[0])), maxLocaleName)
	if n == 0 {
		return nil
	}
	return []string{syscall.UTF16ToString(name[:])}
}
