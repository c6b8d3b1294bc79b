package inbox

import (
	"cmp"
	"slices"
	"time"

	"schakel/internal/intake"
)

// UserInfo is an account as an operator sees it on the command line.
type UserInfo struct {
	Name, Display string
	Role          Role
	Disabled      bool
	Second        bool      // the second step is set up
	Seen          time.Time // the last sign-in, zero for never
}

// operator is who the audit names for what is done on the command line.
const operator = "cjgd"

// Users lists every account, by name.
func (s *Site) Users() ([]UserInfo, error) {
	var out []UserInfo
	err := s.config.Inbox.View(func(tx intake.Tx) error {
		out = nil
		return tx.Scan(intake.BucketAccounts, nil, func(key, _ []byte) (bool, error) {
			a, _, err := intake.Load[account](tx, intake.BucketAccounts, key)
			out = append(out, UserInfo{Name: string(key), Display: a.Display, Role: a.Role, Disabled: a.Disabled, Second: len(a.TOTP) > 0, Seen: a.LastSeen})
			return true, err
		})
	})
	slices.SortFunc(out, func(a, b UserInfo) int { return cmp.Compare(a.Name, b.Name) })
	return out, err
}

// AddUser makes an account and gives its password, to be shown once; its owner chooses another at the first sign-in.
func (s *Site) AddUser(name, display string, role Role) (password string, err error) {
	if !accountName.MatchString(name) || role != Caseworker && role != Manager {
		return "", errAccountName
	}
	a := account{Display: short(display), Role: role, Created: s.config.Now().UTC()}
	if password, err = s.lend(&a); err != nil {
		return "", err
	}
	return password, s.config.Inbox.Update(func(tx intake.Tx) error {
		_, found, err := intake.Load[account](tx, intake.BucketAccounts, []byte(name))
		switch {
		case err != nil:
			return err
		case found:
			return errAccountTaken
		}
		if err := s.config.Inbox.NoteIn(tx, operator, "account_new "+name); err != nil {
			return err
		}
		return intake.Save(tx, intake.BucketAccounts, []byte(name), a)
	})
}

// ResetUser gives an account a fresh password, takes its second step away and enables it: for somebody who lost both.
func (s *Site) ResetUser(name string) (password string, err error) {
	var lent account
	if password, err = s.lend(&lent); err != nil {
		return "", err
	}
	return password, s.alterUser(name, "wachtwoord", lent, func(a *account) { a.TOTP, a.Disabled, a.After = nil, false, time.Time{} })
}

// DisableUser shuts an account out or lets it in again. The last beheerder cannot be shut out.
func (s *Site) DisableUser(name string, off bool) error {
	what := "aan"
	if off {
		what = "uit"
	}
	return s.alterUser(name, what, account{}, func(*account) {})
}

// alterUser does what the page of accounts does, and ends the account's sessions.
func (s *Site) alterUser(name, what string, lent account, more func(*account)) error {
	return s.alterAccountNamed(name, func(tx intake.Tx, a *account) error {
		more(a)
		if err := s.alterOther(tx, a, name, what, lent); err != nil {
			return err
		}
		if err := dropSessions(tx, func(one session) bool { return one.Account == name }); err != nil {
			return err
		}
		return s.config.Inbox.NoteIn(tx, operator, "account_"+what+" "+name)
	})
}
