// Package powerloss holds only tests: it takes the power away from a store at every moment of its work, and looks at what is left.
//
// A child process works on a store under strace, which writes down every write, every sync and every change of a name. From that
// record the disk is built as it may be found after the power went: all that was synced, and any part of what was not.
package powerloss
