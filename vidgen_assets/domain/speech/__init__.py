"""Text made ready to be spoken: what is written is put into words a synthesiser says right, and every word knows where
it came from. Formulas in TeX belong to `domain.formula`; making sound belongs to narrators."""
