package dev.sluice.mock.state;

import dev.sluice.generate.Generator;
import dev.sluice.generate.UnsatisfiableException;
import dev.sluice.generate.ValueSource;
import dev.sluice.schema.Schema;
import org.jspecify.annotations.Nullable;

/** Where generated values come from. */
@FunctionalInterface
interface ValueSources {

    /** @return null where no value is found */
    @Nullable
    ValueSource of(Schema schema);

    /** Those of one contract. */
    static ValueSources of(Generator generator) {
        return schema -> {
            try {
                return generator.source(schema);
            } catch (UnsatisfiableException none) {
                return null;
            }
        };
    }
}
