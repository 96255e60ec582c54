package dev.sluice.schema;

import dev.sluice.schema.pattern.TextPattern;

/** One entry of {@code patternProperties}. */
record PatternMember(TextPattern pattern, Subschema schema) {}
