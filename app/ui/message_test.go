package ui

import "testing"

// A short message stands above the line at the foot, with all its height, from the moment it is said.
func TestAMessageIsSeenAtOnce(t *testing.T) {
	u := atWork(t)
	u.shell.Say("bewaard")
	toast := u.shell.frame.toasts
	if got, least := toast.Size().Height, toast.MinSize().Height; !toast.Visible() || got < least || least <= 0 {
		t.Errorf("the message is %v high, it needs %v", got, least)
	}
	if u.shell.Unsay(); toast.Visible() {
		t.Error("the message is still there")
	}
}
