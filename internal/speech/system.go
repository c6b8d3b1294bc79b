package speech

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os/exec"
	"runtime"
	"strings"
	"time"
)

// System is the speech of a computer: the first of its programs that has a voice for the language.
type System struct {
	programs []program
	find     func(name string) (path string, err error)
}

// program is one that reads aloud what comes in on its input.
type program struct {
	name string
	list []string // the arguments with which it names its voices
	// voice is how a line of that list names the voice of a language; ok is false for another line.
	voice func(line, tag string) (voice string, ok bool)
	// say are the arguments with which it reads its input in a voice. They hold nothing of the text.
	say func(voice string) []string
}

// Open is the speech of this computer, whatever is installed. It starts nothing.
func Open() *System { return &System{programs: programs(runtime.GOOS), find: exec.LookPath} }

// programs are those that speak by themselves. A service that keeps what was said for others to ask for, as speech-dispatcher does in its
// history, is not among them.
func programs(system string) []program {
	switch system {
	case "darwin":
		return []program{{name: "say", list: []string{"-v", "?"}, voice: sayVoice, say: func(voice string) []string { return []string{"-v", voice, "-f", "-"} }}}
	case "windows":
		return []program{{
			name: "powershell", list: []string{"-NoProfile", "-NonInteractive", "-Command", windowsVoices}, voice: windowsVoice,
			say: func(voice string) []string {
				return []string{"-NoProfile", "-NonInteractive", "-Command", windowsSay(voice)}
			},
		}}
	}
	espeak := func(name string) program {
		return program{name: name, list: []string{"--voices"}, voice: espeakVoice, say: func(voice string) []string {
			return []string{"-v", voice, "-s", speed, "-b", "1", "--stdin"}
		}}
	}
	return []program{espeak("espeak-ng"), espeak("espeak")}
}

// speed is how fast espeak reads, in words a minute: slower than the 175 it chooses, for who listens in a kitchen.
const speed = "140"

// espeakVoice reads a line such as " 5  nl  --/M  Dutch  gmw/nl".
func espeakVoice(line, tag string) (string, bool) {
	fields := strings.Fields(line)
	if len(fields) < 4 || !speaks(fields[1], tag) {
		return "", false
	}
	return fields[1], true
}

// sayVoice reads a line such as "Xander  nl_NL  # Hallo, ik heet Xander.".
func sayVoice(line, tag string) (string, bool) {
	line, _, _ = strings.Cut(line, "#")
	fields := strings.Fields(line)
	if n := len(fields) - 1; n > 0 && speaks(strings.ReplaceAll(fields[n], "_", "-"), tag) {
		return strings.Join(fields[:n], " "), true
	}
	return "", false
}

// windowsVoice reads a line such as "nl-NL".
func windowsVoice(line, tag string) (string, bool) {
	line = strings.TrimSpace(line)
	plain := strings.IndexFunc(line, func(r rune) bool {
		return r != '-' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	}) < 0 // it goes into a script
	return line, plain && speaks(line, tag)
}

const (
	windowsStart  = "Add-Type -AssemblyName System.Speech; $s = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
	windowsVoices = windowsStart + "$s.GetInstalledVoices() | Where-Object { $_.Enabled } | ForEach-Object { $_.VoiceInfo.Culture.Name }"
)

// windowsSay is a script that reads its input in a voice of a culture.
func windowsSay(culture string) string {
	return windowsStart + "$s.SelectVoiceByHints('NotSet','NotSet',0,[Globalization.CultureInfo]'" + culture + "'); $s.Rate = -2; " +
		"$in = New-Object IO.StreamReader([Console]::OpenStandardInput(), [Text.Encoding]::UTF8); $s.Speak($in.ReadToEnd())"
}

// speaks reports whether a voice of one language reads another: the same, or a country's own form of it.
func speaks(has, wanted string) bool {
	has, wanted = strings.ToLower(has), strings.ToLower(wanted)
	return wanted != "" && (has == wanted || strings.HasPrefix(has, wanted+"-"))
}

// Speaks reports whether one of the programs has a voice.
func (s *System) Speaks(ctx context.Context, tag string) bool {
	_, _, ok := s.choose(ctx, tag)
	return ok
}

// patience is how long a program may take to name its voices.
const patience = 10 * time.Second

// choose finds the program and its arguments for a language.
func (s *System) choose(ctx context.Context, tag string) (path string, args []string, ok bool) {
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	for _, one := range s.programs {
		path, err := s.find(one.name)
		if err != nil {
			continue
		}
		cmd := exec.CommandContext(ctx, path, one.list...)
		quietly(cmd)
		all, err := cmd.Output()
		if err != nil {
			continue
		}
		if voice, ok := best(one, all, tag); ok {
			return path, one.say(voice), true
		}
	}
	return "", nil, false
}

// best is the voice of exactly the language, else the first of a country's own form.
func best(one program, all []byte, tag string) (string, bool) {
	first := ""
	for lines := bufio.NewScanner(bytes.NewReader(all)); lines.Scan(); {
		voice, ok := one.voice(lines.Text(), tag)
		switch {
		case !ok:
		case strings.EqualFold(voice, tag):
			return voice, true
		case first == "" && !strings.Contains(strings.ToLower(voice), "-x-"): // not a dialect of one town
			first = voice
		}
	}
	return first, first != ""
}

// Say reads a text.
func (s *System) Say(ctx context.Context, tag, text string) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("speech: %w", err)
	}
	path, args, ok := s.choose(ctx, tag)
	if !ok {
		return ErrNone
	}
	cmd := exec.CommandContext(ctx, path, args...)
	quietly(cmd)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(plain(text)), io.Discard, io.Discard
	cmd.WaitDelay = time.Second
	err := cmd.Run()
	if stopped := ctx.Err(); stopped != nil {
		return fmt.Errorf("speech: %w", stopped)
	}
	if err != nil {
		return ErrVoice // what the program said may hold the text
	}
	return nil
}

// plain is a text as it is spoken: in one piece, without signs that a program would take as an order to itself.
func plain(text string) string {
	text = strings.Join(strings.Fields(strings.NewReplacer("[[", " ", "]]", " ", "\x00", " ", "<", " ", ">", " ").Replace(text)), " ")
	if all := []rune(text); len(all) > Longest {
		text = string(all[:Longest])
	}
	return text + "\n"
}
