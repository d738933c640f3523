"""What several rules need: references, steps with their risk, placeholders, commands, names."""
