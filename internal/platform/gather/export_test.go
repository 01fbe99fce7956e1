package gather

// Waiting is how many wait for the next trip.
func (r *Reads[K, V]) Waiting() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.asked)
}
