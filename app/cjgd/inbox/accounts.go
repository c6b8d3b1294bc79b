package inbox

import (
	"cmp"
	"errors"
	"net/http"
	"regexp"
	"slices"

	"schakel/internal/fault"
	"schakel/internal/intake"
)

// What the page of accounts refuses, each with its own sentence.
var (
	errAccountName  = fault.New(fault.Invalid, "inbox.account_name", "a name to sign in with is 2 to 40 small letters, digits, dots or dashes")
	errAccountTaken = fault.New(fault.Conflict, "inbox.account_taken", "the name to sign in with exists already")
	errLastManager  = fault.New(fault.Conflict, "inbox.last_manager", "the last beheerder who can sign in stays")
)

var accountName = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,39}$`)

// accountRow is one account as the beheerder sees it.
type accountRow struct {
	Name, Display, Role, LastSeen string
	Manager, Disabled, Second     bool
	Self                          bool
}

// accountsBody is the page of accounts. Password is shown once, right after it was made.
type accountsBody struct {
	Rows           []accountRow
	Name, Password string
	Typed          typedAccount // stands there again after a refusal
}

// typedAccount is a new account as it was typed.
type typedAccount struct {
	Name, Display string
	Manager       bool
}

func (s *Site) accounts(w http.ResponseWriter, r *http.Request) {
	s.showAccounts(w, r, http.StatusOK, page{}, accountsBody{})
}

func (s *Site) showAccounts(w http.ResponseWriter, r *http.Request, status int, g page, body accountsBody) {
	p, self := s.printer(r), userOf(r.Context()).Name
	err := s.config.Inbox.View(func(tx intake.Tx) error {
		body.Rows = nil // the store may run this again
		return tx.Scan(intake.BucketAccounts, nil, func(key, _ []byte) (bool, error) {
			a, _, err := intake.Load[account](tx, intake.BucketAccounts, key)
			body.Rows = append(body.Rows, accountRow{
				Name: string(key), Display: a.Display, Role: p.Value("inbox.role", string(a.Role)), LastSeen: s.day(p, a.LastSeen),
				Manager: a.Role == Manager, Disabled: a.Disabled, Second: a.TOTP != nil, Self: string(key) == self,
			})
			return true, err
		})
	})
	if err != nil {
		s.fail(w, r, err)
		return
	}
	slices.SortFunc(body.Rows, func(a, b accountRow) int { return cmp.Compare(a.Name, b.Name) })
	g.Here, g.Body = "accounts", body
	s.show(w, r, status, "accounts.html", g)
}

// newAccount makes an account with a password that is lent: its owner chooses another at the first sign-in.
func (s *Site) newAccount(w http.ResponseWriter, r *http.Request) {
	name, role := r.PostFormValue("naam"), Caseworker
	if r.PostFormValue("rol") == string(Manager) {
		role = Manager
	}
	if !accountName.MatchString(name) {
		s.accountProblem(w, r, errAccountName)
		return
	}
	a := account{Display: short(r.PostFormValue("weergave")), Role: role, Created: s.config.Now().UTC(), Lent: true}
	password, err := s.lend(&a)
	if err == nil {
		err = s.config.Inbox.Update(func(tx intake.Tx) error {
			_, found, err := intake.Load[account](tx, intake.BucketAccounts, []byte(name))
			if err != nil {
				return err
			}
			if found {
				return errAccountTaken
			}
			if err := s.config.Inbox.NoteIn(tx, userOf(r.Context()).Name, "account_new "+name); err != nil {
				return err
			}
			return intake.Save(tx, intake.BucketAccounts, []byte(name), a)
		})
	}
	if err != nil {
		s.accountProblem(w, r, err)
		return
	}
	s.showAccounts(w, r, http.StatusOK, page{}, accountsBody{Name: name, Password: password})
}

// lend gives an account a password that the beheerder sees once and its owner changes at once.
func (s *Site) lend(a *account) (string, error) {
	password, err := newPassword(s.config.Random)
	if err != nil {
		return "", err
	}
	a.Lent = true
	return password, a.setPassword(s.config.Random, password, s.cost)
}

// accountProblem says on the page itself what does not fit.
func (s *Site) accountProblem(w http.ResponseWriter, r *http.Request, err error) {
	switch {
	case errors.Is(err, errAccountName), errors.Is(err, errAccountTaken), errors.Is(err, errLastManager):
		text, hint := s.printer(r).Fault(err)
		g, body := page{Problem: text, Hint: hint}, accountsBody{}
		if r.URL.Path == "/accounts" {
			g.Wrong = "naam"
			body.Typed = typedAccount{r.PostFormValue("naam"), short(r.PostFormValue("weergave")), r.PostFormValue("rol") == string(Manager)}
		}
		s.showAccounts(w, r, statusOf(err), g, body)
	case errors.Is(err, errSkip):
		s.nowhere(w, r)
	default:
		s.fail(w, r, err)
	}
}

// alterAccount does one thing to another account: disable, enable, another role, a fresh password, or away with a lost second step. Its
// browsers are signed out, because what they may do changed.
func (s *Site) alterAccount(w http.ResponseWriter, r *http.Request) {
	name, what, self := r.PostFormValue("naam"), r.PostFormValue("wat"), userOf(r.Context()).Name
	var lent account
	body := accountsBody{}
	if what == "wachtwoord" {
		var err error
		if body.Password, err = s.lend(&lent); err != nil {
			s.fail(w, r, err)
			return
		}
		body.Name = name
	}
	err := s.alterAccountNamed(name, func(tx intake.Tx, a *account) error {
		if err := s.alterOther(tx, a, name, what, lent); err != nil {
			return err
		}
		if name != self {
			if err := dropSessions(tx, func(one session) bool { return one.Account == name }); err != nil {
				return err
			}
		}
		return s.config.Inbox.NoteIn(tx, self, "account_"+what+" "+name)
	})
	if err != nil {
		s.accountProblem(w, r, err)
		return
	}
	s.showAccounts(w, r, http.StatusOK, page{Notice: noticeSaved}, body)
}

func (s *Site) alterOther(tx intake.Tx, a *account, name, what string, lent account) error {
	switch what {
	case "uit":
		a.Disabled = true
	case "aan":
		a.Disabled, a.Failures = false, 0
	case "beheerder":
		a.Role = Manager
	case "medewerker":
		a.Role = Caseworker
	case "wachtwoord":
		a.Salt, a.Hash, a.Cost, a.Lent, a.Failures = lent.Salt, lent.Hash, lent.Cost, true, 0
	case "code":
		a.TOTP, a.Failures = nil, 0 // the step of the last code stays: an old code never counts again
	default:
		return errSkip
	}
	if a.Role == Manager && !a.Disabled {
		return nil
	}
	return otherManager(tx, name)
}

// otherManager is nil when a beheerder besides this account can sign in, or this one never was the last.
func otherManager(tx intake.Tx, name string) error {
	others := false
	err := tx.Scan(intake.BucketAccounts, nil, func(key, _ []byte) (bool, error) {
		a, _, err := intake.Load[account](tx, intake.BucketAccounts, key)
		others = others || string(key) != name && a.Role == Manager && !a.Disabled
		return !others, err
	})
	if err == nil && !others {
		return errLastManager
	}
	return err
}
