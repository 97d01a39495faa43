"""Facts: entities and claims, read strictly from YAML and anchored in the articles."""
