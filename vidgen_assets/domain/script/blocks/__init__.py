"""What is seen: one module for each kind of block in a script, which reads it into a visual. No narration here."""
