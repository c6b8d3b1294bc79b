package rehearsal_test

import "os"

// halt does nothing here: the system has no such call.
func halt(*os.Process) {}

func goOn(*os.Process) {}
