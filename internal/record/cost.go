package record

// CostType is what money went to (onkosten: 003 L388, L555, L752, L833). Of parking and telephone no text speaks.
type CostType string

// The types of costs.
const (
	CostTravel    CostType = "travel"    // reiskosten 003 L752
	CostParking   CostType = "parking"   // parkeren
	CostFood      CostType = "food"      // koffie en eten 003 L831
	CostMaterial  CostType = "material"  // middelen 003 L555
	CostPhone     CostType = "phone"     // bellen en internet
	CostRoom      CostType = "room"      // ruimte 003 L833
	CostVolunteer CostType = "volunteer" // vrijwilligersvergoeding 003 L388
	CostSpeaker   CostType = "speaker"   // spreker, tolk 003 L695
	CostChildcare CostType = "childcare" // oppas
	CostOther     CostType = "other"
)

// OwnCostTypes lists what the worker's own expenses at a contact are for.
func OwnCostTypes() []CostType {
	return []CostType{CostTravel, CostParking, CostFood, CostMaterial, CostPhone, CostOther}
}

// MeetingCostTypes lists what the money of a gathering went to.
func MeetingCostTypes() []CostType {
	return []CostType{CostFood, CostRoom, CostMaterial, CostTravel, CostVolunteer, CostSpeaker, CostChildcare, CostOther}
}
