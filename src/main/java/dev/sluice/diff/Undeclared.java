package dev.sluice.diff;

/** Whether values are taken to hold members that their schema does not name and says nothing of. */
public enum Undeclared {
    /**
     * They hold none, unless {@code additionalProperties} or its like invites them, or no {@code properties} are there at
     * all: then a new optional member takes nothing from anybody.
     */
    IGNORED,
    /** They may, as JSON Schema has it: then a new member may meet one of the same name that was something else. */
    COUNTED
}
