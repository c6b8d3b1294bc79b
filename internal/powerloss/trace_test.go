package powerloss_test

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
)

// calls are the system calls that change a disk or tell which file a later one is about. Those that the disk of this package does
// not understand stand among them, so that a program that starts to use one is noticed.
const calls = "openat,open,creat,close,write,pwrite64,writev,pwritev,pwritev2,lseek,fsync,fdatasync,sync_file_range,ftruncate,truncate,fallocate," +
	"rename,renameat,renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat,link,linkat,symlink,symlinkat,dup,dup2,dup3,copy_file_range,sendfile,splice"

// call is one system call that succeeded.
type call struct {
	name string
	args []string // strings decoded and with a quote in front
	ret  int64
}

// number is an argument that is a number; -1 for a word such as AT_FDCWD.
func (c call) number(i int) int64 {
	n, err := strconv.ParseInt(c.args[i], 0, 64)
	if err != nil {
		return -1
	}
	return n
}

// text is an argument that is a string.
func (c call) text(i int) string { return strings.TrimPrefix(c.args[i], `"`) }

// strace is the program, where it is and may be used.
func strace(t testing.TB) string {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("strace is a program of Linux")
	}
	program, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not installed (packaging/install crash)")
	}
	if out, err := exec.Command(program, "-f", "-o", os.DevNull, "/bin/true").CombinedOutput(); err != nil {
		t.Skipf("a process may not be traced here: %v %s", err, out)
	}
	return program
}

// traced runs a child process under strace and gives its system calls in the order in which they ended.
func traced(t testing.TB, env ...string) []call {
	t.Helper()
	program := strace(t)
	file := filepath.Join(t.TempDir(), "trace")
	c := exec.Command(program, "-f", "-qq", "-xx", "-s", "16777216", "-e", "trace="+calls, "-e", "signal=none", "-o", file, os.Args[0])
	c.Env = append(append(os.Environ(), "TMPDIR="+t.TempDir()), env...)
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("the child failed: %v\n%s", err, out)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	all, err := parse(data)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// parse reads what strace wrote. A call that another thread interrupted stands on two lines.
func parse(data []byte) (all []call, err error) {
	waiting := map[string]string{}
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 128<<20)
	for lines.Scan() {
		thread, text, _ := strings.Cut(lines.Text(), " ")
		text = strings.TrimLeft(text, " ")
		if head, ok := strings.CutSuffix(text, " <unfinished ...>"); ok {
			waiting[thread] = head
			continue
		}
		if strings.HasPrefix(text, "<... ") {
			_, tail, ok := strings.Cut(text, " resumed>")
			if !ok {
				return nil, fmt.Errorf("half a line: %.80q", text)
			}
			text = waiting[thread] + tail
		}
		c, ok, err := parseLine(text)
		if err != nil {
			return nil, err
		}
		if ok {
			all = append(all, c)
		}
	}
	return all, lines.Err()
}

// parseLine reads name(arg, "\x61\x62", ...) = result. A call that failed changed nothing and is left out.
func parseLine(text string) (c call, ok bool, err error) {
	end := strings.LastIndex(text, ") ")
	open := strings.IndexByte(text, '(')
	if end < open || open < 0 {
		return c, false, nil // an exit, a signal
	}
	result := strings.TrimLeft(text[end+2:], " =")
	result, _, _ = strings.Cut(result, " ")
	if c.ret, err = strconv.ParseInt(result, 0, 64); err != nil || c.ret < 0 {
		return c, false, nil
	}
	c.name = text[:open]
	for rest := text[open+1 : end]; rest != ""; {
		var arg string
		if strings.HasPrefix(rest, `"`) {
			close := 1 + strings.IndexByte(rest[1:], '"')
			decoded, err := hex.DecodeString(strings.ReplaceAll(rest[1:close], `\x`, ""))
			if err != nil {
				return c, false, fmt.Errorf("%s: %w", c.name, err)
			}
			arg, rest = `"`+string(decoded), rest[close+1:]
			if strings.HasPrefix(rest, "...") {
				return c, false, fmt.Errorf("%s: a text was cut off", c.name)
			}
			rest = strings.TrimPrefix(rest, ", ")
		} else {
			arg, rest, _ = strings.Cut(rest, ", ")
		}
		c.args = append(c.args, arg)
	}
	return c, true, nil
}

func TestParse(t *testing.T) {
	got, err := parse([]byte(`12 openat(AT_FDCWD, "\x2f\x61", O_RDWR|O_CREAT|O_CLOEXEC, 0600) = 7
13 pwrite64(7, "\x00\xff", 2, 4096 <unfinished ...>
12 close(9)                         = -1 EBADF (Bad file descriptor)
13 <... pwrite64 resumed>)          = 2
12 fdatasync(7)                     = 0
12 +++ exited with 0 +++
`))
	if err != nil || len(got) != 3 {
		t.Fatal(got, err)
	}
	if got[0].text(1) != "/a" || got[0].ret != 7 || got[0].number(0) != -1 || got[1].text(1) != "\x00\xff" || got[1].number(3) != 4096 || got[2].name != "fdatasync" {
		t.Errorf("%v", got)
	}
	if _, err := parse([]byte(`1 write(1, "\x00"..., 9) = 9` + "\n")); err == nil {
		t.Error("half a text was taken for a whole one")
	}
}
