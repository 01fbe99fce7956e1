package profile

// SetBatch lets tests cross the borders of batches with few members.
func (s *Service) SetBatch(rows int) { s.batch = rows }
