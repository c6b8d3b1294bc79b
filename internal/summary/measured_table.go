package summary

// measured names a measure inside the counter; Measures says what each is.
type measured uint8

// The measures, in the order of the report.
const (
	familiesReached measured = iota
	familiesStay
	familiesFirst
	familiesKnew
	familiesReferrals
	peopleReached
	contactsAbout
	contactsResult
	contactsPlace
	concernsArea
	concernsLevel
	concernsState
	referralsFunnel
	referralsPartner
	referralsForm
	referralsArrival
	referralsAnswer
	referralsHelp
	receivedPartner
	receivedAnswer
	voicesQuick
	voicesWait
	voicesTold
	voicesResult
	meetingsWeek
	meetingsType
	meetingsTheme
	meetingsHeads
	meetingsLanguage
	meetingsCommunity
	meetingsInitiatives
	meetingsFormal
	meetingsGuests
	contactsHeads
	communityState
	signalsAnswer
	signalsReply
	requestsKind
	requestsAnswer
	requestsReply
	askedPartner
	hoursOwn
	hoursHelpers
	contactsAim
	meetingsAim
	contactsRole
	contactsFunction
	contactsHour
	meetingsRole
	adviceUse
	openFamily
	openWork
	measureCount
)
