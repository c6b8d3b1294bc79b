//go:build cgo && linux

package letters

/*
#include <langinfo.h>
#include <locale.h>
#include <string.h>

static int all(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

static int use(const char *name) { return setlocale(LC_CTYPE, name) != NULL && all(); }

static int prepare(void) {
	return use("") || use("C.UTF-8") || use("C.utf8") || use("en_US.UTF-8");
}
*/
import "C"

// Prepare must be called before the first window. X11 turns a key into a letter by the locale of the process. Where the locale that the
// computer names is not installed, or is plain C, it knows the letters of Western Europe only: Arabic keys give nothing at all, and the
// dead keys of Polish and Turkish give the bare letter. Then a locale that knows every letter is taken instead, for letters alone: dates,
// numbers and sorting of the C library do not change. It reports whether every letter will arrive.
func Prepare() bool { return C.prepare() != 0 }
