package duck

import (
	"database/sql/driver"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"time"

	"habitue/internal/platform/replica"
)

// decode reads a value as PostgreSQL sends it in binary. It is done by hand
// because a first fill reads a hundred million of them.
func decode(t replica.Type, raw []byte) (driver.Value, error) {
	if raw == nil {
		return nil, nil
	}
	switch t {
	case replica.BigInt:
		if len(raw) == 8 {
			return int64(binary.BigEndian.Uint64(raw)), nil
		}
	case replica.Integer:
		if len(raw) == 4 {
			return int32(binary.BigEndian.Uint32(raw)), nil
		}
	case replica.SmallInt:
		if len(raw) == 2 {
			return int16(binary.BigEndian.Uint16(raw)), nil
		}
	case replica.Boolean:
		if len(raw) == 1 {
			return raw[0] != 0, nil
		}
	case replica.Text:
		return string(raw), nil
	case replica.Date:
		if len(raw) == 4 {
			return date(int32(binary.BigEndian.Uint32(raw)))
		}
	case replica.Timestamp:
		if len(raw) == 8 {
			return instant(int64(binary.BigEndian.Uint64(raw)))
		}
	case replica.BigInts, replica.Integers:
		return list(raw)
	}
	return nil, fmt.Errorf("%d bytes are no %s", len(raw), t)
}

// PostgreSQL counts from 2000-01-01.
var beginning = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

func date(days int32) (driver.Value, error) {
	if days == math.MaxInt32 || days == math.MinInt32 {
		return nil, fmt.Errorf("an infinite date is not copied")
	}
	return time.Unix(beginning.Unix()+int64(days)*86400, 0).UTC(), nil
}

func instant(micros int64) (driver.Value, error) {
	if micros == math.MaxInt64 || micros == math.MinInt64 {
		return nil, fmt.Errorf("an infinite time is not copied")
	}
	return time.UnixMicro(beginning.UnixMicro() + micros).UTC(), nil
}

var errNoList = errors.New("these bytes are no list of numbers")

// list reads an array of one dimension: dimensions, has-nulls, oid of the
// elements, then length and first index, then per element its size and bytes.
func list(raw []byte) (driver.Value, error) {
	if len(raw) < 12 {
		return nil, errNoList
	}
	if binary.BigEndian.Uint32(raw) == 0 {
		return []any{}, nil
	}
	if binary.BigEndian.Uint32(raw) != 1 || len(raw) < 20 {
		return nil, errNoList
	}
	n := int(binary.BigEndian.Uint32(raw[12:]))
	raw = raw[20:]
	values := make([]any, 0, n)
	for range n {
		switch {
		case len(raw) >= 12 && binary.BigEndian.Uint32(raw) == 8:
			values, raw = append(values, int64(binary.BigEndian.Uint64(raw[4:]))), raw[12:]
		case len(raw) >= 8 && binary.BigEndian.Uint32(raw) == 4:
			values, raw = append(values, int32(binary.BigEndian.Uint32(raw[4:]))), raw[8:]
		default:
			return nil, errNoList
		}
	}
	return values, nil
}
