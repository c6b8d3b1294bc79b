// Package check reads a file of texts and says what is wrong with it, by id and line: for the program that falls back to Dutch, for
// translators, and for the tests of the files in the program.
package check

// Reviewed is the id of the mark that says whether a native speaker read every text of a file: yes or no, and source in the source language.
const Reviewed = "language.reviewed"
