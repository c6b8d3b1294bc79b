package disclose

import "schakel/internal/record"

// The closed lists of the contract, value for value. They are Dutch because they stand on the wire.

// GroupWord is the name of a field group in a document, for a recall of some groups.
func GroupWord(g record.FieldGroup) string {
	return map[record.FieldGroup]string{
		record.GroupName: "naam", record.GroupPhone: "telefoon", record.GroupLanguage: "taal", record.GroupChild: "kind",
		record.GroupPlace: "plaats", record.GroupReason: "waarvoor", record.GroupQuestion: "vraag", record.GroupGoesWell: "goed",
		record.GroupSeen: "gezien", record.GroupThink: "denkt", record.GroupDone: "gedaan", record.GroupForm: "hoe",
	}[g]
}

func goalWord(p record.Purpose) string {
	return map[record.Purpose]string{
		record.PurposeMeet: "kennismaken", record.PurposeAdvice: "advies", record.PurposeHelp: "hulp", record.PurposeTakeOver: "overname",
		record.PurposeTogether: "samen", record.PurposeOtherwise: "anders",
	}[p]
}

func formWord(f record.Form) string {
	return map[record.Form]string{
		record.FormWarm: "warm", record.FormHome: "thuis", record.FormIntake: "gezamenlijk", record.FormPhone: "telefoon",
		record.FormAlong: "mee", record.FormRegister: "zelf",
	}[f]
}

func jgzWord(v record.Involvement) string {
	return map[record.Involvement]string{record.InvolvedYes: "ja", record.InvolvedNo: "nee", record.InvolvedNone: "nvt"}[v]
}

func urgencyWord(u record.Urgency) string {
	return map[record.Urgency]string{record.UrgencyCalm: "rustig", record.UrgencySoon: "binnenkort", record.UrgencyNow: "nu"}[u]
}

func capacityWord(c record.Capacity) string {
	return map[record.Capacity]string{
		record.CapacitySelf: "zelf", record.CapacityCustody: "gezag", record.CapacityGuardian: "voogd", record.CapacityMother: "zwanger",
	}[c]
}

func wayWord(w record.ConsentWay) string {
	return map[record.ConsentWay]string{
		record.WayReadAloud: "voorgelezen", record.WayPaper: "papier", record.WayInPerson: "persoonlijk",
	}[w]
}

func areaWords(areas []record.LifeArea) []string {
	words := map[record.LifeArea]string{
		record.AreaMoney: "geld_en_wonen", record.AreaHealth: "gezondheid", record.AreaFamily: "opvoeden_en_gezin",
		record.AreaSchool: "school_en_werk", record.AreaFriends: "buurt_en_vrienden",
	}
	var all []string
	for _, a := range areas {
		all = append(all, words[a])
	}
	return all
}

func sortWord(k record.RequestKind) string {
	return map[record.RequestKind]string{
		record.RequestRoom: "ruimte", record.RequestExpert: "deskundige", record.RequestThink: "meedenken",
		record.RequestAlong: "meegaan", record.RequestExpenses: "onkosten", record.RequestDiscuss: "casus_zonder_naam",
		record.RequestFindOut: "uitzoeken", record.RequestOther: "anders",
	}[k]
}
