package record

import "slices"

// MeetingType is a type of bijeenkomst named in the sources. Names that mean the same stand behind one value; institutions that no longer
// exist are kept, as "vroeger".
type MeetingType string

// The types.
const (
	MeetingCoffee      MeetingType = "coffee"      // koffieochtend, kopje koffie 003 L831
	MeetingTheme       MeetingType = "theme"       // thema-avond 003 L845, 004 L216
	MeetingFathers     MeetingType = "fathers"     // vaderavond, groepen vaders 003 L502
	MeetingMothers     MeetingType = "mothers"     // moeders en dochters 003 L500
	MeetingInfo        MeetingType = "info"        // voorlichting, informatiebijeenkomst 003 L656, L707
	MeetingPrepare     MeetingType = "prepare"     // voorbereidende bijeenkomst 003 L689
	MeetingCourse      MeetingType = "course"      // cursus, opvoedcursus 003 L314, L417
	MeetingAcademy     MeetingType = "academy"     // Wijkacademie Opvoeden 003 L847
	MeetingTalk        MeetingType = "talk"        // gesprek tussen ouders 003 L845
	MeetingActivity    MeetingType = "activity"    // groepsactiviteit 000 A67, A456
	MeetingHome        MeetingType = "home"        // praatje in de migrantenorganisatie 003 L833
	MeetingVisit       MeetingType = "visit"       // huisbezoek, samen op huisbezoek 003 L656, 002 L825
	MeetingParent      MeetingType = "parent"      // overleg met ouder erbij 000 A310-A312
	MeetingAdvice      MeetingType = "advice"      // adviesgesprek 003 L707
	MeetingDesk        MeetingType = "desk"        // spreekuur, ook op school 004 L230, 002 L1318
	MeetingDebate      MeetingType = "debate"      // opvoeddebat 004 L268
	MeetingCitizens    MeetingType = "citizens"    // burgerbijeenkomst 004 L766
	MeetingLocal       MeetingType = "local"       // lokale bijeenkomst 004 L589
	MeetingRound       MeetingType = "round"       // ronde tafel 002 L669
	MeetingFocus       MeetingType = "focus"       // focusgroep 002 L896
	MeetingFamily      MeetingType = "family"      // Eigen Kracht-conferentie: ouders, kinderen en bekenden 004 L114
	MeetingRadio       MeetingType = "radio"       // radio-uitzending 003 L279
	MeetingClosing     MeetingType = "closing"     // slotbijeenkomst 002 L1204
	MeetingCase        MeetingType = "case"        // casuïstiekbespreking 003 L387, L730, 002 L606; weekly on complex cases 002 L1332
	MeetingCore        MeetingType = "core"        // kerngroepoverleg 003 L806
	MeetingRainbow     MeetingType = "rainbow"     // regenboogoverleg 003 L915
	MeetingTraining    MeetingType = "training"    // training, gezamenlijke training 003 L452, 002 L608, 004 L749
	MeetingThemeDay    MeetingType = "themeday"    // thema-bijeenkomst met ruime pauzes 003 L387, L695, 002 L608
	MeetingJoint       MeetingType = "joint"       // gezamenlijke bijeenkomst 000 A251, 002 L191
	MeetingVolunteers  MeetingType = "volunteers"  // vrijwilligersbijeenkomst 000 A420, A436
	MeetingNetwork     MeetingType = "network"     // netwerkbijeenkomst 002 L608, 004 L564
	MeetingLunch       MeetingType = "lunch"       // netwerklunch, werklunch, lunchpresentatie 004 L595, L641, L667
	MeetingAcquaint    MeetingType = "acquaint"    // kennismakingsgesprek 000 A255
	MeetingAlong       MeetingType = "along"       // werkbezoek, meelopen 002 L608-L614
	MeetingDistrict    MeetingType = "district"    // wijkoverleg 000 A253
	MeetingAdvising    MeetingType = "advising"    // adviesoverleg 003 L699
	MeetingConsult     MeetingType = "consult"     // consult met een andere gemeente 003 L233
	MeetingCareTeam    MeetingType = "careteam"    // zorgteamoverleg 002 L811
	MeetingSupport     MeetingType = "support"     // ondersteuningsteam 002 L1394
	MeetingSchools     MeetingType = "schools"     // evaluatie met scholen 002 L936
	MeetingIntervision MeetingType = "intervision" // intervisie 002 L1256, 004 L589
	MeetingWork        MeetingType = "work"        // werkoverleg, teamoverleg, maandelijkse vergadering 004 L589, L643, L647
	MeetingSession     MeetingType = "session"     // werksessie, workshop 004 L609, L629, L759
	MeetingThink       MeetingType = "think"       // denktank, brainstormsessie 004 L595, L788
	MeetingStudy       MeetingType = "study"       // studiedag, scholing, conferentie over Eigen Kracht 004 L641, L667, L746
	MeetingRolePlay    MeetingType = "roleplay"    // rollenspel 004 L749
	MeetingAway        MeetingType = "away"        // heidag 002 L608
	MeetingManagers    MeetingType = "managers"    // managementoverleg, bijeenkomst voor teamleiders 004 L589, 003 L921
	MeetingPolicy      MeetingType = "policy"      // Beleidsgroep Jeugd 004 L629
	MeetingCouncils    MeetingType = "councils"    // ronde langs raden 004 L268
	MeetingZAT         MeetingType = "zat"         // zorgadviesteam, ZAT 000 A82, 002 L1394
	MeetingParenting   MeetingType = "parenting"   // opvoedingsondersteuningsoverleg, abolished 000 A368
	MeetingOther       MeetingType = "other"
)

// MeetingTypes lists them: those with parents first and the three most used at their head, then those among workers, then those of
// before.
func MeetingTypes() []MeetingType {
	return slices.Concat(MeetingsWithParents(), MeetingsOfWorkers(), MeetingsOfBefore())
}

// MeetingsWithParents lists the types to which parents, young people or the community come, with "other" at their end.
func MeetingsWithParents() []MeetingType {
	return []MeetingType{
		MeetingCoffee, MeetingTheme, MeetingFathers, MeetingMothers, MeetingInfo, MeetingPrepare, MeetingCourse,
		MeetingAcademy, MeetingTalk, MeetingActivity, MeetingHome, MeetingVisit, MeetingParent, MeetingAdvice,
		MeetingDesk, MeetingDebate, MeetingCitizens, MeetingLocal, MeetingRound, MeetingFocus, MeetingFamily,
		MeetingRadio, MeetingClosing, MeetingOther,
	}
}

// MeetingsOfWorkers lists the types in which volunteers and professionals meet each other.
func MeetingsOfWorkers() []MeetingType {
	return []MeetingType{
		MeetingCase, MeetingCore, MeetingRainbow, MeetingTraining, MeetingThemeDay, MeetingJoint, MeetingVolunteers,
		MeetingNetwork, MeetingLunch, MeetingAcquaint, MeetingAlong, MeetingDistrict, MeetingAdvising, MeetingConsult,
		MeetingCareTeam, MeetingSupport, MeetingSchools, MeetingIntervision, MeetingWork, MeetingSession, MeetingThink,
		MeetingStudy, MeetingRolePlay, MeetingAway, MeetingManagers, MeetingPolicy, MeetingCouncils,
	}
}

// MeetingsOfBefore lists the types that no longer exist and stand in what was written before (PRODUCT, Records).
func MeetingsOfBefore() []MeetingType {
	return []MeetingType{MeetingZAT, MeetingParenting}
}
