package dev.sluice.generate;

/** How much of what need not be there is made. */
enum Extent {
    LEAST,
    SOME,
    ALL
}
