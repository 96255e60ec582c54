package dev.sluice.vpcep;

/** Prints the statement of a modification, for a load tool that runs it without Sluice. */
public final class ModifyStatement {

    private ModifyStatement() {}

    public static void main(String[] arguments) {
        System.out.println(Statements.MODIFY);
    }
}
