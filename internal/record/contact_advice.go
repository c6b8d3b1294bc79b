package record

// Function is a function of the basismodel of a CJG (004 L198-L204): the five of the Wmo, prestatieveld 2, of 2008, and one that informal
// work adds. It is never asked for; who must report by function can choose one.
type Function string

// The functions; the comment is the term of the source.
const (
	FunctionInform    Function = "inform"    // Informatie en advies L201
	FunctionNotice    Function = "notice"    // Signalering L201
	FunctionGuide     Function = "guide"     // Beoordeling en toeleiding L201
	FunctionLight     Function = "light"     // Licht ambulante hulp L201
	FunctionTogether  Function = "together"  // Zorgcoördinatie L201
	FunctionCommunity Function = "community" // gemeenschap versterken: our own, for what 003 L773-L851 describes
	FunctionOther     Function = "other"
)

// Functions lists them in the order of the basismodel.
func Functions() []Function {
	return []Function{
		FunctionInform, FunctionNotice, FunctionGuide, FunctionLight, FunctionTogether, FunctionCommunity, FunctionOther,
	}
}

// AdviceRoom says whether there was room for change, which should be clear beforehand (003 L726).
type AdviceRoom string

// How much room there was.
const (
	RoomYes    AdviceRoom = "yes"
	RoomLittle AdviceRoom = "little"
	RoomNo     AdviceRoom = "no"
	RoomUnsaid AdviceRoom = "unsaid" // nobody said so
)

// AdviceRooms lists them.
func AdviceRooms() []AdviceRoom { return []AdviceRoom{RoomYes, RoomLittle, RoomNo, RoomUnsaid} }

// AdviceUse is what was done with an advice. The risk is that nothing is (003 L717, L726).
type AdviceUse string

// What was done with it.
const (
	UseDone    AdviceUse = "done"
	UsePartly  AdviceUse = "partly"
	UseNot     AdviceUse = "not"
	UseUnknown AdviceUse = "unknown" // asked, and nobody knows
	UseOther   AdviceUse = "other"
)

// AdviceUses lists them.
func AdviceUses() []AdviceUse { return []AdviceUse{UseDone, UsePartly, UseNot, UseUnknown, UseOther} }

// advised checks the advice to a professional: only with a partner, and what was done with it only when there is one.
func (c *Contact) advised(ps *Problems, today Date) {
	if !c.Advice.Empty() && c.About != AboutPartner {
		ps.add("advice", "advice.partner")
	}
	if !c.Officer.Zero() && c.About != AboutPartner {
		ps.add("officer", "advice.partner")
	}
	if c.Advice.Empty() && (c.Room != "" || c.Use != "" || !c.UseOn.Zero() || !c.UseWhy.Empty()) {
		ps.add("advice", "required")
	}
	ps.long("advice", c.Advice)
	ps.long("useWhy", c.UseWhy)
	enum(ps, "room", c.Room, AdviceRooms(), false)
	enum(ps, "use", c.Use, AdviceUses(), false)
	ps.past("useOn", c.UseOn, today)
	ps.order("useOn", c.On, c.UseOn)
}
