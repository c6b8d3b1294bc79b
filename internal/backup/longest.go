package backup

// KeepFor is how long a copy stays that the program made by itself, at most: what was erased is gone from all of them after that.
const KeepFor = keepFor
