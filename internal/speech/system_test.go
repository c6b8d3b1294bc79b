package speech

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// installed is espeak-ng; the tests that need it are left out where it is not installed.
func installed(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("espeak-ng")
	if err != nil {
		t.Skip("espeak-ng is not installed")
	}
	return path
}

func linux(find func(string) (string, error)) *System {
	return &System{programs: programs("linux"), find: find}
}

// Every language of Schakel has a voice of its own, and with exactly the arguments that Say uses it makes sound of what comes in on its input.
func TestRealVoices(t *testing.T) {
	path := installed(t)
	for tag, text := range map[string]string{
		"nl": "Mag dit?", "en": "May we share this?", "tr": "Bunu paylaşabilir miyiz?", "ar": "هل نشارك هذا؟", "pl": "Czy możemy to przekazać?", "pap": "Por kompartí esaki?",
	} {
		found, args, ok := linux(exec.LookPath).choose(t.Context(), tag)
		if !ok || found != path {
			t.Errorf("%s has no voice", tag)
			continue
		}
		if voice := args[1]; args[0] != "-v" || voice != tag && !strings.HasPrefix(voice, tag+"-") {
			t.Errorf("%s is read by %v", tag, args)
		}
		cmd := exec.Command(found, append(args, "--stdout")...)
		cmd.Stdin = strings.NewReader(plain(text))
		sound, err := cmd.Output()
		if err != nil || !bytes.HasPrefix(sound, []byte("RIFF")) || len(sound) < 20000 || len(bytes.Trim(sound[44:], "\x00")) < 10000 {
			t.Errorf("%s: %d bytes, %v", tag, len(sound), err)
		}
	}
	if linux(exec.LookPath).Speaks(t.Context(), "ti") {
		t.Error("reads Tigrinya, which espeak-ng 1.51 does not know: the text for a missing voice is tried with it")
	}
}

// fake stands in for espeak-ng: it writes down its arguments and its input, and waits as long as it is told to.
func fake(t *testing.T, script string) (find func(string) (string, error), folder string) {
	t.Helper()
	folder = t.TempDir()
	path := filepath.Join(folder, "espeak-ng")
	body := "#!/bin/sh\nif [ \"$1\" = --voices ]; then printf 'Pty Language Age/Gender VoiceName File Other\\n 5 ar --/M Arabic sem/ar\\n 2 en-gb --/M English gmw/en\\n'; exit; fi\n" +
		"printf '%s ' \"$@\" > '" + folder + "/args'\ncat > '" + folder + "/input'\n" + script + "\n"
	if err := os.WriteFile(path, []byte(body), 0o700); err != nil {
		t.Fatal(err)
	}
	return func(name string) (string, error) {
		if name == "espeak-ng" {
			return path, nil
		}
		return "", exec.ErrNotFound
	}, folder
}

func read(t *testing.T, folder, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// The text comes in over the pipe, as one line, and no part of it stands among the arguments.
func TestTheTextIsNeverAnArgument(t *testing.T) {
	find, folder := fake(t, "echo secret; echo secret >&2")
	if err := linux(find).Say(t.Context(), "ar", "اسمي  مريم.\n-v en [[x]] <mark>"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("-v ar -s 140 -b 1 --stdin ", read(t, folder, "args")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff("اسمي مريم. -v en x mark\n", read(t, folder, "input")); diff != "" {
		t.Error(diff)
	}
	for system := range map[string]bool{"linux": true, "darwin": true, "windows": true} {
		for _, p := range programs(system) {
			voice := strings.Join(p.say("nl-NL"), " ")
			if !strings.Contains(voice, "nl-NL") || strings.Contains(voice, "%") {
				t.Errorf("%s: %q", p.name, voice)
			}
		}
	}
}

// What is read stops at once when it is not to be heard any more, and the error holds nothing of the text.
func TestSilence(t *testing.T) {
	find, _ := fake(t, "exec sleep 60")
	ctx, stop := context.WithCancel(t.Context())
	began := time.Now()
	time.AfterFunc(200*time.Millisecond, stop)
	err := linux(find).Say(ctx, "en", "Fatima")
	if !errors.Is(err, context.Canceled) || time.Since(began) > 30*time.Second {
		t.Errorf("%v after %v", err, time.Since(began))
	}
	if err := linux(find).Say(ctx, "en", "Fatima"); !errors.Is(err, context.Canceled) {
		t.Errorf("it began after it was stopped: %v", err)
	}
	find, _ = fake(t, "echo Fatima >&2; exit 3")
	if err := linux(find).Say(t.Context(), "en", "Fatima"); !errors.Is(err, ErrVoice) || strings.Contains(err.Error(), "Fatima") {
		t.Error(err)
	}
}

func TestNoVoice(t *testing.T) {
	find, _ := fake(t, "")
	nothing := func(string) (string, error) { return "", exec.ErrNotFound }
	for name, s := range map[string]Speaker{"no voice": linux(find), "no program": linux(nothing), "none": None{}} {
		if s.Speaks(t.Context(), "nl") {
			t.Errorf("%s: speaks Dutch", name)
		}
		if err := s.Say(t.Context(), "nl", "x"); !errors.Is(err, ErrNone) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if !linux(find).Speaks(t.Context(), "en") || linux(find).Speaks(t.Context(), "") {
		t.Error("the voice of a country reads its language")
	}
}

func TestVoicesOfOtherSystems(t *testing.T) {
	for _, tc := range []struct {
		system, list, tag, want string
	}{
		{"darwin", "Anna                de_DE    # Hallo!\nXander              nl_NL    # Hallo, mijn naam is Xander.\n", "nl", "Xander"},
		{"darwin", "Majed (Enhanced)    ar_001   # مرحبا nl_NL\n", "ar", "Majed (Enhanced)"},
		{"darwin", "Anna                de_DE    # nl_NL\n", "nl", ""},
		{"windows", "nl-NL\r\npl-PL\r\n", "pl", "pl-PL"},
		{"windows", "nl-NL'); calc; ('\r\n", "nl", ""},
		{"linux", " 2  en-029 --/M English_(Caribbean) gmw/en-029\n 5 en-us --/M x y\n", "en", "en-029"},
		{"linux", " 5 nlx --/M x y\n", "nl", ""},
	} {
		got, ok := best(programs(tc.system)[0], []byte(tc.list), tc.tag)
		if got != tc.want || ok != (tc.want != "") {
			t.Errorf("%s %s: %q", tc.system, tc.tag, got)
		}
	}
}
