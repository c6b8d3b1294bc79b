package main

// threshold is below which a count of families is hidden in what leaves the laptop (PRODUCT, Counts).
const threshold = 5

// commands is everything the program can do, in the order in which a worker meets it. The arguments are words of the command line and
// the same in every language.
func commands() []command {
	return []command{
		{"init", "[--name NAME] [--title TITLE] [--phone NUMBER]", runInit},
		{"recovery", "", runRecovery},
		{"shares", "", runShares},
		{"passphrase", "[--new-passphrase-file FILE]", runPassphrase},
		{"meeting", "--heads N [--type TYPE] [--on DAY] [--about]", runMeeting},
		{"import", "FILE", runImport},
		{"export", "FILE", runExport},
		{"show", "KIND|ID", runShow},
		{"search", "WORD...", runSearch},
		{"today", "[--limit N]", runToday},
		{"enrol", "--address URL --code CODE [--partner ID]", runEnrol},
		{"referral", "--concern ID | --referral ID [--partner ID] [--receiver NAME] [--groups A,B] [--reason TEXT]", runReferral},
		{"consent", "--referral ID [--giver ID --answer ja|nee --way voorgelezen|papier|gesprek] [--language TAG] [--until DAY] [--json]", runConsent},
		{"explain", "HOUSEHOLD", runExplain},
		{"review", "CONSENT", runReview},
		{"send", "--referral ID", runSend},
		{"sync", "", runSync},
		{"answer", "[--referral ID] [--read]", runAnswer},
		{"withdraw", "--referral ID --giver ID [--groups A,B]", runWithdraw},
		{"move", "--referral ID --action ACTION [--source parent|partner|witness] [--reason WORD]", runMove},
		{"retry", "DELIVERY|ENDPOINT", runRetry},
		{"summary", "--from DAY --to DAY [--format csv|json|pdf] [--out FILE]", runSummary},
		{"access", "ID [--asked-by ID] [--decide 1=mee,2=niet,3=mee] [--words 4=TEXT] [--language TAG] [--format pdf|text] [--out FILE]", runAccess},
		{"retention", "[--until DAY]", runRetention},
		{"extend", "ID --months N [--reason TEXT]", runExtend},
		{"draft", "KEY [FILE]", runDraft},
		{"status", "[--json]", runStatus},
		{"log", "[--limit N] [--kind viewed|changed|shared|keys]", runLog},
		{"verify", "", runVerify},
		{"backup", "[--to DIR]", runBackup},
		{"drill", "FILE", runDrill},
		{"restore", "FILE [--to DIR]", runRestore},
		{"putback", "[FILE] [--anyway]", runPutBack},
		{"rotate", "", runRotate},
		{"compact", "", runCompact},
		{"rehearse", "[--endpoint CJGD]", runRehearse},
		{"erase", "HOUSEHOLD|PERSON [--recall yes|no] [--drop-copies] [--yes]", runErase},
		{"keycard", "[--out FILE] [--of FILE]", runKeyCard},
		{"handover", "[--family ID] [--person ID --answer ja|nee|niet-bereikt] [--note TEXT] [--close] [--to CARD --out FILE]", runHandover},
		{"takeover", "FILE [--look]", runTakeover},
		{"version", "", runVersion},
	}
}
