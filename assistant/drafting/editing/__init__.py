"""What staff do to a plan, as pure operations: a plan in, a plan out, its numbers and its coverage made anew."""
