"""French wording without a language model: conjugation, infinitives, registers, and what no rewording may lose."""
