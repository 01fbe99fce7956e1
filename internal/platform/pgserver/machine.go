package pgserver

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// FreeBytes returns the space that an ordinary user can still write at path,
// or at the nearest folder above it that exists.
func FreeBytes(path string) (uint64, error) {
	var stat syscall.Statfs_t
	err := syscall.Statfs(path, &stat)
	if errors.Is(err, fs.ErrNotExist) && path != filepath.Dir(path) {
		return FreeBytes(filepath.Dir(path))
	}
	if err != nil {
		return 0, err
	}
	return stat.Bavail * uint64(stat.Bsize), nil
}

// memoryBytes returns the memory we may use: the machine's, or the container's
// where that is less; 1 GiB where neither can be read.
func memoryBytes() uint64 {
	total := uint64(1 << 30)
	if text, err := os.ReadFile("/proc/meminfo"); err == nil {
		if f := strings.Fields(string(text)); len(f) > 2 && f[0] == "MemTotal:" {
			if kb, err := strconv.ParseUint(f[1], 10, 64); err == nil {
				total = kb << 10
			}
		}
	}
	for _, limit := range []string{"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"} {
		text, err := os.ReadFile(limit)
		if err != nil {
			continue
		}
		if n, err := strconv.ParseUint(strings.TrimSpace(string(text)), 10, 64); err == nil {
			total = min(total, n)
		}
	}
	return total
}

// smallSharedMemory tells whether /dev/shm is missing or of a container's
// default 64 MB, too small for a parallel query's memory.
func smallSharedMemory() bool {
	var stat syscall.Statfs_t
	if syscall.Statfs("/dev/shm", &stat) != nil {
		return true
	}
	return stat.Blocks*uint64(stat.Bsize) < 256<<20
}
