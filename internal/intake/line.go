package intake

// line is one good row on its way through the first sort. Its texts point into
// memory that is used again; whoever keeps them copies them.
type line struct {
	row       int64
	digest    uint64 // of the raw row, to find exact duplicates
	faulty    bool   // nothing else is known but the order; the order is refused
	kind      DocumentKind
	reference []byte
	returns   []byte
	customer  [len(identityFields)][]byte
	at        int64 // microseconds since 1970
	store     []byte
	channel   []byte
	tender    []byte
	currency  []byte
	article   []byte
	name      []byte
	category  []byte
	brand     []byte
	lineKind  LineKind
	earns     bool
	quantity  Quantity
	list      int64
	amount    int64
}

// What a document is, as one byte that sorts: faulty rows come first, so that
// the order is known to be refused before it is built; sales before refunds.
const (
	rankFaulty = 'a'
	rankSale   = 'b'
	rankRefund = 'c'
)

func (l *line) rank() byte {
	switch {
	case l.faulty:
		return rankFaulty
	case l.kind == Return:
		return rankRefund
	}
	return rankSale
}

// key sorts rows by document, and a refund next to the order that it names.
// Texts hold no zero byte, so that it can end them.
func (l *line) key(b []byte) []byte {
	root := l.returns
	if len(root) == 0 {
		root = l.reference
	}
	b = append(append(b[:0], root...), 0)
	b = append(append(b, l.reference...), 0)
	return append(b, l.rank())
}

// encode appends the row's record.
func (l *line) encode(b []byte) []byte {
	e := encoder{b}
	e.int(l.row)
	e.bool(l.faulty)
	if l.faulty {
		return e.b
	}
	e.uint(l.digest)
	e.text(string(l.kind))
	e.bytes(l.reference)
	e.bytes(l.returns)
	for _, id := range l.customer {
		e.bytes(id)
	}
	e.int(l.at)
	for _, t := range l.texts() {
		e.bytes(*t)
	}
	e.text(string(l.lineKind))
	e.bool(l.earns)
	e.int(int64(l.quantity))
	e.int(l.list)
	e.int(l.amount)
	return e.b
}

// decode is the reverse; texts point into b.
func (l *line) decode(b []byte) error {
	d := decoder{b: b}
	*l = line{row: d.int(), faulty: d.bool()}
	if l.faulty {
		return d.end()
	}
	l.digest = d.uint()
	l.kind = DocumentKind(d.text())
	l.reference = d.bytes()
	l.returns = d.bytes()
	for i := range l.customer {
		l.customer[i] = d.bytes()
	}
	l.at = d.int()
	for _, t := range l.texts() {
		*t = d.bytes()
	}
	l.lineKind = LineKind(d.text())
	l.earns = d.bool()
	l.quantity = Quantity(d.int())
	l.list = d.int()
	l.amount = d.int()
	return d.end()
}

func (l *line) texts() [8]*[]byte {
	return [...]*[]byte{&l.store, &l.channel, &l.tender, &l.currency, &l.article, &l.name, &l.category, &l.brand}
}
